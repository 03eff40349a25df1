//! Data is data: an invented thirteenth programme that uses everything the format can say is read
//! and evaluated, with no other change than files of the catalogue.
//!
//! The figures are worked out by hand from `fixtures/thirteenth.toml`.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use catalogue_compiler::read;
use catalogue_model::Catalogue;
use common::{answers_of, brute, copy, holds, patch};
use iryo_dx_hojokin::verdict::Verdict;
use iryo_dx_hojokin::{CATALOGUE, Judge, evaluate};
use serde_json::{Value as Json, json};

const ID: &str = "example-thirteenth";

const SOURCES: &str = r#"
[source.example-notice]
title = "架空の通知"
issuer = "架空の団体"
date = 2026-01-05
grade = "notice"

[source.example-official]
title = "架空の公式ページ"
issuer = "架空の役所"
url = "https://www.mhlw.go.jp/example"
grade = "official"

[source.example-reference]
title = "架空の報道"
issuer = "架空の新聞"
grade = "reference"
note = "架空の注記です。"
"#;

const QUESTIONS: &str = r#"
[[question]]
key = "costs.example-thirteenth.main"
group = "costs"
sheet = "programme"
name = "架空の事業額"
label = "架空の事業額はいくらですか"
help = "架空の説明です。"
kind = "yen"
tax = { treatment = "not-stated" }
max = 1_000_000_000_000

[[question]]
key = "costs.example-thirteenth.extra"
group = "costs"
sheet = "programme"
name = "架空の追加の事業額"
label = "架空の追加の事業額はいくらですか"
help = "架空の説明です。"
more = "架空の補足です。"
kind = "yen"
tax = { treatment = "included", source = "example-official" }
max = 1_000_000_000_000
"#;

/// The other sides of the overlaps.
const OVERLAPS: [(&str, &str); 5] = [
    ("medical-assistance", "may"),
    ("card-integration", "may-if"),
    ("card-integration", "not-stated"),
    ("smartphone-reader", "may-not"),
    ("productivity", "not-stated"),
];

/// The catalogue with the thirteenth programme, and its JSON; `after` as the window says it.
fn thirteen(after: &str) -> (&'static Catalogue, Json) {
    let folder = copy();
    let append = |file: &str, more: &str| {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("a file");
        fs::write(&path, format!("{text}{more}")).expect("a file");
    };
    append("sources.toml", SOURCES);
    append("questions.toml", QUESTIONS);
    for (id, state) in OVERLAPS {
        append(
            &format!("programmes/{id}.toml"),
            &format!(
                "\n[[overlap]]\nwith = \"{ID}\"\nstate = \"{state}\"\ntext = \"架空の関係です。\"\nsource = \"example-official\"\n"
            ),
        );
    }
    let own = format!("programmes/{ID}.toml");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/thirteenth.toml");
    fs::copy(fixture, folder.path().join(&own)).expect("a copy");
    patch(
        folder.path(),
        &own,
        "after = \"unknown\"",
        &format!("after = \"{after}\""),
    );
    let compiled = read(folder.path()).unwrap_or_else(|faults| panic!("{faults}"));
    (Box::leak(Box::new(compiled.catalogue)), compiled.json)
}

static THIRTEEN: LazyLock<(&'static Catalogue, Json)> = LazyLock::new(|| thirteen("unknown"));
static CLOSING: LazyLock<&'static Catalogue> = LazyLock::new(|| thirteen("closed").0);

/// The report for answers, written as a table of TOML.
#[track_caller]
fn report(catalogue: &'static Catalogue, answers: &str, on: &str) -> Verdict {
    let table = format!("x = {{ {answers} }}")
        .parse::<toml::Table>()
        .expect("TOML");
    let answers = answers_of(catalogue, table["x"].as_table().expect("answers"));
    let on = on.parse().expect("a date");
    let report = evaluate(catalogue, &answers, on);
    holds::judged(catalogue, &report, Judge::new(catalogue, on).judge(&answers));
    report
}

/// What is said of the thirteenth.
#[track_caller]
fn result(answers: &str) -> Json {
    let report = report(THIRTEEN.0, answers, "2026-01-15");
    assert_eq!(report.programmes.len(), 13);
    let last = serde_json::to_value(&report.programmes[12]).expect("a result");
    assert_eq!(last["id"], ID);
    last
}

fn costs(main: u64, extra: u64) -> String {
    format!("costs = {{ \"example-thirteenth.main\" = {main}, \"example-thirteenth.extra\" = {extra} }}")
}

const CLINIC: &str = "facilityType = \"clinic\", beds = 0, onlineEligibility = false";
const ONLINE_CLINIC: &str = "facilityType = \"clinic\", beds = 0, onlineEligibility = true";
const WITH_BEDS: &str = "facilityType = \"clinic\", beds = 1, onlineEligibility = false";
const DENTAL: &str = "facilityType = \"dental-clinic\", beds = 0";
const NURSING: &str = "facilityType = \"visiting-nursing\", beds = 0, onlineEligibility = false";
const ONLINE_NURSING: &str = "facilityType = \"visiting-nursing\", beds = 0, onlineEligibility = true";
const CHECKUP: &str = "facilityType = \"checkup-body\", beds = 0";

fn hospital(beds: u64) -> String {
    format!("facilityType = \"hospital\", beds = {beds}, onlineEligibility = true")
}

fn pharmacy(units: u64) -> String {
    format!("facilityType = \"pharmacy\", beds = 0, onlineEligibility = false, readerUnits = {units}")
}

#[test]
fn every_kind_gives_the_figures_worked_out_by_hand() {
    let settled: Vec<(String, u64, u64, u64)> = [
        // 1/2, up to 300,000
        (CLINIC, 0, 0, 0),
        (CLINIC, 1_999, 0, 0),
        (CLINIC, 2_000, 0, 1_000),
        (CLINIC, 2_001, 0, 1_000),
        (CLINIC, 599_999, 0, 299_000),
        (CLINIC, 600_000, 0, 300_000),
        (CLINIC, 600_001, 0, 300_000),
        (CLINIC, 999_999, 500_000, 300_000),
        (CLINIC, 1_000_000, 0, 300_000),
        (CLINIC, 1_000_001, 0, 300_000),
        (CLINIC, 1_000_000_000_000, 0, 300_000),
        // 3/10, up to 300,000: the cost limit and the cap are reached at once
        (ONLINE_CLINIC, 3_333, 0, 0),
        (ONLINE_CLINIC, 3_334, 0, 1_000),
        (ONLINE_CLINIC, 600_000, 0, 180_000),
        (ONLINE_CLINIC, 999_999, 0, 299_000),
        (ONLINE_CLINIC, 1_000_000, 0, 300_000),
        (ONLINE_CLINIC, 1_000_001, 0, 300_000),
        // items up to 600,000 and 200,000, of the sum 1/2, up to 300,000
        (WITH_BEDS, 0, 0, 0),
        (WITH_BEDS, 0, 199_999, 99_000),
        (WITH_BEDS, 0, 200_000, 100_000),
        (WITH_BEDS, 0, 200_001, 100_000),
        (WITH_BEDS, 0, 900_000, 100_000),
        (WITH_BEDS, 599_999, 0, 299_000),
        (WITH_BEDS, 600_000, 0, 300_000),
        (WITH_BEDS, 900_000, 0, 300_000),
        (WITH_BEDS, 300_000, 200_001, 250_000),
        (WITH_BEDS, 400_000, 199_999, 299_000),
        (WITH_BEDS, 400_000, 200_000, 300_000),
        (WITH_BEDS, 400_001, 200_000, 300_000),
        (WITH_BEDS, 600_000, 200_000, 300_000),
        // what was spent, up to 600,000
        (DENTAL, 999, 0, 0),
        (DENTAL, 1_000, 0, 1_000),
        (DENTAL, 599_999, 0, 599_000),
        (DENTAL, 600_000, 0, 600_000),
        (DENTAL, 600_001, 0, 600_000),
        // 1/2 from 50,000 to 300,000; the floor is looked at after rounding
        (NURSING, 0, 0, 0),
        (NURSING, 99_999, 0, 0),
        (NURSING, 100_000, 0, 50_000),
        (NURSING, 100_001, 0, 50_000),
        (NURSING, 101_999, 0, 50_000),
        (NURSING, 102_000, 0, 51_000),
        (NURSING, 599_999, 0, 299_000),
        (NURSING, 600_000, 0, 300_000),
        (NURSING, 600_001, 0, 300_000),
        // the same from 100,000
        (ONLINE_NURSING, 199_999, 0, 0),
        (ONLINE_NURSING, 200_000, 0, 100_000),
        (ONLINE_NURSING, 200_001, 0, 100_000),
        (ONLINE_NURSING, 600_000, 0, 300_000),
    ]
    .into_iter()
    .map(|(who, main, extra, yen)| (who.to_owned(), main, extra, yen))
    .chain([
        // 1/2, 50,000 a bed
        (hospital(20), 1_999_999, 0, 999_000),
        (hospital(20), 2_000_000, 0, 1_000_000),
        (hospital(20), 2_000_001, 0, 1_000_000),
        (hospital(21), 2_100_001, 0, 1_050_000),
        (hospital(99), 20_000_000, 0, 4_950_000),
        (hospital(100), 20_000_000, 0, 5_000_000),
        (hospital(101), 20_000_000, 0, 0),
        // 1/2, 50,000 a unit, two of them
        (pharmacy(0), 400_000, 0, 0),
        (pharmacy(1), 99_999, 0, 49_000),
        (pharmacy(1), 100_000, 0, 50_000),
        (pharmacy(1), 100_001, 0, 50_000),
        (pharmacy(2), 199_999, 0, 99_000),
        (pharmacy(2), 200_000, 0, 100_000),
        (pharmacy(2), 400_000, 0, 100_000),
        (pharmacy(3), 400_000, 0, 100_000),
        (pharmacy(100), 400_000, 0, 100_000),
    ])
    .collect();
    for (who, main, extra, yen) in settled {
        let found = result(&format!("{who}, {}", costs(main, extra)));
        let amount = &found["amount"];
        let say = format!("{who}, {main} + {extra}");
        assert_eq!([&amount["min"], &amount["max"]], [yen, yen], "{say}");
        assert_eq!(found["missing"], json!([]), "{say}");
        let eligible = if who.contains("beds = 101") { "no" } else { "yes" };
        assert_eq!(found["eligibility"], eligible, "{say}");
        assert_eq!(amount["rounding"], "floor-1000");
        let steps = amount["steps"].as_array().expect("steps");
        let last = steps.last().and_then(Json::as_str);
        if eligible == "yes" {
            assert_eq!(last, Some("千円未満を切り捨てています。"), "{say}");
            let yen = catalogue_model::Yen(yen).to_string();
            assert!(
                steps[steps.len() - 2]
                    .as_str()
                    .is_some_and(|step| step.contains(&yen)),
                "{say}: {steps:?}"
            );
        } else {
            assert_eq!(last, Some("対象にならないため、補助額は0円です。"), "{say}");
        }
    }
}

#[test]
fn a_ceiling_gives_a_range_and_what_is_not_stated_gives_nothing() {
    for (cost, most) in [
        (0, 0),
        (999, 0),
        (1_000, 1_000),
        (599_999, 599_000),
        (600_000, 600_000),
        (600_001, 600_000),
    ] {
        let found = result(&format!("{CHECKUP}, {}", costs(cost, 0)));
        assert_eq!(
            [&found["amount"]["min"], &found["amount"]["max"]],
            [0, most],
            "{cost}"
        );
        assert_eq!(found["amount"]["rate"], Json::Null);
        assert_eq!(found["missing"], json!([]));
    }
    let found = result(&format!(
        "facilityType = \"other\", beds = 0, {}",
        costs(1_000_000, 0)
    ));
    assert_eq!(found["eligibility"], "yes");
    assert_eq!(found["amount"], Json::Null);
    assert_eq!(found["missing"], json!([]));
}

#[test]
fn printed_figures_come_with_the_amount() {
    let of = |who: &str| result(&format!("{who}, {}", costs(600_000, 0)))["amount"].clone();
    let pair = |yen: u64| json!({ "min": yen, "max": yen });
    let rate =
        |numerator: u64, denominator: u64| json!({ "numerator": numerator, "denominator": denominator });
    for (who, cap, limit, share, evidence) in [
        (CLINIC, 300_000, Some(1_000_000), Some((1, 2)), "notice"),
        (ONLINE_CLINIC, 300_000, Some(1_000_000), Some((3, 10)), "official"),
        (WITH_BEDS, 300_000, Some(800_000), Some((1, 2)), "reference"),
        (&hospital(20), 1_000_000, None, Some((1, 2)), "official"),
        (&pharmacy(3), 100_000, None, Some((1, 2)), "reference"),
        (DENTAL, 600_000, None, Some((1, 1)), "official"),
        (NURSING, 300_000, None, Some((1, 2)), "reference"),
        (CHECKUP, 600_000, None, None, "notice"),
    ] {
        let amount = of(who);
        assert_eq!(amount["cap"], pair(cap), "{who}");
        assert_eq!(amount["costLimit"], limit.map_or(Json::Null, pair), "{who}");
        assert_eq!(
            amount["rate"],
            share.map_or(Json::Null, |(numerator, denominator)| rate(
                numerator,
                denominator
            )),
            "{who}"
        );
        assert_eq!(amount["evidence"], evidence, "{who}");
        assert_eq!(amount["source"], format!("example-{evidence}"), "{who}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn what_is_not_answered_gives_a_range_and_is_asked_for() {
    const MAIN: &str = "costs.example-thirteenth.main";
    const EXTRA: &str = "costs.example-thirteenth.extra";
    let clinic = "facilityType = \"clinic\", beds = 0";
    let some_pharmacy = "facilityType = \"pharmacy\", onlineEligibility = false";
    let any_pharmacy = "facilityType = \"pharmacy\"";
    let any_nursing = "facilityType = \"visiting-nursing\"";
    let open_beds = "facilityType = \"clinic\", onlineEligibility = false";
    let cases: Vec<(String, &str, u64, u64, Vec<&str>)> = vec![
        (
            String::new(),
            "unknown",
            0,
            5_000_000,
            vec![
                "facilityType",
                "beds",
                "onlineEligibility",
                "readerUnits",
                MAIN,
                EXTRA,
            ],
        ),
        // Two rates below one cap: they part below it and meet at it.
        (
            format!("{clinic}, {}", costs(600_000, 0)),
            "yes",
            180_000,
            300_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{clinic}, {}", costs(999_999, 0)),
            "yes",
            299_000,
            300_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{clinic}, {}", costs(1_000_000, 0)),
            "yes",
            300_000,
            300_000,
            vec![],
        ),
        (format!("{clinic}, {}", costs(1_999, 0)), "yes", 0, 0, vec![]),
        (
            format!("{clinic}, {}", costs(2_000, 0)),
            "yes",
            0,
            1_000,
            vec!["onlineEligibility"],
        ),
        (
            clinic.to_owned(),
            "yes",
            0,
            300_000,
            vec!["onlineEligibility", MAIN],
        ),
        // Without beds or with 1 to 18 the amount is the same here; with 19 the sources stop.
        (
            format!("{open_beds}, {}", costs(600_000, 0)),
            "unknown",
            0,
            300_000,
            vec!["beds"],
        ),
        // A pharmacy has no beds; nobody asks for them.
        (
            format!("{some_pharmacy}, {}", costs(150_000, 0)),
            "yes",
            0,
            75_000,
            vec!["readerUnits"],
        ),
        (
            format!("{some_pharmacy}, {}", costs(1_999, 0)),
            "yes",
            0,
            0,
            vec![],
        ),
        (format!("{some_pharmacy}, readerUnits = 0"), "yes", 0, 0, vec![]),
        (
            format!("{some_pharmacy}, readerUnits = 5"),
            "yes",
            0,
            100_000,
            vec![MAIN],
        ),
        // 50,000 for each of two or 100,000 for one: it is the same but for one unit.
        (
            format!("{any_pharmacy}, {}", costs(400_000, 0)),
            "yes",
            0,
            100_000,
            vec!["onlineEligibility", "readerUnits"],
        ),
        (
            format!("{any_pharmacy}, readerUnits = 0, {}", costs(400_000, 0)),
            "yes",
            0,
            0,
            vec![],
        ),
        (
            format!("{any_pharmacy}, readerUnits = 1, {}", costs(400_000, 0)),
            "yes",
            50_000,
            100_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{any_pharmacy}, readerUnits = 2, {}", costs(400_000, 0)),
            "yes",
            100_000,
            100_000,
            vec![],
        ),
        // Two floors: it is the same but between them.
        (
            format!("{any_nursing}, {}", costs(99_999, 0)),
            "yes",
            0,
            0,
            vec![],
        ),
        (
            format!("{any_nursing}, {}", costs(100_000, 0)),
            "yes",
            0,
            50_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{any_nursing}, {}", costs(199_999, 0)),
            "yes",
            0,
            99_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{any_nursing}, {}", costs(200_000, 0)),
            "yes",
            100_000,
            100_000,
            vec![],
        ),
        (
            any_nursing.to_owned(),
            "yes",
            0,
            300_000,
            vec!["onlineEligibility", MAIN],
        ),
        (NURSING.to_owned(), "yes", 0, 300_000, vec![MAIN]),
        (CHECKUP.to_owned(), "yes", 0, 600_000, vec![MAIN]),
        (WITH_BEDS.to_owned(), "yes", 0, 300_000, vec![MAIN, EXTRA]),
        // With the first item at its limit the cap is reached: the second one no longer counts.
        (
            format!("{WITH_BEDS}, costs = {{ \"example-thirteenth.main\" = 600_000 }}"),
            "yes",
            300_000,
            300_000,
            vec![],
        ),
        (
            format!("{WITH_BEDS}, costs = {{ \"example-thirteenth.main\" = 500_000 }}"),
            "yes",
            250_000,
            300_000,
            vec![EXTRA],
        ),
        (
            "facilityType = \"hospital\", onlineEligibility = true".to_owned(),
            "unknown",
            0,
            5_000_000,
            vec!["beds", MAIN],
        ),
        (
            "facilityType = \"hospital\", onlineEligibility = false".to_owned(),
            "no",
            0,
            0,
            vec![],
        ),
        ("beds = 101".to_owned(), "no", 0, 0, vec![]),
    ];
    for (answers, eligibility, min, max, missing) in cases {
        let found = result(answers.trim_start_matches(", "));
        let amount = &found["amount"];
        assert_eq!(found["eligibility"], eligibility, "{answers}");
        assert_eq!([&amount["min"], &amount["max"]], [min, max], "{answers}");
        let mut named: Vec<&str> = list(&found["missing"]).collect();
        let mut missing = missing;
        named.sort_unstable();
        missing.sort_unstable();
        assert_eq!(named, missing, "{answers}");
    }
}

fn list(json: &Json) -> impl Iterator<Item = &str> {
    json.as_array().into_iter().flatten().filter_map(Json::as_str)
}

#[test]
fn what_the_sources_leave_open_stays_open_for_good() {
    for who in [
        "facilityType = \"clinic\", beds = 19, onlineEligibility = false",
        "facilityType = \"checkup-body\", beds = 19",
    ] {
        let found = result(&format!("{who}, {}", costs(600_000, 0)));
        assert_eq!(found["eligibility"], "unknown", "{who}");
        assert_eq!(found["missing"], json!([]), "{who}");
        assert_eq!(found["amount"]["min"], 0, "{who}");
        let most = if who.contains("clinic") { 300_000 } else { 600_000 };
        assert_eq!(found["amount"]["max"], most, "{who}");
        assert_eq!(found["conditions"][1]["state"], "unknown", "{who}");
        assert_eq!(found["conditions"][1]["source"], "example-reference", "{who}");
        assert!(
            list(&found["amount"]["steps"])
                .any(|step| step.contains("対象になるかどうかを公表資料から決められない")),
            "{who}"
        );
    }
}

#[test]
fn conditions_name_their_own_source_and_the_change() {
    let at = |beds: u64| result(&hospital(beds))["conditions"][1].clone();
    for beds in [20, 100] {
        assert_eq!(at(beds)["state"], "met");
        assert_eq!(at(beds)["source"], "example-official");
        assert_eq!(at(beds)["change"], Json::Null);
    }
    assert_eq!(at(101)["state"], "unmet");
    assert_eq!(at(101)["change"], "100床以下であれば");
    let offline = result("facilityType = \"hospital\", beds = 20, onlineEligibility = false");
    assert_eq!(offline["conditions"][0]["state"], "unmet");
    assert_eq!(offline["conditions"][0]["evidence"], "notice");
    assert_eq!(
        offline["conditions"][0]["change"],
        "オンライン資格確認を運用していれば"
    );
    assert_eq!(
        offline["conditions"][0]["keys"],
        json!(["facilityType", "onlineEligibility"])
    );
}

#[test]
fn windows_are_right_on_the_day_before_the_day_and_the_day_after() {
    let state = |catalogue: &'static Catalogue, prefecture: &str, on: &str| {
        let answers = if prefecture.is_empty() {
            String::new()
        } else {
            format!("prefecture = \"{prefecture}\"")
        };
        let report = report(catalogue, &answers, on);
        serde_json::to_value(report.programmes[12].window.state).expect("a state")
    };
    // After the last round the sources do not say; then the same with `after = "closed"`.
    for (prefecture, on, unknown_after, closed_after) in [
        ("01", "2026-01-09", "upcoming", "upcoming"),
        ("01", "2026-01-10", "open", "open"),
        ("01", "2026-01-11", "open", "open"),
        ("01", "2026-01-19", "open", "open"),
        ("01", "2026-01-20", "open", "open"),
        ("01", "2026-01-21", "unknown", "closed"),
        ("01", "2026-02-27", "unknown", "closed"),
        ("01", "2026-02-28", "unknown", "closed"),
        ("01", "2026-03-01", "unknown", "closed"),
        ("01", "2026-12-31", "unknown", "closed"),
        ("01", "2027-01-01", "closed", "closed"),
        ("13", "2026-01-09", "upcoming", "upcoming"),
        ("13", "2026-01-10", "open", "open"),
        ("13", "2026-01-21", "upcoming", "upcoming"),
        ("13", "2026-02-28", "upcoming", "upcoming"),
        ("13", "2026-03-01", "unknown", "unknown"),
        ("13", "2026-03-02", "unknown", "unknown"),
        ("13", "2026-12-30", "unknown", "unknown"),
        ("13", "2026-12-31", "unknown", "unknown"),
        ("13", "2027-01-01", "closed", "closed"),
        ("27", "2026-01-09", "open", "open"),
        ("27", "2026-02-14", "open", "open"),
        ("27", "2026-02-15", "open", "open"),
        ("27", "2026-02-16", "unknown", "closed"),
        ("14", "2026-01-20", "open", "open"),
        ("14", "2026-01-21", "upcoming", "upcoming"),
        ("14", "2026-03-31", "upcoming", "upcoming"),
        ("14", "2026-04-01", "open", "open"),
        ("14", "2026-04-02", "open", "open"),
        ("14", "2026-04-29", "open", "open"),
        ("14", "2026-04-30", "open", "open"),
        ("14", "2026-05-01", "unknown", "closed"),
        ("", "2026-01-09", "unknown", "unknown"),
        ("", "2026-01-10", "open", "open"),
        ("", "2026-01-20", "open", "open"),
        ("", "2026-01-21", "unknown", "unknown"),
        ("", "2026-04-15", "unknown", "unknown"),
        ("", "2026-12-31", "unknown", "unknown"),
        ("", "2027-01-01", "closed", "closed"),
    ] {
        assert_eq!(
            state(THIRTEEN.0, prefecture, on),
            unknown_after,
            "{prefecture} {on}"
        );
        assert_eq!(state(*CLOSING, prefecture, on), closed_after, "{prefecture} {on}");
    }
}

#[test]
fn last_days_are_listed_in_their_order_with_the_days_left() {
    let report = report(THIRTEEN.0, "prefecture = \"14\"", "2026-02-28");
    let window = serde_json::to_value(&report.programmes[12].window).expect("a window");
    let day = |kind: &str, date: &str, left: i64, evidence: &str| {
        json!({
            "kind": kind, "date": date, "daysLeft": left,
            "evidence": evidence, "source": format!("example-{evidence}"),
        })
    };
    assert_eq!(
        window["deadlines"],
        json!([
            day("apply", "2026-01-20", -39, "notice"),
            day("introduce", "2026-02-28", 0, "notice"),
            day("apply", "2026-04-30", 61, "official"),
            day("spend", "2026-12-31", 306, "official"),
        ])
    );
}

#[test]
fn totals_take_what_is_trusted_and_what_is_only_reference_apart() {
    let alone = brute::alone(THIRTEEN.0, 12);
    for (who, main, total, reference) in [
        (CLINIC, 600_000, (300_000, 300_000), (0, 0)),
        (ONLINE_CLINIC, 600_000, (180_000, 180_000), (0, 0)),
        (WITH_BEDS, 600_000, (0, 0), (300_000, 300_000)),
        (CHECKUP, 600_000, (0, 600_000), (0, 0)),
        (NURSING, 600_000, (0, 0), (300_000, 300_000)),
        // The weakest of what may still apply counts.
        (
            "facilityType = \"clinic\", onlineEligibility = false",
            600_000,
            (0, 0),
            (0, 300_000),
        ),
    ] {
        let answers = format!("{who}, {}", costs(main, 0));
        for (on, counts) in [("2026-12-31", true), ("2027-01-01", false)] {
            let report = report(alone, &answers, on);
            let pair = |range: iryo_dx_hojokin::report::Range| (range.min.0, range.max.0);
            let (total, reference) = if counts {
                (total, reference)
            } else {
                ((0, 0), (0, 0))
            };
            assert_eq!(pair(report.total), total, "{who} {on}");
            assert_eq!(pair(report.reference_total), reference, "{who} {on}");
            // What was possible is still shown.
            assert!(report.programmes[0].amount.is_some(), "{who} {on}");
        }
        let sums = |report: &Verdict| (report.total.max.0, report.reference_total.max.0);
        let twelve = sums(&report_of_twelve(who));
        let thirteen = sums(&report(THIRTEEN.0, &answers, "2026-01-15"));
        assert_eq!(thirteen, (twelve.0 + total.1, twelve.1 + reference.1), "{who}");
    }
}

fn report_of_twelve(answers: &str) -> Verdict {
    report(&CATALOGUE, answers, "2026-01-15")
}

#[test]
fn overlaps_stand_on_both_sides() {
    let report = report(THIRTEEN.0, "", "2026-01-15");
    let report = serde_json::to_value(&report).expect("a report");
    let overlaps = report["programmes"][12]["overlaps"].as_array().expect("overlaps");
    for (id, state) in OVERLAPS {
        let own = overlaps
            .iter()
            .find(|overlap| overlap["with"] == id && overlap["state"] == state);
        assert!(own.is_some(), "{id}: {state}");
        let others = report["programmes"].as_array().into_iter().flatten();
        let other = others.into_iter().find(|programme| programme["id"] == id);
        let back = other.and_then(|other| {
            let overlaps = other["overlaps"].as_array()?;
            overlaps
                .iter()
                .find(|overlap| overlap["with"] == ID && overlap["state"] == state)
        });
        assert!(back.is_some(), "{id}: {state}");
    }
    // All others, one of which has two things said.
    assert_eq!(overlaps.len(), THIRTEEN.0.all().count());
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

#[test]
fn ranges_and_missing_are_exact_for_it_too() {
    let (catalogue, json) = &*THIRTEEN;
    let checked = brute::check(json, catalogue, |id| id == ID);
    println!("{checked} combinations of known and open answers");
    assert!((100_000..400_000).contains(&checked), "{checked} combinations");
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn no_code_names_a_programme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut looked_at = 0;
    for path in ["src", "www", "xtask/src", "format/src"]
        .iter()
        .flat_map(|folder| files(&root.join(folder)))
        // The public contract is fixed, and names the programmes that it promises.
        .filter(|path| !path.ends_with("www/contract.d.ts"))
    {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        looked_at += 1;
        // What follows in a file of Rust are its own tests.
        let code = text.lines().take_while(|line| *line != "#[cfg(test)]");
        for (at, line) in code.enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for programme in CATALOGUE.all() {
                assert!(
                    !line.contains(programme.id),
                    "{}:{} names {}",
                    path.display(),
                    at + 1,
                    programme.id
                );
            }
        }
    }
    assert!(looked_at > 30, "only {looked_at} files");
}
