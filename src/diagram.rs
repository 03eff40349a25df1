//! Walks decision diagrams: what can still come out, and which keys still matter.
//!
//! Both are exact. A walk takes every way of answering what is open, range by range; a key matters
//! where two of its answers, all else equal, lead to different outcomes.

use catalogue_format::model::{Diagram, Key, KeyIndex, Kind, Node, Target};

/// For every key the values it may still have, both ends included: one value where it is known.
#[derive(Clone, Debug)]
pub(crate) struct Ranges(Vec<(u64, u64)>);

impl Ranges {
    /// Known values as they are, all others within the bounds of their keys.
    pub(crate) fn new(keys: &[Key], values: &[Option<u64>]) -> Self {
        let mut ranges = Self(Vec::with_capacity(keys.len()));
        ranges.set(keys, values);
        ranges
    }

    /// The same in the room of what was known before.
    pub(crate) fn set(&mut self, keys: &[Key], values: &[Option<u64>]) {
        let range = |(key, value): (&Key, &Option<u64>)| {
            value.map_or_else(|| Kind::bounds(key.kind), |value| (value, value))
        };
        self.0.clear();
        self.0.extend(keys.iter().zip(values).map(range));
    }

    /// The range of a key.
    pub(crate) fn of(&self, key: KeyIndex) -> (u64, u64) {
        self.0[usize::from(key)]
    }

    /// Widens every range by the other's.
    pub(crate) fn join(&mut self, other: &Self) {
        for (range, (from, to)) in self.0.iter_mut().zip(&other.0) {
            *range = (range.0.min(*from), range.1.max(*to));
        }
    }

    /// Does something with a key's range narrowed, and widens it again.
    pub(crate) fn within<T>(
        &mut self,
        key: KeyIndex,
        range: (u64, u64),
        then: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = std::mem::replace(&mut self.0[usize::from(key)], range);
        let result = then(self);
        self.0[usize::from(key)] = before;
        result
    }
}

fn node(diagram: &Diagram, target: Target) -> Option<&'static Node> {
    match target {
        Target::Node(at) => Some(&diagram.nodes[usize::from(at)]),
        Target::Leaf(_) | Target::Nowhere => None,
    }
}

/// The arms of a node that lie within a range, cut to it.
fn arms(node: &Node, (from, to): (u64, u64)) -> impl Iterator<Item = ((u64, u64), Target)> {
    let starts = std::iter::once(0).chain(node.arms.iter().map(|(last, _)| last + 1));
    starts
        .zip(node.arms)
        .map(move |(first, (last, target))| ((first.max(from), to.min(*last)), *target))
        .filter(|((first, last), _)| first <= last)
}

/// Visits every outcome that the ranges still allow, with the ranges that lead to it. An outcome
/// may be visited more than once.
pub(crate) fn outcomes(diagram: &Diagram, ranges: &mut Ranges, visit: &mut dyn FnMut(u8, &Ranges)) {
    visit_from(diagram, diagram.root, ranges, visit);
}

fn visit_from(diagram: &Diagram, target: Target, ranges: &mut Ranges, visit: &mut dyn FnMut(u8, &Ranges)) {
    match target {
        Target::Nowhere => {}
        Target::Leaf(leaf) => visit(leaf, ranges),
        Target::Node(at) => {
            let node = &diagram.nodes[usize::from(at)];
            for (range, next) in arms(node, ranges.of(node.key)) {
                ranges.within(node.key, range, |ranges| visit_from(diagram, next, ranges, visit));
            }
        }
    }
}

/// How outcomes compare.
pub(crate) trait Outcomes {
    /// Marks the open keys that change this outcome from within.
    fn moved_within(&self, leaf: u8, ranges: &Ranges, mark: &mut dyn FnMut(KeyIndex));

    /// Whether the two outcomes differ for some values within `ranges`. `key` is the one key in
    /// which the two ways differ; it has the range `a_range` on the way to `a` and `b_range` on
    /// the way to `b`.
    fn differ(&self, a: (u8, (u64, u64)), b: (u8, (u64, u64)), key: KeyIndex, ranges: &Ranges) -> bool;
}

/// The open keys for which two ways of answering exist that differ in this key alone and lead to
/// different outcomes: `true` at their places.
pub(crate) fn keys_that_matter(diagram: &Diagram, ranges: &mut Ranges, of: &dyn Outcomes) -> Vec<bool> {
    let mut matter = vec![false; ranges.0.len()];
    mark_from(diagram, diagram.root, ranges, of, &mut matter);
    matter
}

fn mark_from(diagram: &Diagram, target: Target, ranges: &mut Ranges, of: &dyn Outcomes, matter: &mut [bool]) {
    match target {
        Target::Nowhere => {}
        Target::Leaf(leaf) => of.moved_within(leaf, ranges, &mut |key| matter[usize::from(key)] = true),
        Target::Node(at) => {
            let node = &diagram.nodes[usize::from(at)];
            let open: Vec<_> = arms(node, ranges.of(node.key)).collect();
            let key = usize::from(node.key);
            matter[key] = matter[key]
                || open.iter().enumerate().any(|(nth, a)| {
                    open[..nth].iter().any(|b| {
                        let pair = Pair {
                            diagram,
                            key: node.key,
                            a: a.0,
                            b: b.0,
                            of,
                        };
                        pair.differ(a.1, b.1, ranges)
                    })
                });
            for (range, next) in open {
                ranges.within(node.key, range, |ranges| {
                    mark_from(diagram, next, ranges, of, matter);
                });
            }
        }
    }
}

/// Two ways that differ in one key alone.
struct Pair<'a> {
    diagram: &'a Diagram,
    key: KeyIndex,
    a: (u64, u64),
    b: (u64, u64),
    of: &'a dyn Outcomes,
}

impl Pair<'_> {
    /// Walks both ways at once, each open key the same on both.
    fn differ(&self, a: Target, b: Target, ranges: &mut Ranges) -> bool {
        if let (Target::Leaf(a), Target::Leaf(b)) = (a, b) {
            return self.of.differ((a, self.a), (b, self.b), self.key, ranges);
        }
        let asked = [a, b].map(|target| node(self.diagram, target));
        let next = asked.iter().flatten().map(|node| node.key).min();
        // Nothing left to ask, and one of them leads nowhere: no institution is like that.
        let Some(key) = next else { return false };
        let [at_a, at_b] = asked.map(|node| node.filter(|node| node.key == key));
        let range = ranges.of(key);
        let ways = |at: Option<&'static Node>, still: Target, range| match at {
            Some(node) => arms(node, range).collect(),
            None => vec![(range, still)],
        };
        ways(at_a, a, range).into_iter().any(|(range, a)| {
            ways(at_b, b, range)
                .into_iter()
                .any(|(range, b)| ranges.within(key, range, |ranges| self.differ(a, b, ranges)))
        })
    }
}
