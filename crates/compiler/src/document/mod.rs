//! What the TOML files under `catalogue/` may say, field by field.
//!
//! These types are the grammar of the files: an unknown field is an error, and everything that
//! states a fact names its source. They are also what `catalogue.json` is made of, so that what a
//! keeper writes is what a reader of the open data gets, and what its schema is made of (`schema`).

use std::collections::BTreeMap;

use catalogue_model::Evidence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

mod amount;
mod date;
mod programme;
mod question;
mod window;

pub use amount::{Amount, Case, CaseKind, Item};
pub use date::CivilDate;
pub use programme::{
    Condition, Contact, CostItem, Document, Ground, Note, NoteKind, Overlap, OverlapState, Page,
    ProgrammeFile, Successor,
};
pub use question::{
    Choice, ChoiceValue, Contradiction, Group, Question, QuestionKind, QuestionsFile, Sheet, Tax,
    TaxTreatment,
};
pub use window::{Deadline, Round, Window};

/// A text with its place in the file, so that a fault can be reported with its line.
pub type Text = Spanned<String>;

/// `catalogue.json`: everything that the files say.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
#[serde(rename_all = "camelCase")]
pub struct Catalogue<'a> {
    /// The notice that the catalogue follows.
    pub edition: &'a Edition,
    /// 照合番号: SHA-256 of the files, as 64 hexadecimal digits.
    pub digest: &'a str,
    /// Places where the supplied text of the notice prints something else than what is used.
    pub errata: &'a [Erratum],
    /// The sections of the letter that explain single programmes.
    pub letter: &'a [LetterSection],
    /// What changed from version to version, and why.
    pub changes: &'a [Change],
    /// The sources by their short ids.
    #[schemars(with = "BTreeMap<String, Source>")]
    pub sources: &'a BTreeMap<String, Spanned<Source>>,
    /// Groups of questions, in the order of the page.
    pub groups: &'a [Group],
    /// The questions, in the order in which they are asked when nothing else decides.
    #[schemars(with = "Vec<Question>")]
    pub questions: &'a [Spanned<Question>],
    /// Answers that contradict each other.
    #[schemars(with = "Vec<Contradiction>")]
    pub contradictions: &'a [Spanned<Contradiction>],
    /// What is said of the programmes beside the list as a whole.
    pub beside_group: &'a BesideGroup,
    /// The programmes in the order of the list, then those beside it.
    pub programmes: Vec<&'a ProgrammeFile>,
}

/// `edition.toml`: the notice that the catalogue follows.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EditionFile {
    /// The notice itself.
    pub edition: Edition,
    /// What is said of the programmes beside the list as a whole.
    pub beside_group: BesideGroup,
    /// Places where the supplied text of the notice prints something else than what is used.
    pub errata: Vec<Erratum>,
    /// The sections of the letter that explain single programmes.
    pub letter: Vec<LetterSection>,
    /// What changed from version to version, and why.
    #[serde(default)]
    pub change: Vec<Change>,
}

/// The notice: what it is called, who sent it, and of which day its list is.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Edition {
    /// Number of the notice, such as 日医発第1203号（情シ）.
    pub number: String,
    /// Title of the notice.
    pub title: String,
    /// Title of the list attached to it.
    pub list_title: String,
    /// Who issued it.
    pub issuer: String,
    /// Day of the notice; the list is "as of" this civil date in Japan.
    pub as_of: CivilDate,
    /// Version of this catalogue: the day of the list and a counter of corrections.
    #[schemars(with = "String")]
    pub version: Text,
    /// Where the members' documents named in the list are found.
    #[schemars(with = "String")]
    pub members_page: Spanned<String>,
    /// What a reader has to know of that page.
    pub members_note: String,
}

/// What is said of the programmes beside the list as a whole.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BesideGroup {
    /// Heading in Japanese.
    pub label: String,
    /// Where the knowledge of them ends, in one or two sentences.
    pub note: String,
}

/// One printed form and the form that is used instead.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Erratum {
    /// Where in the notice.
    pub place: String,
    /// What is printed; empty for a blank cell.
    pub printed: String,
    /// What the catalogue uses.
    pub used: String,
    /// Why.
    pub why: String,
    /// Ids of the programmes it concerns.
    #[schemars(with = "Vec<String>")]
    pub programmes: Vec<Text>,
}

/// What a version changed for some programmes, for readers whose earlier result was another.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The version that it came with.
    #[schemars(with = "String")]
    pub version: Text,
    /// Day of that version.
    pub date: CivilDate,
    /// Ids of the programmes it concerns.
    #[schemars(with = "Vec<String>")]
    pub programmes: Spanned<Vec<Text>>,
    /// What changed and why, in one sentence.
    pub text: String,
    /// What it rests on.
    #[schemars(with = "Vec<String>")]
    pub sources: Spanned<Vec<Text>>,
}

/// A section of the letter.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct LetterSection {
    /// Id of the programme that the section explains.
    #[schemars(with = "String")]
    pub programme: Text,
    /// Heading, as printed.
    pub title: String,
    /// Paragraphs, as printed.
    pub paragraphs: Vec<String>,
    /// Page on the system, where the section names one.
    #[schemars(with = "Option<String>")]
    pub overview: Option<Text>,
    /// Page on the subsidy.
    #[schemars(with = "String")]
    pub detail: Text,
    /// Whom to ask.
    pub contact: Contact,
}

/// `sources.toml`: everything that a figure, a condition or a date may rest on.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SourcesFile {
    /// Hosts that an address in the catalogue may have.
    pub hosts: Vec<String>,
    /// The sources by their short ids.
    #[schemars(with = "BTreeMap<String, Source>")]
    pub source: BTreeMap<String, Spanned<Source>>,
}

/// One source.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Source {
    /// Title of the document or page.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Its day, where it bears one.
    pub date: Option<CivilDate>,
    /// Where it is found.
    #[schemars(with = "Option<String>")]
    pub url: Option<Text>,
    /// How far it can be trusted.
    pub grade: Evidence,
    /// What a reader has to know of it.
    pub note: Option<String>,
}
