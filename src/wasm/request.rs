//! Requests from JavaScript: answers and a day, or why they are none.

use catalogue_format::Date;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

use super::given_number;
use crate::CATALOGUE;
use crate::answers::{Answers, Given, Refusal, RefusalCode};

/// Groups within groups have no meaning in a request; this is deep enough to name what is wrong.
const DEEPEST: u8 = 2;

/// Answers and day of a request.
///
/// # Errors
///
/// What is not of the contract.
pub(super) fn read(request: &JsValue) -> Result<(Answers, Option<Date>), Refusal> {
    let Given::Group(entries) = given(request) else {
        return Err(Refusal::elsewhere(
            RefusalCode::WrongType,
            None,
            "{ answers: { … } } の形で渡してください。",
        ));
    };
    let mut answers = None;
    let mut on = None;
    for (name, given) in entries {
        match (name.as_str(), given) {
            ("answers", Given::Group(entries)) => answers = Some(Answers::read(&CATALOGUE, entries)?),
            ("on", Given::Text(text)) => on = Some(read_date(&text)?),
            ("answers" | "on", _) => {
                return Err(Refusal::elsewhere(
                    RefusalCode::WrongType,
                    Some(&name),
                    "answers には { } を、on には \"2025-11-01\" の形の日付を渡してください。",
                ));
            }
            _ => return Err(Refusal::unknown(&name)),
        }
    }
    let answers = answers.ok_or_else(|| {
        Refusal::elsewhere(
            RefusalCode::WrongType,
            Some("answers"),
            "答えがないときは answers に {} を渡してください。",
        )
    })?;
    Ok((answers, on))
}

pub(super) fn read_date(text: &str) -> Result<Date, Refusal> {
    text.parse().map_err(|_| {
        Refusal::elsewhere(
            RefusalCode::ImpossibleDate,
            Some("on"),
            "暦にある日を \"2025-11-01\" の形で渡してください。",
        )
    })
}

/// A value from JavaScript as the core reads it.
pub(super) fn given(value: &JsValue) -> Given {
    given_in(value, 0)
}

/// The same within groups. Only what an object itself holds counts, and what
/// is `undefined` is not there.
fn given_in(value: &JsValue, depth: u8) -> Given {
    if let Some(flag) = value.as_bool() {
        Given::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        given_number(number)
    } else if let Some(text) = value.as_string() {
        Given::Text(text)
    } else if depth <= DEEPEST && is_plain(value) {
        // A proxy may throw at every question; then it is no answer.
        let Ok(keys) = Reflect::own_keys(value) else {
            return Given::Other;
        };
        let entries = keys
            .iter()
            .filter_map(|key| {
                let value = Reflect::get(value, &key).unwrap_or(JsValue::NULL);
                let name = key.as_string()?;
                (!value.is_undefined()).then(|| (name, given_in(&value, depth + 1)))
            })
            .collect();
        Given::Group(entries)
    } else {
        Given::Other
    }
}

/// Whether it is an object as `{ … }` or JSON makes it, of this page or another: a map, a date or
/// an instance of a class would look empty instead of wrong.
pub(super) fn is_plain(value: &JsValue) -> bool {
    let above = |value: &JsValue| Reflect::get_prototype_of(value).map(JsValue::from);
    value.is_object()
        && !Array::is_array(value)
        && above(value).is_ok_and(|first| {
            first.is_null() || above(&first).is_ok_and(|second| second.is_null()) && first.is_object()
        })
}
