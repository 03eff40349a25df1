//! Periods of reception and deadlines.

use serde::{Deserialize, Serialize};

use crate::{Date, Diagram, SourceIndex};

/// A period of reception. Both days count.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Round {
    /// What its last day ends.
    pub kind: DeadlineKind,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// What it rests on.
    pub source: SourceIndex,
}

/// Which periods of reception are an institution's.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Receptions {
    /// From answers to one of `sets`.
    pub diagram: Diagram,
    /// Places in [`Programme::rounds`], ascending: the periods of some institutions.
    pub sets: &'static [&'static [u16]],
}

/// What is known of the time after the last round.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "bake", derive(databake::Bake, schemars::JsonSchema), databake(path = catalogue_model))]
#[serde(rename_all = "kebab-case")]
pub enum After {
    /// It is over.
    #[default]
    Closed,
    /// The sources do not say.
    Unknown,
}

/// A day that ends something. The day itself still counts.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Deadline {
    /// What it ends.
    pub kind: DeadlineKind,
    /// The last day.
    pub date: Date,
    /// Whether the programme is closed for everybody once it has passed.
    pub ends: bool,
    /// What it rests on.
    pub source: SourceIndex,
}

/// What a deadline ends.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "bake", derive(databake::Bake, schemars::JsonSchema), databake(path = catalogue_model))]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineKind {
    /// 導入の完了.
    Introduce,
    /// 申請.
    Apply,
    /// 支出.
    Spend,
    /// 利用 (a coupon).
    Use,
}
