//! The diagram of a programme: from answers to eligibility and the law of the amount.

use std::collections::BTreeSet;

use toml::Spanned;

use catalogue_model::{Cap, Condition, Diagram, Eligibility, Key, KeyIndex, Law, Leaf, Target, When};

use super::Lowering;
use super::amount::Case;
use super::contradictions::Contradictions;
use super::describe::describe;
use super::eligibility::{PartialEligibility, grounds_of};
use crate::diagram::{
    Comparison, Decision, Path, build, check_comparisons, holding, leaf, none_holds, undecided,
};
use crate::document::ProgrammeFile;
use crate::fault::File;
use crate::when::{keys_of, leak};

/// What a programme can come to.
pub(super) struct Outcomes {
    pub(super) diagram: Diagram,
    pub(super) leaves: &'static [Leaf],
    pub(super) laws: &'static [Law],
    /// The keys that the diagram tests and a law counts with, ascending.
    pub(super) amount_keys: &'static [KeyIndex],
}

impl Lowering<'_> {
    /// Builds the diagram of a programme; `None` where it is faulty.
    pub(super) fn outcomes(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        conditions: &[Condition],
        cases: &[Case],
        contradictions: &Contradictions,
    ) -> Option<Outcomes> {
        let written = programme.amount.as_ref().map_or(&[][..], |amount| &amount.case);
        let laws: Vec<Law> = cases.iter().filter_map(|case| case.law).collect();
        let found = self
            .build_outcomes(conditions, cases, contradictions)
            .and_then(|found| {
                let amount_keys = amount_keys(&found.diagram, &laws);
                let comparison = Comparison {
                    amount_keys: &amount_keys,
                    steps: &|one, other| {
                        steps_to_compare(&laws, [one, other].map(|leaf| law_at(&found.leaves, leaf)))
                    },
                };
                check_comparisons(&found.diagram, &comparison, &self.budget)?;
                Ok((found, amount_keys))
            });
        let (found, amount_keys) = found
            .map_err(|message| {
                let at = written.first().map_or(programme.id.span(), Spanned::span);
                self.fault(file, at, message);
            })
            .ok()?;
        for (at, case) in written.iter().enumerate() {
            if !found.reached.contains(&at) {
                self.fault(
                    file,
                    case.span(),
                    format!("「{}」に当てはまる医療機関はありません。when を条件（condition）と見比べて直すか、この場合を消してください", case.as_ref().name),
                );
            }
        }
        Some(Outcomes {
            diagram: found.diagram,
            leaves: leak(found.leaves),
            laws: leak(laws),
            amount_keys: leak(amount_keys),
        })
    }

    fn build_outcomes(
        &self,
        conditions: &[Condition],
        cases: &[Case],
        contradictions: &Contradictions,
    ) -> Result<Found, String> {
        let grounds = grounds_of(conditions);
        let whens: Vec<When> = cases.iter().map(|case| case.when).collect();
        let both = [&grounds[..], &whens[..]].concat();
        let impossible = contradictions.impossible(&both.iter().flat_map(|when| keys_of(when)).collect());
        let keys = &self.keys.list;
        let mut leaves = Leaves::default();
        let mut reached = BTreeSet::new();
        let diagram = build(
            keys,
            &[both, impossible].concat(),
            &self.budget,
            &mut |residuals, path| {
                let (of_grounds, others) = residuals.split_at(grounds.len());
                let (of_cases, impossible) = others.split_at(whens.len());
                let exists = none_holds(impossible);
                if exists == Some(false) {
                    return Ok(Decision::Reached(Target::Nowhere));
                }
                let eligibility = PartialEligibility::of(conditions, of_grounds);
                let excluded = eligibility == PartialEligibility::Decided(Eligibility::No);
                if exists == Some(true) && excluded {
                    return leaves.reach(Eligibility::No, None);
                }
                let (Some(true), PartialEligibility::Decided(eligibility), Some(applying)) =
                    (exists, &eligibility, holding(of_cases))
                else {
                    // No case matters to an institution that is excluded.
                    let cases = if excluded { Vec::new() } else { of_cases.to_vec() };
                    return Ok(Decision::Pending((undecided(impossible), eligibility, cases)));
                };
                if cases.is_empty() {
                    return leaves.reach(*eligibility, None);
                }
                let case = single_case(&applying, cases, keys, path)?;
                reached.insert(case);
                leaves.reach(*eligibility, law_of(cases, case)?)
            },
        )?;
        Ok(Found {
            diagram,
            leaves: leaves.0,
            reached,
        })
    }
}

struct Found {
    diagram: Diagram,
    leaves: Vec<Leaf>,
    /// The places of the cases that apply to some institution.
    reached: BTreeSet<usize>,
}

/// The leaves found so far, each once.
#[derive(Default)]
struct Leaves(Vec<Leaf>);

impl Leaves {
    fn reach<R>(&mut self, eligibility: Eligibility, law: Option<u8>) -> Result<Decision<R>, String> {
        let wanted = Leaf { eligibility, law };
        let place = self.0.iter().position(|leaf| *leaf == wanted).unwrap_or_else(|| {
            self.0.push(wanted);
            self.0.len() - 1
        });
        leaf(place).map(Decision::Reached)
    }
}

/// The place of a case's law among all laws; cases without an amount have none.
fn law_of(cases: &[Case], case: usize) -> Result<Option<u8>, String> {
    let Some(_) = cases[case].law else {
        return Ok(None);
    };
    let before = cases[..case].iter().filter(|case| case.law.is_some()).count();
    let place = u8::try_from(before).map_err(|_| "金額の場合が多すぎます。場合をまとめてください")?;
    Ok(Some(place))
}

/// The one case that applies.
fn single_case(applying: &[usize], cases: &[Case], keys: &[Key], path: &Path) -> Result<usize, String> {
    match applying {
        [one] => Ok(*one),
        [] => Err(format!(
            "次の医療機関に当てはまる金額の場合（amount.case）がありません。場合を加えるか、when を広げてください：{}",
            describe(keys, path)
        )),
        [first, second, ..] => Err(format!(
            "次の医療機関に、金額の場合が2つ当てはまります（「{}」と「{}」）。どちらかの when を狭めてください：{}",
            cases[*first].name,
            cases[*second].name,
            describe(keys, path)
        )),
    }
}

/// The place of the law at a leaf.
fn law_at(leaves: &[Leaf], leaf: u8) -> Option<usize> {
    leaves[usize::from(leaf)].law.map(usize::from)
}

/// How many steps the evaluator takes to compare the amounts of two laws: different laws with caps by the
/// same number of units are compared number by number, all others at their ends.
fn steps_to_compare(laws: &[Law], places: [Option<usize>; 2]) -> u64 {
    let [Some(one), Some(other)] = places.map(|place| place.map(|place| &laws[place])) else {
        return 1;
    };
    let same = (one.cap, one.floor, one.rate) == (other.cap, other.floor, other.rate);
    match [one, other].map(most_units) {
        [Some((key, most)), Some((other_key, other_most))] if key == other_key && !same => {
            most.max(other_most)
        }
        _ => 1,
    }
}

/// The key of the number of units, and the largest number that counts.
fn most_units(law: &Law) -> Option<(KeyIndex, u64)> {
    match law.cap {
        Cap::Fixed(_) => None,
        Cap::PerUnit { key, most, .. } | Cap::BasePerUnit { key, most, .. } => Some((key, most)),
    }
}

/// The keys that the diagram tests and a law counts with, ascending.
fn amount_keys(diagram: &Diagram, laws: &[Law]) -> Vec<KeyIndex> {
    let tested: BTreeSet<KeyIndex> = diagram.nodes.iter().map(|node| node.key).collect();
    tested
        .into_iter()
        .filter(|key| laws.iter().any(|law| law.counts(*key)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue_model::MOST_NODES;

    use crate::diagram::{Budget, MOST_COMPARISONS, MOST_PATHS, comparisons};

    fn paths(diagram: &Diagram, target: Target) -> u64 {
        match target {
            Target::Node(place) => {
                let arms = diagram.nodes[usize::from(place)].arms;
                arms.iter().map(|(_, next)| paths(diagram, *next)).sum()
            }
            Target::Leaf(_) | Target::Nowhere => 1,
        }
    }

    #[test]
    fn the_real_diagrams_are_far_below_the_limits() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
        let compiled = crate::read(&folder).unwrap_or_else(|faults| panic!("{faults}"));
        let mut nodes = 0;
        let [mut most_paths, mut steps] = [0_u64; 2];
        for programme in compiled.catalogue.all() {
            let of_conditions = programme.conditions.iter().map(|condition| condition.diagram);
            let others = [programme.diagram, programme.receptions.diagram];
            for diagram in others.into_iter().chain(of_conditions) {
                nodes = nodes.max(diagram.nodes.len());
                most_paths = most_paths.max(paths(&diagram, diagram.root));
            }
            let law_at = |leaf| law_at(programme.leaves, leaf);
            let of_amounts = Comparison {
                amount_keys: programme.amount_keys,
                steps: &|one, other| steps_to_compare(programme.laws, [one, other].map(law_at)),
            };
            for (diagram, comparison) in [
                (programme.diagram, &of_amounts),
                (programme.receptions.diagram, &Comparison::OF_LEAVES),
            ] {
                let counted = comparisons(&diagram, comparison, &Budget::new()).expect("a count");
                steps = steps.max(counted);
            }
        }
        println!("the largest real diagrams: {nodes} nodes, {most_paths} paths, {steps} steps of comparison");
        assert!(nodes * 50 < MOST_NODES, "{nodes} nodes");
        assert!(most_paths * 50 < MOST_PATHS, "{most_paths} paths");
        assert!(steps * 50 < MOST_COMPARISONS, "{steps} steps");
    }
}
