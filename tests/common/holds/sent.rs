//! A request as JSON, read as the boundary to JavaScript reads one.

use std::fmt;

use iryo_dx_hojokin::Given;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::EXACT;

/// A value as the boundary to JavaScript reads it; a name that stands twice stays twice.
pub(super) struct Sent(pub(super) Given);

impl<'de> Deserialize<'de> for Sent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Sending).map(Self)
    }
}

struct Sending;

impl<'de> Visitor<'de> for Sending {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Given, E> {
        Ok(Given::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Given, E> {
        Ok(if number > EXACT {
            Given::TooLarge
        } else {
            Given::Whole(number)
        })
    }

    fn visit_i64<E>(self, _: i64) -> Result<Given, E> {
        // What is not below 0 comes as a u64.
        Ok(Given::Negative)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Given, E> {
        if number < 0.0 {
            return Ok(Given::Negative);
        }
        // A whole number is written without a point: 1e3 as 1000.
        match number.to_string().parse::<u128>() {
            Ok(whole) => self.visit_u64(u64::try_from(whole).unwrap_or(u64::MAX)),
            Err(_) if number.is_finite() && number.to_string().contains('.') => Ok(Given::Fraction),
            Err(_) => Ok(Given::TooLarge),
        }
    }

    fn visit_str<E>(self, text: &str) -> Result<Given, E> {
        Ok(Given::Text(text.to_owned()))
    }

    /// JSON has null for not-a-number.
    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(Given::NotANumber)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Given, A::Error> {
        while parts.next_element::<Sent>()?.is_some() {}
        Ok(Given::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Given, A::Error> {
        let mut group = Vec::new();
        while let Some((name, Sent(given))) = parts.next_entry()? {
            group.push((name, given));
        }
        Ok(Given::Group(group))
    }
}
