//! Dates as the files write them.

use std::ops::Deref;

use catalogue_model::Date;
use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};
use toml::value::Datetime;

/// A civil date in Japan, of the years 2000 to 2099: in TOML without quotes, in JSON a text of the same form.
#[derive(Clone, Copy, Debug, Eq, JsonSchema, Ord, PartialEq, PartialOrd)]
#[schemars(with = "String", extend("format" = "date"))]
pub struct CivilDate(pub Date);

impl From<CivilDate> for Date {
    fn from(date: CivilDate) -> Self {
        date.0
    }
}

impl Deref for CivilDate {
    type Target = Date;

    fn deref(&self) -> &Date {
        &self.0
    }
}

impl Serialize for CivilDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for CivilDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let datetime = Datetime::deserialize(deserializer)?;
        match (datetime.date, datetime.time) {
            (Some(date), None) if !(2000..2100).contains(&date.year) => Err(D::Error::custom(
                "年は2000年から2099年までです。年を確かめて直してください",
            )),
            (Some(date), None) => Date::new(date.year, date.month, date.day)
                .map(Self)
                .ok_or_else(|| D::Error::custom("暦にない日付です。資料の日付を確かめて直してください")),
            _ => Err(D::Error::custom(
                "日付だけを 2025-10-21 の形で書いてください（時刻は書きません）",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_toml_is_a_day_alone() {
        let read = |written: &str| {
            let table: Result<std::collections::BTreeMap<String, CivilDate>, _> =
                toml::from_str(&format!("day = {written}"));
            table.map(|table| table["day"].to_string()).ok()
        };
        assert_eq!(read("2025-10-21").as_deref(), Some("2025-10-21"));
        for other in [
            "2025-10-21T09:00:00",
            "2025-10-21 09:00:00+09:00",
            "09:00:00",
            "\"2025-10-21\"",
            "20251021",
            "1999-12-31",
            "2100-01-01",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
