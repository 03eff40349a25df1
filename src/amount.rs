//! Amounts: what is settled of them by what is known.

use catalogue_model::{Cap, Catalogue, KeyIndex, Law, Leaf, Least, Programme, Source, Verdict};
use catalogue_model::{Evidence, Rate, Yen};

use crate::diagram::{Few, Map, Outcomes, Ranges, outcomes};
use crate::law::Form;
use crate::{report, steps};

/// What can come out of a programme.
pub(crate) struct ProgrammeOutcomes<'a>(pub(crate) &'a Programme);

impl<'a> ProgrammeOutcomes<'a> {
    pub(crate) fn map(&self) -> Map {
        Map {
            diagram: self.0.diagram,
            leaves: self.0.leaves.len(),
            felt: self.0.felt,
        }
    }

    fn leaf(&self, leaf: u8) -> Leaf {
        self.0.leaves[usize::from(leaf)]
    }

    fn form(&self, leaf: Leaf) -> Option<Form<'a>> {
        leaf.law
            .map(|law| Form::new(&self.0.laws[usize::from(law)], self.0.rounding))
    }
}

/// Whether a programme may be used, without its amount.
pub(crate) struct ProgrammeVerdicts<'a>(pub(crate) &'a Programme);

impl Outcomes for ProgrammeVerdicts<'_> {
    fn moved_within(&self, _: u8, _: &Ranges, _: &mut dyn FnMut(KeyIndex)) {}

    fn differ(&self, a: (u8, (u64, u64)), b: (u8, (u64, u64)), _: KeyIndex, _: &Ranges) -> bool {
        let [one, other] = [a, b].map(|(leaf, _)| self.0.leaves[usize::from(leaf)]);
        one.eligibility != other.eligibility
    }
}

impl Outcomes for ProgrammeOutcomes<'_> {
    fn moved_within(&self, leaf: u8, ranges: &Ranges, mark: &mut dyn FnMut(KeyIndex)) {
        if let Some(form) = self.form(self.leaf(leaf)) {
            form.moved_by(&|key| ranges.of(key), mark);
        }
    }

    fn differ(&self, a: (u8, (u64, u64)), b: (u8, (u64, u64)), key: KeyIndex, ranges: &Ranges) -> bool {
        let [one, other] = [a, b].map(|(leaf, _)| self.leaf(leaf));
        if one.eligibility != other.eligibility {
            return true;
        }
        match (self.form(one), self.form(other)) {
            (None, None) => false,
            (Some(_), None) | (None, Some(_)) => true,
            (Some(one_form), Some(other_form)) => {
                let from_zero = one.eligibility == Verdict::Open;
                one_form.differs(other_form, key, [a.1, b.1], &|key| ranges.of(key), from_zero)
            }
        }
    }
}

/// What is settled of a programme's outcome.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// The eligibilities that can still come out, a bit each: yes, no, open.
    verdicts: u8,
    /// The laws that can still apply.
    laws: Few,
    /// Whether there are ways for which no source gives an amount.
    unstated: bool,
    /// The smallest and the largest amount; `None` where no way gives one.
    amount: Option<(Yen, Yen)>,
    cap: Option<(Yen, Yen)>,
    cost_limit: Option<(Yen, Yen)>,
    /// The largest upper end that is only the bound of a number of units, with the key and the price of one.
    bound: Option<(Yen, KeyIndex, Yen)>,
}

fn widen(range: &mut Option<(Yen, Yen)>, (min, max): (Yen, Yen)) {
    *range = Some(range.map_or((min, max), |(from, to)| (from.min(min), to.max(max))));
}

impl Settled {
    /// What is settled where only `ranges` are known; `None` where no institution is like that.
    pub(crate) fn new(programme: &Programme, ranges: &mut Ranges) -> Option<Self> {
        let mut settled = Self::default();
        settled.settle(programme, ranges).then_some(settled)
    }

    /// The same in the place of what was settled before, since to move it takes as long as a short walk; whether any
    /// institution is like that.
    // Once is enough of it: it is called where an institution is judged, where it is one of many, and
    // for every answer that might be asked for.
    #[inline(never)]
    pub(crate) fn settle(&mut self, programme: &Programme, ranges: &mut Ranges) -> bool {
        let of = ProgrammeOutcomes(programme);
        *self = Self::default();
        outcomes(of.map(), ranges, &mut |leaf, ranges| {
            let leaf = of.leaf(leaf);
            self.verdicts |= 1 << leaf.eligibility as u8;
            self.add(programme, leaf, of.form(leaf), ranges);
        });
        self.verdicts != 0
    }

    fn add(&mut self, programme: &Programme, leaf: Leaf, form: Option<Form>, ranges: &Ranges) {
        if leaf.eligibility == Verdict::No && !programme.laws.is_empty() {
            widen(&mut self.amount, (Yen(0), Yen(0)));
        }
        let (Some(law), Some(form)) = (leaf.law, form) else {
            self.unstated |= leaf.eligibility != Verdict::No;
            return;
        };
        let range_of = |key| ranges.of(key);
        let (least, most) = form.ends(&range_of);
        let least = if leaf.eligibility == Verdict::Open {
            Yen(0)
        } else {
            least
        };
        widen(&mut self.amount, (least, most));
        let units = form.units(&range_of);
        let lowest = match form.law.least {
            Least::Cap(certain) => certain,
            Least::Same | Least::Zero(_) => form.cap(units.0),
        };
        widen(&mut self.cap, (lowest, form.cap(units.1)));
        if let Some(limits) = cost_limit(form.law, units) {
            widen(&mut self.cost_limit, limits);
        }
        if let Some((key, each)) = form.each()
            && units.0 < units.1
            && units.1 == ranges.bounds(key).1
            && most == form.cap(units.1)
            && self.bound.is_none_or(|(largest, ..)| largest < most)
        {
            self.bound = Some((most, key, each));
        }
        self.laws.add(law);
    }

    /// Whether the answers still decide the eligibility.
    pub(crate) fn verdict_is_open(&self) -> bool {
        !self.verdicts.is_power_of_two()
    }

    /// The eligibility in the report.
    pub(crate) fn eligibility(&self) -> report::Eligibility {
        match self.verdicts {
            0b001 => report::Eligibility::Yes,
            0b010 => report::Eligibility::No,
            _ => report::Eligibility::Unknown,
        }
    }

    fn can_be(&self, verdict: Verdict) -> bool {
        self.verdicts >> verdict as u8 & 1 == 1
    }

    /// The smallest and the largest amount.
    pub(crate) fn range(&self) -> Option<(Yen, Yen)> {
        self.amount
    }

    /// The amount in the report.
    pub(crate) fn amount(
        &self,
        catalogue: &Catalogue,
        programme: &Programme,
        ranges: &mut Ranges,
    ) -> Option<report::Amount> {
        let (min, max) = self.amount?;
        let rests_on = self.rests_on(catalogue, programme)?;
        Some(report::Amount {
            min,
            max,
            cap: self.cap.map_or(report::Range::default(), report::Range::from),
            rate: self.one_rate(programme),
            cost_limit: self.cost_limit.map(report::Range::from),
            evidence: rests_on.grade,
            source: rests_on.id,
            steps: self.steps(catalogue, programme, ranges),
            per_unit: self
                .bound
                .filter(|(most, ..)| *most == max)
                .map(|(_, key, each)| report::PerUnit {
                    key: catalogue.keys[usize::from(key)].name,
                    each,
                }),
            rounding: programme.rounding,
        })
    }

    /// How far the weakest source of the amount can be trusted.
    pub(crate) fn evidence(&self, catalogue: &Catalogue, programme: &Programme) -> Option<Evidence> {
        self.amount?;
        self.rests_on(catalogue, programme).map(|source| source.grade)
    }

    /// The laws that can still apply, or all where the programme is excluded.
    fn laws_or_all<'a>(&self, programme: &'a Programme) -> impl Iterator<Item = &'a Law> + use<'a> {
        let laws = self.laws;
        let applies = move |at: usize| laws.is_empty() || u8::try_from(at).is_ok_and(|at| laws.has(at));
        let all = programme.laws.iter().enumerate();
        all.filter(move |(at, _)| applies(*at)).map(|(_, law)| law)
    }

    /// The weakest source of these.
    fn rests_on<'a>(&self, catalogue: &'a Catalogue, programme: &Programme) -> Option<&'a Source> {
        self.laws_or_all(programme)
            .map(|law| &catalogue.sources[usize::from(law.source)])
            .min_by_key(|source| source.grade)
    }

    /// The rate, where all of these agree on it.
    fn one_rate(&self, programme: &Programme) -> Option<Rate> {
        let mut rates = self.laws_or_all(programme).map(|law| law.rate);
        let first = rates.next()?;
        rates.all(|rate| rate == first).then_some(first).flatten()
    }

    /// The calculation, step by step.
    fn steps(&self, catalogue: &Catalogue, programme: &Programme, ranges: &mut Ranges) -> report::Sentences {
        let mut steps = report::Sentences::default();
        let form = |law: u8| Form::new(&programme.laws[usize::from(law)], programme.rounding);
        let mut laws = self.laws.places();
        match (laws.next(), laws.next()) {
            (None, _) => {
                steps.add("対象にならないため、補助額は0円です。");
                return steps;
            }
            (Some(law), None) => {
                let leading = leading_to(programme, law, ranges);
                steps::of_one(catalogue, form(law), &|key| leading.of(key, ranges), &mut steps);
            }
            _ => steps::of_several(catalogue, self.laws.places().map(form), &mut steps),
        }
        if self.unstated {
            steps.add("公表資料に金額の記載がない場合は、この範囲に含めていません。");
        }
        let mut reasons: Vec<&str> = Vec::new();
        for law in self.laws.places() {
            if let Least::Zero(reason) = programme.laws[usize::from(law)].least
                && !reasons.contains(&reason)
            {
                reasons.push(reason);
            }
        }
        for reason in reasons {
            steps.add(reason);
        }
        if self.can_be(Verdict::Open) {
            steps.add("対象になるかどうかを公表資料から決められないため、下は0円からとしています。");
        } else if self.can_be(Verdict::No) {
            steps.add("条件を満たさない場合は0円です。");
        }
        if let Some(note) = programme.rounding_note {
            steps.add(note);
        }
        steps
    }
}

/// Of the keys that are felt the ranges that lead to a law, together.
struct Leading {
    felt: &'static [KeyIndex],
    ranges: Vec<(u64, u64)>,
}

impl Leading {
    fn of(&self, key: KeyIndex, others: &Ranges) -> (u64, u64) {
        let felt = self.felt.iter().zip(&self.ranges).find(|(felt, _)| **felt == key);
        felt.map_or_else(|| others.of(key), |(_, range)| *range)
    }
}

fn leading_to(programme: &Programme, law: u8, ranges: &mut Ranges) -> Leading {
    let of = ProgrammeOutcomes(programme);
    let felt = programme.felt;
    let mut leading: Vec<(u64, u64)> = Vec::new();
    outcomes(of.map(), ranges, &mut |leaf, ranges| {
        if of.leaf(leaf).law == Some(law) {
            let here = felt.iter().map(|key| ranges.of(*key));
            if leading.is_empty() {
                leading.extend(here);
            } else {
                for (range, (from, to)) in leading.iter_mut().zip(here) {
                    *range = (range.0.min(from), range.1.max(to));
                }
            }
        }
    });
    Leading {
        felt,
        ranges: leading,
    }
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
        After, Cap, Diagram, Item, Key, Kind, Law, Leaf, Least, Node, Programme, Receptions, Target, Verdict,
    };
    use catalogue_model::{Rate, Rounding, Yen};

    use super::{ProgrammeOutcomes, leading_to};
    use crate::diagram::{Outcomes, Ranges};

    const COST: u16 = 0;
    /// Decides between the two laws.
    const OTHER: u16 = 1;
    const KEYS: [Key; 2] = [key("費用", Kind::Yen), key("ほか", Kind::Number(0, 9))];

    const fn key(name: &'static str, kind: Kind) -> Key {
        Key {
            name,
            label: name,
            unit: "",
            kind,
        }
    }

    const fn law(rate: Option<Rate>) -> Law {
        Law {
            name: "架空",
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

    const fn leaf(eligibility: Verdict, law: u8) -> Leaf {
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
        felt: &[OTHER],
        leaves: &[
            leaf(Verdict::Yes, 0),
            leaf(Verdict::Yes, 1),
            leaf(Verdict::Open, 0),
            leaf(Verdict::Open, 1),
        ],
        laws: &[
            law(Some(Rate {
                numerator: 1,
                denominator: 1,
            })),
            law(None),
        ],
        rounding: Rounding::NotStated,
        rounding_note: None,
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
        overlaps: &[],
    };

    /// 0..x and x..x differ; where the sources leave open whether anything is granted, both are 0..x.
    #[test]
    fn an_unknown_rate_differs_from_a_known_one_only_where_something_is_granted() {
        let of = ProgrammeOutcomes(&PROGRAMME);
        let differ = |a, b, cost| {
            let ranges = Ranges::new(&KEYS, &[cost, None]);
            of.differ((a, (2, 2)), (b, (3, 3)), OTHER, &ranges)
        };
        assert!(differ(0, 1, None));
        assert!(differ(0, 1, Some(3)));
        assert!(!differ(0, 1, Some(0)));
        assert!(!differ(2, 3, None));
        assert!(differ(1, 3, Some(0)));
    }

    #[test]
    fn all_ways_to_a_law_count() {
        let mut ranges = Ranges::new(&KEYS, &[None, None]);
        let mut leading = |law| leading_to(&PROGRAMME, law, &mut ranges).ranges;
        assert_eq!([leading(0), leading(1)], [[(0, 9)], [(3, 5)]]);
    }
}
