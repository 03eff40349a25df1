//! Brute force: `eligibility`, `conditions`, `min..max`, `cap` and `missing` are exactly what the public
//! contract defines, for every programme and every combination of known and open answers. `common/brute` says
//! how.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{brute, catalogue_json};
use iryo_dx_hojokin::CATALOGUE;

#[test]
fn ranges_and_missing_are_exact_for_every_combination_of_known_and_open_answers() {
    let checked = brute::check(&catalogue_json(), &CATALOGUE, |_| true);
    println!("{checked} combinations of known and open answers");
    assert!(checked > 100_000, "only {checked} combinations were tried");
}
