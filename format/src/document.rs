//! What the TOML files under `catalogue/` may say, field by field.
//!
//! These types are the grammar of the files: an unknown field is an error, and everything that
//! states a fact names its source. They are also what `catalogue.json` is made of, so that what a
//! keeper writes is what a reader of the open data gets, and what its schema is made of (`schema`).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::Date;

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
    pub as_of: Date,
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
    pub date: Date,
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
    pub date: Option<Date>,
    /// Where it is found.
    #[schemars(with = "Option<String>")]
    pub url: Option<Text>,
    /// How far it can be trusted.
    pub grade: crate::Evidence,
    /// What a reader has to know of it.
    pub note: Option<String>,
}

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
}

/// One file under `programmes/`, which is one row of the list, or under `beside/`.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ProgrammeFile {
    /// Id in the public contract; also the name of the file.
    #[schemars(with = "String")]
    pub id: Text,
    /// Place in the list, from 1; absent beside the list.
    pub number: Option<u16>,
    /// Whether it stands beside the list.
    #[serde(default)]
    pub beside: bool,
    /// The day it was looked at, where it stands beside the list.
    pub as_of: Option<Date>,
    /// Column システム.
    pub system: String,
    /// Column 種類, as printed.
    pub kind: String,
    /// The short name that is used on the page.
    pub name: String,
    /// Column システム概要ページ.
    pub overview: Page,
    /// Column 補助金詳細ページ.
    pub detail: Page,
    /// Column 日医案内文書.
    #[serde(default)]
    pub document: Vec<Document>,
    /// Column 補助金に関する問合せ先.
    pub contact: Contact,
    /// Keys of the project costs that this programme asks for.
    #[schemars(with = "Vec<String>")]
    pub costs: Vec<Text>,
    /// All have to be met.
    #[schemars(with = "Vec<Condition>")]
    pub condition: Vec<Spanned<Condition>>,
    /// How the amount is found; absent where no source gives one.
    pub amount: Option<Amount>,
    /// Why there is no amount, where there is none.
    pub no_amount: Option<String>,
    /// What that rests on.
    #[schemars(with = "Option<String>")]
    pub no_amount_source: Option<Text>,
    /// When it can be used.
    pub window: Window,
    /// Costs that count and costs that do not.
    #[serde(default)]
    pub cost_item: Vec<CostItem>,
    /// Explanations of terms, orders of steps, cautions.
    #[serde(default)]
    pub note: Vec<Note>,
    /// Programmes that may not, or only on a condition, share a purchase with this one.
    #[serde(default)]
    pub overlap: Vec<Overlap>,
    /// What follows it, as far as that could be found; only for a programme of the list.
    #[serde(default)]
    pub successor: Vec<Successor>,
}

/// What follows a programme of the list.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Successor {
    /// In Japanese; also where nothing was found.
    pub text: String,
    /// What it rests on, or where one would look.
    #[schemars(with = "String")]
    pub source: Text,
    /// The day it was looked at.
    pub looked_at: Date,
    /// Id of the programme beside the list that it is, where there is one.
    #[schemars(with = "Option<String>")]
    pub programme: Option<Text>,
}

/// An address as used, and as printed where that differs.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The address used; absent where the list prints "—".
    #[schemars(with = "Option<String>")]
    pub url: Option<Text>,
    /// What the list prints, where it differs; empty for a blank cell.
    pub printed: Option<String>,
    /// Why the address used is another.
    pub why: Option<String>,
}

/// A document of the association.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: Date,
    /// Its title, as printed.
    pub title: String,
    /// What has to be said of its place in the list, such as a merged cell.
    pub remark: Option<String>,
}

/// Whom to ask.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name of the office.
    pub name: String,
    /// Telephone number in digits and hyphens.
    #[schemars(with = "Option<String>")]
    pub phone: Option<Text>,
    /// What the list adds.
    pub remark: Option<String>,
    /// When it answers.
    pub hours: Option<String>,
}

/// One condition: met where one of its grounds says so, open where the sources do not settle it,
/// unmet otherwise.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// In Japanese, as a person would ask it.
    pub text: String,
    /// What it rests on where no ground names its own.
    #[schemars(with = "String")]
    pub source: Text,
    /// The ways in which it is met, or left open by the sources.
    #[schemars(with = "Vec<Ground>")]
    pub ground: Vec<Spanned<Ground>>,
}

/// One way in which a condition is met or left open.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// When it applies.
    #[schemars(with = "crate::schema::When")]
    pub when: Spanned<toml::Value>,
    /// True where no source settles the condition for such an institution, whatever else is
    /// answered.
    #[serde(default)]
    pub open: bool,
    /// The change that would bring an institution here, as the end of a sentence in Japanese.
    pub change: Option<String>,
    /// What it rests on, where that is not the condition's own source.
    #[schemars(with = "Option<String>")]
    pub source: Option<Text>,
}

/// How the amount is found.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Amount {
    /// How fractions are treated.
    pub rounding: crate::Rounding,
    /// The cases: exactly one for every institution that is not excluded.
    #[schemars(with = "Vec<Case>")]
    pub case: Vec<Spanned<Case>>,
    /// Sentence on rounding, where there is something to say.
    pub rounding_note: Option<String>,
}

/// One case of the amount. Which fields it needs depends on its kind; `docs/catalogue.md` has an
/// example of each.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Case {
    /// Its name, as shown in the calculation.
    pub name: String,
    /// When it applies.
    #[schemars(with = "crate::schema::When")]
    pub when: Spanned<toml::Value>,
    /// How the amount is found.
    pub kind: CaseKind,
    /// Key of the project cost that it takes; `items` takes several instead.
    #[schemars(with = "Option<String>")]
    pub cost: Option<Text>,
    /// The costs that are added up, each up to a limit of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// 補助率, as "1/2".
    #[schemars(with = "Option<String>", extend("pattern" = "^[1-9][0-9]*/[1-9][0-9]*$"))]
    pub rate: Option<Text>,
    /// 事業額上限 in yen.
    pub cost_limit: Option<u64>,
    /// 補助上限 in yen.
    pub cap: Option<u64>,
    /// The smaller of two 補助上限 in yen that sources print: it is sure, `cap` is the upper end.
    pub certain_cap: Option<u64>,
    /// What the smaller one rests on.
    #[schemars(with = "Option<String>")]
    pub certain_cap_source: Option<Text>,
    /// 補助上限 or 基準額 in yen for each bed or unit.
    pub each: Option<u64>,
    /// Key of the number of units.
    #[schemars(with = "Option<String>")]
    pub unit: Option<Text>,
    /// The largest number of units that counts.
    pub most: Option<u64>,
    /// 下限額 in yen: a smaller amount is not granted at all.
    pub floor: Option<u64>,
    /// Why the amount may be anything from 0 although the rate is known, in one sentence.
    pub from_zero: Option<String>,
    /// Why there is no amount, for `not-stated`.
    pub reason: Option<String>,
    /// What it rests on.
    #[schemars(with = "String")]
    pub source: Text,
}

/// The ways in which an amount is found.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseKind {
    /// A share of the cost, up to 事業額上限 (where one is printed) and 補助上限.
    Share,
    /// A share of several costs, each up to a limit of its own, up to 補助上限.
    Items,
    /// A share of the cost, up to so much for each bed.
    PerBed,
    /// A share of the cost, up to so much for each unit, of which only some count.
    PerUnit,
    /// A share of the cost, which counts up to 基準額: so much for each bed or unit.
    BasePerBed,
    /// What was spent, up to 補助上限.
    FlatLimit,
    /// A share of the cost, from 下限額 up to 補助上限; below 下限額 it is nothing.
    Frame,
    /// 補助上限 is known, 補助率 is not: from 0 to the smaller of cost and 補助上限.
    Ceiling,
    /// No source gives an amount for this case.
    NotStated,
}

/// A cost with a limit of its own.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Key of the cost.
    #[schemars(with = "String")]
    pub cost: Text,
    /// Its 事業額上限 in yen.
    pub limit: u64,
}

/// When the programme can be used.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The periods in which it is received, in order; none where the sources give none.
    #[serde(default)]
    #[schemars(with = "Vec<Round>")]
    pub round: Vec<Spanned<Round>>,
    /// Other days to know, such as the last day of an introduction.
    #[serde(default)]
    #[schemars(with = "Vec<Deadline>")]
    pub deadline: Vec<Spanned<Deadline>>,
    /// What is known of the time after the last round: `closed`, unless the sources leave it open.
    #[serde(default)]
    pub after: crate::model::After,
    /// What has to be said of its days.
    #[schemars(with = "Option<String>")]
    pub remark: Option<Text>,
    /// What the remark rests on.
    #[schemars(with = "Option<String>")]
    pub source: Option<Text>,
}

/// A period of reception. Both days count.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Round {
    /// What its last day ends.
    pub kind: crate::DeadlineKind,
    /// The institutions that it is for, such as those of a prefecture; all where it is absent.
    #[schemars(with = "Option<crate::schema::When>")]
    pub when: Option<Spanned<toml::Value>>,
    /// The first day, where a source gives one.
    pub from: Option<Date>,
    /// The last day, where a source gives one.
    pub to: Option<Date>,
    /// What has to be said of it.
    pub remark: Option<String>,
    /// What it rests on; its last day in any case.
    #[schemars(with = "String")]
    pub source: Text,
    /// What its first day rests on, where that is another source.
    #[schemars(with = "Option<String>")]
    pub from_source: Option<Text>,
}

/// One day that ends something. The day itself still counts.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// What it ends.
    pub kind: crate::DeadlineKind,
    /// The last day.
    pub date: Date,
    /// True where the programme is closed for everybody once the day has passed.
    #[serde(default)]
    pub ends: bool,
    /// What it rests on.
    #[schemars(with = "String")]
    pub source: Text,
}

/// A kind of cost that counts, or does not.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CostItem {
    /// What it is.
    pub text: String,
    /// What the notice prints, where that differs.
    pub printed: Option<String>,
    /// Whether it counts.
    pub counts: bool,
    /// What it rests on.
    #[schemars(with = "String")]
    pub source: Text,
}

/// Something else to know.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What kind of thing.
    pub kind: NoteKind,
    /// In Japanese.
    pub text: String,
    /// What it rests on.
    #[schemars(with = "String")]
    pub source: Text,
}

/// The kinds of notes.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// What a term means.
    Term,
    /// In which order to proceed.
    Order,
    /// What to hand in.
    Document,
    /// How often it may be used.
    Once,
    /// When money has to be given back.
    Return,
    /// What to be careful about.
    Caution,
}

/// Another programme, and whether one purchase may serve both.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Overlap {
    /// Id of the other programme.
    #[schemars(with = "String")]
    pub with: Text,
    /// Whether a purchase may be shared.
    pub state: crate::OverlapState,
    /// In Japanese.
    pub text: String,
    /// What it rests on.
    #[schemars(with = "String")]
    pub source: Text,
}
