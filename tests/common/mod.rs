//! What the native tests share: answers from tables, and the catalogue under test.
#![allow(dead_code, unused_imports, reason = "every test uses a part of it")]

pub(crate) mod brute;
pub(crate) mod grown;
pub(crate) mod holds;
#[path = "../../crates/compiler/tests/faults/too_large.rs"]
pub(crate) mod too_large;

use std::fs;
use std::path::Path;

use catalogue_compiler::read;
use catalogue_model::{Catalogue, Date};
use iryo_dx_hojokin::{Answers, CATALOGUE, Given};
use serde_json::Value as Json;
use tempfile::TempDir;
use toml::{Table, Value};

/// `catalogue.json` of the catalogue under test.
pub(crate) fn catalogue_json() -> Json {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue");
    let compiled = read(&folder).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(compiled.catalogue.digest, CATALOGUE.digest);
    compiled.json
}

/// The real catalogue in a folder of its own.
pub(crate) fn copy() -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue");
    let folder = TempDir::new().expect("a temporary folder");
    for part in [".", "programmes", "beside"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
        for entry in fs::read_dir(from.join(part)).expect("the catalogue") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.file_name().expect("a name");
                fs::copy(&path, folder.path().join(part).join(name)).expect("a copy");
            }
        }
    }
    folder
}

/// Replaces the first such text in a file of a copy.
#[track_caller]
pub(crate) fn patch(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{file} does not say {from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("a file");
}

/// A value of a table as the core reads it.
fn given(value: &Value) -> Given {
    match value {
        Value::Boolean(flag) => Given::Flag(*flag),
        Value::Integer(number) => u64::try_from(*number).map_or(Given::Negative, Given::Whole),
        Value::String(text) => Given::Text(text.clone()),
        Value::Table(group) => Given::Group(entries(group)),
        _ => Given::Other,
    }
}

/// The answers of a table.
pub(crate) fn entries(table: &Table) -> Vec<(String, Given)> {
    table
        .iter()
        .map(|(key, value)| (key.clone(), given(value)))
        .collect()
}

/// The answers of a table, read by the core.
pub(crate) fn answers(table: &Table) -> Answers {
    answers_of(&CATALOGUE, table)
}

/// The answers of a table, read for any catalogue.
#[track_caller]
pub(crate) fn answers_of(catalogue: &Catalogue, table: &Table) -> Answers {
    Answers::read(catalogue, entries(table)).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// A date of a table.
pub(crate) fn date(value: &Value) -> Date {
    value.to_string().parse().expect("a date")
}
