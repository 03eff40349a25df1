//! Which new element of a list each old one has become.

use std::cmp::Reverse;

use serde_json::Value;

use super::labels::{List, REMARK_TITLE, list_of};
use super::show::{plain_text, remark_title};

/// Two titles are similar from so many percent on.
const SIMILAR: usize = 50;

/// For each old element of a list, the place of the new one that it has become.
pub(super) fn pair(field: &str, old: &[&Value], new: &[&Value]) -> Vec<Option<usize>> {
    let mut pairs = Pairs {
        old,
        new,
        new_of: vec![None; old.len()],
    };
    pairs.equal();
    if let Some(list) = list_of(field) {
        for fields in list.identity {
            pairs.agreeing_in(fields);
        }
        if list.by_similarity {
            pairs.similar(list);
            pairs.remaining();
        }
    }
    pairs.new_of
}

/// Pairs of old and new elements, while they are looked for.
struct Pairs<'a> {
    old: &'a [&'a Value],
    new: &'a [&'a Value],
    /// For each old element, the place of its new one.
    new_of: Vec<Option<usize>>,
}

impl Pairs<'_> {
    /// The places of the old and of the new elements that have no partner yet.
    fn unpaired(&self) -> (Vec<usize>, Vec<usize>) {
        (
            (0..self.old.len())
                .filter(|at| self.new_of[*at].is_none())
                .collect(),
            (0..self.new.len())
                .filter(|at| !self.new_of.contains(&Some(*at)))
                .collect(),
        )
    }

    /// Pairs elements that are equal, in their order.
    fn equal(&mut self) {
        for (old, element) in self.old.iter().enumerate() {
            self.new_of[old] = (0..self.new.len())
                .find(|new| !self.new_of.contains(&Some(*new)) && *element == self.new[*new]);
        }
    }

    /// Pairs elements that agree in these fields, where no third one does.
    fn agreeing_in(&mut self, fields: &[&str]) {
        let agree = |old: usize, new: usize| {
            fields
                .iter()
                .all(|field| agree_in(self.old[old], self.new[new], field))
        };
        let (olds, news) = self.unpaired();
        let mut found = Vec::new();
        for old in &olds {
            let mut partners = news.iter().filter(|new| agree(*old, **new));
            if let (Some(new), None) = (partners.next(), partners.next())
                && olds.iter().filter(|old| agree(**old, *new)).count() == 1
            {
                found.push((*old, *new));
            }
        }
        for (old, new) in found {
            self.new_of[old] = Some(new);
        }
    }

    /// Pairs elements with similar titles, the most similar first, then those that moved least.
    fn similar(&mut self, list: &List) {
        let title = |element: &Value| bigrams(&plain_text(&element[list.title[0]]));
        let old: Vec<_> = self.old.iter().map(|element| title(element)).collect();
        let new: Vec<_> = self.new.iter().map(|element| title(element)).collect();
        loop {
            let (olds, news) = self.unpaired();
            let best = olds
                .iter()
                .flat_map(|at| news.iter().map(move |to| (*at, *to)))
                .map(|(at, to)| (similarity(&old[at], &new[to]), at, to))
                .filter(|(similarity, ..)| *similarity >= SIMILAR)
                .max_by_key(|(similarity, at, to)| (*similarity, Reverse(at.abs_diff(*to))));
            let Some((_, at, to)) = best else {
                return;
            };
            self.new_of[at] = Some(to);
        }
    }

    /// Pairs the only old and the only new element that are left. Where several are left, but as many old as
    /// new ones, pairs those in the same place with the same source.
    fn remaining(&mut self) {
        let (olds, news) = self.unpaired();
        if let ([old], [new]) = (&olds[..], &news[..]) {
            self.new_of[*old] = Some(*new);
        } else if olds.len() == news.len() {
            for at in olds.into_iter().filter(|at| news.contains(at)) {
                if self.old[at]["source"] == self.new[at]["source"] {
                    self.new_of[at] = Some(at);
                }
            }
        }
    }
}

fn agree_in(old: &Value, new: &Value, field: &str) -> bool {
    match field {
        REMARK_TITLE => match (remark_title(old), remark_title(new)) {
            (Some((old, _)), Some((new, _))) => old == new,
            _ => false,
        },
        // A missing one says something too: for all institutions, without a name.
        "when" | "remark" => old[field] == new[field],
        _ => !old[field].is_null() && old[field] == new[field],
    }
}

/// The pairs of neighbouring characters of a text.
fn bigrams(text: &str) -> Vec<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// The Sørensen–Dice coefficient of two texts by their bigrams, in percent.
fn similarity(one: &[(char, char)], other: &[(char, char)]) -> usize {
    let mut rest = other.to_vec();
    let common = one
        .iter()
        .filter(|bigram| {
            let at = rest.iter().position(|candidate| candidate == *bigram);
            at.map(|at| rest.swap_remove(at)).is_some()
        })
        .count();
    (200 * common).checked_div(one.len() + other.len()).unwrap_or(0)
}
