//! A step of a calculation, and the figures of a law.

use alloc::vec::Vec;

use catalogue_model::{Rate, Yen};
use serde::Serialize;

/// A step of a calculation with its figures. All amounts are whole yen; a `case` is a place in the programme's
/// `amount.case`, as the catalogue's JSON has it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Step {
    /// The institution is not eligible: 0 yen.
    Excluded,
    /// The case that applies.
    Case {
        /// Its place.
        case: u8,
    },
    /// One of the following formulas applies.
    OneOf,
    /// What a law says; [`laws`](crate::laws) has its figures.
    Formula {
        /// Place of its case.
        case: u8,
        /// Whether the case is named, since several can apply.
        named: bool,
    },
    /// Some costs or numbers are not answered.
    Open {
        /// Their keys.
        keys: Vec<&'static str>,
        /// The smallest amount.
        least: Yen,
        /// The largest amount.
        most: Yen,
        /// Where the largest amount rests on the bound of a number alone.
        bound: Option<Bound>,
    },
    /// A cost, counted up to 事業額上限.
    Cost {
        /// Its key.
        cost: &'static str,
        /// Whether it is the only one.
        single: bool,
        /// In yen.
        amount: Yen,
        /// 事業額上限.
        limit: Option<Yen>,
    },
    /// The sum of several costs.
    Sum {
        /// In yen.
        amount: Yen,
    },
    /// More units than count.
    UnitsOver {
        /// The key that counts the units.
        key: &'static str,
        /// What was answered.
        given: u64,
        /// The largest number that counts.
        most: u64,
    },
    /// 補助上限 or 基準額 for the number of units.
    Units {
        /// The key that counts the units.
        key: &'static str,
        /// Whether it is 基準額.
        base: bool,
        /// The number that counts.
        units: u64,
        /// In yen for each.
        each: Yen,
        /// In yen for all.
        product: Yen,
    },
    /// 補助上限 as the rate of 基準額.
    BaseShare {
        /// 基準額.
        base: Yen,
        /// 補助率.
        rate: Rate,
        /// 補助上限.
        share: Yen,
        /// Whether a fraction of a yen was cut.
        cut: bool,
    },
    /// No source gives 補助率.
    RateNotStated {
        /// The key of the cost, where there is one alone.
        cost: Option<&'static str>,
        /// 補助上限.
        cap: Yen,
        /// The largest amount.
        most: Yen,
    },
    /// The whole cost counts.
    Whole {
        /// In yen.
        share: Yen,
    },
    /// 補助率 of the cost.
    Share {
        /// The cost that counts.
        of: Yen,
        /// 補助率.
        rate: Rate,
        /// In yen.
        share: Yen,
        /// Whether a fraction of a yen was cut.
        cut: bool,
    },
    /// The share beside 補助上限.
    Cap {
        /// 補助上限.
        cap: Yen,
        /// Where the share lies.
        share: Compared,
    },
    /// 千円未満切捨て.
    Rounded {
        /// In yen.
        to: Yen,
    },
    /// 下限額 is not reached: 0 yen.
    BelowFloor {
        /// 下限額.
        floor: Yen,
    },
    /// The upper end, where the lower end is 0.
    AtMost {
        /// In yen.
        amount: Yen,
    },
    /// Both ends, where sources print two caps.
    Between {
        /// The smaller 補助上限.
        certain: Yen,
        /// The smallest amount.
        least: Yen,
        /// The largest amount.
        most: Yen,
    },
    /// 補助額.
    Amount {
        /// In yen.
        amount: Yen,
    },
    /// 自己負担.
    OwnShare {
        /// The whole cost.
        cost: Yen,
        /// 補助額.
        amount: Yen,
        /// What is left.
        own: Yen,
    },
    /// Institutions for which no source gives an amount are not in the range.
    NotStatedLeftOut,
    /// The lower end is 0 for the reason that the case gives in `fromZero`.
    FromZero {
        /// Place of the case.
        case: u8,
    },
    /// The sources do not settle the eligibility: the lower end is 0.
    EligibilityOpen,
    /// A condition may still be unmet: the lower end is 0.
    MayNotBeMet,
    /// The programme's `roundingNote`.
    RoundingNote,
}

/// An amount beside another one.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compared {
    /// Smaller.
    Below,
    /// The same.
    Equal,
    /// Larger.
    Above,
}

/// The largest number that a question takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Bound {
    /// The key that counts the units.
    pub key: &'static str,
    /// The number.
    pub highest: u64,
}

/// The laws of a programme.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ProgrammeLaws {
    /// Its id.
    pub id: &'static str,
    /// One for each case that gives an amount.
    pub laws: Vec<LawFigures>,
}

/// What a law says, as the sources print it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct LawFigures {
    /// Place of its case.
    pub case: u8,
    /// The costs that count.
    pub items: Vec<CostFigures>,
    /// 補助率; `None` where no source gives one.
    pub rate: Option<Rate>,
    /// 補助上限.
    pub cap: CapFigures,
    /// 下限額; 0 where there is none.
    pub floor: Yen,
}

/// A cost that counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct CostFigures {
    /// Its key.
    pub cost: &'static str,
    /// 事業額上限.
    pub limit: Option<Yen>,
}

/// 補助上限, as printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CapFigures {
    /// One amount.
    Fixed {
        /// In yen.
        cap: Yen,
        /// The smaller one of two that sources print.
        certain: Option<Yen>,
    },
    /// So much for each unit.
    PerUnit {
        /// The key that counts the units.
        key: &'static str,
        /// In yen for each.
        each: Yen,
        /// The largest number that counts.
        most: u64,
    },
    /// The rate of 基準額, which is so much for each unit.
    BasePerUnit {
        /// The key that counts the units.
        key: &'static str,
        /// In yen for each, before the rate.
        each: Yen,
        /// The largest number that counts.
        most: u64,
    },
}
