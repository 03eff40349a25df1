//! Whole yen. No floating-point number touches money.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Whole yen, 0 to 1,000,000,000,000. It is written with its digits in groups of three.
///
/// ```
/// use catalogue_model::Yen;
///
/// assert_eq!(Yen(6_579_000).to_string(), "6,579,000円");
/// ```
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
#[serde(transparent)]
pub struct Yen(pub u64);

impl Yen {
    /// 1兆円: the largest amount that answers and the catalogue may have.
    pub const MAX: Self = Self(1_000_000_000_000);
}

impl fmt::Display for Yen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}円", grouped(self.0))
    }
}

/// A number as it is written in Japanese texts: its digits in groups of three.
///
/// ```
/// assert_eq!(catalogue_model::grouped(3_000).to_string(), "3,000");
/// assert_eq!(catalogue_model::grouped(1_000_000_000_000).to_string(), "1,000,000,000,000");
/// ```
#[must_use]
pub fn grouped(number: u64) -> impl fmt::Display {
    fmt::from_fn(move |f| {
        // Filled from its end: at most 20 digits and 6 commas.
        let mut digits = [0; 26];
        let mut at = digits.len();
        let mut left = number;
        while at == digits.len() || left > 0 {
            if (digits.len() - at) % 4 == 3 {
                at -= 1;
                digits[at] = b',';
            }
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
        }
        f.write_str(core::str::from_utf8(&digits[at..]).unwrap_or_default())
    })
}
