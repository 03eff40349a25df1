//! Grows decision diagrams.
//!
//! A number matters only through the thresholds it is compared with, so every key falls into a few
//! ranges. The diagram is grown by asking the keys in their order, range by range, until what is
//! known settles the outcome; equal parts are shared, and a key that decides nothing is left out.
//!
//! Of what is known only the rest counts: what still has to be so for each `when` to hold. Where the
//! same rest is met again after the same key, the same part follows, and it is not grown a second
//! time. So what is done follows the size of the diagram, and not the number of ways through it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use crate::when::{leak, thresholds};
use catalogue_model::{Constraint, Diagram, Key, KeyIndex, Node, Target, When};

/// More nodes than this in one diagram mean that the programme should be written in another way.
pub(crate) const MOST_NODES: usize = 4_000;

/// More keys than this in one diagram mean the same, and whoever walks it goes that deep.
pub(crate) const MOST_KEYS: usize = 300;

/// More steps than this for one programme mean the same: without a diagram that is too large, they
/// might take hours. A step looks at one `when`, or at one line of it.
pub(crate) const MOST_STEPS: usize = 2_000_000;

/// The steps that are left for what one programme says.
pub(crate) struct Steps(Cell<usize>);

impl Steps {
    /// All of them.
    pub(crate) fn new() -> Self {
        Self(Cell::new(MOST_STEPS))
    }

    fn take(&self, steps: usize) -> Result<(), String> {
        let left = self.0.get().checked_sub(steps).ok_or_else(|| {
            format!(
                "場合分けの組み合わせが多すぎて、調べきれません（{MOST_STEPS}手を超えました）。when でいっしょに見る質問や範囲を減らすか、条件を分けて書いてください"
            )
        })?;
        self.0.set(left);
        Ok(())
    }
}

/// What is known so far: the keys asked, each with its range.
pub(crate) type Known = [(KeyIndex, (u64, u64))];

/// What is left of a `when` by what is known. After the same key, equal ones will hold for the same
/// answers.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Rest(u32);

impl Rest {
    const NEVER: Self = Self(0);
    const HOLDS: Self = Self(1);

    /// Three-valued: does it hold?
    pub(crate) fn holds(self) -> Option<bool> {
        match self {
            Self::NEVER => Some(false),
            Self::HOLDS => Some(true),
            _ => None,
        }
    }
}

/// What comes out by what is known.
pub(crate) enum Outcome<R> {
    /// This.
    Settled(Target),
    /// It is not settled. Where this is equal, after the same key, it comes to the same.
    Open(R),
}

/// What says what comes out, of the rests of all that is looked at and of what is known. What is
/// known is for messages alone.
type Says<'a, R> = dyn FnMut(&[Rest], &Known) -> Result<Outcome<R>, String> + 'a;

/// Grows the diagram of a function of the answers. `outcome` says what comes out where that is
/// settled by the rests of `looked_at`; where everything is known it must be.
///
/// `outcome` is not asked again where an equal [`Outcome::Open`] was met. What it notes on the side
/// may therefore be *that* something comes out, never how often or for whom: below equal rests the
/// same comes out, and all of it was noted the first time.
///
/// # Errors
///
/// What `outcome` reports, a diagram of more than [`MOST_NODES`] nodes or [`MOST_KEYS`] keys, or no
/// `steps` left.
pub(crate) fn grow<R: Eq + Hash>(
    keys: &[Key],
    looked_at: &[When],
    steps: &Steps,
    outcome: &mut Says<'_, R>,
) -> Result<Diagram, String> {
    let mut rests = Rests::default();
    let first: Vec<Rest> = looked_at.iter().map(|when| rests.of(when)).collect();
    let mut growth = Growth {
        asked: asked(keys, looked_at),
        rests,
        known: Vec::new(),
        nodes: Vec::new(),
        shared: HashMap::new(),
        remembered: HashMap::new(),
        steps,
        outcome,
    };
    if growth.asked.len() > MOST_KEYS {
        return Err(format!(
            "1つの補助金か条件が見る質問が多すぎます（{MOST_KEYS}を超えました）。条件か補助金を分けて書いてください"
        ));
    }
    let root = growth.part(&first)?;
    Ok(Diagram {
        root,
        nodes: leak(growth.nodes),
    })
}

/// A key that is looked at.
struct Asked {
    key: KeyIndex,
    /// Cut at every threshold that it is compared with.
    ranges: Vec<(u64, u64)>,
    /// The places of the `when`s that look at it.
    by: BTreeSet<usize>,
}

/// The keys that are looked at, in their order.
fn asked(keys: &[Key], looked_at: &[When]) -> Vec<Asked> {
    let mut looking: BTreeMap<KeyIndex, BTreeSet<usize>> = BTreeMap::new();
    for (place, when) in looked_at.iter().enumerate() {
        for test in when.iter().copied().flatten() {
            looking.entry(test.key).or_default().insert(place);
        }
    }
    thresholds(keys, looked_at)
        .into_iter()
        .map(|(key, starts)| {
            let by = looking.remove(&key).unwrap_or_default();
            let (_, max) = keys[usize::from(key)].kind.bounds();
            let ends = starts.iter().skip(1).map(|next| next - 1).chain([max]);
            let ranges = starts.iter().copied().zip(ends).collect();
            Asked { key, ranges, by }
        })
        .collect()
}

/// A line of a `when` from some test on; equal ones have equal numbers.
type Line = u32;

/// Those of a test.
type Ranges = &'static [(u64, u64)];

/// Of which nothing is left: it holds.
const DONE: Line = 0;

/// What can be left of the `when`s, each thing once.
struct Rests {
    /// The test that a line begins with, and what is left after it. The first one is never used.
    lines: Vec<(Constraint, Line)>,
    line_of: HashMap<(KeyIndex, Ranges, Line), Line>,
    /// The lines of a rest, of which any may hold. The first two stand for themselves.
    sets: Vec<Vec<Line>>,
    set_of: HashMap<Vec<Line>, Rest>,
    /// What becomes of a rest by a range of a key.
    after: HashMap<(Rest, KeyIndex, usize), Rest>,
}

impl Default for Rests {
    fn default() -> Self {
        let nothing = Constraint { key: 0, ranges: &[] };
        Self {
            lines: vec![(nothing, DONE)],
            line_of: HashMap::new(),
            sets: vec![Vec::new(), vec![DONE]],
            set_of: HashMap::from([(Vec::new(), Rest::NEVER), (vec![DONE], Rest::HOLDS)]),
            after: HashMap::new(),
        }
    }
}

impl Rests {
    /// All of a `when`.
    fn of(&mut self, when: When) -> Rest {
        let lines = when
            .iter()
            .map(|all| all.iter().rfold(DONE, |rest, test| self.line(*test, rest)))
            .collect();
        self.any(lines)
    }

    fn line(&mut self, test: Constraint, rest: Line) -> Line {
        let next = number(self.lines.len());
        let line = *self.line_of.entry((test.key, test.ranges, rest)).or_insert(next);
        if line == next {
            self.lines.push((test, rest));
        }
        line
    }

    fn any(&mut self, mut lines: Vec<Line>) -> Rest {
        if lines.contains(&DONE) {
            return Rest::HOLDS;
        }
        lines.sort_unstable();
        lines.dedup();
        let next = Rest(number(self.sets.len()));
        let rest = *self.set_of.entry(lines.clone()).or_insert(next);
        if rest == next {
            self.sets.push(lines);
        }
        rest
    }

    /// What is left of a rest once the key has the range of that place. The tests of a line ascend by
    /// their keys, and keys are asked in that order: no line is past this one.
    fn after(&mut self, rest: Rest, asked: &Asked, place: usize, steps: &Steps) -> Result<Rest, String> {
        if rest.holds().is_some() {
            return Ok(rest);
        }
        let way = (rest, asked.key, place);
        if let Some(after) = self.after.get(&way) {
            return Ok(*after);
        }
        let set = &self.sets[index(rest.0)];
        steps.take(set.len())?;
        // The ranges are cut at every threshold, so one value speaks for all.
        let (value, _) = asked.ranges[place];
        let lines = set
            .iter()
            .filter_map(|line| {
                let (test, rest) = &self.lines[index(*line)];
                if test.key != asked.key {
                    return Some(*line);
                }
                test.holds(value).then_some(*rest)
            })
            .collect();
        let after = self.any(lines);
        self.after.insert(way, after);
        Ok(after)
    }

    /// The same of all that are looked at.
    fn all_after(
        &mut self,
        rests: &[Rest],
        asked: &Asked,
        place: usize,
        steps: &Steps,
    ) -> Result<Vec<Rest>, String> {
        steps.take(asked.by.len())?;
        let mut after = rests.to_vec();
        for by in &asked.by {
            after[*by] = self.after(rests[*by], asked, place, steps)?;
        }
        Ok(after)
    }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).expect("memory ends before")
}

fn index(number: u32) -> usize {
    usize::try_from(number).expect("it came from a length")
}

struct Growth<'a, R> {
    asked: Vec<Asked>,
    rests: Rests,
    known: Vec<(KeyIndex, (u64, u64))>,
    nodes: Vec<Node>,
    shared: HashMap<(KeyIndex, Vec<(u64, Target)>), Target>,
    /// The parts by how many keys were asked and what was left.
    remembered: HashMap<(usize, R), Target>,
    steps: &'a Steps,
    outcome: &'a mut Says<'a, R>,
}

impl<R: Eq + Hash> Growth<'_, R> {
    /// The part that follows where this is left of what is looked at.
    fn part(&mut self, rests: &[Rest]) -> Result<Target, String> {
        self.steps.take(rests.len())?;
        let at = self.known.len();
        let left = match (self.outcome)(rests, &self.known)? {
            Outcome::Settled(target) => return Ok(target),
            Outcome::Open(left) => (at, left),
        };
        if let Some(target) = self.remembered.get(&left) {
            return Ok(*target);
        }
        let target = self.arms(at, rests)?;
        self.remembered.insert(left, target);
        Ok(target)
    }

    /// The part that asks the key of that place.
    fn arms(&mut self, at: usize, rests: &[Rest]) -> Result<Target, String> {
        let (key, count) = self
            .asked
            .get(at)
            .map(|asked| (asked.key, asked.ranges.len()))
            .ok_or("答えがすべて決まっても結果が決まりません")?;
        let mut arms: Vec<(u64, Target)> = Vec::new();
        let mut before: Option<(Vec<Rest>, Target)> = None;
        for place in 0..count {
            let range = self.asked[at].ranges[place];
            let after = self.rests.all_after(rests, &self.asked[at], place, self.steps)?;
            // What does not tell two ranges apart needs no second look: it would come to the same.
            let target = match before {
                Some((same, target)) if same == after => target,
                _ => {
                    self.known.push((key, range));
                    let target = self.part(&after)?;
                    self.known.pop();
                    target
                }
            };
            before = Some((after, target));
            // Joining what leads to the same place only makes the diagram smaller: apart, both arms
            // would bring the same outcomes, and nothing would be found to differ.
            match arms.last_mut() {
                Some(last) if last.1 == target => last.0 = range.1,
                _ => arms.push((range.1, target)),
            }
        }
        if let [(_, only)] = arms[..] {
            return Ok(only);
        }
        if let Some(target) = self.shared.get(&(key, arms.clone())) {
            return Ok(*target);
        }
        if self.nodes.len() >= MOST_NODES {
            return Err(format!(
                "場合分けが大きすぎます（節が{MOST_NODES}を超えました）。条件を分けて書いてください"
            ));
        }
        let target = Target::Node(u16::try_from(self.nodes.len()).expect("there are not so many"));
        self.nodes.push(Node {
            key,
            arms: leak(arms.clone()),
        });
        self.shared.insert((key, arms), target);
        Ok(target)
    }
}

/// Whether among the answers that a diagram does not lead nowhere there are some for which `wanted`
/// is true of which of these hold.
///
/// # Errors
///
/// No `steps` left.
pub(crate) fn any(
    keys: &[Key],
    diagram: &Diagram,
    whens: &[When],
    steps: &Steps,
    wanted: &dyn Fn(&[bool]) -> bool,
) -> Result<bool, String> {
    let mut rests = Rests::default();
    let first: Vec<Rest> = whens.iter().map(|when| rests.of(when)).collect();
    let mut search = Search {
        diagram,
        asked: asked(keys, whens),
        rests,
        seen: HashSet::new(),
        steps,
        wanted,
    };
    search.from(diagram.root, 0, &first)
}

struct Search<'a> {
    diagram: &'a Diagram,
    asked: Vec<Asked>,
    rests: Rests,
    /// Where nothing was found, or is about to be looked for.
    seen: HashSet<(Target, usize, Vec<Rest>)>,
    steps: &'a Steps,
    wanted: &'a dyn Fn(&[bool]) -> bool,
}

impl Search<'_> {
    /// From a place of the diagram on, so many keys of the `when`s being known.
    fn from(&mut self, target: Target, at: usize, rests: &[Rest]) -> Result<bool, String> {
        self.steps.take(rests.len())?;
        if target == Target::Nowhere {
            return Ok(false);
        }
        let holding: Option<Vec<bool>> = rests.iter().map(|rest| rest.holds()).collect();
        if let Some(holding) = holding {
            // A node that only leads nowhere would have been left out.
            return Ok((self.wanted)(&holding));
        }
        if !self.seen.insert((target, at, rests.to_vec())) {
            return Ok(false);
        }
        let node = match target {
            Target::Node(node) => Some(&self.diagram.nodes[usize::from(node)]),
            Target::Leaf(_) | Target::Nowhere => None,
        };
        let key = self.asked[at].key;
        if let Some(node) = node.filter(|node| node.key < key) {
            for (_, target) in node.arms {
                if self.from(*target, at, rests)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let here = node.filter(|node| node.key == key);
        for place in 0..self.asked[at].ranges.len() {
            let (from, to) = self.asked[at].ranges[place];
            let after = self.rests.all_after(rests, &self.asked[at], place, self.steps)?;
            let Some(node) = here else {
                if self.from(target, at + 1, &after)? {
                    return Ok(true);
                }
                continue;
            };
            let mut start = 0;
            for (last, target) in node.arms {
                if start <= to && from <= *last && self.from(*target, at + 1, &after)? {
                    return Ok(true);
                }
                start = last + 1;
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use catalogue_model::{Choice, Kind};

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
        .map(|kind| Key {
            name: "",
            label: "",
            unit: "",
            kind,
        })
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
            let lines = (0..=self.below(3))
                .map(|_| {
                    let mut tests = Vec::new();
                    for (key, index) in keys.iter().zip(0..) {
                        if self.below(2) == 0 {
                            let (min, max) = key.kind.bounds();
                            let from = min + self.below(max - min + 1);
                            let to = from + self.below(max - from + 1);
                            let ranges = leak(vec![(from, to)]);
                            tests.push(Constraint { key: index, ranges });
                        }
                    }
                    leak(tests)
                })
                .collect();
            leak(lines)
        }
    }

    /// Whether a `when` holds for a whole set of answers.
    fn holds(when: When, values: &[u64]) -> bool {
        let passes = |test: &Constraint| test.holds(values[usize::from(test.key)]);
        when.iter().any(|all| all.iter().all(passes))
    }

    /// Every set of answers.
    fn everybody(keys: &[Key]) -> Vec<Vec<u64>> {
        keys.iter().fold(vec![Vec::new()], |some, key| {
            let (min, max) = key.kind.bounds();
            some.iter()
                .flat_map(|known| (min..=max).map(move |value| [&known[..], &[value]].concat()))
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
    fn of(held: &[bool]) -> Target {
        match held {
            [.., true] => Target::Nowhere,
            _ => Target::Leaf(held.iter().fold(0, |all, held| all * 2 + u8::from(*held))),
        }
    }

    #[test]
    fn a_diagram_leads_everybody_where_they_belong_and_nothing_comes_out_unnoted() {
        let keys = keys();
        let everybody = everybody(&keys);
        let mut random = Random(1);
        for _ in 0..300 {
            let whens = [(); 4].map(|()| random.when(&keys));
            let mut noted = HashSet::new();
            let grown = |noted: &mut HashSet<Target>, remembers: bool| {
                let mut asked = 0;
                grow(&keys, &whens, &Steps::new(), &mut |rests, _| {
                    let held: Option<Vec<bool>> = rests.iter().map(|rest| rest.holds()).collect();
                    Ok(held.map_or_else(
                        || {
                            asked += 1;
                            // A number of its own is like nothing that is remembered.
                            Outcome::Open((rests.to_vec(), if remembers { 0 } else { asked }))
                        },
                        |held| {
                            noted.insert(of(&held));
                            Outcome::Settled(of(&held))
                        },
                    ))
                })
                .unwrap_or_else(|message| panic!("{message}"))
            };
            let diagram = grown(&mut noted, true);
            let mut noted_without = HashSet::new();
            let without = grown(&mut noted_without, false);
            assert_eq!(format!("{diagram:?}"), format!("{without:?}"));
            assert_eq!(noted, noted_without);
            let expected = |values: &[u64]| of(&whens.map(|when| holds(when, values)));
            for values in &everybody {
                assert_eq!(follow(&diagram, values), expected(values), "{values:?} {whens:?}");
            }
            let belong: HashSet<Target> = everybody.iter().map(|values| expected(values)).collect();
            assert_eq!(noted, belong);
        }
    }

    #[test]
    fn somebody_is_found_where_there_is_one() {
        let keys = keys();
        let everybody = everybody(&keys);
        let mut random = Random(2);
        let mut found = HashMap::from([(false, 0), (true, 0)]);
        for _ in 0..300 {
            let eligible = random.when(&keys);
            let diagram = grow(&keys, &[eligible], &Steps::new(), &mut |rests, _| {
                Ok(match rests[0].holds() {
                    None => Outcome::Open(rests[0]),
                    Some(true) => Outcome::Settled(Target::Leaf(0)),
                    Some(false) => Outcome::Settled(Target::Nowhere),
                })
            })
            .unwrap_or_else(|message| panic!("{message}"));
            let whens = [(); 2].map(|()| random.when(&keys));
            let wanted = |held: &[bool]| held == [true, false];
            let expected = everybody
                .iter()
                .any(|values| holds(eligible, values) && wanted(&whens.map(|when| holds(when, values))));
            let is = any(&keys, &diagram, &whens, &Steps::new(), &wanted);
            assert_eq!(is, Ok(expected), "{eligible:?} {whens:?}");
            *found.entry(expected).or_default() += 1;
        }
        assert!(found.values().all(|count| *count > 20), "{found:?}");
    }

    /// Of each pair one, the seconds behind all the firsts: every combination leads elsewhere.
    fn pairs(count: u16) -> (Vec<Key>, Vec<When>) {
        let key = Key {
            name: "",
            label: "",
            unit: "",
            kind: Kind::YesNo,
        };
        let yes = |key| -> &'static [Constraint] {
            leak(vec![Constraint {
                key,
                ranges: &[(1, 1)],
            }])
        };
        let whens = (0..count).map(|at| -> When { leak(vec![yes(at), yes(at + count)]) });
        (vec![key; usize::from(2 * count)], whens.collect())
    }

    #[test]
    fn what_grows_too_large_ends_after_few_calls() {
        let (keys, whens) = pairs(20);
        for (target, end) in [(Target::Leaf(0), "節が4000を"), (Target::Nowhere, "2000000手を")] {
            let mut calls = 0;
            let grown = grow(&keys, &whens, &Steps::new(), &mut |rests, _| {
                calls += 1;
                let held: Option<Vec<bool>> = rests.iter().map(|rest| rest.holds()).collect();
                Ok(match held {
                    _ if rests.contains(&Rest::NEVER) => Outcome::Settled(Target::Nowhere),
                    None => Outcome::Open(rests.to_vec()),
                    Some(_) => Outcome::Settled(target),
                })
            });
            assert!(grown.is_err_and(|message| message.contains(end)), "{end}");
            assert!(calls <= MOST_STEPS / whens.len(), "{calls}");
        }
    }

    #[test]
    fn a_diagram_asks_for_so_many_keys_and_no_more() {
        let most = u16::try_from(MOST_KEYS).expect("there are more keys");
        for (count, accepted) in [(most, true), (most + 1, false)] {
            let (keys, _) = pairs(count);
            let all = (0..count).map(|key| Constraint {
                key,
                ranges: &[(1, 1)],
            });
            let whens: [When; 1] = [leak(vec![leak(all.collect())])];
            let grown = grow(&keys, &whens, &Steps::new(), &mut |rests, _| {
                Ok(match rests[0].holds() {
                    None => Outcome::Open(rests[0]),
                    Some(held) => Outcome::Settled(Target::Leaf(u8::from(held))),
                })
            });
            assert_eq!(grown.is_ok(), accepted, "{count}");
        }
    }

    #[test]
    fn conditions_apart_from_each_other_cost_what_they_are_and_not_their_combinations() {
        let mut counts = Vec::new();
        for count in [50, 100] {
            let (keys, whens) = pairs(count);
            // Each pair side by side.
            let keys = &keys[..];
            let whens: Vec<When> = whens
                .iter()
                .zip(0..)
                .map(|(when, at)| -> When {
                    let beside = |at, test: &Constraint| -> &'static [Constraint] {
                        leak(vec![Constraint {
                            key: at,
                            ranges: test.ranges,
                        }])
                    };
                    leak(vec![beside(2 * at, &when[0][0]), beside(2 * at + 1, &when[1][0])])
                })
                .collect();
            let mut calls = 0;
            let diagram = grow(keys, &whens, &Steps::new(), &mut |rests, _| {
                calls += 1;
                // It is settled only at the end.
                let held: Option<Vec<bool>> = rests.iter().map(|rest| rest.holds()).collect();
                Ok(match held {
                    None => {
                        let failed = rests.contains(&Rest::NEVER);
                        let open = rests.iter().filter(|rest| rest.holds().is_none());
                        Outcome::Open((failed, open.copied().collect::<Vec<_>>()))
                    }
                    Some(held) => Outcome::Settled(Target::Leaf(u8::from(held.iter().all(|held| *held)))),
                })
            })
            .unwrap_or_else(|message| panic!("{message}"));
            assert_eq!(diagram.nodes.len(), usize::from(2 * count));
            counts.push(calls);
        }
        assert!(counts[1] <= 2 * counts[0] + 8, "{counts:?}");
    }
}
