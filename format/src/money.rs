//! Whole yen and rates in whole numbers: no float touches money.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

/// Whole yen, 0 to 1,000,000,000,000.
///
/// ```
/// use catalogue_format::Yen;
///
/// assert_eq!(Yen(6_579_000).to_string(), "6,579,000円");
/// ```
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format))]
#[serde(transparent)]
pub struct Yen(pub u64);

impl Yen {
    /// The largest amount that is accepted anywhere.
    pub const MAX: Self = Self(1_000_000_000_000);
}

impl fmt::Display for Yen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}円", grouped(self.0))
    }
}

/// A number with its digits in groups of three.
///
/// ```
/// assert_eq!(catalogue_format::grouped(3_000).to_string(), "3,000");
/// assert_eq!(catalogue_format::grouped(1_000_000_000_000).to_string(), "1,000,000,000,000");
/// ```
#[must_use]
pub fn grouped(number: u64) -> impl fmt::Display {
    fmt::from_fn(move |f| {
        // From behind; 20 digits at most, with 6 commas.
        let mut digits = [0; 26];
        let mut at = digits.len();
        let mut rest = number;
        while at == digits.len() || rest > 0 {
            if (digits.len() - at) % 4 == 3 {
                at -= 1;
                digits[at] = b',';
            }
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        f.write_str(std::str::from_utf8(&digits[at..]).unwrap_or_default())
    })
}

/// 補助率: the subsidy rate as two whole numbers, at most 1.
///
/// ```
/// use catalogue_format::{Rate, Yen};
///
/// let half: Rate = "1/2".parse().unwrap();
/// assert_eq!(half.of(Yen(10_913_001)), Yen(5_456_500)); // cut to whole yen
/// assert!("3/2".parse::<Rate>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "read", derive(databake::Bake), databake(path = catalogue_format))]
pub struct Rate {
    /// Above the line.
    pub numerator: u32,
    /// Below the line.
    pub denominator: u32,
}

impl Rate {
    /// The share of a cost, cut to whole yen.
    #[must_use]
    pub fn of(self, cost: Yen) -> Yen {
        // Most costs are that small, and dividing is what takes longest here.
        if let Ok(small) = u32::try_from(cost.0) {
            return Yen(u64::from(small) * u64::from(self.numerator) / u64::from(self.denominator));
        }
        let (whole, rest) = self.divided(cost);
        Yen(whole * u64::from(self.numerator) + rest / u64::from(self.denominator))
    }

    /// Whether the share of a cost comes out in whole yen.
    #[must_use]
    pub fn is_whole_of(self, cost: Yen) -> bool {
        self.divided(cost).1.is_multiple_of(u64::from(self.denominator))
    }

    /// How often the denominator goes into a cost, and what is left of it times the numerator: so
    /// nothing grows beyond 64 bits.
    fn divided(self, cost: Yen) -> (u64, u64) {
        let denominator = u64::from(self.denominator);
        (
            cost.0 / denominator,
            cost.0 % denominator * u64::from(self.numerator),
        )
    }
}

/// What is written is not a rate such as 1/2.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotARate;

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

/// How fractions are treated, once, after the rate.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "read", derive(databake::Bake, schemars::JsonSchema), databake(path = catalogue_format))]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// 千円未満切捨て.
    #[serde(rename = "floor-1000")]
    Floor1000,
    /// 1円未満切捨て.
    #[serde(rename = "floor-1")]
    Floor1,
    /// No source states it: kept to the yen.
    NotStated,
}

impl Rounding {
    /// The amount after rounding.
    ///
    /// ```
    /// use catalogue_format::{Rounding, Yen};
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

    /// Its name in the public contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Floor1000 => "floor-1000",
            Self::Floor1 => "floor-1",
            Self::NotStated => "not-stated",
        }
    }
}

impl Serialize for Rounding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
