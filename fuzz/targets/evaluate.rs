//! Requests: answers of any kind, and a day.
#![no_main]

#[path = "../../tests/common/holds/mod.rs"]
mod holds;

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    // What is no JSON never reaches the core, and is not worth keeping.
    if holds::request(bytes) {
        Corpus::Keep
    } else {
        Corpus::Reject
    }
});
