//! Conditions, and the diagrams of a programme.

use std::collections::BTreeSet;

use toml::Spanned;

use super::Lowering;
use super::amount::Case;
use crate::Rounding;
use crate::document::ProgrammeFile;
use crate::fault::File;
use crate::grow::{Known, grow, holds};
use crate::model::{
    Cap, Choice, Condition, Contradiction, Diagram, Ground, Key, KeyIndex, Kind, Law, Leaf, Overlap,
    Programme, Target, Verdict, When,
};
use crate::when::{keep, keep_text, keys_of};

impl Lowering<'_> {
    pub(super) fn programme(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        contradictions: &[Contradiction],
    ) -> Option<Programme> {
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
        let cases: Vec<Option<Case>> = programme
            .amount
            .iter()
            .flat_map(|amount| &amount.case)
            .map(|case| self.case(file, programme, case, rounding))
            .collect();
        self.own_costs(file, programme);
        let rounds = self.rounds(file, &programme.window);
        let deadlines = self.deadlines(file, &programme.window);
        let overlaps = programme
            .overlap
            .iter()
            .map(|overlap| Overlap {
                with: keep_text(overlap.with.as_ref()),
                state: overlap.state,
                text: keep_text(&overlap.text),
                source: self.source(file, &overlap.source),
            })
            .collect();
        // What cannot be read has been reported; the rest cannot be grown without it.
        let conditions = conditions.into_iter().collect::<Option<Vec<_>>>()?;
        let cases = cases.into_iter().collect::<Option<Vec<_>>>()?;
        let institutions = Institutions {
            conditions: &conditions,
            contradictions,
        };
        if let Some(rounds) = &rounds {
            self.rounds_together(file, &programme.window, rounds, &institutions);
        }
        let (diagram, leaves) = self.outcomes(file, programme, &conditions, &cases, contradictions)?;
        let laws: Vec<Law> = cases.into_iter().filter_map(|case| case.law).collect();
        Some(Programme {
            id: keep_text(programme.id.as_ref()),
            conditions: keep(conditions),
            diagram,
            leaves: keep(leaves),
            felt: keep(felt(&diagram, &laws)),
            laws: keep(laws),
            rounding,
            rounding_note: programme
                .amount
                .as_ref()
                .and_then(|amount| amount.rounding_note.as_deref())
                .map(keep_text),
            rounds: keep(rounds?),
            after: programme.window.after,
            deadlines: keep(deadlines),
            overlaps: keep(overlaps),
        })
    }

    fn condition(
        &mut self,
        file: &File,
        spanned: &Spanned<crate::document::Condition>,
        contradictions: &[Contradiction],
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
                    change: ground.change.as_deref().map(keep_text),
                    source,
                })
            })
            .collect::<Vec<_>>()
            .into_iter()
            .collect::<Option<Vec<_>>>()?;
        let whens: Vec<When> = grounds.iter().map(|ground| ground.when).collect();
        let keys: BTreeSet<KeyIndex> = whens.iter().flat_map(|when| keys_of(when)).collect();
        let impossible = impossible(contradictions, &keys);
        let mut reached = BTreeSet::new();
        let diagram = grow(
            &self.keys,
            &[&whens[..], &impossible[..]].concat(),
            &mut |known| {
                match exists(&impossible, known) {
                    None => return Ok(None),
                    Some(false) => return Ok(Some(Target::Nowhere)),
                    Some(true) => {}
                }
                let Some(holding) = all_that_hold(&whens, known) else {
                    return Ok(None);
                };
                let ground = match holding[..] {
                    [] => grounds.len(),
                    [one] => one,
                    _ => {
                        return Err(
                            "同じ場合に2つの ground が当てはまります。どちらか一方だけにしてください".into(),
                        );
                    }
                };
                reached.insert(ground);
                leaf(ground).map(Some)
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
            text: keep_text(&condition.text),
            keys: keep(keys.into_iter().collect()),
            source,
            grounds: keep(grounds),
            diagram,
        })
    }

    fn outcomes(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        conditions: &[Condition],
        cases: &[Case],
        contradictions: &[Contradiction],
    ) -> Option<(Diagram, Vec<Leaf>)> {
        let whens: Vec<When> = cases.iter().map(|case| case.when).collect();
        let grounds: Vec<When> = conditions
            .iter()
            .flat_map(|condition| condition.grounds)
            .map(|ground| ground.when)
            .collect();
        let keys: BTreeSet<KeyIndex> = whens
            .iter()
            .chain(&grounds)
            .flat_map(|when| keys_of(when))
            .collect();
        let impossible = impossible(contradictions, &keys);
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut reached = BTreeSet::new();
        let all = self.keys.clone();
        let mut place = |wanted: Leaf| {
            let at = leaves.iter().position(|leaf| *leaf == wanted).unwrap_or_else(|| {
                leaves.push(wanted);
                leaves.len() - 1
            });
            leaf(at).map(Some)
        };
        let grown = grow(
            &all,
            &[&grounds[..], &whens[..], &impossible[..]].concat(),
            &mut |known| {
                match exists(&impossible, known) {
                    None => return Ok(None),
                    Some(false) => return Ok(Some(Target::Nowhere)),
                    Some(true) => {}
                }
                let eligibility = match verdict(conditions, known) {
                    None => return Ok(None),
                    Some(Verdict::No) => {
                        return place(Leaf {
                            eligibility: Verdict::No,
                            law: None,
                        });
                    }
                    Some(other) => other,
                };
                if whens.is_empty() {
                    return place(Leaf {
                        eligibility,
                        law: None,
                    });
                }
                let Some(holding) = all_that_hold(&whens, known) else {
                    return Ok(None);
                };
                let case = match holding[..] {
                    [one] => one,
                    [] => {
                        return Err(format!(
                            "次の医療機関に当てはまる金額の場合（amount.case）がありません。場合を加えるか、when を広げてください：{}",
                            describe(&all, known)
                        ));
                    }
                    [first, second, ..] => {
                        return Err(format!(
                            "次の医療機関に、金額の場合が2つ当てはまります（「{}」と「{}」）。どちらかの when を狭めてください：{}",
                            cases[first].name,
                            cases[second].name,
                            describe(&all, known)
                        ));
                    }
                };
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

/// The keys that the diagram asks for and a law counts with, ascending.
fn felt(diagram: &Diagram, laws: &[Law]) -> Vec<KeyIndex> {
    let asked: BTreeSet<KeyIndex> = diagram.nodes.iter().map(|node| node.key).collect();
    let counted: BTreeSet<KeyIndex> = laws
        .iter()
        .flat_map(|law| {
            let units = match law.cap {
                Cap::Fixed(_) => None,
                Cap::PerUnit { key, .. } => Some(key),
            };
            law.items.iter().map(|item| item.cost).chain(units)
        })
        .collect();
    asked.intersection(&counted).copied().collect()
}

/// The institutions that a programme may be for: none that cannot be, none that it excludes.
pub(super) struct Institutions<'a> {
    conditions: &'a [Condition],
    contradictions: &'a [Contradiction],
}

impl Institutions<'_> {
    /// Whether there is one for which `wanted` is true of which of these hold.
    pub(super) fn any(
        &self,
        keys: &[Key],
        whens: &[When],
        wanted: &dyn Fn(&[bool]) -> bool,
    ) -> Result<bool, String> {
        let grounds: Vec<When> = self
            .conditions
            .iter()
            .flat_map(|condition| condition.grounds)
            .map(|ground| ground.when)
            .collect();
        let asked: BTreeSet<KeyIndex> = whens
            .iter()
            .chain(&grounds)
            .flat_map(|when| keys_of(when))
            .collect();
        let impossible = impossible(self.contradictions, &asked);
        let mut found = false;
        grow(
            keys,
            &[whens, &grounds[..], &impossible[..]].concat(),
            &mut |known| {
                let none = Some(Target::Nowhere);
                match (found, exists(&impossible, known), verdict(self.conditions, known)) {
                    (true, _, _) | (_, Some(false), _) | (_, _, Some(Verdict::No)) => return Ok(none),
                    (_, None, _) | (_, _, None) => return Ok(None),
                    _ => {}
                }
                let holding: Option<Vec<bool>> = whens.iter().map(|when| holds(when, known)).collect();
                let Some(holding) = holding else {
                    return Ok(None);
                };
                found = wanted(&holding);
                Ok(none)
            },
        )?;
        Ok(found)
    }
}

/// What cannot be, as far as it concerns the keys looked at.
fn impossible(contradictions: &[Contradiction], keys: &BTreeSet<KeyIndex>) -> Vec<When> {
    contradictions
        .iter()
        .filter(|contradiction| contradiction.drop.is_some())
        .filter(|contradiction| contradiction.keys.iter().any(|key| keys.contains(key)))
        .map(|contradiction| contradiction.when)
        .collect()
}

/// Whether there are such institutions, or `None` where that is not settled.
fn exists(impossible: &[When], known: &Known) -> Option<bool> {
    let mut settled = true;
    for when in impossible {
        match holds(when, known) {
            Some(true) => return Some(false),
            Some(false) => {}
            None => settled = false,
        }
    }
    settled.then_some(true)
}

/// The places of those that hold, or `None` where it is not settled for each of them.
fn all_that_hold(whens: &[When], known: &Known) -> Option<Vec<usize>> {
    let mut holding = Vec::new();
    for (at, when) in whens.iter().enumerate() {
        if holds(when, known)? {
            holding.push(at);
        }
    }
    Some(holding)
}

/// The eligibility, or `None` where it is not settled.
fn verdict(conditions: &[Condition], known: &Known) -> Option<Verdict> {
    let mut open = false;
    let mut all_settled = true;
    for condition in conditions {
        let mut settled = true;
        let mut found = None;
        for ground in condition.grounds {
            match holds(ground.when, known) {
                Some(true) => found = Some(ground),
                Some(false) => {}
                None => settled = false,
            }
        }
        match found {
            Some(ground) => open |= ground.open,
            None if settled => return Some(Verdict::No),
            None => all_settled = false,
        }
    }
    all_settled.then_some(if open { Verdict::Open } else { Verdict::Yes })
}

fn leaf(at: usize) -> Result<Target, String> {
    u8::try_from(at)
        .map(Target::Leaf)
        .map_err(|_| "場合分けが多すぎます。条件や場合をまとめてください".into())
}

/// An institution in words, for a message to the keeper.
fn describe(keys: &[Key], known: &Known) -> String {
    let words: Vec<String> = keys
        .iter()
        .zip(known)
        .filter_map(|(key, range)| {
            let (from, to) = (*range)?;
            let value = |value: u64| match key.kind {
                Kind::YesNo => (if value == 1 { "はい" } else { "いいえ" }).to_owned(),
                Kind::Choice(choices) => match usize::try_from(value).ok().and_then(|at| choices.get(at)) {
                    Some(Choice::Text(text)) => (*text).to_owned(),
                    Some(Choice::Number(number)) => number.to_string(),
                    None => value.to_string(),
                },
                Kind::Number(..) | Kind::Yen => value.to_string(),
            };
            Some(if from == to {
                format!("{} = {}", key.name, value(from))
            } else {
                format!("{} = {}〜{}", key.name, value(from), value(to))
            })
        })
        .collect();
    words.join("、")
}
