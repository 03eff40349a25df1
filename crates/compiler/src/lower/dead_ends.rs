//! Whether contradictions leave something of every combination of answers.
//!
//! A contradiction that drops an answer also says that no institution gives such answers. Several of them can
//! together exclude every completion of some answers, although each of them drops an answer when it holds.
//! The diagrams would then lead nowhere, and the evaluator would have no outcome to give.

use std::collections::BTreeSet;

use catalogue_model::{Contradiction, Key, KeyIndex, When, holds};

use super::describe::describe;
use crate::when::thresholds;

/// The largest number of combinations of answers that are looked at for one group. It protects the time of
/// the build.
const MOST_COMBINATIONS: usize = 1_000_000;

/// Contradictions that together exclude every completion of some answers: the place of the last of each
/// group, and a message to the keeper.
pub(super) fn dead_ends(keys: &[Key], contradictions: &[Contradiction]) -> Vec<(usize, String)> {
    groups_with_shared_keys(contradictions)
        .into_iter()
        .filter_map(|group| {
            let last = *group.last()?;
            let group: Vec<&Contradiction> = group.iter().map(|at| &contradictions[*at]).collect();
            AnswerGrid::new(keys, &group)
                .dead_end()
                .map(|message| (last, message))
        })
        .collect()
}

/// The places of those that drop an answer, in groups that share keys.
fn groups_with_shared_keys(contradictions: &[Contradiction]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(BTreeSet<KeyIndex>, Vec<usize>)> = Vec::new();
    let dropping = contradictions
        .iter()
        .enumerate()
        .filter(|(_, one)| one.drop.is_some());
    for (at, contradiction) in dropping {
        let (sharing, mut others): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(keys, _)| contradiction.keys.iter().any(|key| keys.contains(key)));
        let mut keys: BTreeSet<KeyIndex> = contradiction.keys.iter().copied().collect();
        let mut places = vec![at];
        for (own_keys, own_places) in sharing {
            keys.extend(own_keys);
            places.extend(own_places);
        }
        places.sort_unstable();
        others.push((keys, places));
        groups = others;
    }
    groups.into_iter().map(|(_, places)| places).collect()
}

/// All combinations of answers, given or not, to the questions of a group of contradictions.
///
/// A combination has one number: its cell. Each question is an axis; the last place of an axis means that the
/// question is not answered.
struct AnswerGrid<'a> {
    keys: &'a [Key],
    contradictions: &'a [&'a Contradiction],
    /// Each question with the first value of each range that some contradiction distinguishes.
    axes: Vec<(KeyIndex, Vec<u64>)>,
    /// The distance between two neighbouring places of each axis.
    strides: Vec<usize>,
    /// The number of cells.
    size: usize,
}

impl<'a> AnswerGrid<'a> {
    fn new(keys: &'a [Key], contradictions: &'a [&'a Contradiction]) -> Self {
        let whens: Vec<When> = contradictions.iter().map(|one| one.when).collect();
        let axes: Vec<(KeyIndex, Vec<u64>)> = thresholds(keys, &whens)
            .into_iter()
            .map(|(key, starts)| (key, starts.into_iter().collect()))
            .collect();
        let mut strides = Vec::new();
        let mut size = 1_usize;
        for (_, starts) in &axes {
            strides.push(size);
            size = size.saturating_mul(starts.len() + 1);
        }
        Self {
            keys,
            contradictions,
            axes,
            strides,
            size,
        }
    }

    /// The place on an axis that means that the question is not answered.
    fn unanswered(&self, axis: usize) -> usize {
        self.axes[axis].1.len()
    }

    /// The place of a cell on an axis.
    fn place(&self, cell: usize, axis: usize) -> usize {
        cell / self.strides[axis] % (self.unanswered(axis) + 1)
    }

    fn is_answered(&self, cell: usize, axis: usize) -> bool {
        self.place(cell, axis) < self.unanswered(axis)
    }

    /// The answers of a cell, as a value for each key of the catalogue.
    fn values(&self, cell: usize) -> Vec<Option<u64>> {
        let mut values = vec![None; self.keys.len()];
        for (axis, (key, starts)) in self.axes.iter().enumerate() {
            values[usize::from(*key)] = starts.get(self.place(cell, axis)).copied();
        }
        values
    }

    /// For each cell, whether some completion of its answers is excluded by no contradiction.
    fn completable(&self) -> Vec<bool> {
        let mut completable: Vec<bool> = (0..self.size)
            .map(|cell| {
                let complete = (0..self.axes.len()).all(|axis| self.is_answered(cell, axis));
                let values = self.values(cell);
                complete
                    && self
                        .contradictions
                        .iter()
                        .all(|one| holds(one.when, &values) == Some(false))
            })
            .collect();
        for (axis, stride) in self.strides.iter().enumerate() {
            let unanswered = self.unanswered(axis);
            for cell in (0..self.size).filter(|cell| !self.is_answered(*cell, axis)) {
                completable[cell] |= (1..=unanswered).any(|back| completable[cell - back * stride]);
            }
        }
        completable
    }

    /// The cell that is left where each contradiction that holds has dropped its answer.
    fn after_drops(&self, cell: usize) -> usize {
        let values = self.values(cell);
        let mut left = cell;
        for contradiction in self.contradictions {
            if holds(contradiction.when, &values) != Some(true) {
                continue;
            }
            let dropped = |(key, _): &(KeyIndex, Vec<u64>)| Some(*key) == contradiction.drop;
            if let Some(axis) = self.axes.iter().position(dropped) {
                left += (self.unanswered(axis) - self.place(left, axis)) * self.strides[axis];
            }
        }
        left
    }

    /// A message about the first answers of which nothing is left; `None` where there are none.
    fn dead_end(&self) -> Option<String> {
        if self.size > MOST_COMBINATIONS {
            return Some(format!(
                "互いに関わる食い違いの、答えの組み合わせが多すぎて調べきれません（{MOST_COMBINATIONS}を超えました）。when で見る質問や範囲を減らしてください"
            ));
        }
        let completable = self.completable();
        let cell = (0..self.size).find(|cell| !completable[self.after_drops(*cell)])?;
        Some(format!(
            "ほかの食い違いと合わせると、次の答えに当てはまる医療機関が1つも残りません（{}）。どちらかの when を狭めるか、drop を同じ質問にそろえてください",
            self.describe(cell)
        ))
    }

    fn describe(&self, cell: usize) -> String {
        let answers: Vec<_> = self
            .axes
            .iter()
            .enumerate()
            .filter_map(|(axis, (key, starts))| {
                let place = self.place(cell, axis);
                let first = *starts.get(place)?;
                let (_, max) = self.keys[usize::from(*key)].kind.bounds();
                let last = starts.get(place + 1).map_or(max, |next| next - 1);
                Some((*key, (first, last)))
            })
            .collect();
        describe(self.keys, &answers)
    }
}
