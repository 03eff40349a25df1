//! What has to hold of everything that is handed to the core, whoever sent it.
//!
//! `properties.rs` checks it for random institutions, `corpus.rs` for the kept inputs, and `fuzz/` for any
//! bytes. What does not hold panics.
#![allow(dead_code, unused_imports, reason = "every user uses a part of it")]

mod amounts;
mod answers;
mod sent;
mod verdicts;

use catalogue_model::{Date, Key};
use iryo_dx_hojokin::{Answers, CATALOGUE, Given, evaluate};

pub(crate) use amounts::amount;
use answers::{refused, same_in_any_order, wrong};
use sent::Sent;
use verdicts::missing_is_open;
pub(crate) use verdicts::{judged, verdict};

/// The largest number that JavaScript counts exactly.
const EXACT: u64 = 9_007_199_254_740_991;

/// A request as JSON: `{ "answers": { … }, "on": "2025-11-01" }`. Whether the bytes are one at all.
pub(crate) fn request(bytes: &[u8]) -> bool {
    let Ok(Sent(Given::Group(entries))) = serde_json::from_slice(bytes) else {
        return false;
    };
    let field = |name: &str| entries.iter().rev().find(|(field, _)| field == name);
    let Some((_, Given::Group(given))) = field("answers") else {
        return false;
    };
    let on = match field("on") {
        Some((_, Given::Text(text))) => day(text),
        _ => None,
    };
    match Answers::read(&CATALOGUE, given.clone()) {
        Ok(answers) => {
            assert!(wrong(given).is_empty(), "accepted: {:?}", wrong(given));
            same_in_any_order(given, &answers);
            let on = on.unwrap_or(CATALOGUE.as_of);
            let found = evaluate(&CATALOGUE, &answers, on);
            verdict(&found, &answers, on);
            missing_is_open(&found, given);
        }
        Err(refusal) => refused(&refusal, &wrong(given)),
    }
    true
}

fn key(name: &str) -> Option<&'static Key> {
    CATALOGUE.keys.iter().find(|key| key.name == name)
}

/// The day, which is written as it was read, and counted as it was written.
fn day(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    assert_eq!(date.to_string(), text);
    let first = Date::new(1970, 1, 1).expect("a day");
    assert_eq!(Date::from_days_since_1970(first.days_until(date)), Some(date));
    Some(date)
}

fn japanese(text: &str) -> bool {
    text.contains(|one| matches!(one, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))
}

/// Checks that a text for the person is Japanese and ends.
#[track_caller]
fn sentence(text: &str) {
    assert!(japanese(text) && text.contains('。'), "{text:?}");
}
