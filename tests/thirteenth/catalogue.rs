//! The catalogue with the thirteenth programme, and what comes out of that one.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use catalogue_compiler::read;
use catalogue_model::Catalogue;
use iryo_dx_hojokin::verdict::{ProgrammeVerdict, Verdict};
use iryo_dx_hojokin::{Judge, evaluate};
use serde_json::Value as Json;

use crate::common::{answers_of, copy, holds, patch};

pub(crate) const ID: &str = "example-thirteenth";

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
pub(crate) const OVERLAPS: [(&str, &str); 5] = [
    ("medical-assistance", "may"),
    ("card-integration", "may-if"),
    ("card-integration", "not-stated"),
    ("smartphone-reader", "may-not"),
    ("productivity", "not-stated"),
];

/// The catalogue with the thirteenth programme, and its JSON; `after` is that of its window.
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

pub(crate) static THIRTEEN: LazyLock<(&'static Catalogue, Json)> = LazyLock::new(|| thirteen("unknown"));
pub(crate) static CLOSING: LazyLock<&'static Catalogue> = LazyLock::new(|| thirteen("closed").0);

/// The verdict on answers, written as a table of TOML.
#[track_caller]
pub(crate) fn verdict(catalogue: &'static Catalogue, answers: &str, on: &str) -> Verdict {
    let table = format!("x = {{ {answers} }}")
        .parse::<toml::Table>()
        .expect("TOML");
    let answers = answers_of(catalogue, table["x"].as_table().expect("answers"));
    let on = on.parse().expect("a date");
    let verdict = evaluate(catalogue, &answers, on);
    holds::judged(&verdict, &Judge::new(catalogue, on).judge(&answers));
    verdict
}

/// The verdict on the thirteenth.
#[track_caller]
pub(crate) fn of_thirteenth(answers: &str) -> ProgrammeVerdict {
    let mut verdict = verdict(THIRTEEN.0, answers, "2026-01-15");
    assert_eq!(verdict.programmes.len(), 13);
    let last = verdict.programmes.remove(12);
    assert_eq!(last.id, ID);
    last
}

/// The same as JSON.
#[track_caller]
pub(crate) fn result(answers: &str) -> Json {
    serde_json::to_value(of_thirteenth(answers)).expect("a verdict can be written")
}

pub(crate) fn costs(main: u64, extra: u64) -> String {
    format!("costs = {{ \"example-thirteenth.main\" = {main}, \"example-thirteenth.extra\" = {extra} }}")
}

pub(crate) const CLINIC: &str = "facilityType = \"clinic\", beds = 0, onlineEligibility = false";
pub(crate) const ONLINE_CLINIC: &str = "facilityType = \"clinic\", beds = 0, onlineEligibility = true";
pub(crate) const WITH_BEDS: &str = "facilityType = \"clinic\", beds = 1, onlineEligibility = false";
pub(crate) const DENTAL: &str = "facilityType = \"dental-clinic\", beds = 0";
pub(crate) const NURSING: &str = "facilityType = \"visiting-nursing\", beds = 0, onlineEligibility = false";
pub(crate) const ONLINE_NURSING: &str =
    "facilityType = \"visiting-nursing\", beds = 0, onlineEligibility = true";
pub(crate) const CHECKUP: &str = "facilityType = \"checkup-body\", beds = 0";

pub(crate) fn hospital(beds: u64) -> String {
    format!("facilityType = \"hospital\", beds = {beds}, onlineEligibility = true")
}

pub(crate) fn pharmacy(units: u64) -> String {
    format!("facilityType = \"pharmacy\", beds = 0, onlineEligibility = false, readerUnits = {units}")
}
