//! When a programme can be used, on a given day. Both days of a period count.

use catalogue_model::Date;
use catalogue_model::{After, Catalogue, KeyIndex, Programme, Round};

use crate::diagram::{Few, Map, Outcomes, Ranges, keys_that_matter, outcomes};
use crate::report::{self, WindowState};

/// The receptions of a programme on one day, whosoever they are.
#[derive(Debug)]
pub(crate) struct Receptions {
    programme: &'static Programme,
    on: Date,
    /// Whether a deadline has passed that closes the programme for everybody.
    ended: bool,
    /// What each set of periods comes to.
    sets: Vec<Reception>,
}

/// What the periods of an institution come to on one day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Reception {
    pub(crate) state: WindowState,
    /// Whether there are known last days, and all of them have passed.
    pub(crate) over: bool,
    /// The next known first day.
    pub(crate) opens: Option<Date>,
    /// Days until the next known last day.
    pub(crate) days_left: Option<i64>,
}

impl Receptions {
    /// Those of a programme on a day.
    pub(crate) fn new(catalogue: &Catalogue, programme: &'static Programme, on: Date) -> Self {
        let ended = |last: &catalogue_model::Deadline| last.ends && last.date < on;
        let mut receptions = Self {
            programme,
            on,
            ended: programme.deadlines.iter().any(ended),
            sets: Vec::new(),
        };
        let known_from = programme.as_of.unwrap_or(catalogue.as_of);
        receptions.sets = programme
            .receptions
            .sets
            .iter()
            .map(|places| receptions.reception(places, known_from))
            .collect();
        receptions
    }

    fn round(&self, place: u16) -> &'static Round {
        &self.programme.rounds[usize::from(place)]
    }

    /// What some periods come to. A period whose first day no source states is not known to have begun
    /// before the day of the list, or before the day the programme was looked at.
    fn reception(&self, places: &[u16], known_from: Date) -> Reception {
        let on = self.on;
        let [mut open, mut unsettled, mut coming] = [false; 3];
        let mut opens: Option<Date> = None;
        for round in places.iter().map(|place| self.round(*place)) {
            match (round.from, round.to) {
                (_, Some(to)) if to < on => {}
                (Some(from), _) if on < from => {
                    coming = true;
                    opens = Some(opens.map_or(from, |other| other.min(from)));
                }
                (None, _) if on < known_from => unsettled = true,
                // No source says when it ends.
                (_, None) => unsettled = true,
                _ => open = true,
            }
        }
        let last_days = self
            .programme
            .deadlines
            .iter()
            .map(|deadline| Some(deadline.date));
        let ends = places.iter().map(|place| self.round(*place).to);
        let mut known = last_days.chain(ends).peekable();
        let state = if self.ended {
            WindowState::Closed
        } else if open {
            WindowState::Open
        } else if unsettled {
            WindowState::Unknown
        } else if coming {
            WindowState::Upcoming
        } else if !places.is_empty() && self.programme.after == After::Closed {
            WindowState::Closed
        } else {
            WindowState::Unknown
        };
        Reception {
            state,
            over: known.peek().is_some() && known.all(|last| last.is_some_and(|last| last < on)),
            opens: opens.filter(|_| state != WindowState::Closed),
            days_left: self.days_left(places.iter().copied()),
        }
    }

    fn days_left(&self, places: impl Iterator<Item = u16>) -> Option<i64> {
        let everybody = self.programme.deadlines.iter().map(|deadline| deadline.date);
        let own = places.filter_map(|place| self.round(place).to);
        let ahead = everybody.chain(own).filter(|date| self.on <= *date);
        ahead.min().map(|date| self.on.days_until(date))
    }

    fn map(&self) -> Map {
        Map {
            diagram: self.programme.receptions.diagram,
            leaves: self.sets.len(),
            felt: &[],
        }
    }

    /// The sets of periods that can be an institution's.
    fn reached(&self, ranges: &mut Ranges) -> Few {
        let mut reached = Few::default();
        outcomes(self.map(), ranges, &mut |set, _| reached.add(set));
        reached
    }

    /// What is settled of an institution's reception.
    pub(crate) fn settled(&self, ranges: &mut Ranges) -> Reception {
        let reached = self.reached(ranges);
        let mut possible = reached.places().map(|set| self.sets[usize::from(set)]);
        let Some(mut settled) = possible.next() else {
            unreachable!("no answers are without any institution");
        };
        let mut one = true;
        for other in possible {
            one = false;
            if other.state != settled.state {
                settled.state = WindowState::Unknown;
            }
            settled.opens = settled.opens.filter(|opens| other.opens == Some(*opens));
            settled.over &= other.over;
        }
        if !one {
            settled.days_left = self.days_left(self.certain(reached).into_iter());
        }
        settled
    }

    /// The periods that are an institution's whatever is still answered.
    fn certain(&self, reached: Few) -> Vec<u16> {
        let mut sets = reached
            .places()
            .map(|set| self.programme.receptions.sets[usize::from(set)]);
        let mut certain = sets.next().unwrap_or_default().to_vec();
        for set in sets {
            certain.retain(|place| set.contains(place));
        }
        certain
    }

    /// The open keys that decide which periods are an institution's, where these differ on the day.
    pub(crate) fn asks(&self, ranges: &mut Ranges) -> Vec<KeyIndex> {
        if self.ended {
            return Vec::new();
        }
        keys_that_matter(self.map(), ranges, self)
    }

    /// The window in the report.
    pub(crate) fn window(
        &self,
        catalogue: &Catalogue,
        settled: Reception,
        asks: &[KeyIndex],
        ranges: &mut Ranges,
    ) -> report::Window {
        let everybody = self.programme.deadlines.iter();
        let everybody = everybody.map(|deadline| (deadline.kind, deadline.date, deadline.source));
        let own = self
            .certain(self.reached(ranges))
            .into_iter()
            .filter_map(|place| {
                let round = self.round(place);
                Some((round.kind, round.to?, round.source))
            });
        let mut deadlines: Vec<report::Deadline> = everybody
            .chain(own)
            .map(|(kind, date, source)| {
                let source = &catalogue.sources[usize::from(source)];
                report::Deadline {
                    kind,
                    date,
                    days_left: self.on.days_until(date),
                    evidence: source.grade,
                    source: source.id,
                }
            })
            .collect();
        deadlines.sort_by_key(|deadline| deadline.date);
        report::Window {
            state: settled.state,
            asks: asks
                .iter()
                .map(|key| catalogue.keys[usize::from(*key)].name)
                .collect(),
            opens: settled.opens,
            deadlines,
        }
    }
}

impl Outcomes for Receptions {
    fn moved_within(&self, _: u8, _: &Ranges, _: &mut dyn FnMut(KeyIndex)) {}

    /// Whether two sets of periods say something else of the day, or of a day ahead.
    fn differ(&self, a: (u8, (u64, u64)), b: (u8, (u64, u64)), _: KeyIndex, _: &Ranges) -> bool {
        let [one, other] = [a.0, b.0].map(usize::from);
        let ahead = |set: usize| {
            let places = self.programme.receptions.sets[set].iter();
            let rounds = places.map(|place| self.round(*place));
            rounds
                .filter(|round| round.to.is_none_or(|to| self.on <= to))
                .map(|round| (round.kind, round.from, round.to))
        };
        self.sets[one].state != self.sets[other].state || !ahead(one).eq(ahead(other))
    }
}
