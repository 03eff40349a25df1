//! The golden cases of `tests/cases/*.toml` as one JSON text, for tests that are not Rust.
//!
//! `tests/cases.rs` reads the same files. Here the answers of a case are laid over those given for all
//! cases of its file, so that a reader of the JSON has nothing left to merge.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use toml::value::Datetime;
use toml::{Table, Value};

/// What a case may expect.
const EXPECTATIONS: [&str; 24] = [
    "amount",
    "asks",
    "cap",
    "change",
    "condition_evidence",
    "effects",
    "eligibility",
    "evidence",
    "in_total",
    "max",
    "min",
    "missing",
    "next",
    "next_first",
    "no_amount",
    "opens",
    "per_unit",
    "problems",
    "reference_max",
    "settles",
    "state",
    "steps",
    "total_max",
    "window",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    on: Datetime,
    programme: Option<String>,
    #[serde(default)]
    given: Table,
    case: Vec<CaseEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseEntry {
    say: String,
    on: Option<Datetime>,
    programme: Option<String>,
    #[serde(default)]
    answers: Table,
    expect: Table,
}

/// A case with nothing left to look up.
#[derive(Debug, Serialize)]
struct Case {
    file: String,
    say: String,
    on: String,
    programme: Option<String>,
    answers: Table,
    expect: Table,
}

/// Writes the cases of that directory as JSON; how many there are.
pub(crate) fn write(directory: &Path, to: &Path) -> Result<usize> {
    let mut files: Vec<PathBuf> = fs::read_dir(directory)
        .with_context(|| format!("could not read {}", directory.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        cases.extend(read(&name, &text).with_context(|| format!("in {}", file.display()))?);
    }
    if cases.is_empty() {
        bail!("{} holds no cases", directory.display());
    }
    fs::write(to, serde_json::to_string(&cases)?)
        .with_context(|| format!("could not write {}", to.display()))?;
    Ok(cases.len())
}

fn read(name: &str, text: &str) -> Result<Vec<Case>> {
    let file: CaseFile = toml::from_str(text)?;
    file.case
        .into_iter()
        .map(|entry| {
            let unknown = entry
                .expect
                .keys()
                .find(|key| !EXPECTATIONS.contains(&key.as_str()));
            if let Some(key) = unknown {
                bail!("case {:?} expects {key:?}, which no test compares", entry.say);
            }
            if entry.expect.is_empty() {
                bail!("case {:?} expects nothing", entry.say);
            }
            Ok(Case {
                file: name.to_owned(),
                on: entry.on.unwrap_or(file.on).to_string(),
                programme: entry.programme.or_else(|| file.programme.clone()),
                answers: laid_over(file.given.clone(), entry.answers),
                say: entry.say,
                expect: entry.expect,
            })
        })
        .collect()
}

/// `upper` over `lower`, table by table; the value "-" takes a key away.
fn laid_over(mut lower: Table, upper: Table) -> Table {
    for (key, value) in upper {
        match value {
            Value::String(text) if text == "-" => {
                lower.remove(&key);
            }
            Value::Table(upper) => {
                let below = match lower.remove(&key) {
                    Some(Value::Table(below)) => below,
                    _ => Table::new(),
                };
                lower.insert(key, Value::Table(laid_over(below, upper)));
            }
            value => {
                lower.insert(key, value);
            }
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_lies_over_what_is_given() {
        let cases = read(
            "x.toml",
            r#"
            on = 2025-11-01
            programme = "ehr-sharing"
            given = { beds = 19, checkupSystem = true, costs = { a = 1, b = 2 } }
            [[case]]
            say = "one"
            answers = { beds = 20, checkupSystem = "-", costs = { b = 3 } }
            expect = { eligibility = "yes" }
            "#,
        )
        .unwrap();
        let json = serde_json::to_value(&cases).unwrap();
        assert_eq!(
            json[0]["answers"],
            serde_json::json!({ "beds": 20, "costs": { "a": 1, "b": 3 } })
        );
        assert_eq!(json[0]["on"], "2025-11-01");
        assert_eq!(json[0]["programme"], "ehr-sharing");
    }

    #[test]
    fn the_golden_cases_are_read() {
        let to = tempfile::NamedTempFile::new().unwrap();
        let count = write(&crate::layout::root().join("tests/cases"), to.path()).unwrap();
        let cases: Vec<serde_json::Value> =
            serde_json::from_str(&fs::read_to_string(to.path()).unwrap()).unwrap();
        assert_eq!(cases.len(), count);
    }

    #[test]
    fn what_nobody_would_compare_stops_it() {
        for expect in ["{}", "{ amuont = 1 }"] {
            let text = format!("on = 2025-11-01\n[[case]]\nsay = \"s\"\nexpect = {expect}");
            assert!(read("x.toml", &text).is_err(), "{expect}");
        }
    }
}
