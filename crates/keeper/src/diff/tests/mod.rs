//! Tests of `diff`, by what it says.

mod elements;
mod sentences;
mod whole;

use serde_json::{Value, json};

use super::compare::Comparison;
use super::{SAME_VERSION, changes};

/// A small catalogue with one of everything.
fn catalogue() -> Value {
    json!({
        "edition": { "version": "1", "asOf": "2025-10-21" },
        "digest": "a",
        "besideGroup": { "label": "一覧にない支援" },
        "sources": {
            "n": { "title": "通知", "grade": "notice", "url": "https://example.jp/?a=1" },
            "r": { "title": "記事", "grade": "reference", "url": null },
        },
        "questions": [
            { "key": "beds", "name": "病床数", "label": "病床数はいくつですか", "kind": "number", "unit": "床" },
            { "key": "fee", "label": "届出", "kind": "yes-no" },
        ],
        "programmes": [
            {
                "id": "x", "number": 1, "name": "電子処方箋", "costs": [],
                "detail": { "url": "https://example.jp/?a=1" },
                "contact": { "name": "窓口", "phone": "0800-080-4583", "remark": null },
                "condition": [
                    { "text": "病院である", "source": "n", "ground": [{ "when": { "beds": { "from": 20 } }, "open": false }] },
                    { "text": "届け出ている", "source": "n", "ground": [{ "when": { "fee": true }, "open": false }] },
                ],
                "amount": { "rounding": "not-stated", "case": [
                    { "name": "病院", "when": { "beds": { "from": 20 } }, "rate": "1/2", "costLimit": 4000, "cap": 2000, "source": "n" },
                ] },
                "noAmount": null,
                "window": {
                    "round": [
                        { "kind": "apply", "when": null, "from": null, "to": "2026-01-15", "source": "n" },
                        { "kind": "apply", "when": null, "from": null, "to": "2026-05-15", "source": "n" },
                    ],
                    "deadline": [{ "kind": "introduce", "date": "2026-09-30", "ends": false, "source": "n" }],
                    "remark": null,
                },
            },
            { "id": "y", "number": 2, "name": "電子カルテ" },
            { "id": "w", "number": null, "beside": true, "asOf": "2026-11-29", "name": "都の補助" },
        ],
    })
}

/// All changes between two catalogues, with their headings.
fn with_headings(old: &Value, new: &Value) -> Vec<String> {
    Comparison { old, new }
        .sections()
        .into_iter()
        .flat_map(|section| {
            let heading = section.heading;
            section
                .changes
                .into_iter()
                .map(move |change| format!("{heading}: {change}"))
        })
        .collect()
}

/// All changes between two catalogues.
fn without_headings(old: &Value, new: &Value) -> Vec<String> {
    Comparison { old, new }
        .sections()
        .into_iter()
        .flat_map(|section| section.changes)
        .collect()
}

#[test]
fn an_older_catalogue_does_not_say_that_a_programme_is_on_the_list() {
    let new = catalogue();
    let mut old = new.clone();
    old["programmes"].as_array_mut().unwrap().pop();
    let mut listed = old.clone();
    listed["programmes"][0]["beside"] = json!(false);
    for (old, new) in [(&old, &listed), (&listed, &old)] {
        assert_eq!(with_headings(old, new), [""; 0]);
    }
    assert_eq!(with_headings(&listed, &new).len(), 1);
}

#[test]
fn a_programme_comes_onto_the_list() {
    let old = catalogue();
    let mut new = old.clone();
    new["programmes"][2]["beside"] = json!(false);
    new["programmes"][2]["number"] = json!(3);
    assert_eq!(
        with_headings(&old, &new),
        [
            "3. 都の補助: 区分が、「一覧にない」から「一覧」に変わりました。",
            "3. 都の補助: 一覧での行として、3を加えました。",
        ]
    );
}

#[test]
fn another_order_is_a_change() {
    let old = catalogue();
    let mut new = old.clone();
    new["programmes"][0]["condition"]
        .as_array_mut()
        .unwrap()
        .reverse();
    assert!(changes(&old, &new).contains("- 条件の順番が変わりました。"));
}

#[test]
fn derived_fields_are_no_change() {
    let old = catalogue();
    let mut new = old.clone();
    new["programmes"][0]["keys"] = json!(["beds"]);
    new["programmes"][0]["condition"][0]["keys"] = json!(["beds"]);
    assert!(changes(&old, &new).contains("変わったところはありません。"));
    let condition = json!({ "text": "新しい", "keys": ["beds"] });
    new["programmes"][0]["condition"]
        .as_array_mut()
        .unwrap()
        .push(condition);
    assert_eq!(without_headings(&old, &new), ["条件「新しい」を加えました。"]);
}

#[test]
fn no_change_is_said_too() {
    let old = catalogue();
    assert!(changes(&old, &old).contains("変わったところはありません。"));
    let mut new = old.clone();
    new["digest"] = json!("b");
    assert!(changes(&old, &new).contains("ファイルの書き方（注記など）だけが変わりました。"));
}

#[test]
fn a_version_that_stayed_the_same_is_in_the_first_line() {
    let old = catalogue();
    assert!(!changes(&old, &old).contains(SAME_VERSION));
    let mut new = old.clone();
    new["programmes"][0]["contact"]["name"] = json!("別の窓口");
    assert!(changes(&old, &new).starts_with(&format!("{SAME_VERSION}\n\n## ")));
    new["edition"]["version"] = json!("2");
    assert!(!changes(&old, &new).contains(SAME_VERSION));
}
