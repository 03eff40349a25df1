//! The texts of the file in the JSON of the catalogue.

use serde_json::Value as Json;

use crate::catalogue::{ID, OVERLAPS, THIRTEEN};

/// Whether a programme of the JSON has this overlap with another one.
fn says(programme: &Json, with: &str, state: &str) -> bool {
    let mut overlaps = programme["overlap"].as_array().into_iter().flatten();
    overlaps.any(|overlap| overlap["with"] == with && overlap["state"] == state)
}

#[test]
fn overlaps_stand_on_both_sides() {
    let programmes = THIRTEEN.1["programmes"].as_array().expect("programmes");
    for (id, state) in OVERLAPS {
        assert!(says(&programmes[12], id, state), "{id}: {state}");
        let other = programmes.iter().find(|programme| programme["id"] == id);
        assert!(other.is_some_and(|other| says(other, ID, state)), "{id}: {state}");
    }
    assert_eq!(
        programmes[12]["overlap"].as_array().map(Vec::len),
        Some(OVERLAPS.len())
    );
}

#[test]
fn the_json_says_all_that_the_file_says() {
    let programme = &THIRTEEN.1["programmes"][12];
    assert_eq!(programme["id"], ID);
    assert_eq!(
        programme["detail"]["printed"],
        "https://www.mhlw.go.jp/example-13"
    );
    assert_eq!(programme["detail"]["why"], "架空の訂正です。");
    assert_eq!(programme["document"][0]["date"], "2026-01-05");
    assert_eq!(programme["contact"]["phone"], "0120-000-000");
    assert_eq!(programme["costItem"][0]["printed"], "架空の器機の費用");
    assert_eq!(programme["costItem"][1]["counts"], false);
    let kinds: Vec<&str> = programme["note"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|note| note["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["term", "order", "document", "once", "return", "caution"]);
    assert_eq!(programme["window"]["source"], "example-reference");
    assert_eq!(programme["window"]["round"][0]["fromSource"], "example-reference");
    assert_eq!(programme["window"]["round"][1]["fromSource"], Json::Null);
    assert_eq!(programme["window"]["round"][1]["to"], Json::Null);
    assert_eq!(programme["amount"]["case"].as_array().map(Vec::len), Some(11));
    assert_eq!(
        programme["amount"]["case"][10]["reason"],
        "架空の理由で、金額の記載がありません。"
    );
}
