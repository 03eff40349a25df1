//! Amounts: a share of a cost, limited twice, and what of it is settled by what is known.

use catalogue_format::model::{Catalogue, KeyIndex, Law, Leaf, Programme, SourceIndex, Verdict};
use catalogue_format::{Rate, Rounding, Yen};

use crate::diagram::{Outcomes, Ranges, outcomes};
use crate::report;

/// A law with its rounding: an amount for every cost, never less for a higher cost.
#[derive(Clone, Copy)]
pub(crate) struct Curve<'a> {
    law: &'a Law,
    rounding: Rounding,
}

impl Curve<'_> {
    /// The amount for a cost: the cost up to its limit, at the rate, rounded, up to the cap.
    pub(crate) fn at(self, cost: u64) -> Yen {
        let counted = self
            .law
            .cost_limit
            .map_or(Yen(cost), |limit| limit.min(Yen(cost)));
        self.rounding.apply(self.law.rate.of(counted)).min(self.law.cap)
    }

    /// Whether two curves of one cost agree everywhere from `from` to `to`. Exact, by halving:
    /// - what is constant between two ends that agree, agrees between them;
    /// - at one rate both follow the same line until they are cut off, so that they agree wherever
    ///   they agree at the upper end.
    fn agrees(self, other: Self, from: u64, to: u64) -> bool {
        if self.at(from) != other.at(from) || self.at(to) != other.at(to) {
            return false;
        }
        if self.at(from) == self.at(to)
            || (self.law.rate == other.law.rate && self.rounding == other.rounding)
        {
            return true;
        }
        let middle = from + (to - from) / 2;
        self.agrees(other, from, middle) && self.agrees(other, middle + 1, to)
    }
}

/// What can come out of a programme.
pub(crate) struct ProgrammeOutcomes<'a>(pub(crate) &'a Programme);

impl<'a> ProgrammeOutcomes<'a> {
    fn leaf(&self, leaf: u8) -> Leaf {
        self.0.leaves[usize::from(leaf)]
    }

    fn curve(&self, leaf: Leaf) -> Option<Curve<'a>> {
        leaf.law.map(|law| Curve {
            law: &self.0.laws[usize::from(law)],
            rounding: self.0.rounding,
        })
    }
}

impl Outcomes for ProgrammeOutcomes<'_> {
    fn moved_within(&self, leaf: u8, ranges: &Ranges, mark: &mut dyn FnMut(KeyIndex)) {
        if let Some(curve) = self.curve(self.leaf(leaf)) {
            let (from, to) = ranges.of(curve.law.cost);
            if curve.at(from) != curve.at(to) {
                mark(curve.law.cost);
            }
        }
    }

    fn differ(&self, a: (u8, (u64, u64)), b: (u8, (u64, u64)), key: KeyIndex, ranges: &Ranges) -> bool {
        let [one, other] = [a, b].map(|(leaf, _)| self.leaf(leaf));
        if one.eligibility != other.eligibility {
            return true;
        }
        match (self.curve(one), self.curve(other)) {
            (None, None) => false,
            (Some(_), None) | (None, Some(_)) => true,
            (Some(one), Some(other)) if one.law.cost == other.law.cost && one.law.cost != key => {
                let (from, to) = ranges.of(one.law.cost);
                !one.agrees(other, from, to)
            }
            // The two costs vary apart from each other: they agree only where both are constant.
            (Some(one), Some(other)) => {
                let ends = |curve: Curve, own: (u64, u64)| {
                    let (from, to) = if curve.law.cost == key {
                        own
                    } else {
                        ranges.of(curve.law.cost)
                    };
                    [curve.at(from), curve.at(to)]
                };
                let [first, second] = ends(one, a.1);
                let [third, fourth] = ends(other, b.1);
                [second, third, fourth].iter().any(|amount| *amount != first)
            }
        }
    }
}

/// What is settled of a programme's outcome.
#[derive(Debug)]
pub(crate) struct Settled {
    /// The eligibilities that can still come out: yes, no, open.
    verdicts: [bool; 3],
    /// The laws that can still apply, with the range of their cost; none twice.
    laws: Vec<(u8, (u64, u64))>,
    /// The smallest and the largest amount; `None` where no way gives one.
    amount: Option<(Yen, Yen)>,
    cap: Option<(Yen, Yen)>,
    cost_limit: Option<(Yen, Yen)>,
}

fn widen(range: &mut Option<(Yen, Yen)>, min: Yen, max: Yen) {
    *range = Some(range.map_or((min, max), |(from, to)| (from.min(min), to.max(max))));
}

impl Settled {
    /// What is settled where only `ranges` are known; `None` where no institution is like that.
    pub(crate) fn new(programme: &Programme, ranges: &mut Ranges) -> Option<Self> {
        let of = ProgrammeOutcomes(programme);
        let mut settled = Self {
            verdicts: [false; 3],
            laws: Vec::new(),
            amount: None,
            cap: None,
            cost_limit: None,
        };
        outcomes(&programme.diagram, ranges, &mut |leaf, ranges| {
            let leaf = of.leaf(leaf);
            settled.verdicts[leaf.eligibility as usize] = true;
            settled.add(programme, leaf, of.curve(leaf), ranges);
        });
        settled.verdicts.contains(&true).then_some(settled)
    }

    fn add(&mut self, programme: &Programme, leaf: Leaf, curve: Option<Curve>, ranges: &Ranges) {
        if leaf.eligibility == Verdict::No && !programme.laws.is_empty() {
            widen(&mut self.amount, Yen(0), Yen(0));
        }
        let (Some(law), Some(curve)) = (leaf.law, curve) else {
            return;
        };
        let (from, to) = ranges.of(curve.law.cost);
        let least = if leaf.eligibility == Verdict::Open {
            Yen(0)
        } else {
            curve.at(from)
        };
        widen(&mut self.amount, least, curve.at(to));
        widen(&mut self.cap, curve.law.cap, curve.law.cap);
        if let Some(limit) = curve.law.cost_limit {
            widen(&mut self.cost_limit, limit, limit);
        }
        match self.laws.iter_mut().find(|(known, _)| *known == law) {
            Some((_, range)) => *range = (range.0.min(from), range.1.max(to)),
            None => self.laws.push((law, (from, to))),
        }
    }

    /// The eligibility in the report.
    pub(crate) fn eligibility(&self) -> report::Eligibility {
        match self.verdicts {
            [true, false, false] => report::Eligibility::Yes,
            [false, true, false] => report::Eligibility::No,
            _ => report::Eligibility::Unknown,
        }
    }

    /// The smallest and the largest amount.
    pub(crate) fn range(&self) -> Option<(Yen, Yen)> {
        self.amount
    }

    /// The amount in the report.
    pub(crate) fn amount(&self, catalogue: &Catalogue, programme: &Programme) -> Option<report::Amount> {
        let (min, max) = self.amount?;
        let rests_on = self.rests_on(catalogue, programme)?;
        let source = &catalogue.sources[usize::from(rests_on)];
        Some(report::Amount {
            min,
            max,
            cap: self.cap.map_or(report::Range::default(), report::Range::from),
            rate: self.rate(programme),
            cost_limit: self.cost_limit.map(report::Range::from),
            evidence: source.grade,
            source: source.id,
            steps: self.steps(catalogue, programme),
            rounding: programme.rounding,
        })
    }

    /// The laws that can still apply, or all where the programme is excluded.
    fn laws_of(&self, programme: &'static [Law]) -> Vec<&'static Law> {
        if self.laws.is_empty() {
            return programme.iter().collect();
        }
        self.laws
            .iter()
            .map(|(law, _)| &programme[usize::from(*law)])
            .collect()
    }

    /// The weakest source among the laws.
    fn rests_on(&self, catalogue: &Catalogue, programme: &Programme) -> Option<SourceIndex> {
        self.laws_of(programme.laws)
            .iter()
            .map(|law| law.source)
            .min_by_key(|source| catalogue.sources[usize::from(*source)].grade)
    }

    /// The rate, where all laws agree on it.
    fn rate(&self, programme: &Programme) -> Option<Rate> {
        let laws = self.laws_of(programme.laws);
        let first = laws.first()?.rate;
        laws.iter().all(|law| law.rate == first).then_some(first)
    }

    /// The calculation, step by step.
    fn steps(&self, catalogue: &Catalogue, programme: &Programme) -> Vec<String> {
        let mut steps = Vec::new();
        match self.laws[..] {
            [] => return vec!["対象にならないため、補助額は0円です。".to_owned()],
            [(law, (from, to))] => {
                let curve = Curve {
                    law: &programme.laws[usize::from(law)],
                    rounding: programme.rounding,
                };
                steps.push(format!("「{}」の場合で計算します。", curve.law.name));
                if from == to {
                    curve.explain(Yen(from), &mut steps);
                } else {
                    steps.push(format!("{}。", curve.law.in_words()));
                    steps.push(format!(
                        "「{}」が未回答のため、{}から{}までの範囲です。",
                        catalogue.keys[usize::from(curve.law.cost)].label,
                        curve.at(from),
                        curve.at(to)
                    ));
                }
            }
            _ => {
                steps.push("答えによって、次のどれかになります。".to_owned());
                for (law, _) in &self.laws {
                    let law = &programme.laws[usize::from(*law)];
                    steps.push(format!("「{}」の場合：{}。", law.name, law.in_words()));
                }
            }
        }
        if self.verdicts[Verdict::Open as usize] {
            steps.push(
                "対象になるかどうかを公表資料から決められないため、下は0円からとしています。".to_owned(),
            );
        } else if self.verdicts[Verdict::No as usize] {
            steps.push("条件を満たさない場合は0円です。".to_owned());
        }
        steps.extend(programme.rounding_note.map(ToOwned::to_owned));
        steps
    }
}

/// A law in words.
trait InWords {
    fn in_words(&self) -> String;
}

impl InWords for Law {
    fn in_words(&self) -> String {
        let limit = self
            .cost_limit
            .map(|limit| format!("（{limit}まで）"))
            .unwrap_or_default();
        format!("事業額{limit}の{}、補助上限は{}", self.rate, self.cap)
    }
}

impl Curve<'_> {
    fn explain(self, cost: Yen, steps: &mut Vec<String>) {
        let Law {
            rate,
            cost_limit,
            cap,
            ..
        } = *self.law;
        let counted = match cost_limit {
            None => cost,
            Some(limit) if cost > limit => {
                steps.push(format!(
                    "事業額{cost}は事業額上限{limit}を超えるため、{limit}で計算します。"
                ));
                limit
            }
            Some(limit) => {
                steps.push(format!("事業額{cost}は事業額上限{limit}以内です。"));
                cost
            }
        };
        let share = rate.of(counted);
        let exact = u128::from(counted.0) * u128::from(rate.numerator) % u128::from(rate.denominator) == 0;
        let cut = if exact { "" } else { "（1円未満切捨て）" };
        steps.push(format!("{counted} × 補助率{rate} ＝ {share}{cut}"));
        let rounded = self.rounding.apply(share);
        if rounded != share {
            steps.push(format!("千円未満を切り捨てて{rounded}"));
        }
        steps.push(match rounded.cmp(&cap) {
            std::cmp::Ordering::Less => format!("補助上限{cap}以内のため、補助額は{rounded}です。"),
            std::cmp::Ordering::Equal => format!("補助上限{cap}と同じです。補助額は{cap}です。"),
            std::cmp::Ordering::Greater => format!("補助上限{cap}を超えるため、補助額は{cap}です。"),
        });
    }
}

/// What the catalogue of today cannot tell apart: caps that bind, two rates, rounding.
#[cfg(test)]
mod tests {
    use catalogue_format::model::Law;
    use catalogue_format::{Rate, Rounding, Yen};

    use super::Curve;

    fn law(numerator: u32, denominator: u32, cost_limit: Option<u64>, cap: u64) -> Law {
        Law {
            name: "架空",
            cost: 0,
            rate: Rate {
                numerator,
                denominator,
            },
            cost_limit: cost_limit.map(Yen),
            cap: Yen(cap),
            source: 0,
        }
    }

    fn curve(law: &Law, rounding: Rounding) -> Curve<'_> {
        Curve { law, rounding }
    }

    #[test]
    fn the_cap_binds_where_it_is_reached_first() {
        let law = law(3, 4, Some(73_000), 54_000);
        let exact = curve(&law, Rounding::NotStated);
        assert_eq!(
            [71_999, 72_000, 72_001, 80_000].map(|cost| exact.at(cost).0),
            [53_999, 54_000, 54_000, 54_000]
        );
        let cut = curve(&law, Rounding::Floor1000);
        assert_eq!(
            [1_333, 1_334, 71_999, 72_000].map(|cost| cut.at(cost).0),
            [0, 1_000, 53_000, 54_000]
        );
    }

    #[test]
    fn agreement_is_exact_wherever_two_laws_part() {
        let pairs = [
            // The same ends, another way between them.
            (law(1, 2, None, 4_500_000), law(2, 3, None, 4_500_000)),
            // One line, cut off at two places.
            (law(1, 2, None, 4_500_000), law(1, 2, None, 4_500_001)),
            // One cap, reached by a limit that lies below it.
            (
                law(1, 2, Some(10_913_000), 5_457_000),
                law(1, 2, Some(10_914_000), 5_457_000),
            ),
            // No difference at all: the limit lies where the cap is reached.
            (law(1, 2, Some(8_000), 4_000), law(1, 2, None, 4_000)),
        ];
        for (one, other) in &pairs {
            for rounding in [Rounding::NotStated, Rounding::Floor1000] {
                let [one, other] = [one, other].map(|law| curve(law, rounding));
                let turns = [
                    0, 1, 1_999, 2_000, 7_999, 8_000, 6_749_999, 6_750_000, 8_999_999, 9_000_000, 9_000_002,
                ]
                .into_iter()
                .chain([
                    10_912_999,
                    10_913_000,
                    10_913_001,
                    10_914_000,
                    11_000_000,
                    Yen::MAX.0,
                ]);
                for to in turns {
                    // By hand: every cost that can be told apart near the ends and the turns.
                    let near = |at: u64| at.saturating_sub(2_100)..=at.min(to);
                    let differ = [to, 4_500_000, 6_750_000, 8_000, 9_000_002, 10_914_000]
                        .into_iter()
                        .filter(|at| *at <= to)
                        .flat_map(near)
                        .any(|cost| one.at(cost) != other.at(cost));
                    assert_eq!(one.agrees(other, 0, to), !differ, "up to {to}, {rounding:?}");
                }
            }
        }
    }
}
