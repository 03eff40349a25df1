//! Laws of amounts: what they give, and whether two of them ever differ.
//!
//! A law counts costs up to their limits, takes its rate of the sum, cuts it to its cap, rounds, and
//! grants nothing below its floor. All of that never falls when a cost or a number of units rises.
//! Where the sources settle the upper end alone, the lower end is 0 or what a smaller cap allows.
//! The exact answers below rest on this alone: what is equal at both ends is equal between them.

use catalogue_model::{Cap, Item, KeyIndex, Law, Least};
use catalogue_model::{Rounding, Yen};

/// For a key the values it may have, both ends included.
pub(crate) type RangeOf<'a> = &'a dyn Fn(KeyIndex) -> (u64, u64);

/// A law with the rounding of its programme.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    pub(crate) law: &'a Law,
    pub(crate) rounding: Rounding,
    /// 補助上限: the law's own, or a smaller one for the lower end.
    cap: Cap,
}

impl<'a> Form<'a> {
    /// The upper end of what a law gives, which is all of it where nothing else is said.
    pub(crate) fn new(law: &'a Law, rounding: Rounding) -> Self {
        Self {
            law,
            rounding,
            cap: law.cap,
        }
    }

    /// The lower end; `None` where that is 0 whatever is answered.
    pub(crate) fn lower(self) -> Option<Self> {
        match self.law.least {
            _ if self.law.rate.is_none() => None,
            Least::Same => Some(self),
            Least::Zero(_) => None,
            Least::Cap(cap) => Some(Self {
                cap: Cap::Fixed(cap),
                ..self
            }),
        }
    }

    /// The amount for a sum of counted costs and a number of units; for an unknown rate the largest
    /// that it can be.
    pub(crate) fn amount(self, counted: u64, units: u64) -> Yen {
        let amount = self.rounding.apply(self.share(Yen(counted)).min(self.cap(units)));
        if amount < self.law.floor { Yen(0) } else { amount }
    }

    /// The cap for a number of units.
    pub(crate) fn cap(self, units: u64) -> Yen {
        // The build refuses what would go beyond the largest amount.
        let times = |each: Yen, units: u64| Yen(each.0.saturating_mul(units).min(Yen::MAX.0));
        match self.cap {
            Cap::Fixed(cap) => cap,
            Cap::PerUnit { each, most, .. } => times(each, units.min(most)),
            Cap::BasePerUnit { each, most, .. } => self.share(times(each, units.min(most))),
        }
    }

    /// The rate of a cost; all of it where no source gives a rate.
    fn share(self, cost: Yen) -> Yen {
        self.law.rate.map_or(cost, |rate| rate.of(cost))
    }

    /// 補助上限 of one unit, where it goes by units.
    pub(crate) fn each(self) -> Option<(KeyIndex, Yen)> {
        Some((self.cap.unit_key()?, self.cap(1)))
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
        match self.cap {
            Cap::Fixed(_) => (0, 0),
            Cap::PerUnit { key, most, .. } | Cap::BasePerUnit { key, most, .. } => {
                let (from, to) = range_of(key);
                (from.min(most), to.min(most))
            }
        }
    }

    /// The smallest and the largest amount.
    pub(crate) fn ends(self, range_of: RangeOf) -> (Yen, Yen) {
        let (sums, units) = (self.sums(range_of), self.units(range_of));
        let least = |form: Form| form.amount(sums.0, units.0);
        (self.lower().map_or(Yen(0), least), self.amount(sums.1, units.1))
    }

    /// Marks the open keys that change the amount, all others staying as they are.
    ///
    /// A cost does so where it has room below its limit and the amount is not the same for every
    /// sum: somewhere there is a step, and another cost can be chosen so that this one crosses it.
    /// The cap is then best out of the way, that is at the largest number of units; and the number
    /// of units is felt most at the largest sum. A lower end of its own moves with nothing that the upper
    /// one does not move with, because its cap is the smaller.
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
        if let Some(key) = self.cap.unit_key()
            && self.amount(sums.1, units.0) != self.amount(sums.1, units.1)
        {
            mark(key);
        }
    }

    /// Whether the two laws give different amounts for some values within the ranges. The ranges
    /// are those of both, but for `key`, which has the first of `sides` for this law and the second for
    /// the other. `from_zero` where only the upper end of the amounts is known on both sides.
    pub(crate) fn differs(
        self,
        other: Form<'a>,
        key: KeyIndex,
        sides: [(u64, u64); 2],
        range_of: RangeOf,
        from_zero: bool,
    ) -> bool {
        // Where the key plays no part both ends give the same: asking only saves looking at the second, so that
        // looking at it always would change nothing but the time.
        let ends = |form: Form, (from, to): (u64, u64)| {
            if form.law.counts(key) {
                [from, to]
            } else {
                [from, from]
            }
        };
        ends(self, sides[0]).into_iter().any(|here| {
            ends(other, sides[1]).into_iter().any(|there| {
                let fixed =
                    |at: u64| move |asked: KeyIndex| if asked == key { (at, at) } else { range_of(asked) };
                let ranges: [RangeOf; 2] = [&fixed(here), &fixed(there)];
                let differ = |forms| Pair { forms, ranges }.differs();
                if differ([self, other]) {
                    return true;
                }
                if from_zero
                    || self.law.least == Least::Same
                        && other.law.least == Least::Same
                        && self.law.rate.is_some()
                        && other.law.rate.is_some()
                {
                    return false;
                }
                match (self.lower(), other.lower()) {
                    (None, None) => false,
                    (Some(here), Some(there)) => differ([here, there]),
                    // The one is 0 everywhere.
                    (Some(lower), None) => lower.ends(ranges[0]).1 > Yen(0),
                    (None, Some(lower)) => lower.ends(ranges[1]).1 > Yen(0),
                }
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
    fn differs(&self) -> bool {
        let [a, b] = self.forms;
        let [range_a, range_b] = self.ranges;
        if let (Some(key), Some(other)) = (a.cap.unit_key(), b.cap.unit_key())
            && key == other
            && range_a(key) == range_b(key)
        {
            let (from, to) = range_a(key);
            // One cap cuts both alike: where nothing differs below the highest, nothing does below
            // a lower one.
            let base = matches!(a.cap, Cap::BasePerUnit { .. });
            let one_cap = a.cap == b.cap && a.law.floor == b.law.floor && (!base || a.law.rate == b.law.rate);
            // Above the largest number that counts nothing changes.
            let most = [a, b].map(|form| form.units(&|_| (from, to)).1);
            let to = most[0].max(most[1]);
            let from = if one_cap { to } else { from.min(to) };
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
    use catalogue_model::{Cap, Item, KeyIndex, Law, Least};
    use catalogue_model::{Rate, Rounding, Yen};

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
        let base = Cap::BasePerUnit {
            key: UNITS,
            each: Yen(2 * scale),
            most: 2,
        };
        let lower = [Least::Zero("架空"), Least::Cap(Yen(2 * scale))];
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
                            name: "架空",
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

    /// By hand: what a law gives for these values, from least to most.
    fn outcome(form: Form, values: Values) -> (u64, u64) {
        let law = form.law;
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
            if form.rounding == Rounding::Floor1000 {
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
    fn ends_and_moving_keys_are_those_found_by_trying_all_values() {
        for (scale, rounding) in [(1, Rounding::NotStated), (700, Rounding::Floor1000)] {
            for law in &laws(scale) {
                let form = Form::new(law, rounding);
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
                let [a, b] = [one, other].map(|law| Form::new(law, rounding));
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
