//! Evaluates multi-valued decision diagrams over ranges: which leaves can still be reached, and which keys still
//! matter.
//!
//! Both answers are exact. The evaluator visits each node once, or, where an amount depends on a key that the diagram
//! tests, once for each path; the compiler bounds how many paths there are. A key matters where two of its values, all
//! else equal, lead to different outcomes.

use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

use catalogue_model::{Diagram, KeyIndex, Node, Target};

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
fn arms(node: &Node, (from, to): (u64, u64)) -> impl Iterator<Item = ((u64, u64), Target)> + Clone {
    let starts = core::iter::once(0).chain(node.arms.iter().map(|(last, _)| last + 1));
    starts
        .zip(node.arms)
        .map(move |(first, (last, target))| ((first.max(from), to.min(*last)), *target))
        .filter(|((first, last), _)| first <= last)
}

/// Visits every leaf that the ranges allow: once, or, where outcomes depend on keys that the diagram tests, once for
/// each path to it, with the ranges of that path.
pub(crate) fn outcomes(diagram: Diagram, ranges: &Ranges, by_path: bool, visit: &mut dyn FnMut(u8, &Ranges)) {
    match follow(diagram, diagram.root, ranges) {
        Target::Nowhere => {}
        Target::Leaf(leaf) => visit(leaf, ranges),
        node @ Target::Node(_) => {
            outcomes_from(
                diagram,
                node,
                &mut ranges.clone(),
                &mut Visited::new(by_path),
                visit,
            );
        }
    }
}

fn outcomes_from(
    diagram: Diagram,
    target: Target,
    ranges: &mut Ranges,
    visited: &mut Visited<Target>,
    visit: &mut dyn FnMut(u8, &Ranges),
) {
    let target = follow(diagram, target, ranges);
    if !visited.is_first(target) {
        return;
    }
    match target {
        Target::Nowhere => {}
        Target::Leaf(leaf) => visit(leaf, ranges),
        Target::Node(place) => {
            let node = node(diagram, place);
            let whole = ranges.of(node.key);
            for (range, next) in arms(node, whole) {
                ranges.narrow(node.key, range);
                outcomes_from(diagram, next, ranges, visited, visit);
            }
            ranges.narrow(node.key, whole);
        }
    }
}

/// What was visited; nothing where every path counts.
struct Visited<T>(Option<BTreeSet<T>>);

impl<T: Ord> Visited<T> {
    fn new(by_path: bool) -> Self {
        Self((!by_path).then(BTreeSet::new))
    }

    fn is_first(&mut self, item: T) -> bool {
        self.0.as_mut().is_none_or(|visited| visited.insert(item))
    }
}

/// The leaves that the ranges allow.
pub(crate) fn reachable(diagram: Diagram, ranges: &Ranges) -> PlaceSet {
    let mut leaves = PlaceSet::default();
    outcomes(diagram, ranges, false, &mut |leaf, _| leaves.add(leaf));
    leaves
}

/// The open keys that matter, ascending.
pub(crate) fn keys_that_matter(diagram: Diagram, ranges: &Ranges, of: &dyn Outcomes) -> Vec<KeyIndex> {
    let mut search = Search {
        diagram,
        of,
        by_path: !of.amount_keys().is_empty(),
        matter: Vec::new(),
    };
    let mut visited = Visited::new(search.by_path);
    search.from(diagram.root, &mut ranges.clone(), &mut visited);
    search.matter
}

struct Search<'a> {
    diagram: Diagram,
    of: &'a dyn Outcomes,
    by_path: bool,
    /// Found so far, ascending.
    matter: Vec<KeyIndex>,
}

impl Search<'_> {
    fn from(&mut self, target: Target, ranges: &mut Ranges, visited: &mut Visited<Target>) {
        let target = follow(self.diagram, target, ranges);
        if !visited.is_first(target) {
            return;
        }
        match target {
            Target::Nowhere => {}
            Target::Leaf(leaf) => {
                let matter = &mut self.matter;
                self.of.keys_within(leaf, ranges, &mut |key| insert(matter, key));
            }
            Target::Node(place) => {
                let node = node(self.diagram, place);
                let key = node.key;
                let whole = ranges.of(key);
                let open = arms(node, whole);
                if !self.matter.contains(&key) && self.any_differ(key, &open, ranges) {
                    insert(&mut self.matter, key);
                }
                for (range, next) in open {
                    ranges.narrow(key, range);
                    self.from(next, ranges, visited);
                }
                ranges.narrow(key, whole);
            }
        }
    }

    /// Whether two of these arms lead to different outcomes, all else equal.
    fn any_differ(
        &self,
        key: KeyIndex,
        arms: &(impl Iterator<Item = ((u64, u64), Target)> + Clone),
        ranges: &mut Ranges,
    ) -> bool {
        arms.clone().enumerate().any(|(count, (range, target))| {
            arms.clone().take(count).any(|(other_range, other)| {
                let pair = Pair {
                    diagram: self.diagram,
                    of: self.of,
                    key,
                    ranges: [range, other_range],
                };
                pair.differ([target, other], ranges, &mut Visited::new(self.by_path))
            })
        })
    }
}

fn insert(keys: &mut Vec<KeyIndex>, key: KeyIndex) {
    if let Err(place) = keys.binary_search(&key) {
        keys.insert(place, key);
    }
}

/// Two paths that differ in one key alone.
struct Pair<'a> {
    diagram: Diagram,
    of: &'a dyn Outcomes,
    key: KeyIndex,
    /// What this key may be on each of them.
    ranges: [(u64, u64); 2],
}

impl Pair<'_> {
    /// Follows both paths at once; every other open key has the same value on both.
    fn differ(&self, targets: [Target; 2], ranges: &mut Ranges, visited: &mut Visited<[Target; 2]>) -> bool {
        let [one, other] = targets;
        if one == other && !self.of.amount_keys().contains(&self.key) || !visited.is_first(targets) {
            return false;
        }
        if let (Target::Leaf(one), Target::Leaf(other)) = (one, other) {
            let [one, other] =
                [(one, self.ranges[0]), (other, self.ranges[1])].map(|(leaf, range)| Reached { leaf, range });
            return self.of.differ(one, other, self.key, ranges);
        }
        let nodes = targets.map(|target| match target {
            Target::Node(place) => Some(node(self.diagram, place)),
            Target::Leaf(_) | Target::Nowhere => None,
        });
        // Where no key is left to test, one of the two is nowhere: no institution is like that.
        let Some(key) = nodes.iter().flatten().map(|node| node.key).min() else {
            return false;
        };
        let whole = ranges.of(key);
        let ways = |side: usize, range| match nodes[side] {
            Some(node) if node.key == key => arms(node, range).collect(),
            _ => vec![(range, targets[side])],
        };
        let differ = ways(0, whole).into_iter().any(|(range, one)| {
            ways(1, range).into_iter().any(|(range, other)| {
                ranges.narrow(key, range);
                self.differ([one, other], ranges, visited)
            })
        });
        ranges.narrow(key, whole);
        differ
    }
}
