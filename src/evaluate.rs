//! All programmes: eligibility, amount, what is missing, what to ask next, totals.

use std::cmp::Reverse;

use catalogue_format::model::{Catalogue, Contradiction, KeyIndex, Kind, Programme, When};
use catalogue_format::{Date, Evidence, Yen};

use crate::amount::{ProgrammeOutcomes, Settled};
use crate::answers::Answers;
use crate::diagram::{Ranges, keys_that_matter};
use crate::report::{CatalogueName, Next, Overlaps, Problem, ProgrammeResult, Range, Report, WindowState};
use crate::{condition, window};

/// Evaluates all programmes of a catalogue for one institution on one day.
///
/// It never fails: answers that contradict each other are reported, and the catalogue says which
/// of them then counts as not given.
///
/// # Panics
///
/// Never with a catalogue that was read by `catalogue_format::read`: its diagrams have an outcome
/// for every institution.
///
/// ```
/// use iryo_dx_hojokin::{Answers, CATALOGUE, evaluate};
///
/// let nothing = Answers::read(&CATALOGUE, vec![])?;
/// let report = evaluate(&CATALOGUE, &nothing, "2025-11-01".parse()?);
/// assert_eq!(report.age_days, 11);
/// assert_eq!(report.next[0].key, "facilityType");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn evaluate(catalogue: &'static Catalogue, answers: &Answers, on: Date) -> Report {
    let (problems, values) = contradictions(catalogue, answers.values());
    let mut ranges = Ranges::new(catalogue.keys, &values);
    let mut total = Range::default();
    let mut reference_total = Range::default();
    let mut deciding: Vec<Vec<&'static Programme>> = vec![Vec::new(); catalogue.keys.len()];
    let programmes = catalogue
        .programmes
        .iter()
        .map(|programme| {
            let of = ProgrammeOutcomes(programme);
            let settled =
                Settled::new(programme, &mut ranges).expect("a diagram has an outcome for every institution");
            let matter = keys_that_matter(of.map(), &mut ranges, &of);
            let amount = settled.amount(catalogue, programme, &mut ranges);
            let window = window::window(catalogue, programme, &values, on);
            if window.state != WindowState::Closed {
                if let Some(amount) = &amount {
                    let sum = if amount.evidence == Evidence::Reference {
                        &mut reference_total
                    } else {
                        &mut total
                    };
                    sum.add((amount.min, amount.max));
                }
                for key in &matter {
                    deciding[usize::from(*key)].push(programme);
                }
            }
            ProgrammeResult {
                id: programme.id,
                eligibility: settled.eligibility(),
                conditions: programme
                    .conditions
                    .iter()
                    .map(|condition| condition::judge(catalogue, condition, &values, &mut ranges))
                    .collect(),
                window,
                amount,
                missing: matter
                    .iter()
                    .map(|key| catalogue.keys[usize::from(*key)].name)
                    .collect(),
                overlaps: Overlaps { catalogue, programme },
            }
        })
        .collect();
    Report {
        catalogue: CatalogueName {
            edition: catalogue.edition,
            as_of: catalogue.as_of,
            version: catalogue.version,
            digest: catalogue.digest,
        },
        on,
        age_days: catalogue.as_of.days_until(on),
        programmes,
        total,
        reference_total,
        next: next(catalogue, &deciding, &mut ranges),
        problems,
    }
}

/// The contradictions among the answers, with their places in the catalogue.
pub(crate) fn contradicting<'a>(
    catalogue: &'static Catalogue,
    values: &'a [Option<u64>],
) -> impl Iterator<Item = (usize, &'static Contradiction)> + 'a {
    let contradictions = catalogue.contradictions.iter().enumerate();
    contradictions.filter(|(_, contradiction)| holds(contradiction.when, values) == Some(true))
}

/// The contradictions among the answers, and the values that are left to count with.
fn contradictions(catalogue: &'static Catalogue, values: &[Option<u64>]) -> (Vec<Problem>, Vec<Option<u64>>) {
    let mut counting = values.to_vec();
    let mut problems = Vec::new();
    for (_, contradiction) in contradicting(catalogue, values) {
        problems.push(Problem {
            keys: contradiction
                .keys
                .iter()
                .map(|key| catalogue.keys[usize::from(*key)].name)
                .collect(),
            code: contradiction.code,
            message: contradiction.message,
        });
        if let Some(key) = contradiction.drop {
            counting[usize::from(key)] = None;
        }
    }
    (problems, counting)
}

/// Three-valued: whether it holds, as far as the values are known.
pub(crate) fn holds(when: When, values: &[Option<u64>]) -> Option<bool> {
    let mut settled = true;
    for all in when {
        let [mut met, mut unmet] = [true, false];
        for test in *all {
            match values[usize::from(test.key)] {
                Some(value) if test.holds(value) => {}
                Some(_) => {
                    unmet = true;
                    break;
                }
                None => met = false,
            }
        }
        if unmet {
            continue;
        }
        if met {
            return Some(true);
        }
        settled = false;
    }
    settled.then_some(false)
}

/// What to ask next: the largest effect first, then what decides most programmes, then the order
/// of the questions.
fn next(catalogue: &Catalogue, deciding: &[Vec<&'static Programme>], ranges: &mut Ranges) -> Vec<Next> {
    let mut next: Vec<Next> = Vec::new();
    for ((at, key), deciding) in (0..).zip(catalogue.keys).zip(deciding) {
        if deciding.is_empty() {
            continue;
        }
        next.push(Next {
            key: key.name,
            effect: effect(key.kind, at, deciding, ranges),
            decides: deciding.iter().map(|programme| programme.id).collect(),
        });
    }
    next.sort_by_key(|next| Reverse((next.effect, next.decides.len())));
    next
}

/// By how much an answer moves the sum of the smallest or of the largest amounts, at most.
fn effect(kind: Kind, key: KeyIndex, programmes: &[&'static Programme], ranges: &mut Ranges) -> Yen {
    let mut smallest: Option<(Yen, Yen)> = None;
    let mut largest: Option<(Yen, Yen)> = None;
    for value in telling_values(kind, key, programmes) {
        let sums = ranges.within(key, (value, value), |ranges| {
            programmes
                .iter()
                .try_fold(Range::default(), |mut sum, programme| {
                    // No institution is like that: the answer does not exist.
                    let settled = Settled::new(programme, ranges)?;
                    sum.add(settled.range().unwrap_or_default());
                    Some(sum)
                })
        });
        if let Some(sums) = sums {
            let seen = |range: Option<(Yen, Yen)>, sum: Yen| {
                Some(range.map_or((sum, sum), |(from, to)| (from.min(sum), to.max(sum))))
            };
            smallest = seen(smallest, sums.min);
            largest = seen(largest, sums.max);
        }
    }
    let spread = |range: Option<(Yen, Yen)>| range.map_or(0, |(from, to)| to.0 - from.0);
    Yen(spread(smallest).max(spread(largest)))
}

/// Values between which nothing happens but what grows evenly: every choice, and for a number both
/// ends of each range that some diagram tells apart.
fn telling_values(kind: Kind, key: KeyIndex, programmes: &[&'static Programme]) -> Vec<u64> {
    let (min, max) = kind.bounds();
    if matches!(kind, Kind::YesNo | Kind::Choice(_)) {
        return (min..=max).collect();
    }
    let mut values = vec![min, max];
    for programme in programmes {
        for node in programme.diagram.nodes.iter().filter(|node| node.key == key) {
            for (last, _) in node.arms {
                values.extend([*last, last + 1].into_iter().filter(|value| *value <= max));
            }
        }
    }
    values.sort_unstable();
    values.dedup();
    values
}
