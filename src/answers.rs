//! What is known of one institution.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use catalogue_model::{Catalogue, Choice, Kind};

use crate::refusal::{Refusal, RefusalCode, mend};

/// A value as it was given. JavaScript, JSON and tables of tests turn their values into these, so that all values are
/// checked in one place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Given {
    /// True or false.
    Flag(bool),
    /// A whole number from 0.
    Whole(u64),
    /// A number with a fraction.
    Fraction,
    /// A number below 0.
    Negative,
    /// A number beyond what is counted exactly, infinity among them.
    TooLarge,
    /// Not-a-number.
    NotANumber,
    /// A text.
    Text(String),
    /// Keys with values of their own.
    Group(Vec<(String, Given)>),
    /// Something else.
    Other,
}

/// What is known of one institution. Whatever is not in it has not been answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answers {
    /// For every key of the catalogue its value as a whole number, or nothing.
    values: Vec<Option<u64>>,
}

impl Answers {
    /// Reads answers: keys of the public contract with their values, the costs as a group.
    ///
    /// # Errors
    ///
    /// The first key or value that is none of the contract's.
    ///
    /// ```
    /// use iryo_dx_hojokin::{Answers, CATALOGUE, Given};
    ///
    /// let refused = Answers::read(&CATALOGUE, vec![("bedz".to_owned(), Given::Whole(10))]).unwrap_err();
    /// assert_eq!((refused.code.name(), refused.key.as_deref()), ("unknown-key", Some("bedz")));
    /// ```
    pub fn read(catalogue: &Catalogue, given: Vec<(String, Given)>) -> Result<Self, Refusal> {
        let mut answers = Self::none(catalogue);
        for (name, given) in given {
            match (name.as_str(), given) {
                ("costs", Given::Group(costs)) => {
                    for (cost, given) in costs {
                        answers.set(catalogue, &format!("costs.{cost}"), given)?;
                    }
                }
                ("costs", _) => {
                    return Err(Refusal::of_request(
                        RefusalCode::WrongType,
                        Some("costs"),
                        "補助金ごとの事業額を { } の中に書いてください。",
                    ));
                }
                (name, given) if !name.starts_with("costs.") => answers.set(catalogue, name, given)?,
                (name, _) => return Err(Refusal::unknown_key(name)),
            }
        }
        Ok(answers)
    }

    /// Nothing is known.
    ///
    /// ```
    /// use iryo_dx_hojokin::{Answers, CATALOGUE};
    ///
    /// assert_eq!(Answers::none(&CATALOGUE), Answers::read(&CATALOGUE, vec![])?);
    /// # Ok::<(), iryo_dx_hojokin::Refusal>(())
    /// ```
    #[must_use]
    pub fn none(catalogue: &Catalogue) -> Self {
        Self {
            values: vec![None; catalogue.keys.len()],
        }
    }

    /// Puts the answer to the question at a place of the catalogue's keys, as a column of numbers has it;
    /// `None` where it is not answered. Yes is 1, and a text to choose is its place among the choices.
    ///
    /// # Errors
    ///
    /// Where that is no answer to this question. It then stays as it was.
    ///
    /// # Panics
    ///
    /// Where the catalogue has no such place.
    ///
    /// ```
    /// use iryo_dx_hojokin::{Answers, CATALOGUE, Given};
    ///
    /// let mut answers = Answers::none(&CATALOGUE);
    /// assert_eq!(CATALOGUE.keys[0].name, "facilityType");
    /// answers.put(&CATALOGUE, 0, Some(Given::Whole(1)))?;
    /// let clinic = vec![("facilityType".to_owned(), Given::Text("clinic".to_owned()))];
    /// assert_eq!(answers, Answers::read(&CATALOGUE, clinic)?);
    /// assert!(answers.put(&CATALOGUE, 0, Some(Given::Whole(7))).is_err());
    /// # Ok::<(), iryo_dx_hojokin::Refusal>(())
    /// ```
    pub fn put(&mut self, catalogue: &Catalogue, at: usize, given: Option<Given>) -> Result<(), Refusal> {
        let key = &catalogue.keys[at];
        self.values[at] = match given.map(|given| in_column(key.kind, given)) {
            None => None,
            Some(Ok(value)) => Some(value),
            Some(Err(code)) => return Err(Refusal::of_answer(code, key, mend_in_column(key.kind))),
        };
        Ok(())
    }

    fn set(&mut self, catalogue: &Catalogue, name: &str, given: Given) -> Result<(), Refusal> {
        let at = catalogue
            .keys
            .iter()
            .position(|key| key.name == name)
            .ok_or_else(|| Refusal::unknown_key(name))?;
        let key = &catalogue.keys[at];
        self.values[at] =
            Some(value(key.kind, given).map_err(|code| Refusal::of_answer(code, key, mend(key.kind)))?);
        Ok(())
    }

    /// The value of every key, contradictions as they are.
    pub(crate) fn values(&self) -> &[Option<u64>] {
        &self.values
    }
}

/// The places in a column of what is chosen: all that a person reads as words.
fn places(kind: Kind) -> Option<u64> {
    match kind {
        Kind::YesNo => Some(1),
        Kind::Choice(choices) if choices.iter().any(|choice| matches!(choice, Choice::Text(_))) => {
            Some(choices.len() as u64 - 1)
        }
        Kind::Choice(_) | Kind::Number(..) | Kind::Yen => None,
    }
}

fn in_column(kind: Kind, given: Given) -> Result<u64, RefusalCode> {
    match (places(kind), given) {
        (Some(last), Given::Whole(place)) if place <= last => Ok(place),
        (Some(_), Given::Whole(_) | Given::TooLarge) => Err(RefusalCode::UnknownChoice),
        (Some(_), Given::Fraction) => Err(RefusalCode::Fraction),
        (Some(_), Given::Negative) => Err(RefusalCode::Negative),
        (_, given) => value(kind, given),
    }
}

fn mend_in_column(kind: Kind) -> String {
    let wanted = match (kind, places(kind)) {
        (Kind::YesNo, _) => "「はい」は1、「いいえ」は0".to_owned(),
        (_, Some(last)) => format!("選択肢の番号（先頭が0、最後が{last}）"),
        (_, None) => return mend(kind),
    };
    format!("{wanted}、未回答は-1にしてください。")
}

/// The value as a whole number: yes is 1, a choice is its place among the choices.
pub(crate) fn value(kind: Kind, given: Given) -> Result<u64, RefusalCode> {
    let choices = if let Kind::Choice(choices) = kind {
        choices
    } else {
        &[]
    };
    let takes_text = choices.iter().any(|choice| matches!(choice, Choice::Text(_)));
    let takes_numbers = matches!(kind, Kind::Number(..) | Kind::Yen)
        || choices.iter().any(|choice| matches!(choice, Choice::Number(_)));
    let place = |found: Option<usize>| found.map(|at| at as u64).ok_or(RefusalCode::UnknownChoice);
    match given {
        Given::Flag(yes) if matches!(kind, Kind::YesNo) => Ok(u64::from(yes)),
        Given::Text(text) if takes_text => place(
            choices
                .iter()
                .position(|choice| matches!(choice, Choice::Text(one) if *one == text)),
        ),
        Given::Whole(number) if takes_numbers && !choices.is_empty() => place(
            choices
                .iter()
                .position(|choice| matches!(choice, Choice::Number(one) if *one == number)),
        ),
        Given::Whole(number) if takes_numbers => match kind.bounds() {
            (min, _) if number < min => Err(RefusalCode::TooSmall),
            (_, max) if number > max => Err(RefusalCode::TooLarge),
            _ => Ok(number),
        },
        Given::Fraction if takes_numbers => Err(RefusalCode::Fraction),
        Given::NotANumber if takes_numbers => Err(RefusalCode::NotANumber),
        Given::Negative if takes_numbers => Err(RefusalCode::Negative),
        Given::TooLarge if takes_numbers => Err(RefusalCode::TooLarge),
        _ => Err(RefusalCode::WrongType),
    }
}
