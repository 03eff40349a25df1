//! Columns in, columns out.

use iryo_dx_hojokin::CATALOGUE;
use iryo_dx_hojokin::wasm::{evaluate, evaluate_many};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::hostile::with_revoked;
use crate::{code_and_key, get, names, text, value};

fn many(request: &str) -> JsValue {
    evaluate_many(&value(request)).unwrap_or_else(|error| panic!("{request}: {error:?}"))
}

/// Code and key of the refusal of a request.
fn refused(request: &str) -> (String, String) {
    let refused = evaluate_many(&value(&with_revoked(request))).expect_err(request);
    code_and_key(&refused, request)
}

/// The programmes of the list, then those beside it.
fn programmes(many: &JsValue) -> Vec<JsValue> {
    let of = |part: &str| Array::from(&get(many, part)).to_vec();
    [of("programmes"), of("beside")].concat()
}

#[wasm_bindgen_test]
fn columns_have_the_figures_of_each_institution_alone() {
    let many = many(
        "{ rows: 3, on: '2025-11-01', columns: { facilityType: Int8Array.of(0, 1, -1), \
         beds: Float64Array.of(150, 20, NaN), onlineEligibility: Uint8ClampedArray.of(1, 0, 1), \
         'costs.ehr-sharing': Float64Array.of(20000000, 0, 1) } }",
    );
    assert_eq!(
        names(&many),
        "on ageDays rows programmes beside total referenceTotal problems refused codes"
    );
    assert_eq!(text(&get(&many, "rows")), "3");
    assert_eq!(text(&get(&many, "refused")), "[]");
    // 20 beds are too many for a clinic.
    assert_eq!(text(&get(&many, "problems.0.rows")), r#"{"0":1}"#);
    let place: usize = text(&get(&many, "problems.0.contradiction"))
        .parse()
        .expect("a place");
    assert_eq!(CATALOGUE.contradictions[place].code, "beds-facility-type");
    let all = programmes(&many);
    assert_eq!(all.len(), CATALOGUE.all().count());
    for (row, answers) in [
        "facilityType: 'hospital', beds: 150, onlineEligibility: true, costs: { 'ehr-sharing': 20000000 }",
        "facilityType: 'clinic', beds: 20, onlineEligibility: false, costs: { 'ehr-sharing': 0 }",
        "onlineEligibility: true, costs: { 'ehr-sharing': 1 }",
    ]
    .into_iter()
    .enumerate()
    {
        let request = format!("{{ on: '2025-11-01', answers: {{ {answers} }} }}");
        let alone = evaluate(&value(&request)).expect("a request");
        for (columns, one) in all.iter().zip(programmes(&alone)) {
            let cell = |name: &str| get(columns, &format!("{name}.{row}"));
            let named = |name: &str| {
                let place = cell(name).as_f64().expect("a number");
                get(&many, &format!("codes.{name}.{place}"))
            };
            let id = text(&get(&one, "id"));
            assert_eq!(text(&get(columns, "id")), id);
            assert_eq!(named("state"), get(&one, "state"), "{id} {row}");
            assert_eq!(named("eligibility"), get(&one, "eligibility"), "{id} {row}");
            assert_eq!(named("window"), get(&one, "window.state"), "{id} {row}");
            let in_total = get(&one, "inTotal").as_bool().map(f64::from);
            assert_eq!(cell("inTotal").as_f64(), in_total, "{id} {row}");
            let amount = get(&one, "amount");
            if amount.is_null() {
                assert_eq!(named("evidence"), "none", "{id} {row}");
                assert!(cell("min").as_f64().is_some_and(f64::is_nan), "{id} {row}");
                assert!(cell("max").as_f64().is_some_and(f64::is_nan), "{id} {row}");
            } else {
                assert_eq!(named("evidence"), get(&amount, "evidence"), "{id} {row}");
                assert_eq!(cell("min"), get(&amount, "min"), "{id} {row}");
                assert_eq!(cell("max"), get(&amount, "max"), "{id} {row}");
            }
        }
        for end in [
            "total.min",
            "total.max",
            "referenceTotal.min",
            "referenceTotal.max",
        ] {
            assert_eq!(get(&many, &format!("{end}.{row}")), get(&alone, end), "{row}");
        }
    }
}

#[wasm_bindgen_test]
fn no_rows_give_empty_columns() {
    for columns in ["{}", "{ beds: new Int16Array(0) }"] {
        let many = many(&format!("{{ rows: 0, on: '2025-11-01', columns: {columns} }}"));
        assert_eq!(text(&get(&many, "rows")), "0");
        assert_eq!(text(&get(&many, "problems")), "[]");
        assert_eq!(text(&get(&many, "refused")), "[]");
        assert_eq!(text(&get(&many, "total.max.length")), "0");
        for programme in programmes(&many) {
            for name in "state inTotal eligibility window evidence daysLeft min max".split(' ') {
                assert_eq!(text(&get(&programme, &format!("{name}.length"))), "0", "{name}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn every_kind_of_column_is_read() {
    for kind in [
        "Float64Array",
        "Float32Array",
        "Int32Array",
        "Uint32Array",
        "Int16Array",
        "Uint16Array",
        "Int8Array",
        "Uint8Array",
        "Uint8ClampedArray",
    ] {
        let many = many(&format!(
            "{{ rows: 1, on: '2025-12-01', columns: {{ facilityType: {kind}.of(0), beds: {kind}.of(100), \
             baseUpFee: {kind}.of(1) }} }}"
        ));
        let all = programmes(&many);
        let productivity = all.iter().find(|one| get(one, "id") == "productivity");
        let most = get(productivity.expect("the programme"), "max.0");
        assert_eq!(most.as_f64(), Some(4_000_000.0), "{kind}");
    }
}

#[wasm_bindgen_test]
fn a_cell_that_is_no_answer_refuses_its_row_alone() {
    let many = many(
        "{ rows: 3, on: '2025-11-01', columns: { beds: Float64Array.of(NaN, 20.5, -1), \
         employees: Int32Array.of(5, 5, 5) } }",
    );
    let refused = get(&many, "refused.0");
    assert_eq!(names(&refused), "row code key place what");
    assert_eq!(text(&get(&refused, "row")), "1");
    assert_eq!(text(&get(&refused, "code")), "\"fraction\"");
    assert_eq!(text(&get(&refused, "key")), "\"beds\"");
    assert!(get(&refused, "place").is_null());
    assert!(
        get(&refused, "what")
            .as_string()
            .is_some_and(|what| what.ends_with('。'))
    );
    assert!(get(&many, "refused.1").is_undefined());
    for programme in programmes(&many) {
        assert_eq!(text(&get(&programme, "state.1")), "5");
        assert_eq!(text(&get(&programme, "eligibility.1")), "3");
        assert!(get(&programme, "max.1").as_f64().is_some_and(f64::is_nan));
        assert_eq!(get(&programme, "state.0"), get(&programme, "state.2"));
    }
}

#[wasm_bindgen_test]
fn what_is_no_request_of_the_contract_is_refused_with_code_and_key() {
    for (request, code, key) in [
        ("null", "wrong-type", "null"),
        ("[]", "wrong-type", "null"),
        ("new Map()", "wrong-type", "null"),
        ("revoked()", "wrong-type", "null"),
        ("{ columns: {} }", "wrong-type", "\"rows\""),
        ("{ rows: '1', columns: {} }", "wrong-type", "\"rows\""),
        ("{ rows: 1n, columns: {} }", "wrong-type", "\"rows\""),
        ("{ rows: -1, columns: {} }", "negative", "\"rows\""),
        ("{ rows: 1.5, columns: {} }", "fraction", "\"rows\""),
        ("{ rows: NaN, columns: {} }", "not-a-number", "\"rows\""),
        ("{ rows: 1000001, columns: {} }", "too-large", "\"rows\""),
        ("{ rows: 8e9, columns: {} }", "too-large", "\"rows\""),
        ("{ rows: Infinity, columns: {} }", "too-large", "\"rows\""),
        ("{ rows: 1 }", "wrong-type", "\"columns\""),
        ("{ rows: 1, columns: [] }", "wrong-type", "\"columns\""),
        ("{ rows: 1, columns: revoked() }", "wrong-type", "\"columns\""),
        (
            "{ rows: 1, columns: {}, answers: {} }",
            "unknown-key",
            "\"answers\"",
        ),
        (
            "{ rows: 1, columns: {}, on: '2025-02-30' }",
            "impossible-date",
            "\"on\"",
        ),
        ("{ rows: 1, columns: {}, on: 20251201 }", "wrong-type", "\"on\""),
        (
            "{ rows: 1, columns: { bedz: Int8Array.of(0) } }",
            "unknown-key",
            "\"bedz\"",
        ),
        (
            "{ rows: 1, columns: { costs: Int8Array.of(0) } }",
            "unknown-key",
            "\"costs\"",
        ),
    ] {
        assert_eq!(refused(request), (code.to_owned(), key.to_owned()), "{request}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_column_of_numbers_is_refused() {
    for (rows, column) in [
        (1, "[10]"),
        (1, "10"),
        (1, "null"),
        (1, "{ length: 1, 0: 10 }"),
        (1, "BigInt64Array.of(10n)"),
        (1, "BigUint64Array.of(10n)"),
        (8, "new DataView(new ArrayBuffer(8))"),
        (0, "new DataView(new ArrayBuffer(0))"),
        (8, "new ArrayBuffer(8)"),
        (
            1,
            "Object.assign(new DataView(new ArrayBuffer(8)), { length: 1, 0: 10 })",
        ),
        (
            1,
            "Object.setPrototypeOf(new DataView(new ArrayBuffer(8)), { length: 1, 0: 10 })",
        ),
        // Another number of rows
        (2, "Int16Array.of(10)"),
        (1, "Int16Array.of(10, 10)"),
        // One whose memory was taken away
        (1, "detached(Int16Array.of(10))"),
        (0, "detached(Int16Array.of(10))"),
        (0, "detached(new Int16Array(0))"),
        // Proxies
        (1, "new Proxy(Int16Array.of(10), {})"),
        (1, "revoked(Int16Array.of(10))"),
        // A length that is not the true one
        (
            2,
            "Object.defineProperty(Int16Array.of(10), 'length', { value: 2 })",
        ),
        (
            1,
            "Object.defineProperty(Int16Array.of(10), 'length', { value: 2 })",
        ),
        (
            1,
            "Object.defineProperty(Int16Array.of(10), 'length', { value: 1n })",
        ),
        (
            1,
            "Object.defineProperty(Int16Array.of(10), 'length', { value: '1' })",
        ),
        (
            1,
            "Object.defineProperty(Int16Array.of(10), 'length', { get() { throw new Error('no') } })",
        ),
        (2, "Object.setPrototypeOf(Int16Array.of(10), { length: 2 })"),
        (1, "Object.setPrototypeOf(Int16Array.of(10), null)"),
        (
            1,
            "new (class extends Int16Array { get length() { return 2 } })(1)",
        ),
    ] {
        let request = format!(
            "(() => {{ const detached = (column) => (structuredClone(column.buffer, {{ transfer: [column.buffer] }}), \
             column); return {{ rows: {rows}, columns: {{ beds: {column} }} }}; }})()"
        );
        let wanted = ("wrong-type".to_owned(), "\"beds\"".to_owned());
        assert_eq!(refused(&request), wanted, "{rows}: {column}");
    }
    let throwing = "{ rows: 1, columns: { get beds() { throw new Error('no') } } }";
    assert_eq!(
        refused(throwing),
        ("wrong-type".to_owned(), "\"beds\"".to_owned())
    );
}

/// A getter runs a program of its own.
#[wasm_bindgen_test]
fn a_column_whose_memory_is_taken_away_by_a_later_getter_is_refused() {
    let request = "(() => { const beds = Int16Array.of(10); return { rows: 1, columns: { beds, get employees() { \
                   structuredClone(beds.buffer, { transfer: [beds.buffer] }); return Int16Array.of(5); } } }; })()";
    assert_eq!(refused(request), ("wrong-type".to_owned(), "\"beds\"".to_owned()));
}

#[wasm_bindgen_test]
fn a_getter_may_ask_for_a_verdict_of_its_own() {
    let ask = Closure::<dyn Fn()>::new(|| {
        evaluate(&value("{ answers: { beds: 2000 } }")).expect("a request");
        evaluate_many(&value("{ rows: 1, columns: { beds: Int16Array.of(2000) } }")).expect("a request");
    });
    Reflect::set(&js_sys::global(), &"ask".into(), ask.as_ref()).expect("the global object takes properties");
    let request = |employees: &str| {
        format!("{{ rows: 1, on: '2025-11-01', columns: {{ beds: Int16Array.of(10), {employees} }} }}")
    };
    let plain = many(&request("employees: Int16Array.of(5)"));
    let asking = many(&request("get employees() { ask(); return Int16Array.of(5); }"));
    for (plain, asking) in programmes(&plain).iter().zip(programmes(&asking)) {
        assert_eq!(text(plain), text(&asking));
    }
}
