//! Keys of answers, and the values that each takes.

use crate::Yen;

/// A key of the answers.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Key {
    /// Its name in the public contract, such as `beds`; that of a project cost begins with `costs.`.
    pub name: &'static str,
    /// The values that it takes.
    pub kind: Kind,
}

/// The values that a key takes. Each answer is a whole number: はい is 1 and いいえ is 0, a choice is its
/// place among the choices, beds are beds and yen are yen.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub enum Kind {
    /// はい or いいえ.
    YesNo,
    /// One of these choices, of which there are at least two.
    Choice(&'static [Choice]),
    /// A whole number between these two, both included.
    Number(u64, u64),
    /// Whole yen, 0 to [`Yen::MAX`].
    Yen,
}

impl Kind {
    /// The smallest and the largest whole number that an answer can be.
    ///
    /// ```
    /// use catalogue_model::{Choice, Kind};
    ///
    /// assert_eq!(Kind::YesNo.bounds(), (0, 1));
    /// assert_eq!(Kind::Choice(&[Choice::Text("hospital"), Choice::Text("clinic")]).bounds(), (0, 1));
    /// assert_eq!(Kind::Number(0, 3_000).bounds(), (0, 3_000));
    /// assert_eq!(Kind::Yen.bounds(), (0, 1_000_000_000_000));
    /// ```
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

/// The value of a choice in the public contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub enum Choice {
    /// A text, such as `hospital`.
    Text(&'static str),
    /// A whole number.
    Number(u64),
}
