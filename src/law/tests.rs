//! Every small law against every other, by trying all values.

use std::vec;
use std::vec::Vec;

use catalogue_model::{Cap, Item, KeyIndex, Law, Least, Rate, Rounding, Yen};

use super::RoundedLaw;

const UNITS: KeyIndex = 2;
/// Two costs and a number of units.
type Values = [u64; 3];
type Ranges = [(u64, u64); 3];

fn laws(scale: u64) -> Vec<Law> {
    let item = |cost, limit: Option<u64>| Item {
        cost,
        limit: limit.map(|limit| Yen(limit * scale)),
    };
    let rate = |numerator, denominator| {
        Some(Rate {
            numerator,
            denominator,
        })
    };
    let each = |each| Cap::PerUnit {
        key: UNITS,
        each: Yen(each * scale),
        most: 2,
    };
    let base = Cap::BasePerUnit {
        key: UNITS,
        each: Yen(2 * scale),
        most: 2,
    };
    let lower = [Least::Zero(0), Least::Cap(Yen(2 * scale))];
    let mut laws = Vec::new();
    for items in [
        vec![item(0, None)],
        vec![item(0, Some(2))],
        vec![item(1, None)],
        vec![item(0, Some(1)), item(1, Some(3))],
        vec![item(0, None), item(1, Some(2))],
    ] {
        let items: &'static [Item] = items.leak();
        for rate in [None, rate(1, 2), rate(2, 3), rate(1, 1)] {
            for cap in [
                Cap::Fixed(Yen(2 * scale)),
                Cap::Fixed(Yen(9 * scale)),
                each(1),
                each(2),
                base,
            ] {
                for floor in [0, 2] {
                    let law = Law {
                        case: 0,
                        items,
                        rate,
                        cap,
                        floor: Yen(floor * scale),
                        least: Least::Same,
                        source: 0,
                    };
                    if rate.is_some() || cap != base {
                        laws.push(law);
                    }
                    if rate.is_some() && cap == Cap::Fixed(Yen(9 * scale)) {
                        laws.extend(lower.map(|least| Law { least, ..law }));
                    }
                }
            }
        }
    }
    laws
}

/// What a law gives for these values, the least and the most, calculated in another way.
fn outcome(rounded: RoundedLaw, values: Values) -> (u64, u64) {
    let law = rounded.law;
    let cost: u64 = law
        .items
        .iter()
        .map(|item| values[usize::from(item.cost)].min(item.limit.map_or(u64::MAX, |limit| limit.0)))
        .sum();
    let units = |key: KeyIndex, most: u64| values[usize::from(key)].min(most);
    let (cost, cap) = match law.cap {
        Cap::Fixed(cap) => (cost, cap.0),
        Cap::PerUnit { key, each, most } => (cost, each.0 * units(key, most)),
        Cap::BasePerUnit { key, each, most } => (cost.min(each.0 * units(key, most)), u64::MAX),
    };
    let share = law.rate.map_or(cost, |rate| {
        cost * u64::from(rate.numerator) / u64::from(rate.denominator)
    });
    let up_to = |cap: u64| {
        let mut amount = share.min(cap);
        if rounded.rounding == Rounding::Floor1000 {
            amount -= amount % 1000;
        }
        if amount < law.floor.0 { 0 } else { amount }
    };
    let least = match (law.least, law.rate) {
        (_, None) | (Least::Zero(_), _) => 0,
        (Least::Same, _) => up_to(cap),
        (Least::Cap(certain), _) => up_to(certain.0),
    };
    (least, up_to(cap))
}

fn all(ranges: Ranges, step: u64) -> Vec<Values> {
    let values =
        |(from, to): (u64, u64)| (from..=to).filter(move |at| *at == from || *at == to || at % step == 0);
    let mut all = Vec::new();
    for first in values(ranges[0]) {
        for second in values(ranges[1]) {
            all.extend((ranges[2].0..=ranges[2].1).map(|units| [first, second, units]));
        }
    }
    all
}

fn with(mut ranges: Ranges, key: usize, range: (u64, u64)) -> Ranges {
    ranges[key] = range;
    ranges
}

fn scenes(scale: u64) -> Vec<Ranges> {
    let s = |(from, to)| (from * scale, to * scale);
    vec![
        [s((0, 5)), s((0, 4)), (0, 3)],
        [s((1, 3)), s((2, 2)), (1, 2)],
        [s((2, 2)), s((0, 4)), (2, 3)],
        [s((3, 5)), s((1, 1)), (1, 1)],
    ]
}

#[test]
fn ranges_and_moving_keys_are_those_found_by_trying_all_values() {
    for (scale, rounding) in [(1, Rounding::NotStated), (700, Rounding::Floor1000)] {
        for law in &laws(scale) {
            let rounded = RoundedLaw::new(law, rounding);
            for ranges in scenes(scale) {
                let range_of = |key: KeyIndex| ranges[usize::from(key)];
                let found = all(ranges, scale / 7 + 1)
                    .into_iter()
                    .map(|values| outcome(rounded, values));
                let least = found.clone().map(|(least, _)| least).min();
                let most = found.map(|(_, most)| most).max();
                let range = rounded.range(&range_of);
                assert_eq!(
                    (Some(range.0.0), Some(range.1.0)),
                    (least, most),
                    "{law:?} {ranges:?}"
                );

                let mut marked = [false; 3];
                rounded.mark_moving_keys(&range_of, &mut |key| marked[usize::from(key)] = true);
                let moves = [0, 1, 2].map(|key| {
                    let others = with(ranges, key, (ranges[key].0, ranges[key].0));
                    all(others, scale / 7 + 1).into_iter().any(|mut values| {
                        let low = outcome(rounded, values);
                        values[key] = ranges[key].1;
                        low != outcome(rounded, values)
                    })
                });
                assert_eq!(marked, moves, "{law:?} {ranges:?} {rounding:?}");
            }
        }
    }
}

#[test]
fn two_laws_differ_where_trying_all_values_finds_a_difference() {
    for (scale, rounding) in [(1, Rounding::NotStated), (700, Rounding::Floor1000)] {
        let laws: Vec<Law> = laws(scale)
            .into_iter()
            .step_by(if scale == 1 { 1 } else { 3 })
            .collect();
        let step = if scale == 1 { 1 } else { 350 };
        for (one, other) in laws
            .iter()
            .flat_map(|one| laws.iter().map(move |other| (one, other)))
        {
            let [a, b] = [one, other].map(|law| RoundedLaw::new(law, rounding));
            for ranges in scenes(scale) {
                let range_of = |key: KeyIndex| ranges[usize::from(key)];
                for (key, sides) in [
                    (0_usize, [(scale, 2 * scale), (4 * scale, 5 * scale)]),
                    (2, [(0, 1), (2, 3)]),
                    (2, [(2, 2), (3, 3)]),
                ] {
                    for from_zero in [false, true] {
                        let least = |(least, most)| (if from_zero { 0 } else { least }, most);
                        let found = |step| {
                            all(with(ranges, key, (0, 0)), step).into_iter().any(|values| {
                                let at = |side: usize, end: u64| {
                                    let mut values = values;
                                    values[key] = end;
                                    least(outcome([a, b][side], values))
                                };
                                [sides[0].0, sides[0].1].into_iter().any(|here| {
                                    [sides[1].0, sides[1].1]
                                        .into_iter()
                                        .any(|there| at(0, here) != at(1, there))
                                })
                            })
                        };
                        let said =
                            a.differs(b, KeyIndex::try_from(key).unwrap(), sides, &range_of, from_zero);
                        assert_eq!(
                            said,
                            found(step) || said && found(50),
                            "{one:?} {other:?} {ranges:?} {key} {sides:?} {from_zero}"
                        );
                    }
                }
            }
        }
    }
}
