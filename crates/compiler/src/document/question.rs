//! `questions.toml`: the questions, and which answers contradict each other.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Text;

/// `questions.toml`: the questions to an institution, and which answers contradict each other.
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
    /// Heading.
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
    /// The sheet on which it stands: who can answer it.
    pub sheet: Sheet,
    /// What it asks for in a few words, for sentences that name the answer.
    pub name: String,
    /// The question, as the label of its field.
    pub label: String,
    /// Where the answer is found, in one short sentence.
    pub help: String,
    /// A longer explanation.
    pub more: Option<String>,
    /// The kind of answer that it takes.
    pub kind: QuestionKind,
    /// Unit shown behind a number.
    pub unit: Option<String>,
    /// The largest number; required for `number`.
    pub max: Option<u64>,
    /// The smallest number; 0 where it is absent.
    pub min: Option<u64>,
    /// Whether the yen are with consumption tax; required for `yen`, and only there.
    pub tax: Option<Tax>,
    /// The choices; required for `choice`, and only there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<Choice>")]
    pub choices: Vec<Spanned<Choice>>,
}

/// Who can answer a question.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sheet {
    /// What the institution is and has.
    Institution,
    /// What it does or plans.
    Plans,
    /// What a vendor or a quotation states, for one programme.
    Programme,
}

/// Whether an amount is with consumption tax.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tax {
    /// The treatment that the sources state.
    pub treatment: TaxTreatment,
    /// What it rests on; absent where no source states it.
    #[schemars(with = "Option<String>")]
    pub source: Option<Text>,
}

/// How sources treat consumption tax.
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
    /// Label.
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
    /// Its name in the public contract.
    pub code: String,
    /// When the answers contradict each other.
    #[schemars(with = "crate::schema::When")]
    pub when: Spanned<toml::Value>,
    /// Key of the answer that then counts as not given; without it, each programme says itself how it treats
    /// the combination.
    #[schemars(with = "Option<String>")]
    pub drop: Option<Text>,
    /// What is wrong, and how to mend it.
    pub message: String,
    /// What the rule rests on.
    #[schemars(with = "String")]
    pub source: Text,
    /// The keys that it looks at, in the order of the questions. Derived by the build; TOML files do not have
    /// it.
    #[serde(skip_deserializing)]
    pub keys: Vec<String>,
}
