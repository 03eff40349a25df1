//! Amounts where something is not answered, and what is then asked for.

use serde_json::Value as Json;

use crate::catalogue::{CHECKUP, NURSING, WITH_BEDS, costs, result};

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn what_is_not_answered_gives_a_range_and_is_asked_for() {
    const MAIN: &str = "costs.example-thirteenth.main";
    const EXTRA: &str = "costs.example-thirteenth.extra";
    let clinic = "facilityType = \"clinic\", beds = 0";
    let some_pharmacy = "facilityType = \"pharmacy\", onlineEligibility = false";
    let any_pharmacy = "facilityType = \"pharmacy\"";
    let any_nursing = "facilityType = \"visiting-nursing\"";
    let open_beds = "facilityType = \"clinic\", onlineEligibility = false";
    let cases: Vec<(String, &str, u64, u64, Vec<&str>)> = vec![
        (
            String::new(),
            "unknown",
            0,
            5_000_000,
            vec![
                "facilityType",
                "beds",
                "onlineEligibility",
                "readerUnits",
                MAIN,
                EXTRA,
            ],
        ),
        // Two rates below one cap: they part below it and meet at it.
        (
            format!("{clinic}, {}", costs(600_000, 0)),
            "yes",
            180_000,
            300_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{clinic}, {}", costs(999_999, 0)),
            "yes",
            299_000,
            300_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{clinic}, {}", costs(1_000_000, 0)),
            "yes",
            300_000,
            300_000,
            vec![],
        ),
        (format!("{clinic}, {}", costs(1_999, 0)), "yes", 0, 0, vec![]),
        (
            format!("{clinic}, {}", costs(2_000, 0)),
            "yes",
            0,
            1_000,
            vec!["onlineEligibility"],
        ),
        (
            clinic.to_owned(),
            "yes",
            0,
            300_000,
            vec!["onlineEligibility", MAIN],
        ),
        // Without beds or with 1 to 18 the amount is the same here; with 19 the sources stop.
        (
            format!("{open_beds}, {}", costs(600_000, 0)),
            "unknown",
            0,
            300_000,
            vec!["beds"],
        ),
        // A pharmacy has no beds; nobody asks for them.
        (
            format!("{some_pharmacy}, {}", costs(150_000, 0)),
            "yes",
            0,
            75_000,
            vec!["readerUnits"],
        ),
        (
            format!("{some_pharmacy}, {}", costs(1_999, 0)),
            "yes",
            0,
            0,
            vec![],
        ),
        (format!("{some_pharmacy}, readerUnits = 0"), "yes", 0, 0, vec![]),
        (
            format!("{some_pharmacy}, readerUnits = 5"),
            "yes",
            0,
            100_000,
            vec![MAIN],
        ),
        // 50,000 for each of two or 100,000 for one: it is the same but for one unit.
        (
            format!("{any_pharmacy}, {}", costs(400_000, 0)),
            "yes",
            0,
            100_000,
            vec!["onlineEligibility", "readerUnits"],
        ),
        (
            format!("{any_pharmacy}, readerUnits = 0, {}", costs(400_000, 0)),
            "yes",
            0,
            0,
            vec![],
        ),
        (
            format!("{any_pharmacy}, readerUnits = 1, {}", costs(400_000, 0)),
            "yes",
            50_000,
            100_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{any_pharmacy}, readerUnits = 2, {}", costs(400_000, 0)),
            "yes",
            100_000,
            100_000,
            vec![],
        ),
        // Two floors: it is the same but between them.
        (
            format!("{any_nursing}, {}", costs(99_999, 0)),
            "yes",
            0,
            0,
            vec![],
        ),
        (
            format!("{any_nursing}, {}", costs(100_000, 0)),
            "yes",
            0,
            50_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{any_nursing}, {}", costs(199_999, 0)),
            "yes",
            0,
            99_000,
            vec!["onlineEligibility"],
        ),
        (
            format!("{any_nursing}, {}", costs(200_000, 0)),
            "yes",
            100_000,
            100_000,
            vec![],
        ),
        (
            any_nursing.to_owned(),
            "yes",
            0,
            300_000,
            vec!["onlineEligibility", MAIN],
        ),
        (NURSING.to_owned(), "yes", 0, 300_000, vec![MAIN]),
        (CHECKUP.to_owned(), "yes", 0, 600_000, vec![MAIN]),
        (WITH_BEDS.to_owned(), "yes", 0, 300_000, vec![MAIN, EXTRA]),
        // With the first item at its limit the cap is reached: the second one no longer counts.
        (
            format!("{WITH_BEDS}, costs = {{ \"example-thirteenth.main\" = 600_000 }}"),
            "yes",
            300_000,
            300_000,
            vec![],
        ),
        (
            format!("{WITH_BEDS}, costs = {{ \"example-thirteenth.main\" = 500_000 }}"),
            "yes",
            250_000,
            300_000,
            vec![EXTRA],
        ),
        (
            "facilityType = \"hospital\", onlineEligibility = true".to_owned(),
            "unknown",
            0,
            5_000_000,
            vec!["beds", MAIN],
        ),
        (
            "facilityType = \"hospital\", onlineEligibility = false".to_owned(),
            "no",
            0,
            0,
            vec![],
        ),
        ("beds = 101".to_owned(), "no", 0, 0, vec![]),
    ];
    for (answers, eligibility, min, max, missing) in cases {
        let found = result(answers.trim_start_matches(", "));
        let amount = &found["amount"];
        assert_eq!(found["eligibility"], eligibility, "{answers}");
        assert_eq!([&amount["min"], &amount["max"]], [min, max], "{answers}");
        let mut named: Vec<&str> = list(&found["missing"]).collect();
        let mut missing = missing;
        named.sort_unstable();
        missing.sort_unstable();
        assert_eq!(named, missing, "{answers}");
    }
}

fn list(json: &Json) -> impl Iterator<Item = &str> {
    json.as_array().into_iter().flatten().filter_map(Json::as_str)
}
