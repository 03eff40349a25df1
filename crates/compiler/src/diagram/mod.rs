//! Builds multi-valued decision diagrams of `when`s, and answers questions about them.
//!
//! A number matters only through the thresholds that it is compared with, so the values of a key fall into a
//! few ranges. [`build`] tests the keys in ascending order, range by range, until the outcome is decided. The
//! result is ordered and reduced: equal nodes are shared (hash-consing), and a key whose ranges all lead to
//! the same place is not tested.
//!
//! The compiler memoises on residual conditions ([`Residual`]). For each `when` it keeps only the part that
//! is still undecided; if the same residuals recur at the same key, it reuses the part of the diagram that it
//! built before. Work therefore grows with the size of the diagram, not with its number of paths.
//!
//! The evaluator keeps no memory of where it was: it takes every path. [`MOST_PATHS`] and
//! [`MOST_COMPARISONS`] bound what that costs; a catalogue beyond them is refused when it is built.

mod build;
mod paths;
mod residual;
mod search;
#[cfg(test)]
mod tests;

use std::cell::Cell;

pub(crate) use build::{Decision, Path, build, leaf};
#[cfg(test)]
pub(crate) use paths::comparisons;
pub(crate) use paths::{Comparison, check_comparisons};
pub(crate) use residual::{Residual, holding, none_holds, undecided};
pub(crate) use search::satisfiable;

/// The largest number of keys of one diagram. It protects the stack of the evaluator, which recurses once per
/// key.
pub(crate) const MOST_KEYS: usize = 300;

/// The largest number of paths from the root of one diagram to a leaf or to nowhere.
///
/// It protects the time of an evaluation in which nothing is known: the evaluator takes each path several
/// times. The largest real diagram has 205 paths; with 64 more conditions it has about 11,500.
pub(crate) const MOST_PATHS: u64 = 100_000;

/// The largest number of steps that the evaluator takes to compare outcomes in one diagram. A step compares a
/// pair of outcomes; two caps per unit are compared number by number, each of which is a step.
///
/// It protects the same time as [`MOST_PATHS`], which does not bound it: to find the keys that matter, the
/// evaluator follows each two arms of a node at once, and two parts of a diagram with n paths each can have
/// n² pairs.
pub(crate) const MOST_COMPARISONS: u64 = 1_000_000;

/// The largest number of steps for all diagrams of one programme. A step looks at one `when`, or at one table
/// of it. It protects the time of the build: a diagram can be small and still take hours to find.
pub(crate) const MOST_STEPS: usize = 2_000_000;

/// The steps that are left for one programme.
pub(crate) struct Budget(Cell<usize>);

impl Budget {
    /// All of [`MOST_STEPS`].
    pub(crate) fn new() -> Self {
        Self(Cell::new(MOST_STEPS))
    }

    /// Takes steps away.
    ///
    /// # Errors
    ///
    /// A message to the keeper where fewer are left.
    fn take(&self, steps: usize) -> Result<(), String> {
        let left = self.0.get().checked_sub(steps).ok_or_else(|| {
            format!(
                "場合分けの組み合わせが多すぎて、調べきれません（{MOST_STEPS}手を超えました）。when でいっしょに見る質問や範囲を減らすか、条件を分けて書いてください"
            )
        })?;
        self.0.set(left);
        Ok(())
    }
}
