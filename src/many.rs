//! Many institutions, one after the other: what comes out for each, without its reasons.

use catalogue_format::model::{Catalogue, Programme};
use catalogue_format::{Date, Evidence};

use crate::amount::Settled;
use crate::answers::Answers;
use crate::diagram::Ranges;
use crate::evaluate::contradicting;
use crate::report::{Eligibility, Range, WindowState};
use crate::window::Known;

/// What comes out of one programme.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Outcome {
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
    /// All programmes in the notice's order.
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
/// assert_eq!(judged.programmes.len(), CATALOGUE.programmes.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Judge {
    catalogue: &'static Catalogue,
    on: Date,
    /// For each programme what is known of its window, and how far all of its amounts can be trusted where that is the same.
    known: Vec<(Known, Option<Evidence>)>,
    /// The answers that count, where they are not all.
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
        let known = |programme| {
            (
                Known::new(catalogue.keys, programme),
                one_grade(catalogue, programme),
            )
        };
        Self {
            catalogue,
            on,
            known: catalogue.programmes.iter().map(known).collect(),
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
            known,
            values,
            ranges,
            settled,
            judged,
        } = self;
        judged.total = Range::default();
        judged.reference_total = Range::default();
        judged.programmes.clear();
        judged.problems.clear();
        values.clear();
        for (at, contradiction) in contradicting(catalogue, answers.values()) {
            judged.problems.push(at);
            if let Some(key) = contradiction.drop {
                if values.is_empty() {
                    values.extend_from_slice(answers.values());
                }
                values[usize::from(key)] = None;
            }
        }
        let values = if values.is_empty() {
            answers.values()
        } else {
            values
        };
        ranges.set(values);
        for (programme, (window, grade)) in catalogue.programmes.iter().zip(known) {
            let possible = settled.settle(programme, ranges);
            assert!(possible, "a diagram has an outcome for every institution");
            let (window, days_left) = window.of(catalogue.keys, programme, values, *on);
            let outcome = Outcome {
                eligibility: settled.eligibility(),
                amount: settled.range().map(Range::from),
                evidence: settled
                    .range()
                    .and_then(|_| grade.or_else(|| settled.evidence(catalogue, programme))),
                window,
                days_left,
            };
            if let (Some(amount), Some(evidence)) = (outcome.amount, outcome.evidence)
                && window != WindowState::Closed
            {
                let sum = if evidence == Evidence::Reference {
                    &mut judged.reference_total
                } else {
                    &mut judged.total
                };
                sum.add((amount.min, amount.max));
            }
            judged.programmes.push(outcome);
        }
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
