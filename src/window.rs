//! When a programme can be used, for a given day. Both days of a period count.

use catalogue_format::Date;
use catalogue_format::model::{After, Catalogue, DeadlineKind, Programme, SourceIndex};

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
    let state = look(programme, values, on, &mut |kind, date, source| {
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
    });
    report::Window { state, deadlines }
}

/// The state alone, with the days left until the next deadline that has not passed.
pub(crate) fn state_and_days_left(
    programme: &Programme,
    values: &[Option<u64>],
    on: Date,
) -> (WindowState, Option<i64>) {
    let mut next: Option<Date> = None;
    let state = look(programme, values, on, &mut |_, date, _| {
        if on <= date && next.is_none_or(|next| date < next) {
            next = Some(date);
        }
    });
    (state, next.map(|date| on.days_until(date)))
}

/// Whether state and deadlines are the same for every institution.
pub(crate) fn is_for_all(programme: &Programme) -> bool {
    programme.rounds.iter().all(|round| round.when.is_none())
}

/// The state. Tells of all deadlines on the way: those of everybody, then the ends of the periods that are known to
/// be this institution's.
fn look(
    programme: &Programme,
    values: &[Option<u64>],
    on: Date,
    day: &mut dyn FnMut(DeadlineKind, Date, SourceIndex),
) -> WindowState {
    let [mut ended, mut any, mut open, mut unsettled, mut coming] = [false; 5];
    for deadline in programme.deadlines {
        day(deadline.kind, deadline.date, deadline.source);
        ended |= deadline.ends && deadline.date < on;
    }
    for round in programme.rounds {
        match round.when.map_or(Some(true), |when| holds(when, values)) {
            Some(false) => {}
            // Whether it is this institution's depends on what is not answered.
            None => unsettled = true,
            Some(true) => {
                any = true;
                if let Some(to) = round.to {
                    day(round.kind, to, round.source);
                }
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
    if ended {
        WindowState::Closed
    } else if open {
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
