//! Amounts as nobody writes them.
#![no_main]

#[path = "../../tests/common/holds/mod.rs"]
mod holds;

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if holds::amount(bytes) {
        Corpus::Keep
    } else {
        Corpus::Reject
    }
});
