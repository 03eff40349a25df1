//! Multi-valued decision diagrams, ordered by key.

use serde::Serialize;

use crate::KeyIndex;

/// A decision diagram: questions in a fixed order, each with the ranges of answers that lead on to
/// the same place. No question stands in it that decides nothing.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Diagram {
    /// Where to begin.
    pub root: Target,
    /// The nodes.
    pub nodes: &'static [Node],
}

/// A node: a key, and the arms of its values.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Node {
    /// The key that it tests.
    pub key: KeyIndex,
    /// The last value of each range of answers, and where it leads; ascending.
    pub arms: &'static [(u64, Target)],
}

/// Where an answer leads.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub enum Target {
    /// To the next question.
    Node(u16),
    /// To an outcome.
    Leaf(u8),
    /// Nowhere: the answers contradict each other, no institution is like this.
    Nowhere,
}

/// What can come out for an institution of which everything is known but its costs.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Leaf {
    /// Whether it may be used.
    pub eligibility: Eligibility,
    /// Place of its law in [`Programme::laws`]; `None` where no amount is stated, or where it may
    /// not be used.
    pub law: Option<u8>,
}

/// Whether a programme may be used.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
#[serde(rename_all = "kebab-case")]
pub enum Eligibility {
    /// All conditions are met.
    Yes,
    /// At least one is not met.
    No,
    /// Not settled: by the sources where all answers are known, else by the answers or the sources.
    Unknown,
}
