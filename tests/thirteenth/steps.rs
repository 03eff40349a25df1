//! The steps of each kind of amount, figure by figure.

use catalogue_model::{Rate, Yen};
use iryo_dx_hojokin::laws;
use iryo_dx_hojokin::verdict::{CapFigures, Compared, CostFigures, LawFigures, Step};

use crate::catalogue::{
    CHECKUP, CLINIC, DENTAL, ID, NURSING, ONLINE_CLINIC, THIRTEEN, WITH_BEDS, costs, hospital, of_thirteenth,
    pharmacy,
};

const MAIN: &str = "costs.example-thirteenth.main";
const EXTRA: &str = "costs.example-thirteenth.extra";
const HALF: Rate = rate(1, 2);

const fn rate(numerator: u32, denominator: u32) -> Rate {
    Rate {
        numerator,
        denominator,
    }
}

fn steps(answers: &str) -> Vec<Step> {
    of_thirteenth(answers).amount.expect("an amount").steps
}

/// Checks the steps between the first, which names the case, and the note on rounding.
#[track_caller]
fn calculates(case: u8, answers: &str, wanted: &[Step]) {
    let found = steps(answers);
    let [first, between @ .., Step::RoundingNote] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(*first, Step::Case { case });
    assert_eq!(between, wanted, "{answers}");
}

fn cost(amount: u64, limit: Option<u64>) -> Step {
    Step::Cost {
        cost: MAIN,
        single: true,
        amount: Yen(amount),
        limit: limit.map(Yen),
    }
}

fn share(of: u64, rate: Rate, share: u64, cut: bool) -> Step {
    Step::Share {
        of: Yen(of),
        rate,
        share: Yen(share),
        cut,
    }
}

fn cap(cap: u64, share: Compared) -> Step {
    Step::Cap { cap: Yen(cap), share }
}

fn granted(amount: u64) -> Step {
    Step::Amount { amount: Yen(amount) }
}

fn own(cost: u64, amount: u64, own: u64) -> Step {
    Step::OwnShare {
        cost: Yen(cost),
        amount: Yen(amount),
        own: Yen(own),
    }
}

#[test]
fn a_share_of_one_cost() {
    calculates(
        0,
        &format!("{CLINIC}, {}", costs(1_000_001, 0)),
        &[
            cost(1_000_001, Some(1_000_000)),
            share(1_000_000, HALF, 500_000, false),
            cap(300_000, Compared::Above),
            granted(300_000),
            own(1_000_001, 300_000, 700_001),
        ],
    );
    calculates(
        1,
        &format!("{ONLINE_CLINIC}, {}", costs(3_334, 0)),
        &[
            cost(3_334, Some(1_000_000)),
            share(3_334, rate(3, 10), 1_000, true),
            cap(300_000, Compared::Below),
            granted(1_000),
            own(3_334, 1_000, 2_334),
        ],
    );
    // Nothing is left of it after rounding.
    calculates(
        0,
        &format!("{CLINIC}, {}", costs(1_999, 0)),
        &[
            cost(1_999, Some(1_000_000)),
            share(1_999, HALF, 999, true),
            cap(300_000, Compared::Below),
            Step::Rounded { to: Yen(0) },
            granted(0),
        ],
    );
}

#[test]
fn a_share_of_several_costs() {
    let item = |cost, amount, limit| Step::Cost {
        cost,
        single: false,
        amount: Yen(amount),
        limit: Some(Yen(limit)),
    };
    calculates(
        2,
        &format!("{WITH_BEDS}, {}", costs(300_000, 200_001)),
        &[
            item(MAIN, 300_000, 600_000),
            item(EXTRA, 200_001, 200_000),
            Step::Sum { amount: Yen(500_000) },
            share(500_000, HALF, 250_000, false),
            cap(300_000, Compared::Below),
            granted(250_000),
            own(500_001, 250_000, 250_001),
        ],
    );
}

#[test]
fn a_cap_for_each_unit() {
    let units = |key, units, product| Step::Units {
        key,
        base: false,
        units,
        each: Yen(50_000),
        product: Yen(product),
    };
    calculates(
        3,
        &format!("{}, {}", hospital(20), costs(2_000_000, 0)),
        &[
            cost(2_000_000, None),
            units("beds", 20, 1_000_000),
            share(2_000_000, HALF, 1_000_000, false),
            cap(1_000_000, Compared::Equal),
            granted(1_000_000),
            own(2_000_000, 1_000_000, 1_000_000),
        ],
    );
    calculates(
        4,
        &format!("{}, {}", pharmacy(3), costs(400_000, 0)),
        &[
            cost(400_000, None),
            Step::UnitsOver {
                key: "readerUnits",
                given: 3,
                most: 2,
            },
            units("readerUnits", 2, 100_000),
            share(400_000, HALF, 200_000, false),
            cap(100_000, Compared::Above),
            granted(100_000),
            own(400_000, 100_000, 300_000),
        ],
    );
}

#[test]
fn the_whole_cost_and_a_floor() {
    calculates(
        6,
        &format!("{DENTAL}, {}", costs(599_999, 0)),
        &[
            cost(599_999, None),
            Step::Whole { share: Yen(599_999) },
            cap(600_000, Compared::Below),
            Step::Rounded { to: Yen(599_000) },
            granted(599_000),
            own(599_999, 599_000, 999),
        ],
    );
    calculates(
        7,
        &format!("{NURSING}, {}", costs(99_999, 0)),
        &[
            cost(99_999, None),
            share(99_999, HALF, 49_999, true),
            cap(300_000, Compared::Below),
            Step::Rounded { to: Yen(49_000) },
            Step::BelowFloor { floor: Yen(50_000) },
        ],
    );
}

#[test]
fn a_ceiling_without_a_rate() {
    calculates(
        9,
        &format!("{CHECKUP}, {}", costs(600_001, 0)),
        &[
            cost(600_001, None),
            Step::RateNotStated {
                cost: Some(MAIN),
                cap: Yen(600_000),
                most: Yen(600_000),
            },
        ],
    );
}

#[test]
fn a_formula_where_answers_are_missing() {
    let formula = Step::Formula {
        case: 4,
        named: false,
    };
    let open = |keys: &[&'static str], bound| Step::Open {
        keys: keys.to_vec(),
        least: Yen(0),
        most: Yen(100_000),
        bound,
    };
    calculates(
        4,
        "facilityType = \"pharmacy\", beds = 0, onlineEligibility = false",
        &[formula.clone(), open(&[MAIN, "readerUnits"], None)],
    );
    calculates(4, &pharmacy(2), &[formula, open(&[MAIN], None)]);
}

#[test]
fn a_law_by_units_with_its_figures() {
    let all = laws(THIRTEEN.0);
    let own = all.iter().find(|programme| programme.id == ID).expect("its laws");
    let law = |case, each, most| LawFigures {
        case,
        items: vec![CostFigures {
            cost: MAIN,
            limit: None,
        }],
        rate: Some(HALF),
        cap: CapFigures::PerUnit {
            key: "readerUnits",
            each: Yen(each),
            most,
        },
        floor: Yen(0),
    };
    for wanted in [law(4, 50_000, 2), law(5, 100_000, 1)] {
        assert!(own.laws.contains(&wanted), "{wanted:?}");
    }
}

#[test]
fn several_formulas_where_several_cases_are_possible() {
    let formula = |case| Step::Formula { case, named: true };
    let wanted = [Step::OneOf, formula(4), formula(5), Step::RoundingNote];
    assert_eq!(steps("facilityType = \"pharmacy\""), wanted);
    // With everything open, some get no amount stated, the sources leave one open, and some are excluded.
    let nothing = steps("");
    assert_eq!(nothing.first(), Some(&Step::OneOf));
    assert_eq!(
        nothing[nothing.len() - 3..],
        [Step::NotStatedLeftOut, Step::EligibilityOpen, Step::RoundingNote]
    );
    assert_eq!(steps("beds = 101"), [Step::Excluded]);
}
