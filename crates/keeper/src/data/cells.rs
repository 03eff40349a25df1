//! The cells of `catalogue.csv`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::japanese;
use crate::lookup::{elements, question};

/// A text or a number; an empty text for `null`.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// One line for each element of a list.
pub(super) fn lines(list: &Value, show: impl Fn(&Value) -> String) -> String {
    elements(list).iter().map(show).collect::<Vec<_>>().join("\n")
}

/// One line for each case that has such a value. Where there are several cases, it begins with the case's
/// name.
pub(super) fn by_case(programme: &Value, value: impl Fn(&Value) -> Option<String>) -> String {
    let cases = elements(&programme["amount"]["case"]);
    if let [case] = cases {
        return value(case).unwrap_or_default();
    }
    cases
        .iter()
        .filter_map(|case| Some(format!("{}：{}", text(&case["name"]), value(case)?)))
        .collect::<Vec<_>>()
        .join("\n")
}

pub(super) fn yen(amount: &Value) -> Option<String> {
    amount.as_u64().map(|yen| yen.to_string())
}

/// Whether a case takes the rate of a base amount for each bed. Then no source states the 補助上限.
fn has_base_per_bed(case: &Value) -> bool {
    case["kind"] == "base-per-bed"
}

pub(super) fn cap(catalogue: &Value, case: &Value) -> Option<String> {
    yen(&case["cap"]).or_else(|| per_unit(catalogue, case).filter(|_| !has_base_per_bed(case)))
}

/// An amount for each bed or unit.
fn per_unit(catalogue: &Value, case: &Value) -> Option<String> {
    let each = case["each"].as_u64()?;
    let unit = match &case["unit"] {
        Value::Null => "床".into(),
        key => question(&catalogue["questions"], key).map_or_else(String::new, |found| text(&found["unit"])),
    };
    Some(match case["most"].as_u64() {
        Some(most) => format!("1{unit}につき{each}（{most}{unit}まで）"),
        None => format!("1{unit}につき{each}"),
    })
}

pub(super) fn cost_limit(catalogue: &Value, case: &Value) -> Option<String> {
    if has_base_per_bed(case) {
        return per_unit(catalogue, case).map(|base| format!("{base}（基準額）"));
    }
    if let Some(limit) = yen(&case["costLimit"]) {
        return Some(limit);
    }
    let items: Vec<String> = elements(&case["items"])
        .iter()
        .map(|item| {
            format!(
                "{} {}",
                question_name(catalogue, &item["cost"]),
                text(&item["limit"])
            )
        })
        .collect();
    (!items.is_empty()).then(|| items.join("、"))
}

fn question_name(catalogue: &Value, key: &Value) -> String {
    question(&catalogue["questions"], key)
        .and_then(japanese::question_name)
        .map_or_else(|| text(key), ToOwned::to_owned)
}

pub(super) fn documents(programme: &Value) -> String {
    lines(&programme["document"], |document| {
        format!(
            "{} {}「{}」",
            japanese::date_text(&text(&document["date"])),
            text(&document["number"]),
            text(&document["title"])
        )
    })
}

pub(super) fn no_amount(programme: &Value) -> String {
    match &programme["noAmount"] {
        Value::Null => by_case(programme, |case| case["reason"].as_str().map(ToOwned::to_owned)),
        reason => text(reason),
    }
}

pub(super) fn rounds(catalogue: &Value, programme: &Value) -> String {
    lines(&programme["window"]["round"], |round| {
        let kind = text(&round["kind"]);
        let day = |end: &Value| end.as_str().map_or("（不明）".into(), japanese::date_text);
        let institutions = match &round["when"] {
            Value::Null => String::new(),
            when => format!("（{}）", japanese::when(&catalogue["questions"], when)),
        };
        let remark = round["remark"].as_str().map(|remark| format!(" {remark}"));
        format!(
            "{}{institutions}：{}から{}まで{}",
            japanese::value_name("round.kind", &kind),
            day(&round["from"]),
            day(&round["to"]),
            remark.unwrap_or_default()
        )
    })
}

pub(super) fn deadlines(programme: &Value) -> String {
    lines(&programme["window"]["deadline"], |deadline| {
        let kind = text(&deadline["kind"]);
        format!(
            "{}：{}まで",
            japanese::value_name("deadline.kind", &kind),
            japanese::date_text(&text(&deadline["date"]))
        )
    })
}

pub(super) fn successors(programme: &Value) -> String {
    lines(&programme["successor"], |successor| {
        format!(
            "{}（{}に調べました）",
            text(&successor["text"]),
            japanese::date_text(&text(&successor["lookedAt"]))
        )
    })
}

pub(super) fn costs(programme: &Value, counts: bool) -> String {
    elements(&programme["costItem"])
        .iter()
        .filter(|item| item["counts"] == counts)
        .map(|item| text(&item["text"]))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Adds the ids of all sources that a value names.
fn add_sources<'a>(value: &'a Value, ids: &mut BTreeSet<&'a str>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| add_sources(value, ids)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(id) if key == "source" || key.ends_with("Source") => drop(ids.insert(id)),
                    _ => add_sources(value, ids),
                }
            }
        }
        _ => {}
    }
}

pub(super) fn sources(catalogue: &Value, programme: &Value) -> String {
    let mut ids = BTreeSet::new();
    add_sources(programme, &mut ids);
    ids.into_iter()
        .map(|id| {
            let source = &catalogue["sources"][id];
            let grade = text(&source["grade"]);
            let line = format!(
                "{}（{}・{}） {}",
                text(&source["title"]),
                japanese::value_name("grade", &grade),
                text(&source["issuer"]),
                text(&source["url"])
            );
            line.trim_end().to_owned()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The weakest grade of the sources that the amount rests on.
pub(super) fn weakest_grade(catalogue: &Value, programme: &Value) -> String {
    let mut ids = BTreeSet::new();
    add_sources(&programme["amount"], &mut ids);
    let grades: BTreeSet<&str> = ids
        .into_iter()
        .filter_map(|id| catalogue["sources"][id]["grade"].as_str())
        .collect();
    ["reference", "official", "notice"]
        .into_iter()
        .find(|grade| grades.contains(grade))
        .map(|grade| format!("金額は{}による", japanese::value_name("grade", grade)))
        .unwrap_or_default()
}
