//! Periods of reception and last days.

use catalogue_model::Catalogue;
use serde_json::json;

use crate::catalogue::{CLOSING, THIRTEEN, verdict};

#[test]
fn windows_are_right_on_the_day_before_the_day_and_the_day_after() {
    let state = |catalogue: &'static Catalogue, prefecture: &str, on: &str| {
        let answers = if prefecture.is_empty() {
            String::new()
        } else {
            format!("prefecture = \"{prefecture}\"")
        };
        let verdict = verdict(catalogue, &answers, on);
        serde_json::to_value(verdict.programmes[12].window.state).expect("a state")
    };
    // After the last round the sources state nothing; then the same with `after = "closed"`.
    for (prefecture, on, unknown_after, closed_after) in [
        ("01", "2026-01-09", "upcoming", "upcoming"),
        ("01", "2026-01-10", "open", "open"),
        ("01", "2026-01-11", "open", "open"),
        ("01", "2026-01-19", "open", "open"),
        ("01", "2026-01-20", "open", "open"),
        ("01", "2026-01-21", "unknown", "closed"),
        ("01", "2026-02-27", "unknown", "closed"),
        ("01", "2026-02-28", "unknown", "closed"),
        ("01", "2026-03-01", "unknown", "closed"),
        ("01", "2026-12-31", "unknown", "closed"),
        ("01", "2027-01-01", "closed", "closed"),
        ("13", "2026-01-09", "upcoming", "upcoming"),
        ("13", "2026-01-10", "open", "open"),
        ("13", "2026-01-21", "upcoming", "upcoming"),
        ("13", "2026-02-28", "upcoming", "upcoming"),
        ("13", "2026-03-01", "unknown", "unknown"),
        ("13", "2026-03-02", "unknown", "unknown"),
        ("13", "2026-12-30", "unknown", "unknown"),
        ("13", "2026-12-31", "unknown", "unknown"),
        ("13", "2027-01-01", "closed", "closed"),
        ("27", "2026-01-09", "open", "open"),
        ("27", "2026-02-14", "open", "open"),
        ("27", "2026-02-15", "open", "open"),
        ("27", "2026-02-16", "unknown", "closed"),
        ("14", "2026-01-20", "open", "open"),
        ("14", "2026-01-21", "upcoming", "upcoming"),
        ("14", "2026-03-31", "upcoming", "upcoming"),
        ("14", "2026-04-01", "open", "open"),
        ("14", "2026-04-02", "open", "open"),
        ("14", "2026-04-29", "open", "open"),
        ("14", "2026-04-30", "open", "open"),
        ("14", "2026-05-01", "unknown", "closed"),
        ("", "2026-01-09", "unknown", "unknown"),
        ("", "2026-01-10", "open", "open"),
        ("", "2026-01-20", "open", "open"),
        ("", "2026-01-21", "unknown", "unknown"),
        ("", "2026-04-15", "unknown", "unknown"),
        ("", "2026-12-31", "unknown", "unknown"),
        ("", "2027-01-01", "closed", "closed"),
    ] {
        assert_eq!(
            state(THIRTEEN.0, prefecture, on),
            unknown_after,
            "{prefecture} {on}"
        );
        assert_eq!(state(*CLOSING, prefecture, on), closed_after, "{prefecture} {on}");
    }
}

#[test]
fn last_days_are_listed_in_their_order_with_the_days_left() {
    let verdict = verdict(THIRTEEN.0, "prefecture = \"14\"", "2026-02-28");
    let window = serde_json::to_value(&verdict.programmes[12].window).expect("a window");
    let day = |kind: &str, date: &str, left: i64, grade: &str| {
        let source = format!("example-{grade}");
        assert_eq!(THIRTEEN.1["sources"][&source]["grade"], grade);
        json!({ "kind": kind, "date": date, "daysLeft": left, "source": source })
    };
    assert_eq!(
        window["deadlines"],
        json!([
            day("apply", "2026-01-20", -39, "notice"),
            day("introduce", "2026-02-28", 0, "notice"),
            day("apply", "2026-04-30", 61, "official"),
            day("spend", "2026-12-31", 306, "official"),
        ])
    );
}
