//! The same million institutions in wasm, and verdicts on the way to JavaScript. `cargo xtask test` hands
//! over the native digest when this is compiled.
#![cfg(target_arch = "wasm32")]

#[path = "common/grid.rs"]
mod grid;

use iryo_dx_hojokin::{Answers, CATALOGUE, Given};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

#[wasm_bindgen_test]
fn the_grid_has_the_native_digest() {
    // A million evaluations take long, and there is nothing to compare them with.
    let Some(native) = option_env!("GRID_DIGEST") else {
        console_log!("left out: GRID_DIGEST was not set at compile time, as `cargo xtask test wasm` sets it");
        return;
    };
    assert_eq!(grid::digest(), native);
}

fn object(entries: impl IntoIterator<Item = (String, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &name.into(), &value).expect("a fresh object takes properties");
    }
    object.into()
}

fn in_javascript(given: Given) -> JsValue {
    match given {
        Given::Flag(yes) => yes.into(),
        Given::Whole(number) => {
            let number = u32::try_from(number).expect("the grid has no larger ones");
            f64::from(number).into()
        }
        Given::Text(text) => text.into(),
        Given::Group(entries) => object(
            entries
                .into_iter()
                .map(|(name, given)| (name, in_javascript(given))),
        ),
        other => panic!("{other:?} is not in the grid"),
    }
}

/// What JavaScript gets is the verdict, name for name in the same order, and figure for figure.
#[wasm_bindgen_test]
fn verdicts_cross_as_they_are() {
    for (left_out, on) in [
        (0, "2025-10-21"),
        (2, "2026-01-15"),
        (5, "2027-02-28"),
        (1, "0999-12-31"),
    ] {
        for number in 0..250 {
            let given = grid::given(number, left_out);
            let answers = Answers::read(&CATALOGUE, given.clone()).expect("answers of the contract");
            let day = on.parse().expect("a day of the calendar");
            let verdict = iryo_dx_hojokin::evaluate(&CATALOGUE, &answers, day);
            let request = [
                ("answers".to_owned(), in_javascript(Given::Group(given))),
                ("on".to_owned(), on.into()),
            ];
            let crossed = iryo_dx_hojokin::wasm::evaluate(&object(request)).expect("a request");
            let crossed = JSON::stringify(&crossed).expect("a verdict can be written");
            assert_eq!(
                String::from(crossed),
                serde_json::to_string(&verdict).expect("a verdict can be written")
            );
        }
    }
}
