//! 補助率 and 端数処理 in whole numbers.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Yen;

/// 補助率: the share of a cost that is subsidised, above 0 and at most 1. It is written as `1/2`.
///
/// ```
/// use catalogue_model::{Rate, Yen};
///
/// let half: Rate = "1/2".parse().unwrap();
/// assert_eq!(half.of(Yen(10_913_001)), Yen(5_456_500)); // the half yen is cut
/// assert!(!half.is_whole_of(Yen(10_913_001)));
/// assert!("3/2".parse::<Rate>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Rate {
    /// The numerator, from 1 to `denominator`.
    pub numerator: u32,
    /// The denominator.
    pub denominator: u32,
}

impl Rate {
    /// The share of a cost, cut to whole yen (1円未満切捨て).
    ///
    /// # Panics
    ///
    /// If the denominator is 0; a parsed rate has none.
    #[must_use]
    pub fn of(self, cost: Yen) -> Yen {
        // Most costs fit in 32 bits. The product then fits in 64, and one division is enough.
        if let Ok(small) = u32::try_from(cost.0) {
            return Yen(u64::from(small) * u64::from(self.numerator) / u64::from(self.denominator));
        }
        let (quotient, remainder) = self.divided(cost);
        Yen(quotient * u64::from(self.numerator) + remainder / u64::from(self.denominator))
    }

    /// Whether the share of a cost is a number of whole yen, so that [`Rate::of`] cuts nothing.
    ///
    /// # Panics
    ///
    /// If the denominator is 0; a parsed rate has none.
    #[must_use]
    pub fn is_whole_of(self, cost: Yen) -> bool {
        self.divided(cost).1.is_multiple_of(u64::from(self.denominator))
    }

    /// The cost divided by the denominator, and the remainder times the numerator. Neither exceeds 64 bits,
    /// which the cost times the numerator could.
    fn divided(self, cost: Yen) -> (u64, u64) {
        let denominator = u64::from(self.denominator);
        (
            cost.0 / denominator,
            cost.0 % denominator * u64::from(self.numerator),
        )
    }
}

/// The text is not a rate above 0 and at most 1, such as `1/2`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotARate;

impl fmt::Display for NotARate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a rate above 0 and at most 1 in the form 1/2")
    }
}

impl core::error::Error for NotARate {}

impl FromStr for Rate {
    type Err = NotARate;

    fn from_str(text: &str) -> Result<Self, NotARate> {
        let (numerator, denominator) = text.split_once('/').ok_or(NotARate)?;
        let rate = Self {
            numerator: numerator.parse().map_err(|_| NotARate)?,
            denominator: denominator.parse().map_err(|_| NotARate)?,
        };
        (0 < rate.numerator && rate.numerator <= rate.denominator)
            .then_some(rate)
            .ok_or(NotARate)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

/// 端数処理: how fractions of an amount are treated, once, after rate and cap.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "bake", derive(databake::Bake, schemars::JsonSchema), databake(path = catalogue_model))]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// 千円未満切捨て.
    #[serde(rename = "floor-1000")]
    Floor1000,
    /// 1円未満切捨て.
    #[serde(rename = "floor-1")]
    Floor1,
    /// No source states it; the amount is kept to the yen.
    NotStated,
}

impl Rounding {
    /// The amount after rounding, never more than before.
    ///
    /// ```
    /// use catalogue_model::{Rounding, Yen};
    ///
    /// assert_eq!(Rounding::Floor1000.apply(Yen(54_750)), Yen(54_000));
    /// assert_eq!(Rounding::NotStated.apply(Yen(54_750)), Yen(54_750));
    /// ```
    #[must_use]
    pub fn apply(self, amount: Yen) -> Yen {
        match self {
            Self::Floor1000 => Yen(amount.0 / 1000 * 1000),
            Self::Floor1 | Self::NotStated => amount,
        }
    }
}
