//! Copies of the catalogue with one place changed, and what is reported of them.

use std::fs;
use std::path::Path;

use catalogue_compiler::{Faults, read};
use tempfile::TempDir;

pub(crate) const QUESTIONS: &str = "questions.toml";
pub(crate) const CARD: &str = "programmes/card-integration.toml";
pub(crate) const IT: &str = "programmes/it-introduction.toml";
pub(crate) const OUTPATIENT: &str = "programmes/outpatient-mobile.toml";
pub(crate) const PRODUCTIVITY: &str = "programmes/productivity.toml";
pub(crate) const READER: &str = "programmes/smartphone-reader.toml";
pub(crate) const SHARING: &str = "programmes/ehr-sharing.toml";

/// The real catalogue in a folder of its own.
pub(crate) fn copy() -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
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

/// Changes one place of a file of a copy. Returns the line of the change, from 1.
#[track_caller]
pub(crate) fn patch(folder: &Path, file: &str, from: &str, to: &str) -> usize {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("a file");
    let at = text
        .find(from)
        .unwrap_or_else(|| panic!("{file} does not say {from}"));
    fs::write(&path, text.replacen(from, to, 1)).expect("a file");
    text[..at].matches('\n').count() + 1
}

/// One change, and no fault.
#[track_caller]
pub(crate) fn accepted(file: &str, from: &str, to: &str) {
    let folder = copy();
    patch(folder.path(), file, from, to);
    if let Err(faults) = read(folder.path()) {
        panic!("{faults}");
    }
}

/// One change, and a fault on that line with these words.
#[track_caller]
pub(crate) fn refused(file: &str, from: &str, to: &str, words: &str) {
    let folder = copy();
    let line = patch(folder.path(), file, from, to);
    match read(folder.path()) {
        Ok(_) => panic!("no fault is reported of {to}"),
        Err(faults) => found(&faults, file, line, words),
    }
}

/// A fault of a file with these words, about at that line.
#[track_caller]
pub(crate) fn found(faults: &Faults, file: &str, line: usize, words: &str) {
    let fault = faults
        .0
        .iter()
        .find(|fault| fault.message.contains(words))
        .unwrap_or_else(|| panic!("no fault says 「{words}」:\n{faults}"));
    assert_eq!(fault.file, file, "{faults}");
    // A fault of a whole table is reported at its first line; a question has as many lines.
    assert!(
        fault.line.abs_diff(line) <= 12,
        "line {} instead of about {line}: {faults}",
        fault.line
    );
    assert!(faults.to_string().contains(&format!("{file}:{}: ", fault.line)));
}
