//! The boundary to JavaScript, and the only place that knows it: requests in, verdicts out, refusals thrown.
//!
//! What crosses is described in `www/src/engine/verdict.ts`. The texts of the catalogue do not cross; the page has them.

mod columns;
mod many;
mod request;

use alloc::string::String;

use catalogue_model::Date;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::refusal::Refusal;
use crate::{CATALOGUE, NotAnAmount};

pub use many::evaluate_many;

/// 照合番号 of the catalogue that is inside: SHA-256 of its files, as 64 hexadecimal digits.
#[wasm_bindgen]
#[must_use]
pub fn digest() -> String {
    CATALOGUE.digest.into()
}

/// The laws of all programmes, as [`ProgrammeLaws`](crate::verdict::ProgrammeLaws); steps name them by their cases.
#[wasm_bindgen]
#[must_use]
pub fn laws() -> JsValue {
    to_javascript(&crate::laws(&CATALOGUE))
}

/// All programmes for one institution on one day: `{ answers, on }` of the public contract in, a
/// [`Verdict`](crate::verdict::Verdict) out. Without `on` the day is today in Japan.
///
/// # Errors
///
/// A `Refused` for what is not a request of the contract.
#[wasm_bindgen]
pub fn evaluate(request: &JsValue) -> Result<JsValue, JsValue> {
    let (answers, on) = request::read(request).map_err(|refusal| refused(&refusal))?;
    let verdict = crate::evaluate(&CATALOGUE, &answers, on.unwrap_or_else(today_in_japan));
    Ok(to_javascript(&verdict))
}

/// An amount as people write it, in whole yen.
///
/// # Errors
///
/// A `Refused` with the code "not-an-amount".
#[wasm_bindgen(js_name = parseYen)]
pub fn parse_yen(text: &JsValue) -> Result<f64, JsValue> {
    let text = text.as_string();
    let read = text.map_or(Err(NotAnAmount::Unreadable), |text| crate::parse_yen(&text));
    read.map(|yen| number(yen.0)).map_err(|reason| {
        to_javascript(&Refused {
            code: "not-an-amount",
            key: None,
            place: Some(String::new()),
            what: alloc::format!("{reason}"),
        })
    })
}

/// What is thrown. The sentence for the person is `place` and then `what`; where `place` is null, the catalogue has the
/// name of the question `key`.
#[derive(Serialize)]
struct Refused {
    code: &'static str,
    key: Option<String>,
    place: Option<String>,
    what: String,
}

impl From<&Refusal> for Refused {
    fn from(refusal: &Refusal) -> Self {
        Self {
            code: refusal.code.name(),
            key: refusal.key.clone(),
            place: refusal.place(),
            what: refusal.what(),
        }
    }
}

fn refused(refusal: &Refusal) -> JsValue {
    to_javascript(&Refused::from(refusal))
}

/// As objects, arrays, texts, numbers and null.
fn to_javascript(value: &impl Serialize) -> JsValue {
    value
        .serialize(&Serializer::json_compatible())
        .expect("verdicts and refusals hold nothing that JavaScript has not")
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since 1970. A page can put a function of its own here.
    #[wasm_bindgen(js_namespace = Date, js_name = now, catch)]
    fn clock() -> Result<f64, JsValue>;
}

/// Today in Japan, which has had one offset and no summer time since 1951; the day of the list where the clock gives
/// no time.
fn today_in_japan() -> Date {
    const NINE_HOURS: f64 = 32_400_000.0;
    const DAY: f64 = 86_400_000.0;
    let Some(now) = clock().ok().filter(|now| now.is_finite()) else {
        return CATALOGUE.as_of;
    };
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_possible_truncation,
        reason = "the platform's clock counts in floats; only the day is taken from it, no amount"
    )]
    let days = ((now + NINE_HOURS) / DAY).floor() as i64;
    Date::from_days_since_1970(days).unwrap_or(CATALOGUE.as_of)
}

/// A whole number as JavaScript has it. Yen are exact: all sums are far below the largest whole number that JavaScript
/// counts exactly.
#[expect(
    clippy::cast_precision_loss,
    reason = "a trillion for each programme is exact"
)]
fn number(whole: u64) -> f64 {
    whole as f64
}
