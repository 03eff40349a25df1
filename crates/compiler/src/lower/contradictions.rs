//! Answers that contradict each other, and whether something is left of every institution's answers.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::Lowering;
use crate::when::{keys_of, leak, leak_text, thresholds};
use catalogue_model::{Contradiction, Key, KeyIndex, When, holds};

/// More combinations of answers than this are not looked at for contradictions that hang together.
const MOST_COMBINATIONS: usize = 1_000_000;

impl Lowering<'_> {
    pub(super) fn contradictions(&mut self) -> Contradictions {
        let (file, questions) = &self.files.questions;
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut list: Vec<Contradiction> = Vec::new();
        for spanned in &questions.contradiction {
            let contradiction = spanned.as_ref();
            self.source(file, &contradiction.source);
            let Some(when) = self.when(file, &contradiction.when) else {
                continue;
            };
            let keys = keys_of(when);
            let mut drop = None;
            if let Some(key) = &contradiction.drop {
                match self.keys.place(key.as_ref()) {
                    Err(message) => self.fault(file, key.span(), message),
                    Ok(place) if keys.contains(&place) => drop = Some(place),
                    Ok(_) => self.fault(
                        file,
                        key.span(),
                        format!(
                            "drop の「{}」は、この食い違いの when にありません。when にある質問のどれかを書いてください",
                            key.as_ref()
                        ),
                    ),
                }
            }
            places.push(spanned.span());
            list.push(Contradiction {
                code: leak_text(&contradiction.code),
                when,
                keys: leak(keys),
                drop,
            });
        }
        for (at, message) in nothing_left(&self.keys.list, &list) {
            self.fault(file, places[at].clone(), message);
        }
        Contradictions::new(list)
    }
}

/// Answers that contradict each other.
pub(super) struct Contradictions {
    pub(super) list: Vec<Contradiction>,
    /// By key the places of those that concern it and then drop an answer.
    of_key: HashMap<KeyIndex, Vec<usize>>,
}

impl Contradictions {
    fn new(list: Vec<Contradiction>) -> Self {
        let mut of_key: HashMap<KeyIndex, Vec<usize>> = HashMap::new();
        for (at, contradiction) in list.iter().enumerate() {
            if contradiction.drop.is_some() {
                for key in contradiction.keys {
                    of_key.entry(*key).or_default().push(at);
                }
            }
        }
        Self { list, of_key }
    }

    /// What cannot be, as far as it concerns these keys.
    pub(super) fn impossible(&self, keys: &BTreeSet<KeyIndex>) -> Vec<When> {
        let places: BTreeSet<usize> = keys
            .iter()
            .filter_map(|key| self.of_key.get(key))
            .flatten()
            .copied()
            .collect();
        places.into_iter().map(|at| self.list[at].when).collect()
    }
}

/// Contradictions that together leave some answers without any way of completing them, although each of them
/// alone drops an answer: the place of one of them, and what to tell the keeper.
fn nothing_left(keys: &[Key], list: &[Contradiction]) -> Vec<(usize, String)> {
    hanging_together(list)
        .into_iter()
        .filter_map(|group| {
            let place = *group.last()?;
            let contradictions: Vec<&Contradiction> = group.iter().map(|at| &list[*at]).collect();
            Answers::new(keys, &contradictions)
                .fault()
                .map(|message| (place, message))
        })
        .collect()
}

/// The places of those that drop an answer, in groups that share keys.
fn hanging_together(list: &[Contradiction]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(BTreeSet<KeyIndex>, Vec<usize>)> = Vec::new();
    for (at, contradiction) in list.iter().enumerate().filter(|(_, one)| one.drop.is_some()) {
        let (sharing, mut others): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(keys, _)| contradiction.keys.iter().any(|key| keys.contains(key)));
        let mut keys: BTreeSet<KeyIndex> = contradiction.keys.iter().copied().collect();
        let mut places = vec![at];
        for (own, own_places) in sharing {
            keys.extend(own);
            places.extend(own_places);
        }
        places.sort_unstable();
        others.push((keys, places));
        groups = others;
    }
    groups.into_iter().map(|(_, places)| places).collect()
}

/// All answers, given or open, to the questions of a group of contradictions.
struct Answers<'a> {
    keys: &'a [Key],
    contradictions: &'a [&'a Contradiction],
    /// Each question with one value for each range that is told apart.
    axes: Vec<(KeyIndex, Vec<u64>)>,
}

impl<'a> Answers<'a> {
    fn new(keys: &'a [Key], contradictions: &'a [&'a Contradiction]) -> Self {
        let whens: Vec<When> = contradictions.iter().map(|one| one.when).collect();
        let axes = thresholds(keys, &whens).into_iter();
        Self {
            keys,
            contradictions,
            axes: axes
                .map(|(key, starts)| (key, starts.into_iter().collect()))
                .collect(),
        }
    }

    /// How many places of an axis there are: its values, and open.
    fn length(&self, axis: usize) -> usize {
        self.axes[axis].1.len() + 1
    }

    /// The answers at a place; open ones are `None`.
    fn at(&self, mut place: usize) -> Vec<Option<u64>> {
        let mut values = vec![None; self.keys.len()];
        for (axis, (key, starts)) in self.axes.iter().enumerate() {
            values[usize::from(*key)] = starts.get(place % self.length(axis)).copied();
            place /= self.length(axis);
        }
        values
    }

    fn fault(&self) -> Option<String> {
        let mut strides = Vec::new();
        let mut size = 1_usize;
        for axis in 0..self.axes.len() {
            strides.push(size);
            size = size.saturating_mul(self.length(axis));
        }
        if size > MOST_COMBINATIONS {
            return Some(format!(
                "互いに関わる食い違いの、答えの組み合わせが多すぎて調べきれません（{MOST_COMBINATIONS}を超えました）。when で見る質問や範囲を減らしてください"
            ));
        }
        let open =
            |place: usize, axis: usize| place / strides[axis] % self.length(axis) == self.length(axis) - 1;
        // Whether there is a way to complete the answers of a place: first where all are given, then axis by axis.
        let mut possible: Vec<bool> = (0..size)
            .map(|place| {
                let values = self.at(place);
                let given = (0..self.axes.len()).all(|axis| !open(place, axis));
                given
                    && self
                        .contradictions
                        .iter()
                        .all(|one| holds(one.when, &values) == Some(false))
            })
            .collect();
        for (axis, stride) in strides.iter().enumerate() {
            let last = self.length(axis) - 1;
            for place in (0..size).filter(|place| open(*place, axis)) {
                possible[place] |= (1..=last).any(|back| possible[place - back * stride]);
            }
        }
        (0..size).find_map(|place| {
            let values = self.at(place);
            let mut left = place;
            for drop in self
                .contradictions
                .iter()
                .filter(|one| holds(one.when, &values) == Some(true))
                .filter_map(|one| one.drop)
            {
                let axis = self.axes.iter().position(|(key, _)| *key == drop)?;
                let here = left / strides[axis] % self.length(axis);
                left += (self.length(axis) - 1 - here) * strides[axis];
            }
            (!possible[left]).then(|| {
                format!(
                    "ほかの食い違いと合わせると、次の答えに当てはまる医療機関が1つも残りません（{}）。どちらかの when を狭めるか、drop を同じ質問にそろえてください",
                    self.describe(&values)
                )
            })
        })
    }

    fn describe(&self, values: &[Option<u64>]) -> String {
        let known: Vec<_> = self
            .axes
            .iter()
            .filter_map(|(key, starts)| {
                let value = values[usize::from(*key)]?;
                let end = starts.iter().find(|start| **start > value).map(|next| next - 1);
                let (_, max) = self.keys[usize::from(*key)].kind.bounds();
                Some((*key, (value, end.unwrap_or(max))))
            })
            .collect();
        super::programme::describe(self.keys, &known)
    }
}
