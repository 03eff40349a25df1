//! Laws of amounts: what they give, and which keys move it.
//!
//! A law counts costs up to 事業額上限, takes 補助率 of the sum, cuts it to 補助上限, rounds, and grants nothing below
//! 下限額. None of that falls when a cost or a number of units rises. Where the sources settle the upper end alone, the
//! lower end is 0 or what a smaller cap allows. The exact answers below rest on this: what is equal at both ends of a
//! range is equal between them.

mod difference;
#[cfg(test)]
mod tests;

use catalogue_model::{Cap, Item, KeyIndex, Law, Least, Rounding, Yen};

/// For a key the smallest and the largest value that it may have.
pub(crate) type RangeOf<'a> = &'a dyn Fn(KeyIndex) -> (u64, u64);

/// A law with the rounding of its programme.
#[derive(Clone, Copy)]
pub(crate) struct RoundedLaw<'a> {
    pub(crate) law: &'a Law,
    rounding: Rounding,
    /// 補助上限: the law's own, or a smaller one for the lower end.
    cap: Cap,
}

impl<'a> RoundedLaw<'a> {
    /// The upper end of what a law gives, which is all of it unless [`Law::least`] says something else.
    pub(crate) fn new(law: &'a Law, rounding: Rounding) -> Self {
        Self {
            law,
            rounding,
            cap: law.cap,
        }
    }

    /// The lower end; `None` where that is 0 whatever is answered.
    pub(crate) fn lower_end(self) -> Option<Self> {
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

    /// The amount for a sum of counted costs and a number of units; for an unknown rate the largest that it can be.
    pub(crate) fn amount(self, counted: u64, units: u64) -> Yen {
        let amount = self.rounded(self.share(Yen(counted)).min(self.cap(units)));
        if amount < self.law.floor { Yen(0) } else { amount }
    }

    /// 端数処理.
    pub(crate) fn rounded(self, amount: Yen) -> Yen {
        self.rounding.apply(amount)
    }

    /// 補助上限 for a number of units.
    pub(crate) fn cap(self, units: u64) -> Yen {
        // The build refuses what would go beyond the largest amount.
        let times = |each: Yen, units: u64| Yen(each.0.saturating_mul(units).min(Yen::MAX.0));
        match self.cap {
            Cap::Fixed(cap) => cap,
            Cap::PerUnit { each, most, .. } => times(each, units.min(most)),
            Cap::BasePerUnit { each, most, .. } => self.share(times(each, units.min(most))),
        }
    }

    /// 補助率 of a cost; the whole cost where no source gives a rate.
    fn share(self, cost: Yen) -> Yen {
        self.law.rate.map_or(cost, |rate| rate.of(cost))
    }

    /// 補助上限 of one unit and the key that counts the units, where the cap goes by units.
    pub(crate) fn cap_of_one_unit(self) -> Option<(KeyIndex, Yen)> {
        Some((self.cap.unit_key()?, self.cap(1)))
    }

    /// What counts of a cost.
    fn counted(self, key: KeyIndex, cost: u64) -> u64 {
        let item = self.law.items.iter().find(|item| item.cost == key);
        item.map_or(0, |item| counted(item, cost))
    }

    /// The smallest and the largest sum of counted costs.
    pub(crate) fn sums(self, range_of: RangeOf) -> (u64, u64) {
        let mut sums = (0, 0);
        for item in self.law.items {
            let (low, high) = range_of(item.cost);
            sums.0 += counted(item, low);
            sums.1 += counted(item, high);
        }
        sums
    }

    /// The smallest and the largest number of units that counts; 0 where the cap does not go by units.
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
    pub(crate) fn range(self, range_of: RangeOf) -> (Yen, Yen) {
        let (sums, units) = (self.sums(range_of), self.units(range_of));
        let least = self
            .lower_end()
            .map_or(Yen(0), |lower| lower.amount(sums.0, units.0));
        (least, self.amount(sums.1, units.1))
    }

    /// Marks the open keys that change the amount, all others staying as they are.
    ///
    /// A cost does so where more of it can count and the amount is not the same for every sum: somewhere the amount
    /// steps, and the other costs can be chosen so that this one crosses the step. The cap hides least at the largest
    /// number of units, and the number of units shows most at the largest sum. A lower end with a smaller cap moves
    /// with no key that the upper end does not move with.
    pub(crate) fn mark_moving_keys(self, range_of: RangeOf, mark: &mut dyn FnMut(KeyIndex)) {
        let (sums, units) = (self.sums(range_of), self.units(range_of));
        if self.amount(sums.0, units.1) != self.amount(sums.1, units.1) {
            for item in self.law.items {
                let (low, high) = range_of(item.cost);
                if counted(item, low) < counted(item, high) {
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
}

fn counted(item: &Item, cost: u64) -> u64 {
    item.limit.map_or(cost, |limit| cost.min(limit.0))
}
