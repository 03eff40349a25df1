//! The verdict on one institution: figures, names of the public contract, and places of texts in the catalogue.
//!
//! A name is that of a key, a programme, a source or a code. A place says where a text stands in the catalogue's JSON.
//! `www/src/engine/join.ts` puts both together to the report of the public contract.

use alloc::vec::Vec;

use catalogue_model::{Date, DeadlineKind, Eligibility, Evidence, Rate, Rounding, Yen};
use serde::Serialize;

pub use crate::step::{Bound, CapFigures, Compared, CostFigures, LawFigures, ProgrammeLaws, Step};

/// All programmes for one institution on one day.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// The day asked for.
    pub on: Date,
    /// Days from the catalogue's day to `on`; negative where `on` is earlier.
    pub age_days: i64,
    /// The programmes of the list, in the notice's order.
    pub programmes: Vec<ProgrammeVerdict>,
    /// Those beside the list; in no sum.
    pub beside: Vec<ProgrammeVerdict>,
    /// Sum in yen over the programmes with `in_total` whose amount rests on the notice or an official source.
    pub total: Range,
    /// The same sum over amounts that rest on a reference alone.
    pub reference_total: Range,
    /// The open keys that can still change a programme that is not closed, in the order in which to ask.
    pub next: Vec<Next>,
    /// Places of the catalogue's contradictions that are among the answers, ascending.
    pub problems: Vec<usize>,
}

/// Two amounts in yen, the smaller first; equal where settled.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Range {
    /// The smallest.
    pub min: Yen,
    /// The largest.
    pub max: Yen,
}

/// One programme.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProgrammeVerdict {
    /// Its id.
    pub id: &'static str,
    /// The one word that a person reads.
    pub state: Standing,
    /// Whether its amount is in one of the sums.
    pub in_total: bool,
    /// Whether it may be used.
    pub eligibility: Eligibility,
    /// Its conditions, in the catalogue's order.
    pub conditions: Vec<Condition>,
    /// When it can be used.
    pub window: Window,
    /// How much; `None` where no source says.
    pub amount: Option<Amount>,
    /// The open keys that can still change eligibility or amount.
    pub missing: Vec<&'static str>,
}

/// What a programme comes to for an institution on the day asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// 受付中: it may be used, and a known last day lies ahead.
    Open,
    /// これから: it may be used, and its known first day lies ahead.
    Upcoming,
    /// 要確認: answers or sources do not settle it.
    Check,
    /// 受付終了, whoever asks.
    Closed,
    /// 対象外.
    No,
}

/// One condition.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Condition {
    /// Met, unmet or unknown.
    pub state: ConditionState,
    /// Place of the ground that it rests on: of the nearest one, where it is unmet; `None` for the condition's own
    /// source.
    pub ground: Option<u8>,
}

/// The state of a condition.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConditionState {
    /// Met whatever is still answered.
    Met,
    /// Unmet whatever is still answered.
    Unmet,
    /// Not settled.
    Unknown,
}

/// When a programme can be used.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Window {
    /// On the day asked for.
    pub state: WindowState,
    /// The open keys that decide which reception is this institution's, where receptions differ.
    pub asks: Vec<&'static str>,
    /// The next known first day.
    pub opens: Option<Date>,
    /// Its last days, ascending.
    pub deadlines: Vec<Deadline>,
}

/// The state of a window.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WindowState {
    /// Before its first day.
    Upcoming,
    /// Open.
    Open,
    /// After its last day.
    Closed,
    /// Where the sources stop.
    Unknown,
}

/// One last day.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Deadline {
    /// What it ends.
    pub kind: DeadlineKind,
    /// The day; it still counts.
    pub date: Date,
    /// Days from the day asked for; negative once it has passed.
    pub days_left: i64,
    /// Id of its source.
    pub source: &'static str,
}

/// An amount.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Amount {
    /// The smallest over all ways of answering what is open, in yen.
    pub min: Yen,
    /// The largest, in yen.
    pub max: Yen,
    /// 補助上限 over the same ways. A way in which the programme may not be used has none; 0..0 where that leaves no
    /// way.
    pub cap: Range,
    /// 補助率, where all ways have the same.
    pub rate: Option<Rate>,
    /// 事業額上限, where a source gives one.
    pub cost_limit: Option<Range>,
    /// How far the weakest source can be trusted.
    pub evidence: Evidence,
    /// Id of that source.
    pub source: &'static str,
    /// The calculation.
    pub steps: Vec<Step>,
    /// Where the upper end is only the largest number of units that the question takes: 補助上限 of one.
    pub per_unit: Option<PerUnit>,
    /// 端数処理.
    pub rounding: Rounding,
}

impl Amount {
    /// Both ends.
    #[must_use]
    pub fn range(&self) -> Range {
        Range {
            min: self.min,
            max: self.max,
        }
    }
}

/// 補助上限 of one unit.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct PerUnit {
    /// The key that counts the units.
    pub key: &'static str,
    /// In yen for each.
    pub each: Yen,
}

/// A key worth asking for.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Next {
    /// The key.
    pub key: &'static str,
    /// The programmes that it can still change.
    pub decides: Vec<&'static str>,
    /// By how many yen the sum of the smallest or of the largest amounts moves between two of its answers, at most: of
    /// those of these programmes that are of the list, or of all where it decides only what stands beside.
    pub effect: Yen,
    /// What it settles; the first of these where it does several.
    pub settles: Settles,
}

/// What an answer settles.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settles {
    /// Whether a programme may be used.
    Eligibility,
    /// How much.
    Amount,
    /// When it is received.
    Reception,
}
