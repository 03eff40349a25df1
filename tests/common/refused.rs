//! A copy of the catalogue with one place changed is refused.

use std::fs;

use catalogue_compiler::{Faults, read};

use super::copy;

/// Changes one place of one file; the faults, and the line of the change.
#[track_caller]
pub(crate) fn changed(file: &str, from: &str, to: &str) -> (Faults, usize) {
    let folder = copy();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).expect("a file");
    let at = text
        .find(from)
        .unwrap_or_else(|| panic!("{file} does not say {from}"));
    let line = text[..at].lines().count().max(1) + usize::from(text[..at].ends_with('\n'));
    fs::write(&path, text.replacen(from, to, 1)).expect("a file");
    match read(folder.path()) {
        Ok(_) => panic!("nothing is said of {to}"),
        Err(faults) => (faults, line),
    }
}

/// One change, one fault, on that line, with those words.
#[track_caller]
pub(crate) fn refused(file: &str, from: &str, to: &str, words: &str) {
    let (faults, line) = changed(file, from, to);
    found(&faults, file, line, words);
}

/// A fault of a file, about at that line, with those words.
#[track_caller]
pub(crate) fn found(faults: &Faults, file: &str, line: usize, words: &str) {
    let fault = faults
        .0
        .iter()
        .find(|fault| fault.message.contains(words))
        .unwrap_or_else(|| panic!("nothing is said of 「{words}」:\n{faults}"));
    assert_eq!(fault.file, file, "{faults}");
    // A fault of a whole table is reported at its head; a question has as many lines.
    assert!(
        fault.line.abs_diff(line) <= 12,
        "line {} instead of about {line}: {faults}",
        fault.line
    );
    assert!(faults.to_string().contains(&format!("{file}:{}: ", fault.line)));
}
