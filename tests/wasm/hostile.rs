//! Objects that nobody builds by accident: they throw where they are read, or are not what they look like.

use iryo_dx_hojokin::wasm::evaluate;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::refused::refused;
use crate::{code_and_key, get, text, value, verdict};

/// An expression in which `revoked()` is a proxy that was revoked: every question to it throws.
pub(crate) fn with_revoked(expression: &str) -> String {
    format!(
        "(() => {{ const revoked = (target = {{}}) => {{ const {{ proxy, revoke }} = Proxy.revocable(target, {{}}); \
         revoke(); return proxy; }}; return ({expression}); }})()"
    )
}

#[wasm_bindgen_test]
fn proxies_that_throw_are_refused() {
    for (request, key) in [
        ("revoked()", "null"),
        ("revoked([])", "null"),
        (
            "new Proxy({ answers: {} }, { get() { throw new Error('no') } })",
            "\"answers\"",
        ),
        (
            "{ answers: new Proxy({ beds: 10 }, { get() { throw new Error('no') } }) }",
            "\"beds\"",
        ),
        ("{ answers: { beds: revoked() } }", "\"beds\""),
        ("{ answers: { costs: revoked() } }", "\"costs\""),
        (
            "{ answers: { costs: { 'ehr-sharing': revoked([]) } } }",
            "\"costs.ehr-sharing\"",
        ),
        ("{ answers: {}, on: revoked() }", "\"on\""),
        ("{ answers: {}, get on() { throw new Error('no') } }", "\"on\""),
        ("{ get answers() { throw new Error('no') } }", "\"answers\""),
    ] {
        let wanted = ("wrong-type".to_owned(), key.to_owned());
        assert_eq!(refused(&with_revoked(request)), wanted, "{request}");
    }
    // One that passes on all questions is as good as its object.
    let plain = verdict("{ on: '2025-11-01', answers: { beds: 10 } }");
    let passed_on = verdict("{ on: '2025-11-01', answers: new Proxy({ beds: 10 }, {}) }");
    assert_eq!(text(&plain), text(&passed_on));
}

#[wasm_bindgen_test]
fn a_refusal_says_where_unless_the_catalogue_names_the_question() {
    for (request, place) in [
        ("null", "\"入力\""),
        ("{ answers: { bedz: 10 } }", "\"「bedz」\""),
        ("{ answers: { costs: 1 } }", "\"「costs」\""),
        ("{ answers: {}, on: 1 }", "\"「on」\""),
        ("{ answers: { beds: 1.5 } }", "null"),
        ("{ answers: { costs: { 'ehr-sharing': -1 } } }", "null"),
    ] {
        let refused = evaluate(&value(request)).expect_err(request);
        assert_eq!(text(&get(&refused, "place")), place, "{request}");
        code_and_key(&refused, request);
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
        "Object.setPrototypeOf([10], null)",
        "Object.create(revoked())",
        "revoked()",
        "revoked([])",
        "revoked(() => {})",
    ] {
        let request = format!("{{ answers: {answers} }}");
        let wanted = ("wrong-type".to_owned(), "\"answers\"".to_owned());
        assert_eq!(refused(&with_revoked(&request)), wanted, "{answers}");
    }
    assert_eq!(
        refused("{ answers: { costs: new Map([['ehr-sharing', -5]]) } }"),
        ("wrong-type".to_owned(), "\"costs\"".to_owned())
    );
    let without_a_prototype =
        verdict("{ on: '2025-11-01', answers: Object.assign(Object.create(null), { beds: 10 }) }");
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
    // A symbol is no name.
    let nothing = verdict("{ on: '2025-11-01', answers: {} }");
    let symbol = verdict("{ on: '2025-11-01', answers: { [Symbol('beds')]: 10 } }");
    assert_eq!(text(&nothing), text(&symbol));
}
