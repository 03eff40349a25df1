//! The rounds of a programme side by side: which of them are an institution's, and which cannot be meant.

use toml::Spanned;

use catalogue_model::{Condition, Date, Diagram, Receptions, Round, Target, When};

use super::Lowering;
use super::contradictions::Contradictions;
use super::eligibility::eligible_institutions;
use super::window::LoweredRound;
use crate::diagram::{
    Comparison, Decision, build, check_comparisons, holding, leaf, none_holds, satisfiable,
};
use crate::document::Window;
use crate::fault::File;
use crate::when::{keys_of, leak};

impl Lowering<'_> {
    /// The diagram from answers to the rounds that are an institution's; `None` where it is faulty.
    pub(super) fn receptions(
        &mut self,
        file: &File,
        window: &Window,
        rounds: &[LoweredRound],
        contradictions: &Contradictions,
    ) -> Option<Receptions> {
        self.build_receptions(rounds, contradictions)
            .map_err(|message| self.fault_of_rounds(file, window, message))
            .ok()
    }

    fn build_receptions(
        &self,
        rounds: &[LoweredRound],
        contradictions: &Contradictions,
    ) -> Result<Receptions, String> {
        let narrowed: Vec<usize> = (0..rounds.len())
            .filter(|at| rounds[*at].when.is_some())
            .collect();
        let whens: Vec<When> = rounds.iter().filter_map(|round| round.when).collect();
        let impossible = contradictions.impossible(&whens.iter().flat_map(|when| keys_of(when)).collect());
        // The rounds for all, and those at `holding` among the narrowed ones.
        let set_of = |holding: &[usize]| -> Vec<u16> {
            (0_u16..)
                .take(rounds.len())
                .filter(|at| {
                    narrowed
                        .binary_search(&usize::from(*at))
                        .map_or(true, |place| holding.contains(&place))
                })
                .collect()
        };
        let mut sets: Vec<Vec<u16>> = Vec::new();
        let diagram = build(
            &self.keys.list,
            &[&whens[..], &impossible[..]].concat(),
            &self.budget,
            &mut |residuals, _| {
                let (own, impossible) = residuals.split_at(whens.len());
                let (Some(exists), Some(holding)) = (none_holds(impossible), holding(own)) else {
                    return Ok(Decision::Pending(residuals.to_vec()));
                };
                if !exists {
                    return Ok(Decision::Reached(Target::Nowhere));
                }
                let set = set_of(&holding);
                let place = sets.iter().position(|known| *known == set).unwrap_or_else(|| {
                    sets.push(set);
                    sets.len() - 1
                });
                leaf(place).map(Decision::Reached)
            },
        )?;
        check_comparisons(&diagram, &Comparison::OF_LEAVES, &self.budget)?;
        Ok(Receptions {
            diagram,
            sets: leak(sets.into_iter().map(leak).collect()),
        })
    }

    /// A fault of all rounds together, at the first that is for some institutions only.
    fn fault_of_rounds(&mut self, file: &File, window: &Window, message: String) {
        let first = window.round.iter().find(|round| round.as_ref().when.is_some());
        self.fault(file, first.map_or(0..0, Spanned::span), message);
    }

    /// Refuses rounds for no institution, rounds that begin after the programme has ended, and rounds that
    /// state the same days for the same institutions twice.
    pub(super) fn check_rounds(
        &mut self,
        file: &File,
        window: &Window,
        rounds: &[LoweredRound],
        conditions: &[Condition],
        contradictions: &Contradictions,
    ) {
        let institutions = match self.institutions_of(rounds, conditions, contradictions) {
            Ok(institutions) => institutions,
            Err(message) => return self.fault_of_rounds(file, window, message),
        };
        let deadlines = window.deadline.iter().map(Spanned::as_ref);
        let end = deadlines
            .filter(|deadline| deadline.ends)
            .map(|deadline| deadline.date.0)
            .min();
        for (at, (round, spanned)) in rounds.iter().zip(&window.round).enumerate() {
            if let (Some(from), Some(end)) = (round.round.from, end)
                && from > end
            {
                self.fault(
                    file,
                    spanned.span(),
                    format!(
                        "この受付期間は、全体が終わる日（ends = true の {end}）より後に始まります。どちらかの日付を直してください"
                    ),
                );
            }
            let for_some = round.when.map_or(Ok(true), |when| {
                self.some_institution(&institutions, &[when], &all)
            });
            let double = rounds[..at].iter().zip(&window.round).find_map(|(other, place)| {
                match self.state_the_same(other, round, &institutions) {
                    Ok(false) => None,
                    Ok(true) => Some(Ok(file.line(place.span()))),
                    Err(message) => Some(Err(message)),
                }
            });
            match (for_some, double.transpose()) {
                (Err(message), _) | (_, Err(message)) => self.fault(file, spanned.span(), message),
                (Ok(false), _) => self.fault(
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

    /// The institutions that the rounds can be for. Where all rounds are for all institutions, the diagram is
    /// empty, because nothing is searched in it.
    fn institutions_of(
        &self,
        rounds: &[LoweredRound],
        conditions: &[Condition],
        contradictions: &Contradictions,
    ) -> Result<Diagram, String> {
        let whens: Vec<When> = rounds.iter().filter_map(|round| round.when).collect();
        if whens.is_empty() {
            return Ok(Diagram {
                root: Target::Nowhere,
                nodes: &[],
            });
        }
        eligible_institutions(&self.keys.list, &self.budget, conditions, contradictions, &whens)
    }

    /// Whether there is an institution for which `wanted` is true of which of `whens` hold.
    fn some_institution(
        &self,
        institutions: &Diagram,
        whens: &[When],
        wanted: &dyn Fn(&[bool]) -> bool,
    ) -> Result<bool, String> {
        satisfiable(&self.keys.list, institutions, whens, &self.budget, wanted)
    }

    /// Whether two rounds of one kind are certainly open on one day, and for the same institutions. Rounds
    /// that begin on the same stated day and end on different ones are not meant: they are one reception that
    /// closes more than once.
    fn state_the_same(
        &self,
        one: &LoweredRound,
        other: &LoweredRound,
        institutions: &Diagram,
    ) -> Result<bool, String> {
        let (Some((from, to)), Some((other_from, other_to))) =
            (certain_days(&one.round), certain_days(&other.round))
        else {
            return Ok(false);
        };
        if one.round.from.is_some() && one.round.from == other.round.from && one.round.to != other.round.to {
            return Ok(false);
        }
        if one.round.kind != other.round.kind || from > other_to || other_from > to {
            return Ok(false);
        }
        let whens: Vec<When> = [one, other].iter().filter_map(|round| round.when).collect();
        if whens.is_empty() {
            return Ok(true);
        }
        let differ = |holding: &[bool]| match holding {
            [one, other] => one != other,
            _ => !all(holding),
        };
        let differ = self.some_institution(institutions, &whens, &differ)?;
        Ok(!differ)
    }
}

fn all(holding: &[bool]) -> bool {
    holding.iter().all(|holds| *holds)
}

/// The days on which a round is certainly open: of a round with one day alone, that day.
fn certain_days(round: &Round) -> Option<(Date, Date)> {
    Some((round.from.or(round.to)?, round.to.or(round.from)?))
}
