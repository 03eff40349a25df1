//! Constraints on answers: when something applies.

use crate::KeyIndex;

/// One key within some ranges, each with both ends included.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Constraint {
    /// The key.
    pub key: KeyIndex,
    /// The ranges, ascending and apart from each other.
    pub ranges: &'static [(u64, u64)],
}

impl Constraint {
    /// Whether a value lies in one of the ranges.
    #[must_use]
    pub fn holds(&self, value: u64) -> bool {
        self.ranges
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&value))
    }
}

/// In disjunctive form: it holds where all constraints of any of these lists hold.
pub type When = &'static [&'static [Constraint]];

/// Three-valued: whether it holds, as far as the values of all keys are known.
#[must_use]
pub fn holds(when: When, values: &[Option<u64>]) -> Option<bool> {
    let mut settled = true;
    for all in when {
        let [mut met, mut unmet] = [true, false];
        for constraint in *all {
            match values[usize::from(constraint.key)] {
                Some(value) if constraint.holds(value) => {}
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
