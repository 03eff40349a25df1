//! Brute force: `eligibility`, `conditions`, `min..max`, `cap` and `missing` are exactly what the
//! public contract defines, for every programme and every combination of known and open answers.
//!
//! The oracle shares nothing with the engine but the catalogue's text: it reads `when` and the
//! cases as they stand in the JSON, evaluates complete answers one by one, and forms hulls and
//! pairs over all completions. A number is tried at both ends of its key and on both sides of
//! everything that it is compared with; between two such values nothing changes but what grows
//! evenly.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use catalogue_format::model::Catalogue;
use iryo_dx_hojokin::report::{Eligibility, ProgrammeResult, Range, State};
use iryo_dx_hojokin::{Answers, CATALOGUE, Given, catalogue_json, evaluate};
use serde_json::Value as Json;

/// One key and the values it is tried at, as they stand in JSON.
struct Axis {
    name: String,
    values: Vec<Json>,
}

/// What is seen of a programme over some completions.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
struct Seen {
    /// yes, no, open
    verdicts: [bool; 3],
    /// For each condition: met, unmet, open.
    conditions: Vec<[bool; 3]>,
    amount: Option<(u64, u64)>,
    cap: Option<(u64, u64)>,
    cost_limit: Option<(u64, u64)>,
}

impl Seen {
    fn exists(&self) -> bool {
        self.verdicts.contains(&true)
    }

    fn join(&mut self, other: &Self) {
        let or = |into: &mut [bool; 3], from: &[bool; 3]| {
            for (into, from) in into.iter_mut().zip(from) {
                *into |= from;
            }
        };
        or(&mut self.verdicts, &other.verdicts);
        self.conditions
            .resize(self.conditions.len().max(other.conditions.len()), [false; 3]);
        for (into, from) in self.conditions.iter_mut().zip(&other.conditions) {
            or(into, from);
        }
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
    fn outcome(&self) -> ([bool; 3], Option<(u64, u64)>) {
        (self.verdicts, self.amount)
    }
}

fn list(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}

/// The tables of a `when`.
fn tables(when: &Json) -> Vec<&serde_json::Map<String, Json>> {
    match when {
        Json::Array(any) => any.iter().filter_map(Json::as_object).collect(),
        one => one.as_object().into_iter().collect(),
    }
}

/// Whether a `when` holds for complete answers.
fn holds(when: &Json, value_of: &dyn Fn(&str) -> Json) -> bool {
    tables(when).iter().any(|all| {
        all.iter().all(|(key, wanted)| {
            let value = value_of(key);
            match wanted {
                Json::Array(some) => some.contains(&value),
                Json::Object(range) => {
                    let number = value.as_u64().expect("a number");
                    range
                        .get("from")
                        .is_none_or(|from| from.as_u64().expect("a number") <= number)
                        && range
                            .get("to")
                            .is_none_or(|to| number <= to.as_u64().expect("a number"))
                }
                single => *single == value,
            }
        })
    })
}

/// The axes of a programme: every key that it looks at, and whatever may contradict one of those.
fn axes(catalogue: &Json, programme: &Json) -> Vec<Axis> {
    let own: Vec<&Json> = list(&programme["condition"])
        .flat_map(|condition| list(&condition["ground"]))
        .chain(list(&programme["amount"]["case"]))
        .map(|part| &part["when"])
        .collect();
    let keys_of = |whens: &[&Json]| -> BTreeSet<String> {
        whens
            .iter()
            .flat_map(|when| tables(when))
            .flat_map(|all| all.keys().cloned())
            .collect()
    };
    let own_keys = keys_of(&own);
    let impossible: Vec<&Json> = list(&catalogue["contradictions"])
        .filter(|contradiction| !contradiction["drop"].is_null())
        .map(|contradiction| &contradiction["when"])
        .filter(|when| keys_of(&[when]).intersection(&own_keys).next().is_some())
        .collect();
    let whens = [own, impossible].concat();
    let mut keys = keys_of(&whens);
    keys.extend(
        list(&programme["amount"]["case"]).filter_map(|case| case["cost"].as_str().map(ToOwned::to_owned)),
    );
    list(&catalogue["questions"])
        .filter(|question| keys.contains(question["key"].as_str().unwrap_or_default()))
        .map(|question| axis(question, &whens, programme))
        .collect()
}

fn axis(question: &Json, whens: &[&Json], programme: &Json) -> Axis {
    let name = question["key"].as_str().expect("a key").to_owned();
    let number = |json: &Json| json.as_u64();
    let values = match question["kind"].as_str().expect("a kind") {
        "yes-no" => vec![Json::Bool(false), Json::Bool(true)],
        "choice" => list(&question["choices"])
            .map(|choice| choice["value"].clone())
            .collect(),
        _ => {
            let min = number(&question["min"]).unwrap_or(0);
            let max = number(&question["max"]).expect("a largest number");
            let compared = whens
                .iter()
                .flat_map(|when| tables(when))
                .filter_map(|all| all.get(&name))
                .flat_map(|range| [number(&range["from"]), number(&range["to"])])
                .flatten();
            let limits = list(&programme["amount"]["case"])
                .filter(|case| case["cost"].as_str() == Some(&name))
                .flat_map(|case| {
                    let (numerator, denominator) = rate(case);
                    let cap = number(&case["cap"]).expect("a cap");
                    [number(&case["costLimit"]), Some(cap * denominator / numerator)]
                })
                .flatten();
            let near: BTreeSet<u64> = compared
                .chain(limits)
                .flat_map(|at| [at.saturating_sub(1), at, at + 1])
                .chain([min, max])
                .filter(|value| (min..=max).contains(value))
                .collect();
            near.into_iter().map(Json::from).collect()
        }
    };
    Axis { name, values }
}

fn rate(case: &Json) -> (u64, u64) {
    let (numerator, denominator) = case["rate"]
        .as_str()
        .and_then(|rate| rate.split_once('/'))
        .expect("a rate");
    (
        numerator.parse().expect("a number"),
        denominator.parse().expect("a number"),
    )
}

/// What comes out for complete answers; nothing where they contradict each other.
fn complete(catalogue: &Json, programme: &Json, value_of: &dyn Fn(&str) -> Json) -> Seen {
    let impossible = list(&catalogue["contradictions"]).any(|contradiction| {
        let known = tables(&contradiction["when"])
            .iter()
            .all(|all| all.keys().all(|key| !value_of(key).is_null()));
        !contradiction["drop"].is_null() && known && holds(&contradiction["when"], value_of)
    });
    if impossible {
        return Seen::default();
    }
    let conditions: Vec<[bool; 3]> = list(&programme["condition"])
        .map(|condition| {
            let ground = list(&condition["ground"]).find(|ground| holds(&ground["when"], value_of));
            match ground {
                None => [false, true, false],
                Some(ground) if ground["open"] == true => [false, false, true],
                Some(_) => [true, false, false],
            }
        })
        .collect();
    let any = |state: usize| conditions.iter().any(|condition| condition[state]);
    let verdicts = match (any(1), any(2)) {
        (true, _) => [false, true, false],
        (false, true) => [false, false, true],
        (false, false) => [true, false, false],
    };
    let mut seen = Seen {
        verdicts,
        conditions,
        ..Seen::default()
    };
    if programme["amount"].is_null() {
        return seen;
    }
    if verdicts[1] {
        seen.amount = Some((0, 0));
        return seen;
    }
    let applying: Vec<&Json> = list(&programme["amount"]["case"])
        .filter(|case| holds(&case["when"], value_of))
        .collect();
    assert_eq!(applying.len(), 1, "exactly one case applies");
    let case = applying[0];
    let cost = value_of(case["cost"].as_str().expect("a cost"))
        .as_u64()
        .expect("a cost in yen");
    let limit = case["costLimit"].as_u64();
    let (numerator, denominator) = rate(case);
    let share = limit.map_or(cost, |limit| cost.min(limit)) * numerator / denominator;
    let rounded = match programme["amount"]["rounding"].as_str() {
        Some("floor-1000") => share - share % 1000,
        Some("floor-1" | "not-stated") => share,
        other => panic!("{other:?}"),
    };
    let cap = case["cap"].as_u64().expect("a cap");
    let amount = rounded.min(cap);
    seen.amount = Some((if verdicts[2] { 0 } else { amount }, amount));
    seen.cap = Some((cap, cap));
    seen.cost_limit = limit.map(|limit| (limit, limit));
    seen
}

/// All combinations of the axes, each axis with one place more than values: "open".
struct Space<'a> {
    axes: &'a [Axis],
    strides: Vec<usize>,
    size: usize,
}

impl<'a> Space<'a> {
    fn new(axes: &'a [Axis]) -> Self {
        let mut size = 1;
        let strides = axes
            .iter()
            .map(|axis| {
                let stride = size;
                size *= axis.values.len() + 1;
                stride
            })
            .collect();
        Self { axes, strides, size }
    }

    /// The value of an axis at a place, `None` where it is open.
    fn value(&self, place: usize, axis: usize) -> Option<&'a Json> {
        let values = &self.axes[axis].values;
        values.get(place / self.strides[axis] % (values.len() + 1))
    }

    fn is_open(&self, place: usize, axis: usize) -> bool {
        self.value(place, axis).is_none()
    }

    /// The open axes of a place.
    fn open(&self, place: usize) -> Vec<usize> {
        (0..self.axes.len())
            .filter(|axis| self.is_open(place, *axis))
            .collect()
    }

    /// The places that differ from this one only in having the open axis answered.
    fn answered(&self, place: usize, axis: usize) -> impl Iterator<Item = usize> {
        let stride = self.strides[axis];
        let open = self.axes[axis].values.len();
        (0..open).map(move |value| place - (open - value) * stride)
    }

    /// Fills all places from those where every axis but `except` is answered, axis by axis.
    fn fold<T: Clone>(&self, table: &mut [T], except: Option<usize>, join: impl Fn(&mut T, &T)) {
        for axis in (0..self.axes.len()).filter(|axis| Some(*axis) != except) {
            for place in (0..self.size).filter(|place| self.is_open(*place, axis)) {
                let mut sum = table[place].clone();
                for from in self.answered(place, axis) {
                    join(&mut sum, &table[from].clone());
                }
                table[place] = sum;
            }
        }
    }
}

fn answers(space: &Space, place: usize) -> Answers {
    let mut given = Vec::new();
    let mut costs = Vec::new();
    for (at, axis) in space.axes.iter().enumerate() {
        let Some(value) = space.value(place, at) else {
            continue;
        };
        let value = match value {
            Json::Bool(flag) => Given::Flag(*flag),
            Json::String(text) => Given::Text(text.clone()),
            number => Given::Whole(number.as_u64().expect("a whole number")),
        };
        match axis.name.strip_prefix("costs.") {
            Some(cost) => costs.push((cost.to_owned(), value)),
            None => given.push((axis.name.clone(), value)),
        }
    }
    given.push(("costs".to_owned(), Given::Group(costs)));
    Answers::read(&CATALOGUE, given).expect("answers of the contract")
}

/// The catalogue with one programme alone, so that only that one is evaluated.
fn alone(at: usize) -> &'static Catalogue {
    Box::leak(Box::new(Catalogue {
        programmes: &CATALOGUE.programmes[at..=at],
        ..CATALOGUE
    }))
}

/// Whether a result is what the oracle saw.
fn same(found: &ProgrammeResult, seen: &Seen, missing: &[&str], known: &[String]) {
    let say = || format!("{} with {}", found.id, known.join(" "));
    let eligibility = match seen.verdicts {
        [true, false, false] => Eligibility::Yes,
        [false, true, false] => Eligibility::No,
        _ => Eligibility::Unknown,
    };
    assert_eq!(found.eligibility, eligibility, "{}", say());
    let states = seen.conditions.iter().map(|state| match state {
        [true, false, false] => State::Met,
        [false, true, false] => State::Unmet,
        _ => State::Unknown,
    });
    assert!(
        found
            .conditions
            .iter()
            .map(|condition| condition.state)
            .eq(states),
        "{}",
        say()
    );
    let pair = |range: Range| (range.min.0, range.max.0);
    let amount = found.amount.as_ref();
    assert_eq!(
        amount.map(|amount| (amount.min.0, amount.max.0)),
        seen.amount,
        "{}",
        say()
    );
    assert_eq!(
        amount.map(|amount| pair(amount.cap)),
        amount.and(seen.cap.or(Some((0, 0)))),
        "{}",
        say()
    );
    assert_eq!(
        amount.and_then(|amount| amount.cost_limit).map(pair),
        seen.cost_limit,
        "{}",
        say()
    );
    assert_eq!(found.missing, missing, "{}", say());
}

#[test]
fn ranges_and_missing_are_exact_for_every_combination_of_known_and_open_answers() {
    let catalogue: Json = serde_json::from_str(&catalogue_json()).expect("the catalogue");
    let dropping: Vec<Option<&str>> = list(&catalogue["contradictions"])
        .filter(|contradiction| !contradiction["drop"].is_null())
        .map(|contradiction| contradiction["code"].as_str())
        .collect();
    let on = "2025-11-01".parse().expect("a date");
    let mut checked = 0;
    for (at, programme) in list(&catalogue["programmes"]).enumerate() {
        let axes = axes(&catalogue, programme);
        let space = Space::new(&axes);

        let mut hulls = vec![Seen::default(); space.size];
        for place in (0..space.size).filter(|place| space.open(*place).is_empty()) {
            let value_of = |key: &str| {
                let found = axes.iter().position(|axis| axis.name == key);
                found
                    .and_then(|axis| space.value(place, axis))
                    .cloned()
                    .unwrap_or_default()
            };
            hulls[place] = complete(&catalogue, programme, &value_of);
        }
        let missing: Vec<Vec<bool>> = (0..axes.len())
            .map(|axis| {
                let mut differing = vec![false; space.size];
                for place in (0..space.size).filter(|place| space.open(*place) == [axis]) {
                    let outcomes: Vec<_> = space
                        .answered(place, axis)
                        .map(|from| &hulls[from])
                        .filter(|seen| seen.exists())
                        .map(Seen::outcome)
                        .collect();
                    differing[place] = outcomes.windows(2).any(|pair| pair[0] != pair[1]);
                }
                space.fold(&mut differing, Some(axis), |into, from| *into |= from);
                differing
            })
            .collect();
        space.fold(&mut hulls, None, Seen::join);

        let one = alone(at);
        let beds = axes.iter().position(|axis| axis.name == "beds");
        for given in 0..space.size {
            // Contradicting beds count as not given.
            let place = match beds {
                Some(beds) if !hulls[given].exists() => {
                    let value = given / space.strides[beds] % (axes[beds].values.len() + 1);
                    given + (axes[beds].values.len() - value) * space.strides[beds]
                }
                _ => given,
            };
            let report = evaluate(one, &answers(&space, given), on);
            let dropped = report
                .problems
                .iter()
                .any(|problem| dropping.contains(&Some(problem.code)));
            assert_eq!(dropped, place != given);
            let named: Vec<&str> = space
                .open(place)
                .into_iter()
                .filter(|axis| missing[*axis][place])
                .map(|axis| axes[axis].name.as_str())
                .collect();
            let known: Vec<String> = (0..axes.len())
                .filter_map(|axis| Some(format!("{}={}", axes[axis].name, space.value(given, axis)?)))
                .collect();
            same(&report.programmes[0], &hulls[place], &named, &known);
            checked += 1;
        }
    }
    println!("{checked} combinations of known and open answers");
    assert!(checked > 100_000, "only {checked} combinations were tried");
}
