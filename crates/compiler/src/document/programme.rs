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
    /// Its place in the list, from 1; absent beside the list.
    pub number: Option<u16>,
    /// Whether it stands beside the list.
    #[serde(default)]
    pub beside: bool,
    /// The day on which its sources were looked at; only beside the list.
    pub as_of: Option<CivilDate>,
    /// Column システム.
    pub system: String,
    /// Column 種類, as printed.
    pub kind: String,
    /// The short name on the page.
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
    /// The conditions, all of which have to be met.
    #[schemars(with = "Vec<Condition>")]
    pub condition: Vec<Spanned<Condition>>,
    /// The amount; absent where no source gives one.
    pub amount: Option<Amount>,
    /// Why there is no amount; only where `amount` is absent.
    pub no_amount: Option<String>,
    /// What `noAmount` rests on.
    #[schemars(with = "Option<String>")]
    pub no_amount_source: Option<Text>,
    /// When it can be used.
    pub window: Window,
    /// Kinds of costs that count, and kinds that do not.
    #[serde(default)]
    pub cost_item: Vec<CostItem>,
    /// Explanations of terms, orders of steps, cautions.
    #[serde(default)]
    pub note: Vec<Note>,
    /// What the sources say of using this programme and another one for the same purchase.
    #[serde(default)]
    pub overlap: Vec<Overlap>,
    /// What follows it, as far as that could be found; required for a programme of the list, and only there.
    #[serde(default)]
    pub successor: Vec<Successor>,
    /// The keys that its conditions, costs, amount and window look at, in the order of the questions. Derived
    /// by the build; TOML files do not have it.
    #[serde(skip_deserializing)]
    pub keys: Vec<String>,
}

/// What follows a programme of the list.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Successor {
    /// A sentence; also where nothing was found.
    pub text: String,
    /// What it rests on, or where one would look.
    #[schemars(with = "String")]
    pub source: Text,
    /// The day on which that was looked at.
    pub looked_at: CivilDate,
    /// Id of the programme beside the list that follows, where there is one.
    #[schemars(with = "Option<String>")]
    pub programme: Option<Text>,
}

/// An address as used, and as printed where that differs.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The address that the catalogue uses; absent where the list prints "—".
    #[schemars(with = "Option<String>")]
    pub url: Option<Text>,
    /// What the list prints, where that differs; empty for a blank cell.
    pub printed: Option<String>,
    /// Why the address differs.
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
    /// A remark on its place in the list, such as a merged cell.
    pub remark: Option<String>,
}

/// The office to ask.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name of the office.
    pub name: String,
    /// Telephone number in digits and hyphens.
    #[schemars(with = "Option<String>")]
    pub phone: Option<Text>,
    /// What the list adds to it.
    pub remark: Option<String>,
    /// Its opening hours.
    pub hours: Option<String>,
}

/// One condition: met where one of its grounds says so, open where the sources do not settle it, unmet
/// otherwise.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// A sentence, as a person would ask it.
    pub text: String,
    /// What it rests on; a ground can name another source.
    #[schemars(with = "String")]
    pub source: Text,
    /// The ways in which it is met, or left open by the sources.
    #[schemars(with = "Vec<Ground>")]
    pub ground: Vec<Spanned<Ground>>,
    /// The keys that its grounds look at, in the order of the questions. Derived by the build; TOML files do
    /// not have it.
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
    /// True where no source settles the condition for such an institution, whatever else is answered.
    #[serde(default)]
    pub open: bool,
    /// The change by which an institution would meet it, as the end of a sentence.
    pub change: Option<String>,
    /// What it rests on, where that is not the source of the condition.
    #[schemars(with = "Option<String>")]
    pub source: Option<Text>,
}

/// A kind of cost that counts, or does not.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CostItem {
    /// Its description.
    pub text: String,
    /// What the notice prints, where that differs.
    pub printed: Option<String>,
    /// Whether it counts.
    pub counts: bool,
    /// What it rests on.
    #[schemars(with = "String")]
    pub source: Text,
}

/// An explanation, an order of steps or a caution.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Its kind.
    pub kind: NoteKind,
    /// A sentence.
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
    /// The order in which to proceed.
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
    /// A sentence.
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
