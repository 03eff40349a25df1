//! Data is data: a made-up thirteenth programme that uses everything that the format can express is read and
//! evaluated, with no other change than files of the catalogue.
//!
//! The figures are worked out by hand from `fixtures/thirteenth.toml`.
#![cfg(not(target_arch = "wasm32"))]

mod amounts;
mod catalogue;
#[path = "../common/mod.rs"]
mod common;
mod conditions;
mod open_answers;
mod steps;
mod texts;
mod totals;
mod windows;

use std::fs;
use std::path::{Path, PathBuf};

use catalogue::{ID, THIRTEEN};
use common::brute;
use iryo_dx_hojokin::CATALOGUE;

#[test]
fn ranges_and_missing_are_exact_for_it_too() {
    let (catalogue, json) = &*THIRTEEN;
    let checked = brute::check(json, catalogue, |id| id == ID);
    println!("{checked} combinations of known and open answers");
    assert!((100_000..400_000).contains(&checked), "{checked} combinations");
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
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

/// Whether a file holds tests alone.
fn is_test(path: &Path) -> bool {
    let mut parts = path.components();
    parts.any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
}

#[test]
fn no_code_names_a_programme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut read = 0;
    for folder in ["src", "www", "crates", "xtask/src"] {
        for path in files(&root.join(folder)) {
            let place = path.strip_prefix(root).expect("below the root");
            // The public contract is fixed, and names the programmes that it promises.
            if is_test(place) || place.ends_with("www/contract.d.ts") {
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            read += 1;
            names_none(place, &text);
        }
    }
    assert!(read > 30, "only {read} files");
}

/// Checks that no line of code names a programme.
fn names_none(place: &Path, text: &str) {
    // What follows in a file of Rust are its own tests.
    let code = text.lines().take_while(|line| *line != "#[cfg(test)]");
    for (at, line) in code.enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for programme in CATALOGUE.all() {
            let named = line.contains(programme.id);
            assert!(!named, "{}:{} names {}", place.display(), at + 1, programme.id);
        }
    }
}
