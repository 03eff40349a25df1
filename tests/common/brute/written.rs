//! The catalogue's JSON, read without the engine: `when`, cases, and the values at which something can
//! change.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::space::Axis;

pub(super) fn list(json: &Json) -> impl Iterator<Item = &Json> {
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

/// The axes of a programme: every key that it looks at, and every key that may contradict one of those.
pub(super) fn axes(catalogue: &Json, programme: &Json) -> Vec<Axis> {
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
            // Thresholds are tried from both sides; where an amount turns, one yen or unit further too.
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
pub(super) fn items(case: &Json) -> Vec<(String, Option<u64>)> {
    let text = |json: &Json| json.as_str().map(ToOwned::to_owned);
    let single = text(&case["cost"]).map(|cost| (cost, case["costLimit"].as_u64()));
    let several =
        list(&case["items"]).filter_map(|item| Some((text(&item["cost"])?, item["limit"].as_u64())));
    single.into_iter().chain(several).collect()
}

/// Whether a cost counts up to so much for each unit.
pub(super) fn has_base(case: &Json) -> bool {
    case["kind"] == "base-per-bed"
}

/// The key of the units of a case.
pub(super) fn units(case: &Json) -> Option<String> {
    case["each"].as_u64()?;
    Some(case["unit"].as_str().unwrap_or("beds").to_owned())
}

/// 補助率; the whole cost for kinds that pay it, and, for the upper end, where none is stated.
pub(super) fn rate(case: &Json) -> (u64, u64) {
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
