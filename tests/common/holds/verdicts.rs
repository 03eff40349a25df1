//! What has to hold of a verdict, and of the same institution as one of many.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use catalogue_model::{Date, Eligibility, Evidence, Programme, Rate, Yen};
use iryo_dx_hojokin::verdict::{
    Amount, Compared, ConditionState, Next, ProgrammeVerdict, Settles, Standing, Step, Verdict, WindowState,
};
use iryo_dx_hojokin::{Answers, CATALOGUE, Given, Judge, Judged, Outcome};
use serde_json::Value as Json;

use super::answers::named;
use super::{EXACT, key};

/// Checks the verdict on answers for a day.
pub(crate) fn verdict(verdict: &Verdict, answers: &Answers, on: Date) {
    assert_eq!(
        (verdict.on, verdict.age_days),
        (on, CATALOGUE.as_of.days_until(on))
    );
    assert_eq!(verdict.programmes.len(), 12, "the notice's list has twelve");
    let ids = all(verdict).map(|result| result.id);
    assert!(ids.eq(CATALOGUE.all().map(|programme| programme.id)));
    for (result, judged) in all(verdict).zip(CATALOGUE.all()) {
        programme(result, on);
        conditions(result, judged);
        if let Some(amount) = &result.amount {
            steps(result, amount, judged);
        }
    }
    totals(verdict);
    asked_next(verdict);
    judged(verdict, &Judge::new(&CATALOGUE, on).judge(answers));
    assert!(verdict.problems.is_sorted_by(|one, other| one < other));
    for problem in &verdict.problems {
        assert!(CATALOGUE.contradictions[*problem].keys.len() > 1);
    }
    let written = serde_json::to_string(verdict).expect("a verdict can be written");
    let read: Json = serde_json::from_str(&written).expect("a verdict can be read");
    assert_eq!(
        read,
        serde_json::to_value(verdict).expect("a verdict can be written")
    );
    exact(&read);
}

/// Checks that the same comes out where the institution is one of many.
pub(crate) fn judged(verdict: &Verdict, judged: &Judged) {
    assert_eq!(
        (verdict.total, verdict.reference_total),
        (judged.total, judged.reference_total)
    );
    assert_eq!(judged.problems, verdict.problems);
    assert_eq!(judged.programmes.len(), all(verdict).count());
    for (outcome, result) in judged.programmes.iter().zip(all(verdict)) {
        let days = result.window.deadlines.iter().map(|day| day.days_left);
        let wanted = Outcome {
            state: result.state,
            in_total: result.in_total,
            eligibility: result.eligibility,
            amount: result.amount.as_ref().map(Amount::range),
            evidence: result.amount.as_ref().map(|amount| amount.evidence),
            window: result.window.state,
            days_left: days.filter(|days| *days >= 0).min(),
        };
        assert_eq!(*outcome, wanted, "{}", result.id);
    }
}

/// The programmes of the list, then those beside it.
fn all(verdict: &Verdict) -> impl Iterator<Item = &ProgrammeVerdict> {
    verdict.programmes.iter().chain(&verdict.beside)
}

fn ends(amount: &Amount) -> (Yen, Yen) {
    (amount.min, amount.max)
}

fn programme(result: &ProgrammeVerdict, on: Date) {
    let id = result.id;
    let state = |state: ConditionState| {
        result
            .conditions
            .iter()
            .filter(move |one| one.state == state)
            .count()
    };
    match result.eligibility {
        Eligibility::Yes => assert_eq!(state(ConditionState::Met), result.conditions.len(), "{id}"),
        Eligibility::Unknown => assert_eq!(state(ConditionState::Unmet), 0, "{id}"),
        Eligibility::No => assert!(state(ConditionState::Met) < result.conditions.len(), "{id}"),
    }
    if let Some(amount) = &result.amount {
        assert!(amount.min <= amount.max && amount.max <= amount.cap.max, "{id}");
        assert!(amount.cap.min <= amount.cap.max, "{id}");
        if let Some(limit) = amount.cost_limit {
            assert!(limit.min <= limit.max, "{id}");
        }
        assert!(
            CATALOGUE.sources.iter().any(|source| source.id == amount.source),
            "{id}"
        );
        if result.eligibility == Eligibility::No {
            assert_eq!(ends(amount), (Yen(0), Yen(0)), "{id}");
        }
    }
    for deadline in &result.window.deadlines {
        assert_eq!(deadline.days_left, on.days_until(deadline.date), "{id}");
    }
    let missing: BTreeSet<&str> = result.missing.iter().copied().collect();
    assert_eq!(
        missing.len(),
        result.missing.len(),
        "{id}: a key is missing twice"
    );
    assert!(missing.iter().all(|name| key(name).is_some()), "{id}");
    standing(result);
}

/// Checks that a condition that is met rests on a ground that meets it, and that one that is unmet names one
/// that would.
fn conditions(result: &ProgrammeVerdict, judged: &Programme) {
    let id = result.id;
    assert_eq!(result.conditions.len(), judged.conditions.len(), "{id}");
    for (condition, written) in result.conditions.iter().zip(judged.conditions) {
        let ground = condition.ground.map(|place| &written.grounds[usize::from(place)]);
        match condition.state {
            ConditionState::Met => assert!(ground.is_some_and(|ground| !ground.open), "{id}"),
            ConditionState::Unmet => assert!(ground.is_none_or(|ground| !ground.open), "{id}"),
            ConditionState::Unknown => {}
        }
    }
}

/// Checks that steps name keys and cases of the catalogue, and that their figures lead to the amount.
fn steps(result: &ProgrammeVerdict, amount: &Amount, judged: &Programme) {
    let id = result.id;
    let cut = |rate: Rate, of: Yen| {
        !(u128::from(of.0) * u128::from(rate.numerator)).is_multiple_of(rate.denominator.into())
    };
    let has_case = |case: u8| judged.laws.iter().any(|law| law.case == case);
    let mut last_share = None;
    for step in &amount.steps {
        match step {
            Step::Case { case } | Step::Formula { case, .. } | Step::FromZero { case } => {
                assert!(has_case(*case), "{id}: {step:?}");
            }
            Step::Open {
                keys, least, most, ..
            } => {
                assert!(
                    !keys.is_empty() && keys.iter().all(|name| key(name).is_some()),
                    "{id}: {step:?}"
                );
                assert!(amount.min <= *least && *most == amount.max, "{id}: {step:?}");
            }
            Step::Cost { cost, .. } => assert!(key(cost).is_some(), "{id}: {step:?}"),
            Step::UnitsOver {
                key: name,
                given,
                most,
            } => {
                assert!(key(name).is_some() && given > most, "{id}: {step:?}");
            }
            Step::Units {
                key: name,
                units,
                each,
                product,
                ..
            } => {
                assert!(
                    key(name).is_some() && product.0 == units * each.0,
                    "{id}: {step:?}"
                );
            }
            Step::BaseShare {
                base: of,
                rate,
                share,
                cut: is_cut,
            }
            | Step::Share {
                of,
                rate,
                share,
                cut: is_cut,
            } => {
                assert_eq!(
                    (*share, *is_cut),
                    (rate.of(*of), cut(*rate, *of)),
                    "{id}: {step:?}"
                );
                last_share = Some(*share);
            }
            Step::Whole { share } => last_share = Some(*share),
            Step::Cap { cap, share } => {
                let compared = match last_share.map(|share| share.cmp(cap)) {
                    Some(Ordering::Less) => Compared::Below,
                    Some(Ordering::Equal) => Compared::Equal,
                    Some(Ordering::Greater) => Compared::Above,
                    None => panic!("{id}: a cap without a share"),
                };
                assert_eq!(*share, compared, "{id}: {step:?}");
            }
            Step::Rounded { to } => assert!(to.0.is_multiple_of(1000), "{id}: {step:?}"),
            Step::BelowFloor { .. } => assert_eq!(amount.max, Yen(0), "{id}: {step:?}"),
            Step::RateNotStated { most, .. } => assert_eq!(*most, amount.max, "{id}: {step:?}"),
            Step::Amount { amount: most } | Step::AtMost { amount: most } => {
                assert_eq!(*most, amount.max, "{id}: {step:?}");
            }
            Step::Between { least, most, .. } => {
                assert!(least < most && *most == amount.max, "{id}: {step:?}");
            }
            Step::OwnShare {
                cost,
                amount: granted,
                own,
            } => {
                assert_eq!(
                    (*granted, own.0 + granted.0),
                    (amount.max, cost.0),
                    "{id}: {step:?}"
                );
            }
            Step::Excluded => assert_eq!(amount.steps, [Step::Excluded], "{id}"),
            Step::OneOf
            | Step::Sum { .. }
            | Step::NotStatedLeftOut
            | Step::EligibilityOpen
            | Step::MayNotBeMet
            | Step::RoundingNote => {}
        }
    }
    assert!(!amount.steps.is_empty(), "{id}");
}

/// Checks that the state follows from eligibility and window, and that only what may still come is in a sum.
fn standing(result: &ProgrammeVerdict) {
    let ProgrammeVerdict { id, window, .. } = result;
    match result.state {
        Standing::Closed => assert_eq!(window.state, WindowState::Closed, "{id}"),
        Standing::No => assert_eq!(result.eligibility, Eligibility::No, "{id}"),
        Standing::Open | Standing::Upcoming => {
            assert_eq!(result.eligibility, Eligibility::Yes, "{id}");
            let wanted = if result.state == Standing::Open {
                WindowState::Open
            } else {
                WindowState::Upcoming
            };
            assert_eq!(window.state, wanted, "{id}");
        }
        Standing::Check => assert!(
            result.eligibility != Eligibility::No && window.state != WindowState::Closed,
            "{id}"
        ),
    }
    let over = !window.deadlines.is_empty() && window.deadlines.iter().all(|day| day.days_left < 0);
    let possible = !matches!(result.state, Standing::Closed | Standing::No);
    if result.in_total {
        assert!(possible && result.amount.is_some(), "{id}");
    }
    if window.asks.is_empty() {
        let listed = CATALOGUE.programmes.iter().any(|one| one.id == *id);
        let wanted = listed && possible && result.amount.is_some() && !over;
        assert_eq!(result.in_total, wanted, "{id}");
    }
}

/// Checks that the totals are the sums of what is in them, apart for what only a reference gives.
fn totals(verdict: &Verdict) {
    assert!(verdict.beside.iter().all(|one| !one.in_total));
    let sum = |reference: bool, end: fn(&Amount) -> Yen| -> Yen {
        let amounts = verdict
            .programmes
            .iter()
            .filter(|programme| programme.in_total)
            .filter_map(|programme| programme.amount.as_ref());
        Yen(amounts
            .filter(|amount| (amount.evidence == Evidence::Reference) == reference)
            .map(|amount| end(amount).0)
            .sum())
    };
    for (total, reference) in [(verdict.total, false), (verdict.reference_total, true)] {
        assert_eq!(
            (total.min, total.max),
            (sum(reference, |one| one.min), sum(reference, |one| one.max))
        );
    }
}

/// Checks that what is asked next decides something that is not closed, in the order of the contract.
fn asked_next(verdict: &Verdict) {
    let asked_about = |programme: &&ProgrammeVerdict| {
        let listed = verdict.programmes.iter().any(|one| one.id == programme.id);
        programme.state != Standing::Closed && (listed || verdict.age_days >= 0)
    };
    for key in CATALOGUE.keys {
        let decides = |programme: &&ProgrammeVerdict| {
            programme.missing.contains(&key.name) || programme.window.asks.contains(&key.name)
        };
        let wanted: Vec<&str> = all(verdict)
            .filter(asked_about)
            .filter(decides)
            .map(|programme| programme.id)
            .collect();
        let asked: Vec<_> = verdict.next.iter().filter(|next| next.key == key.name).collect();
        match (wanted.is_empty(), asked.as_slice()) {
            (true, []) => {}
            (false, [one]) => assert_eq!(one.decides, wanted, "{}", key.name),
            _ => panic!("{}: asked {} times, decides {wanted:?}", key.name, asked.len()),
        }
    }
    let of = |id: &str| all(verdict).find(|one| one.id == id).expect("a programme");
    let place = |next: &Next| {
        let beside = !next
            .decides
            .iter()
            .any(|id| verdict.programmes.iter().any(|one| one.id == *id));
        let missing = next.decides.iter().any(|id| of(id).missing.contains(&next.key));
        match next.settles {
            // Only what may still come out either way can be settled.
            Settles::Eligibility => assert!(
                next.decides.iter().any(
                    |id| of(id).eligibility == Eligibility::Unknown && of(id).missing.contains(&next.key)
                ),
                "{}",
                next.key
            ),
            Settles::Amount => assert!(missing, "{}", next.key),
            Settles::Reception => assert!(!missing, "{}", next.key),
        }
        let effect = (next.settles == Settles::Amount).then_some((next.effect, next.decides.len()));
        (beside, next.settles, std::cmp::Reverse(effect))
    };
    assert!(verdict.next.iter().map(place).is_sorted());
}

/// Checks that what is given is not asked for, unless answers contradict each other.
pub(super) fn missing_is_open(verdict: &Verdict, given: &[(String, Given)]) {
    let given: BTreeSet<String> = named(given).into_iter().map(|(name, ..)| name).collect();
    let asked = all(verdict).flat_map(|programme| programme.missing.iter().chain(&programme.window.asks));
    if verdict.problems.is_empty() {
        for key in asked {
            assert!(!given.contains(*key), "{key} is given and asked for");
        }
    }
}

/// Checks that JavaScript counts every number exactly.
fn exact(json: &Json) {
    match json {
        Json::Number(number) => {
            let size = number.as_i64().map(i64::unsigned_abs);
            assert!(size.is_some_and(|size| size <= EXACT), "{number}");
        }
        Json::Array(parts) => parts.iter().for_each(exact),
        Json::Object(parts) => parts.values().for_each(exact),
        Json::Null | Json::Bool(_) | Json::String(_) => {}
    }
}
