//! Laws of amounts: costs, rates, caps and floors as the sources print them.

use crate::{KeyIndex, Rate, SourceIndex, Yen};

/// The law of an amount: a rate of the costs, each up to its limit; at most the cap, and nothing below the
/// floor.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Law {
    /// The place of its case in the programme's `amount.case` of `catalogue.json`.
    pub case: u8,
    /// The project costs that count; their counted parts are added up.
    pub items: &'static [Item],
    /// 補助率; `None` where no source gives one. The amount then lies between 0 and the smaller of cost and
    /// cap.
    pub rate: Option<Rate>,
    /// 補助上限, as printed.
    pub cap: Cap,
    /// 下限額: a smaller amount is not granted at all. 0 where there is none.
    pub floor: Yen,
    /// The lower end of the amount, where the sources settle only the upper end.
    pub least: Least,
    /// What it rests on: the weaker of two sources where `least` is a smaller cap.
    pub source: SourceIndex,
}

impl Law {
    /// Whether the amount can rise with a key: with one of its costs, or with its number of units.
    ///
    /// ```
    /// use catalogue_model::{Cap, Item, Law, Least, Yen};
    ///
    /// let law = Law {
    ///     case: 0,
    ///     items: &[Item { cost: 7, limit: None }],
    ///     rate: Some("1/2".parse()?),
    ///     cap: Cap::PerUnit { key: 1, each: Yen(40_000), most: 3_000 },
    ///     floor: Yen(0),
    ///     least: Least::Same,
    ///     source: 0,
    /// };
    /// assert!(law.counts(7) && law.counts(1) && !law.counts(2));
    /// # Ok::<(), catalogue_model::NotARate>(())
    /// ```
    #[must_use]
    pub fn counts(&self, key: KeyIndex) -> bool {
        self.cap.unit_key() == Some(key) || self.items.iter().any(|item| item.cost == key)
    }
}

/// The lower end of the amount that a law gives.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub enum Least {
    /// The same as the upper end.
    Same,
    /// 0, for the reason that a case gives in `fromZero`, such as that the state selects. The number is a
    /// place in the programme's `amount.case`: the first case with that reason.
    Zero(u8),
    /// What this smaller 補助上限 allows, because two sources print different ones.
    Cap(Yen),
}

/// A project cost that counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub struct Item {
    /// The key of the cost.
    pub cost: KeyIndex,
    /// 事業額上限: what of the cost counts at most; `None` where no source prints one.
    pub limit: Option<Yen>,
}

/// 補助上限: the largest amount.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = catalogue_model))]
pub enum Cap {
    /// One amount for all.
    Fixed(Yen),
    /// An amount for each unit.
    PerUnit {
        /// The key of the number of units, such as beds.
        key: KeyIndex,
        /// The amount for each unit. Times `most` it is at most [`Yen::MAX`].
        each: Yen,
        /// The largest number of units that counts.
        most: u64,
    },
    /// The rate of 基準額, which is an amount for each unit: costs count up to 基準額.
    BasePerUnit {
        /// The key of the number of units, such as beds.
        key: KeyIndex,
        /// 基準額 for each unit, before the rate. Times `most` it is at most [`Yen::MAX`].
        each: Yen,
        /// The largest number of units that counts.
        most: u64,
    },
}

impl Cap {
    /// The key of the number of units; `None` where the cap is fixed.
    ///
    /// ```
    /// use catalogue_model::{Cap, Yen};
    ///
    /// assert_eq!(Cap::PerUnit { key: 1, each: Yen(40_000), most: 3_000 }.unit_key(), Some(1));
    /// assert_eq!(Cap::Fixed(Yen(180_000)).unit_key(), None);
    /// ```
    #[must_use]
    pub fn unit_key(self) -> Option<KeyIndex> {
        match self {
            Self::Fixed(_) => None,
            Self::PerUnit { key, .. } | Self::BasePerUnit { key, .. } => Some(key),
        }
    }
}
