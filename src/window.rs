//! When a programme can be used, for a given day. Both days of a period count.

use catalogue_format::Date;
use catalogue_format::model::{After, Catalogue, DeadlineKind, Programme, Round, SourceIndex};

use crate::evaluate::holds;
use crate::report::{self, WindowState};

/// The window of a programme on a day, for an institution of which these values are known.
pub(crate) fn window(
    catalogue: &Catalogue,
    programme: &Programme,
    values: &[Option<u64>],
    on: Date,
) -> report::Window {
    let mut deadlines: Vec<report::Deadline> = Vec::new();
    for (kind, date, source) in days(programme, values) {
        let source = &catalogue.sources[usize::from(source)];
        let place = deadlines.partition_point(|other| other.date <= date);
        deadlines.insert(
            place,
            report::Deadline {
                kind,
                date,
                days_left: on.days_until(date),
                evidence: source.grade,
                source: source.id,
            },
        );
    }
    report::Window {
        state: state(programme, values, on),
        deadlines,
    }
}

/// The state alone, with the days left until the next deadline that has not passed.
pub(crate) fn state_and_days_left(
    programme: &Programme,
    values: &[Option<u64>],
    on: Date,
) -> (WindowState, Option<i64>) {
    let next = days(programme, values)
        .map(|(_, date, _)| date)
        .filter(|date| *date >= on)
        .min();
    (state(programme, values, on), next.map(|date| on.days_until(date)))
}

/// All deadlines: those of everybody, then the ends of the periods that are known to be this institution's.
fn days(
    programme: &Programme,
    values: &[Option<u64>],
) -> impl Iterator<Item = (DeadlineKind, Date, SourceIndex)> {
    let ends = programme
        .rounds
        .iter()
        .filter_map(|round| Some((round.kind, round.to?, round.source, round)))
        .filter(|(.., round)| applies(round, values) == Some(true))
        .map(|(kind, to, source, _)| (kind, to, source));
    programme
        .deadlines
        .iter()
        .map(|day| (day.kind, day.date, day.source))
        .chain(ends)
}

/// Three-valued: whether a period of reception is this institution's.
fn applies(round: &Round, values: &[Option<u64>]) -> Option<bool> {
    round.when.map_or(Some(true), |when| holds(when, values))
}

fn state(programme: &Programme, values: &[Option<u64>], on: Date) -> WindowState {
    if programme.deadlines.iter().any(|day| day.ends && day.date < on) {
        return WindowState::Closed;
    }
    let [mut any, mut open, mut unsettled, mut coming] = [false; 4];
    for round in programme.rounds {
        match applies(round, values) {
            Some(false) => {}
            // Whether it is this institution's depends on what is not answered.
            None => unsettled = true,
            Some(true) => {
                any = true;
                if round.from.is_some_and(|from| on < from) {
                    coming = true;
                } else if round.to.is_none() {
                    // No source says when it ends.
                    unsettled = true;
                } else if round.to.is_some_and(|to| on <= to) {
                    open = true;
                }
            }
        }
    }
    if open {
        WindowState::Open
    } else if unsettled {
        WindowState::Unknown
    } else if coming {
        WindowState::Upcoming
    } else if any && programme.after == After::Closed {
        WindowState::Closed
    } else {
        WindowState::Unknown
    }
}
