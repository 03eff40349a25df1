//! Eligibility from the residuals of conditions.

use std::collections::BTreeSet;

use catalogue_model::{Condition, Diagram, Eligibility, Key, KeyIndex, Target, When};

use super::contradictions::Contradictions;
use crate::diagram::{Budget, Decision, Residual, build, none_holds, undecided};
use crate::when::keys_of;

/// The eligibility of an institution, as far as it is decided.
#[derive(Eq, Hash, PartialEq)]
pub(super) enum PartialEligibility {
    /// It is decided.
    Decided(Eligibility),
    /// It is not decided yet.
    Undecided {
        /// Whether some condition is already known to be left open by the sources.
        open: bool,
        /// Of each undecided condition the grounds that may still apply: whether the ground is open, and its
        /// residual. At most one ground of a condition applies, so a condition with a ground that holds is
        /// decided.
        grounds: BTreeSet<BTreeSet<(bool, Residual)>>,
    },
}

impl PartialEligibility {
    /// From the residuals of all grounds, in the order of [`grounds_of`].
    pub(super) fn of(conditions: &[Condition], mut residuals: &[Residual]) -> Self {
        let mut open = false;
        let mut grounds = BTreeSet::new();
        for condition in conditions {
            let (own, others) = residuals.split_at(condition.grounds.len());
            residuals = others;
            let own = || condition.grounds.iter().zip(own);
            if let Some((ground, _)) = own().rfind(|(_, residual)| residual.holds() == Some(true)) {
                open |= ground.open;
                continue;
            }
            let possible: BTreeSet<(bool, Residual)> = own()
                .filter(|(_, residual)| residual.holds().is_none())
                .map(|(ground, residual)| (ground.open, *residual))
                .collect();
            if possible.is_empty() {
                return Self::Decided(Eligibility::No);
            }
            grounds.insert(possible);
        }
        if !grounds.is_empty() {
            return Self::Undecided { open, grounds };
        }
        Self::Decided(if open {
            Eligibility::Unknown
        } else {
            Eligibility::Yes
        })
    }
}

/// The grounds of conditions, one condition after the other.
pub(super) fn grounds_of(conditions: &[Condition]) -> Vec<When> {
    conditions
        .iter()
        .flat_map(|condition| condition.grounds)
        .map(|ground| ground.when)
        .collect()
}

/// The institutions that a programme may be for, as a diagram: it leads nowhere for those that cannot exist
/// and for those that the programme excludes. Contradictions count as far as they concern a key of the
/// conditions or of `whens`.
pub(super) fn eligible_institutions(
    keys: &[Key],
    budget: &Budget,
    conditions: &[Condition],
    contradictions: &Contradictions,
    whens: &[When],
) -> Result<Diagram, String> {
    let grounds = grounds_of(conditions);
    let concerned: BTreeSet<KeyIndex> = whens
        .iter()
        .chain(&grounds)
        .flat_map(|when| keys_of(when))
        .collect();
    let impossible = contradictions.impossible(&concerned);
    build(
        keys,
        &[&grounds[..], &impossible[..]].concat(),
        budget,
        &mut |residuals, _| {
            let (grounds, impossible) = residuals.split_at(grounds.len());
            let eligibility = PartialEligibility::of(conditions, grounds);
            Ok(match (none_holds(impossible), eligibility) {
                (Some(false), _) | (_, PartialEligibility::Decided(Eligibility::No)) => {
                    Decision::Reached(Target::Nowhere)
                }
                (Some(true), PartialEligibility::Decided(_)) => Decision::Reached(Target::Leaf(0)),
                (_, eligibility) => Decision::Pending((undecided(impossible), eligibility)),
            })
        },
    )
}
