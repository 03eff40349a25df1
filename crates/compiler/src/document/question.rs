//! `questions.toml`: what may be asked, and which answers contradict each other.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Text;

/// `questions.toml`: what may be asked of an institution, and which answers exclude each other.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionsFile {
    /// Groups of questions, in the order of the page.
    pub group: Vec<Group>,
    /// The questions, in the order in which they are asked when nothing else decides.
    #[schemars(with = "Vec<Question>")]
    pub question: Vec<Spanned<Question>>,
    /// Answers that contradict each other.
    #[schemars(with = "Vec<Contradiction>")]
    pub contradiction: Vec<Spanned<Contradiction>>,
}

/// A group of questions.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Short id.
    #[schemars(with = "String")]
    pub id: Text,
    /// Heading in Japanese.
    pub label: String,
}

/// One question.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Question {
    /// Key of the answer in the public contract.
    pub key: String,
    /// Id of its group.
    pub group: String,
    /// The sheet that it stands on.
    pub sheet: Sheet,
    /// What is asked for in a few words, for sentences that name it.
    pub name: String,
    /// The question, as a label.
    pub label: String,
    /// What is needed to answer it, in one short sentence.
    pub help: String,
    /// What else a reader may want to know.
    pub more: Option<String>,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// Unit shown behind a number.
    pub unit: Option<String>,
    /// Largest number allowed; the smallest is 0 unless `min` says otherwise.
    pub max: Option<u64>,
    /// Smallest number allowed.
    pub min: Option<u64>,
    /// Whether the yen are with consumption tax; every question for yen says so.
    pub tax: Option<Tax>,
    /// The choices, for `choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<Choice>")]
    pub choices: Vec<Spanned<Choice>>,
}

/// Who can answer a question, and when.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sheet {
    /// What the institution is and has.
    Institution,
    /// What it does or plans.
    Plans,
    /// What a vendor or a quote tells, for one programme.
    Programme,
}

/// Whether an amount is with consumption tax.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tax {
    /// Whether.
    pub treatment: TaxTreatment,
    /// What that rests on; absent where no source states it.
    #[schemars(with = "Option<String>")]
    pub source: Option<Text>,
}

/// Whether an amount is with consumption tax.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaxTreatment {
    /// 税込み.
    Included,
    /// 税抜き.
    Excluded,
    /// No source says.
    NotStated,
}

/// The kinds of answers.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// One of a few values.
    Choice,
    /// はい or いいえ.
    YesNo,
    /// A whole number.
    Number,
    /// Whole yen.
    Yen,
}

/// One choice.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Value in the public contract: a text, or a whole number.
    pub value: ChoiceValue,
    /// Label in Japanese.
    pub label: String,
}

/// A choice's value.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ChoiceValue {
    /// A whole number.
    Number(u64),
    /// A text.
    Text(String),
}

/// Answers that contradict each other.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Contradiction {
    /// Stable code in the report.
    pub code: String,
    /// When the answers contradict each other.
    #[schemars(with = "crate::schema::When")]
    pub when: Spanned<toml::Value>,
    /// The answer that then counts as not given; without it, every programme says itself what the
    /// combination counts as.
    #[schemars(with = "Option<String>")]
    pub drop: Option<Text>,
    /// What is wrong and how to mend it, in Japanese.
    pub message: String,
    /// Where the rule stands.
    #[schemars(with = "String")]
    pub source: Text,
    /// The keys that it looks at, in the order of the questions. Derived; no file says it.
    #[serde(skip_deserializing)]
    pub keys: Vec<String>,
}
