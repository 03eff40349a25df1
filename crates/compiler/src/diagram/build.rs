//! From `when`s to a diagram.

use std::collections::HashMap;
use std::hash::Hash;

use catalogue_model::{Diagram, Key, KeyIndex, MOST_NODES, Node, Target, When};

use super::paths::paths_of;
use super::residual::{Residual, Residuals, TestedKey, tested_keys};
use super::{Budget, MOST_KEYS, MOST_PATHS};
use crate::when::leak;

/// A path into a diagram: the keys tested so far, each with the range chosen.
pub(crate) type Path = [(KeyIndex, (u64, u64))];

/// What the residuals decide.
pub(crate) enum Decision<R> {
    /// The outcome.
    Reached(Target),
    /// Not enough is known. After the same key, an equal value leads to the same part of the diagram.
    Pending(R),
}

/// The leaf at a place.
///
/// # Errors
///
/// A message to the keeper where there are more leaves than a diagram can name.
pub(crate) fn leaf(place: usize) -> Result<Target, String> {
    u8::try_from(place)
        .map(Target::Leaf)
        .map_err(|_| "場合分けが多すぎます。条件や場合をまとめてください".into())
}

/// Maps residuals, in the order of the `when`s, to an outcome. The path is only for error messages.
type Decide<'a, R> = dyn FnMut(&[Residual], &Path) -> Result<Decision<R>, String> + 'a;

/// Builds the diagram of a function of the answers. `decide` says what the residuals of `whens` decide; where
/// all of them are decided, it must reach an outcome.
///
/// `decide` is not called again below an equal [`Decision::Pending`], because the same outcomes follow there.
/// A side effect of it may therefore record *that* an outcome occurs, not how often or for whom.
///
/// # Errors
///
/// Messages to the keeper: what `decide` reports; more than [`MOST_NODES`] nodes, [`MOST_KEYS`] keys or
/// [`MOST_PATHS`] paths; no budget left.
pub(crate) fn build<R: Eq + Hash>(
    keys: &[Key],
    whens: &[When],
    budget: &Budget,
    decide: &mut Decide<'_, R>,
) -> Result<Diagram, String> {
    let mut residuals = Residuals::default();
    let initial: Vec<Residual> = whens.iter().map(|when| residuals.of(when)).collect();
    let mut builder = Builder {
        tested: tested_keys(keys, whens),
        residuals,
        path: Vec::new(),
        nodes: Vec::new(),
        paths: Vec::new(),
        unique: HashMap::new(),
        memo: HashMap::new(),
        budget,
        decide,
    };
    if builder.tested.len() > MOST_KEYS {
        return Err(format!(
            "1つの補助金か条件が見る質問が多すぎます（{MOST_KEYS}を超えました）。条件か補助金を分けて書いてください"
        ));
    }
    let root = builder.target(&initial)?;
    Ok(Diagram {
        root,
        nodes: leak(builder.nodes),
    })
}

struct Builder<'a, R> {
    tested: Vec<TestedKey>,
    residuals: Residuals,
    path: Vec<(KeyIndex, (u64, u64))>,
    /// Every node stands behind those that its arms lead to.
    nodes: Vec<Node>,
    /// Of each node the number of paths that begin there.
    paths: Vec<u64>,
    /// The nodes by what they are, so that equal ones are shared.
    unique: HashMap<(KeyIndex, Vec<(u64, Target)>), Target>,
    /// The parts built so far, by the number of keys tested before and what was pending.
    memo: HashMap<(usize, R), Target>,
    budget: &'a Budget,
    decide: &'a mut Decide<'a, R>,
}

impl<R: Eq + Hash> Builder<'_, R> {
    /// The part of the diagram that follows where these residuals are left.
    fn target(&mut self, residuals: &[Residual]) -> Result<Target, String> {
        self.budget.take(residuals.len())?;
        let depth = self.path.len();
        let pending = match (self.decide)(residuals, &self.path)? {
            Decision::Reached(target) => return Ok(target),
            Decision::Pending(pending) => (depth, pending),
        };
        if let Some(target) = self.memo.get(&pending) {
            return Ok(*target);
        }
        let target = self.test(depth, residuals)?;
        self.memo.insert(pending, target);
        Ok(target)
    }

    /// The part that tests the key at that depth.
    fn test(&mut self, depth: usize, residuals: &[Residual]) -> Result<Target, String> {
        let (key, count) = self
            .tested
            .get(depth)
            .map(|tested| (tested.key, tested.ranges.len()))
            .ok_or("答えがすべて決まっても結果が決まりません")?;
        let mut arms: Vec<(u64, Target)> = Vec::new();
        let mut previous: Option<(Vec<Residual>, Target)> = None;
        for place in 0..count {
            let range = self.tested[depth].ranges[place];
            let left = self
                .residuals
                .restrict_all(residuals, &self.tested[depth], place, self.budget)?;
            // Neighbouring ranges with the same residuals lead to the same place.
            let target = match previous {
                Some((same, target)) if same == left => target,
                _ => {
                    self.path.push((key, range));
                    let target = self.target(&left)?;
                    self.path.pop();
                    target
                }
            };
            previous = Some((left, target));
            match arms.last_mut() {
                Some(last) if last.1 == target => last.0 = range.1,
                _ => arms.push((range.1, target)),
            }
        }
        match arms[..] {
            [(_, target)] => Ok(target),
            _ => self.node(key, arms),
        }
    }

    /// The node with these arms, which is shared.
    fn node(&mut self, key: KeyIndex, arms: Vec<(u64, Target)>) -> Result<Target, String> {
        if let Some(target) = self.unique.get(&(key, arms.clone())) {
            return Ok(*target);
        }
        if self.nodes.len() >= MOST_NODES {
            return Err(format!(
                "場合分けが大きすぎます（節が{MOST_NODES}を超えました）。条件を分けて書いてください"
            ));
        }
        let paths = arms
            .iter()
            .map(|(_, target)| paths_of(*target, &self.paths))
            .fold(0, u64::saturating_add);
        if paths > MOST_PATHS {
            return Err(format!(
                "場合分けの道筋が多すぎます（{MOST_PATHS}通りを超えました）。when でいっしょに見る質問や範囲を減らすか、条件か補助金を分けて書いてください"
            ));
        }
        let target = Target::Node(u16::try_from(self.nodes.len()).expect("MOST_NODES is below 2^16"));
        self.nodes.push(Node {
            key,
            arms: leak(arms.clone()),
        });
        self.paths.push(paths);
        self.unique.insert((key, arms), target);
        Ok(target)
    }
}
