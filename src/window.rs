//! When a programme can be used, for a given day. Both days of a period count.

use catalogue_format::Date;
use catalogue_format::model::{After, Catalogue, DeadlineKind, KeyIndex, Kind, Programme, SourceIndex, Test};

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
fn state_and_days_left(
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

/// State and days left of a programme on a day, found once for all that they are the same for.
#[derive(Debug)]
pub(crate) enum Known {
    /// For everybody.
    Always(WindowState, Option<i64>),
    /// For everybody with the same answer to a question with few of them: first for who has none.
    By(KeyIndex, Vec<Option<(WindowState, Option<i64>)>>),
    /// For nobody else.
    Never,
}

impl Known {
    pub(crate) fn new(catalogue: &Catalogue, programme: &Programme, on: Date) -> Self {
        let mut tests = programme
            .rounds
            .iter()
            .filter_map(|round| round.when)
            .flatten()
            .copied()
            .flatten();
        let Some(Test { key, .. }) = tests.next() else {
            let (state, days_left) = state_and_days_left(programme, &[], on);
            return Self::Always(state, days_left);
        };
        match catalogue.keys[usize::from(*key)].kind {
            Kind::Choice(choices) if tests.all(|test| test.key == *key) => {
                Self::By(*key, vec![None; choices.len() + 1])
            }
            _ => Self::Never,
        }
    }

    /// For an institution of which these values are known.
    pub(crate) fn of(
        &mut self,
        programme: &Programme,
        values: &[Option<u64>],
        on: Date,
    ) -> (WindowState, Option<i64>) {
        let find = || state_and_days_left(programme, values, on);
        match self {
            Self::Always(state, days_left) => (*state, *days_left),
            Self::By(key, known) => {
                let place = values[usize::from(*key)].map_or(0, |value| value + 1);
                match usize::try_from(place).ok().and_then(|place| known.get_mut(place)) {
                    Some(known) => *known.get_or_insert_with(find),
                    None => find(),
                }
            }
            Self::Never => find(),
        }
    }
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
