//! Answers that contradict each other, and what then still counts.

use alloc::vec::Vec;

use catalogue_model::{Catalogue, holds};

/// Finds the contradictions among answers: their places in the catalogue, ascending. `values` become the answers that
/// count: each contradiction that names an answer to drop takes it out.
pub(crate) fn drop_contradicting(catalogue: &Catalogue, values: &mut [Option<u64>]) -> Vec<usize> {
    let all = catalogue.contradictions.iter().enumerate();
    // All are found before any answer is dropped: one contradiction may not hide another.
    let found: Vec<usize> = all
        .filter(|(_, contradiction)| holds(contradiction.when, values) == Some(true))
        .map(|(place, _)| place)
        .collect();
    for key in found
        .iter()
        .filter_map(|place| catalogue.contradictions[*place].drop)
    {
        values[usize::from(key)] = None;
    }
    found
}
