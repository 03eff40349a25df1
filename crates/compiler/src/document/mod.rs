//! The grammar of the TOML files under `catalogue/`, field by field.
//!
//! An unknown field is an error, and everything that states a fact names its source. `catalogue.json` is made
//! of the same types, so a reader of the open data gets what the keeper writes; so is the JSON schema, whose
//! descriptions are the comments here. Fields that the build derives are written to `catalogue.json` and
//! refused in TOML files.
//!
//! Texts are in Japanese unless a field says otherwise.

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

/// A text with its place in the file, so a fault can be reported with its line.
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
    /// Places where the notice prints something else than what the catalogue uses.
    pub errata: &'a [Erratum],
    /// The sections of the notice's letter, each of which explains a programme.
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
    /// Heading and note of the programmes beside the list.
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
    /// Heading and note of the programmes beside the list.
    pub beside_group: BesideGroup,
    /// Places where the notice prints something else than what the catalogue uses.
    pub errata: Vec<Erratum>,
    /// The sections of the notice's letter, each of which explains a programme.
    pub letter: Vec<LetterSection>,
    /// What changed from version to version, and why.
    #[serde(default)]
    pub change: Vec<Change>,
}

/// The notice: its number and titles, who issued it, and the day of its list.
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
    /// Address of the members' page with the documents that the list names.
    #[schemars(with = "String")]
    pub members_page: Spanned<String>,
    /// What a reader has to know of that page.
    pub members_note: String,
}

/// Heading and note of the programmes beside the list.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BesideGroup {
    /// Heading.
    pub label: String,
    /// What is not known of them, in one or two sentences.
    pub note: String,
}

/// A place of the notice where the catalogue uses something else than what is printed.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Erratum {
    /// The place in the notice.
    pub place: String,
    /// What is printed; empty for a blank cell.
    pub printed: String,
    /// What the catalogue uses.
    pub used: String,
    /// The reason.
    pub why: String,
    /// Ids of the programmes that it concerns.
    #[schemars(with = "Vec<String>")]
    pub programmes: Vec<Text>,
}

/// What a version changed for some programmes, for readers whose earlier result was different.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The version that made the change.
    #[schemars(with = "String")]
    pub version: Text,
    /// Day of that version.
    pub date: CivilDate,
    /// Ids of the programmes that it concerns.
    #[schemars(with = "Vec<String>")]
    pub programmes: Spanned<Vec<Text>>,
    /// What changed and why, in one sentence.
    pub text: String,
    /// What it rests on.
    #[schemars(with = "Vec<String>")]
    pub sources: Spanned<Vec<Text>>,
}

/// A section of the notice's letter.
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
    /// The office to ask.
    pub contact: Contact,
}

/// `sources.toml`: everything that a figure, a condition or a date can rest on.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SourcesFile {
    /// The hosts that addresses in the catalogue may have; another host is a fault.
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
    /// Its day, where it states one.
    pub date: Option<CivilDate>,
    /// Its address, where it is public.
    #[schemars(with = "Option<String>")]
    pub url: Option<Text>,
    /// How far it can be trusted.
    pub grade: Evidence,
    /// What a reader has to know of it.
    pub note: Option<String>,
}
