//! How much the evaluator has to do in a diagram.

use std::collections::HashMap;

use catalogue_model::{Diagram, KeyIndex, Node, Target};

use super::{Budget, MOST_COMPARISONS};

/// The number of paths from a place to a leaf or to nowhere, where those of all nodes are known.
pub(super) fn paths_of(target: Target, of_nodes: &[u64]) -> u64 {
    match target {
        Target::Node(node) => of_nodes[usize::from(node)],
        Target::Leaf(_) | Target::Nowhere => 1,
    }
}

/// Checks that the evaluator finds the keys that matter in time. `amount_keys` are those of
/// [`catalogue_model::Programme::amount_keys`].
///
/// # Errors
///
/// A message to the keeper: more than [`MOST_COMPARISONS`] pairs of outcomes, or no budget left to count them.
pub(crate) fn check_comparisons(
    diagram: &Diagram,
    amount_keys: &[KeyIndex],
    budget: &Budget,
) -> Result<(), String> {
    if comparisons(diagram, amount_keys, budget)? > MOST_COMPARISONS {
        return Err(format!(
            "見比べる場合の組が多すぎます（{MOST_COMPARISONS}組を超えました）。when でいっしょに見る質問や範囲を減らすか、条件か補助金を分けて書いてください"
        ));
    }
    Ok(())
}

/// How many pairs of outcomes the evaluator compares at most: on every path, at every node, for each two arms of the
/// node, all pairs of outcomes that the two arms lead to with all other keys equal.
pub(super) fn comparisons(
    diagram: &Diagram,
    amount_keys: &[KeyIndex],
    budget: &Budget,
) -> Result<u64, String> {
    let mut pairs = Pairs {
        nodes: diagram.nodes,
        counted: HashMap::new(),
        budget,
    };
    // Every node stands behind those that its arms lead to.
    let mut of_nodes: Vec<u64> = Vec::with_capacity(diagram.nodes.len());
    for node in diagram.nodes {
        // One place is the same outcome for both arms, unless the amount counts with the key itself.
        let same_differs = amount_keys.contains(&node.key);
        let mut count: u64 = 0;
        for (place, (_, target)) in node.arms.iter().enumerate() {
            for (_, other) in &node.arms[..place] {
                count = count.saturating_add(pairs.count(*other, *target, same_differs)?);
            }
            if let Target::Node(below) = target {
                count = count.saturating_add(of_nodes[usize::from(*below)]);
            }
        }
        of_nodes.push(count);
    }
    Ok(match diagram.root {
        Target::Node(root) => of_nodes[usize::from(root)],
        Target::Leaf(_) | Target::Nowhere => 0,
    })
}

/// The pairs of outcomes that two places lead to.
struct Pairs<'a> {
    nodes: &'static [Node],
    counted: HashMap<(Target, Target, bool), u64>,
    budget: &'a Budget,
}

impl Pairs<'_> {
    fn count(&mut self, one: Target, other: Target, same_differs: bool) -> Result<u64, String> {
        if one == other && !same_differs {
            return Ok(1);
        }
        let nodes = self.nodes;
        let [at_one, at_other] = [one, other].map(|target| match target {
            Target::Node(node) => Some(&nodes[usize::from(node)]),
            Target::Leaf(_) | Target::Nowhere => None,
        });
        let Some(key) = [at_one, at_other]
            .into_iter()
            .flatten()
            .map(|node| node.key)
            .min()
        else {
            return Ok(1);
        };
        if let Some(known) = self.counted.get(&(one, other, same_differs)) {
            return Ok(*known);
        }
        let arms = |node: Option<&'static Node>, target: Target| match node.filter(|node| node.key == key) {
            Some(node) => node.arms.to_vec(),
            None => vec![(u64::MAX, target)],
        };
        let (of_one, of_other) = (arms(at_one, one), arms(at_other, other));
        self.budget.take(of_one.len() + of_other.len())?;
        let (mut count, mut at, mut at_other): (u64, usize, usize) = (0, 0, 0);
        // Both lists of arms cover the same values: whichever ends first makes way for its next one.
        while let (Some((last, one)), Some((other_last, other))) = (of_one.get(at), of_other.get(at_other)) {
            count = count.saturating_add(self.count(*one, *other, same_differs)?);
            at += usize::from(last <= other_last);
            at_other += usize::from(other_last <= last);
        }
        self.counted.insert((one, other, same_differs), count);
        Ok(count)
    }
}
