//! The only room that knows JavaScript: values in, reports out, errors with a code and a key.

#[cfg(feature = "many")]
mod many;
mod report;
mod request;

use catalogue_model::Date;
use js_sys::JSON;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::answers::{Given, Refusal};
use crate::{CATALOGUE, parse_yen as read_yen};

#[cfg(feature = "many")]
pub use many::evaluate_many;

// The public contract, word for word: what follows in the generated file are its functions.
#[wasm_bindgen(typescript_custom_section)]
const CONTRACT: &str = include_str!("../../www/contract.d.ts");

// What the widget registers, for programs with types.
#[wasm_bindgen(typescript_custom_section)]
const ELEMENT: &str = r#"
declare global {
  interface HTMLElementTagNameMap { "iryo-dx-hojokin": IryoDxHojokinElement }
  interface HTMLElementEventMap {
    "iryo-dx-hojokin-change": CustomEvent<{ report: Report }>;
    "iryo-dx-hojokin-error": CustomEvent<{ code: string; key: AnswerKey | null; message: string }>;
  }
}
"#;

/// All programmes for one institution on one day.
///
/// # Errors
///
/// A `CalculatorError` for what is not a request of the contract.
#[wasm_bindgen(skip_typescript)]
pub fn evaluate(request: &JsValue) -> Result<JsValue, JsValue> {
    let (answers, on) = request::read(request).map_err(|refusal| refused(&refusal))?;
    let report = crate::evaluate(&CATALOGUE, &answers, on.unwrap_or_else(today_in_japan));
    Ok(report::tell(&report))
}

/// The embedded catalogue.
///
/// # Errors
///
/// None: the catalogue is JSON made by the build.
#[wasm_bindgen(skip_typescript)]
pub fn catalogue() -> Result<JsValue, JsValue> {
    JSON::parse(&crate::catalogue_json())
}

/// An amount as people write it, in whole yen.
///
/// # Errors
///
/// A `CalculatorError` with the code "not-an-amount".
#[wasm_bindgen(js_name = parseYen, skip_typescript)]
pub fn parse_yen(text: &JsValue) -> Result<JsValue, JsValue> {
    let read = match text.as_string() {
        Some(text) => read_yen(&text),
        None => Err(crate::NotAnAmount::Unreadable),
    };
    match read {
        Ok(yen) => Ok(yen.serialize(&Serializer::json_compatible())?),
        Err(reason) => Err(request::refusal("not-an-amount", None, &reason.to_string())),
    }
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since 1970, as the page's clock has them; a page may have put another in its place.
    #[wasm_bindgen(js_namespace = Date, js_name = now, catch)]
    fn clock() -> Result<f64, JsValue>;
}

/// Today in Japan, which has had one offset and no summer time since 1951.
fn today_in_japan() -> Date {
    const NINE_HOURS: f64 = 32_400_000.0;
    const DAY: f64 = 86_400_000.0;
    // A clock that gives no time gives no day either.
    let Some(now) = clock().ok().filter(|now| now.is_finite()) else {
        return CATALOGUE.as_of;
    };
    // A clock, not money: the day is the only thing that is taken from it.
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_possible_truncation,
        reason = "the platform's clock counts in floats"
    )]
    let days = ((now + NINE_HOURS) / DAY).floor() as i64;
    Date::from_days_since_1970(days).unwrap_or(CATALOGUE.as_of)
}

fn given_number(number: f64) -> Given {
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

/// A number of things, as JavaScript counts them.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole, and no more than fit into the memory"
)]
fn count(number: f64) -> usize {
    number as usize
}

/// Yen as a number of JavaScript, exact: all sums are far below the largest that it counts exactly.
#[expect(
    clippy::cast_precision_loss,
    reason = "a trillion for each programme is exact"
)]
fn number(yen: u64) -> f64 {
    yen as f64
}

fn refused(refusal: &Refusal) -> JsValue {
    request::refusal(refusal.code.name(), refusal.key.as_deref(), &refusal.to_string())
}
