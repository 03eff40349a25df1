//! When a programme can be used, on a given day. Both days of a period count.

use alloc::vec::Vec;

use catalogue_model::{After, Catalogue, Date, Deadline, KeyIndex, Programme, Round};

use crate::diagram::{Outcomes, PlaceSet, Reached, keys_that_matter, reachable};
use crate::ranges::Ranges;
use crate::verdict::{self, WindowState};

/// The receptions of a programme on one day, for all institutions.
#[derive(Debug)]
pub(crate) struct Receptions {
    programme: &'static Programme,
    on: Date,
    /// Whether a deadline has passed that closes the programme for everybody.
    ended: bool,
    /// The reception of each set of periods.
    sets: Vec<Reception>,
}

/// The reception of some institutions on one day.
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
    pub(crate) fn new(catalogue: &Catalogue, programme: &'static Programme, on: Date) -> Self {
        let ended = |deadline: &Deadline| deadline.ends && deadline.date < on;
        let mut receptions = Self {
            programme,
            on,
            ended: programme.deadlines.iter().any(ended),
            sets: Vec::new(),
        };
        let known_from = programme.as_of.unwrap_or(catalogue.as_of);
        let sets = programme.receptions.sets.iter();
        receptions.sets = sets
            .map(|places| receptions.reception(places, known_from))
            .collect();
        receptions
    }

    fn round(&self, place: u16) -> &'static Round {
        &self.programme.rounds[usize::from(place)]
    }

    /// The reception of a set of periods. A period whose first day no source states is not known to have begun before
    /// the day of the list, or before the day the programme was looked at.
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
        let deadlines = self.programme.deadlines.iter();
        let last_days = deadlines.map(|deadline| Some(deadline.date));
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
            days_left: self.days_left(places),
        }
    }

    fn days_left(&self, places: &[u16]) -> Option<i64> {
        let everybody = self.programme.deadlines.iter().map(|deadline| deadline.date);
        let own = places.iter().filter_map(|place| self.round(*place).to);
        let ahead = everybody.chain(own).filter(|date| self.on <= *date);
        ahead.min().map(|date| self.on.days_until(date))
    }

    /// The sets of periods that can be the institution's.
    fn reachable(&self, ranges: &Ranges) -> PlaceSet {
        reachable(self.programme.receptions.diagram, ranges)
    }

    /// What is settled of the institution's reception.
    pub(crate) fn settled(&self, ranges: &Ranges) -> Reception {
        if let [only] = self.sets[..] {
            return only;
        }
        let reached = self.reachable(ranges);
        let mut possible = reached.places().map(|set| self.sets[usize::from(set)]);
        let Some(mut settled) = possible.next() else {
            unreachable!("the build refuses answers that no institution can have");
        };
        let mut several = false;
        for other in possible {
            several = true;
            if other.state != settled.state {
                settled.state = WindowState::Unknown;
            }
            settled.opens = settled.opens.filter(|opens| other.opens == Some(*opens));
            settled.over &= other.over;
        }
        if several {
            settled.days_left = self.days_left(&self.certain(reached));
        }
        settled
    }

    /// The periods that are the institution's however it answers the open keys.
    fn certain(&self, reached: PlaceSet) -> Vec<u16> {
        let mut sets = reached
            .places()
            .map(|set| self.programme.receptions.sets[usize::from(set)]);
        let mut certain = sets.next().unwrap_or_default().to_vec();
        for set in sets {
            certain.retain(|place| set.contains(place));
        }
        certain
    }

    /// The open keys that decide which periods are the institution's, where these differ on the day.
    pub(crate) fn asks(&self, ranges: &Ranges) -> Vec<KeyIndex> {
        if self.ended {
            return Vec::new();
        }
        keys_that_matter(self.programme.receptions.diagram, ranges, self)
    }

    /// The window in the verdict.
    pub(crate) fn window(
        &self,
        catalogue: &Catalogue,
        settled: Reception,
        asks: &[KeyIndex],
        ranges: &Ranges,
    ) -> verdict::Window {
        let everybody = self.programme.deadlines.iter();
        let everybody = everybody.map(|deadline| (deadline.kind, deadline.date, deadline.source));
        let certain = self.certain(self.reachable(ranges));
        let own = certain.into_iter().filter_map(|place| {
            let round = self.round(place);
            Some((round.kind, round.to?, round.source))
        });
        let mut deadlines: Vec<verdict::Deadline> = everybody
            .chain(own)
            .map(|(kind, date, source)| verdict::Deadline {
                kind,
                date,
                days_left: self.on.days_until(date),
                source: catalogue.source(source).id,
            })
            .collect();
        deadlines.sort_by_key(|deadline| deadline.date);
        verdict::Window {
            state: settled.state,
            asks: asks.iter().map(|key| catalogue.key(*key).name).collect(),
            opens: settled.opens,
            deadlines,
        }
    }
}

impl Outcomes for Receptions {
    /// Whether two sets of periods say something else of the day, or of a day ahead.
    fn differ(&self, one: Reached, other: Reached, _: KeyIndex, _: &Ranges) -> bool {
        let [one, other] = [one, other].map(|reached| usize::from(reached.leaf));
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
