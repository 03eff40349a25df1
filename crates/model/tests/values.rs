//! The plain values: every day there is, rates, rounding, and how amounts are written.

use catalogue_model::{Date, Rate, Rounding, Yen};

/// Days since 1970-01-01 of the first and the last day that there is.
const DAYS: std::ops::RangeInclusive<i64> = -719_162..=2_932_896;

#[test]
fn every_day_is_that_of_another_calendar() {
    let first: Date = "0001-01-01".parse().unwrap();
    for (count, reference) in (0..).zip(jiff::civil::date(1, 1, 1).series(jiff::Span::new().days(1))) {
        let date = Date::from_days_since_1970(DAYS.start() + count).unwrap();
        let [year, month, day] = [reference.year(), reference.month().into(), reference.day().into()];
        assert_eq!(
            [u16::try_from(year), u16::try_from(month), u16::try_from(day)],
            [date.year, date.month.into(), date.day.into()].map(Ok)
        );
        assert_eq!(first.days_until(date), count);
        assert_eq!(date.days_until(first), -count);
        assert_eq!(
            DAYS.start() + count == *DAYS.end(),
            reference == jiff::civil::date(9999, 12, 31)
        );
    }
}

#[test]
fn outside_of_the_years_1_to_9999_there_is_no_day() {
    for days in [
        DAYS.start() - 1,
        DAYS.start() - 400,
        DAYS.end() + 1,
        i64::MIN,
        i64::MAX,
    ] {
        assert_eq!(Date::from_days_since_1970(days), None, "{days}");
    }
}

#[test]
fn a_date_has_one_form() {
    for text in [
        "0001-01-01",
        "2024-02-29",
        "2000-02-29",
        "2025-12-31",
        "9999-12-31",
    ] {
        let date: Date = text.parse().unwrap();
        assert_eq!(date.to_string(), text);
        assert_eq!(serde_json::to_value(date).unwrap(), text);
    }
    for text in [
        "",
        "0000-01-01",
        "2025-00-01",
        "2025-13-01",
        "2025-01-00",
        "2025-01-32",
        "2025-04-31",
        "2025-06-31",
        "2025-09-31",
        "2025-11-31",
        "2025-02-29",
        "1900-02-29",
        "2024-02-30",
        "2025-1-01",
        "2025-01-1",
        "2025/01/01",
        "2025-01/01",
        "20250101",
        "+025-01-01",
        "2025-01-011",
        "２０２５-01-01",
    ] {
        let refused = text.parse::<Date>().expect_err(text);
        assert_eq!(
            refused.to_string(),
            "not a date of the calendar in the form YYYY-MM-DD"
        );
    }
}

#[test]
fn shares_are_cut_to_whole_yen() {
    let of = |rate: &str, cost| rate.parse::<Rate>().unwrap().of(Yen(cost)).0;
    for (rate, cost, share) in [
        ("1/2", 3, 1),
        ("2/3", 5, 3),
        ("3/4", 73_001, 54_750),
        ("1/1", 1_000_000_000_000, 1_000_000_000_000),
        ("2/3", 1_000_000_000_000, 666_666_666_666),
        ("1/3", 0, 0),
    ] {
        assert_eq!(of(rate, cost), share, "{rate} of {cost}");
    }
    let whole = |rate: &str, cost| rate.parse::<Rate>().unwrap().is_whole_of(Yen(cost));
    assert_eq!([2, 3, 0].map(|cost| whole("1/2", cost)), [true, false, true]);
    assert_eq!([3, 4, 8].map(|cost| whole("3/4", cost)), [false, true, true]);
    assert!(whole("1/1", 7));
    assert_eq!(of("4294967294/4294967295", u64::MAX), 18_446_744_069_414_584_318);
}

#[test]
fn a_rate_is_above_0_and_at_most_1() {
    for text in ["1/2", "1/1", "4/5"] {
        assert_eq!(text.parse::<Rate>().unwrap().to_string(), text);
    }
    for text in [
        "", "1", "0/1", "0/0", "1/0", "3/2", "-1/2", "1/-2", "a/b", "1/2/3", "0.5",
    ] {
        assert!(text.parse::<Rate>().is_err(), "{text}");
    }
}

#[test]
fn rounding_cuts_and_has_its_name() {
    for (rounding, name, results) in [
        (Rounding::Floor1000, "floor-1000", [0, 0, 1_000, 1_000, 54_000]),
        (Rounding::Floor1, "floor-1", [0, 999, 1_000, 1_999, 54_750]),
        (Rounding::NotStated, "not-stated", [0, 999, 1_000, 1_999, 54_750]),
    ] {
        let rounded = [0, 999, 1_000, 1_999, 54_750].map(|amount| rounding.apply(Yen(amount)).0);
        assert_eq!(rounded, results, "{name}");
        assert_eq!(serde_json::to_value(rounding).unwrap(), name);
    }
}

#[test]
fn amounts_are_grouped_by_three_digits() {
    for (yen, written) in [
        (0, "0円"),
        (999, "999円"),
        (1_000, "1,000円"),
        (13_158_000, "13,158,000円"),
        (1_000_000_000_000, "1,000,000,000,000円"),
    ] {
        assert_eq!(Yen(yen).to_string(), written);
    }
}
