//! Many institutions, one after the other: what comes out for each, without its reasons.

use catalogue_model::{Catalogue, Programme};
use catalogue_model::{Date, Evidence};

use crate::amount::Settled;
use crate::answers::Answers;
use crate::contradictions::drop_contradicting;
use crate::diagram::Ranges;
use crate::report::{Eligibility, Range, Standing, WindowState};
use crate::standing::{Totals, standing};
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
    /// As in [`Report::total`](crate::report::Report::total), in yen.
    pub total: Range,
    /// As in [`Report::reference_total`](crate::report::Report::reference_total), in yen.
    pub reference_total: Range,
    /// The places of the catalogue's contradictions that are among the answers, ascending.
    pub problems: Vec<usize>,
}

/// Judges one institution after the other on one day. It comes to the figures of
/// [`evaluate`](crate::evaluate()) without the reasons. Of an institution it keeps the room that it took, and
/// what holds for all with the same answers.
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
    /// Each programme with its receptions on the day and, where all of its amounts can be trusted alike, how far.
    programmes: Vec<(&'static Programme, Receptions, Option<Evidence>)>,
    /// The answers that count.
    values: Vec<Option<u64>>,
    ranges: Ranges,
    settled: Settled,
    judged: Judged,
}

impl Judge {
    /// For a catalogue and a day.
    #[must_use]
    pub fn new(catalogue: &'static Catalogue, on: Date) -> Self {
        let values = vec![None; catalogue.keys.len()];
        let prepared = |programme| {
            let receptions = Receptions::new(catalogue, programme, on);
            (programme, receptions, one_grade(catalogue, programme))
        };
        Self {
            catalogue,
            on,
            programmes: catalogue.all().map(prepared).collect(),
            ranges: Ranges::new(catalogue.keys, &values),
            values,
            settled: Settled::default(),
            judged: Judged::default(),
        }
    }

    /// Judges an institution.
    ///
    /// # Panics
    ///
    /// As little as [`evaluate`](crate::evaluate()).
    pub fn judge(&mut self, answers: &Answers) -> &Judged {
        let Self {
            catalogue,
            on,
            programmes,
            values,
            ranges,
            settled,
            judged,
        } = self;
        judged.programmes.clear();
        judged.problems.clear();
        values.clear();
        values.extend_from_slice(answers.values());
        drop_contradicting(catalogue, values, &mut judged.problems);
        ranges.set(values);
        let mut totals = Totals::default();
        for (programme, receptions, grade) in programmes {
            let possible = settled.settle(programme, ranges);
            assert!(possible, "a diagram has an outcome for every institution");
            let reception = receptions.settled(ranges);
            let eligibility = settled.eligibility();
            let state = standing(programme, eligibility, reception.state, *on);
            let amount = settled.range().map(Range::from);
            let evidence = amount.and_then(|_| grade.or_else(|| settled.evidence(catalogue, programme)));
            judged.programmes.push(Outcome {
                state,
                in_total: totals.add(programme, state, reception, amount.zip(evidence)),
                eligibility,
                amount,
                evidence,
                window: reception.state,
                days_left: reception.days_left,
            });
        }
        judged.total = totals.total;
        judged.reference_total = totals.reference;
        judged
    }
}

/// How far the amounts of a programme can be trusted, where that is the same for all.
fn one_grade(catalogue: &Catalogue, programme: &Programme) -> Option<Evidence> {
    let mut grades = programme
        .laws
        .iter()
        .map(|law| catalogue.sources[usize::from(law.source)].grade);
    let first = grades.next()?;
    grades.all(|grade| grade == first).then_some(first)
}
