//! Amounts where everything is answered, and what is printed of them.

use catalogue_model::Yen;
use iryo_dx_hojokin::verdict::Step;
use serde_json::{Value as Json, json};

use crate::catalogue::{
    CHECKUP, CLINIC, DENTAL, NURSING, ONLINE_CLINIC, ONLINE_NURSING, WITH_BEDS, costs, hospital,
    of_thirteenth, pharmacy, result,
};

#[test]
fn every_kind_gives_the_figures_worked_out_by_hand() {
    let settled: Vec<(String, u64, u64, u64)> = [
        // 1/2, up to 300,000
        (CLINIC, 0, 0, 0),
        (CLINIC, 1_999, 0, 0),
        (CLINIC, 2_000, 0, 1_000),
        (CLINIC, 2_001, 0, 1_000),
        (CLINIC, 599_999, 0, 299_000),
        (CLINIC, 600_000, 0, 300_000),
        (CLINIC, 600_001, 0, 300_000),
        (CLINIC, 999_999, 500_000, 300_000),
        (CLINIC, 1_000_000, 0, 300_000),
        (CLINIC, 1_000_001, 0, 300_000),
        (CLINIC, 1_000_000_000_000, 0, 300_000),
        // 3/10, up to 300,000: the cost limit and the cap are reached at once
        (ONLINE_CLINIC, 3_333, 0, 0),
        (ONLINE_CLINIC, 3_334, 0, 1_000),
        (ONLINE_CLINIC, 600_000, 0, 180_000),
        (ONLINE_CLINIC, 999_999, 0, 299_000),
        (ONLINE_CLINIC, 1_000_000, 0, 300_000),
        (ONLINE_CLINIC, 1_000_001, 0, 300_000),
        // items up to 600,000 and 200,000, of the sum 1/2, up to 300,000
        (WITH_BEDS, 0, 0, 0),
        (WITH_BEDS, 0, 199_999, 99_000),
        (WITH_BEDS, 0, 200_000, 100_000),
        (WITH_BEDS, 0, 200_001, 100_000),
        (WITH_BEDS, 0, 900_000, 100_000),
        (WITH_BEDS, 599_999, 0, 299_000),
        (WITH_BEDS, 600_000, 0, 300_000),
        (WITH_BEDS, 900_000, 0, 300_000),
        (WITH_BEDS, 300_000, 200_001, 250_000),
        (WITH_BEDS, 400_000, 199_999, 299_000),
        (WITH_BEDS, 400_000, 200_000, 300_000),
        (WITH_BEDS, 400_001, 200_000, 300_000),
        (WITH_BEDS, 600_000, 200_000, 300_000),
        // what was spent, up to 600,000
        (DENTAL, 999, 0, 0),
        (DENTAL, 1_000, 0, 1_000),
        (DENTAL, 599_999, 0, 599_000),
        (DENTAL, 600_000, 0, 600_000),
        (DENTAL, 600_001, 0, 600_000),
        // 1/2 from 50,000 to 300,000; the floor is looked at after rounding
        (NURSING, 0, 0, 0),
        (NURSING, 99_999, 0, 0),
        (NURSING, 100_000, 0, 50_000),
        (NURSING, 100_001, 0, 50_000),
        (NURSING, 101_999, 0, 50_000),
        (NURSING, 102_000, 0, 51_000),
        (NURSING, 599_999, 0, 299_000),
        (NURSING, 600_000, 0, 300_000),
        (NURSING, 600_001, 0, 300_000),
        // the same from 100,000
        (ONLINE_NURSING, 199_999, 0, 0),
        (ONLINE_NURSING, 200_000, 0, 100_000),
        (ONLINE_NURSING, 200_001, 0, 100_000),
        (ONLINE_NURSING, 600_000, 0, 300_000),
    ]
    .into_iter()
    .map(|(who, main, extra, yen)| (who.to_owned(), main, extra, yen))
    .chain([
        // 1/2, 50,000 a bed
        (hospital(20), 1_999_999, 0, 999_000),
        (hospital(20), 2_000_000, 0, 1_000_000),
        (hospital(20), 2_000_001, 0, 1_000_000),
        (hospital(21), 2_100_001, 0, 1_050_000),
        (hospital(99), 20_000_000, 0, 4_950_000),
        (hospital(100), 20_000_000, 0, 5_000_000),
        (hospital(101), 20_000_000, 0, 0),
        // 1/2, 50,000 a unit, two of them
        (pharmacy(0), 400_000, 0, 0),
        (pharmacy(1), 99_999, 0, 49_000),
        (pharmacy(1), 100_000, 0, 50_000),
        (pharmacy(1), 100_001, 0, 50_000),
        (pharmacy(2), 199_999, 0, 99_000),
        (pharmacy(2), 200_000, 0, 100_000),
        (pharmacy(2), 400_000, 0, 100_000),
        (pharmacy(3), 400_000, 0, 100_000),
        (pharmacy(100), 400_000, 0, 100_000),
    ])
    .collect();
    for (who, main, extra, yen) in settled {
        let answers = format!("{who}, {}", costs(main, extra));
        let found = result(&answers);
        let amount = &found["amount"];
        let say = format!("{who}, {main} + {extra}");
        assert_eq!([&amount["min"], &amount["max"]], [yen, yen], "{say}");
        assert_eq!(found["missing"], json!([]), "{say}");
        let eligible = if who.contains("beds = 101") { "no" } else { "yes" };
        assert_eq!(found["eligibility"], eligible, "{say}");
        assert_eq!(amount["rounding"], "floor-1000");
        let steps = of_thirteenth(&answers).amount.expect("an amount").steps;
        let granted = |step: &Step| match step {
            Step::Amount { amount } | Step::OwnShare { amount, .. } => *amount == Yen(yen),
            Step::BelowFloor { .. } => yen == 0,
            _ => false,
        };
        match &steps[..] {
            [Step::Excluded] => assert_eq!(eligible, "no", "{say}"),
            [.., last, Step::RoundingNote] => assert!(granted(last), "{say}: {steps:?}"),
            _ => panic!("{say}: {steps:?}"),
        }
    }
}

#[test]
fn a_ceiling_gives_a_range_and_what_is_not_stated_gives_nothing() {
    for (cost, most) in [
        (0, 0),
        (999, 0),
        (1_000, 1_000),
        (599_999, 599_000),
        (600_000, 600_000),
        (600_001, 600_000),
    ] {
        let found = result(&format!("{CHECKUP}, {}", costs(cost, 0)));
        assert_eq!(
            [&found["amount"]["min"], &found["amount"]["max"]],
            [0, most],
            "{cost}"
        );
        assert_eq!(found["amount"]["rate"], Json::Null);
        assert_eq!(found["missing"], json!([]));
    }
    let found = result(&format!(
        "facilityType = \"other\", beds = 0, {}",
        costs(1_000_000, 0)
    ));
    assert_eq!(found["eligibility"], "yes");
    assert_eq!(found["amount"], Json::Null);
    assert_eq!(found["missing"], json!([]));
}

#[test]
fn printed_figures_come_with_the_amount() {
    let of = |who: &str| result(&format!("{who}, {}", costs(600_000, 0)))["amount"].clone();
    let pair = |yen: u64| json!({ "min": yen, "max": yen });
    let rate =
        |numerator: u64, denominator: u64| json!({ "numerator": numerator, "denominator": denominator });
    for (who, cap, limit, share, evidence) in [
        (CLINIC, 300_000, Some(1_000_000), Some((1, 2)), "notice"),
        (ONLINE_CLINIC, 300_000, Some(1_000_000), Some((3, 10)), "official"),
        (WITH_BEDS, 300_000, Some(800_000), Some((1, 2)), "reference"),
        (&hospital(20), 1_000_000, None, Some((1, 2)), "official"),
        (&pharmacy(3), 100_000, None, Some((1, 2)), "reference"),
        (DENTAL, 600_000, None, Some((1, 1)), "official"),
        (NURSING, 300_000, None, Some((1, 2)), "reference"),
        (CHECKUP, 600_000, None, None, "notice"),
    ] {
        let amount = of(who);
        assert_eq!(amount["cap"], pair(cap), "{who}");
        assert_eq!(amount["costLimit"], limit.map_or(Json::Null, pair), "{who}");
        assert_eq!(
            amount["rate"],
            share.map_or(Json::Null, |(numerator, denominator)| rate(
                numerator,
                denominator
            )),
            "{who}"
        );
        assert_eq!(amount["evidence"], evidence, "{who}");
        assert_eq!(amount["source"], format!("example-{evidence}"), "{who}");
    }
}
