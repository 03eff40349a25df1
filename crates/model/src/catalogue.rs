//! The catalogue as a whole: programmes, their conditions, and the sources that everything rests on.

use serde::{Deserialize, Serialize};

use crate::{After, Date, Deadline, Diagram, Key, Law, Leaf, Receptions, Round, Rounding, When};

/// The place of a key in [`Catalogue::keys`].
pub type KeyIndex = u16;

/// The place of a source in [`Catalogue::sources`].
pub type SourceIndex = u16;

/// The catalogue: everything that the calculator needs, and no text that only people read.
///
/// Its lists have the order of `catalogue.json`, so a place here is a place there.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Catalogue {
    /// The day of the notice's list: what the list says holds as of this day.
    pub as_of: Date,
    /// 照合番号: SHA-256 of the TOML files, as 64 hexadecimal digits.
    pub digest: &'static str,
    /// The keys of answers, in the order of the questions. This is the order in which diagrams test them.
    pub keys: &'static [Key],
    /// The sources, in the order of their ids.
    pub sources: &'static [Source],
    /// Answers that contradict each other.
    pub contradictions: &'static [Contradiction],
    /// The programmes of the list, in the notice's order.
    pub programmes: &'static [Programme],
    /// The programmes beside the list, in the order of their ids. They are part of no total.
    pub beside: &'static [Programme],
}

impl Catalogue {
    /// The programmes of the list, then those beside it: the order of `programmes` in `catalogue.json`.
    pub fn all(&self) -> impl Iterator<Item = &'static Programme> + use<> {
        self.programmes.iter().chain(self.beside)
    }

    /// The key at a place.
    ///
    /// # Panics
    ///
    /// Where the catalogue has no such place.
    #[must_use]
    pub fn key(&self, key: KeyIndex) -> &'static Key {
        &self.keys[usize::from(key)]
    }

    /// The source at a place.
    ///
    /// # Panics
    ///
    /// Where the catalogue has no such place.
    #[must_use]
    pub fn source(&self, source: SourceIndex) -> &'static Source {
        &self.sources[usize::from(source)]
    }
}

/// Something that a figure, a condition or a date rests on.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Source {
    /// Its id in the public contract.
    pub id: &'static str,
    /// How far it can be trusted.
    pub grade: Evidence,
}

/// How far a source can be trusted. The order is that of trust: what rests on several sources has the
/// smallest grade.
///
/// ```
/// use catalogue_model::Evidence;
///
/// let grades = [Evidence::Notice, Evidence::Reference, Evidence::Official];
/// assert_eq!(grades.into_iter().min(), Some(Evidence::Reference));
/// ```
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "bake", derive(databake::Bake, schemars::JsonSchema), databake(path = catalogue_model))]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Press, vendors, consultants; never part of a total.
    Reference,
    /// A ministry, an agency, a prefecture, the portal.
    Official,
    /// Printed in the notice itself.
    Notice,
}

/// Answers that contradict each other.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Contradiction {
    /// Its name in the public contract.
    pub code: &'static str,
    /// When the answers contradict each other.
    pub when: When,
    /// The keys that `when` looks at, ascending.
    pub keys: &'static [KeyIndex],
    /// The answer that then counts as not given, one of `keys`. If there is one, no institution gives such
    /// answers, and diagrams lead nowhere for them. If there is none, each programme says itself how it
    /// treats them.
    pub drop: Option<KeyIndex>,
}

/// A programme: a subsidy with its conditions, amount and receptions.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Programme {
    /// Its id in the public contract.
    pub id: &'static str,
    /// The day on which its sources were looked at, for a programme beside the list; `None` for one of the
    /// list.
    pub as_of: Option<Date>,
    /// Its conditions, all of which have to be met.
    pub conditions: &'static [Condition],
    /// The diagram from answers to one of `leaves`.
    pub diagram: Diagram,
    /// All outcomes that some institution has.
    pub leaves: &'static [Leaf],
    /// The keys that `diagram` tests and a law counts with, ascending. The amount at a leaf depends on the
    /// range of these keys that leads there.
    pub amount_keys: &'static [KeyIndex],
    /// The laws of its amount, one for each case that has an amount; empty where no source gives one.
    pub laws: &'static [Law],
    /// 端数処理: how fractions of the amount are treated.
    pub rounding: Rounding,
    /// Whether `catalogue.json` has a sentence on rounding, `amount.roundingNote`.
    pub rounding_note: bool,
    /// The periods in which applications are received.
    pub rounds: &'static [Round],
    /// Which of `rounds` are an institution's.
    pub receptions: Receptions,
    /// What holds after the last of `rounds`.
    pub after: After,
    /// Other days to know, for all institutions.
    pub deadlines: &'static [Deadline],
}

/// A condition: met where one of its grounds says so, open where the sources do not settle it, unmet
/// otherwise.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Condition {
    /// What it rests on where no ground applies.
    pub source: SourceIndex,
    /// Its grounds. At most one of them applies to an institution.
    pub grounds: &'static [Ground],
    /// The diagram from answers to the ground that applies: a leaf is a place in `grounds`, and the leaf
    /// behind the last one means that none applies.
    pub diagram: Diagram,
}

/// One way in which a condition is met, or left open by the sources.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Ground {
    /// When it applies.
    pub when: When,
    /// Whether the condition is then left open by the sources; it is met otherwise.
    pub open: bool,
    /// What it rests on.
    pub source: SourceIndex,
}
