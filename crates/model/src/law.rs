//! Laws of amounts: rate, costs, caps and floors as the sources print them.

use crate::{KeyIndex, Rate, SourceIndex, Yen};

/// The law of an amount: a share of costs, each limited, up to a cap; nothing below a floor.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Law {
    /// Place of its case in the programme's `amount.case`, as the catalogue's JSON has it.
    pub case: u8,
    /// The project costs that count, each with its 事業額上限, as printed.
    pub items: &'static [Item],
    /// 補助率; `None` where no source gives one: then the amount is only known to lie between 0 and
    /// what the whole cost and the cap allow.
    pub rate: Option<Rate>,
    /// 補助上限, as printed.
    pub cap: Cap,
    /// 下限額: a smaller amount is not granted. 0 where there is none.
    pub floor: Yen,
    /// The lower end, where the sources settle the upper end alone.
    pub least: Least,
    /// What it rests on.
    pub source: SourceIndex,
}

impl Law {
    /// Whether the amount rises with a key: with one of its costs, or with a number of units.
    #[must_use]
    pub fn counts(&self, key: KeyIndex) -> bool {
        self.cap.unit_key() == Some(key) || self.items.iter().any(|item| item.cost == key)
    }
}

/// The lower end of what a law gives.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub enum Least {
    /// The same as the upper end.
    Same,
    /// 0, for the reason that this case gives in `fromZero`, such as that the state selects: a place in
    /// `amount.case`, the first with that reason.
    Zero(u8),
    /// What this smaller 補助上限 allows: two sources print different ones.
    Cap(Yen),
}

/// A cost that counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Item {
    /// The project cost.
    pub cost: KeyIndex,
    /// 事業額上限, where one is printed.
    pub limit: Option<Yen>,
}

/// 補助上限.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub enum Cap {
    /// One amount.
    Fixed(Yen),
    /// So much for each unit of a key, of which at most so many count.
    PerUnit {
        /// The number of units, such as beds.
        key: KeyIndex,
        /// For each.
        each: Yen,
        /// The largest number that counts.
        most: u64,
    },
    /// The rate of 基準額, which is so much for each unit of a key: the cost counts up to it.
    BasePerUnit {
        /// The number of units, such as beds.
        key: KeyIndex,
        /// 基準額 for each, before the rate.
        each: Yen,
        /// The largest number that counts.
        most: u64,
    },
}

impl Cap {
    /// The key of the number of units, where it goes by one.
    #[must_use]
    pub fn unit_key(self) -> Option<KeyIndex> {
        match self {
            Self::Fixed(_) => None,
            Self::PerUnit { key, .. } | Self::BasePerUnit { key, .. } => Some(key),
        }
    }
}
