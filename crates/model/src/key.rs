//! Keys of answers, and what each takes.

use crate::Yen;

/// A key of the answers.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Key {
    /// Its name in the public contract, "costs.…" for the costs.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
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
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub enum Choice {
    /// A text.
    Text(&'static str),
    /// A whole number.
    Number(u64),
}
