//! Answers that contradict each other, and what then still counts.

use catalogue_model::{Catalogue, holds};

/// Finds the contradictions among answers: their places in the catalogue, ascending. `values` become the answers that
/// count: each contradiction that names an answer to drop takes it out.
pub(crate) fn drop_contradicting(catalogue: &Catalogue, values: &mut [Option<u64>], found: &mut Vec<usize>) {
    let all = catalogue.contradictions.iter().enumerate();
    // All of them are looked for before anything is dropped: one may not hide another.
    found.extend(
        all.filter(|(_, one)| holds(one.when, values) == Some(true))
            .map(|(at, _)| at),
    );
    for key in found.iter().filter_map(|at| catalogue.contradictions[*at].drop) {
        values[usize::from(key)] = None;
    }
}
