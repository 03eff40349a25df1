//! Sums.

use iryo_dx_hojokin::CATALOGUE;
use iryo_dx_hojokin::verdict::{Range, Verdict};

use crate::catalogue::{CHECKUP, CLINIC, NURSING, ONLINE_CLINIC, THIRTEEN, WITH_BEDS, costs, verdict};
use crate::common::brute;

#[test]
fn totals_take_what_is_trusted_and_what_is_only_reference_apart() {
    let alone = brute::alone(THIRTEEN.0, 12);
    for (who, main, total, reference) in [
        (CLINIC, 600_000, (300_000, 300_000), (0, 0)),
        (ONLINE_CLINIC, 600_000, (180_000, 180_000), (0, 0)),
        (WITH_BEDS, 600_000, (0, 0), (300_000, 300_000)),
        (CHECKUP, 600_000, (0, 600_000), (0, 0)),
        (NURSING, 600_000, (0, 0), (300_000, 300_000)),
        // The weakest of what may still apply counts.
        (
            "facilityType = \"clinic\", onlineEligibility = false",
            600_000,
            (0, 0),
            (0, 300_000),
        ),
    ] {
        let answers = format!("{who}, {}", costs(main, 0));
        for (on, counts) in [("2026-12-31", true), ("2027-01-01", false)] {
            let verdict = verdict(alone, &answers, on);
            let pair = |range: Range| (range.min.0, range.max.0);
            let (total, reference) = if counts {
                (total, reference)
            } else {
                ((0, 0), (0, 0))
            };
            assert_eq!(pair(verdict.total), total, "{who} {on}");
            assert_eq!(pair(verdict.reference_total), reference, "{who} {on}");
            // What was possible is still shown.
            assert!(verdict.programmes[0].amount.is_some(), "{who} {on}");
        }
        let sums = |verdict: &Verdict| (verdict.total.max.0, verdict.reference_total.max.0);
        let twelve = sums(&verdict(&CATALOGUE, who, "2026-01-15"));
        let thirteen = sums(&verdict(THIRTEEN.0, &answers, "2026-01-15"));
        assert_eq!(thirteen, (twelve.0 + total.1, twelve.1 + reference.1), "{who}");
    }
}
