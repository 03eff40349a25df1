//! Constraints on answers: when something applies.

use crate::KeyIndex;

/// A constraint: the answer to a key lies in one of some ranges.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Constraint {
    /// The key.
    pub key: KeyIndex,
    /// The ranges, ascending and apart from each other; both ends belong to a range.
    pub ranges: &'static [(u64, u64)],
}

impl Constraint {
    /// Whether a value lies in one of the ranges.
    ///
    /// ```
    /// use catalogue_model::Constraint;
    ///
    /// let beds = Constraint { key: 1, ranges: &[(1, 19), (200, 3_000)] };
    /// assert!(beds.holds(19) && !beds.holds(20) && beds.holds(200));
    /// ```
    #[must_use]
    pub fn holds(&self, value: u64) -> bool {
        self.ranges
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&value))
    }
}

/// When something applies, in disjunctive normal form: all constraints of any one list hold. The constraints
/// of a list ascend by their keys.
pub type When = &'static [&'static [Constraint]];

/// Whether a `when` holds, in Kleene's three-valued logic; `None` where the known values do not decide it.
/// `values` has the value of each key of the catalogue, `None` where it is not known.
///
/// ```
/// use catalogue_model::{Constraint, When, holds};
///
/// // A hospital with 20 beds or more, or any institution that visits at home.
/// const WHEN: When = &[
///     &[Constraint { key: 0, ranges: &[(0, 0)] }, Constraint { key: 1, ranges: &[(20, 3_000)] }],
///     &[Constraint { key: 2, ranges: &[(1, 1)] }],
/// ];
/// assert_eq!(holds(WHEN, &[Some(0), Some(19), Some(0)]), Some(false));
/// assert_eq!(holds(WHEN, &[Some(0), Some(20), None]), Some(true));
/// assert_eq!(holds(WHEN, &[Some(0), None, Some(0)]), None);
/// ```
///
/// # Panics
///
/// If `values` has no place for a key of the `when`.
#[must_use]
pub fn holds(when: When, values: &[Option<u64>]) -> Option<bool> {
    let mut decided = true;
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
        decided = false;
    }
    decided.then_some(false)
}
