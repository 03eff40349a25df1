//! Walks decision diagrams: what can still come out, and which keys still matter.
//!
//! Both are exact. A walk takes every way of answering what is open, range by range; a key matters
//! where two of its answers, all else equal, lead to different outcomes. Parts of a diagram are
//! shared, so that ways meet again: a walk goes on only where nobody has been, and what it takes
//! grows with the diagram, not with the number of ways through it.

use std::mem;

use catalogue_model::{Diagram, Key, KeyIndex, Node, Target};

/// For every key the values it may still have, both ends included: one value where it is known.
#[derive(Clone, Debug)]
pub(crate) struct Ranges {
    of: Vec<(u64, u64)>,
    /// What is possible where nothing is known.
    bounds: Vec<(u64, u64)>,
    /// Where a walk has been, and where a comparison has; kept for the room that they take.
    been: [Been; 2],
}

impl Ranges {
    /// Known values as they are, all others within the bounds of their keys.
    pub(crate) fn new(keys: &[Key], values: &[Option<u64>]) -> Self {
        let mut ranges = Self {
            of: Vec::with_capacity(keys.len()),
            bounds: keys.iter().map(|key| key.kind.bounds()).collect(),
            been: <[Been; 2]>::default(),
        };
        ranges.set(values);
        ranges
    }

    /// The same in the room of what was known before.
    pub(crate) fn set(&mut self, values: &[Option<u64>]) {
        let bounds = self.bounds.iter().zip(values);
        self.of.clear();
        self.of
            .extend(bounds.map(|(bounds, value)| value.map_or(*bounds, |value| (value, value))));
    }

    /// The range of a key.
    pub(crate) fn of(&self, key: KeyIndex) -> (u64, u64) {
        self.of[usize::from(key)]
    }

    /// What is possible of a key where nothing is known.
    pub(crate) fn bounds(&self, key: KeyIndex) -> (u64, u64) {
        self.bounds[usize::from(key)]
    }

    /// Does something with a key's range narrowed, and widens it again.
    pub(crate) fn within<T>(
        &mut self,
        key: KeyIndex,
        range: (u64, u64),
        then: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = mem::replace(&mut self.of[usize::from(key)], range);
        let result = then(self);
        self.of[usize::from(key)] = before;
        result
    }
}

/// Where somebody has been: at places, or at places in certain ways.
#[derive(Clone, Debug, Default)]
struct Been {
    places: Vec<u64>,
    ways: Vec<Vec<u64>>,
}

impl Been {
    fn begin(&mut self, places: usize, in_ways: bool) {
        if in_ways {
            self.ways.iter_mut().take(places).for_each(Vec::clear);
            if self.ways.len() < places {
                self.ways.resize(places, Vec::new());
            }
        } else {
            self.places.clear();
            self.places.resize(places.div_ceil(64), 0);
        }
    }

    /// Whether this is the first time at this place.
    fn first(&mut self, place: usize) -> bool {
        let (word, bit) = (&mut self.places[place / 64], 1 << (place % 64));
        let first = *word & bit == 0;
        *word |= bit;
        first
    }

    /// Whether this is the first time at this place in this way.
    fn first_in(&mut self, place: usize, way: impl Iterator<Item = u64> + Clone) -> bool {
        let ways = &mut self.ways[place];
        let length = way.clone().count();
        let first = ways
            .chunks_exact(length)
            .all(|known| way.clone().ne(known.iter().copied()));
        if first {
            ways.extend(way);
        }
        first
    }
}

/// Places in [`Ranges::been`].
const WALK: usize = 0;
const COMPARISON: usize = 1;

/// A few of at most 256 things, by their places.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Few([u64; 4]);

impl Few {
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
            .flat_map(|(begin, mut word)| {
                std::iter::from_fn(move || {
                    let bit = u8::try_from(word.trailing_zeros()).ok().filter(|bit| *bit < 64)?;
                    word &= word - 1;
                    Some(begin + bit)
                })
            })
    }
}

/// A diagram, how many outcomes it has, and the keys of which an outcome depends on the range that
/// led to it.
#[derive(Clone, Copy)]
pub(crate) struct Map {
    pub(crate) diagram: Diagram,
    pub(crate) leaves: usize,
    pub(crate) felt: &'static [KeyIndex],
}

impl Map {
    fn node(self, at: u16) -> &'static Node {
        &self.diagram.nodes[usize::from(at)]
    }

    /// Every place: nodes, outcomes, nowhere.
    fn place(self, target: Target) -> usize {
        match target {
            Target::Node(at) => usize::from(at),
            Target::Leaf(leaf) => self.diagram.nodes.len() + usize::from(leaf),
            Target::Nowhere => self.diagram.nodes.len() + self.leaves,
        }
    }

    fn places(self) -> usize {
        self.place(Target::Nowhere) + 1
    }

    /// Whether a walk is here for the first time.
    fn first(self, target: Target, ranges: &Ranges, been: &mut Been) -> bool {
        let place = self.place(target);
        if self.felt.is_empty() {
            been.first(place)
        } else {
            been.first_in(place, self.way(ranges))
        }
    }

    /// What of the ranges makes one way another.
    fn way(self, ranges: &Ranges) -> impl Iterator<Item = u64> + Clone + '_ {
        self.felt.iter().flat_map(|key| <[u64; 2]>::from(ranges.of(*key)))
    }

    /// As far as known answers lead.
    fn follow(self, mut target: Target, ranges: &Ranges) -> Target {
        while let Target::Node(at) = target {
            let node = self.node(at);
            let (from, to) = ranges.of(node.key);
            if from != to {
                break;
            }
            target = node
                .arms
                .iter()
                .find(|(last, _)| from <= *last)
                .map_or(Target::Nowhere, |(_, target)| *target);
        }
        target
    }
}

/// The arms of a node that lie within a range, cut to it.
fn arms(node: &Node, (from, to): (u64, u64)) -> impl Iterator<Item = ((u64, u64), Target)> + Clone {
    let starts = std::iter::once(0).chain(node.arms.iter().map(|(last, _)| last + 1));
    starts
        .zip(node.arms)
        .map(move |(first, (last, target))| ((first.max(from), to.min(*last)), *target))
        .filter(|((first, last), _)| first <= last)
}

/// Visits every outcome that the ranges still allow, with the ranges that lead to it: once, or once
/// for each range of the keys that are felt.
pub(crate) fn outcomes(map: Map, ranges: &mut Ranges, visit: &mut dyn FnMut(u8, &Ranges)) {
    match map.follow(map.diagram.root, ranges) {
        Target::Nowhere => {}
        Target::Leaf(leaf) => visit(leaf, ranges),
        node @ Target::Node(_) => {
            let mut been = mem::take(&mut ranges.been[WALK]);
            been.begin(map.places(), !map.felt.is_empty());
            visit_from(map, node, ranges, &mut been, visit);
            ranges.been[WALK] = been;
        }
    }
}

fn visit_from(
    map: Map,
    target: Target,
    ranges: &mut Ranges,
    been: &mut Been,
    visit: &mut dyn FnMut(u8, &Ranges),
) {
    let target = map.follow(target, ranges);
    if !map.first(target, ranges, been) {
        return;
    }
    match target {
        Target::Nowhere => {}
        Target::Leaf(leaf) => visit(leaf, ranges),
        Target::Node(at) => {
            let node = map.node(at);
            for (range, next) in arms(node, ranges.of(node.key)) {
                ranges.within(node.key, range, |ranges| {
                    visit_from(map, next, ranges, been, visit);
                });
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
/// different outcomes, ascending.
pub(crate) fn keys_that_matter(map: Map, ranges: &mut Ranges, of: &dyn Outcomes) -> Vec<KeyIndex> {
    let mut matter = Vec::new();
    let mut been = mem::take(&mut ranges.been[WALK]);
    been.begin(map.places(), !map.felt.is_empty());
    mark_from(map, map.diagram.root, ranges, &mut been, of, &mut matter);
    ranges.been[WALK] = been;
    matter
}

/// Keeps them ascending.
fn mark(key: KeyIndex, matter: &mut Vec<KeyIndex>) {
    if let Err(place) = matter.binary_search(&key) {
        matter.insert(place, key);
    }
}

fn mark_from(
    map: Map,
    target: Target,
    ranges: &mut Ranges,
    been: &mut Been,
    of: &dyn Outcomes,
    matter: &mut Vec<KeyIndex>,
) {
    let target = map.follow(target, ranges);
    if !map.first(target, ranges, been) {
        return;
    }
    match target {
        Target::Nowhere => {}
        Target::Leaf(leaf) => of.moved_within(leaf, ranges, &mut |key| mark(key, matter)),
        Target::Node(at) => {
            let Node { key, .. } = *map.node(at);
            let open = arms(map.node(at), ranges.of(key));
            if !matter.contains(&key) && any_differ(map, key, &open, ranges, of) {
                mark(key, matter);
            }
            for (range, next) in open {
                ranges.within(key, range, |ranges| {
                    mark_from(map, next, ranges, been, of, matter);
                });
            }
        }
    }
}

/// Whether two of these arms lead to different outcomes, all else equal.
fn any_differ(
    map: Map,
    key: KeyIndex,
    arms: &(impl Iterator<Item = ((u64, u64), Target)> + Clone),
    ranges: &mut Ranges,
    of: &dyn Outcomes,
) -> bool {
    arms.clone().enumerate().any(|(nth, a)| {
        arms.clone().take(nth).any(|b| {
            let pair = Pair {
                map,
                key,
                a: a.0,
                b: b.0,
                of,
            };
            let mut been = mem::take(&mut ranges.been[COMPARISON]);
            pair.begin(&mut been);
            let differ = pair.differ(a.1, b.1, ranges, &mut been);
            ranges.been[COMPARISON] = been;
            differ
        })
    })
}

/// Two ways that differ in one key alone.
struct Pair<'a> {
    map: Map,
    key: KeyIndex,
    a: (u64, u64),
    b: (u64, u64),
    of: &'a dyn Outcomes,
}

/// Pairs of places that are noted bit by bit; of larger diagrams few of the pairs are ever seen.
const SMALL: usize = 64;

impl Pair<'_> {
    fn by_bits(&self) -> bool {
        self.map.felt.is_empty() && self.map.places() <= SMALL
    }

    fn begin(&self, been: &mut Been) {
        let places = self.map.places();
        if self.by_bits() {
            been.begin(places * places, false);
        } else {
            been.begin(places, true);
        }
    }

    /// Whether the two are compared for the first time.
    fn first(&self, a: Target, b: Target, ranges: &Ranges, been: &mut Been) -> bool {
        let [a, b] = [a, b].map(|target| self.map.place(target));
        if self.by_bits() {
            been.first(a * self.map.places() + b)
        } else {
            been.first_in(a, std::iter::once(b as u64).chain(self.map.way(ranges)))
        }
    }

    /// Walks both ways at once, each open key the same on both.
    fn differ(&self, a: Target, b: Target, ranges: &mut Ranges, been: &mut Been) -> bool {
        // One part is one outcome, unless the key itself is felt there.
        if a == b && !self.map.felt.contains(&self.key) {
            return false;
        }
        if let (Target::Leaf(a), Target::Leaf(b)) = (a, b) {
            return self.of.differ((a, self.a), (b, self.b), self.key, ranges);
        }
        if !self.first(a, b, ranges, been) {
            // Had they differed, nobody would look on.
            return false;
        }
        let asked = [a, b].map(|target| match target {
            Target::Node(at) => Some(self.map.node(at)),
            Target::Leaf(_) | Target::Nowhere => None,
        });
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
                .any(|(range, b)| ranges.within(key, range, |ranges| self.differ(a, b, ranges, been)))
        })
    }
}
