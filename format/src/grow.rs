//! Grows decision diagrams.
//!
//! A number matters only through the thresholds it is compared with, so every key falls into a few
//! ranges. The diagram is grown by asking the keys in their order, range by range, until what is
//! known settles the outcome; equal parts are shared, and a key that decides nothing is left out.

use std::collections::HashMap;

use crate::model::{Diagram, Key, KeyIndex, Node, Target, Test, When};
use crate::when::{keep, keys_of};

/// More nodes than this in one diagram mean that the programme should be written in another way.
const MOST_NODES: usize = 4_000;

/// What is known so far: for every key its range, or nothing.
pub(crate) type Known = [Option<(u64, u64)>];

/// Three-valued: does it hold, given what is known?
pub(crate) fn holds(when: When, known: &Known) -> Option<bool> {
    let mut settled = true;
    for all in when {
        match all_hold(all, known) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => settled = false,
        }
    }
    settled.then_some(false)
}

fn all_hold(all: &[Test], known: &Known) -> Option<bool> {
    let mut settled = true;
    for test in all {
        match known[usize::from(test.key)] {
            // The ranges of `known` are cut at every threshold, so one value speaks for all.
            Some((from, _)) if !test.holds(from) => return Some(false),
            Some(_) => {}
            None => settled = false,
        }
    }
    settled.then_some(true)
}

/// Grows the diagram of a function of the answers. `outcome` says what comes out where that is
/// settled by what is known; where everything is known it must be.
///
/// # Errors
///
/// What `outcome` reports, or a diagram of more than [`MOST_NODES`] nodes.
pub(crate) fn grow(
    keys: &[Key],
    looked_at: &[When],
    outcome: &mut dyn FnMut(&Known) -> Result<Option<Target>, String>,
) -> Result<Diagram, String> {
    let mut asked: Vec<KeyIndex> = looked_at.iter().flat_map(|when| keys_of(when)).collect();
    asked.sort_unstable();
    asked.dedup();
    let ranges = asked
        .iter()
        .map(|key| ranges_of(&keys[usize::from(*key)], *key, looked_at))
        .collect();
    let mut growth = Growth {
        asked,
        ranges,
        nodes: Vec::new(),
        shared: HashMap::new(),
        outcome,
    };
    let root = growth.part(0, &mut vec![None; keys.len()])?;
    Ok(Diagram {
        root,
        nodes: keep(growth.nodes),
    })
}

/// Cuts a key's values at every threshold that it is compared with.
fn ranges_of(key: &Key, index: KeyIndex, looked_at: &[When]) -> Vec<(u64, u64)> {
    let (min, max) = key.kind.bounds();
    let mut starts: Vec<u64> = looked_at
        .iter()
        .flat_map(|when| when.iter().flat_map(|all| all.iter()))
        .filter(|test| test.key == index)
        .flat_map(|test| test.ranges.iter().flat_map(|(from, to)| [*from, to + 1]))
        .chain([min])
        .filter(|start| *start <= max)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let ends = starts[1..].iter().map(|next| next - 1).chain([max]);
    starts.iter().copied().zip(ends).collect()
}

struct Growth<'a> {
    asked: Vec<KeyIndex>,
    ranges: Vec<Vec<(u64, u64)>>,
    nodes: Vec<Node>,
    shared: HashMap<(KeyIndex, Vec<(u64, Target)>), Target>,
    outcome: &'a mut dyn FnMut(&Known) -> Result<Option<Target>, String>,
}

impl Growth<'_> {
    fn part(&mut self, at: usize, known: &mut Vec<Option<(u64, u64)>>) -> Result<Target, String> {
        if let Some(target) = (self.outcome)(known)? {
            return Ok(target);
        }
        let key = *self
            .asked
            .get(at)
            .ok_or("答えがすべて決まっても結果が決まりません")?;
        let mut arms: Vec<(u64, Target)> = Vec::new();
        for range in self.ranges[at].clone() {
            known[usize::from(key)] = Some(range);
            let target = self.part(at + 1, known)?;
            // Joining what leads to the same place only makes the diagram smaller: apart, both arms
            // would bring the same outcomes, and nothing would be found to differ.
            match arms.last_mut() {
                Some(last) if last.1 == target => last.0 = range.1,
                _ => arms.push((range.1, target)),
            }
        }
        known[usize::from(key)] = None;
        if let [(_, only)] = arms[..] {
            return Ok(only);
        }
        if let Some(target) = self.shared.get(&(key, arms.clone())) {
            return Ok(*target);
        }
        if self.nodes.len() >= MOST_NODES {
            return Err(format!(
                "場合分けが大きすぎます（節が{MOST_NODES}を超えました）。条件を分けて書いてください"
            ));
        }
        let target = u16::try_from(self.nodes.len())
            .map(Target::Node)
            .map_err(|_| "場合分けが大きすぎます。条件を分けて書いてください".to_owned())?;
        self.nodes.push(Node {
            key,
            arms: keep(arms.clone()),
        });
        self.shared.insert((key, arms), target);
        Ok(target)
    }
}
