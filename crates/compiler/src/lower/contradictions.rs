//! Answers that contradict each other.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use catalogue_model::{Contradiction, KeyIndex, When};

use super::Lowering;
use super::dead_ends::dead_ends;
use crate::when::{keys_of, leak, leak_text};

impl Lowering<'_> {
    /// Lowers all contradictions.
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
        for (at, message) in dead_ends(&self.keys.list, &list) {
            self.fault(file, places[at].clone(), message);
        }
        Contradictions::new(list)
    }
}

/// Answers that contradict each other.
pub(super) struct Contradictions {
    pub(super) list: Vec<Contradiction>,
    /// For each key the places of those that look at it and drop an answer.
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

    /// Answers that no institution gives: the contradictions that drop an answer, as far as they look at
    /// these keys.
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
