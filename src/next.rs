//! What to ask next.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;

use catalogue_model::{Catalogue, KeyIndex, Kind, Programme, Yen};

use crate::ranges::Ranges;
use crate::settled::Settled;
use crate::verdict::{Amount, Next, Range, Settles};

/// What an answer would decide of one programme.
struct Decision {
    programme: &'static Programme,
    settles: Settles,
    /// The largest amount of the programme.
    most: Yen,
}

/// For each key what an answer would decide.
pub(crate) struct Decisions(Vec<Vec<Decision>>);

impl Decisions {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        Self(catalogue.keys.iter().map(|_| Vec::new()).collect())
    }

    /// Adds the keys that decide a programme: its eligibility, its eligibility or its amount, its reception. A key that
    /// does two counts as the first.
    pub(crate) fn add(
        &mut self,
        programme: &'static Programme,
        amount: Option<&Amount>,
        keys: [&[KeyIndex]; 3],
    ) {
        let most = amount.map_or(Yen(0), |amount| amount.max);
        let kinds = [Settles::Eligibility, Settles::Amount, Settles::Reception];
        for (settles, keys) in kinds.into_iter().zip(keys) {
            for key in keys {
                let decisions = &mut self.0[usize::from(*key)];
                let last = decisions.last().map(|last| last.programme.id);
                if last != Some(programme.id) {
                    decisions.push(Decision {
                        programme,
                        settles,
                        most,
                    });
                }
            }
        }
    }

    /// What to ask next: what decides a programme of the list before what decides only what stands beside it; then
    /// eligibilities, the largest amounts first; then amounts, the largest effect first; then receptions. Where that is
    /// equal, what decides more programmes comes first, then the order of the questions counts.
    pub(crate) fn next(&self, catalogue: &Catalogue, ranges: &Ranges) -> Vec<Next> {
        let mut order = Vec::new();
        for (key, decisions) in (0..).zip(&self.0) {
            let Some(settles) = decisions.iter().map(|decision| decision.settles).min() else {
                continue;
            };
            let is_listed = |decision: &&Decision| decision.programme.as_of.is_none();
            let listed = decisions.iter().any(|decision| is_listed(&decision));
            // What stands beside the list is in no sum, and moves none.
            let moved = decisions.iter().filter(|decision| !listed || is_listed(decision));
            let moved: Vec<&Programme> = moved.map(|decision| decision.programme).collect();
            let effect = effect(catalogue.key(key).kind, key, &moved, ranges);
            let weight = match settles {
                Settles::Eligibility => {
                    let concerned = decisions.iter().filter(|decision| decision.settles == settles);
                    concerned.map(|decision| decision.most).max().unwrap_or_default()
                }
                Settles::Amount | Settles::Reception => effect,
            };
            let place = (!listed, settles, Reverse((weight, decisions.len())), key);
            order.push((place, effect));
        }
        order.sort_unstable();
        order
            .into_iter()
            .map(|((_, settles, _, key), effect)| Next {
                key: catalogue.key(key).name,
                decides: self.0[usize::from(key)]
                    .iter()
                    .map(|decision| decision.programme.id)
                    .collect(),
                effect,
                settles,
            })
            .collect()
    }
}

/// By how much an answer moves the sum of the smallest or of the largest amounts of some programmes, at most.
fn effect(kind: Kind, key: KeyIndex, programmes: &[&Programme], ranges: &Ranges) -> Yen {
    let mut sums: Option<[(Yen, Yen); 2]> = None;
    for value in values_to_try(kind, key, programmes) {
        let Some(sum) = sum(programmes, &ranges.with(key, value)) else {
            continue;
        };
        let [least, most] = sums.get_or_insert([(sum.min, sum.min), (sum.max, sum.max)]);
        *least = (least.0.min(sum.min), least.1.max(sum.min));
        *most = (most.0.min(sum.max), most.1.max(sum.max));
    }
    let spread = |(smallest, largest): (Yen, Yen)| largest.0 - smallest.0;
    Yen(sums.map_or(0, |[least, most]| spread(least).max(spread(most))))
}

/// The sum of the amounts; `None` where no institution has such answers.
fn sum(programmes: &[&Programme], ranges: &Ranges) -> Option<Range> {
    let mut sum = Range::default();
    for programme in programmes {
        let settled = Settled::new(programme, ranges);
        if !settled.is_possible() {
            return None;
        }
        let amount = settled.range().unwrap_or_default();
        sum.min.0 += amount.min.0;
        sum.max.0 += amount.max.0;
    }
    Some(sum)
}

/// Both ends of each range of values that a diagram tells apart: between them amounts only grow evenly.
fn values_to_try(kind: Kind, key: KeyIndex, programmes: &[&Programme]) -> Vec<u64> {
    let (min, max) = kind.bounds();
    let mut values = vec![min, max];
    for node in programmes.iter().flat_map(|programme| programme.diagram.nodes) {
        if node.key == key {
            values.extend(node.arms.iter().flat_map(|(last, _)| [*last, *last + 1]));
        }
    }
    values.retain(|value| *value <= max);
    values.sort_unstable();
    values.dedup();
    values
}
