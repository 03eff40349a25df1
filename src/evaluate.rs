//! All programmes for one institution on one day.

use alloc::vec::Vec;

use catalogue_model::{Catalogue, Date, Eligibility, KeyIndex};

use crate::answers::Answers;
use crate::condition;
use crate::contradictions::drop_contradicting;
use crate::diagram::keys_that_matter;
use crate::next::Decisions;
use crate::ranges::Ranges;
use crate::settled::{AmountOutcomes, EligibilityOutcomes, Settled};
use crate::standing::{Totals, standing};
use crate::verdict::{ProgrammeVerdict, Standing, Verdict};
use crate::window::Receptions;

/// Evaluates all programmes of a catalogue for one institution on one day.
///
/// It never fails: answers that contradict each other are named, and the catalogue says which of them then counts as
/// not given.
///
/// # Panics
///
/// Never with a catalogue that `catalogue_compiler::read` has made: its diagrams have a leaf for every institution.
///
/// ```
/// use iryo_dx_hojokin::{Answers, CATALOGUE, evaluate};
///
/// let nothing = Answers::read(&CATALOGUE, vec![])?;
/// let verdict = evaluate(&CATALOGUE, &nothing, "2025-11-01".parse()?);
/// assert_eq!(verdict.age_days, 11);
/// assert_eq!(verdict.next[0].key, "facilityType");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn evaluate(catalogue: &'static Catalogue, answers: &Answers, on: Date) -> Verdict {
    let mut values = answers.values().to_vec();
    let problems = drop_contradicting(catalogue, &mut values);
    let ranges = Ranges::new(catalogue.keys, &values);
    let mut totals = Totals::default();
    let mut decisions = Decisions::new(catalogue);
    let [mut programmes, mut beside] = [Vec::new(), Vec::new()];
    for programme in catalogue.all() {
        let settled = Settled::new(programme, &ranges);
        assert!(
            settled.is_possible(),
            "a diagram has a leaf for every institution"
        );
        let eligibility = settled.eligibility();
        let matter = keys_that_matter(programme.diagram, &ranges, &AmountOutcomes(programme));
        let amount = settled.amount(catalogue, programme, &ranges);
        let receptions = Receptions::new(catalogue, programme, on);
        let reception = receptions.settled(&ranges);
        let asks = match eligibility {
            Eligibility::No => Vec::new(),
            Eligibility::Yes | Eligibility::Unknown => receptions.asks(&ranges),
        };
        let state = standing(programme, eligibility, reception.state, on);
        let in_sum = amount.as_ref().map(|amount| (amount.range(), amount.evidence));
        let in_total = totals.add(programme, state, reception, in_sum);
        // What stands beside the list was not looked at before the list's day.
        let unasked = programme.as_of.is_some() && on < catalogue.as_of;
        if state != Standing::Closed && !unasked {
            let of_eligibility: Vec<KeyIndex> = if settled.eligibility_is_open() {
                keys_that_matter(programme.diagram, &ranges, &EligibilityOutcomes(programme))
            } else {
                Vec::new()
            };
            decisions.add(programme, amount.as_ref(), [&of_eligibility, &matter, &asks]);
        }
        let conditions = programme.conditions.iter();
        let verdict = ProgrammeVerdict {
            id: programme.id,
            state,
            in_total,
            eligibility,
            conditions: conditions
                .map(|condition| condition::judge(catalogue, condition, &ranges))
                .collect(),
            window: receptions.window(catalogue, reception, &asks, &ranges),
            missing: matter.iter().map(|key| catalogue.key(*key).name).collect(),
            amount,
        };
        match programme.as_of {
            None => programmes.push(verdict),
            Some(_) => beside.push(verdict),
        }
    }
    Verdict {
        on,
        age_days: catalogue.as_of.days_until(on),
        programmes,
        beside,
        total: totals.total,
        reference_total: totals.reference,
        next: decisions.next(catalogue, &ranges),
        problems,
    }
}
