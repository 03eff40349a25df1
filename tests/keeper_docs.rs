//! Holds `docs/catalogue.md` to the code: the compiler reads every example, the calculator comes to the
//! result in its line 「例：」, and the compiler gives every message that the guide shows.
#![cfg(not(target_arch = "wasm32"))]

#[path = "keeper_docs/catalogue.rs"]
mod catalogue;
mod common;
#[path = "keeper_docs/guide.rs"]
mod guide;
#[path = "keeper_docs/messages.rs"]
mod messages;

use std::collections::BTreeSet;

use catalogue::{BESIDE, ID, catalogue_with};
use catalogue_model::{Catalogue, Date, Eligibility};
use common::answers_of;
use guide::{Block, blocks, guide};
use iryo_dx_hojokin::verdict::{ProgrammeVerdict, Standing, Verdict, WindowState};
use iryo_dx_hojokin::{evaluate, parse_yen};
use toml::{Table, Value};

/// A line 「- 例：」.
struct Example {
    answers: Table,
    on: Date,
    /// What the guide says that the programme comes to.
    result: String,
}

/// Reads `` `beds` 120、`costs.productivity` 5,000,000円 → 4,800,000円（…） ``
fn example(line: &str) -> Example {
    let (given, result) = line.split_once(" → ").unwrap_or_else(|| panic!("{line}"));
    let result = result.split('（').next().unwrap_or_default();
    let mut answers = Table::new();
    let mut costs = Table::new();
    let mut on = "2026-01-01".parse().expect("a date");
    for part in given.split('、') {
        let Some((key, value)) = part.strip_prefix('`').and_then(|part| part.split_once("` ")) else {
            on = part.parse().unwrap_or_else(|_| panic!("{part} in {line}"));
            continue;
        };
        if let Some(cost) = key.strip_prefix("costs.") {
            costs.insert(cost.to_owned(), number(parse_yen(value).expect("yen").0));
        } else {
            let value = match value {
                "true" | "false" => Value::Boolean(value == "true"),
                // Prefectures are texts of two digits.
                text if key == "prefecture" => text.into(),
                text => text
                    .parse::<i64>()
                    .map_or_else(|_| Value::from(text), Value::Integer),
            };
            answers.insert(key.to_owned(), value);
        }
    }
    answers.insert("costs".to_owned(), costs.into());
    Example {
        answers,
        on,
        result: result.to_owned(),
    }
}

fn number(yen: u64) -> Value {
    Value::Integer(i64::try_from(yen).expect("small"))
}

/// The result of the example's programme.
fn of_example(report: &Verdict) -> &ProgrammeVerdict {
    let mut all = report.programmes.iter().chain(&report.beside);
    all.find(|result| [ID, BESIDE].contains(&result.id))
        .expect("the example")
}

/// What the programme comes to, in the terms that the example uses.
fn outcome(catalogue: &'static Catalogue, example: &Example) -> String {
    let answers = answers_of(catalogue, &example.answers);
    let report = evaluate(catalogue, &answers, example.on);
    let result = of_example(&report);
    match example.result.as_str() {
        "対象" | "対象外" | "未定" => match result.eligibility {
            Eligibility::Yes => "対象",
            Eligibility::No => "対象外",
            Eligibility::Unknown => "未定",
        }
        .to_owned(),
        "これから" | "要確認" => match result.state {
            Standing::Upcoming => "これから",
            Standing::Check => "要確認",
            Standing::Open | Standing::Closed | Standing::No => "ほか",
        }
        .to_owned(),
        "合計に入る" | "合計に入らない" => {
            assert!(result.amount.is_some());
            if result.in_total {
                "合計に入る"
            } else {
                "合計に入らない"
            }
            .to_owned()
        }
        "受付中" if result.eligibility == Eligibility::Yes => match result.state {
            Standing::Open => "受付中",
            _ => "ほか",
        }
        .to_owned(),
        "受付前" | "受付中" | "受付終了" | "不明" => match result.window.state {
            WindowState::Upcoming => "受付前",
            WindowState::Open => "受付中",
            WindowState::Closed => "受付終了",
            WindowState::Unknown => "不明",
        }
        .to_owned(),
        _ => {
            assert_eq!(result.eligibility, Eligibility::Yes);
            match &result.amount {
                None => "金額なし".to_owned(),
                Some(amount) if amount.min == amount.max => amount.min.to_string(),
                Some(amount) => format!("{}〜{}", amount.min, amount.max),
            }
        }
    }
}

#[test]
fn every_example_comes_to_its_result() {
    let mut kinds = BTreeSet::new();
    let mut tried = 0;
    for block in blocks(&guide()).iter().filter(|block| block.language == "toml") {
        let catalogue = catalogue_with(block);
        let table: Table = block.text.parse().expect("TOML");
        let needs = ["condition", "amount", "window"]
            .iter()
            .any(|part| table.contains_key(*part));
        assert!(
            !needs || !block.examples.is_empty(),
            "no example:\n{}",
            block.text
        );
        for line in &block.examples {
            let example = example(line);
            assert_eq!(
                outcome(catalogue, &example),
                example.result,
                "{line}\n{}",
                block.text
            );
            tried += 1;
        }
        let amount = table.get("amount").and_then(Value::as_table);
        let cases = amount.and_then(|amount| amount["case"].as_array());
        kinds.extend(
            cases
                .into_iter()
                .flatten()
                .filter_map(|case| case["kind"].as_str().map(ToOwned::to_owned)),
        );
    }
    let all = [
        "base-per-bed",
        "ceiling",
        "flat-limit",
        "frame",
        "items",
        "not-stated",
        "per-bed",
        "per-unit",
        "share",
    ];
    assert!(kinds.iter().eq(all.iter()), "{kinds:?}");
    assert!(tried > 40, "only {tried} examples");
}

#[test]
fn every_form_of_a_when_is_one() {
    let guide = guide();
    let (_, table) = guide.split_once("### when").expect("the chapter on when");
    let forms: Vec<&str> = table
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('`').nth(1))
        .collect();
    assert!(forms.len() > 8, "{forms:?}");
    for form in forms {
        catalogue_with(&Block {
            language: "toml".to_owned(),
            text: format!(
                "[[condition]]\ntext = \"架空\"\nsource = \"jma-1203\"\n[[condition.ground]]\nwhen = {form}\n"
            ),
            examples: Vec::new(),
        });
    }
}
