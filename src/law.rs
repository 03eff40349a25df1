//! Laws of amounts: what they give, and whether two of them ever differ.
//!
//! A law counts costs up to their limits, takes its rate of the sum, cuts it to its cap, rounds, and
//! grants nothing below its floor. All of that never falls when a cost or a number of units rises.
//! The exact answers below rest on this alone: what is equal at both ends is equal between them.

use catalogue_format::model::{Cap, Item, KeyIndex, Law};
use catalogue_format::{Rounding, Yen};

/// For a key the values it may have, both ends included.
pub(crate) type RangeOf<'a> = &'a dyn Fn(KeyIndex) -> (u64, u64);

/// A law with the rounding of its programme.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    pub(crate) law: &'a Law,
    pub(crate) rounding: Rounding,
}

impl<'a> Form<'a> {
    /// The amount for a sum of counted costs and a number of units; for an unknown rate the largest
    /// that it can be.
    pub(crate) fn amount(self, counted: u64, units: u64) -> Yen {
        let share = self.law.rate.map_or(Yen(counted), |rate| rate.of(Yen(counted)));
        let amount = self.rounding.apply(share.min(self.cap(units)));
        if amount < self.law.floor { Yen(0) } else { amount }
    }

    /// The cap for a number of units.
    pub(crate) fn cap(self, units: u64) -> Yen {
        match self.law.cap {
            Cap::Fixed(cap) => cap,
            Cap::PerUnit { each, most, .. } => Yen(each.0 * units.min(most)),
        }
    }

    /// What counts of a cost.
    fn counted(self, key: KeyIndex, cost: u64) -> u64 {
        let item = self.law.items.iter().find(|item| item.cost == key);
        item.map_or(0, |item| counted(item, cost))
    }

    /// The smallest and the largest sum of counted costs.
    pub(crate) fn sums(self, range_of: RangeOf) -> (u64, u64) {
        self.law.items.iter().fold((0, 0), |(from, to), item| {
            let (low, high) = range_of(item.cost);
            (from + counted(item, low), to + counted(item, high))
        })
    }

    /// The smallest and the largest number of units that counts; 0 where none does.
    pub(crate) fn units(self, range_of: RangeOf) -> (u64, u64) {
        match self.law.cap {
            Cap::Fixed(_) => (0, 0),
            Cap::PerUnit { key, most, .. } => {
                let (from, to) = range_of(key);
                (from.min(most), to.min(most))
            }
        }
    }

    /// The smallest and the largest amount.
    pub(crate) fn ends(self, range_of: RangeOf) -> (Yen, Yen) {
        let (sums, units) = (self.sums(range_of), self.units(range_of));
        let most = self.amount(sums.1, units.1);
        let least = if self.law.rate.is_none() {
            Yen(0)
        } else if (sums.0, units.0) == (sums.1, units.1) {
            most
        } else {
            self.amount(sums.0, units.0)
        };
        (least, most)
    }

    fn unit_key(self) -> Option<KeyIndex> {
        match self.law.cap {
            Cap::Fixed(_) => None,
            Cap::PerUnit { key, .. } => Some(key),
        }
    }

    /// Whether the key plays a part. Where it does not, both its ends give the same: asking this only
    /// saves looking at the second, so that saying "true" always would change nothing but the time.
    fn uses(self, key: KeyIndex) -> bool {
        self.unit_key() == Some(key) || self.law.items.iter().any(|item| item.cost == key)
    }

    /// Marks the open keys that change the amount, all others staying as they are.
    ///
    /// A cost does so where it has room below its limit and the amount is not the same for every
    /// sum: somewhere there is a step, and another cost can be chosen so that this one crosses it.
    /// The cap is then best out of the way, that is at the largest number of units; and the number
    /// of units is felt most at the largest sum.
    pub(crate) fn moved_by(self, range_of: RangeOf, mark: &mut dyn FnMut(KeyIndex)) {
        let (sums, units) = (self.sums(range_of), self.units(range_of));
        if self.amount(sums.0, units.1) != self.amount(sums.1, units.1) {
            for item in self.law.items {
                let (low, high) = range_of(item.cost);
                if self.counted(item.cost, low) < self.counted(item.cost, high) {
                    mark(item.cost);
                }
            }
        }
        if let Some(key) = self.unit_key()
            && self.amount(sums.1, units.0) != self.amount(sums.1, units.1)
        {
            mark(key);
        }
    }

    /// Whether the two laws give different amounts for some values within the ranges. The ranges
    /// are those of both, but for `key`, which has the range `own` on this side and `other_own` on
    /// the other. `from_zero` where only the upper end of the amounts is known on both sides.
    pub(crate) fn differs(
        self,
        other: Form<'a>,
        key: KeyIndex,
        sides: [(u64, u64); 2],
        range_of: RangeOf,
        from_zero: bool,
    ) -> bool {
        let ends =
            |form: Form, (from, to): (u64, u64)| if form.uses(key) { [from, to] } else { [from, from] };
        ends(self, sides[0]).into_iter().any(|here| {
            ends(other, sides[1]).into_iter().any(|there| {
                let fixed =
                    |at: u64| move |asked: KeyIndex| if asked == key { (at, at) } else { range_of(asked) };
                let pair = Pair {
                    forms: [self, other],
                    ranges: [&fixed(here), &fixed(there)],
                };
                pair.differs(from_zero)
            })
        })
    }
}

fn counted(item: &Item, cost: u64) -> u64 {
    item.limit.map_or(cost, |limit| cost.min(limit.0))
}

/// Two laws over ranges that are the same on both sides or, for one key, a single value on each.
struct Pair<'a> {
    forms: [Form<'a>; 2],
    ranges: [RangeOf<'a>; 2],
}

impl Pair<'_> {
    fn differs(&self, from_zero: bool) -> bool {
        let [a, b] = self.forms;
        let [range_a, range_b] = self.ranges;
        let open = [a, b].map(|form| from_zero || form.law.rate.is_none());
        if open[0] != open[1] {
            // 0..x and y..y are the same only where both are 0.
            return a.ends(range_a).1 > Yen(0) || b.ends(range_b).1 > Yen(0);
        }
        if let (Some(key), Some(other)) = (a.unit_key(), b.unit_key())
            && key == other
            && range_a(key) == range_b(key)
        {
            let (from, to) = range_a(key);
            // One cap cuts both alike: where nothing differs below the highest, nothing does below
            // a lower one.
            let one_cap = a.law.cap == b.law.cap && a.law.floor == b.law.floor;
            let from = if one_cap { to } else { from };
            return (from..=to).any(|units| self.sums_differ([units, units]));
        }
        let (units_a, units_b) = (a.units(range_a), b.units(range_b));
        [units_a.0, units_a.1].into_iter().any(|here| {
            [units_b.0, units_b.1]
                .into_iter()
                .any(|there| self.sums_differ([here, there]))
        })
    }

    /// The same for fixed numbers of units.
    fn sums_differ(&self, units: [u64; 2]) -> bool {
        // What both count at least, and how far both rise together from there.
        let mut least = [0, 0];
        let mut together = 0;
        let mut keys: Vec<KeyIndex> = Vec::new();
        for item in self.forms.iter().flat_map(|form| form.law.items) {
            if !keys.contains(&item.cost) {
                keys.push(item.cost);
            }
        }
        for key in keys {
            let counted = [0, 1].map(|side| {
                let (low, high) = self.ranges[side](key);
                [
                    self.forms[side].counted(key, low),
                    self.forms[side].counted(key, high),
                ]
            });
            let rises = counted.map(|[low, high]| high - low);
            let shared = rises[0].min(rises[1]);
            for (least, [low, _]) in least.iter_mut().zip(counted) {
                *least += low;
            }
            together += shared;
            // Where one side has stopped counting the cost and the other goes on, any step of the
            // other one in all that can follow is a difference.
            for side in [0, 1] {
                if rises[side] > shared {
                    let (from, to) = self.forms[side].sums(self.ranges[side]);
                    let others_least = from - counted[side][0];
                    let begins = others_least + counted[side][0] + shared;
                    if self.amount(side, begins, units) != self.amount(side, to, units) {
                        return true;
                    }
                }
            }
        }
        !self.agree(least, units, 0, together)
    }

    fn amount(&self, side: usize, counted: u64, units: [u64; 2]) -> Yen {
        self.forms[side].amount(counted, units[side])
    }

    /// Whether the amounts agree while both sums rise together by `from` to `to`. By halving: what
    /// is constant between two ends that agree, agrees between them; and from one sum at one rate
    /// both follow the same line until they are cut off, so that they agree wherever they agree at
    /// the upper end.
    fn agree(&self, least: [u64; 2], units: [u64; 2], from: u64, to: u64) -> bool {
        let at = |rise: u64| [0, 1].map(|side| self.amount(side, least[side] + rise, units));
        let (low, high) = (at(from), at(to));
        if low[0] != low[1] || high[0] != high[1] {
            return false;
        }
        let [a, b] = self.forms;
        let one_line = a.law.rate == b.law.rate
            && a.rounding == b.rounding
            && a.law.floor == b.law.floor
            && least[0] == least[1];
        if low[0] == high[0] || one_line {
            return true;
        }
        let middle = from + (to - from) / 2;
        self.agree(least, units, from, middle) && self.agree(least, units, middle + 1, to)
    }
}

/// Every small law against every other, by trying all values.
#[cfg(test)]
mod tests {
    use catalogue_format::model::{Cap, Item, KeyIndex, Law};
    use catalogue_format::{Rate, Rounding, Yen};

    use super::Form;

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
                ] {
                    for floor in [0, 2] {
                        laws.push(Law {
                            name: "架空",
                            items,
                            rate,
                            cap,
                            floor: Yen(floor * scale),
                            source: 0,
                        });
                    }
                }
            }
        }
        laws
    }

    /// By hand: what a law gives for these values, from least to most.
    fn outcome(form: Form, values: Values) -> (u64, u64) {
        let law = form.law;
        let cost: u64 = law
            .items
            .iter()
            .map(|item| values[usize::from(item.cost)].min(item.limit.map_or(u64::MAX, |limit| limit.0)))
            .sum();
        let cap = match law.cap {
            Cap::Fixed(cap) => cap.0,
            Cap::PerUnit { key, each, most } => each.0 * values[usize::from(key)].min(most),
        };
        let share = law.rate.map_or(cost, |rate| {
            cost * u64::from(rate.numerator) / u64::from(rate.denominator)
        });
        let mut amount = share.min(cap);
        if form.rounding == Rounding::Floor1000 {
            amount -= amount % 1000;
        }
        if amount < law.floor.0 {
            amount = 0;
        }
        (if law.rate.is_some() { amount } else { 0 }, amount)
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
    fn ends_and_moving_keys_are_those_found_by_trying_all_values() {
        for (scale, rounding) in [(1, Rounding::NotStated), (700, Rounding::Floor1000)] {
            for law in &laws(scale) {
                let form = Form { law, rounding };
                for ranges in scenes(scale) {
                    let range_of = |key: KeyIndex| ranges[usize::from(key)];
                    let found = all(ranges, scale / 7 + 1)
                        .into_iter()
                        .map(|values| outcome(form, values));
                    let least = found.clone().map(|(least, _)| least).min();
                    let most = found.map(|(_, most)| most).max();
                    let ends = form.ends(&range_of);
                    assert_eq!(
                        (Some(ends.0.0), Some(ends.1.0)),
                        (least, most),
                        "{law:?} {ranges:?}"
                    );

                    let mut marked = [false; 3];
                    form.moved_by(&range_of, &mut |key| marked[usize::from(key)] = true);
                    let moves = [0, 1, 2].map(|key| {
                        let others = with(ranges, key, (ranges[key].0, ranges[key].0));
                        all(others, scale / 7 + 1).into_iter().any(|mut values| {
                            let low = outcome(form, values);
                            values[key] = ranges[key].1;
                            low != outcome(form, values)
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
                let [a, b] = [one, other].map(|law| Form { law, rounding });
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
}
