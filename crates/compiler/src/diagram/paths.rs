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

/// What comparing two outcomes depends on.
pub(crate) struct Comparison<'a> {
    /// Those of [`catalogue_model::Programme::amount_keys`]: for them one leaf can be two outcomes.
    pub(crate) amount_keys: &'a [KeyIndex],
    /// How many steps it takes to compare two leaves.
    pub(crate) steps: &'a dyn Fn(u8, u8) -> u64,
}

impl Comparison<'_> {
    /// Outcomes that are equal where their leaves are, and different otherwise.
    pub(crate) const OF_LEAVES: Self = Self {
        amount_keys: &[],
        steps: &|_, _| 1,
    };
}

/// Checks that the evaluator finds the keys that matter in time.
///
/// # Errors
///
/// A message to the keeper: more than [`MOST_COMPARISONS`] steps, or no budget left to count them.
pub(crate) fn check_comparisons(
    diagram: &Diagram,
    comparison: &Comparison,
    budget: &Budget,
) -> Result<(), String> {
    if comparisons(diagram, comparison, budget)? > MOST_COMPARISONS {
        return Err(format!(
            "見比べる場合の組が多すぎます（{MOST_COMPARISONS}組を超えました）。when でいっしょに見る質問や範囲を減らすか、条件か補助金を分けて書いてください"
        ));
    }
    Ok(())
}

/// How many steps the evaluator takes at most to find the keys that matter: on every path, at every node, for
/// each two arms of the node, it compares all pairs of outcomes that the two arms lead to with all other keys
/// equal.
pub(crate) fn comparisons(
    diagram: &Diagram,
    comparison: &Comparison,
    budget: &Budget,
) -> Result<u64, String> {
    let mut pairs = Pairs {
        nodes: diagram.nodes,
        comparison,
        counted: HashMap::new(),
        budget,
    };
    // Every node stands behind those that its arms lead to.
    let mut of_nodes: Vec<u64> = Vec::with_capacity(diagram.nodes.len());
    for node in diagram.nodes {
        let amount_key = comparison.amount_keys.contains(&node.key);
        let mut count: u64 = 0;
        for (place, (_, target)) in node.arms.iter().enumerate() {
            for (_, other) in &node.arms[..place] {
                count = count.saturating_add(pairs.count(*other, *target, amount_key)?);
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

/// Counts the steps for the pairs of outcomes that two places lead to.
struct Pairs<'a> {
    nodes: &'static [Node],
    comparison: &'a Comparison<'a>,
    counted: HashMap<(Target, Target, bool), u64>,
    budget: &'a Budget,
}

impl Pairs<'_> {
    /// The steps for two places. `amount_key` says whether the key in which the two paths differ is an amount
    /// key.
    fn count(&mut self, one: Target, other: Target, amount_key: bool) -> Result<u64, String> {
        if one == other && !amount_key {
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
            return Ok(match (one, other) {
                (Target::Leaf(one), Target::Leaf(other)) => (self.comparison.steps)(one, other),
                _ => 1,
            });
        };
        if let Some(known) = self.counted.get(&(one, other, amount_key)) {
            return Ok(*known);
        }
        let arms = |node: Option<&'static Node>, target: Target| match node.filter(|node| node.key == key) {
            Some(node) => node.arms.to_vec(),
            None => vec![(u64::MAX, target)],
        };
        let (arms_of_one, arms_of_other) = (arms(at_one, one), arms(at_other, other));
        self.budget.take(arms_of_one.len() + arms_of_other.len())?;
        // Both lists of arms cover the same values; the arm that ends first gives way to the next one of its
        // list.
        let (mut count, mut place, mut other_place): (u64, usize, usize) = (0, 0, 0);
        while let (Some((last, one)), Some((other_last, other))) =
            (arms_of_one.get(place), arms_of_other.get(other_place))
        {
            count = count.saturating_add(self.count(*one, *other, amount_key)?);
            place += usize::from(last <= other_last);
            other_place += usize::from(other_last <= last);
        }
        self.counted.insert((one, other, amount_key), count);
        Ok(count)
    }
}
