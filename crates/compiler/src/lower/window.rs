//! The window of a programme: its rounds and deadlines.

use toml::Spanned;

use super::Lowering;
use super::contradictions::Contradictions;
use super::programme::{all_that_hold, exists, institutions, leaf};
use crate::diagram::{Outcome, any, grow};
use crate::document::{Round as Written, Window};
use crate::fault::File;
use crate::when::{keys_of, leak};
use catalogue_model::Date;
use catalogue_model::{Condition, Deadline, Diagram, Receptions, Round, Target, When};

/// A period of reception with the institutions that it is for; all where there is no `when`.
pub(super) struct OwnRound {
    pub(super) round: Round,
    when: Option<When>,
}

impl Lowering<'_> {
    /// Its rounds, each looked at alone; `None` where one cannot be read.
    pub(super) fn rounds(&mut self, file: &File, window: &Window) -> Option<Vec<OwnRound>> {
        self.remark(file, window);
        let rounds: Vec<Option<OwnRound>> = window
            .round
            .iter()
            .map(|spanned| self.round(file, spanned))
            .collect();
        rounds.into_iter().collect()
    }

    pub(super) fn deadlines(&mut self, file: &File, window: &Window) -> Vec<Deadline> {
        window
            .deadline
            .iter()
            .map(|deadline| {
                let deadline = deadline.as_ref();
                Deadline {
                    kind: deadline.kind,
                    date: deadline.date.0,
                    ends: deadline.ends,
                    source: self.source(file, &deadline.source),
                }
            })
            .collect()
    }

    /// What is said of the window as a whole rests on something.
    fn remark(&mut self, file: &File, window: &Window) {
        if let Some(source) = &window.source {
            self.source(file, source);
        }
        match (&window.remark, &window.source) {
            (Some(remark), None) => self.fault(
                file,
                remark.span(),
                "[window] の remark には出典が必要です。source を加えてください",
            ),
            (None, Some(source)) => self.fault(
                file,
                source.span(),
                "[window] の source は remark の出典です。remark を加えるか、source を消してください",
            ),
            _ => {}
        }
    }

    fn round(&mut self, file: &File, spanned: &Spanned<Written>) -> Option<OwnRound> {
        let round = spanned.as_ref();
        if round.from.is_some() && round.to.is_some() && round.from > round.to
            || (round.from, round.to) == (None, None)
        {
            self.fault(
                file,
                spanned.span(),
                "受付期間の from と to のどちらかを書き、from は to より前にしてください",
            );
        }
        let source = self.source(file, &round.source);
        if let Some(first) = &round.from_source {
            self.source(file, first);
            if round.from.is_none() || round.to.is_none() || first.as_ref() == round.source.as_ref() {
                self.fault(
                    file,
                    first.span(),
                    "fromSource は、from と to の両方があり、from の出典が source と違うときだけ書きます。消すか、直してください",
                );
            }
        }
        if round.when.is_some() && round.remark.is_none() {
            self.fault(
                file,
                spanned.span(),
                "一部の施設だけの受付期間です。どの施設のものかを remark に書いてください（例：remark = \"東京都\"）",
            );
        }
        let when = match &round.when {
            None => None,
            Some(when) => Some(self.when(file, when)?),
        };
        Some(OwnRound {
            round: Round {
                kind: round.kind,
                from: round.from.map(Date::from),
                to: round.to.map(Date::from),
                source,
            },
            when,
        })
    }

    /// Which of the rounds are an institution's.
    pub(super) fn receptions(
        &mut self,
        file: &File,
        window: &Window,
        rounds: &[OwnRound],
        contradictions: &Contradictions,
    ) -> Option<Receptions> {
        let places = |own: &dyn Fn(usize) -> bool| -> Vec<u16> {
            (0_u16..)
                .take(rounds.len())
                .filter(|at| own(usize::from(*at)))
                .collect()
        };
        let narrowed: Vec<usize> = (0..rounds.len())
            .filter(|at| rounds[*at].when.is_some())
            .collect();
        let whens: Vec<When> = rounds.iter().filter_map(|own| own.when).collect();
        let impossible = contradictions.impossible(&whens.iter().flat_map(|when| keys_of(when)).collect());
        let mut sets: Vec<Vec<u16>> = Vec::new();
        let diagram = grow(
            &self.keys.list,
            &[&whens[..], &impossible[..]].concat(),
            &self.steps,
            &mut |rests, _| {
                let (own, impossible) = rests.split_at(whens.len());
                let (Some(exists), Some(holding)) = (exists(impossible), all_that_hold(own)) else {
                    return Ok(Outcome::Open(rests.to_vec()));
                };
                if !exists {
                    return Ok(Outcome::Settled(Target::Nowhere));
                }
                let set = places(&|at| {
                    narrowed
                        .binary_search(&at)
                        .map_or(true, |nth| holding.contains(&nth))
                });
                let at = sets.iter().position(|known| *known == set).unwrap_or_else(|| {
                    sets.push(set);
                    sets.len() - 1
                });
                leaf(at).map(Outcome::Settled)
            },
        );
        let at = window.round.iter().find(|round| round.as_ref().when.is_some());
        let diagram = diagram
            .map_err(|message| self.fault(file, at.map_or(0..0, Spanned::span), message))
            .ok()?;
        Some(Receptions {
            diagram,
            sets: leak(sets.into_iter().map(leak).collect()),
        })
    }

    /// Rounds for nobody, rounds that begin when all is over, and rounds that say the same days of
    /// the same institutions twice.
    pub(super) fn rounds_together(
        &mut self,
        file: &File,
        window: &Window,
        rounds: &[OwnRound],
        conditions: &[Condition],
        contradictions: &Contradictions,
    ) {
        let institutions = match self.institutions_of(rounds, conditions, contradictions) {
            Ok(institutions) => institutions,
            Err(message) => {
                let first = window.round.iter().find(|round| round.as_ref().when.is_some());
                return self.fault(file, first.map_or(0..0, Spanned::span), message);
            }
        };
        let over = window.deadline.iter().map(Spanned::as_ref);
        let over = over.filter(|day| day.ends).map(|day| day.date.0).min();
        for (at, (round, spanned)) in rounds.iter().zip(&window.round).enumerate() {
            if let (Some(from), Some(over)) = (round.round.from, over)
                && from > over
            {
                self.fault(
                    file,
                    spanned.span(),
                    format!(
                        "この受付期間は、全体が終わる日（ends = true の {over}）より後に始まります。どちらかの日付を直してください"
                    ),
                );
            }
            let nobody = round.when.map_or(Ok(false), |when| {
                self.any(&institutions, &[when], &all).map(|any| !any)
            });
            let again = rounds[..at].iter().zip(&window.round).find_map(|(other, place)| {
                match self.alike(other, round, &institutions) {
                    Ok(false) => None,
                    Ok(true) => Some(Ok(file.line(place.span()))),
                    Err(message) => Some(Err(message)),
                }
            });
            match (nobody, again.transpose()) {
                (Err(message), _) | (_, Err(message)) => self.fault(file, spanned.span(), message),
                (Ok(true), _) => self.fault(
                    file,
                    spanned.span(),
                    "この受付期間の when に当てはまり、この補助金の対象になり得る医療機関はありません。when を条件（condition）と見比べて直すか、この期間を消してください",
                ),
                (_, Ok(Some(line))) => self.fault(
                    file,
                    spanned.span(),
                    format!(
                        "kind も対象の医療機関も同じ受付期間と、日付が重なっています。1つにまとめるか、日付か when を直してください（相手は{line}行目の期間）"
                    ),
                ),
                _ => {}
            }
        }
    }

    /// The institutions among which the rounds are looked at.
    fn institutions_of(
        &self,
        rounds: &[OwnRound],
        conditions: &[Condition],
        contradictions: &Contradictions,
    ) -> Result<Diagram, String> {
        let whens: Vec<When> = rounds.iter().filter_map(|round| round.when).collect();
        if whens.is_empty() {
            // Nobody is asked for.
            return Ok(Diagram {
                root: Target::Nowhere,
                nodes: &[],
            });
        }
        institutions(&self.keys.list, &self.steps, conditions, contradictions, &whens)
    }

    /// Whether there is an institution for which `wanted` is true of which of these hold.
    fn any(
        &self,
        institutions: &Diagram,
        whens: &[When],
        wanted: &dyn Fn(&[bool]) -> bool,
    ) -> Result<bool, String> {
        any(&self.keys.list, institutions, whens, &self.steps, wanted)
    }

    /// Whether two rounds of one kind are surely open on the same day, and for the same institutions. Rounds that begin
    /// on the same stated day are those of one reception, which closes several times.
    fn alike(&self, one: &OwnRound, two: &OwnRound, institutions: &Diagram) -> Result<bool, String> {
        let (Some((from, to)), Some((first, last))) = (known_days(&one.round), known_days(&two.round)) else {
            return Ok(false);
        };
        if one.round.from.is_some() && one.round.from == two.round.from && one.round.to != two.round.to {
            return Ok(false);
        }
        if one.round.kind != two.round.kind || from > last || first > to {
            return Ok(false);
        }
        let whens: Vec<When> = [one, two].iter().filter_map(|round| round.when).collect();
        if whens.is_empty() {
            return Ok(true);
        }
        let differs = |holding: &[bool]| match holding {
            [one, two] => one != two,
            _ => !all(holding),
        };
        self.any(institutions, &whens, &differs).map(|any| !any)
    }
}

fn all(holding: &[bool]) -> bool {
    holding.iter().all(|holds| *holds)
}

/// The days on which a round is surely open: of a round with one day alone, that day.
fn known_days(round: &Round) -> Option<(Date, Date)> {
    Some((round.from.or(round.to)?, round.to.or(round.from)?))
}
