//! Values and elements of a catalogue as text.

use serde_json::Value;

use super::labels::{Format, field, list_of};
use crate::japanese;
use crate::lookup::{elements, programme, question};

/// A text without quotes; anything else as in JSON.
pub(super) fn plain_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), ToOwned::to_owned)
}

/// A value in a format. What it refers to is looked up in its catalogue.
pub(super) fn show(catalogue: &Value, format: Format, value: &Value) -> String {
    let quoted = || format!("「{}」", plain_text(value));
    let text = value.as_str();
    let name_or_id = |name: Option<&str>| name.map_or_else(quoted, |name| format!("「{name}」"));
    match format {
        Format::Text => quoted(),
        Format::Number => plain_text(value),
        Format::Yen => value.as_u64().map_or_else(quoted, japanese::yen),
        Format::Date => text.map_or_else(quoted, japanese::date_text),
        Format::Rate => text.map_or_else(quoted, japanese::rate),
        Format::Source => name_or_id(text.and_then(|id| catalogue["sources"][id]["title"].as_str())),
        Format::Question => {
            name_or_id(question(&catalogue["questions"], value).and_then(japanese::question_name))
        }
        Format::Programme => name_or_id(programme(catalogue, value).and_then(|found| found["name"].as_str())),
        Format::Group => name_or_id(
            elements(&catalogue["groups"])
                .iter()
                .find(|group| group["id"] == *value)
                .and_then(|group| group["label"].as_str()),
        ),
        Format::When => japanese::when(&catalogue["questions"], value),
        Format::Name(of) => format!("「{}」", japanese::value_name(of, &plain_text(value))),
        Format::Flag(yes, no) => format!("「{}」", if value == true { yes } else { no }),
    }
}

/// The fields whose values name an element of a list. A question of an older catalogue has a label alone.
pub(super) fn title_fields(list: &str, element: &Value) -> &'static [&'static str] {
    if list == "questions" && element["name"].is_null() {
        return &["label"];
    }
    list_of(list).map_or(&[], |list| list.title)
}

/// The name of an element of a list, in quotes or brackets.
pub(super) fn element_name(catalogue: &Value, list: &str, element: &Value) -> String {
    let title_fields = title_fields(list, element);
    let names: Vec<String> = title_fields
        .iter()
        .filter(|name| !element[**name].is_null())
        .map(|name| {
            let mut shown = show(catalogue, field(list, name).1, &element[*name]);
            if list == "contradictions" {
                // The rest of the message is what a person can do about it.
                shown = shown
                    .split_once('。')
                    .map_or(shown.clone(), |(first, _)| format!("{first}」"));
            }
            match shown.strip_prefix('「').and_then(|rest| rest.strip_suffix('」')) {
                Some(inside) if !inside.contains('「') || title_fields == ["message"] => inside.to_owned(),
                _ => shown,
            }
        })
        .collect();
    let name = names.join("・");
    // Quotes inside quotes would be hard to read.
    let name = if name.contains('「') {
        format!("（{name}）")
    } else {
        format!("「{name}」")
    };
    match list {
        "round" => name + &round_details(catalogue, element),
        "deadline" => {
            let date = element["date"].as_str().map(japanese::date_text);
            name + &date.map(|date| format!("（{date}）")).unwrap_or_default()
        }
        _ => name,
    }
}

/// What tells one round from another: （2025年6次、令和7年10月31日まで）.
fn round_details(catalogue: &Value, round: &Value) -> String {
    let date = |field: &str| round[field].as_str().map(japanese::date_text);
    let from = date("from").map(|date| date + "から").unwrap_or_default();
    let to = date("to").map(|date| date + "まで").unwrap_or_default();
    let details: Vec<String> = [
        remark_title(round).map(|(title, _)| title.to_owned()),
        (!round["when"].is_null()).then(|| japanese::when(&catalogue["questions"], &round["when"])),
        Some(from + &to).filter(|dates| !dates.is_empty()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if details.is_empty() {
        String::new()
    } else {
        format!("（{}）", details.join("、"))
    }
}

/// The first sentence of an element's remark, and whether the remark ends with it.
pub(super) fn remark_title(element: &Value) -> Option<(&str, bool)> {
    let remark = element["remark"].as_str()?;
    Some(
        remark
            .split_once('。')
            .map_or((remark, true), |(first, rest)| (first, rest.is_empty())),
    )
}
