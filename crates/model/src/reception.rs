//! Periods of reception, and deadlines.

use serde::{Deserialize, Serialize};

use crate::{Date, Diagram, SourceIndex};

/// A period in which applications are received, or a coupon can be used. Both days belong to it; at least one
/// of them is stated.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Round {
    /// What its last day ends.
    pub kind: DeadlineKind,
    /// The first day; `None` where no source states it.
    pub from: Option<Date>,
    /// The last day; `None` where no source states it.
    pub to: Option<Date>,
    /// What it rests on.
    pub source: SourceIndex,
}

/// Which rounds of a programme are an institution's.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Receptions {
    /// The diagram from answers to one of `sets`.
    pub diagram: Diagram,
    /// The sets of rounds that some institution has, each as ascending places in
    /// [`crate::Programme::rounds`].
    pub sets: &'static [&'static [u16]],
}

/// What the sources say of the time after the last round.
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

/// A day that ends something for all institutions. The day itself still counts.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Deadline {
    /// What it ends.
    pub kind: DeadlineKind,
    /// The last day.
    pub date: Date,
    /// Whether the programme is closed for all institutions after it.
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
    /// 利用 (of a coupon).
    Use,
}
