//! `programmes/*.toml` and `beside/*.toml`: one programme.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Amount, CivilDate, Text, Window};

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
    pub as_of: Option<CivilDate>,
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
    /// The keys that its conditions, amount and window look at, in the order of the questions. Derived; no file says it.
    #[serde(skip_deserializing)]
    pub keys: Vec<String>,
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
    pub looked_at: CivilDate,
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
    pub date: CivilDate,
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
    /// The keys that it looks at, in the order of the questions. Derived; no file says it.
    #[serde(skip_deserializing)]
    pub keys: Vec<String>,
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
    pub state: OverlapState,
    /// In Japanese.
    pub text: String,
    /// What it rests on.
    #[schemars(with = "String")]
    pub source: Text,
}

/// Whether two programmes may share a purchase.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverlapState {
    /// A source says so.
    May,
    /// Only on the condition stated.
    MayIf,
    /// A source excludes it.
    MayNot,
    /// No source says anything.
    NotStated,
}
