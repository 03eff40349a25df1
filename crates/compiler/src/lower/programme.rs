//! A programme as a whole.

use std::mem;

use toml::Spanned;

use catalogue_model::{Condition, Date, Programme, Rounding};

use super::Lowering;
use super::amount::Case;
use super::contradictions::Contradictions;
use crate::diagram::Budget;
use crate::document::{self, ProgrammeFile};
use crate::fault::File;
use crate::when::{leak, leak_text};

impl Lowering<'_> {
    /// Lowers a programme, and notes which keys it looks at; `None` where it is faulty.
    pub(super) fn programme(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        contradictions: &Contradictions,
    ) -> Option<Programme> {
        let keys_of_others = mem::take(&mut self.used_keys);
        let lowered = self.lower_programme(file, programme, contradictions);
        let own_keys = mem::replace(&mut self.used_keys, keys_of_others);
        self.used_keys.extend(&own_keys);
        self.keys_of_programmes.push(own_keys);
        lowered
    }

    fn lower_programme(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        contradictions: &Contradictions,
    ) -> Option<Programme> {
        self.budget = Budget::new();
        self.check_texts(file, programme);
        let conditions: Vec<Option<Condition>> = programme
            .condition
            .iter()
            .map(|condition| self.condition(file, condition, contradictions))
            .collect();
        let amount = programme.amount.as_ref();
        let rounding = amount.map_or(Rounding::NotStated, |amount| amount.rounding);
        let written: &[Spanned<document::Case>] = amount.map_or(&[], |amount| &amount.case);
        let cases: Vec<Option<Case>> = (0..written.len())
            .map(|place| self.case(file, programme, written, place, rounding))
            .collect();
        self.check_costs(file, programme);
        let rounds = self.rounds(file, &programme.window);
        let deadlines = self.deadlines(file, &programme.window);
        for overlap in &programme.overlap {
            self.source(file, &overlap.source);
        }
        // The diagrams cannot be built without what is faulty. All faults so far have been reported.
        let conditions = conditions.into_iter().collect::<Option<Vec<_>>>()?;
        let cases = cases.into_iter().collect::<Option<Vec<_>>>()?;
        let receptions = rounds.as_ref().and_then(|rounds| {
            self.check_rounds(file, &programme.window, rounds, &conditions, contradictions);
            self.receptions(file, &programme.window, rounds, contradictions)
        });
        let outcomes = self.outcomes(file, programme, &conditions, &cases, contradictions)?;
        Some(Programme {
            id: leak_text(programme.id.as_ref()),
            as_of: programme.as_of.map(Date::from),
            conditions: leak(conditions),
            diagram: outcomes.diagram,
            leaves: outcomes.leaves,
            amount_keys: outcomes.amount_keys,
            laws: outcomes.laws,
            rounding,
            rounding_note: amount.is_some_and(|amount| amount.rounding_note.is_some()),
            rounds: leak(rounds?.into_iter().map(|lowered| lowered.round).collect()),
            receptions: receptions?,
            after: programme.window.after,
            deadlines: leak(deadlines),
        })
    }
}
