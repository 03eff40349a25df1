//! Conditions: met, unmet or unknown, with what they rest on and the nearest change.

use catalogue_model::{Catalogue, Condition, Ground, Kind, Test};

use crate::diagram::{Few, Map, Ranges, outcomes};
use crate::report;

/// Judges a condition by what is known.
pub(crate) fn judge(
    catalogue: &Catalogue,
    condition: &'static Condition,
    values: &[Option<u64>],
    ranges: &mut Ranges,
) -> report::Condition {
    let mut reached = Few::default();
    let map = Map {
        diagram: condition.diagram,
        leaves: condition.grounds.len() + 1,
        felt: &[],
    };
    outcomes(map, ranges, &mut |ground, _| reached.add(ground));
    let ground = |place: u8| condition.grounds.get(usize::from(place));
    let unmet = reached.places().all(|place| ground(place).is_none());
    let met = reached
        .places()
        .all(|place| ground(place).is_some_and(|ground| !ground.open));
    let nearest = if unmet {
        nearest(catalogue, condition, values)
    } else {
        None
    };
    // What is not settled rests on the weakest of what may still decide it.
    let source = nearest.map_or_else(
        || {
            reached
                .places()
                .map(|place| ground(place).map_or(condition.source, |ground| ground.source))
                .min_by_key(|source| catalogue.sources[usize::from(*source)].grade)
                .unwrap_or(condition.source)
        },
        |ground| ground.source,
    );
    let source = &catalogue.sources[usize::from(source)];
    report::Condition {
        text: condition.text,
        state: match (met, unmet) {
            (true, _) => report::State::Met,
            (_, true) => report::State::Unmet,
            _ => report::State::Unknown,
        },
        keys: condition
            .keys
            .iter()
            .map(|key| catalogue.keys[usize::from(*key)].name)
            .collect(),
        evidence: source.grade,
        source: source.id,
        change: nearest.and_then(|ground| ground.change),
    }
}

/// The ground that takes the fewest changes to reach. Changing what an institution is counts for
/// more than changing a number of it.
fn nearest(
    catalogue: &Catalogue,
    condition: &'static Condition,
    values: &[Option<u64>],
) -> Option<&'static Ground> {
    let way = |test: &Test| match (
        values[usize::from(test.key)],
        catalogue.keys[usize::from(test.key)].kind,
    ) {
        (None, _) => 0,
        (Some(value), _) if test.holds(value) => 0,
        (Some(_), Kind::Number(..) | Kind::Yen) => 1,
        (Some(_), Kind::YesNo | Kind::Choice(_)) => 100,
    };
    condition
        .grounds
        .iter()
        .filter(|ground| !ground.open)
        .min_by_key(|ground| {
            ground
                .when
                .iter()
                .map(|all| all.iter().map(way).sum::<u32>())
                .min()
                .unwrap_or(u32::MAX)
        })
}
