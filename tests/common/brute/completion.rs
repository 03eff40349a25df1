//! What comes out of one programme where everything is answered, and the hull over several such ways.

use serde_json::Value as Json;

use super::written::{has_base, holds, items, list, rate, tables, units};

/// States of a condition, a bit each.
pub(super) const MET: u64 = 0b001;
pub(super) const UNMET: u64 = 0b010;
const OPEN: u64 = 0b100;

/// What is seen of a programme over some completions.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Seen {
    /// Whether there are ways with eligibility yes, no, and left open by the sources.
    pub(super) verdicts: [bool; 3],
    /// For each condition three bits: met, unmet, open.
    pub(super) conditions: u64,
    pub(super) amount: Option<(u64, u64)>,
    pub(super) cap: Option<(u64, u64)>,
    pub(super) cost_limit: Option<(u64, u64)>,
    /// The cases that give an amount, a bit for each.
    pub(super) cases: u64,
}

impl Seen {
    pub(super) fn exists(&self) -> bool {
        self.verdicts.contains(&true)
    }

    pub(super) fn join(&mut self, other: &Self) {
        for (into, from) in self.verdicts.iter_mut().zip(other.verdicts) {
            *into |= from;
        }
        self.cases |= other.cases;
        self.conditions |= other.conditions;
        for (into, from) in [
            (&mut self.amount, other.amount),
            (&mut self.cap, other.cap),
            (&mut self.cost_limit, other.cost_limit),
        ] {
            *into = match (*into, from) {
                (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
                (one, other) => one.or(other),
            };
        }
    }

    /// What decides whether two complete ways lead to a different outcome.
    pub(super) fn outcome(&self) -> ([bool; 3], Option<(u64, u64)>) {
        (self.verdicts, self.amount)
    }
}

/// What comes out for complete answers; nothing where they contradict each other.
pub(super) fn complete(catalogue: &Json, programme: &Json, value_of: &dyn Fn(&str) -> Json) -> Seen {
    let impossible = list(&catalogue["contradictions"]).any(|contradiction| {
        let known = tables(&contradiction["when"])
            .iter()
            .all(|all| all.keys().all(|key| !value_of(key).is_null()));
        !contradiction["drop"].is_null() && known && holds(&contradiction["when"], value_of)
    });
    if impossible {
        return Seen::default();
    }
    let conditions = programme["condition"].as_array().expect("conditions");
    let states = conditions.iter().map(|condition| {
        let ground = list(&condition["ground"]).find(|ground| holds(&ground["when"], value_of));
        match ground {
            None => UNMET,
            Some(ground) if ground["open"] == true => OPEN,
            Some(_) => MET,
        }
    });
    let bits: u64 = (0..)
        .zip(states.clone())
        .map(|(at, state)| state << (3 * at))
        .sum();
    let any = |wanted: u64| states.clone().any(|state| state == wanted);
    let verdicts = match (any(UNMET), any(OPEN)) {
        (true, _) => [false, true, false],
        (false, true) => [false, false, true],
        (false, false) => [true, false, false],
    };
    let mut seen = Seen {
        verdicts,
        conditions: bits,
        ..Seen::default()
    };
    if programme["amount"].is_null() {
        return seen;
    }
    if verdicts[1] {
        seen.amount = Some((0, 0));
        return seen;
    }
    let applying: Vec<(usize, &Json)> = list(&programme["amount"]["case"])
        .enumerate()
        .filter(|(_, case)| holds(&case["when"], value_of))
        .collect();
    assert_eq!(applying.len(), 1, "exactly one case applies");
    let (at, case) = applying[0];
    if case["kind"] == "not-stated" {
        return seen;
    }
    let known = |key: &str| value_of(key).as_u64().expect("a number");
    let items = items(case);
    let counted: u64 = items
        .iter()
        .map(|(cost, limit)| limit.map_or(known(cost), |limit| known(cost).min(limit)))
        .sum();
    let (numerator, denominator) = rate(case);
    let by_units = units(case).map(|key| {
        case["each"].as_u64().expect("yen") * known(&key).min(case["most"].as_u64().unwrap_or(u64::MAX))
    });
    let base = by_units.filter(|_| has_base(case));
    let counted = base.map_or(counted, |base| counted.min(base));
    let rated = |cost: u64| cost * numerator / denominator;
    let cap = match (base, by_units) {
        (Some(base), _) => rated(base),
        (None, Some(cap)) => cap,
        (None, None) => case["cap"].as_u64().expect("a cap"),
    };
    let granted_up_to = |cap: u64| {
        let share = rated(counted).min(cap);
        let rounded = match programme["amount"]["rounding"].as_str() {
            Some("floor-1000") => share - share % 1000,
            Some("floor-1" | "not-stated") => share,
            other => panic!("{other:?}"),
        };
        if rounded < case["floor"].as_u64().unwrap_or(0) {
            0
        } else {
            rounded
        }
    };
    let certain = case["certainCap"].as_u64().unwrap_or(cap);
    let from_zero = verdicts[2] || case["kind"] == "ceiling" || !case["fromZero"].is_null();
    seen.amount = Some((
        if from_zero { 0 } else { granted_up_to(certain) },
        granted_up_to(cap),
    ));
    seen.cap = Some((certain, cap));
    seen.cases = 1 << at;
    let limits: Option<u64> = items.iter().map(|(_, limit)| *limit).sum();
    seen.cost_limit = base.or(limits).map(|limit| (limit, limit));
    seen
}
