//! Every field: of the real catalogue, and of the schema.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{with_headings, without_headings};
use crate::catalogue::schema;
use crate::diff::labels::{field, is_derived, list_of};
use crate::diff::load::folder;
use crate::diff::show::plain_text;
use crate::lookup::{elements, is_beside};
use crate::own_catalogue;

/// The places of all values in the real catalogue, apart from the digest and what the compiler derives.
fn places(value: &Value, at: &str, lists: &mut Vec<String>, values: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields
                .iter()
                .filter(|(name, _)| *name != "digest" && *name != "keys")
            {
                places(value, &format!("{at}/{}", name.replace('/', "~1")), lists, values);
            }
        }
        Value::Array(elements) => {
            lists.push(at.to_owned());
            for (place, value) in elements.iter().enumerate() {
                places(value, &format!("{at}/{place}"), lists, values);
            }
        }
        _ => values.push(at.to_owned()),
    }
}

fn real_catalogue() -> Value {
    folder(&own_catalogue()).unwrap()
}

/// Changes every value of the real catalogue, one after the other.
#[test]
fn every_change_is_reported() {
    let mut whole = real_catalogue();
    // Programmes are compared one by one: two on the list and one beside it represent all.
    let programmes = whole["programmes"].as_array_mut().unwrap();
    programmes.drain(2..programmes.len() - 1);
    assert!(is_beside(&programmes[2]) && !is_beside(&programmes[1]));
    let mut values = Vec::new();
    places(&whole, "", &mut Vec::new(), &mut values);
    assert!(values.len() > 500);
    let mut new = whole.clone();
    for at in values {
        let place = new.pointer_mut(&at).unwrap();
        let before = place.take();
        *place = match &before {
            Value::Bool(yes) => json!(!yes),
            Value::Number(number) => json!(number.as_u64().unwrap() + 1),
            Value::String(text) => json!(format!("{text}x")),
            _ => json!("x"),
        };
        assert!(!with_headings(&whole, &new).is_empty(), "{at}");
        *new.pointer_mut(&at).unwrap() = before;
    }
}

/// Adds the fields of a part of the schema that have no label.
struct Unlabelled<'a> {
    schema: &'a Value,
    /// Definitions that were visited, with the objects that they were visited in.
    visited: BTreeSet<String>,
    found: BTreeSet<String>,
}

impl Unlabelled<'_> {
    fn visit(&mut self, part: &Value, object: &str) {
        if let Some(reference) = part["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap();
            // A `when` has the keys of questions.
            if name != "When" && self.visited.insert(format!("{object} {name}")) {
                self.visit(&self.schema["$defs"][name], object);
            }
        }
        for inner in ["items", "additionalProperties"] {
            if part[inner].is_object() {
                self.visit(&part[inner], object);
            }
        }
        for inner in ["anyOf", "oneOf", "allOf"] {
            for inner in elements(&part[inner]) {
                self.visit(inner, object);
            }
        }
        for (name, inner) in part["properties"].as_object().into_iter().flatten() {
            let object = if object == "programmes" {
                "programme"
            } else {
                object
            };
            let labelled = list_of(name).is_some() || field(object, name).0 != name;
            if !object.is_empty() && !labelled && !is_derived(object, name) {
                self.found.insert(format!("{object}.{name}"));
            }
            self.visit(inner, name);
        }
    }
}

#[test]
fn every_field_of_the_schema_has_a_label() {
    let schema = schema();
    let mut unlabelled = Unlabelled {
        schema: &schema,
        visited: BTreeSet::new(),
        found: BTreeSet::new(),
    };
    unlabelled.visit(&json!({ "$ref": "#/$defs/Catalogue" }), "");
    assert!(unlabelled.visited.len() > 20, "{:?}", unlabelled.visited);
    assert_eq!(unlabelled.found, BTreeSet::new());
    assert_ne!(field("", "hosts").0, "hosts");
}

/// The ids, keys and codes that only the files use.
fn identifiers(catalogue: &Value) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = catalogue["sources"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    for (part, name) in [
        ("groups", "id"),
        ("questions", "key"),
        ("contradictions", "code"),
        ("programmes", "id"),
    ] {
        found.extend(elements(&catalogue[part]).iter().map(|of| plain_text(&of[name])));
    }
    for question in elements(&catalogue["questions"]) {
        let choices = elements(&question["choices"]).iter();
        found.extend(choices.filter_map(|choice| choice["value"].as_str().map(ToOwned::to_owned)));
    }
    found
}

fn outside_quotes(sentence: &str) -> String {
    let mut depth = 0;
    sentence
        .chars()
        .filter(|character| {
            match character {
                '「' => depth += 1,
                '」' => depth -= 1,
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// Takes every element out of the real catalogue and puts it in again, and changes every number and every
/// true or false. (A text may be an identifier. Where it becomes another text, both are in the sentence.)
#[test]
fn no_sentence_has_a_name_that_only_the_files_use() {
    let whole = real_catalogue();
    let identifiers = identifiers(&whole);
    let check = |old: &Value, new: &Value, at: &str| {
        for sentence in without_headings(old, new) {
            assert!(
                !outside_quotes(&sentence).contains(|character: char| character.is_ascii_lowercase()),
                "{at}: {sentence}"
            );
            for id in &identifiers {
                assert!(!sentence.contains(&format!("「{id}」")), "{at}: {sentence}");
            }
        }
    };
    let (mut lists, mut values) = (Vec::new(), Vec::new());
    places(&whole, "", &mut lists, &mut values);
    // Programmes with many rounds, with deadlines, or not on the list represent all.
    let chosen: Vec<String> = elements(&whole["programmes"])
        .iter()
        .enumerate()
        .filter(|(_, programme)| {
            let window = &programme["window"];
            is_beside(programme)
                || elements(&window["round"]).len() > 3
                || !elements(&window["deadline"]).is_empty()
        })
        .map(|(at, _)| format!("/programmes/{at}/"))
        .collect();
    assert!(chosen.len() > 1);
    let is_chosen = |at: &String| {
        !at.starts_with("/programmes/") || chosen.iter().any(|programme| at.starts_with(programme))
    };
    for list in lists.iter().filter(|at| is_chosen(at)) {
        for place in 0..elements(whole.pointer(list).unwrap()).len() {
            let mut less = whole.clone();
            let elements = less.pointer_mut(list).unwrap().as_array_mut().unwrap();
            elements.remove(place);
            check(&whole, &less, list);
            check(&less, &whole, list);
        }
    }
    for at in values.iter().filter(|at| is_chosen(at)) {
        let mut new = whole.clone();
        let value = new.pointer_mut(at).unwrap();
        *value = match &*value {
            Value::Bool(yes) => json!(!yes),
            Value::Number(number) => json!(number.as_u64().unwrap() + 1),
            Value::String(_) => continue,
            _ => json!("足した文"),
        };
        check(&whole, &new, at);
    }
}
