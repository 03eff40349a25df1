//! Civil dates in Japan: no time of day, no time zone, no clock.

use core::fmt;
use core::str::FromStr;

use serde::{Serialize, Serializer};

/// A civil date in Japan, from 0001-01-01 to 9999-12-31 of the proleptic Gregorian calendar. It is written as
/// `YYYY-MM-DD`.
///
/// ```
/// use catalogue_model::Date;
///
/// let deadline: Date = "2031-09-30".parse().unwrap();
/// let day: Date = "2031-09-29".parse().unwrap();
/// assert_eq!(day.days_until(deadline), 1);
/// assert!("2025-02-29".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// The text is not a date of the calendar in the form `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the calendar in the form YYYY-MM-DD")
    }
}

impl core::error::Error for NotADate {}

impl Date {
    /// The date, or `None` where the calendar has no such day.
    ///
    /// ```
    /// use catalogue_model::Date;
    ///
    /// assert!(Date::new(2024, 2, 29).is_some());
    /// assert_eq!(Date::new(2025, 2, 29), None);
    /// ```
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=length).contains(&day)).then_some(Self { year, month, day })
    }

    /// Days since 0000-03-01. Years begin with March here, so the leap day is the last day of its year and
    /// needs no case of its own.
    fn day_number(self) -> i64 {
        let from_march = (i64::from(self.month) + 9) % 12;
        let year = i64::from(self.year) - i64::from(self.month < 3);
        365 * year + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 + i64::from(self.day) - 1
    }

    /// Days from this date to `other`; negative where `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        other.day_number() - self.day_number()
    }

    /// The date `days` days after 1970-01-01, or `None` outside the years 1 to 9999.
    ///
    /// ```
    /// use catalogue_model::Date;
    ///
    /// assert_eq!(Date::from_days_since_1970(20_382).unwrap().to_string(), "2025-10-21");
    /// ```
    #[must_use]
    pub fn from_days_since_1970(days: i64) -> Option<Self> {
        const EPOCH: Date = Date {
            year: 1970,
            month: 1,
            day: 1,
        };
        let number = days.checked_add(EPOCH.day_number())?;
        // A first guess of the year that contains the day, which can only be one too large.
        let mut year = number.checked_mul(400)?.div_euclid(146_097) + 1;
        let first_day =
            |year: i64| 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        while first_day(year) > number {
            year -= 1;
        }
        let day_of_year = number - first_day(year);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = (from_march + 2) % 12 + 1;
        Self::new(
            u16::try_from(year + i64::from(month < 3)).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let bytes = text.as_bytes();
        let has_form = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !has_form {
            return Err(NotADate);
        }
        let number = |from: usize, to: usize| text[from..to].parse::<u16>().map_err(|_| NotADate);
        let short_number = |from, to| u8::try_from(number(from, to)?).map_err(|_| NotADate);
        Self::new(number(0, 4)?, short_number(5, 7)?, short_number(8, 10)?).ok_or(NotADate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
