//! Answers that are refused, and why.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use catalogue_model::{Choice, Key, Kind};

/// Why an answer is refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RefusalCode {
    /// No such key.
    UnknownKey,
    /// A value of another kind than the key takes.
    WrongType,
    /// A text or number that is not among the choices.
    UnknownChoice,
    /// A number with a fraction.
    Fraction,
    /// Not-a-number.
    NotANumber,
    /// A number below 0.
    Negative,
    /// A number below the smallest allowed.
    TooSmall,
    /// A number above the largest allowed.
    TooLarge,
    /// A date that no calendar has.
    ImpossibleDate,
}

impl RefusalCode {
    /// The code in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownKey => "unknown-key",
            Self::WrongType => "wrong-type",
            Self::UnknownChoice => "unknown-choice",
            Self::Fraction => "fraction",
            Self::NotANumber => "not-a-number",
            Self::Negative => "negative",
            Self::TooSmall => "too-small",
            Self::TooLarge => "too-large",
            Self::ImpossibleDate => "impossible-date",
        }
    }

    /// What is wrong, as the part of a sentence that follows the place.
    fn what(self) -> &'static str {
        match self {
            Self::UnknownKey => "という項目はありません。",
            Self::WrongType => "に使えない種類の値が入っています。",
            Self::UnknownChoice => "に選択肢にない値が入っています。",
            Self::Fraction => "に小数は使えません。",
            Self::NotANumber => "が数になっていません。",
            Self::Negative => "に負の数は使えません。",
            Self::TooSmall => "の数が小さすぎます。",
            Self::TooLarge => "の数が大きすぎます。",
            Self::ImpossibleDate => "の日付は暦にありません。",
        }
    }
}

/// An answer that is refused. It displays as a sentence in Japanese: what is wrong, where, how to mend it.
///
/// ```
/// use iryo_dx_hojokin::{Answers, CATALOGUE, Given};
///
/// let refusal = Answers::read(&CATALOGUE, vec![("beds".to_owned(), Given::Fraction)]).unwrap_err();
/// assert_eq!(refusal.to_string(), "「beds」に小数は使えません。0から3000までの整数で答えてください。");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// Why.
    pub code: RefusalCode,
    /// The key concerned, "costs.…" for a cost; `None` where no key is concerned.
    pub key: Option<String>,
    /// Whether the key is that of a question, which has a name of its own in the catalogue.
    is_question: bool,
    mend: String,
}

impl Refusal {
    /// A refusal of the answer to a question.
    pub(crate) fn of_answer(code: RefusalCode, key: &Key, mend: String) -> Self {
        Self {
            code,
            key: Some(key.name.to_owned()),
            is_question: true,
            mend,
        }
    }

    /// A refusal of something that is not the answer to a question.
    pub(crate) fn of_request(code: RefusalCode, key: Option<&str>, mend: &str) -> Self {
        Self {
            code,
            key: key.map(ToOwned::to_owned),
            is_question: false,
            mend: mend.to_owned(),
        }
    }

    pub(crate) fn unknown_key(key: &str) -> Self {
        Self::of_request(
            RefusalCode::UnknownKey,
            Some(key),
            "綴りを確かめるか、この項目を取り除いてください。",
        )
    }

    /// Where it is, in Japanese; `None` where the catalogue names the question.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        (!self.is_question).then(|| self.place_by_key())
    }

    /// What is wrong and how to mend it: the sentence without its place.
    #[must_use]
    pub fn what(&self) -> String {
        format!("{}{}", self.code.what(), self.mend)
    }

    fn place_by_key(&self) -> String {
        self.key
            .as_ref()
            .map_or_else(|| "入力".to_owned(), |key| format!("「{key}」"))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.place_by_key(), self.what())
    }
}

impl core::error::Error for Refusal {}

/// What a key takes, as a request to the person who answers.
pub(crate) fn mend(kind: Kind) -> String {
    match kind {
        Kind::YesNo => "「はい」か「いいえ」で答えてください（true か false）。".to_owned(),
        Kind::Choice(choices) => {
            let values: Vec<String> = choices
                .iter()
                .map(|choice| match choice {
                    Choice::Text(text) => (*text).to_owned(),
                    Choice::Number(number) => number.to_string(),
                })
                .collect();
            format!("次のどれかで答えてください：{}。", values.join("、"))
        }
        Kind::Number(min, max) => format!("{min}から{max}までの整数で答えてください。"),
        Kind::Yen => "0円から1兆円までを、円の単位の整数で答えてください。".to_owned(),
    }
}
