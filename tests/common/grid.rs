//! A grid of institutions, the same on every machine, and the digest of their outcomes.
#![allow(dead_code, reason = "every user uses a part of it")]

use std::hash::Hasher;

use catalogue_model::{Choice, Eligibility, Kind};
use iryo_dx_hojokin::verdict::Standing;
use iryo_dx_hojokin::{Answers, CATALOGUE, Given, Judge};

/// How many institutions.
pub(crate) const INSTITUTIONS: u64 = 1_000_000;

/// FNV-1a: short, and the same everywhere.
struct Digest(u64);

impl Hasher for Digest {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// `SplitMix64`: a counter, well mixed.
fn mixed(counter: u64) -> u64 {
    let mut value = counter.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// A value of a key: for numbers often beside a threshold, for costs of every size.
fn value(kind: Kind, random: u64) -> u64 {
    const NUMBERS: [u64; 16] = [0, 1, 2, 3, 4, 5, 19, 20, 100, 101, 199, 200, 300, 301, 450, 3000];
    let (min, max) = kind.bounds();
    match kind {
        Kind::YesNo | Kind::Choice(_) => min + random % (max - min + 1),
        Kind::Number(..) => NUMBERS[usize::try_from(random % 16).expect("small")].clamp(min, max),
        Kind::Yen => (random >> 8) % 10_u64.pow(u32::try_from(1 + random % 9).expect("small")),
    }
}

/// The answers of one institution; one in `left_out` is missing, where that is not 0.
pub(crate) fn given(number: u64, left_out: u64) -> Vec<(String, Given)> {
    let mut answers = Vec::new();
    let mut costs = Vec::new();
    for (at, key) in (0_u64..).zip(CATALOGUE.keys) {
        let random = mixed(number * 64 + at);
        if left_out > 0 && (random >> 40).is_multiple_of(left_out) {
            continue;
        }
        let value = value(key.kind, random);
        let given = match key.kind {
            Kind::YesNo => Given::Flag(value == 1),
            Kind::Choice(choices) => match choices[usize::try_from(value).expect("small")] {
                Choice::Text(text) => Given::Text(text.to_owned()),
                Choice::Number(number) => Given::Whole(number),
            },
            Kind::Number(..) | Kind::Yen => Given::Whole(value),
        };
        match key.name.strip_prefix("costs.") {
            Some(cost) => costs.push((cost.to_owned(), given)),
            None => answers.push((key.name.to_owned(), given)),
        }
    }
    answers.push(("costs".to_owned(), Given::Group(costs)));
    answers
}

fn institution(number: u64) -> Answers {
    Answers::read(&CATALOGUE, given(number, 0)).expect("answers of the contract")
}

/// The digest of all outcomes of all institutions.
pub(crate) fn digest() -> String {
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    let mut judge = Judge::new(&CATALOGUE, CATALOGUE.as_of);
    for number in 0..INSTITUTIONS {
        for outcome in &judge.judge(&institution(number)).programmes {
            digest.write_u8(u8::from(outcome.in_total));
            digest.write(match outcome.state {
                Standing::Open => b"open",
                Standing::Upcoming => b"upcoming",
                Standing::Check => b"check",
                Standing::Closed => b"closed",
                Standing::No => b"no",
            });
            digest.write_u8(match outcome.eligibility {
                Eligibility::No => 0,
                Eligibility::Yes => 1,
                Eligibility::Unknown => 2,
            });
            let amount = outcome
                .amount
                .map_or([u64::MAX; 2], |amount| [amount.min.0, amount.max.0]);
            for end in amount {
                digest.write(&end.to_le_bytes());
            }
        }
    }
    format!("{:016x}", digest.finish())
}
