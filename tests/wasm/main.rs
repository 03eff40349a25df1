//! The boundary to JavaScript, in Node and in a browser.
#![cfg(target_arch = "wasm32")]

mod hostile;
mod many;
mod refused;

use iryo_dx_hojokin::CATALOGUE;
use iryo_dx_hojokin::wasm::{digest, evaluate, parse_yen};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = eval)]
    fn js(source: &str) -> JsValue;
}

/// The value of an expression.
fn value(source: &str) -> JsValue {
    js(&format!("({source})"))
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| {
        Reflect::get(&value, &key.into()).unwrap_or(JsValue::UNDEFINED)
    })
}

fn text(value: &JsValue) -> String {
    JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| "undefined".to_owned())
}

/// The names of what an object holds, in their order.
fn names(value: &JsValue) -> String {
    Object::keys(value.unchecked_ref::<Object>()).join(" ").into()
}

fn verdict(request: &str) -> JsValue {
    evaluate(&value(request)).unwrap_or_else(|error| panic!("{request}: {error:?}"))
}

/// Code and key of a refusal; the key as JSON.
fn code_and_key(refused: &JsValue, request: &str) -> (String, String) {
    assert!(!refused.is_instance_of::<js_sys::Error>(), "{request}");
    assert_eq!(names(refused), "code key place what", "{request}");
    let part = |name: &str| get(refused, name).as_string();
    let what = part("what").expect("what");
    assert!(
        what.ends_with('。') || what.ends_with("）。"),
        "{request}: {what}"
    );
    // Without a place, the catalogue has the name of the question.
    if part("place").is_none() {
        assert!(get(refused, "place").is_null(), "{request}");
        let key = part("key").expect("a key");
        assert!(
            CATALOGUE.keys.iter().any(|one| one.name == key),
            "{request}: {key}"
        );
    }
    (part("code").expect("a code"), text(&get(refused, "key")))
}

#[wasm_bindgen_test]
fn the_digest_is_that_of_the_catalogue() {
    let digest = digest();
    assert_eq!(digest, CATALOGUE.digest);
    let hexadecimal = |one: u8| one.is_ascii_digit() || (b'a'..=b'f').contains(&one);
    assert!(digest.len() == 64 && digest.bytes().all(hexadecimal), "{digest}");
}

#[wasm_bindgen_test]
fn a_request_gives_a_verdict() {
    let verdict = verdict(
        "{ on: '2025-11-01', answers: { facilityType: 'hospital', beds: 150, checkupSystem: true,
           sharedDocuments: 3, onlineEligibility: true, ePrescription: 'introduced',
           costs: { 'ehr-sharing': 20000000 } } }",
    );
    assert_eq!(text(&get(&verdict, "on")), "\"2025-11-01\"");
    assert_eq!(text(&get(&verdict, "ageDays")), "11");
    // Besides: twice up to 411,000 yen for mobile devices, up to 150 × 40,000 yen for productivity, and
    // 4,500,000 yen for IT tools.
    assert_eq!(text(&get(&verdict, "total")), r#"{"min":5456500,"max":16778500}"#);
    let first = get(&verdict, "beside.0");
    assert_eq!(
        get(&first, "id").as_string().as_deref(),
        Some(CATALOGUE.beside[0].id)
    );
    assert_eq!(get(&first, "inTotal").as_bool(), Some(false));
    assert!(text(&get(&verdict, "next.0.settles")).contains("eligibility"));
    assert_eq!(
        names(&verdict),
        "on ageDays programmes beside total referenceTotal next problems"
    );
    let sharing = get(&verdict, "programmes.9");
    assert_eq!(
        names(&sharing),
        "id state inTotal eligibility conditions window amount missing"
    );
    assert_eq!(text(&get(&sharing, "id")), "\"ehr-sharing\"");
    assert_eq!(text(&get(&sharing, "eligibility")), "\"yes\"");
    let amount = get(&sharing, "amount");
    assert_eq!(
        names(&amount),
        "min max cap rate costLimit evidence source steps perUnit rounding"
    );
    assert_eq!(text(&get(&amount, "cap")), r#"{"min":5457000,"max":5457000}"#);
    assert_eq!(text(&get(&amount, "rate")), r#"{"numerator":1,"denominator":2}"#);
    assert_eq!(
        text(&get(&amount, "costLimit")),
        r#"{"min":10913000,"max":10913000}"#
    );
    assert_eq!(text(&get(&amount, "rounding")), "\"not-stated\"");
    assert_eq!(text(&get(&amount, "evidence")), "\"notice\"");
    assert_eq!(
        text(&get(&sharing, "window.deadlines.0")),
        r#"{"kind":"introduce","date":"2031-03-31","daysLeft":1976,"source":"jma-1203"}"#
    );
    // Not 0, and not left out: no source gives an amount.
    assert!(get(&verdict, "programmes.0.amount").is_null());
    assert_eq!(
        text(&get(&sharing, "conditions.0")),
        r#"{"state":"met","ground":0}"#
    );
    // 「3文書6情報・20〜199床」
    assert_eq!(text(&get(&amount, "steps.0")), r#"{"kind":"case","case":1}"#);
    assert_eq!(
        text(&get(&amount, "steps.3")),
        r#"{"kind":"cap","cap":5457000,"share":"below"}"#
    );
}

#[wasm_bindgen_test]
fn what_is_undefined_is_not_answered() {
    let verdict =
        verdict("{ on: undefined, answers: { beds: undefined, costs: { 'ehr-sharing': undefined } } }");
    assert!(text(&get(&verdict, "next.0.key")).contains("facilityType"));
}

#[wasm_bindgen_test]
fn without_a_day_it_is_today_in_japan() {
    let verdict = verdict("{ answers: {} }");
    let today = js("new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date())");
    assert_eq!(get(&verdict, "on").as_string(), today.as_string());
}

#[wasm_bindgen_test]
fn a_clock_that_gives_no_day_is_not_followed() {
    js("globalThis.realNow = Date.now");
    for now in [
        "NaN",
        "Infinity",
        "-Infinity",
        "8.64e15 * 2",
        "undefined",
        "'today'",
        "{ throw new Error('no clock') }",
    ] {
        js(&format!("Date.now = () => {now}"));
        let on = text(&get(&verdict("{ answers: {} }"), "on"));
        js("Date.now = globalThis.realNow");
        assert_eq!(on, "\"2025-10-21\"", "{now}");
    }
}

#[wasm_bindgen_test]
fn contradictions_are_named_and_nothing_is_thrown() {
    let verdict = verdict("{ on: '2025-11-01', answers: { facilityType: 'hospital', beds: 10 } }");
    assert_eq!(text(&get(&verdict, "problems")), "[0]");
    assert_eq!(CATALOGUE.contradictions[0].code, "beds-facility-type");
    assert_eq!(text(&get(&verdict, "programmes.9.amount.max")), "6579000");
}

#[wasm_bindgen_test]
fn amounts_are_read_and_refused() {
    let read = |written: &str| parse_yen(&written.into());
    assert_eq!(read("１，３１５万８千円").ok(), Some(13_158_000.0));
    for unreadable in [
        read("1万2"),
        read(""),
        parse_yen(&JsValue::from(100)),
        parse_yen(&JsValue::NULL),
    ] {
        let refused = unreadable.expect_err("no amount");
        assert_eq!(names(&refused), "code key place what");
        assert_eq!(text(&get(&refused, "code")), "\"not-an-amount\"");
        assert!(get(&refused, "key").is_null());
        assert_eq!(text(&get(&refused, "place")), "\"\"");
        assert!(
            get(&refused, "what")
                .as_string()
                .is_some_and(|what| what.contains('。'))
        );
    }
}
