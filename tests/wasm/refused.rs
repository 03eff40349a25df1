//! Requests that are none of the contract.

use iryo_dx_hojokin::wasm::evaluate;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{code_and_key, value};

/// Code and key of the refusal of a request.
pub(crate) fn refused(request: &str) -> (String, String) {
    let refused = evaluate(&value(request)).expect_err(request);
    code_and_key(&refused, request)
}

/// Checks code and key of each refusal.
#[track_caller]
fn all_refused(requests: &[(&str, &str, &str)]) {
    for (request, code, key) in requests {
        assert_eq!(
            refused(request),
            ((*code).to_owned(), (*key).to_owned()),
            "{request}"
        );
    }
}

#[wasm_bindgen_test]
fn an_unknown_key_is_refused() {
    all_refused(&[
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
    ]);
}

#[wasm_bindgen_test]
fn a_value_of_another_type_is_refused() {
    all_refused(&[
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
    ]);
}

#[wasm_bindgen_test]
fn an_unknown_choice_is_refused() {
    all_refused(&[
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
    ]);
}

#[wasm_bindgen_test]
fn a_number_that_is_no_answer_is_refused() {
    all_refused(&[
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
    ]);
}

#[wasm_bindgen_test]
fn a_day_that_is_none_is_refused() {
    all_refused(&[
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
    ]);
}
