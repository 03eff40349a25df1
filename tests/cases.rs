//! The golden cases: `tests/cases/*.toml`, readable without Rust.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fs;
use std::io::{Write, stdout};
use std::path::Path;

use catalogue_model::{Condition, Date};
use iryo_dx_hojokin::verdict::{self, ProgrammeVerdict, Verdict};
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

/// Expectations that are sentences. JavaScript joins these from figures and the catalogue's texts; the tests
/// in Node and in browsers check them.
const SENTENCES: [&str; 2] = ["steps", "change"];

/// What a verdict has where a case expects something.
fn found(verdict: &Verdict, programme: &ProgrammeVerdict, expected: &str) -> Json {
    let amount = programme.amount.as_ref();
    match expected {
        "eligibility" => json!(programme.eligibility),
        "min" => json!(amount.map(|amount| amount.min)),
        "max" => json!(amount.map(|amount| amount.max)),
        "amount" => json!(amount.map(|amount| [amount.min, amount.max])),
        "cap" => json!(amount.map(|amount| [amount.cap.min, amount.cap.max])),
        "no_amount" => json!(amount.is_none()),
        "evidence" => json!(amount.map(|amount| amount.evidence)),
        // TOML has no null: an empty text stands for it.
        "per_unit" => amount
            .and_then(|amount| amount.per_unit)
            .map_or(json!(""), |each| json!(each)),
        "missing" => json!(programme.missing),
        "window" => json!(programme.window.state),
        "opens" => programme.window.opens.map_or(json!(""), |day| json!(day)),
        "asks" => json!(programme.window.asks),
        "state" => json!(programme.state),
        "in_total" => json!(programme.in_total),
        "condition_evidence" => condition_evidence(programme),
        "total_max" => json!(verdict.total.max),
        "reference_max" => json!(verdict.reference_total.max),
        "next" => verdict.next.iter().map(|next| next.key).collect(),
        "next_first" => json!(verdict.next.first().map(|next| next.key)),
        "settles" => verdict.next.iter().map(|next| json!(next.settles)).collect(),
        "effects" => verdict.next.iter().map(|next| json!(next.effect)).collect(),
        "problems" => {
            let problems = verdict.problems.iter();
            problems
                .map(|place| CATALOGUE.contradictions[*place].code)
                .collect()
        }
        other => panic!("expect には「{other}」を書けません"),
    }
}

/// The grades of the sources that the conditions rest on.
fn condition_evidence(found: &ProgrammeVerdict) -> Json {
    let programme = CATALOGUE.all().find(|programme| programme.id == found.id);
    let conditions = programme.expect("a programme").conditions;
    assert_eq!(conditions.len(), found.conditions.len());
    let grade = |(condition, found): (&Condition, &verdict::Condition)| {
        let ground = found.ground.map(|place| condition.grounds[usize::from(place)]);
        let source = ground.map_or(condition.source, |ground| ground.source);
        json!(CATALOGUE.source(source).grade)
    };
    conditions.iter().zip(&found.conditions).map(grade).collect()
}

fn wanted(name: &str, value: &Value) -> Json {
    let value = serde_json::to_value(value).expect("a plain value");
    match name {
        "amount" | "cap" => json!([value, value]),
        _ => value,
    }
}

/// The tables, each with its file's name.
fn tables() -> Vec<(String, Table)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).expect("the tables");
    entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("a table");
            let name = path.file_name().expect("a name").display().to_string();
            (name, text.parse().expect("TOML"))
        })
        .collect()
}

fn cases(table: &Table) -> impl Iterator<Item = &Table> {
    let cases = table["case"].as_array().expect("cases");
    cases.iter().map(|case| case.as_table().expect("a case"))
}

/// The field of a case, or of its table, which counts for all of its cases.
fn said<'a>(table: &'a Table, case: &'a Table, name: &str) -> &'a Value {
    let said = case.get(name).or_else(|| table.get(name));
    said.unwrap_or_else(|| panic!("{name} is not given"))
}

/// The expectations of a case; at least one.
fn expectations(case: &Table) -> &Table {
    let expect = case["expect"].as_table().expect("expect");
    assert!(!expect.is_empty(), "{}: expect が空です", case["say"]);
    expect
}

/// The sentences of an expectation; at least one.
fn sentences(value: &Value) -> Vec<&str> {
    let list = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    let sentences: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
    assert_eq!(sentences.len(), list.len(), "{value} is no text");
    assert!(
        !sentences.is_empty() && sentences.iter().all(|text| !text.is_empty()),
        "{value}"
    );
    sentences
}

#[test]
fn every_case_of_every_table_comes_out_as_written() {
    let [mut judged, mut left_to_node, mut texts_left] = [0, 0, 0];
    let mut wrong = Vec::new();
    for (file, table) in tables() {
        for case in cases(&table) {
            let of = |name: &str| said(&table, case, name);
            let answers = merged(
                table["given"].as_table().expect("given"),
                case["answers"].as_table().expect("answers"),
            );
            let verdict = evaluate(&CATALOGUE, &common::answers(&answers), common::date(of("on")));
            let mut programmes = verdict.programmes.iter().chain(&verdict.beside);
            let programme = programmes
                .find(|programme| Some(programme.id) == of("programme").as_str())
                .expect("a programme");
            let mut figures = 0;
            for (name, value) in expectations(case) {
                if SENTENCES.contains(&name.as_str()) {
                    texts_left += sentences(value).len();
                    continue;
                }
                figures += 1;
                let (wanted, found) = (wanted(name, value), found(&verdict, programme, name));
                if wanted != found {
                    wrong.push(format!(
                        "{file}: {}: {name} は {wanted} のはずが {found}",
                        of("say")
                    ));
                }
            }
            if figures > 0 {
                judged += 1;
            } else {
                left_to_node += 1;
            }
        }
    }
    // What `println` prints in a test that passes is not shown.
    writeln!(
        stdout(),
        "{judged} cases judged natively, {left_to_node} left to Node alone, with {texts_left} sentences in all"
    )
    .expect("stdout takes text");
    assert!(judged > left_to_node, "only {judged} cases were judged");
    assert!(
        wrong.is_empty(),
        "{} of {judged} cases:\n{}",
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

/// A date whose two neighbours are in no case can be wrong by a day.
#[test]
fn every_date_of_the_catalogue_is_in_the_tables_from_both_sides() {
    let mut covered: Vec<(String, String)> = Vec::new();
    for (_, table) in tables() {
        for case in cases(&table) {
            let of = |name: &str| said(&table, case, name);
            if expectations(case).contains_key("window") {
                let id = of("programme").as_str().expect("an id");
                covered.push((id.to_owned(), of("on").to_string()));
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
                let found = covered
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
