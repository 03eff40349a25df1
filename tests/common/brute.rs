//! The brute force behind `exact.rs` and `thirteenth.rs`: a second, slow reading of a catalogue.
//!
//! The oracle shares nothing with the engine but the catalogue's text: it reads `when` and the
//! cases as they stand in the JSON, evaluates complete answers one by one, and forms hulls and
//! pairs over all completions. A number is tried at both ends of its key and on both sides of
//! everything that it is compared with; between two such values nothing changes but what grows
//! evenly.

use std::collections::BTreeSet;
use std::thread;

use catalogue_model::{Catalogue, Eligibility};
use iryo_dx_hojokin::verdict::{Amount, ConditionState, ProgrammeVerdict, Range};
use iryo_dx_hojokin::{Answers, Given, evaluate};
use serde_json::Value as Json;

/// One key and the values it is tried at, as they stand in JSON.
struct Axis {
    name: String,
    values: Vec<Json>,
}

/// States of a condition, a bit each.
const MET: u64 = 0b001;
const UNMET: u64 = 0b010;
const OPEN: u64 = 0b100;

/// What is seen of a programme over some completions.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Seen {
    /// yes, no, open
    verdicts: [bool; 3],
    /// For each condition three bits: met, unmet, open.
    conditions: u64,
    amount: Option<(u64, u64)>,
    cap: Option<(u64, u64)>,
    cost_limit: Option<(u64, u64)>,
    /// The cases that give an amount, a bit for each.
    cases: u64,
}

impl Seen {
    fn exists(&self) -> bool {
        self.verdicts.contains(&true)
    }

    fn join(&mut self, other: &Self) {
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
    fn outcome(&self) -> ([bool; 3], Option<(u64, u64)>) {
        (self.verdicts, self.amount)
    }
}

fn list(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}

/// The tables of a `when`.
pub(crate) fn tables(when: &Json) -> Vec<&serde_json::Map<String, Json>> {
    match when {
        Json::Array(any) => any.iter().filter_map(Json::as_object).collect(),
        one => one.as_object().into_iter().collect(),
    }
}

/// Whether a `when` holds for complete answers.
pub(crate) fn holds(when: &Json, value_of: &dyn Fn(&str) -> Json) -> bool {
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
    for case in list(&programme["amount"]["case"]) {
        keys.extend(items(case).into_iter().map(|(cost, _)| cost));
        keys.extend(units(case));
    }
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
            // A threshold is looked at from both sides; what turns an amount, one yen or unit further too.
            let compared = whens
                .iter()
                .flat_map(|when| tables(when))
                .filter_map(|all| all.get(&name))
                .flat_map(|range| {
                    let from = number(&range["from"]).map(|from| [from.saturating_sub(1), from]);
                    let to = number(&range["to"]).map(|to| [to, to + 1]);
                    [from, to]
                })
                .flatten()
                .flatten();
            let limits = list(&programme["amount"]["case"]).flat_map(|case| turns(case, &name));
            let near: BTreeSet<u64> = limits
                .flat_map(|at| [at.saturating_sub(1), at, at + 1])
                .chain(compared)
                .chain([min, max])
                .filter(|value| (min..=max).contains(value))
                .collect();
            near.into_iter().map(Json::from).collect()
        }
    };
    Axis { name, values }
}

/// The costs of a case, each with its limit.
fn items(case: &Json) -> Vec<(String, Option<u64>)> {
    let text = |json: &Json| json.as_str().map(ToOwned::to_owned);
    let single = text(&case["cost"]).map(|cost| (cost, case["costLimit"].as_u64()));
    let several =
        list(&case["items"]).filter_map(|item| Some((text(&item["cost"])?, item["limit"].as_u64())));
    single.into_iter().chain(several).collect()
}

/// What counts of a cost goes up to so much for each unit.
fn has_base(case: &Json) -> bool {
    case["kind"] == "base-per-bed"
}

/// The key of the units of a case.
fn units(case: &Json) -> Option<String> {
    case["each"].as_u64()?;
    Some(case["unit"].as_str().unwrap_or("beds").to_owned())
}

/// 補助率; the whole where the kind says so, or where none is known and the upper end is asked for.
fn rate(case: &Json) -> (u64, u64) {
    case["rate"].as_str().map_or((1, 1), |rate| {
        let (numerator, denominator) = rate.split_once('/').expect("a rate");
        (
            numerator.parse().expect("a number"),
            denominator.parse().expect("a number"),
        )
    })
}

/// The values of a key at which the amount of a case may turn: limits, costs that reach the cap or
/// the floor, the largest number of units.
fn turns(case: &Json, key: &str) -> Vec<u64> {
    let (numerator, denominator) = rate(case);
    let number = |name: &str| case[name].as_u64();
    let mut turns: Vec<u64> = Vec::new();
    if let Some((_, limit)) = items(case).iter().find(|(cost, _)| cost == key) {
        let reached = [
            number("cap"),
            number("certainCap"),
            number("floor"),
            number("each"),
        ];
        if has_base(case) {
            turns.extend(
                [
                    number("each"),
                    number("most").and_then(|most| Some(number("each")? * most)),
                ]
                .into_iter()
                .flatten(),
            );
        }
        turns.extend(
            reached
                .into_iter()
                .flatten()
                .map(|amount| amount * denominator / numerator),
        );
        turns.extend(limit);
    }
    if units(case).as_deref() == Some(key) {
        turns.extend(number("most"));
    }
    turns
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

fn answers(catalogue: &Catalogue, space: &Space, place: usize) -> Answers {
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
    Answers::read(catalogue, given).expect("answers of the contract")
}

/// The catalogue with one programme alone, so that only that one is evaluated.
pub(crate) fn alone(catalogue: &'static Catalogue, at: usize) -> &'static Catalogue {
    let programme = catalogue.all().nth(at).expect("a programme");
    Box::leak(Box::new(Catalogue {
        programmes: std::slice::from_ref(programme),
        beside: &[],
        ..*catalogue
    }))
}

/// The trust in a source, the weakest first.
fn trust(catalogue: &Json, source: &Json) -> usize {
    let grade = &catalogue["sources"][source.as_str().expect("a source")]["grade"];
    let grades = ["reference", "official", "notice"];
    let place = grades.iter().position(|one| grade == one);
    place.expect("a grade")
}

/// Whether rate and grade are those of the cases that may still apply; of all of them, where the
/// programme is excluded.
fn rests_on(catalogue: &Json, programme: &Json, amount: &Amount, seen: &Seen, say: &str) {
    let cases: Vec<&Json> = list(&programme["amount"]["case"])
        .enumerate()
        .filter(|(at, _)| seen.cases == 0 || seen.cases >> at & 1 == 1)
        .map(|(_, case)| case)
        .filter(|case| case["kind"] != "not-stated")
        .collect();
    let printed = |case: &Json| (!case["rate"].is_null() || case["kind"] == "flat-limit").then(|| rate(case));
    let first = printed(cases[0]);
    let agreed = first.filter(|_| cases.iter().all(|case| printed(case) == first));
    let found = amount
        .rate
        .map(|rate| (u64::from(rate.numerator), u64::from(rate.denominator)));
    assert_eq!(found, agreed, "{say}");
    let sources: Vec<&Json> = cases
        .iter()
        .flat_map(|case| [&case["source"], &case["certainCapSource"]])
        .filter(|source| !source.is_null())
        .collect();
    let weakest = sources.iter().map(|source| trust(catalogue, source)).min();
    assert_eq!(Some(amount.evidence as usize), weakest, "{say}");
    assert_eq!(
        Some(trust(catalogue, &Json::from(amount.source))),
        weakest,
        "{say}"
    );
    assert!(sources.iter().any(|source| **source == amount.source), "{say}");
}

/// Whether a result is what the oracle saw.
fn same(found: &ProgrammeVerdict, seen: &Seen, missing: &[&str], known: &[String]) {
    let say = || format!("{} with {}", found.id, known.join(" "));
    let eligibility = match seen.verdicts {
        [true, false, false] => Eligibility::Yes,
        [false, true, false] => Eligibility::No,
        _ => Eligibility::Unknown,
    };
    assert_eq!(found.eligibility, eligibility, "{}", say());
    for (at, condition) in (0..).zip(&found.conditions) {
        let state = match seen.conditions >> (3 * at) & 0b111 {
            MET => ConditionState::Met,
            UNMET => ConditionState::Unmet,
            _ => ConditionState::Unknown,
        };
        assert_eq!(condition.state, state, "{}", say());
    }
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

/// Checks every combination of known and open answers for the programmes wanted, and says how many
/// there were.
pub(crate) fn check(catalogue: &Json, model: &'static Catalogue, wanted: impl Fn(&str) -> bool) -> usize {
    let dropping: Vec<Option<&str>> = list(&catalogue["contradictions"])
        .filter(|contradiction| !contradiction["drop"].is_null())
        .map(|contradiction| contradiction["code"].as_str())
        .collect();
    let on = "2025-11-01".parse().expect("a date");
    let mut checked = 0;
    for (at, programme) in list(&catalogue["programmes"])
        .enumerate()
        .filter(|(_, programme)| wanted(programme["id"].as_str().unwrap_or_default()))
    {
        let axes = axes(catalogue, programme);
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
            hulls[place] = complete(catalogue, programme, &value_of);
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

        let one = alone(model, at);
        let beds = axes.iter().position(|axis| axis.name == "beds");
        // Each of the machine's processors takes its share of the places.
        let shares = thread::available_parallelism().map_or(1, usize::from);
        let look = &|share: usize| {
            for given in (share..space.size).step_by(shares) {
                // Contradicting beds count as not given.
                let place = match beds {
                    Some(beds) if !hulls[given].exists() => {
                        let value = given / space.strides[beds] % (axes[beds].values.len() + 1);
                        given + (axes[beds].values.len() - value) * space.strides[beds]
                    }
                    _ => given,
                };
                let report = evaluate(one, &answers(one, &space, given), on);
                let dropped = report
                    .problems
                    .iter()
                    .any(|problem| dropping.contains(&Some(one.contradictions[*problem].code)));
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
                let mut results = report.programmes.iter().chain(&report.beside);
                let result = results.next().expect("the programme");
                same(result, &hulls[place], &named, &known);
                if let Some(amount) = &result.amount {
                    let say = format!("{} with {}", result.id, known.join(" "));
                    rests_on(catalogue, programme, amount, &hulls[place], &say);
                }
            }
        };
        thread::scope(|scope| {
            let looking: Vec<_> = (0..shares)
                .map(|share| scope.spawn(move || look(share)))
                .collect();
            for share in looking {
                if let Err(fault) = share.join() {
                    std::panic::resume_unwind(fault);
                }
            }
        });
        checked += space.size;
    }
    checked
}
