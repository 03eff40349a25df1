//! When a programme can be used, for a given day. Both days of a period count.

use catalogue_format::Date;
use catalogue_format::model::{After, Catalogue, DeadlineKind, Key, KeyIndex, Programme, SourceIndex, Test};

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

/// State and days left of a programme on a day, found once for all institutions that they are the same for.
#[derive(Debug)]
pub(crate) struct Known {
    /// The questions whose answers tell these institutions apart, each with the number of its answers; to have none is one more.
    questions: Vec<(KeyIndex, u64)>,
    /// For every combination of answers what was found; empty where there are too many of them.
    found: Vec<Option<(WindowState, Option<i64>)>>,
}

/// As many combinations are kept of a programme, of some twenty bytes each.
const MOST_COMBINATIONS: u64 = 1000;

impl Known {
    /// Nothing is known yet.
    pub(crate) fn new(keys: &[Key], programme: &Programme) -> Self {
        let mut questions: Vec<(KeyIndex, u64)> = Vec::new();
        let whens = programme.rounds.iter().filter_map(|round| round.when);
        for Test { key, .. } in whens.flatten().copied().flatten() {
            if questions.iter().all(|(known, _)| known != key) {
                let (min, max) = keys[usize::from(*key)].kind.bounds();
                questions.push((*key, max - min + 2));
            }
        }
        let combinations = questions
            .iter()
            .try_fold(1, |product: u64, (_, answers)| product.checked_mul(*answers))
            .filter(|combinations| *combinations <= MOST_COMBINATIONS)
            .and_then(|combinations| usize::try_from(combinations).ok());
        Self {
            found: vec![None; combinations.unwrap_or(0)],
            questions,
        }
    }

    /// For an institution of which these values are known; programme and day are the same each time.
    pub(crate) fn of(
        &mut self,
        keys: &[Key],
        programme: &Programme,
        values: &[Option<u64>],
        on: Date,
    ) -> (WindowState, Option<i64>) {
        let find = || state_and_days_left(programme, values, on);
        let place = self.questions.iter().fold(0, |place: u64, (key, answers)| {
            let (min, _) = keys[usize::from(*key)].kind.bounds();
            let answer = values[usize::from(*key)].map_or(0, |value| value - min + 1);
            place.wrapping_mul(*answers).wrapping_add(answer)
        });
        let found = usize::try_from(place).ok();
        match found.and_then(|place| self.found.get_mut(place)) {
            Some(found) => *found.get_or_insert_with(find),
            None => find(),
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

#[cfg(test)]
mod tests {
    use catalogue_format::model::{DeadlineKind, Key, Kind, Programme, Round, Test, When};

    use super::{Known, state_and_days_left};
    use crate::CATALOGUE;

    /// One question from 3, one with more answers than are kept, and one that is never asked for.
    const KEYS: [Key; 3] = [
        key(Kind::Number(3, 5)),
        key(Kind::Number(0, 2000)),
        key(Kind::YesNo),
    ];

    const fn key(kind: Kind) -> Key {
        Key {
            name: "",
            label: "",
            unit: "",
            kind,
        }
    }

    /// A period up to the last of a month for each of these.
    fn programme(whens: &[When]) -> Programme {
        let rounds = whens.iter().zip(1..).map(|(when, month)| Round {
            kind: DeadlineKind::Apply,
            from: None,
            to: format!("2026-{month:02}-28").parse().ok(),
            when: Some(*when),
            source: 0,
        });
        Programme {
            deadlines: &[],
            rounds: Box::leak(rounds.collect()),
            ..CATALOGUE.programmes[0]
        }
    }

    /// Both ways, twice each, in one row: nothing that was found for one is given to another.
    #[test]
    fn what_is_kept_is_what_is_found() {
        const FIRST: [When; 3] = [
            &[&[Test {
                key: 0,
                ranges: &[(3, 3)],
            }]],
            &[&[Test {
                key: 0,
                ranges: &[(4, 4)],
            }]],
            &[&[
                Test {
                    key: 0,
                    ranges: &[(5, 5)],
                },
                Test {
                    key: 2,
                    ranges: &[(1, 1)],
                },
            ]],
        ];
        const SECOND: [When; 2] = [
            &[&[
                Test {
                    key: 0,
                    ranges: &[(3, 3)],
                },
                Test {
                    key: 1,
                    ranges: &[(0, 999)],
                },
            ]],
            &[&[Test {
                key: 1,
                ranges: &[(1000, 2000)],
            }]],
        ];
        let on = "2026-01-01".parse().expect("a date");
        for (whens, kept) in [(&FIRST[..], 4 * 3), (&SECOND[..], 0)] {
            let programme = programme(whens);
            let mut known = Known::new(&KEYS, &programme);
            assert_eq!(known.found.len(), kept);
            let mut found = std::collections::BTreeSet::new();
            for _ in 0..2 {
                for first in [None, Some(3), Some(4), Some(5)] {
                    for second in [None, Some(0), Some(999), Some(1000), Some(2000)] {
                        for third in [None, Some(0), Some(1)] {
                            let values = [first, second, third];
                            let wanted = state_and_days_left(&programme, &values, on);
                            assert_eq!(known.of(&KEYS, &programme, &values, on), wanted, "{values:?}");
                            found.insert(wanted.1);
                        }
                    }
                }
            }
            assert!(found.len() > 2, "they differ");
        }
    }
}
