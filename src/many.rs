//! Many institutions, one after the other: what comes out for each, without its reasons.

use alloc::vec;
use alloc::vec::Vec;

use catalogue_model::{Catalogue, Date, Eligibility, Evidence, Programme};

use crate::answers::Answers;
use crate::contradictions::drop_contradicting;
use crate::ranges::Ranges;
use crate::settled::Settled;
use crate::standing::{Totals, standing};
use crate::verdict::{Range, Standing, WindowState};
use crate::window::Receptions;

/// What comes out of one programme.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Outcome {
    /// The one word that a person reads.
    pub state: Standing,
    /// Whether its amount is in one of the sums.
    pub in_total: bool,
    /// Whether it may be used.
    pub eligibility: Eligibility,
    /// How much, in yen; `None` where no source says.
    pub amount: Option<Range>,
    /// How far the weakest source of the amount can be trusted; `None` where there is no amount.
    pub evidence: Option<Evidence>,
    /// When it can be used.
    pub window: WindowState,
    /// Days until the next deadline that has not passed; `None` where none is known.
    pub days_left: Option<i64>,
}

/// What comes out for one institution.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Judged {
    /// The programmes of the list in the notice's order, then those beside it.
    pub programmes: Vec<Outcome>,
    /// As in [`Verdict::total`](crate::verdict::Verdict::total), in yen.
    pub total: Range,
    /// As in [`Verdict::reference_total`](crate::verdict::Verdict::reference_total), in yen.
    pub reference_total: Range,
    /// The places of the catalogue's contradictions that are among the answers, ascending.
    pub problems: Vec<usize>,
}

/// Judges one institution after the other on one day. It comes to the figures of
/// [`evaluate`](crate::evaluate()), without conditions, steps and keys.
///
/// ```
/// use iryo_dx_hojokin::{Answers, CATALOGUE, Judge};
///
/// let mut judge = Judge::new(&CATALOGUE, "2025-11-01".parse()?);
/// let judged = judge.judge(&Answers::read(&CATALOGUE, vec![])?);
/// assert_eq!(judged.programmes.len(), CATALOGUE.all().count());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Judge {
    catalogue: &'static Catalogue,
    on: Date,
    /// Each programme with its receptions on the day.
    programmes: Vec<(&'static Programme, Receptions)>,
    /// The answers that count, and their ranges; both are replaced with every institution.
    values: Vec<Option<u64>>,
    ranges: Ranges,
}

impl Judge {
    /// For a catalogue and a day.
    #[must_use]
    pub fn new(catalogue: &'static Catalogue, on: Date) -> Self {
        let values = vec![None; catalogue.keys.len()];
        let prepared = |programme| (programme, Receptions::new(catalogue, programme, on));
        Self {
            catalogue,
            on,
            programmes: catalogue.all().map(prepared).collect(),
            ranges: Ranges::new(catalogue.keys, &values),
            values,
        }
    }

    /// Judges an institution.
    ///
    /// # Panics
    ///
    /// As little as [`evaluate`](crate::evaluate()).
    pub fn judge(&mut self, answers: &Answers) -> Judged {
        self.values.copy_from_slice(answers.values());
        let problems = drop_contradicting(self.catalogue, &mut self.values);
        self.ranges.answer(&self.values);
        let mut totals = Totals::default();
        let mut programmes = Vec::with_capacity(self.programmes.len());
        for (programme, receptions) in &self.programmes {
            let settled = Settled::new(programme, &self.ranges);
            assert!(
                settled.is_possible(),
                "a diagram has a leaf for every institution"
            );
            let reception = receptions.settled(&self.ranges);
            let eligibility = settled.eligibility();
            let state = standing(programme, eligibility, reception.state, self.on);
            let amount = settled.range();
            let evidence = settled.evidence(self.catalogue, programme);
            programmes.push(Outcome {
                state,
                in_total: totals.add(programme, state, reception, amount.zip(evidence)),
                eligibility,
                amount,
                evidence,
                window: reception.state,
                days_left: reception.days_left,
            });
        }
        Judged {
            programmes,
            total: totals.total,
            reference_total: totals.reference,
            problems,
        }
    }
}
