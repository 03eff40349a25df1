//! All programmes: eligibility, amount, what is missing, what to ask next, totals.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

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
    // A heap, because to sort a vector takes far more code.
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
    // From each value to the next: by how much both sums grow, and of how many programmes more no institution is like
    // that. It wraps where something shrinks, and comes right in the sum.
    let mut steps = vec![(0_u64, 0_u64, 0_u32); values.len()];
    let mut settled = Settled::default();
    for programme in programmes {
        let mut before = (0, 0, 0);
        for place in telling_places(key, programme, &values) {
            let value = values[place];
            let possible = ranges.within(key, (value, value), |ranges| settled.settle(programme, ranges));
            let (min, max) = settled.range().unwrap_or_default();
            let now = (min.0, max.0, u32::from(!possible));
            let step = &mut steps[place];
            step.0 = step.0.wrapping_add(now.0).wrapping_sub(before.0);
            step.1 = step.1.wrapping_add(now.1).wrapping_sub(before.1);
            step.2 = step.2.wrapping_add(now.2).wrapping_sub(before.2);
            before = now;
        }
    }
    let mut sum = (0_u64, 0_u64, 0_u32);
    // The smallest and the largest of both.
    let mut ends = [u64::MAX, 0, u64::MAX, 0];
    for step in steps {
        sum.0 = sum.0.wrapping_add(step.0);
        sum.1 = sum.1.wrapping_add(step.1);
        sum.2 = sum.2.wrapping_add(step.2);
        if sum.2 == 0 {
            ends[0] = ends[0].min(sum.0);
            ends[1] = ends[1].max(sum.0);
            ends[2] = ends[2].min(sum.1);
            ends[3] = ends[3].max(sum.1);
        }
    }
    let spread = |[smallest, largest]: [u64; 2]| largest.saturating_sub(smallest);
    Yen(spread([ends[0], ends[1]]).max(spread([ends[2], ends[3]])))
}

/// The places of the values at which what is settled of a programme can change, ascending: of all where it counts what
/// is asked, else of the first and of those that it tells from the one before.
fn telling_places(key: KeyIndex, programme: &Programme, values: &[u64]) -> Vec<usize> {
    if programme.laws.iter().any(|law| law.counts(key)) {
        return (0..values.len()).collect();
    }
    let mut places = vec![0];
    for node in programme.diagram.nodes.iter().filter(|node| node.key == key) {
        for (last, _) in node.arms {
            if let Ok(place) = values.binary_search(&(last + 1))
                && let Err(at) = places.binary_search(&place)
            {
                places.insert(at, place);
            }
        }
    }
    places
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
