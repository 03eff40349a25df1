//! All programmes: eligibility, amount, what is missing, what to ask next, totals.

use std::cmp::Reverse;

use catalogue_model::{Catalogue, KeyIndex, Kind, Programme};
use catalogue_model::{Date, Yen};

use crate::amount::{ProgrammeOutcomes, ProgrammeVerdicts, Settled};
use crate::answers::Answers;
use crate::condition;
use crate::contradictions::drop_contradicting;
use crate::diagram::{Ranges, keys_that_matter};
use crate::report::{
    Amount, CatalogueName, Eligibility, Next, Overlaps, Problem, ProgrammeResult, Report, Settles, Standing,
};
use crate::standing::{Totals, standing};
use crate::window::Receptions;

/// Evaluates all programmes of a catalogue for one institution on one day.
///
/// It never fails: answers that contradict each other are reported, and the catalogue says which
/// of them then counts as not given.
///
/// # Panics
///
/// Never with a catalogue that was read by `catalogue_compiler::read`: its diagrams have an outcome
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
    let mut values = answers.values().to_vec();
    let mut contradictions = Vec::new();
    drop_contradicting(catalogue, &mut values, &mut contradictions);
    let mut ranges = Ranges::new(catalogue.keys, &values);
    let mut totals = Totals::default();
    let mut asked = Asked::new(catalogue);
    let [mut programmes, mut beside] = [Vec::new(), Vec::new()];
    for programme in catalogue.all() {
        let of = ProgrammeOutcomes(programme);
        let settled =
            Settled::new(programme, &mut ranges).expect("a diagram has an outcome for every institution");
        let eligibility = settled.eligibility();
        let matter = keys_that_matter(of.map(), &mut ranges, &of);
        let amount = settled.amount(catalogue, programme, &mut ranges);
        let receptions = Receptions::new(catalogue, programme, on);
        let reception = receptions.settled(&mut ranges);
        let asks = match eligibility {
            Eligibility::No => Vec::new(),
            Eligibility::Yes | Eligibility::Unknown => receptions.asks(&mut ranges),
        };
        let state = standing(programme, eligibility, reception.state, on);
        let sum = amount.as_ref().map(|amount| (amount.range(), amount.evidence));
        let result = ProgrammeResult {
            id: programme.id,
            state,
            in_total: totals.add(programme, state, reception, sum),
            eligibility,
            conditions: programme
                .conditions
                .iter()
                .map(|condition| condition::judge(catalogue, condition, &values, &mut ranges))
                .collect(),
            window: receptions.window(catalogue, reception, &asks, &mut ranges),
            missing: matter
                .iter()
                .map(|key| catalogue.keys[usize::from(*key)].name)
                .collect(),
            overlaps: Overlaps { catalogue, programme },
            amount,
        };
        let unasked = programme.as_of.is_some() && on < catalogue.as_of;
        if state != Standing::Closed && !unasked {
            let verdicts = if settled.verdict_is_open() {
                keys_that_matter(of.map(), &mut ranges, &ProgrammeVerdicts(programme))
            } else {
                Vec::new()
            };
            asked.add(programme, result.amount.as_ref(), [&verdicts, &matter, &asks]);
        }
        match programme.as_of {
            None => programmes.push(result),
            Some(_) => beside.push(result),
        }
    }
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
        beside,
        total: totals.total,
        reference_total: totals.reference,
        next: asked.next(catalogue, &mut ranges),
        problems: contradictions
            .into_iter()
            .map(|at| problem(catalogue, at))
            .collect(),
    }
}

fn problem(catalogue: &Catalogue, at: usize) -> Problem {
    let contradiction = &catalogue.contradictions[at];
    Problem {
        keys: contradiction
            .keys
            .iter()
            .map(|key| catalogue.keys[usize::from(*key)].name)
            .collect(),
        code: contradiction.code,
        message: contradiction.message,
    }
}

/// What an answer would decide of one programme.
struct Deciding {
    programme: &'static Programme,
    settles: Settles,
    /// The largest amount of the programme.
    most: Yen,
}

/// For each key what an answer would decide.
struct Asked(Vec<Vec<Deciding>>);

impl Asked {
    fn new(catalogue: &Catalogue) -> Self {
        Self(catalogue.keys.iter().map(|_| Vec::new()).collect())
    }

    /// Adds the keys that decide a programme: its eligibility, its eligibility or its amount, its reception. A key that
    /// does two counts as the first.
    fn add(&mut self, programme: &'static Programme, amount: Option<&Amount>, keys: [&[KeyIndex]; 3]) {
        let most = amount.map_or(Yen(0), |amount| amount.max);
        let kinds = [Settles::Eligibility, Settles::Amount, Settles::Reception];
        for (settles, keys) in kinds.into_iter().zip(keys) {
            for key in keys {
                let deciding = &mut self.0[usize::from(*key)];
                if deciding
                    .last()
                    .is_none_or(|last| last.programme.id != programme.id)
                {
                    deciding.push(Deciding {
                        programme,
                        settles,
                        most,
                    });
                }
            }
        }
    }

    /// What to ask next: what decides one of the list before what decides only what stands beside; then eligibilities,
    /// the largest amounts first; then amounts, the largest effect first; then receptions. What decides more
    /// programmes comes first where that is equal, then the order of the questions.
    fn next(&self, catalogue: &Catalogue, ranges: &mut Ranges) -> Vec<Next> {
        let mut order: Vec<_> = (0..)
            .zip(&self.0)
            .filter_map(|(key, deciding)| {
                let settles = deciding.iter().map(|one| one.settles).min()?;
                let is_listed = |one: &&Deciding| one.programme.as_of.is_none();
                let listed = deciding.iter().any(|one| is_listed(&one));
                // What stands beside the list is in no sum, and moves none.
                let moved = deciding.iter().filter(|one| !listed || is_listed(one));
                let moved: Vec<&Programme> = moved.map(|one| one.programme).collect();
                let effect = effect(catalogue.keys[usize::from(key)].kind, key, &moved, ranges);
                let weight = match settles {
                    Settles::Eligibility => {
                        let concerned = deciding.iter().filter(|one| one.settles == settles);
                        concerned.map(|one| one.most).max().unwrap_or_default()
                    }
                    Settles::Amount | Settles::Reception => effect,
                };
                let place = (!listed, settles, Reverse((weight, deciding.len())), key);
                Some((place, effect))
            })
            .collect();
        order.sort_unstable();
        order
            .into_iter()
            .map(|((_, settles, _, key), effect)| Next {
                key: catalogue.keys[usize::from(key)].name,
                decides: self.0[usize::from(key)]
                    .iter()
                    .map(|one| one.programme.id)
                    .collect(),
                effect,
                settles,
            })
            .collect()
    }
}

/// By how much an answer moves the sum of the smallest or of the largest amounts, at most.
fn effect(kind: Kind, key: KeyIndex, programmes: &[&Programme], ranges: &mut Ranges) -> Yen {
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
fn telling_values(kind: Kind, key: KeyIndex, programmes: &[&Programme]) -> Vec<u64> {
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
