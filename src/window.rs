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
    let deadline = |kind: DeadlineKind, date: Date, source: SourceIndex| {
        let source = &catalogue.sources[usize::from(source)];
        report::Deadline {
            kind,
            date,
            days_left: on.days_until(date),
            evidence: source.grade,
            source: source.id,
        }
    };
    let rounds = Rounds::new(programme, values);
    let days = programme
        .deadlines
        .iter()
        .map(|day| deadline(day.kind, day.date, day.source));
    let ends = rounds
        .applying
        .iter()
        .filter_map(|round| Some(deadline(round.kind, round.to?, round.source)));
    let mut deadlines: Vec<report::Deadline> = Vec::new();
    for day in days.chain(ends) {
        let place = deadlines.partition_point(|other| other.date <= day.date);
        deadlines.insert(place, day);
    }
    report::Window {
        state: state(programme, &rounds, on),
        deadlines,
    }
}

/// The periods of reception that are known to be this institution's.
struct Rounds {
    applying: Vec<&'static Round>,
    /// Whether others could be, by what is not known yet.
    open: bool,
}

impl Rounds {
    fn new(programme: &Programme, values: &[Option<u64>]) -> Self {
        let mut rounds = Self {
            applying: Vec::new(),
            open: false,
        };
        for round in programme.rounds {
            match round.when.map_or(Some(true), |when| holds(when, values)) {
                Some(true) => rounds.applying.push(round),
                Some(false) => {}
                None => rounds.open = true,
            }
        }
        rounds
    }
}

fn state(programme: &Programme, rounds: &Rounds, on: Date) -> WindowState {
    if programme.deadlines.iter().any(|day| day.ends && day.date < on) {
        return WindowState::Closed;
    }
    let begun = |round: &&Round| round.from.is_none_or(|from| from <= on);
    let over = |round: &&Round| round.to.is_some_and(|to| to < on);
    let applying = || rounds.applying.iter().copied();
    if applying().any(|round| begun(&round) && !over(&round) && round.to.is_some()) {
        WindowState::Open
    } else if rounds.open || applying().any(|round| begun(&round) && !over(&round)) {
        // It depends on what is not answered, or no source says when it ends.
        WindowState::Unknown
    } else if applying().any(|round| !begun(&round)) {
        WindowState::Upcoming
    } else if applying().next().is_some() && programme.after == After::Closed {
        WindowState::Closed
    } else {
        WindowState::Unknown
    }
}
