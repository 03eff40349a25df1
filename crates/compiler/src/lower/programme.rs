//! Conditions, and the diagrams of a programme.

use std::collections::BTreeSet;
use std::mem;

use toml::Spanned;

use super::Lowering;
use super::amount::Case;
use super::contradictions::Contradictions;
use crate::diagram::{Known, Outcome, Rest, Steps, grow};
use crate::document::{Case as Written, ProgrammeFile};
use crate::fault::File;
use crate::when::{keys_of, leak, leak_text};
use catalogue_model::{
    Choice, Condition, Date, Diagram, Eligibility, Ground, Key, KeyIndex, Kind, Law, Leaf, Programme,
    Rounding, Target, When,
};

impl Lowering<'_> {
    /// Lowers a programme, and notes which keys it looks at.
    pub(super) fn programme(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        contradictions: &Contradictions,
    ) -> Option<Programme> {
        let others = mem::take(&mut self.used_keys);
        let lowered = self.judged(file, programme, contradictions);
        let own = mem::replace(&mut self.used_keys, others);
        self.used_keys.extend(&own);
        self.keys_of_programmes.push(own);
        lowered
    }

    fn judged(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        contradictions: &Contradictions,
    ) -> Option<Programme> {
        self.steps = Steps::new();
        self.texts(file, programme);
        let conditions: Vec<Option<Condition>> = programme
            .condition
            .iter()
            .map(|condition| self.condition(file, condition, contradictions))
            .collect();
        let rounding = programme
            .amount
            .as_ref()
            .map_or(Rounding::NotStated, |amount| amount.rounding);
        let written: &[Spanned<Written>] = programme.amount.as_ref().map_or(&[], |amount| &amount.case);
        let cases: Vec<Option<Case>> = (0..written.len())
            .map(|place| self.case(file, programme, written, place, rounding))
            .collect();
        self.own_costs(file, programme);
        let rounds = self.rounds(file, &programme.window);
        let deadlines = self.deadlines(file, &programme.window);
        for overlap in &programme.overlap {
            self.source(file, &overlap.source);
        }
        // What cannot be read has been reported; the rest cannot be grown without it.
        let conditions = conditions.into_iter().collect::<Option<Vec<_>>>()?;
        let cases = cases.into_iter().collect::<Option<Vec<_>>>()?;
        let receptions = rounds.as_ref().and_then(|rounds| {
            self.rounds_together(file, &programme.window, rounds, &conditions, contradictions);
            self.receptions(file, &programme.window, rounds, contradictions)
        });
        let (diagram, leaves) = self.outcomes(file, programme, &conditions, &cases, contradictions)?;
        let laws: Vec<Law> = cases.into_iter().filter_map(|case| case.law).collect();
        Some(Programme {
            id: leak_text(programme.id.as_ref()),
            as_of: programme.as_of.map(Date::from),
            conditions: leak(conditions),
            diagram,
            leaves: leak(leaves),
            amount_keys: leak(amount_keys(&diagram, &laws)),
            laws: leak(laws),
            rounding,
            rounding_note: programme
                .amount
                .as_ref()
                .is_some_and(|amount| amount.rounding_note.is_some()),
            rounds: leak(rounds?.into_iter().map(|own| own.round).collect()),
            receptions: receptions?,
            after: programme.window.after,
            deadlines: leak(deadlines),
        })
    }

    fn condition(
        &mut self,
        file: &File,
        spanned: &Spanned<crate::document::Condition>,
        contradictions: &Contradictions,
    ) -> Option<Condition> {
        let condition = spanned.as_ref();
        let source = self.source(file, &condition.source);
        let grounds = condition
            .ground
            .iter()
            .map(|ground| {
                let ground = ground.as_ref();
                let when = self.when(file, &ground.when)?;
                let source = ground
                    .source
                    .as_ref()
                    .map_or(source, |own| self.source(file, own));
                Some(Ground {
                    when,
                    open: ground.open,
                    source,
                })
            })
            .collect::<Vec<_>>()
            .into_iter()
            .collect::<Option<Vec<_>>>()?;
        let whens: Vec<When> = grounds.iter().map(|ground| ground.when).collect();
        let keys: BTreeSet<KeyIndex> = whens.iter().flat_map(|when| keys_of(when)).collect();
        let impossible = contradictions.impossible(&keys);
        let mut reached = BTreeSet::new();
        let diagram = grow(
            &self.keys.list,
            &[&whens[..], &impossible[..]].concat(),
            &self.steps,
            &mut |rests, _| {
                let (grounds, impossible) = rests.split_at(whens.len());
                match (exists(impossible), all_that_hold(grounds)) {
                    (Some(false), _) => Ok(Outcome::Settled(Target::Nowhere)),
                    (None, _) | (_, None) => Ok(Outcome::Open(rests.to_vec())),
                    (Some(true), Some(holding)) => {
                        let ground = match holding[..] {
                            [] => grounds.len(),
                            [one] => one,
                            _ => {
                                return Err(
                                    "同じ場合に2つの ground が当てはまります。どちらか一方だけにしてください"
                                        .into(),
                                );
                            }
                        };
                        reached.insert(ground);
                        leaf(ground).map(Outcome::Settled)
                    }
                }
            },
        )
        .map_err(|message| self.fault(file, spanned.span(), message))
        .ok()?;
        if let Target::Leaf(ground) = diagram.root
            && grounds
                .get(usize::from(ground))
                .is_some_and(|ground| !ground.open)
        {
            self.fault(
                file,
                spanned.span(),
                "この条件は、どの医療機関も満たします。ground の when に、満たさない場合が残るように書いてください",
            );
        }
        for (at, ground) in condition.ground.iter().enumerate() {
            if !reached.contains(&at) {
                self.fault(
                    file,
                    ground.span(),
                    "この ground に当てはまる医療機関はありません。when を直すか、この ground を消してください",
                );
            }
        }
        Some(Condition {
            source,
            grounds: leak(grounds),
            diagram,
        })
    }

    fn outcomes(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        conditions: &[Condition],
        cases: &[Case],
        contradictions: &Contradictions,
    ) -> Option<(Diagram, Vec<Leaf>)> {
        let whens: Vec<When> = cases.iter().map(|case| case.when).collect();
        let grounds = grounds_of(conditions);
        let keys: BTreeSet<KeyIndex> = whens
            .iter()
            .chain(&grounds)
            .flat_map(|when| keys_of(when))
            .collect();
        let impossible = contradictions.impossible(&keys);
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut reached = BTreeSet::new();
        let all = &self.keys.list;
        let mut place = |wanted: Leaf| {
            let at = leaves.iter().position(|leaf| *leaf == wanted).unwrap_or_else(|| {
                leaves.push(wanted);
                leaves.len() - 1
            });
            leaf(at).map(Outcome::Settled)
        };
        let grown = grow(
            all,
            &[&grounds[..], &whens[..], &impossible[..]].concat(),
            &self.steps,
            &mut |rests, known| {
                let (of_grounds, rests) = rests.split_at(grounds.len());
                let (of_cases, impossible) = rests.split_at(whens.len());
                let exists = exists(impossible);
                if exists == Some(false) {
                    return Ok(Outcome::Settled(Target::Nowhere));
                }
                let eligible = Eligible::of(conditions, of_grounds);
                if exists == Some(true) && eligible == Eligible::Settled(Eligibility::No) {
                    return place(Leaf {
                        eligibility: Eligibility::No,
                        law: None,
                    });
                }
                let (Some(true), Eligible::Settled(eligibility), Some(holding)) =
                    (exists, &eligible, all_that_hold(of_cases))
                else {
                    // Whoever is not eligible gets nothing in any case.
                    let cases = match eligible {
                        Eligible::Settled(Eligibility::No) => Vec::new(),
                        _ => of_cases.to_vec(),
                    };
                    return Ok(Outcome::Open((open(impossible), eligible, cases)));
                };
                let eligibility = *eligibility;
                if whens.is_empty() {
                    return place(Leaf {
                        eligibility,
                        law: None,
                    });
                }
                let case = only(&holding, cases, all, known)?;
                reached.insert(case);
                // Cases without an amount have no place among the laws.
                let before = || cases[..case].iter().filter(|case| case.law.is_some()).count();
                let law = cases[case].law.map(|_| u8::try_from(before()));
                place(Leaf {
                    eligibility,
                    law: law
                        .transpose()
                        .map_err(|_| "金額の場合が多すぎます。場合をまとめてください")?,
                })
            },
        );
        let at = programme
            .amount
            .as_ref()
            .and_then(|amount| amount.case.first())
            .map_or(programme.id.span(), Spanned::span);
        let diagram = grown.map_err(|message| self.fault(file, at, message)).ok()?;
        for (at, case) in programme
            .amount
            .iter()
            .flat_map(|amount| &amount.case)
            .enumerate()
        {
            if !reached.contains(&at) {
                self.fault(
                    file,
                    case.span(),
                    format!("「{}」に当てはまる医療機関はありません。when を条件（condition）と見比べて直すか、この場合を消してください", case.as_ref().name),
                );
            }
        }
        Some((diagram, leaves))
    }
}

/// The keys that the diagram tests and a law counts with, ascending.
fn amount_keys(diagram: &Diagram, laws: &[Law]) -> Vec<KeyIndex> {
    let asked: BTreeSet<KeyIndex> = diagram.nodes.iter().map(|node| node.key).collect();
    asked
        .into_iter()
        .filter(|key| laws.iter().any(|law| law.counts(*key)))
        .collect()
}

/// The institutions that a programme may be for, as a diagram: nowhere lead those that cannot be and
/// those that it excludes.
pub(super) fn institutions(
    keys: &[Key],
    steps: &Steps,
    conditions: &[Condition],
    contradictions: &Contradictions,
    looked_at: &[When],
) -> Result<Diagram, String> {
    let grounds = grounds_of(conditions);
    let asked: BTreeSet<KeyIndex> = looked_at
        .iter()
        .chain(&grounds)
        .flat_map(|when| keys_of(when))
        .collect();
    let impossible = contradictions.impossible(&asked);
    grow(
        keys,
        &[&grounds[..], &impossible[..]].concat(),
        steps,
        &mut |rests, _| {
            let (grounds, impossible) = rests.split_at(grounds.len());
            Ok(match (exists(impossible), Eligible::of(conditions, grounds)) {
                (Some(false), _) | (_, Eligible::Settled(Eligibility::No)) => {
                    Outcome::Settled(Target::Nowhere)
                }
                (Some(true), Eligible::Settled(_)) => Outcome::Settled(Target::Leaf(0)),
                (_, eligible) => Outcome::Open((open(impossible), eligible)),
            })
        },
    )
}

/// The grounds of conditions, one condition after the other.
fn grounds_of(conditions: &[Condition]) -> Vec<When> {
    conditions
        .iter()
        .flat_map(|condition| condition.grounds)
        .map(|ground| ground.when)
        .collect()
}

/// Whether there are such institutions, or `None` where that is not settled.
pub(super) fn exists(impossible: &[Rest]) -> Option<bool> {
    let mut settled = true;
    for rest in impossible {
        match rest.holds() {
            Some(true) => return Some(false),
            Some(false) => {}
            None => settled = false,
        }
    }
    settled.then_some(true)
}

/// The places of those that hold, or `None` where it is not settled for each of them.
pub(super) fn all_that_hold(rests: &[Rest]) -> Option<Vec<usize>> {
    let mut holding = Vec::new();
    for (at, rest) in rests.iter().enumerate() {
        if rest.holds()? {
            holding.push(at);
        }
    }
    Some(holding)
}

/// The one case that holds.
fn only(holding: &[usize], cases: &[Case], keys: &[Key], known: &Known) -> Result<usize, String> {
    match holding {
        [one] => Ok(*one),
        [] => Err(format!(
            "次の医療機関に当てはまる金額の場合（amount.case）がありません。場合を加えるか、when を広げてください：{}",
            describe(keys, known)
        )),
        [first, second, ..] => Err(format!(
            "次の医療機関に、金額の場合が2つ当てはまります（「{}」と「{}」）。どちらかの when を狭めてください：{}",
            cases[*first].name,
            cases[*second].name,
            describe(keys, known)
        )),
    }
}

/// Those that are not settled, each once: where any of them counts, or all.
fn open(rests: &[Rest]) -> BTreeSet<Rest> {
    let open = rests.iter().filter(|rest| rest.holds().is_none());
    open.copied().collect()
}

/// Whether a programme may be used, as far as it is settled.
#[derive(Eq, Hash, PartialEq)]
enum Eligible {
    Settled(Eligibility),
    /// Whether something is left open by the sources so far, and of each condition that is not
    /// settled the grounds that may still apply: whether they are open, and what has to be so. No two
    /// grounds apply together, which was looked at before: where one applies, the others of its
    /// condition do not count any more.
    Unsettled(bool, BTreeSet<BTreeSet<(bool, Rest)>>),
}

impl Eligible {
    fn of(conditions: &[Condition], mut rests: &[Rest]) -> Self {
        let mut open = false;
        let mut unsettled = BTreeSet::new();
        for condition in conditions {
            let (own, others) = rests.split_at(condition.grounds.len());
            rests = others;
            let ways = || condition.grounds.iter().zip(own);
            if let Some((ground, _)) = ways().rfind(|(_, rest)| rest.holds() == Some(true)) {
                open |= ground.open;
                continue;
            }
            let still: BTreeSet<(bool, Rest)> = ways()
                .filter(|(_, rest)| rest.holds().is_none())
                .map(|(ground, rest)| (ground.open, *rest))
                .collect();
            if still.is_empty() {
                return Self::Settled(Eligibility::No);
            }
            unsettled.insert(still);
        }
        if unsettled.is_empty() {
            return Self::Settled(if open {
                Eligibility::Unknown
            } else {
                Eligibility::Yes
            });
        }
        Self::Unsettled(open, unsettled)
    }
}

pub(super) fn leaf(at: usize) -> Result<Target, String> {
    u8::try_from(at)
        .map(Target::Leaf)
        .map_err(|_| "場合分けが多すぎます。条件や場合をまとめてください".into())
}

/// An institution in words, for a message to the keeper.
pub(super) fn describe(keys: &[Key], known: &Known) -> String {
    let words: Vec<String> = known
        .iter()
        .map(|(key, (from, to))| {
            let key = &keys[usize::from(*key)];
            let value = |value: u64| match key.kind {
                Kind::YesNo => (if value == 1 { "はい" } else { "いいえ" }).to_owned(),
                Kind::Choice(choices) => match usize::try_from(value).ok().and_then(|at| choices.get(at)) {
                    Some(Choice::Text(text)) => (*text).to_owned(),
                    Some(Choice::Number(number)) => number.to_string(),
                    None => value.to_string(),
                },
                Kind::Number(..) | Kind::Yen => value.to_string(),
            };
            if from == to {
                format!("{} = {}", key.name, value(*from))
            } else {
                format!("{} = {}〜{}", key.name, value(*from), value(*to))
            }
        })
        .collect();
    words.join("、")
}
