//! The report: everything that a page shows of an evaluation, with the names of the public contract.

use std::fmt::{self, Write as _};

use catalogue_model::{Catalogue, Programme};
use catalogue_model::{Date, DeadlineKind, Evidence, OverlapState, Rate, Rounding, Yen};
use serde::{Serialize, Serializer};

/// All programmes for one institution on one day.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Which catalogue was used.
    pub catalogue: CatalogueName,
    /// The day asked for.
    pub on: Date,
    /// Days from the catalogue's day to `on`; negative where `on` is earlier.
    pub age_days: i64,
    /// The programmes of the list, in the notice's order.
    pub programmes: Vec<ProgrammeResult>,
    /// Those beside the list; in no sum.
    pub beside: Vec<ProgrammeResult>,
    /// Sum over programmes that are not closed and have not seen all of their known days pass, of amounts that
    /// the notice or an official source gives, in yen.
    pub total: Range,
    /// The same sum over amounts that only a reference gives.
    pub reference_total: Range,
    /// The open keys that can still change a programme that is not closed: first those that decide one of the
    /// list; in each, eligibilities before amounts before receptions.
    pub next: Vec<Next>,
    /// Answers that contradict each other.
    pub problems: Vec<Problem>,
}

/// Which catalogue was used.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueName {
    /// Number of the notice.
    pub edition: &'static str,
    /// The day of its list.
    pub as_of: Date,
    /// Version of the catalogue.
    pub version: &'static str,
    /// SHA-256 of its files.
    pub digest: &'static str,
}

/// Two amounts in yen, the smaller first; equal where settled.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Range {
    /// The smallest.
    pub min: Yen,
    /// The largest.
    pub max: Yen,
}

impl From<(Yen, Yen)> for Range {
    fn from((min, max): (Yen, Yen)) -> Self {
        Self { min, max }
    }
}

impl Range {
    /// Adds a range to a sum; sums end at [`Yen::MAX`] times a thousand, far below the largest u64.
    pub(crate) fn add(&mut self, (min, max): (Yen, Yen)) {
        self.min.0 += min.0;
        self.max.0 += max.0;
    }
}

/// One programme.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProgrammeResult {
    /// Its id.
    pub id: &'static str,
    /// The one word that a person reads.
    pub state: Standing,
    /// Whether its amount is in one of the sums.
    pub in_total: bool,
    /// Whether it may be used.
    pub eligibility: Eligibility,
    /// Its conditions.
    pub conditions: Vec<Condition>,
    /// When it can be used.
    pub window: Window,
    /// How much; `None` where no source says.
    pub amount: Option<Amount>,
    /// The open keys that can still change eligibility or amount.
    pub missing: Vec<&'static str>,
    /// Every other programme, and whether one purchase may serve both.
    pub overlaps: Overlaps,
}

/// What a programme comes to for an institution on the day asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// 受付中: it may be used, and a known last day lies ahead.
    Open,
    /// これから: it may be used, and its known first day lies ahead.
    Upcoming,
    /// 要確認: answers or sources do not settle it.
    Check,
    /// 受付終了, whoever asks.
    Closed,
    /// 対象外.
    No,
}

impl Standing {
    /// Its name in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Upcoming => "upcoming",
            Self::Check => "check",
            Self::Closed => "closed",
            Self::No => "no",
        }
    }
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Whether a programme may be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Eligibility {
    /// All conditions are met.
    Yes,
    /// At least one cannot be met.
    No,
    /// Not settled, by the answers or by the sources.
    Unknown,
}

impl Eligibility {
    /// Its name in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

impl Serialize for Eligibility {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One condition.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// In Japanese.
    pub text: &'static str,
    /// Met, unmet or unknown.
    pub state: State,
    /// The keys it looks at.
    pub keys: Vec<&'static str>,
    /// How far its source can be trusted.
    pub evidence: Evidence,
    /// Id of its source.
    pub source: &'static str,
    /// The nearest change that would meet it, where it is unmet and there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<&'static str>,
}

/// The state of a condition.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
    /// Met whatever is still answered.
    Met,
    /// Unmet whatever is still answered.
    Unmet,
    /// Not settled.
    Unknown,
}

impl State {
    /// Its name in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
        }
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// When a programme can be used.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Window {
    /// On the day asked for.
    pub state: WindowState,
    /// The open keys that decide which periods are this institution's, where these differ.
    pub asks: Vec<&'static str>,
    /// The next known first day.
    pub opens: Option<Date>,
    /// Its last days.
    pub deadlines: Vec<Deadline>,
}

/// The state of a window.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WindowState {
    /// Before its first day.
    Upcoming,
    /// Open.
    Open,
    /// After its last day.
    Closed,
    /// Where the sources stop.
    Unknown,
}

impl WindowState {
    /// Its name in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Unknown => "unknown",
        }
    }
}

impl Serialize for WindowState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One last day.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Deadline {
    /// What it ends.
    pub kind: DeadlineKind,
    /// The day; it still counts.
    pub date: Date,
    /// Days from the day asked for; negative once it has passed.
    pub days_left: i64,
    /// How far its source can be trusted.
    pub evidence: Evidence,
    /// Id of its source.
    pub source: &'static str,
}

/// An amount.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Amount {
    /// The smallest over all ways of answering what is open.
    pub min: Yen,
    /// The largest.
    pub max: Yen,
    /// The printed ceiling over the same ways. A way in which the programme may not be used has
    /// none; 0..0 where that leaves no way.
    pub cap: Range,
    /// The rate, where all ways agree on one.
    pub rate: Option<Rate>,
    /// The printed limit of the project cost, where a source gives one.
    pub cost_limit: Option<Range>,
    /// How far the weakest source can be trusted.
    pub evidence: Evidence,
    /// Id of that source.
    pub source: &'static str,
    /// The calculation in sentences.
    pub steps: Sentences,
    /// Where the upper end is only the largest number of units that the question takes: the price of one.
    pub per_unit: Option<PerUnit>,
    /// How fractions are treated.
    pub rounding: Rounding,
}

impl Amount {
    /// Both ends.
    #[must_use]
    pub fn range(&self) -> Range {
        Range {
            min: self.min,
            max: self.max,
        }
    }
}

/// 補助上限 of one unit.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct PerUnit {
    /// The key that counts the units.
    pub key: &'static str,
    /// In yen for each.
    pub each: Yen,
}

/// Sentences, in one text.
///
/// ```
/// use iryo_dx_hojokin::{Answers, CATALOGUE, evaluate};
///
/// let report = evaluate(&CATALOGUE, &Answers::none(&CATALOGUE), CATALOGUE.as_of);
/// let amount = report.programmes[9].amount.as_ref().unwrap();
/// assert!(amount.steps.iter().all(|step| step.ends_with('。')));
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sentences {
    text: String,
    ends: Vec<usize>,
}

impl Sentences {
    pub(crate) fn add(&mut self, sentence: impl fmt::Display) {
        // A text takes what is written to it.
        let _ = write!(self.text, "{sentence}");
        self.ends.push(self.text.len());
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let begins = std::iter::once(&0).chain(&self.ends);
        begins
            .zip(&self.ends)
            .map(|(begin, end)| &self.text[*begin..*end])
    }
}

impl Serialize for Sentences {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// Every other programme with all that the catalogue says of sharing a purchase, or that no source
/// says anything. Silence is never leave.
///
/// They are the same for everybody, and so many that they are only listed where somebody reads them.
#[derive(Clone, Copy, Debug)]
pub struct Overlaps {
    pub(crate) catalogue: &'static Catalogue,
    pub(crate) programme: &'static Programme,
}

impl Overlaps {
    /// In the notice's order, then those beside the list.
    pub fn iter(self) -> impl Iterator<Item = Overlap> {
        let Self { catalogue, programme } = self;
        let others = catalogue.all().filter(|other| other.id != programme.id);
        others.flat_map(|other| {
            let mut stated = programme
                .overlaps
                .iter()
                .filter(|overlap| overlap.with == other.id)
                .map(|overlap| Overlap {
                    with: other.id,
                    state: overlap.state,
                    text: overlap.text,
                    source: catalogue.sources[usize::from(overlap.source)].id,
                });
            let first = stated.next().unwrap_or(Overlap {
                with: other.id,
                state: OverlapState::NotStated,
                text: "同じ費用に両方を使えるかは、公表資料に記載がありません（要確認）。",
                source: "",
            });
            std::iter::once(first).chain(stated)
        })
    }
}

impl Serialize for Overlaps {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// A purchase shared with another programme.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Overlap {
    /// Id of the other programme.
    pub with: &'static str,
    /// Whether it may be shared.
    pub state: OverlapState,
    /// In Japanese.
    pub text: &'static str,
    /// Id of the source; empty where no source says anything.
    pub source: &'static str,
}

/// A key worth asking for.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Next {
    /// The key.
    pub key: &'static str,
    /// The programmes that it can still change.
    pub decides: Vec<&'static str>,
    /// By how many yen the sum of the smallest or of the largest amounts moves between two of its answers, at most: of
    /// those of these programmes that are of the list, or of all where it decides only what stands beside.
    pub effect: Yen,
    /// What it settles; the first of these where it does several.
    pub settles: Settles,
}

/// What an answer settles.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Settles {
    /// Whether a programme may be used.
    Eligibility,
    /// How much.
    Amount,
    /// When it is received.
    Reception,
}

impl Settles {
    /// Its name in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Eligibility => "eligibility",
            Self::Amount => "amount",
            Self::Reception => "reception",
        }
    }
}

impl Serialize for Settles {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Answers that contradict each other.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The keys.
    pub keys: Vec<&'static str>,
    /// Stable code.
    pub code: &'static str,
    /// In Japanese.
    pub message: &'static str,
}
