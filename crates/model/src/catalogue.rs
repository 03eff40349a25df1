//! The judged form of the catalogue: conditions, amounts and receptions in numbers, without a text that only
//! people read.
//!
//! Everything is `'static`: in the product it is data in the binary, made by the build; a catalogue that a tool or a
//! test reads at run time is leaked once and then looks the same.
//!
//! All answers are whole numbers here: はい is 1, a choice is its place in the list of choices, beds are beds and yen
//! are yen. A condition is then nothing but ranges of whole numbers.

use serde::{Deserialize, Serialize};

use crate::{After, Date, Deadline, Diagram, Key, Law, Leaf, Receptions, Round, Rounding, When};

/// Place of a key in [`Catalogue::keys`].
pub type KeyIndex = u16;

/// Place of a source in [`Catalogue::sources`].
pub type SourceIndex = u16;

/// The catalogue.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Catalogue {
    /// The day of its list.
    pub as_of: Date,
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

/// A source.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Source {
    /// Its short id.
    pub id: &'static str,
    /// How far it can be trusted.
    pub grade: Evidence,
}

/// How far a source can be trusted. The order is that of trust, the weakest first.
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
    /// When.
    pub when: When,
    /// The keys concerned.
    pub keys: &'static [KeyIndex],
    /// The answer that then counts as not given. Where there is one, completions of this kind do
    /// not exist.
    pub drop: Option<KeyIndex>,
}

/// A programme.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
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
    /// The keys that the diagram tests and an amount counts with, ascending: the amount depends on the range of
    /// these keys that leads to a leaf.
    pub amount_keys: &'static [KeyIndex],
    /// The laws of its amount; empty where no source gives one.
    pub laws: &'static [Law],
    /// How fractions of the amount are treated.
    pub rounding: Rounding,
    /// Whether the catalogue has a sentence on rounding.
    pub rounding_note: bool,
    /// The periods in which it is received.
    pub rounds: &'static [Round],
    /// Which of them are an institution's.
    pub receptions: Receptions,
    /// What holds after the last of them.
    pub after: After,
    /// Other days to know.
    pub deadlines: &'static [Deadline],
}

/// A condition.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Condition {
    /// What it rests on where no ground applies.
    pub source: SourceIndex,
    /// The ways in which it is met or left open.
    pub grounds: &'static [Ground],
    /// From answers to a ground; the leaf after the last ground means that none applies.
    pub diagram: Diagram,
}

/// One way in which a condition is met or left open by the sources.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Ground {
    /// When.
    pub when: When,
    /// Left open by the sources.
    pub open: bool,
    /// What it rests on.
    pub source: SourceIndex,
}
