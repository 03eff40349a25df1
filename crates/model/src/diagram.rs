//! Multi-valued decision diagrams, ordered by key and reduced.

use serde::Serialize;

use crate::KeyIndex;

/// The largest number of nodes of a diagram: the compiler refuses more.
pub const MOST_NODES: usize = 4_000;

/// A multi-valued decision diagram: from answers to a leaf.
///
/// It is ordered: on every path the keys ascend. It is reduced: equal nodes are shared, and no node leads to
/// the same place with all its arms. The compiler bounds its nodes, keys and paths.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Diagram {
    /// Where every path begins.
    pub root: Target,
    /// The nodes. Each stands behind those that its arms lead to.
    pub nodes: &'static [Node],
}

/// A node: a key, and where its values lead.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Node {
    /// The key that it tests.
    pub key: KeyIndex,
    /// The arms, ascending: the last value of a range, and where it leads. The first range begins with the
    /// smallest value of the key, each other one behind the range before; the last one ends with the largest
    /// value.
    pub arms: &'static [(u64, Target)],
}

/// Where an arm leads.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub enum Target {
    /// To the node at this place in [`Diagram::nodes`].
    Node(u16),
    /// To the outcome at this place: of a programme in [`crate::Programme::leaves`], of a condition in
    /// [`crate::Condition::grounds`], of receptions in [`crate::Receptions::sets`].
    Leaf(u8),
    /// Nowhere: the answers contradict each other, so no institution has them.
    Nowhere,
}

/// The outcome of a programme for an institution of which everything but the costs is known.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Leaf {
    /// Whether the institution may use the programme.
    pub eligibility: Eligibility,
    /// The place of the law of its amount in [`crate::Programme::laws`]; `None` where no source gives an
    /// amount, and where the institution may not use the programme.
    pub law: Option<u8>,
}

/// Whether an institution may use a programme.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
#[serde(rename_all = "kebab-case")]
pub enum Eligibility {
    /// All conditions are met.
    Yes,
    /// At least one condition is not met.
    No,
    /// Not settled: in a leaf because the sources leave a condition open, in a verdict also because answers
    /// are missing.
    Unknown,
}
