//! Whether two laws ever give different amounts.

use alloc::vec::Vec;

use catalogue_model::{Cap, KeyIndex, Least, Yen};

use super::{RangeOf, RoundedLaw};

impl RoundedLaw<'_> {
    /// Whether two laws give different amounts for some values within the ranges.
    ///
    /// The ranges are those of both laws, except for `key`: it has the first of `sides` for this law and the second for
    /// the other. With `from_zero` only the upper ends are compared, since both amounts begin at 0.
    pub(crate) fn differs(
        self,
        other: RoundedLaw,
        key: KeyIndex,
        sides: [(u64, u64); 2],
        range_of: RangeOf,
        from_zero: bool,
    ) -> bool {
        // A law that does not count the key gives the same at both ends; one of them is enough.
        let ends = |law: RoundedLaw, (from, to): (u64, u64)| {
            if law.law.counts(key) {
                [from, to]
            } else {
                [from, from]
            }
        };
        ends(self, sides[0]).into_iter().any(|one| {
            ends(other, sides[1]).into_iter().any(|another| {
                let with = |value: u64| {
                    move |asked: KeyIndex| {
                        if asked == key {
                            (value, value)
                        } else {
                            range_of(asked)
                        }
                    }
                };
                let ranges: [RangeOf; 2] = [&with(one), &with(another)];
                let upper_ends = LawPair {
                    laws: [self, other],
                    ranges,
                };
                upper_ends.differs() || !from_zero && lower_ends_differ([self, other], ranges)
            })
        })
    }
}

/// Whether the lower ends differ; those that are the upper ends have been compared as such.
fn lower_ends_differ(laws: [RoundedLaw; 2], ranges: [RangeOf; 2]) -> bool {
    let is_upper = |law: RoundedLaw| law.law.least == Least::Same && law.law.rate.is_some();
    if laws.into_iter().all(is_upper) {
        return false;
    }
    match laws.map(RoundedLaw::lower_end) {
        [None, None] => false,
        [Some(one), Some(other)] => LawPair {
            laws: [one, other],
            ranges,
        }
        .differs(),
        // The other lower end is 0 everywhere.
        [Some(one), None] => one.range(ranges[0]).1 > Yen(0),
        [None, Some(other)] => other.range(ranges[1]).1 > Yen(0),
    }
}

/// Two laws over ranges that are the same on both sides or, for one key, a single value on each.
struct LawPair<'a> {
    laws: [RoundedLaw<'a>; 2],
    ranges: [RangeOf<'a>; 2],
}

impl LawPair<'_> {
    fn differs(&self) -> bool {
        let [a, b] = self.laws;
        let [range_a, range_b] = self.ranges;
        if let (Some(key), Some(other)) = (a.cap.unit_key(), b.cap.unit_key())
            && key == other
            && range_a(key) == range_b(key)
        {
            let (from, to) = range_a(key);
            // The same cap cuts both amounts: where nothing differs below the highest cap, nothing does below a lower
            // one.
            let base = matches!(a.cap, Cap::BasePerUnit { .. });
            let one_cap = a.cap == b.cap && a.law.floor == b.law.floor && (!base || a.law.rate == b.law.rate);
            // Above the largest number that counts nothing changes.
            let most = [a, b].map(|law| law.units(&|_| (from, to)).1);
            let to = most[0].max(most[1]);
            let from = if one_cap { to } else { from.min(to) };
            return (from..=to).any(|units| self.differs_for([units, units]));
        }
        let (units_a, units_b) = (a.units(range_a), b.units(range_b));
        [units_a.0, units_a.1].into_iter().any(|one| {
            [units_b.0, units_b.1]
                .into_iter()
                .any(|other| self.differs_for([one, other]))
        })
    }

    /// The same for fixed numbers of units.
    fn differs_for(&self, units: [u64; 2]) -> bool {
        // What each side counts at least, and how far both sums rise together from there.
        let mut least = [0, 0];
        let mut together = 0;
        for key in self.costs() {
            let counted = [0, 1].map(|side| {
                let (low, high) = self.ranges[side](key);
                [
                    self.laws[side].counted(key, low),
                    self.laws[side].counted(key, high),
                ]
            });
            let rises = counted.map(|[low, high]| high - low);
            let shared = rises[0].min(rises[1]);
            for (least, [low, _]) in least.iter_mut().zip(counted) {
                *least += low;
            }
            together += shared;
            // Where one side has stopped counting the cost and the other goes on, any step of the other amount from
            // there on is a difference.
            for side in [0, 1] {
                if rises[side] > shared {
                    let (from, to) = self.laws[side].sums(self.ranges[side]);
                    if self.amount(side, from + shared, units) != self.amount(side, to, units) {
                        return true;
                    }
                }
            }
        }
        !self.agree(least, units, (0, together))
    }

    /// The costs of both laws, each once.
    fn costs(&self) -> Vec<KeyIndex> {
        let mut costs = Vec::new();
        for item in self.laws.iter().flat_map(|law| law.law.items) {
            if !costs.contains(&item.cost) {
                costs.push(item.cost);
            }
        }
        costs
    }

    fn amount(&self, side: usize, counted: u64, units: [u64; 2]) -> Yen {
        self.laws[side].amount(counted, units[side])
    }

    /// Whether the amounts agree while both sums rise together by `from` to `to`, by bisection: amounts that are
    /// constant between two ends agree between them if they agree at the ends. Two laws with one rate that begin at one
    /// sum follow the same line until each is cut off, so they agree wherever they agree at the upper end.
    fn agree(&self, least: [u64; 2], units: [u64; 2], (from, to): (u64, u64)) -> bool {
        let at = |rise: u64| [0, 1].map(|side| self.amount(side, least[side] + rise, units));
        let (low, high) = (at(from), at(to));
        if low[0] != low[1] || high[0] != high[1] {
            return false;
        }
        let [a, b] = self.laws;
        let one_line = a.law.rate == b.law.rate
            && a.rounding == b.rounding
            && a.law.floor == b.law.floor
            && least[0] == least[1];
        if low[0] == high[0] || one_line {
            return true;
        }
        let middle = from + (to - from) / 2;
        self.agree(least, units, (from, middle)) && self.agree(least, units, (middle + 1, to))
    }
}
