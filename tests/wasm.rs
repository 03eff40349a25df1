//! The boundary to JavaScript, in Node and in a browser.
#![cfg(target_arch = "wasm32")]

use iryo_dx_hojokin::CATALOGUE;
use iryo_dx_hojokin::wasm::{catalogue, evaluate, parse_yen};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = eval)]
    fn js(source: &str) -> JsValue;
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

fn report(request: &str) -> JsValue {
    evaluate(&js(&format!("({request})"))).unwrap_or_else(|error| panic!("{request}: {error:?}"))
}

/// Code and key of the error that a request throws.
fn refused(request: &str) -> (String, String) {
    let error = evaluate(&js(&format!("({request})"))).expect_err(request);
    assert!(error.is_instance_of::<js_sys::Error>(), "{request}");
    assert_eq!(text(&get(&error, "name")), "\"CalculatorError\"", "{request}");
    let message = get(&error, "message").as_string().unwrap_or_default();
    assert!(
        message.ends_with('。') || message.ends_with("）。"),
        "{request}: {message}"
    );
    (
        get(&error, "code").as_string().unwrap_or_default(),
        text(&get(&error, "key")),
    )
}

#[wasm_bindgen_test]
fn a_request_gives_a_report_in_the_contracts_shape() {
    let report = report(
        "{ on: '2025-11-01', answers: { facilityType: 'hospital', beds: 150, checkupSystem: true,
           sharedDocuments: 3, onlineEligibility: true, ePrescription: 'introduced',
           costs: { 'ehr-sharing': 20000000 } } }",
    );
    assert_eq!(text(&get(&report, "on")), "\"2025-11-01\"");
    assert_eq!(text(&get(&report, "ageDays")), "11");
    // Besides: twice up to 411,000 yen for mobile devices, up to 150 × 40,000 yen for productivity, and 4,500,000 yen
    // for IT tools.
    assert_eq!(text(&get(&report, "total")), r#"{"min":5456500,"max":16778500}"#);
    let first = get(&report, "beside.0");
    assert_eq!(
        get(&first, "id").as_string().as_deref(),
        Some(CATALOGUE.beside[0].id)
    );
    assert_eq!(get(&first, "inTotal").as_bool(), Some(false));
    assert!(text(&get(&report, "next.0.settles")).contains("eligibility"));
    let sharing = get(&report, "programmes.9");
    assert_eq!(text(&get(&sharing, "id")), "\"ehr-sharing\"");
    assert_eq!(text(&get(&sharing, "eligibility")), "\"yes\"");
    let amount = get(&sharing, "amount");
    assert_eq!(
        Object::keys(amount.unchecked_ref::<Object>()).join(" "),
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
        r#"{"kind":"introduce","date":"2031-03-31","daysLeft":1976,"evidence":"notice","source":"jma-1203"}"#
    );
    // Not 0, and not left out: no source gives an amount.
    assert!(get(&report, "programmes.0.amount").is_null());
    // A condition that is met names no change.
    assert!(get(&sharing, "conditions.0.change").is_undefined());
}

#[wasm_bindgen_test]
fn what_is_undefined_is_not_answered() {
    let report =
        report("{ on: undefined, answers: { beds: undefined, costs: { 'ehr-sharing': undefined } } }");
    assert!(text(&get(&report, "next.0.key")).contains("facilityType"));
}

#[wasm_bindgen_test]
fn without_a_day_it_is_today_in_japan() {
    let report = report("{ answers: {} }");
    let today = js("new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date())");
    assert_eq!(get(&report, "on").as_string(), today.as_string());
}

#[wasm_bindgen_test]
fn a_clock_that_gives_no_day_is_not_followed() {
    js("globalThis.told = Date.now");
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
        let on = text(&get(&report("{ answers: {} }"), "on"));
        js("Date.now = globalThis.told");
        assert_eq!(on, "\"2025-10-21\"", "{now}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_request_of_the_contract_is_refused_with_code_and_key() {
    for (request, code, key) in [
        // Keys
        ("{ answers: { bedz: 10 } }", "unknown-key", "\"bedz\""),
        (
            "{ answers: { costs: { 'ehr': 1 } } }",
            "unknown-key",
            "\"costs.ehr\"",
        ),
        (
            "{ answers: { costs: { 'outpatient-mobile': 1 } } }",
            "unknown-key",
            "\"costs.outpatient-mobile\"",
        ),
        (
            "{ answers: { 'costs.ehr-sharing': 1 } }",
            "unknown-key",
            "\"costs.ehr-sharing\"",
        ),
        ("{ answers: {}, answer: {} }", "unknown-key", "\"answer\""),
        (
            "{ answers: JSON.parse('{\"__proto__\":1}') }",
            "unknown-key",
            "\"__proto__\"",
        ),
        (
            "{ answers: { constructor: 1 } }",
            "unknown-key",
            "\"constructor\"",
        ),
        // Types
        ("null", "wrong-type", "null"),
        ("undefined", "wrong-type", "null"),
        ("[]", "wrong-type", "null"),
        ("'x'", "wrong-type", "null"),
        ("{}", "wrong-type", "\"answers\""),
        ("{ answers: null }", "wrong-type", "\"answers\""),
        ("{ answers: [] }", "wrong-type", "\"answers\""),
        ("{ answers: { beds: '10' } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: null } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: true } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: 10n } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: {} } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: [10] } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: Symbol('10') } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: () => 10 } }", "wrong-type", "\"beds\""),
        (
            "{ answers: { onlineEligibility: 1 } }",
            "wrong-type",
            "\"onlineEligibility\"",
        ),
        (
            "{ answers: { onlineEligibility: 'true' } }",
            "wrong-type",
            "\"onlineEligibility\"",
        ),
        (
            "{ answers: { facilityType: 1 } }",
            "wrong-type",
            "\"facilityType\"",
        ),
        (
            "{ answers: { facilityType: 1.5 } }",
            "wrong-type",
            "\"facilityType\"",
        ),
        (
            "{ answers: { sharedDocuments: '3' } }",
            "wrong-type",
            "\"sharedDocuments\"",
        ),
        ("{ answers: { prefecture: 13 } }", "wrong-type", "\"prefecture\""),
        ("{ answers: { costs: 1 } }", "wrong-type", "\"costs\""),
        ("{ answers: { costs: [] } }", "wrong-type", "\"costs\""),
        (
            "{ answers: { costs: { 'ehr-sharing': '1' } } }",
            "wrong-type",
            "\"costs.ehr-sharing\"",
        ),
        (
            "{ answers: { costs: { 'ehr-sharing': { yen: 1 } } } }",
            "wrong-type",
            "\"costs.ehr-sharing\"",
        ),
        // Choices
        (
            "{ answers: { facilityType: 'Hospital' } }",
            "unknown-choice",
            "\"facilityType\"",
        ),
        (
            "{ answers: { facilityType: '' } }",
            "unknown-choice",
            "\"facilityType\"",
        ),
        (
            "{ answers: { sharedDocuments: 4 } }",
            "unknown-choice",
            "\"sharedDocuments\"",
        ),
        (
            "{ answers: { prefecture: '48' } }",
            "unknown-choice",
            "\"prefecture\"",
        ),
        (
            "{ answers: { prefecture: '1' } }",
            "unknown-choice",
            "\"prefecture\"",
        ),
        // Numbers
        ("{ answers: { beds: 1.5 } }", "fraction", "\"beds\""),
        (
            "{ answers: { sharedDocuments: 2.5 } }",
            "fraction",
            "\"sharedDocuments\"",
        ),
        (
            "{ answers: { costs: { 'ehr-sharing': 0.1 } } }",
            "fraction",
            "\"costs.ehr-sharing\"",
        ),
        ("{ answers: { beds: NaN } }", "not-a-number", "\"beds\""),
        (
            "{ answers: { costs: { 'ehr-sharing': NaN } } }",
            "not-a-number",
            "\"costs.ehr-sharing\"",
        ),
        ("{ answers: { beds: -1 } }", "negative", "\"beds\""),
        ("{ answers: { beds: -0.5 } }", "negative", "\"beds\""),
        ("{ answers: { beds: -Infinity } }", "negative", "\"beds\""),
        (
            "{ answers: { costs: { 'home-visit-mobile.refit': -1 } } }",
            "negative",
            "\"costs.home-visit-mobile.refit\"",
        ),
        ("{ answers: { beds: 3001 } }", "too-large", "\"beds\""),
        ("{ answers: { beds: Infinity } }", "too-large", "\"beds\""),
        ("{ answers: { employees: 100001 } }", "too-large", "\"employees\""),
        (
            "{ answers: { readerUnits: 101 } }",
            "too-large",
            "\"readerUnits\"",
        ),
        ("{ answers: { itProcesses: 0 } }", "too-small", "\"itProcesses\""),
        ("{ answers: { itProcesses: 8 } }", "too-large", "\"itProcesses\""),
        (
            "{ answers: { costs: { 'ehr-sharing': 1000000000001 } } }",
            "too-large",
            "\"costs.ehr-sharing\"",
        ),
        (
            "{ answers: { costs: { 'ehr-sharing': 2 ** 53 } } }",
            "too-large",
            "\"costs.ehr-sharing\"",
        ),
        (
            "{ answers: { costs: { 'ehr-sharing': 1e300 } } }",
            "too-large",
            "\"costs.ehr-sharing\"",
        ),
        // Days
        ("{ answers: {}, on: '2025-02-29' }", "impossible-date", "\"on\""),
        ("{ answers: {}, on: '2025-13-01' }", "impossible-date", "\"on\""),
        ("{ answers: {}, on: '2025-1-1' }", "impossible-date", "\"on\""),
        (
            "{ answers: {}, on: '2025-11-01T00:00' }",
            "impossible-date",
            "\"on\"",
        ),
        (
            "{ answers: {}, on: '２０２５-11-01' }",
            "impossible-date",
            "\"on\"",
        ),
        ("{ answers: {}, on: '' }", "impossible-date", "\"on\""),
        ("{ answers: {}, on: 20251101 }", "wrong-type", "\"on\""),
        ("{ answers: {}, on: null }", "wrong-type", "\"on\""),
        ("{ answers: {}, on: new Date() }", "wrong-type", "\"on\""),
    ] {
        assert_eq!(refused(request), (code.to_owned(), key.to_owned()), "{request}");
    }
}

#[wasm_bindgen_test]
fn a_getter_that_throws_refuses_and_inherited_keys_do_not_count() {
    assert_eq!(
        refused("{ answers: { get beds() { throw new Error('no') } } }"),
        ("wrong-type".to_owned(), "\"beds\"".to_owned())
    );
    for answers in [
        "Object.create({ facilityType: 'clinic' })",
        "new Map([['beds', 10]])",
        "new Date()",
        "/beds/",
        "new (class { get beds() { return 10; } })()",
        "new Proxy({}, { ownKeys() { throw new Error('no') } })",
        "new Proxy({}, { getPrototypeOf() { throw new Error('no') } })",
    ] {
        assert_eq!(
            refused(&format!("{{ answers: {answers} }}")),
            ("wrong-type".to_owned(), "\"answers\"".to_owned()),
            "{answers}"
        );
    }
    assert_eq!(
        refused("{ answers: { costs: new Map([['ehr-sharing', -5]]) } }"),
        ("wrong-type".to_owned(), "\"costs\"".to_owned())
    );
    let without_a_prototype =
        report("{ on: '2025-11-01', answers: Object.assign(Object.create(null), { beds: 10 }) }");
    assert!(!text(&get(&without_a_prototype, "next")).contains("\"beds\""));
}

#[wasm_bindgen_test]
fn texts_stay_apart_whatever_is_in_them_and_arrays_are_no_answers() {
    for (request, code, key) in [
        ("{ answers: { '': 1 } }", "unknown-key", "\"\""),
        (
            "{ answers: { beds: 10, '\\u{1f600}beds': 1 } }",
            "unknown-key",
            "\"\u{1f600}beds\"",
        ),
        (
            "{ answers: { beds: 10, 'b\\neds': 1 } }",
            "unknown-key",
            "\"b\\neds\"",
        ),
        // Half a letter is none.
        ("{ answers: { '\\ud83d': 1 } }", "unknown-key", "\"\u{fffd}\""),
        // Nor do two halves in two texts make one.
        (
            "{ answers: { '\\ud83d': '\\ude00' } }",
            "unknown-key",
            "\"\u{fffd}\"",
        ),
        (
            "{ answers: { founder: 'public' }, '\\u{1f600}': 1 }",
            "unknown-key",
            "\"\u{1f600}\"",
        ),
        (
            "{ on: '2025-11-01\\n', answers: {} }",
            "impossible-date",
            "\"on\"",
        ),
        (
            "{ answers: { beds: new Float64Array(1) } }",
            "wrong-type",
            "\"beds\"",
        ),
        (
            "{ answers: { beds: new BigInt64Array(1) } }",
            "wrong-type",
            "\"beds\"",
        ),
        (
            "{ answers: { beds: new DataView(new ArrayBuffer(8)) } }",
            "wrong-type",
            "\"beds\"",
        ),
        ("{ answers: { beds: [10] } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: 10n } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: () => 10 } }", "wrong-type", "\"beds\""),
        ("{ answers: { beds: Symbol() } }", "wrong-type", "\"beds\""),
        ("{ answers: new Float64Array(0) }", "wrong-type", "\"answers\""),
        (
            "{ answers: { costs: { 'ehr-sharing': { deeper: { still: 1 } } } } }",
            "wrong-type",
            "\"costs.ehr-sharing\"",
        ),
    ] {
        assert_eq!(refused(request), (code.to_owned(), key.to_owned()), "{request}");
    }
    // What has a symbol for a name has no name.
    let nothing = report("{ on: '2025-11-01', answers: {} }");
    let symbol = report("{ on: '2025-11-01', answers: { [Symbol('beds')]: 10 } }");
    assert_eq!(text(&nothing), text(&symbol));
}

#[wasm_bindgen_test]
fn contradictions_are_reported_and_nothing_is_thrown() {
    let report = report("{ on: '2025-11-01', answers: { facilityType: 'hospital', beds: 10 } }");
    let problem = get(&report, "problems.0");
    assert_eq!(text(&get(&problem, "keys")), r#"["facilityType","beds"]"#);
    assert_eq!(text(&get(&problem, "code")), "\"beds-facility-type\"");
    assert_eq!(text(&get(&report, "programmes.9.amount.max")), "6579000");
}

#[wasm_bindgen_test]
fn the_catalogue_is_whole() {
    let catalogue = catalogue().expect("the catalogue");
    let programmes: Array = get(&catalogue, "programmes").unchecked_into();
    assert_eq!(programmes.length() as usize, CATALOGUE.all().count());
    let questions: Array = get(&catalogue, "questions").unchecked_into();
    assert!(questions.length() > 30);
    assert_eq!(text(&get(&catalogue, "edition.asOf")), "\"2025-10-21\"");
    assert_eq!(
        get(&catalogue, "digest"),
        get(&report("{ answers: {} }"), "catalogue.digest")
    );
}

#[wasm_bindgen_test]
fn amounts_are_read_and_refused() {
    let read = |written: &str| parse_yen(&written.into());
    assert_eq!(
        read("１，３１５万８千円").ok().and_then(|yen| yen.as_f64()),
        Some(13_158_000.0)
    );
    for unreadable in [
        read("1万2"),
        read(""),
        parse_yen(&JsValue::from(100)),
        parse_yen(&JsValue::NULL),
    ] {
        let error = unreadable.expect_err("no amount");
        assert_eq!(text(&get(&error, "code")), "\"not-an-amount\"");
        assert!(get(&error, "key").is_null());
    }
}
