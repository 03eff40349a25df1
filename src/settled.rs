//! What is settled of a programme's eligibility and amount by what is known.

use alloc::vec::Vec;

use catalogue_model::{
    Cap, Catalogue, Eligibility, Evidence, KeyIndex, Law, Leaf, Least, Programme, Rate, Source, Yen,
};

use crate::diagram::{Outcomes, PlaceSet, Reached, reachable, settled_leaf, visit_paths};
use crate::law::RoundedLaw;
use crate::ranges::Ranges;
use crate::steps;
use crate::verdict;

/// Eligibility and amount at the leaves of a programme's diagram.
pub(crate) struct AmountOutcomes<'a>(pub(crate) &'a Programme);

impl<'a> AmountOutcomes<'a> {
    fn leaf(&self, leaf: u8) -> Leaf {
        self.0.leaves[usize::from(leaf)]
    }

    fn law(&self, leaf: Leaf) -> Option<RoundedLaw<'a>> {
        leaf.law.map(|law| rounded_law(self.0, law))
    }
}

impl Outcomes for AmountOutcomes<'_> {
    fn keys_within(&self, leaf: u8, ranges: &Ranges, mark: &mut dyn FnMut(KeyIndex)) {
        if let Some(law) = self.law(self.leaf(leaf)) {
            law.mark_moving_keys(&|key| ranges.of(key), mark);
        }
    }

    fn amount_keys(&self) -> &[KeyIndex] {
        self.0.amount_keys
    }

    fn differ(&self, one: Reached, other: Reached, key: KeyIndex, ranges: &Ranges) -> bool {
        let leaves = [one, other].map(|reached| self.leaf(reached.leaf));
        let eligibility = leaves[0].eligibility;
        if eligibility != leaves[1].eligibility {
            return true;
        }
        match leaves.map(|leaf| self.law(leaf)) {
            [None, None] => false,
            [Some(one_law), Some(other_law)] => {
                let sides = [one.range, other.range];
                let from_zero = eligibility == Eligibility::Unknown;
                one_law.differs(other_law, key, sides, &|key| ranges.of(key), from_zero)
            }
            _ => true,
        }
    }
}

/// Eligibility alone at the leaves of a programme's diagram.
pub(crate) struct EligibilityOutcomes<'a>(pub(crate) &'a Programme);

impl Outcomes for EligibilityOutcomes<'_> {
    fn differ(&self, one: Reached, other: Reached, _: KeyIndex, _: &Ranges) -> bool {
        let [one, other] = [one, other].map(|reached| self.0.leaves[usize::from(reached.leaf)]);
        one.eligibility != other.eligibility
    }
}

fn rounded_law(programme: &Programme, law: u8) -> RoundedLaw<'_> {
    RoundedLaw::new(&programme.laws[usize::from(law)], programme.rounding)
}

/// The eligibilities that the reachable leaves have.
#[derive(Clone, Copy, Debug, Default)]
struct Eligibilities {
    yes: bool,
    no: bool,
    unknown: bool,
}

impl Eligibilities {
    fn add(&mut self, eligibility: Eligibility) {
        match eligibility {
            Eligibility::Yes => self.yes = true,
            Eligibility::No => self.no = true,
            Eligibility::Unknown => self.unknown = true,
        }
    }

    fn count(self) -> usize {
        let all = [self.yes, self.no, self.unknown];
        all.into_iter().filter(|reached| *reached).count()
    }
}

/// What is settled of a programme: the hull of all that its reachable leaves give.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    eligibility: Eligibilities,
    /// The laws that can still apply.
    laws: PlaceSet,
    /// Whether there are institutions for which no source gives an amount.
    not_stated: bool,
    /// The smallest and the largest amount; `None` where no source gives one.
    amount: Option<verdict::Range>,
    cap: Option<verdict::Range>,
    cost_limit: Option<verdict::Range>,
    /// The largest upper end that is only the bound of a number of units, with that number's key and 補助上限 of one.
    bound: Option<(Yen, KeyIndex, Yen)>,
}

impl Settled {
    /// What is settled of a programme.
    pub(crate) fn new(programme: &Programme, ranges: &Ranges) -> Self {
        let mut settled = Self::default();
        if let Some(leaf) = settled_leaf(programme.diagram, ranges) {
            settled.add(programme, leaf, ranges);
        } else if programme.amount_keys.is_empty() {
            for leaf in reachable(programme.diagram, ranges).places() {
                settled.add(programme, leaf, ranges);
            }
        } else {
            visit_paths(programme.diagram, ranges, &mut |leaf, ranges| {
                settled.add(programme, leaf, ranges);
            });
        }
        settled
    }

    /// Whether any institution has such answers.
    pub(crate) fn is_possible(&self) -> bool {
        self.eligibility.count() > 0
    }

    fn add(&mut self, programme: &Programme, leaf: u8, ranges: &Ranges) {
        let leaf = programme.leaves[usize::from(leaf)];
        self.eligibility.add(leaf.eligibility);
        if leaf.eligibility == Eligibility::No && !programme.laws.is_empty() {
            widen(&mut self.amount, (Yen(0), Yen(0)));
        }
        let Some(place) = leaf.law else {
            self.not_stated |= leaf.eligibility != Eligibility::No;
            return;
        };
        let law = rounded_law(programme, place);
        let range_of = |key| ranges.of(key);
        let (least, most) = law.range(&range_of);
        let least = if leaf.eligibility == Eligibility::Unknown {
            Yen(0)
        } else {
            least
        };
        widen(&mut self.amount, (least, most));
        let units = law.units(&range_of);
        let lowest = match law.law.least {
            Least::Cap(certain) => certain,
            Least::Same | Least::Zero(_) => law.cap(units.0),
        };
        widen(&mut self.cap, (lowest, law.cap(units.1)));
        if let Some(limits) = cost_limit(law.law, units) {
            widen(&mut self.cost_limit, limits);
        }
        if let Some((key, each)) = law.cap_of_one_unit()
            && units.0 < units.1
            && units.1 == ranges.bounds(key).1
            && most == law.cap(units.1)
            && self.bound.is_none_or(|(largest, ..)| largest < most)
        {
            self.bound = Some((most, key, each));
        }
        self.laws.add(place);
    }

    /// Whether answers still decide the eligibility.
    pub(crate) fn eligibility_is_open(&self) -> bool {
        self.eligibility.count() > 1
    }

    /// The eligibility over all institutions with such answers.
    pub(crate) fn eligibility(&self) -> Eligibility {
        let Eligibilities { yes, no, unknown } = self.eligibility;
        match (yes, no, unknown) {
            (true, false, false) => Eligibility::Yes,
            (false, true, false) => Eligibility::No,
            _ => Eligibility::Unknown,
        }
    }

    /// The smallest and the largest amount.
    pub(crate) fn range(&self) -> Option<verdict::Range> {
        self.amount
    }

    /// The amount in the verdict.
    pub(crate) fn amount(
        &self,
        catalogue: &Catalogue,
        programme: &Programme,
        ranges: &Ranges,
    ) -> Option<verdict::Amount> {
        let amount = self.amount?;
        let source = self.weakest_source(catalogue, programme)?;
        let per_unit = self.bound.filter(|(most, ..)| *most == amount.max);
        Some(verdict::Amount {
            min: amount.min,
            max: amount.max,
            cap: self.cap.unwrap_or_default(),
            rate: self.common_rate(programme),
            cost_limit: self.cost_limit,
            evidence: source.grade,
            source: source.id,
            steps: self.steps(catalogue, programme, ranges),
            per_unit: per_unit.map(|(_, key, each)| verdict::PerUnit {
                key: catalogue.key(key).name,
                each,
            }),
            rounding: programme.rounding,
        })
    }

    /// How far the weakest source of the amount can be trusted.
    pub(crate) fn evidence(&self, catalogue: &Catalogue, programme: &Programme) -> Option<Evidence> {
        self.amount?;
        self.weakest_source(catalogue, programme)
            .map(|source| source.grade)
    }

    /// The laws that can still apply, or all where the institution is not eligible.
    fn laws_or_all<'a>(&self, programme: &'a Programme) -> impl Iterator<Item = &'a Law> + use<'a> {
        let laws = self.laws;
        let applies =
            move |place: usize| laws.is_empty() || u8::try_from(place).is_ok_and(|place| laws.has(place));
        let all = programme.laws.iter().enumerate();
        all.filter(move |(place, _)| applies(*place)).map(|(_, law)| law)
    }

    fn weakest_source<'a>(&self, catalogue: &'a Catalogue, programme: &Programme) -> Option<&'a Source> {
        let sources = self
            .laws_or_all(programme)
            .map(|law| catalogue.source(law.source));
        sources.min_by_key(|source| source.grade)
    }

    /// The rate, where all laws have the same.
    fn common_rate(&self, programme: &Programme) -> Option<Rate> {
        let mut rates = self.laws_or_all(programme).map(|law| law.rate);
        let first = rates.next()?;
        rates.all(|rate| rate == first).then_some(first).flatten()
    }

    /// The calculation, step by step.
    fn steps(&self, catalogue: &Catalogue, programme: &Programme, ranges: &Ranges) -> Vec<verdict::Step> {
        use verdict::Step;

        let mut steps = Vec::new();
        let mut laws = self.laws.places();
        match (laws.next(), laws.next()) {
            (None, _) => return Vec::from([Step::Excluded]),
            (Some(law), None) => {
                let ranges = ranges_leading_to(programme, law, ranges);
                steps::of_one(
                    catalogue,
                    rounded_law(programme, law),
                    &|key| ranges.of(key),
                    &mut steps,
                );
            }
            _ => {
                let laws = self.laws.places().map(|law| &programme.laws[usize::from(law)]);
                steps::of_several(laws, &mut steps);
            }
        }
        if self.not_stated {
            steps.push(Step::NotStatedLeftOut);
        }
        let mut reasons: Vec<u8> = Vec::new();
        for law in self.laws.places() {
            if let Least::Zero(case) = programme.laws[usize::from(law)].least
                && !reasons.contains(&case)
            {
                reasons.push(case);
            }
        }
        steps.extend(reasons.into_iter().map(|case| Step::FromZero { case }));
        if self.eligibility.unknown {
            steps.push(Step::EligibilityOpen);
        } else if self.eligibility.no {
            steps.push(Step::MayNotBeMet);
        }
        if programme.rounding_note {
            steps.push(Step::RoundingNote);
        }
        steps
    }
}

fn widen(range: &mut Option<verdict::Range>, (min, max): (Yen, Yen)) {
    let range = range.get_or_insert(verdict::Range { min, max });
    range.min = range.min.min(min);
    range.max = range.max.max(max);
}

/// The ranges on the paths to a law: for the keys that the diagram tests and the amount counts with, their hull.
fn ranges_leading_to(programme: &Programme, law: u8, ranges: &Ranges) -> Ranges {
    let mut hull: Option<Ranges> = None;
    visit_paths(programme.diagram, ranges, &mut |leaf, path| {
        if programme.leaves[usize::from(leaf)].law != Some(law) {
            return;
        }
        if let Some(hull) = &mut hull {
            for key in programme.amount_keys {
                let ((low, high), (from, to)) = (hull.of(*key), path.of(*key));
                hull.narrow(*key, (low.min(from), high.max(to)));
            }
        } else {
            let mut first = ranges.clone();
            for key in programme.amount_keys {
                first.narrow(*key, path.of(*key));
            }
            hull = Some(first);
        }
    });
    hull.unwrap_or_else(|| ranges.clone())
}

/// 事業額上限 for the smallest and the largest number of units, where all costs have one.
fn cost_limit(law: &Law, units: (u64, u64)) -> Option<(Yen, Yen)> {
    if let Cap::BasePerUnit { each, .. } = law.cap {
        let base = |units: u64| Yen(each.0.saturating_mul(units).min(Yen::MAX.0));
        return Some((base(units.0), base(units.1)));
    }
    let limits = law.items.iter().map(|item| item.limit.map(|limit| limit.0));
    let limit = limits.sum::<Option<u64>>().map(Yen)?;
    Some((limit, limit))
}

#[cfg(test)]
mod tests {
    use catalogue_model::{
        After, Cap, Diagram, Eligibility, Item, Key, Kind, Law, Leaf, Least, Node, Programme, Rate,
        Receptions, Rounding, Target, Yen,
    };

    use super::{AmountOutcomes, ranges_leading_to};
    use crate::diagram::{Outcomes, Reached};
    use crate::ranges::Ranges;

    const COST: u16 = 0;
    /// Decides between the two laws.
    const OTHER: u16 = 1;
    const KEYS: [Key; 2] = [key("費用", Kind::Yen), key("ほか", Kind::Number(0, 9))];

    const fn key(name: &'static str, kind: Kind) -> Key {
        Key { name, kind }
    }

    const fn law(rate: Option<Rate>) -> Law {
        Law {
            case: 0,
            items: &[Item {
                cost: COST,
                limit: None,
            }],
            rate,
            cap: Cap::Fixed(Yen(5)),
            floor: Yen(0),
            least: Least::Same,
            source: 0,
        }
    }

    const fn leaf(eligibility: Eligibility, law: u8) -> Leaf {
        Leaf {
            eligibility,
            law: Some(law),
        }
    }

    /// A programme with a known and an unknown rate, of which `OTHER` from 3 to 5 leads to the second.
    const PROGRAMME: Programme = Programme {
        id: "架空",
        as_of: None,
        conditions: &[],
        diagram: Diagram {
            root: Target::Node(0),
            nodes: &[Node {
                key: OTHER,
                arms: &[(2, Target::Leaf(0)), (5, Target::Leaf(1)), (9, Target::Leaf(0))],
            }],
        },
        amount_keys: &[OTHER],
        leaves: &[
            leaf(Eligibility::Yes, 0),
            leaf(Eligibility::Yes, 1),
            leaf(Eligibility::Unknown, 0),
            leaf(Eligibility::Unknown, 1),
        ],
        laws: &[
            law(Some(Rate {
                numerator: 1,
                denominator: 1,
            })),
            law(None),
        ],
        rounding: Rounding::NotStated,
        rounding_note: false,
        rounds: &[],
        receptions: Receptions {
            diagram: Diagram {
                root: Target::Leaf(0),
                nodes: &[],
            },
            sets: &[&[]],
        },
        after: After::Closed,
        deadlines: &[],
    };

    /// 0..x and x..x differ; where the sources leave open whether anything is granted, both are 0..x.
    #[test]
    fn an_unknown_rate_differs_from_a_known_one_only_where_something_is_granted() {
        let of = AmountOutcomes(&PROGRAMME);
        let differ = |a, b, cost| {
            let ranges = Ranges::new(&KEYS, &[cost, None]);
            let [one, other] = [(a, (2, 2)), (b, (3, 3))].map(|(leaf, range)| Reached { leaf, range });
            of.differ(one, other, OTHER, &ranges)
        };
        assert!(differ(0, 1, None));
        assert!(differ(0, 1, Some(3)));
        assert!(!differ(0, 1, Some(0)));
        assert!(!differ(2, 3, None));
        assert!(differ(1, 3, Some(0)));
    }

    #[test]
    fn all_paths_to_a_law_count() {
        let ranges = Ranges::new(&KEYS, &[None, None]);
        let leading = [0, 1].map(|law| ranges_leading_to(&PROGRAMME, law, &ranges).of(OTHER));
        assert_eq!(leading, [(0, 9), (3, 5)]);
    }
}
