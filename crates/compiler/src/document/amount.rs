//! The amount of a programme, case by case.

use catalogue_model::Rounding;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Text;

/// The amount of a programme.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Amount {
    /// How fractions are treated.
    pub rounding: Rounding,
    /// The cases: exactly one applies to each institution that the conditions do not exclude.
    #[schemars(with = "Vec<Case>")]
    pub case: Vec<Spanned<Case>>,
    /// A sentence on rounding, where the sources leave a question.
    pub rounding_note: Option<String>,
}

/// One case of the amount. The kind decides which fields it needs; `docs/catalogue.md` has an example of each
/// kind.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Case {
    /// Its name, as shown in the calculation.
    pub name: String,
    /// When it applies.
    #[schemars(with = "crate::schema::When")]
    pub when: Spanned<toml::Value>,
    /// How the amount is calculated.
    pub kind: CaseKind,
    /// Key of the project cost that counts; `items` has several instead.
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
    /// The smaller of two 補助上限 in yen that sources print: the certain one, while `cap` is the upper end.
    pub certain_cap: Option<u64>,
    /// What `certainCap` rests on.
    #[schemars(with = "Option<String>")]
    pub certain_cap_source: Option<Text>,
    /// 補助上限 or 基準額 in yen for each bed or unit.
    pub each: Option<u64>,
    /// Key of the number of units; `beds` where it is absent.
    #[schemars(with = "Option<String>")]
    pub unit: Option<Text>,
    /// The largest number of units that counts; without it all that can be answered.
    pub most: Option<u64>,
    /// 下限額 in yen: a smaller amount is not granted at all.
    pub floor: Option<u64>,
    /// Why the amount may be anything from 0 up although the rate is known, in one sentence.
    pub from_zero: Option<String>,
    /// Why there is no amount, for `not-stated`.
    pub reason: Option<String>,
    /// What it rests on.
    #[schemars(with = "String")]
    pub source: Text,
}

/// The ways of calculating an amount.
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
    /// 補助上限 is known and 補助率 is not: anything from 0 to the smaller of cost and 補助上限.
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
