//! Requests from JavaScript: answers and a day, or why they are refused.
//!
//! serde-wasm-bindgen ignores unknown fields and names none that is wrong, so requests are read here, key by key.

use alloc::string::String;
use alloc::vec::Vec;

use catalogue_model::Date;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::CATALOGUE;
use crate::answers::{Answers, Given};
use crate::refusal::{Refusal, RefusalCode};

/// Groups in groups have no meaning in a request; so many are read, to name what is wrong.
const DEEPEST: u32 = 2;

/// Answers and day of a request.
pub(super) fn read(request: &JsValue) -> Result<(Answers, Option<Date>), Refusal> {
    let wrong_type = |key, mend| Refusal::of_request(RefusalCode::WrongType, key, mend);
    let entries =
        entries(request).ok_or_else(|| wrong_type(None, "{ answers: { … } } の形で渡してください。"))?;
    let mut answers = None;
    let mut on = None;
    for (name, value) in entries {
        match name.as_str() {
            "answers" => {
                let Given::Group(given) = given(&value, 1) else {
                    return Err(wrong_type(Some("answers"), "answers には { } を渡してください。"));
                };
                answers = Some(Answers::read(&CATALOGUE, given)?);
            }
            "on" => on = Some(read_date(&value)?),
            _ => return Err(Refusal::unknown_key(&name)),
        }
    }
    let answers = answers.ok_or_else(|| {
        wrong_type(
            Some("answers"),
            "答えがないときは answers に {} を渡してください。",
        )
    })?;
    Ok((answers, on))
}

/// A day as "2025-11-01".
pub(super) fn read_date(value: &JsValue) -> Result<Date, Refusal> {
    let refusal = |code, mend| Refusal::of_request(code, Some("on"), mend);
    let text = value.as_string().ok_or_else(|| {
        refusal(
            RefusalCode::WrongType,
            "on には \"2025-11-01\" の形の日付を渡してください。",
        )
    })?;
    text.parse().map_err(|_| {
        refusal(
            RefusalCode::ImpossibleDate,
            "暦にある日を \"2025-11-01\" の形で渡してください。",
        )
    })
}

/// A value as the core reads it.
fn given(value: &JsValue, depth: u32) -> Given {
    if let Some(flag) = value.as_bool() {
        return Given::Flag(flag);
    }
    if let Some(number) = value.as_f64() {
        return given_number(number);
    }
    if let Some(text) = value.as_string() {
        return Given::Text(text);
    }
    match entries(value) {
        Some(entries) if depth <= DEEPEST => Given::Group(
            entries
                .into_iter()
                .map(|(name, inner)| (name, given(&inner, depth + 1)))
                .collect(),
        ),
        _ => Given::Other,
    }
}

/// A number as the core reads it.
pub(super) fn given_number(number: f64) -> Given {
    /// The largest number that JavaScript counts exactly.
    const EXACT: f64 = 9_007_199_254_740_991.0;
    if number.is_nan() {
        Given::NotANumber
    } else if number < 0.0 {
        Given::Negative
    } else if number > EXACT {
        Given::TooLarge
    } else if number.fract() == 0.0 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole, not negative and exact, as just checked"
        )]
        let whole = number as u64;
        Given::Whole(whole)
    } else {
        Given::Fraction
    }
}

#[wasm_bindgen]
extern "C" {
    /// Throws for a proxy that was revoked.
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
}

/// The own entries of an object as `{ … }` or JSON makes it, without those that are undefined; an entry whose getter
/// throws is null. `None` for anything else: a map, a date or an instance of a class would look empty instead of wrong,
/// and a proxy can throw at every question.
pub(super) fn entries(value: &JsValue) -> Option<Vec<(String, JsValue)>> {
    if !value.is_object() {
        return None;
    }
    let prototype: JsValue = Reflect::get_prototype_of(value).ok()?.into();
    if !prototype.is_null()
        && (!prototype.is_object() || !JsValue::from(Reflect::get_prototype_of(&prototype).ok()?).is_null())
        || is_array(value).unwrap_or(true)
    {
        return None;
    }
    let mut entries = Vec::new();
    for name in Reflect::own_keys(value).ok()? {
        // A symbol is no name.
        let Some(text) = name.as_string() else { continue };
        let inner = Reflect::get(value, &name).unwrap_or(JsValue::NULL);
        if !inner.is_undefined() {
            entries.push((text, inner));
        }
    }
    Some(entries)
}
