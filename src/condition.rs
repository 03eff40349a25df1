//! Conditions: met, unmet or not settled, and the ground that they rest on.

use catalogue_model::{Catalogue, Condition, Constraint, Ground, Kind};

use crate::diagram::reachable;
use crate::ranges::Ranges;
use crate::verdict::{self, ConditionState};

/// Judges a condition by what is known.
pub(crate) fn judge(catalogue: &Catalogue, condition: &Condition, ranges: &Ranges) -> verdict::Condition {
    let ground = |place: u8| condition.grounds.get(usize::from(place));
    let reached = reachable(condition.diagram, ranges);
    let [mut met, mut unmet] = [true, true];
    for ground in reached.places().map(ground) {
        met &= ground.is_some_and(|ground| !ground.open);
        unmet &= ground.is_none();
    }
    let state = match (met, unmet) {
        (true, _) => ConditionState::Met,
        (_, true) => ConditionState::Unmet,
        _ => ConditionState::Unknown,
    };
    // What is not settled rests on the weakest source of all that may still decide it.
    let grade = |place: &u8| {
        let source = ground(*place).map_or(condition.source, |ground| ground.source);
        catalogue.source(source).grade
    };
    let weakest = || reached.places().min_by_key(grade);
    let place = if unmet {
        nearest(catalogue, condition, ranges).or_else(weakest)
    } else {
        weakest()
    };
    verdict::Condition {
        state,
        ground: place.filter(|place| ground(*place).is_some()),
    }
}

/// The place of the ground that the fewest changes lead to. To change what an institution is weighs more than to
/// change a number of it.
fn nearest(catalogue: &Catalogue, condition: &Condition, ranges: &Ranges) -> Option<u8> {
    let changes = |constraint: &Constraint| {
        let (from, to) = ranges.of(constraint.key);
        match catalogue.key(constraint.key).kind {
            _ if from < to || constraint.holds(from) => 0,
            Kind::Number(..) | Kind::Yen => 1,
            Kind::YesNo | Kind::Choice(_) => 100,
        }
    };
    let distance = |ground: &Ground| {
        let ways = ground.when.iter().map(|all| all.iter().map(changes).sum::<u32>());
        ways.min().unwrap_or(u32::MAX)
    };
    let grounds = (0..).zip(condition.grounds).filter(|(_, ground)| !ground.open);
    grounds
        .min_by_key(|(_, ground)| distance(ground))
        .map(|(place, _)| place)
}
