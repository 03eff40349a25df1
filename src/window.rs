//! When a programme can be used, for a given day. A last day still counts.

use catalogue_format::Date;
use catalogue_format::model::{Catalogue, Programme, UntilThen};

use crate::report;

/// The window of a programme on a day.
pub(crate) fn window(catalogue: &Catalogue, programme: &Programme, on: Date) -> report::Window {
    report::Window {
        state: state(programme, on),
        deadlines: programme
            .deadlines
            .iter()
            .map(|deadline| {
                let source = &catalogue.sources[usize::from(deadline.source)];
                report::Deadline {
                    kind: deadline.kind,
                    date: deadline.date,
                    days_left: on.days_until(deadline.date),
                    evidence: source.grade,
                    source: source.id,
                }
            })
            .collect(),
    }
}

fn state(programme: &Programme, on: Date) -> report::WindowState {
    let ahead = |closes: bool| {
        programme
            .deadlines
            .iter()
            .filter(move |deadline| deadline.closes || !closes)
            .any(|deadline| on <= deadline.date)
    };
    let ends = programme.deadlines.iter().any(|deadline| deadline.closes);
    if programme.opens.is_some_and(|opens| on < opens) {
        report::WindowState::Upcoming
    } else if ends && !ahead(true) {
        report::WindowState::Closed
    } else if ahead(ends) && programme.until_then == UntilThen::Open {
        report::WindowState::Open
    } else {
        report::WindowState::Unknown
    }
}
