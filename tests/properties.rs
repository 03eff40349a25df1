//! What holds for every institution and every catalogue.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::BTreeSet;

use catalogue_model::{Choice, Date, Eligibility, KeyIndex, Kind, Programme, Yen};
use common::{catalogue_json, holds};
use iryo_dx_hojokin::verdict::{Amount, ProgrammeVerdict, Verdict};
use iryo_dx_hojokin::{Answers, CATALOGUE, Given, Judge, evaluate, parse_yen};
use proptest::prelude::*;
use serde_json::Value as Json;

type Values = Vec<Option<u64>>;

/// A value of a key, often one beside a threshold of some programme.
fn value(kind: Kind) -> BoxedStrategy<u64> {
    let (min, max) = kind.bounds();
    match kind {
        Kind::YesNo | Kind::Choice(_) => (min..=max).boxed(),
        Kind::Number(..) => prop_oneof![
            min..=max,
            prop::sample::select(vec![min, 1, 4, 5, 19, 20, 199, 200, 100, 101, 300, 301, max])
                .prop_map(move |value| value.clamp(min, max)),
        ]
        .boxed(),
        Kind::Yen => prop_oneof![min..=max, min..=30_000_000, min..=1_000_000].boxed(),
    }
}

/// One institution, of which some is not known.
fn institution() -> impl Strategy<Value = Values> {
    CATALOGUE
        .keys
        .iter()
        .map(|key| prop::option::weighted(0.6, value(key.kind)))
        .collect::<Vec<_>>()
}

fn read(values: &Values) -> Answers {
    let mut answers = Vec::new();
    let mut costs = Vec::new();
    for (key, value) in CATALOGUE.keys.iter().zip(values) {
        let Some(value) = *value else { continue };
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
    Answers::read(&CATALOGUE, answers).expect("answers of the contract")
}

fn verdict(values: &Values) -> Verdict {
    evaluate(&CATALOGUE, &read(values), "2025-11-01".parse().expect("a date"))
}

/// The programmes of the list, then those beside it.
fn all(verdict: Verdict) -> Vec<ProgrammeVerdict> {
    [verdict.programmes, verdict.beside].concat()
}

fn contradicts(verdict: &Verdict) -> bool {
    verdict
        .problems
        .iter()
        .any(|problem| CATALOGUE.contradictions[*problem].code == "beds-facility-type")
}

#[test]
fn no_cost_is_counted_for_two_programmes() {
    let costs = |programme: &Programme| -> BTreeSet<KeyIndex> {
        let items = programme.laws.iter().flat_map(|law| law.items);
        items.map(|item| item.cost).collect()
    };
    // Not where no source allows it either.
    for programme in CATALOGUE.all() {
        for other in CATALOGUE.all().filter(|other| other.id != programme.id) {
            let shared = costs(programme).intersection(&costs(other)).count();
            assert_eq!(shared, 0, "{} and {}", programme.id, other.id);
        }
    }
}

#[test]
fn what_is_said_of_two_programmes_is_said_of_both() {
    let catalogue = catalogue_json();
    let programmes = catalogue["programmes"].as_array().expect("programmes");
    let states = |one: &Json, other: &Json| -> BTreeSet<String> {
        let overlaps = one["overlap"].as_array().into_iter().flatten();
        overlaps
            .filter(|overlap| overlap["with"] == other["id"])
            .map(|overlap| overlap["state"].to_string())
            .collect()
    };
    let mut excluding = 0;
    for programme in programmes {
        for other in programmes {
            let said = states(programme, other);
            assert_eq!(
                said,
                states(other, programme),
                "{} and {}",
                programme["id"],
                other["id"]
            );
            excluding += usize::from(said.contains("\"may-not\""));
        }
    }
    assert!(excluding > 0);
}

#[test]
fn contradictions_are_explained_in_sentences() {
    let catalogue = catalogue_json();
    let written = catalogue["contradictions"].as_array().expect("contradictions");
    assert_eq!(written.len(), CATALOGUE.contradictions.len());
    for (written, contradiction) in written.iter().zip(CATALOGUE.contradictions) {
        assert_eq!(written["code"], contradiction.code);
        let message = written["message"].as_str().unwrap_or_default();
        assert!(message.ends_with(['。', '）']), "{message:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn an_amount_is_never_above_the_share_of_any_possible_cost(values in institution()) {
        for (result, programme) in all(verdict(&values)).iter().zip(CATALOGUE.all()) {
            let Some(amount) = &result.amount else { continue };
            let highest = programme.laws.iter().map(|law| {
                let costs = law.items.iter().map(|item| values[usize::from(item.cost)].unwrap_or(Yen::MAX.0)).sum();
                law.rate.map_or(Yen(costs), |rate| rate.of(Yen(costs)))
            }).max();
            prop_assert!(Some(amount.max) <= highest);
        }
    }

    #[test]
    fn more_cost_is_never_less_money(values in institution(), at in any::<prop::sample::Index>(), more in 0..20_000_000_u64) {
        let costs: Vec<usize> = (0..values.len()).filter(|key| matches!(CATALOGUE.keys[*key].kind, Kind::Yen)).collect();
        let key = costs[at.index(costs.len())];
        let (mut low, mut high) = (values.clone(), values);
        let cost = low[key].unwrap_or(0).min(Yen::MAX.0 - more);
        low[key] = Some(cost);
        high[key] = Some(cost + more);
        for (low, high) in all(verdict(&low)).iter().zip(&all(verdict(&high))) {
            prop_assert_eq!(low.eligibility, high.eligibility);
            if let (Some(low), Some(high)) = (&low.amount, &high.amount) {
                prop_assert!(low.min <= high.min && low.max <= high.max);
            }
        }
    }

    #[test]
    fn one_cost_moves_the_amount_of_one_programme(values in institution(), at in any::<prop::sample::Index>(), yen in 0..20_000_000_u64) {
        let costs: Vec<usize> = (0..values.len()).filter(|key| matches!(CATALOGUE.keys[*key].kind, Kind::Yen)).collect();
        let mut changed = values.clone();
        changed[costs[at.index(costs.len())]] = Some(yen);
        let (before, after) = (all(verdict(&values)), all(verdict(&changed)));
        let ends = |amount: &Option<Amount>| amount.as_ref().map(|amount| (amount.min, amount.max));
        let moved = before.iter().zip(&after)
            .filter(|(before, after)| ends(&before.amount) != ends(&after.amount));
        prop_assert!(moved.count() <= 1);
    }

    #[test]
    fn one_more_answer_never_widens_a_range_nor_turns_a_yes_or_no(
        values in institution(), more in institution(), at in any::<prop::sample::Index>(),
    ) {
        let before = verdict(&values);
        let open: Vec<usize> = (0..values.len()).filter(|key| values[*key].is_none() && more[*key].is_some()).collect();
        prop_assume!(!open.is_empty() && !contradicts(&before));
        let mut answered = values;
        let key = open[at.index(open.len())];
        answered[key] = more[key];
        let after = verdict(&answered);
        prop_assume!(!contradicts(&after));
        for (before, after) in all(before).iter().zip(&all(after)) {
            if before.eligibility != Eligibility::Unknown {
                prop_assert_eq!(before.eligibility, after.eligibility);
            }
            if let (Some(before), Some(after)) = (&before.amount, &after.amount) {
                prop_assert!(before.min <= after.min && after.max <= before.max);
                // Where no way is left that has a printed ceiling, there is none.
                let none = after.cap.max == Yen(0);
                prop_assert!(none || before.cap.min <= after.cap.min && after.cap.max <= before.cap.max);
            }
            prop_assert!(after.missing.iter().all(|key| before.missing.contains(key)));
            // What is not missing changes nothing, unless it excludes answers to something that is.
            let excludes = CATALOGUE.contradictions.iter().any(|one| one.keys.iter().any(|one| usize::from(*one) == key));
            if !excludes && !before.missing.contains(&CATALOGUE.keys[key].name) {
                let range = |amount: &Option<Amount>| amount.as_ref().map(|amount| (amount.min, amount.max));
                prop_assert_eq!(before.eligibility, after.eligibility);
                prop_assert_eq!(range(&before.amount), range(&after.amount));
            }
        }
    }

    /// Among it the totals, what is asked next, and the same figures from the judge of many.
    #[test]
    fn what_holds_of_every_verdict_holds(values in institution(), days in 0..3_000_i64) {
        let on = Date::from_days_since_1970(20_000 + days).expect("a date");
        let answers = read(&values);
        holds::verdict(&evaluate(&CATALOGUE, &answers, on), &answers, on);
    }

    /// The judge keeps nothing of one institution for the next.
    #[test]
    fn one_of_many_comes_to_what_it_comes_to_alone(
        many in prop::collection::vec(institution(), 1..40),
        days in -200..600_i64,
    ) {
        let on = Date::from_days_since_1970(20_400 + days).expect("a date");
        let mut judge = Judge::new(&CATALOGUE, on);
        for values in many {
            let answers = read(&values);
            holds::judged(&evaluate(&CATALOGUE, &answers, on), &judge.judge(&answers));
        }
    }

    #[test]
    fn what_holds_of_every_text_as_an_amount_holds(text in "[0-9０-９,，.億万千百円¥ ]{0,16}|\\PC*") {
        prop_assert!(holds::amount(text.as_bytes()));
    }

    #[test]
    fn amounts_are_read_back_in_every_usual_form(yen in prop_oneof![0..=Yen::MAX.0, 0..=99_999_999_u64]) {
        let forms = [
            yen.to_string(),
            Yen(yen).to_string(),
            format!("{yen}円").chars().map(|c| match c { '0'..='9' => char::from_u32(u32::from(c) + 0xfee0).expect("full-width"), c => c }).collect(),
            format!("{}万{}円", yen / 10_000, yen % 10_000),
            format!("{}億{}万{}円", yen / 100_000_000, yen / 10_000 % 10_000, yen % 10_000),
        ];
        for form in forms {
            prop_assert_eq!(parse_yen(&form), Ok(Yen(yen)), "{}", form);
        }
        if yen % 1_000 == 0 {
            prop_assert_eq!(parse_yen(&format!("{}千円", yen / 1_000)), Ok(Yen(yen)));
        }
    }
}
