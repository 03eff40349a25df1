//! What is known of every key: one value where it is answered, else all that it may be.

use alloc::rc::Rc;
use alloc::vec::Vec;

use catalogue_model::{Key, KeyIndex};

/// For every key the smallest and the largest value that it may still have; both are the same where it is answered.
#[derive(Clone, Debug)]
pub(crate) struct Ranges {
    of: Vec<(u64, u64)>,
    /// The ranges where nothing is answered.
    bounds: Rc<[(u64, u64)]>,
}

impl Ranges {
    /// Answered keys have their value, all others their bounds.
    pub(crate) fn new(keys: &[Key], values: &[Option<u64>]) -> Self {
        let bounds: Rc<[(u64, u64)]> = keys.iter().map(|key| key.kind.bounds()).collect();
        let mut ranges = Self {
            of: bounds.to_vec(),
            bounds,
        };
        ranges.answer(values);
        ranges
    }

    /// Replaces all answers.
    pub(crate) fn answer(&mut self, values: &[Option<u64>]) {
        for ((range, bounds), value) in self.of.iter_mut().zip(self.bounds.iter()).zip(values) {
            *range = value.map_or(*bounds, |value| (value, value));
        }
    }

    /// The range of a key.
    pub(crate) fn of(&self, key: KeyIndex) -> (u64, u64) {
        self.of[usize::from(key)]
    }

    /// The range of a key where nothing is answered.
    pub(crate) fn bounds(&self, key: KeyIndex) -> (u64, u64) {
        self.bounds[usize::from(key)]
    }

    /// Narrows the range of a key, and gives back what it was.
    pub(crate) fn narrow(&mut self, key: KeyIndex, range: (u64, u64)) -> (u64, u64) {
        core::mem::replace(&mut self.of[usize::from(key)], range)
    }

    /// The same ranges with one key answered.
    pub(crate) fn with(&self, key: KeyIndex, value: u64) -> Self {
        let mut ranges = self.clone();
        ranges.narrow(key, (value, value));
        ranges
    }
}
