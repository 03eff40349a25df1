//! The brute force behind `exact.rs` and `thirteenth/`: a second, slow reading of a catalogue.
//!
//! The oracle shares nothing with the engine but the catalogue's text: it reads `when` and the cases as they
//! stand in the JSON, evaluates complete answers one by one, and forms hulls and pairs over all completions.
//! A number is tried at both ends of its key and on both sides of everything that it is compared with;
//! between two such values nothing changes but what grows evenly.

mod completion;
mod space;
mod written;

use std::thread;

use catalogue_model::{Catalogue, Eligibility};
use iryo_dx_hojokin::verdict::{Amount, ConditionState, ProgrammeVerdict, Range, Step};
use iryo_dx_hojokin::{Answers, Given, evaluate};
use serde_json::Value as Json;

use completion::{MET, Seen, UNMET, complete};
use space::Space;
use written::{axes, list, rate};
pub(crate) use written::{holds, tables};

fn answers(catalogue: &Catalogue, space: &Space, place: usize) -> Answers {
    let mut given = Vec::new();
    let mut costs = Vec::new();
    for (at, axis) in space.axes.iter().enumerate() {
        let Some(value) = space.value(place, at) else {
            continue;
        };
        let value = match value {
            Json::Bool(flag) => Given::Flag(*flag),
            Json::String(text) => Given::Text(text.clone()),
            number => Given::Whole(number.as_u64().expect("a whole number")),
        };
        match axis.name.strip_prefix("costs.") {
            Some(cost) => costs.push((cost.to_owned(), value)),
            None => given.push((axis.name.clone(), value)),
        }
    }
    given.push(("costs".to_owned(), Given::Group(costs)));
    Answers::read(catalogue, given).expect("answers of the contract")
}

/// The catalogue with one programme alone, so that only that one is evaluated.
pub(crate) fn alone(catalogue: &'static Catalogue, at: usize) -> &'static Catalogue {
    let programme = catalogue.all().nth(at).expect("a programme");
    Box::leak(Box::new(Catalogue {
        programmes: std::slice::from_ref(programme),
        beside: &[],
        ..*catalogue
    }))
}

/// The trust in a source, the weakest first.
fn trust(catalogue: &Json, source: &Json) -> usize {
    let grade = &catalogue["sources"][source.as_str().expect("a source")]["grade"];
    let grades = ["reference", "official", "notice"];
    let place = grades.iter().position(|one| grade == one);
    place.expect("a grade")
}

/// Checks that rate, grade and steps are those of the cases that may still apply; of all of them, where the
/// programme is excluded.
fn rests_on(catalogue: &Json, programme: &Json, amount: &Amount, seen: &Seen, say: &str) {
    let applies = |at: usize| seen.cases >> at & 1 == 1;
    let cases: Vec<&Json> = list(&programme["amount"]["case"])
        .enumerate()
        .filter(|(at, _)| seen.cases == 0 || applies(*at))
        .map(|(_, case)| case)
        .filter(|case| case["kind"] != "not-stated")
        .collect();
    let printed = |case: &Json| (!case["rate"].is_null() || case["kind"] == "flat-limit").then(|| rate(case));
    let first = printed(cases[0]);
    let agreed = first.filter(|_| cases.iter().all(|case| printed(case) == first));
    let found = amount
        .rate
        .map(|rate| (u64::from(rate.numerator), u64::from(rate.denominator)));
    assert_eq!(found, agreed, "{say}");
    let sources: Vec<&Json> = cases
        .iter()
        .flat_map(|case| [&case["source"], &case["certainCapSource"]])
        .filter(|source| !source.is_null())
        .collect();
    let weakest = sources.iter().map(|source| trust(catalogue, source)).min();
    assert_eq!(Some(amount.evidence as usize), weakest, "{say}");
    assert_eq!(
        Some(trust(catalogue, &Json::from(amount.source))),
        weakest,
        "{say}"
    );
    assert!(sources.iter().any(|source| **source == amount.source), "{say}");
    if seen.cases == 0 {
        assert_eq!(amount.steps, [Step::Excluded], "{say}");
    } else {
        let applying: Vec<usize> = (0..64).filter(|at| applies(*at)).collect();
        steps(&programme["amount"], &applying, &amount.steps, say);
    }
}

/// Checks that steps name the cases that may still apply, and the texts that these have.
fn steps(amount: &Json, applying: &[usize], steps: &[Step], say: &str) {
    let mut named = Vec::new();
    let mut from_zero: Vec<&Json> = Vec::new();
    for step in steps {
        match step {
            Step::Case { case } | Step::Formula { case, named: true } => named.push(usize::from(*case)),
            Step::FromZero { case } => from_zero.push(&amount["case"][usize::from(*case)]["fromZero"]),
            _ => {}
        }
    }
    assert_eq!(named, applying, "{say}");
    let mut reasons: Vec<&Json> = Vec::new();
    for at in applying {
        let reason = &amount["case"][*at]["fromZero"];
        if !reason.is_null() && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    assert_eq!(from_zero, reasons, "{say}");
    let note = steps.contains(&Step::RoundingNote);
    assert_eq!(note, !amount["roundingNote"].is_null(), "{say}");
}

/// Checks that a verdict is what the oracle saw.
fn same(found: &ProgrammeVerdict, seen: &Seen, missing: &[&str], known: &[String]) {
    let say = || format!("{} with {}", found.id, known.join(" "));
    let eligibility = match seen.verdicts {
        [true, false, false] => Eligibility::Yes,
        [false, true, false] => Eligibility::No,
        _ => Eligibility::Unknown,
    };
    assert_eq!(found.eligibility, eligibility, "{}", say());
    for (at, condition) in (0..).zip(&found.conditions) {
        let state = match seen.conditions >> (3 * at) & 0b111 {
            MET => ConditionState::Met,
            UNMET => ConditionState::Unmet,
            _ => ConditionState::Unknown,
        };
        assert_eq!(condition.state, state, "{}", say());
    }
    let pair = |range: Range| (range.min.0, range.max.0);
    let amount = found.amount.as_ref();
    assert_eq!(
        amount.map(|amount| (amount.min.0, amount.max.0)),
        seen.amount,
        "{}",
        say()
    );
    assert_eq!(
        amount.map(|amount| pair(amount.cap)),
        amount.and(seen.cap.or(Some((0, 0)))),
        "{}",
        say()
    );
    assert_eq!(
        amount.and_then(|amount| amount.cost_limit).map(pair),
        seen.cost_limit,
        "{}",
        say()
    );
    assert_eq!(found.missing, missing, "{}", say());
}

/// Checks every combination of known and open answers for the programmes wanted; the number of combinations.
pub(crate) fn check(catalogue: &Json, model: &'static Catalogue, wanted: impl Fn(&str) -> bool) -> usize {
    let dropping: Vec<Option<&str>> = list(&catalogue["contradictions"])
        .filter(|contradiction| !contradiction["drop"].is_null())
        .map(|contradiction| contradiction["code"].as_str())
        .collect();
    let on = "2025-11-01".parse().expect("a date");
    let mut checked = 0;
    for (at, programme) in list(&catalogue["programmes"])
        .enumerate()
        .filter(|(_, programme)| wanted(programme["id"].as_str().unwrap_or_default()))
    {
        let axes = axes(catalogue, programme);
        let space = Space::new(&axes);

        let mut hulls = vec![Seen::default(); space.size];
        for place in (0..space.size).filter(|place| space.open(*place).is_empty()) {
            let value_of = |key: &str| {
                let found = axes.iter().position(|axis| axis.name == key);
                found
                    .and_then(|axis| space.value(place, axis))
                    .cloned()
                    .unwrap_or_default()
            };
            hulls[place] = complete(catalogue, programme, &value_of);
        }
        let missing: Vec<Vec<bool>> = (0..axes.len())
            .map(|axis| {
                let mut differing = vec![false; space.size];
                for place in (0..space.size).filter(|place| space.open(*place) == [axis]) {
                    let outcomes: Vec<_> = space
                        .answered(place, axis)
                        .map(|from| &hulls[from])
                        .filter(|seen| seen.exists())
                        .map(Seen::outcome)
                        .collect();
                    differing[place] = outcomes.windows(2).any(|pair| pair[0] != pair[1]);
                }
                space.fold(&mut differing, Some(axis), |into, from| *into |= from);
                differing
            })
            .collect();
        space.fold(&mut hulls, None, Seen::join);

        let one = alone(model, at);
        let beds = axes.iter().position(|axis| axis.name == "beds");
        // Each processor takes a share of the places.
        let shares = thread::available_parallelism().map_or(1, usize::from);
        let check_share = &|share: usize| {
            for given in (share..space.size).step_by(shares) {
                // Contradicting beds count as not given.
                let place = match beds {
                    Some(beds) if !hulls[given].exists() => {
                        let value = given / space.strides[beds] % (axes[beds].values.len() + 1);
                        given + (axes[beds].values.len() - value) * space.strides[beds]
                    }
                    _ => given,
                };
                let verdict = evaluate(one, &answers(one, &space, given), on);
                let dropped = verdict
                    .problems
                    .iter()
                    .any(|problem| dropping.contains(&Some(one.contradictions[*problem].code)));
                assert_eq!(dropped, place != given);
                let named: Vec<&str> = space
                    .open(place)
                    .into_iter()
                    .filter(|axis| missing[*axis][place])
                    .map(|axis| axes[axis].name.as_str())
                    .collect();
                let known: Vec<String> = (0..axes.len())
                    .filter_map(|axis| Some(format!("{}={}", axes[axis].name, space.value(given, axis)?)))
                    .collect();
                let mut results = verdict.programmes.iter().chain(&verdict.beside);
                let result = results.next().expect("the programme");
                same(result, &hulls[place], &named, &known);
                if let Some(amount) = &result.amount {
                    let say = format!("{} with {}", result.id, known.join(" "));
                    rests_on(catalogue, programme, amount, &hulls[place], &say);
                }
            }
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (0..shares)
                .map(|share| scope.spawn(move || check_share(share)))
                .collect();
            for thread in threads {
                if let Err(fault) = thread.join() {
                    std::panic::resume_unwind(fault);
                }
            }
        });
        checked += space.size;
    }
    checked
}
