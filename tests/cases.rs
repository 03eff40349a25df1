//! The golden cases: `tests/cases/*.toml`, readable without Rust.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::path::Path;

use catalogue_model::Date;
use iryo_dx_hojokin::{CATALOGUE, NotAnAmount, evaluate, parse_yen};
use serde_json::{Value as Json, json};
use toml::{Table, Value};

/// The answers of a case: its own laid over the file's, group by group; "-" takes one away.
fn merged(given: &Table, own: &Table) -> Table {
    let mut answers = given.clone();
    for (key, value) in own {
        match (value, answers.get(key)) {
            (Value::String(text), _) if text == "-" => {
                answers.remove(key);
            }
            (Value::Table(own), Some(Value::Table(given))) => {
                let group = merged(given, own);
                answers.insert(key.clone(), group.into());
            }
            _ => {
                answers.insert(key.clone(), value.clone());
            }
        }
    }
    answers
}

/// What is found where a case expects something.
fn found(report: &Json, programme: &Json, expected: &str) -> Json {
    let amount = &programme["amount"];
    match expected {
        "eligibility" => programme["eligibility"].clone(),
        "min" => amount["min"].clone(),
        "max" => amount["max"].clone(),
        "amount" => json!([amount["min"], amount["max"]]),
        "cap" => json!([amount["cap"]["min"], amount["cap"]["max"]]),
        "no_amount" => json!(amount.is_null()),
        "missing" => programme["missing"].clone(),
        "steps" => amount["steps"].clone(),
        "window" => programme["window"]["state"].clone(),
        "state" => programme["state"].clone(),
        "in_total" => programme["inTotal"].clone(),
        "opens" => or_nothing(&programme["window"]["opens"]),
        "asks" => programme["window"]["asks"].clone(),
        "per_unit" => or_nothing(&amount["perUnit"]),
        "settles" => report["next"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|next| next["settles"].clone())
            .collect(),
        "next_first" => report["next"][0]["key"].clone(),
        "problems" => report["problems"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|problem| problem["code"].clone())
            .collect(),
        "change" => programme["conditions"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|condition| condition["state"] == "unmet")
            .map_or(Json::Null, |condition| condition["change"].clone()),
        "next" => report["next"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|next| next["key"].clone())
            .collect(),
        "effects" => report["next"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|next| next["effect"].clone())
            .collect(),
        "condition_evidence" => programme["conditions"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|condition| condition["evidence"].clone())
            .collect(),
        "total_max" => report["total"]["max"].clone(),
        "reference_max" => report["referenceTotal"]["max"].clone(),
        "evidence" => amount["evidence"].clone(),
        other => panic!("expect には「{other}」を書けません"),
    }
}

/// TOML has no null: an empty text stands for it.
fn or_nothing(found: &Json) -> Json {
    if found.is_null() { json!("") } else { found.clone() }
}

fn wanted(name: &str, value: &Value) -> Json {
    let value = serde_json::to_value(value).expect("a plain value");
    match name {
        "amount" | "cap" => json!([value, value]),
        _ => value,
    }
}

#[test]
fn every_case_of_every_table_comes_out_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the tables") {
        let path = entry.expect("an entry").path();
        let table: Table = std::fs::read_to_string(&path)
            .expect("a table")
            .parse()
            .expect("TOML");
        for case in table["case"].as_array().expect("cases") {
            let case = case.as_table().expect("a case");
            let of = |name: &str| {
                case.get(name)
                    .or_else(|| table.get(name))
                    .unwrap_or_else(|| panic!("{name}"))
            };
            let answers = merged(
                table["given"].as_table().expect("given"),
                case["answers"].as_table().expect("answers"),
            );
            let report = evaluate(&CATALOGUE, &common::answers(&answers), common::date(of("on")));
            let report = serde_json::to_value(&report).expect("a report");
            let programme = ["programmes", "beside"]
                .iter()
                .filter_map(|part| report[part].as_array())
                .flatten()
                .find(|programme| programme["id"].as_str() == of("programme").as_str())
                .expect("a programme");
            let expect = case["expect"].as_table().expect("expect");
            assert!(!expect.is_empty(), "{}: expect が空です", of("say"));
            for (name, value) in expect {
                let (wanted, found) = (wanted(name, value), found(&report, programme, name));
                if wanted != found {
                    wrong.push(format!(
                        "{}: {}: {name} は {wanted} のはずが {found}",
                        path.file_name().unwrap_or_default().display(),
                        of("say"),
                    ));
                }
            }
            cases += 1;
        }
    }
    assert!(cases > 0, "no case was found");
    assert!(
        wrong.is_empty(),
        "{} of {cases} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn amounts_are_read_as_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/amounts-as-written.toml");
    let table: Table = std::fs::read_to_string(path)
        .expect("the table")
        .parse()
        .expect("TOML");
    for (text, yen) in table["read"].as_table().expect("read") {
        let read = parse_yen(text).map(|yen| i64::try_from(yen.0).expect("small"));
        assert_eq!(read, Ok(yen.as_integer().expect("yen")), "{text}");
    }
    for (text, reason) in table["refused"].as_table().expect("refused") {
        let wanted = match reason.as_str().expect("a reason") {
            "empty" => NotAnAmount::Empty,
            "unreadable" => NotAnAmount::Unreadable,
            "commas" => NotAnAmount::Commas,
            "fraction" => NotAnAmount::Fraction,
            "ambiguous" => NotAnAmount::Ambiguous,
            "negative" => NotAnAmount::Negative,
            "too-large" => NotAnAmount::TooLarge,
            other => panic!("{other}"),
        };
        assert_eq!(parse_yen(text), Err(wanted), "{text}");
    }
}

/// A date that nobody looks at from both sides is a date that can slip by a day.
#[test]
fn every_date_of_the_catalogue_is_in_the_tables_from_both_sides() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut looked_at: Vec<(String, String)> = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the tables") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("a table");
        let table: Table = text.parse().expect("TOML");
        for case in table["case"].as_array().expect("cases") {
            let of = |name: &str| case.get(name).or_else(|| table.get(name)).expect(name);
            let expect = case["expect"].as_table().expect("expect");
            if expect.contains_key("window") {
                let id = of("programme").as_str().expect("an id");
                looked_at.push((id.to_owned(), of("on").to_string()));
            }
        }
    }
    for programme in CATALOGUE.all() {
        let rounds = programme
            .rounds
            .iter()
            .flat_map(|round| [round.from, round.to])
            .flatten();
        let dates = programme
            .deadlines
            .iter()
            .map(|deadline| deadline.date)
            .chain(rounds);
        for date in dates {
            let day = Date::new(1970, 1, 1).expect("a date").days_until(date);
            for beside in [day - 1, day, day + 1] {
                let beside = Date::from_days_since_1970(beside).expect("a date").to_string();
                let found = looked_at
                    .iter()
                    .any(|(id, on)| *id == programme.id && *on == beside);
                assert!(
                    found,
                    "tests/cases に {} の {beside} の window がありません",
                    programme.id
                );
            }
        }
    }
}
