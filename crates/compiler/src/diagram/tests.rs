use std::collections::{HashMap, HashSet};

use catalogue_model::{Choice, Constraint, Diagram, Key, Kind, Target, When};

use super::paths::comparisons;
use super::*;
use crate::when::leak;

/// Keys of every kind.
fn keys() -> Vec<Key> {
    const CHOICES: &[Choice] = &[Choice::Number(1), Choice::Number(2), Choice::Number(3)];
    [
        Kind::YesNo,
        Kind::Number(1, 9),
        Kind::Choice(CHOICES),
        Kind::YesNo,
        Kind::Number(0, 9),
    ]
    .map(|kind| Key { name: "", kind })
    .to_vec()
}

/// Numbers that look random, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % end
    }

    fn when(&mut self, keys: &[Key]) -> When {
        let tables = (0..=self.below(3))
            .map(|_| {
                let mut constraints = Vec::new();
                for (key, index) in keys.iter().zip(0..) {
                    if self.below(2) == 0 {
                        let (min, max) = key.kind.bounds();
                        let from = min + self.below(max - min + 1);
                        let to = from + self.below(max - from + 1);
                        let ranges = leak(vec![(from, to)]);
                        constraints.push(Constraint { key: index, ranges });
                    }
                }
                leak(constraints)
            })
            .collect();
        leak(tables)
    }
}

/// Whether a `when` holds for answers that are all given.
fn holds(when: When, values: &[u64]) -> bool {
    let met = |constraint: &Constraint| constraint.holds(values[usize::from(constraint.key)]);
    when.iter().any(|all| all.iter().all(met))
}

/// All combinations of answers.
fn all_answers(keys: &[Key]) -> Vec<Vec<u64>> {
    keys.iter().fold(vec![Vec::new()], |before, key| {
        let (min, max) = key.kind.bounds();
        before
            .iter()
            .flat_map(|values| (min..=max).map(move |value| [&values[..], &[value]].concat()))
            .collect()
    })
}

fn follow(diagram: &Diagram, values: &[u64]) -> Target {
    let mut target = diagram.root;
    while let Target::Node(at) = target {
        let node = &diagram.nodes[usize::from(at)];
        let value = values[usize::from(node.key)];
        let arm = node.arms.iter().find(|(last, _)| value <= *last);
        target = arm.expect("arms reach to the end").1;
    }
    target
}

/// Which of some hold, as the number of a leaf; nowhere where the last one does.
fn leaf_of(holding: &[bool]) -> Target {
    match holding {
        [.., true] => Target::Nowhere,
        _ => Target::Leaf(holding.iter().fold(0, |all, holds| all * 2 + u8::from(*holds))),
    }
}

fn decided(residuals: &[Residual]) -> Option<Vec<bool>> {
    residuals.iter().map(|residual| residual.holds()).collect()
}

#[test]
fn a_diagram_gives_every_institution_its_outcome_and_records_all_that_occur() {
    let keys = keys();
    let answers = all_answers(&keys);
    let mut random = Random(1);
    for _ in 0..300 {
        let whens = [(); 4].map(|()| random.when(&keys));
        let built = |recorded: &mut HashSet<Target>, memoised: bool| {
            let mut calls = 0;
            build(&keys, &whens, &Budget::new(), &mut |residuals, _| {
                Ok(decided(residuals).map_or_else(
                    || {
                        calls += 1;
                        // A number of its own is equal to nothing that was pending before.
                        Decision::Pending((residuals.to_vec(), if memoised { 0 } else { calls }))
                    },
                    |holding| {
                        recorded.insert(leaf_of(&holding));
                        Decision::Reached(leaf_of(&holding))
                    },
                ))
            })
            .unwrap_or_else(|message| panic!("{message}"))
        };
        let [mut recorded, mut recorded_without] = [HashSet::new(), HashSet::new()];
        let diagram = built(&mut recorded, true);
        let without = built(&mut recorded_without, false);
        assert_eq!(format!("{diagram:?}"), format!("{without:?}"));
        assert_eq!(recorded, recorded_without);
        let expected = |values: &[u64]| leaf_of(&whens.map(|when| holds(when, values)));
        for values in &answers {
            assert_eq!(follow(&diagram, values), expected(values), "{values:?} {whens:?}");
        }
        let occurring: HashSet<Target> = answers.iter().map(|values| expected(values)).collect();
        assert_eq!(recorded, occurring);
    }
}

#[test]
fn satisfying_answers_are_found_where_there_are_some() {
    let keys = keys();
    let answers = all_answers(&keys);
    let mut random = Random(2);
    let mut counts = HashMap::from([(false, 0), (true, 0)]);
    for _ in 0..300 {
        let eligible = random.when(&keys);
        let diagram = build(&keys, &[eligible], &Budget::new(), &mut |residuals, _| {
            Ok(match residuals[0].holds() {
                None => Decision::Pending(residuals[0]),
                Some(true) => Decision::Reached(Target::Leaf(0)),
                Some(false) => Decision::Reached(Target::Nowhere),
            })
        })
        .unwrap_or_else(|message| panic!("{message}"));
        let whens = [(); 2].map(|()| random.when(&keys));
        let wanted = |holding: &[bool]| holding == [true, false];
        let expected = answers
            .iter()
            .any(|values| holds(eligible, values) && wanted(&whens.map(|when| holds(when, values))));
        let found = satisfiable(&keys, &diagram, &whens, &Budget::new(), &wanted);
        assert_eq!(found, Ok(expected), "{eligible:?} {whens:?}");
        *counts.entry(expected).or_default() += 1;
    }
    assert!(counts.values().all(|count| *count > 20), "{counts:?}");
}

/// All paths from a place, each with where it ends.
fn paths_from(diagram: &Diagram, target: Target) -> u64 {
    match target {
        Target::Node(at) => {
            let arms = diagram.nodes[usize::from(at)].arms;
            arms.iter().map(|(_, next)| paths_from(diagram, *next)).sum()
        }
        Target::Leaf(_) | Target::Nowhere => 1,
    }
}

/// The pairs of two places, followed one by one as the evaluator does.
fn pairs_from(diagram: &Diagram, one: Target, other: Target, same_differs: bool) -> u64 {
    if one == other && !same_differs {
        return 1;
    }
    let node = |target: Target| match target {
        Target::Node(at) => Some(&diagram.nodes[usize::from(at)]),
        Target::Leaf(_) | Target::Nowhere => None,
    };
    let Some(key) = [one, other]
        .into_iter()
        .filter_map(node)
        .map(|node| node.key)
        .min()
    else {
        return 1;
    };
    let arms = |target: Target| match node(target).filter(|node| node.key == key) {
        Some(node) => {
            let firsts = std::iter::once(0).chain(node.arms.iter().map(|(last, _)| last + 1));
            firsts
                .zip(node.arms)
                .map(|(first, (last, next))| (first, *last, *next))
                .collect()
        }
        None => vec![(0, u64::MAX, target)],
    };
    let mut count = 0;
    for (first, last, one) in arms(one) {
        for (other_first, other_last, other) in arms(other) {
            if first <= other_last && other_first <= last {
                count += pairs_from(diagram, one, other, same_differs);
            }
        }
    }
    count
}

/// All pairs of arms on all paths, followed one by one.
fn comparisons_from(diagram: &Diagram, target: Target, amount_keys: &[u16]) -> u64 {
    let Target::Node(at) = target else { return 0 };
    let node = &diagram.nodes[usize::from(at)];
    let mut count = 0;
    for (place, (_, one)) in node.arms.iter().enumerate() {
        count += comparisons_from(diagram, *one, amount_keys);
        for (_, other) in &node.arms[..place] {
            count += pairs_from(diagram, *one, *other, amount_keys.contains(&node.key));
        }
    }
    count
}

#[test]
fn what_the_evaluator_compares_is_counted_exactly() {
    let keys = keys();
    let mut random = Random(3);
    for _ in 0..200 {
        let whens = [(); 3].map(|()| random.when(&keys));
        let diagram = build(&keys, &whens, &Budget::new(), &mut |residuals, _| {
            Ok(match decided(residuals) {
                None => Decision::Pending(residuals.to_vec()),
                Some(holding) => Decision::Reached(leaf_of(&holding)),
            })
        })
        .unwrap_or_else(|message| panic!("{message}"));
        for amount_keys in [&[][..], &[1], &[1, 4]] {
            let comparison = Comparison {
                amount_keys,
                ..Comparison::OF_LEAVES
            };
            assert_eq!(
                comparisons(&diagram, &comparison, &Budget::new()),
                Ok(comparisons_from(&diagram, diagram.root, amount_keys)),
                "{diagram:?}"
            );
        }
        assert!(paths_from(&diagram, diagram.root) <= MOST_PATHS);
    }
}

fn yes_no_keys(count: u16) -> Vec<Key> {
    let key = Key {
        name: "",
        kind: Kind::YesNo,
    };
    vec![key; usize::from(count)]
}

fn yes(key: u16) -> Constraint {
    Constraint {
        key,
        ranges: &[(1, 1)],
    }
}

fn either(one: u16, other: u16) -> When {
    leak(vec![leak(vec![yes(one)]), leak(vec![yes(other)])])
}

fn both(one: u16, other: u16) -> When {
    leak(vec![leak(vec![yes(one), yes(other)])])
}

#[test]
fn a_diagram_that_is_too_large_is_refused_after_few_calls() {
    // Every combination of the first 20 keys leads to another node.
    let keys = yes_no_keys(40);
    let whens: Vec<When> = (0..20).map(|key| either(key, key + 20)).collect();
    for (target, end) in [
        (Target::Leaf(0), "場合分けが大きすぎます（節が4000を"),
        (Target::Nowhere, "2000000手を"),
    ] {
        let mut calls = 0;
        let built = build(&keys, &whens, &Budget::new(), &mut |residuals, _| {
            calls += 1;
            Ok(match decided(residuals) {
                _ if residuals.contains(&Residual::FALSE) => Decision::Reached(Target::Nowhere),
                None => Decision::Pending(residuals.to_vec()),
                Some(_) => Decision::Reached(target),
            })
        });
        assert!(built.is_err_and(|message| message.contains(end)), "{end}");
        assert!(calls <= MOST_STEPS / whens.len(), "{calls}");
    }
}

#[test]
fn a_diagram_tests_300_keys_and_no_more() {
    let most = u16::try_from(MOST_KEYS).expect("a place");
    for (count, accepted) in [(most, true), (most + 1, false)] {
        let keys = yes_no_keys(count);
        let whens: [When; 1] = [leak(vec![leak((0..count).map(yes).collect())])];
        let built = build(&keys, &whens, &Budget::new(), &mut |residuals, _| {
            Ok(match residuals[0].holds() {
                None => Decision::Pending(residuals[0]),
                Some(holds) => Decision::Reached(Target::Leaf(u8::from(holds))),
            })
        });
        assert_eq!(built.is_ok(), accepted, "{count}");
    }
}

/// The diagram of whether all of some `when`s hold, which is decided only at the end; and how often `build`
/// called for a decision.
fn all_hold(keys: &[Key], whens: &[When]) -> (Result<Diagram, String>, usize) {
    let mut calls = 0;
    let diagram = build(keys, whens, &Budget::new(), &mut |residuals, _| {
        calls += 1;
        Ok(match decided(residuals) {
            None => {
                let failed = residuals.contains(&Residual::FALSE);
                let undecided = residuals.iter().filter(|residual| residual.holds().is_none());
                Decision::Pending((failed, undecided.copied().collect::<Vec<_>>()))
            }
            Some(holding) => Decision::Reached(Target::Leaf(u8::from(holding.iter().all(|holds| *holds)))),
        })
    });
    (diagram, calls)
}

#[test]
fn separate_conditions_cost_their_sum_and_not_their_combinations() {
    let mut all_calls = Vec::new();
    for count in [50, 100] {
        let whens: Vec<When> = (0..count).map(|at| both(2 * at, 2 * at + 1)).collect();
        let (diagram, calls) = all_hold(&yes_no_keys(2 * count), &whens);
        assert_eq!(
            diagram.map(|diagram| diagram.nodes.len()),
            Ok(usize::from(2 * count))
        );
        all_calls.push(calls);
    }
    assert!(all_calls[1] <= 2 * all_calls[0] + 8, "{all_calls:?}");
}

#[test]
fn a_diagram_with_too_many_paths_is_refused() {
    // Each condition doubles the paths and adds two nodes.
    let paths = |count: u16| {
        let whens: Vec<When> = (0..count).map(|at| either(2 * at, 2 * at + 1)).collect();
        let (diagram, _) = all_hold(&yes_no_keys(2 * count), &whens);
        diagram.map(|diagram| paths_from(&diagram, diagram.root))
    };
    let most = (1..100)
        .map_while(|count| paths(count).ok())
        .max()
        .expect("a diagram");
    assert!((MOST_PATHS / 2 - 1..=MOST_PATHS).contains(&most), "{most}");
    for count in [20, 100] {
        assert_eq!(
            paths(count),
            Err("場合分けの道筋が多すぎます（100000通りを超えました）。when でいっしょに見る質問や範囲を減らすか、条件か補助金を分けて書いてください".into()),
            "{count}"
        );
    }
}

#[test]
fn a_diagram_with_too_many_comparisons_is_refused() {
    // The first key decides which of two lists of conditions counts. The keys of the two lists alternate, so
    // each path of the one list is compared with each path of the other.
    let lists = |count: u16| -> [When; 3] {
        let list = |first: u16| -> When {
            let keys = (0..count).map(|at| 4 * at + first);
            leak(keys.flat_map(|key| both(key, key + 2)).copied().collect())
        };
        [leak(vec![leak(vec![yes(0)])]), list(1), list(2)]
    };
    let checked = |count: u16| {
        let keys = yes_no_keys(4 * count + 1);
        let diagram = build(&keys, &lists(count), &Budget::new(), &mut |residuals, _| {
            let list = residuals[0]
                .holds()
                .map(|holds| residuals[if holds { 1 } else { 2 }]);
            Ok(match list.and_then(Residual::holds) {
                Some(holds) => Decision::Reached(Target::Leaf(u8::from(holds))),
                None => Decision::Pending(list.map_or(residuals.to_vec(), |list| vec![list])),
            })
        })?;
        check_comparisons(&diagram, &Comparison::OF_LEAVES, &Budget::new())
    };
    assert_eq!(checked(4), Ok(()));
    let refused = (5..140).find_map(|count| checked(count).err()).expect("a fault");
    assert_eq!(
        refused,
        "見比べる場合の組が多すぎます（1000000組を超えました）。when でいっしょに見る質問や範囲を減らすか、条件か補助金を分けて書いてください"
    );
}
