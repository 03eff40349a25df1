//! What the judgement needs of the catalogue.
//!
//! Everything is `'static`: in the product it is data in the binary, made by the build; a catalogue
//! that a tool or a test reads at run time is leaked once and then looks the same.
//!
//! All answers are whole numbers here: `はい` is 1, a choice is its place in the list of choices,
//! beds are beds and yen are yen. A condition is then nothing but ranges of whole numbers.

use serde::{Deserialize, Serialize};

use crate::{Date, Rate, Rounding, Yen};

/// Place of a key in [`Catalogue::keys`].
pub type KeyIndex = u16;
/// Place of a source in [`Catalogue::sources`].
pub type SourceIndex = u16;

/// The catalogue.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Catalogue {
    /// Number of the notice.
    pub edition: &'static str,
    /// The day of its list.
    pub as_of: Date,
    /// Version of the catalogue.
    pub version: &'static str,
    /// SHA-256 of the TOML files, in hexadecimal.
    pub digest: &'static str,
    /// The keys of answers, in the order in which they are asked.
    pub keys: &'static [Key],
    /// The sources.
    pub sources: &'static [Source],
    /// Answers that contradict each other.
    pub contradictions: &'static [Contradiction],
    /// The programmes of the list, in the notice's order.
    pub programmes: &'static [Programme],
    /// The programmes beside the list, in the order of their ids; in no sum.
    pub beside: &'static [Programme],
}

impl Catalogue {
    /// The programmes of the list, then those beside it.
    pub fn all(&self) -> impl Iterator<Item = &'static Programme> + use<> {
        self.programmes.iter().chain(self.beside)
    }
}

/// A key of the answers.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Key {
    /// Its name in the public contract, "costs.…" for the costs.
    pub name: &'static str,
    /// What it asks for, in Japanese: a few words for sentences.
    pub label: &'static str,
    /// The unit behind a number, such as 床; empty where there is none.
    pub unit: &'static str,
    /// What it takes.
    pub kind: Kind,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub enum Kind {
    /// True or false.
    YesNo,
    /// One of these.
    Choice(&'static [Choice]),
    /// A whole number between these, both included.
    Number(u64, u64),
    /// Whole yen up to [`Yen::MAX`].
    Yen,
}

impl Kind {
    /// The smallest and the largest value.
    #[must_use]
    pub fn bounds(self) -> (u64, u64) {
        match self {
            Self::YesNo => (0, 1),
            Self::Choice(choices) => (0, choices.len() as u64 - 1),
            Self::Number(min, max) => (min, max),
            Self::Yen => (0, Yen::MAX.0),
        }
    }
}

/// A choice's value in the public contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub enum Choice {
    /// A text.
    Text(&'static str),
    /// A whole number.
    Number(u64),
}

/// A source.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Source {
    /// Its short id.
    pub id: &'static str,
    /// How far it can be trusted.
    pub grade: Evidence,
}

/// How far a source can be trusted. The order is that of trust, the weakest first.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "read", derive(databake::Bake, schemars::JsonSchema), databake(path = catalogue_format::model))]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Press, vendors, consultants; never part of a total.
    Reference,
    /// A ministry, an agency, a prefecture, the portal.
    Official,
    /// Printed in the notice itself.
    Notice,
}

impl Evidence {
    /// Its name in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Official => "official",
            Self::Notice => "notice",
        }
    }
}

/// One key within some ranges, each with both ends included.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Test {
    /// The key.
    pub key: KeyIndex,
    /// The ranges, ascending and apart from each other.
    pub ranges: &'static [(u64, u64)],
}

impl Test {
    /// Whether a value passes.
    #[must_use]
    pub fn holds(&self, value: u64) -> bool {
        self.ranges
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&value))
    }
}

/// Any of these lists of tests, all of a list.
pub type When = &'static [&'static [Test]];

/// Three-valued: whether it holds, as far as the values of all keys are known.
#[must_use]
pub fn holds(when: When, values: &[Option<u64>]) -> Option<bool> {
    let mut settled = true;
    for all in when {
        let [mut met, mut unmet] = [true, false];
        for test in *all {
            match values[usize::from(test.key)] {
                Some(value) if test.holds(value) => {}
                Some(_) => {
                    unmet = true;
                    break;
                }
                None => met = false,
            }
        }
        if unmet {
            continue;
        }
        if met {
            return Some(true);
        }
        settled = false;
    }
    settled.then_some(false)
}

/// Answers that contradict each other.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Contradiction {
    /// Stable code.
    pub code: &'static str,
    /// When.
    pub when: When,
    /// The keys concerned.
    pub keys: &'static [KeyIndex],
    /// The answer that then counts as not given. Where there is one, completions of this kind do
    /// not exist.
    pub drop: Option<KeyIndex>,
    /// What is wrong and how to mend it.
    pub message: &'static str,
}

/// A programme.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Programme {
    /// Its id in the public contract.
    pub id: &'static str,
    /// The day it was looked at, where it stands beside the list; `None` for a programme of the list.
    pub as_of: Option<Date>,
    /// All have to be met.
    pub conditions: &'static [Condition],
    /// From answers to one of `leaves`.
    pub diagram: Diagram,
    /// What can come out.
    pub leaves: &'static [Leaf],
    /// The keys that the diagram asks for and a law counts with, ascending: of these the amount depends on
    /// the very range of answers that led to a leaf.
    pub felt: &'static [KeyIndex],
    /// The laws of its amount; empty where no source gives one.
    pub laws: &'static [Law],
    /// How fractions of the amount are treated.
    pub rounding: Rounding,
    /// The sentence on rounding.
    pub rounding_note: Option<&'static str>,
    /// The periods in which it is received.
    pub rounds: &'static [Round],
    /// Which of them are an institution's.
    pub receptions: Receptions,
    /// What holds after the last of them.
    pub after: After,
    /// Other days to know.
    pub deadlines: &'static [Deadline],
    /// Purchases shared with other programmes.
    pub overlaps: &'static [Overlap],
}

/// A condition.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Condition {
    /// In Japanese.
    pub text: &'static str,
    /// The keys it looks at.
    pub keys: &'static [KeyIndex],
    /// What it rests on where no ground applies.
    pub source: SourceIndex,
    /// The ways in which it is met or left open.
    pub grounds: &'static [Ground],
    /// From answers to a ground; the leaf after the last ground means that none applies.
    pub diagram: Diagram,
}

/// One way in which a condition is met or left open by the sources.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Ground {
    /// When.
    pub when: When,
    /// Left open by the sources.
    pub open: bool,
    /// The change that leads here.
    pub change: Option<&'static str>,
    /// What it rests on.
    pub source: SourceIndex,
}

/// What can come out for an institution of which everything is known but its costs.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Leaf {
    /// Whether it may be used.
    pub eligibility: Verdict,
    /// Place of its law in [`Programme::laws`]; `None` where no amount is stated, or where it may
    /// not be used.
    pub law: Option<u8>,
}

/// Whether a programme may be used, everything being known.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub enum Verdict {
    /// All conditions are met.
    Yes,
    /// At least one is not.
    No,
    /// The sources do not settle it.
    Open,
}

/// The law of an amount: a share of costs, each limited, up to a cap; nothing below a floor.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Law {
    /// Name of the case.
    pub name: &'static str,
    /// The project costs that count, each with its 事業額上限, as printed.
    pub items: &'static [Item],
    /// 補助率; `None` where no source gives one: then the amount is only known to lie between 0 and
    /// what the whole cost and the cap allow.
    pub rate: Option<Rate>,
    /// 補助上限, as printed.
    pub cap: Cap,
    /// 下限額: a smaller amount is not granted. 0 where there is none.
    pub floor: Yen,
    /// The lower end, where the sources settle the upper end alone.
    pub least: Least,
    /// What it rests on.
    pub source: SourceIndex,
}

impl Law {
    /// Whether the amount rises with a key: with one of its costs, or with a number of units.
    #[must_use]
    pub fn counts(&self, key: KeyIndex) -> bool {
        self.cap.unit_key() == Some(key) || self.items.iter().any(|item| item.cost == key)
    }
}

/// The lower end of what a law gives.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub enum Least {
    /// The same as the upper end.
    Same,
    /// 0, for the reason that this sentence gives, such as that the state selects.
    Zero(&'static str),
    /// What this smaller 補助上限 allows: two sources print different ones.
    Cap(Yen),
}

/// A cost that counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Item {
    /// The project cost.
    pub cost: KeyIndex,
    /// 事業額上限, where one is printed.
    pub limit: Option<Yen>,
}

/// 補助上限.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub enum Cap {
    /// One amount.
    Fixed(Yen),
    /// So much for each unit of a key, of which at most so many count.
    PerUnit {
        /// The number of units, such as beds.
        key: KeyIndex,
        /// For each.
        each: Yen,
        /// The largest number that counts.
        most: u64,
    },
    /// The rate of 基準額, which is so much for each unit of a key: the cost counts up to it.
    BasePerUnit {
        /// The number of units, such as beds.
        key: KeyIndex,
        /// 基準額 for each, before the rate.
        each: Yen,
        /// The largest number that counts.
        most: u64,
    },
}

impl Cap {
    /// The key of the number of units, where it goes by one.
    #[must_use]
    pub fn unit_key(self) -> Option<KeyIndex> {
        match self {
            Self::Fixed(_) => None,
            Self::PerUnit { key, .. } | Self::BasePerUnit { key, .. } => Some(key),
        }
    }
}

/// A decision diagram: questions in a fixed order, each with the ranges of answers that lead on to
/// the same place. No question stands in it that decides nothing.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Diagram {
    /// Where to begin.
    pub root: Target,
    /// The nodes.
    pub nodes: &'static [Node],
}

/// A question in a diagram.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Node {
    /// The key asked for.
    pub key: KeyIndex,
    /// The last value of each range of answers, and where it leads; ascending.
    pub arms: &'static [(u64, Target)],
}

/// Where an answer leads.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub enum Target {
    /// To the next question.
    Node(u16),
    /// To an outcome.
    Leaf(u8),
    /// Nowhere: the answers contradict each other, no institution is like this.
    Nowhere,
}

/// A period of reception. Both days count.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Round {
    /// What its last day ends.
    pub kind: DeadlineKind,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// What it rests on.
    pub source: SourceIndex,
}

/// Which periods of reception are an institution's.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Receptions {
    /// From answers to one of `sets`.
    pub diagram: Diagram,
    /// Places in [`Programme::rounds`], ascending: the periods of some institutions.
    pub sets: &'static [&'static [u16]],
}

/// What is known of the time after the last round.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "read", derive(databake::Bake, schemars::JsonSchema), databake(path = catalogue_format::model))]
#[serde(rename_all = "kebab-case")]
pub enum After {
    /// It is over.
    #[default]
    Closed,
    /// The sources do not say.
    Unknown,
}

/// A day that ends something. The day itself still counts.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Deadline {
    /// What it ends.
    pub kind: DeadlineKind,
    /// The last day.
    pub date: Date,
    /// Whether the programme is closed for everybody once it has passed.
    pub ends: bool,
    /// What it rests on.
    pub source: SourceIndex,
}

/// What a deadline ends.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "read", derive(databake::Bake, schemars::JsonSchema), databake(path = catalogue_format::model))]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineKind {
    /// 導入の完了.
    Introduce,
    /// 申請.
    Apply,
    /// 支出.
    Spend,
    /// 利用 (a coupon).
    Use,
}

impl DeadlineKind {
    /// Its name in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Introduce => "introduce",
            Self::Apply => "apply",
            Self::Spend => "spend",
            Self::Use => "use",
        }
    }
}

/// Another programme, and whether one purchase may serve both.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format::model))]
pub struct Overlap {
    /// Id of the other programme.
    pub with: &'static str,
    /// Whether.
    pub state: OverlapState,
    /// In Japanese.
    pub text: &'static str,
    /// What it rests on.
    pub source: SourceIndex,
}

/// Whether two programmes may share a purchase.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "read", derive(databake::Bake, schemars::JsonSchema), databake(path = catalogue_format::model))]
#[serde(rename_all = "kebab-case")]
pub enum OverlapState {
    /// A source says so.
    May,
    /// Only on the condition stated.
    MayIf,
    /// A source excludes it.
    MayNot,
    /// No source says anything.
    NotStated,
}

impl OverlapState {
    /// Its name in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::May => "may",
            Self::MayIf => "may-if",
            Self::MayNot => "may-not",
            Self::NotStated => "not-stated",
        }
    }
}
