//! When a programme can be used.

use catalogue_model::{After, DeadlineKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{CivilDate, Text};

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
    pub after: After,
    /// A remark on the window as a whole.
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
    pub kind: DeadlineKind,
    /// The institutions that it is for, such as those of a prefecture; all institutions where it is absent.
    #[schemars(with = "Option<crate::schema::When>")]
    pub when: Option<Spanned<toml::Value>>,
    /// The first day, where a source gives one.
    pub from: Option<CivilDate>,
    /// The last day, where a source gives one.
    pub to: Option<CivilDate>,
    /// A remark, such as which institutions it is for; required where there is a `when`.
    pub remark: Option<String>,
    /// What it rests on; `fromSource` can name another source for its first day.
    #[schemars(with = "String")]
    pub source: Text,
    /// What its first day rests on, where that is not `source`.
    #[schemars(with = "Option<String>")]
    pub from_source: Option<Text>,
}

/// A day that ends something. The day itself still counts.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// What it ends.
    pub kind: DeadlineKind,
    /// The last day.
    pub date: CivilDate,
    /// True where the programme is closed for all institutions after that day.
    #[serde(default)]
    pub ends: bool,
    /// What it rests on.
    #[schemars(with = "String")]
    pub source: Text,
}
