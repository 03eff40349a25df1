//! What the native tests share: answers from tables, and the catalogue under test.
#![allow(dead_code, reason = "every test uses a part of it")]

use catalogue_format::Date;
use iryo_dx_hojokin::{Answers, CATALOGUE, Given};
use toml::{Table, Value};

/// A value of a table as a door of the core would give it.
fn given(value: &Value) -> Given {
    match value {
        Value::Boolean(flag) => Given::Flag(*flag),
        Value::Integer(number) => u64::try_from(*number).map_or(Given::Negative, Given::Whole),
        Value::String(text) => Given::Text(text.clone()),
        Value::Table(group) => Given::Group(entries(group)),
        _ => Given::Other,
    }
}

/// The answers of a table.
pub(crate) fn entries(table: &Table) -> Vec<(String, Given)> {
    table
        .iter()
        .map(|(key, value)| (key.clone(), given(value)))
        .collect()
}

/// The answers of a table, read by the core.
pub(crate) fn answers(table: &Table) -> Answers {
    Answers::read(&CATALOGUE, entries(table)).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// A date of a table.
pub(crate) fn date(value: &Value) -> Date {
    value.to_string().parse().expect("a date")
}
