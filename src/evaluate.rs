//! All programmes: eligibility, amount, what is missing, what to ask next, totals.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use catalogue_format::model::{Catalogue, Contradiction, KeyIndex, Kind, Node, Programme, When};
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
    let mut order: BinaryHeap<(Reverse<(Yen, usize)>, KeyIndex)> = BinaryHeap::new();
    for ((at, key), deciding) in (0..).zip(catalogue.keys).zip(deciding) {
        if !deciding.is_empty() {
            let effect = effect(key.kind, at, deciding, ranges);
            order.push((Reverse((effect, deciding.len())), at));
        }
    }
    let next = |(Reverse((effect, _)), at): (Reverse<(Yen, usize)>, KeyIndex)| Next {
        key: catalogue.keys[usize::from(at)].name,
        decides: deciding[usize::from(at)]
            .iter()
            .map(|programme| programme.id)
            .collect(),
        effect,
    };
    order.into_sorted_vec().into_iter().map(next).collect()
}

/// By how much an answer moves the sum of the smallest or of the largest amounts, at most.
fn effect(kind: Kind, key: KeyIndex, programmes: &[&'static Programme], ranges: &mut Ranges) -> Yen {
    let values = telling_values(kind, key, programmes);
    // Of each value what the programmes come to together; nothing where no institution is like that.
    let mut sums = vec![Some(Range::default()); values.len()];
    for programme in programmes {
        let counts = programme.laws.iter().any(|law| law.counts(key));
        let cuts = programme.diagram.nodes.iter().filter(|node| node.key == key);
        let cut_at = |value: u64, node: &Node| node.arms.iter().any(|(last, _)| last + 1 == value);
        let mut own = None;
        for (value, sum) in values.iter().zip(&mut sums) {
            // Where the programme does not tell it from the last one, only what is counted has changed.
            if own.is_none() || counts || cuts.clone().any(|node| cut_at(*value, node)) {
                let settled = ranges.within(key, (*value, *value), |ranges| Settled::new(programme, ranges));
                own = Some(settled.map(|settled| settled.range().unwrap_or_default()));
            }
            *sum = sum.take().zip(own.flatten()).map(|(mut sum, (min, max))| {
                sum.add((min, max));
                sum
            });
        }
    }
    let spread = |end: fn(&Range) -> Yen| {
        let ends = || sums.iter().flatten().map(end);
        ends()
            .max()
            .map_or(0, |max| max.0 - ends().min().map_or(0, |min| min.0))
    };
    Yen(spread(|sum| sum.min).max(spread(|sum| sum.max)))
}

/// Values between which nothing happens but what grows evenly: every choice, and for a number both
/// ends of each range that some diagram tells apart.
fn telling_values(kind: Kind, key: KeyIndex, programmes: &[&'static Programme]) -> Vec<u64> {
    let (min, max) = kind.bounds();
    if matches!(kind, Kind::YesNo | Kind::Choice(_)) {
        return (min..=max).collect();
    }
    let mut values = vec![min, max];
    for node in programmes.iter().flat_map(|programme| programme.diagram.nodes) {
        let arms = if node.key == key { node.arms } else { &[] };
        for value in arms.iter().flat_map(|(last, _)| [*last, last + 1]) {
            // Few, so that this is less than sorting them.
            if value <= max
                && let Err(place) = values.binary_search(&value)
            {
                values.insert(place, value);
            }
        }
    }
    values
}
