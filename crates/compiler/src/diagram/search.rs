//! Whether some answers of a diagram satisfy a predicate on `when`s.

use std::collections::HashSet;

use catalogue_model::{Diagram, Key, Target, When};

use super::Budget;
use super::residual::{Residual, Residuals, TestedKey, tested_keys};

/// Whether there are answers that the diagram does not lead nowhere, and for which `wanted` is true of which
/// of `whens` hold.
///
/// # Errors
///
/// A message to the keeper where no budget is left.
pub(crate) fn satisfiable(
    keys: &[Key],
    diagram: &Diagram,
    whens: &[When],
    budget: &Budget,
    wanted: &dyn Fn(&[bool]) -> bool,
) -> Result<bool, String> {
    let mut residuals = Residuals::default();
    let initial: Vec<Residual> = whens.iter().map(|when| residuals.of(when)).collect();
    let mut search = Search {
        diagram,
        tested: tested_keys(keys, whens),
        residuals,
        visited: HashSet::new(),
        budget,
        wanted,
    };
    search.finds(diagram.root, 0, &initial)
}

struct Search<'a> {
    diagram: &'a Diagram,
    tested: Vec<TestedKey>,
    residuals: Residuals,
    /// Where nothing was found, or where the search is under way.
    visited: HashSet<(Target, usize, Vec<Residual>)>,
    budget: &'a Budget,
    wanted: &'a dyn Fn(&[bool]) -> bool,
}

impl Search<'_> {
    /// Whether it finds answers from a place of the diagram on, once `depth` keys of the `when`s are known.
    fn finds(&mut self, target: Target, depth: usize, residuals: &[Residual]) -> Result<bool, String> {
        self.budget.take(residuals.len())?;
        if target == Target::Nowhere {
            return Ok(false);
        }
        let holding: Option<Vec<bool>> = residuals.iter().map(|residual| residual.holds()).collect();
        if let Some(holding) = holding {
            // From every node some path reaches a leaf: a node that only led nowhere would have been left
            // out.
            return Ok((self.wanted)(&holding));
        }
        if !self.visited.insert((target, depth, residuals.to_vec())) {
            return Ok(false);
        }
        let node = match target {
            Target::Node(node) => Some(&self.diagram.nodes[usize::from(node)]),
            Target::Leaf(_) | Target::Nowhere => None,
        };
        let key = self.tested[depth].key;
        if let Some(node) = node.filter(|node| node.key < key) {
            for (_, target) in node.arms {
                if self.finds(*target, depth, residuals)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let node = node.filter(|node| node.key == key);
        for place in 0..self.tested[depth].ranges.len() {
            let (from, to) = self.tested[depth].ranges[place];
            let left = self
                .residuals
                .restrict_all(residuals, &self.tested[depth], place, self.budget)?;
            let Some(node) = node else {
                if self.finds(target, depth + 1, &left)? {
                    return Ok(true);
                }
                continue;
            };
            let mut first = 0;
            for (last, target) in node.arms {
                if first <= to && from <= *last && self.finds(*target, depth + 1, &left)? {
                    return Ok(true);
                }
                first = last + 1;
            }
        }
        Ok(false)
    }
}
