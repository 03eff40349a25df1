//! Conditions, and the ground that each rests on.

use catalogue_model::{Eligibility, Yen};
use iryo_dx_hojokin::verdict::{ConditionState, ProgrammeVerdict, Step};
use serde_json::{Value as Json, json};

use crate::catalogue::{THIRTEEN, costs, hospital, of_thirteenth};

/// A condition of the thirteenth as the catalogue's JSON has it.
fn written(condition: usize) -> &'static Json {
    &THIRTEEN.1["programmes"][12]["condition"][condition]
}

/// The ground that a condition rests on.
fn ground(found: &ProgrammeVerdict, condition: usize) -> &'static Json {
    found.conditions[condition].ground.map_or(&Json::Null, |place| {
        &written(condition)["ground"][usize::from(place)]
    })
}

/// The source of that ground, or the condition's own.
fn source(found: &ProgrammeVerdict, condition: usize) -> &'static Json {
    match &ground(found, condition)["source"] {
        Json::Null => &written(condition)["source"],
        source => source,
    }
}

#[test]
fn what_the_sources_leave_open_stays_open_for_good() {
    for who in [
        "facilityType = \"clinic\", beds = 19, onlineEligibility = false",
        "facilityType = \"checkup-body\", beds = 19",
    ] {
        let found = of_thirteenth(&format!("{who}, {}", costs(600_000, 0)));
        assert_eq!(found.eligibility, Eligibility::Unknown, "{who}");
        assert!(found.missing.is_empty(), "{who}");
        assert_eq!(found.conditions[1].state, ConditionState::Unknown, "{who}");
        assert_eq!(ground(&found, 1)["open"], true, "{who}");
        assert_eq!(source(&found, 1), "example-reference", "{who}");
        let most = if who.contains("clinic") { 300_000 } else { 600_000 };
        let amount = found.amount.expect("an amount");
        assert_eq!((amount.min, amount.max), (Yen(0), Yen(most)), "{who}");
        assert!(amount.steps.contains(&Step::EligibilityOpen), "{who}");
    }
}

#[test]
fn conditions_name_their_own_source_and_the_change() {
    for beds in [20, 100] {
        let found = of_thirteenth(&hospital(beds));
        assert_eq!(found.conditions[1].state, ConditionState::Met);
        assert_eq!(source(&found, 1), "example-official");
    }
    let too_large = of_thirteenth(&hospital(101));
    assert_eq!(too_large.conditions[1].state, ConditionState::Unmet);
    assert_eq!(ground(&too_large, 1)["change"], "100床以下であれば");
    let offline = of_thirteenth("facilityType = \"hospital\", beds = 20, onlineEligibility = false");
    assert_eq!(offline.conditions[0].state, ConditionState::Unmet);
    assert_eq!(source(&offline, 0), "example-notice");
    assert_eq!(
        ground(&offline, 0)["change"],
        "オンライン資格確認を運用していれば"
    );
    assert_eq!(written(0)["keys"], json!(["facilityType", "onlineEligibility"]));
}
