//! The inputs that fuzzing kept, once more: the files of `fuzz/corpus/`.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fs;
use std::io::{Write, stdout};
use std::panic::catch_unwind;
use std::path::Path;

use common::holds;

/// Checks every file of a folder as one input.
#[track_caller]
fn replay(name: &str, reads: fn(&[u8]) -> bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(name);
    let mut replayed = 0;
    for entry in fs::read_dir(&folder).expect("the corpus") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("an input");
        let read = catch_unwind(|| reads(&bytes));
        assert!(matches!(read, Ok(true)), "{}: {read:?}", path.display());
        replayed += 1;
    }
    // What `println` prints in a test that passes is not shown.
    writeln!(stdout(), "{replayed} inputs of {name} replayed").expect("somebody listens");
    assert!(replayed > 0, "nothing is kept of {name}");
    assert_eq!(replayed, fs::read_dir(&folder).expect("the corpus").count());
}

#[test]
fn what_has_to_hold_holds_of_every_kept_request() {
    replay("evaluate", holds::request);
}

#[test]
fn what_has_to_hold_holds_of_every_kept_amount() {
    replay("parse-yen", holds::amount);
}
