//! Residual conditions: what is still undecided of a `when` once the ranges of some keys are chosen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalogue_model::{Constraint, Key, KeyIndex, When};

use super::Budget;
use crate::when::thresholds;

/// The residual of a `when`. Residuals are interned: after the same key, equal ones hold for the same
/// answers.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Residual(u32);

impl Residual {
    pub(super) const FALSE: Self = Self(0);
    pub(super) const TRUE: Self = Self(1);

    /// Whether the `when` holds; `None` where that is undecided.
    pub(crate) fn holds(self) -> Option<bool> {
        match self {
            Self::FALSE => Some(false),
            Self::TRUE => Some(true),
            _ => None,
        }
    }
}

/// Whether none of these holds; `None` where that is undecided.
pub(crate) fn none_holds(residuals: &[Residual]) -> Option<bool> {
    let mut decided = true;
    for residual in residuals {
        match residual.holds() {
            Some(true) => return Some(false),
            Some(false) => {}
            None => decided = false,
        }
    }
    decided.then_some(true)
}

/// The places of those that hold; `None` where it is undecided for any of them.
pub(crate) fn holding(residuals: &[Residual]) -> Option<Vec<usize>> {
    let mut places = Vec::new();
    for (place, residual) in residuals.iter().enumerate() {
        if residual.holds()? {
            places.push(place);
        }
    }
    Some(places)
}

/// Those that are undecided, each once: all that counts where the question is whether any of them, or all,
/// hold.
pub(crate) fn undecided(residuals: &[Residual]) -> BTreeSet<Residual> {
    let undecided = residuals.iter().filter(|residual| residual.holds().is_none());
    undecided.copied().collect()
}

/// A key that some `when` constrains.
pub(super) struct TestedKey {
    pub(super) key: KeyIndex,
    /// Its values, cut at every threshold that they are compared with.
    pub(super) ranges: Vec<(u64, u64)>,
    /// The places of the `when`s that constrain it.
    whens: BTreeSet<usize>,
}

/// The keys that these `when`s constrain, ascending.
pub(super) fn tested_keys(keys: &[Key], whens: &[When]) -> Vec<TestedKey> {
    let mut places: BTreeMap<KeyIndex, BTreeSet<usize>> = BTreeMap::new();
    for (place, when) in whens.iter().enumerate() {
        for constraint in when.iter().copied().flatten() {
            places.entry(constraint.key).or_default().insert(place);
        }
    }
    thresholds(keys, whens)
        .into_iter()
        .map(|(key, starts)| {
            let whens = places.remove(&key).unwrap_or_default();
            let (_, max) = keys[usize::from(key)].kind.bounds();
            let ends = starts.iter().skip(1).map(|next| next - 1).chain([max]);
            let ranges = starts.iter().copied().zip(ends).collect();
            TestedKey { key, ranges, whens }
        })
        .collect()
}

/// The end of a conjunction: its constraints from one key on. Equal ones have equal numbers.
type Conjunction = u32;

/// The conjunction of no constraints, which holds.
const EMPTY: Conjunction = 0;

type Ranges = &'static [(u64, u64)];

/// All residuals that have occurred, each once.
pub(super) struct Residuals {
    /// The first constraint of a conjunction, and the conjunction of the others. The entry of [`EMPTY`] is
    /// not used.
    conjunctions: Vec<(Constraint, Conjunction)>,
    conjunction_of: HashMap<(KeyIndex, Ranges, Conjunction), Conjunction>,
    /// The conjunctions of a residual, of which one has to hold.
    disjunctions: Vec<Vec<Conjunction>>,
    residual_of: HashMap<Vec<Conjunction>, Residual>,
    /// What a residual becomes by a range of a key.
    restricted: HashMap<(Residual, KeyIndex, usize), Residual>,
}

impl Default for Residuals {
    fn default() -> Self {
        let unused = Constraint { key: 0, ranges: &[] };
        Self {
            conjunctions: vec![(unused, EMPTY)],
            conjunction_of: HashMap::new(),
            disjunctions: vec![Vec::new(), vec![EMPTY]],
            residual_of: HashMap::from([(Vec::new(), Residual::FALSE), (vec![EMPTY], Residual::TRUE)]),
            restricted: HashMap::new(),
        }
    }
}

impl Residuals {
    /// The residual of a `when` of which nothing is known.
    pub(super) fn of(&mut self, when: When) -> Residual {
        let conjunctions = when
            .iter()
            .map(|all| {
                all.iter()
                    .rfold(EMPTY, |others, first| self.conjunction(*first, others))
            })
            .collect();
        self.disjunction(conjunctions)
    }

    fn conjunction(&mut self, first: Constraint, others: Conjunction) -> Conjunction {
        let next = number_of(self.conjunctions.len());
        let place = (first.key, first.ranges, others);
        let conjunction = *self.conjunction_of.entry(place).or_insert(next);
        if conjunction == next {
            self.conjunctions.push((first, others));
        }
        conjunction
    }

    fn disjunction(&mut self, mut conjunctions: Vec<Conjunction>) -> Residual {
        if conjunctions.contains(&EMPTY) {
            return Residual::TRUE;
        }
        conjunctions.sort_unstable();
        conjunctions.dedup();
        let next = Residual(number_of(self.disjunctions.len()));
        let residual = *self.residual_of.entry(conjunctions.clone()).or_insert(next);
        if residual == next {
            self.disjunctions.push(conjunctions);
        }
        residual
    }

    /// The residuals once the key lies in its range at `place`.
    ///
    /// # Errors
    ///
    /// No budget left.
    pub(super) fn restrict_all(
        &mut self,
        residuals: &[Residual],
        tested: &TestedKey,
        place: usize,
        budget: &Budget,
    ) -> Result<Vec<Residual>, String> {
        budget.take(tested.whens.len())?;
        let mut restricted = residuals.to_vec();
        for when in &tested.whens {
            restricted[*when] = self.restrict(residuals[*when], tested, place, budget)?;
        }
        Ok(restricted)
    }

    /// Constraints of a conjunction ascend by their keys, and keys are tested in that order, so a conjunction
    /// never begins with a key that has been tested before.
    fn restrict(
        &mut self,
        residual: Residual,
        tested: &TestedKey,
        place: usize,
        budget: &Budget,
    ) -> Result<Residual, String> {
        if residual.holds().is_some() {
            return Ok(residual);
        }
        let restriction = (residual, tested.key, place);
        if let Some(known) = self.restricted.get(&restriction) {
            return Ok(*known);
        }
        let conjunctions = &self.disjunctions[index_of(residual.0)];
        budget.take(conjunctions.len())?;
        // The ranges are cut at every threshold, so a constraint holds for all values of a range or for none.
        let (value, _) = tested.ranges[place];
        let left = conjunctions
            .iter()
            .filter_map(|conjunction| {
                let (first, others) = &self.conjunctions[index_of(*conjunction)];
                if first.key != tested.key {
                    return Some(*conjunction);
                }
                first.holds(value).then_some(*others)
            })
            .collect();
        let result = self.disjunction(left);
        self.restricted.insert(restriction, result);
        Ok(result)
    }
}

fn number_of(length: usize) -> u32 {
    u32::try_from(length).expect("the budget ends before 2^32 residuals")
}

fn index_of(number: u32) -> usize {
    usize::try_from(number).expect("it was made of a length")
}
