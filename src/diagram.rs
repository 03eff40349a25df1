//! Evaluates multi-valued decision diagrams over ranges: which leaves can still be reached, and which keys still
//! matter.
//!
//! Both answers are exact. The evaluator visits each node once, or, where an amount depends on a key that the diagram
//! tests, once for each path; the compiler bounds how many paths there are. A key matters where two of its values, all
//! else equal, lead to different outcomes.

use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

use catalogue_model::{Diagram, KeyIndex, MOST_NODES, Node, Target};

use crate::ranges::Ranges;

/// A set of places below 256, such as those of leaves or laws.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct PlaceSet([u64; 4]);

impl PlaceSet {
    pub(crate) fn add(&mut self, place: u8) {
        self.0[usize::from(place / 64)] |= 1 << (place % 64);
    }

    pub(crate) fn has(self, place: u8) -> bool {
        self.0[usize::from(place / 64)] >> (place % 64) & 1 == 1
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Ascending.
    pub(crate) fn places(self) -> impl Iterator<Item = u8> {
        [0, 64, 128, 192]
            .into_iter()
            .zip(self.0)
            .flat_map(|(first, mut bits)| {
                core::iter::from_fn(move || {
                    let bit = u8::try_from(bits.trailing_zeros()).ok().filter(|bit| *bit < 64)?;
                    bits &= bits - 1;
                    Some(first + bit)
                })
            })
    }
}

/// A leaf with the range that one key has on the way to it.
#[derive(Clone, Copy)]
pub(crate) struct Reached {
    pub(crate) leaf: u8,
    pub(crate) range: (u64, u64),
}

/// How the outcomes at the leaves of a diagram compare.
pub(crate) trait Outcomes {
    /// Marks the open keys that change the outcome at this leaf, all others staying as they are.
    fn keys_within(&self, _leaf: u8, _ranges: &Ranges, _mark: &mut dyn FnMut(KeyIndex)) {}

    /// The keys that the diagram tests and an outcome depends on.
    fn amount_keys(&self) -> &[KeyIndex] {
        &[]
    }

    /// Whether two outcomes differ for some values within `ranges`. The paths to them differ in `key` alone.
    fn differ(&self, one: Reached, other: Reached, key: KeyIndex, ranges: &Ranges) -> bool;
}

/// Where the answered keys lead from a target.
fn follow(diagram: Diagram, mut target: Target, ranges: &Ranges) -> Target {
    while let Target::Node(place) = target {
        let node = node(diagram, place);
        let (from, to) = ranges.of(node.key);
        if from != to {
            break;
        }
        let arm = node.arms.iter().find(|(last, _)| from <= *last);
        target = arm.map_or(Target::Nowhere, |(_, target)| *target);
    }
    target
}

fn node(diagram: Diagram, place: u16) -> &'static Node {
    &diagram.nodes[usize::from(place)]
}

/// The arms of a node that a range allows, cut to it.
fn arms(node: &Node, (from, to): (u64, u64)) -> impl Iterator<Item = Arm> {
    let starts = core::iter::once(0).chain(node.arms.iter().map(|(last, _)| last + 1));
    starts
        .zip(node.arms)
        .map(move |(first, (last, target))| ((first.max(from), to.min(*last)), *target))
        .filter(|((first, last), _)| first <= last)
}

/// The leaf that answered keys alone lead to.
pub(crate) fn settled_leaf(diagram: Diagram, ranges: &Ranges) -> Option<u8> {
    match follow(diagram, diagram.root, ranges) {
        Target::Leaf(leaf) => Some(leaf),
        Target::Node(_) | Target::Nowhere => None,
    }
}

/// The leaves that the ranges allow.
pub(crate) fn reachable(diagram: Diagram, ranges: &Ranges) -> PlaceSet {
    let mut reached = ReachedTargets::default();
    let root = follow(diagram, diagram.root, ranges);
    reached.add(root);
    let Target::Node(root) = root else {
        return reached.leaves;
    };
    // Each node stands behind those that its arms lead to.
    for place in (0..=root).rev() {
        if reached.has_node(place) {
            let node = node(diagram, place);
            let (from, to) = ranges.of(node.key);
            for (last, target) in node.arms {
                if *last >= from {
                    reached.add(follow(diagram, *target, ranges));
                }
                if *last >= to {
                    break;
                }
            }
        }
    }
    reached.leaves
}

/// Nodes and leaves that were reached.
struct ReachedTargets {
    /// A bit each.
    nodes: [u64; MOST_NODES.div_ceil(64)],
    leaves: PlaceSet,
}

impl Default for ReachedTargets {
    fn default() -> Self {
        Self {
            nodes: [0; MOST_NODES.div_ceil(64)],
            leaves: PlaceSet::default(),
        }
    }
}

impl ReachedTargets {
    fn add(&mut self, target: Target) {
        match target {
            Target::Node(place) => self.nodes[usize::from(place / 64)] |= 1 << (place % 64),
            Target::Leaf(leaf) => self.leaves.add(leaf),
            Target::Nowhere => {}
        }
    }

    fn has_node(&self, place: u16) -> bool {
        self.nodes[usize::from(place / 64)] >> (place % 64) & 1 == 1
    }
}

/// Visits the leaf at the end of every path that the ranges allow, with the ranges of that path.
pub(crate) fn visit_paths(diagram: Diagram, ranges: &Ranges, visit: &mut dyn FnMut(u8, &Ranges)) {
    visit_paths_from(diagram, diagram.root, &mut ranges.clone(), visit);
}

fn visit_paths_from(
    diagram: Diagram,
    target: Target,
    ranges: &mut Ranges,
    visit: &mut dyn FnMut(u8, &Ranges),
) {
    match follow(diagram, target, ranges) {
        Target::Nowhere => {}
        Target::Leaf(leaf) => visit(leaf, ranges),
        Target::Node(place) => {
            let node = node(diagram, place);
            let whole = ranges.of(node.key);
            for (range, next) in arms(node, whole) {
                ranges.narrow(node.key, range);
                visit_paths_from(diagram, next, ranges, visit);
            }
            ranges.narrow(node.key, whole);
        }
    }
}

/// The nodes that were visited; nothing where every path counts.
struct VisitedNodes(Option<Vec<bool>>);

impl VisitedNodes {
    fn new(diagram: Diagram, by_path: bool) -> Self {
        Self((!by_path).then(|| vec![false; diagram.nodes.len()]))
    }

    fn is_first(&mut self, node: u16) -> bool {
        let Self(Some(visited)) = self else { return true };
        !core::mem::replace(&mut visited[usize::from(node)], true)
    }
}

/// The open keys that matter, ascending.
pub(crate) fn keys_that_matter(diagram: Diagram, ranges: &Ranges, of: &dyn Outcomes) -> Vec<KeyIndex> {
    let by_path = !of.amount_keys().is_empty();
    let mut search = Search {
        diagram,
        of,
        visited: VisitedNodes::new(diagram, by_path),
        equal: (!by_path).then(BTreeSet::new),
        matter: Vec::new(),
    };
    search.from(diagram.root, &mut ranges.clone());
    search.matter
}

struct Search<'a> {
    diagram: Diagram,
    of: &'a dyn Outcomes,
    visited: VisitedNodes,
    /// Pairs of targets that lead to the same outcomes, all else equal; nothing where that depends on the path.
    equal: Option<BTreeSet<[Target; 2]>>,
    /// Found so far, ascending.
    matter: Vec<KeyIndex>,
}

/// An arm of a node: a range of its key, and where that leads.
type Arm = ((u64, u64), Target);

impl Search<'_> {
    fn from(&mut self, target: Target, ranges: &mut Ranges) {
        match follow(self.diagram, target, ranges) {
            Target::Nowhere => {}
            Target::Leaf(leaf) => {
                let matter = &mut self.matter;
                self.of.keys_within(leaf, ranges, &mut |key| insert(matter, key));
            }
            Target::Node(place) => {
                if !self.visited.is_first(place) {
                    return;
                }
                let node = node(self.diagram, place);
                let key = node.key;
                let whole = ranges.of(key);
                let open: Vec<Arm> = arms(node, whole).collect();
                if !self.matter.contains(&key) && self.any_differ(key, &open, ranges) {
                    insert(&mut self.matter, key);
                }
                for (range, next) in open {
                    ranges.narrow(key, range);
                    self.from(next, ranges);
                }
                ranges.narrow(key, whole);
            }
        }
    }

    /// Whether two of these arms lead to different outcomes, all else equal.
    fn any_differ(&mut self, key: KeyIndex, arms: &[Arm], ranges: &mut Ranges) -> bool {
        arms.iter().enumerate().any(|(place, (range, target))| {
            arms[..place].iter().any(|(other_range, other)| {
                self.differ(key, [*range, *other_range], [*target, *other], ranges)
            })
        })
    }

    /// Whether two paths that differ in `key` alone lead to different outcomes. Both are followed at once; every other
    /// open key has the same value on both. `sides` is what the key may be on each of them.
    fn differ(
        &mut self,
        key: KeyIndex,
        sides: [(u64, u64); 2],
        targets: [Target; 2],
        ranges: &mut Ranges,
    ) -> bool {
        let [one, other] = targets;
        if one == other && !self.of.amount_keys().contains(&key) {
            return false;
        }
        if let (Target::Leaf(one), Target::Leaf(other)) = (one, other) {
            let [one, other] =
                [(one, sides[0]), (other, sides[1])].map(|(leaf, range)| Reached { leaf, range });
            return self.of.differ(one, other, key, ranges);
        }
        if self.equal.as_ref().is_some_and(|equal| equal.contains(&targets)) {
            return false;
        }
        let nodes = targets.map(|target| match target {
            Target::Node(place) => Some(node(self.diagram, place)),
            Target::Leaf(_) | Target::Nowhere => None,
        });
        // Where no key is left to test, one of the two is nowhere: no institution is like that.
        let Some(tested) = nodes.iter().flatten().map(|node| node.key).min() else {
            return false;
        };
        let whole = ranges.of(tested);
        let ways = |side: usize, range| -> Vec<Arm> {
            match nodes[side] {
                Some(node) if node.key == tested => arms(node, range).collect(),
                _ => vec![(range, targets[side])],
            }
        };
        let differ = ways(0, whole).into_iter().any(|(range, one)| {
            ways(1, range).into_iter().any(|(range, other)| {
                ranges.narrow(tested, range);
                self.differ(key, sides, [one, other], ranges)
            })
        });
        ranges.narrow(tested, whole);
        if let (false, Some(equal)) = (differ, &mut self.equal) {
            equal.insert(targets);
        }
        differ
    }
}

fn insert(keys: &mut Vec<KeyIndex>, key: KeyIndex) {
    if let Err(place) = keys.binary_search(&key) {
        keys.insert(place, key);
    }
}
