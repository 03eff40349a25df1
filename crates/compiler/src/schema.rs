//! The files' grammar as a JSON schema: for `catalogue.json` and, as keys there and in TOML are the
//! same, for editors on the TOML files.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::document::{Catalogue, ChoiceValue, EditionFile, ProgrammeFile, QuestionsFile, SourcesFile};

/// The schema: the whole catalogue, or one of the TOML files.
///
/// # Panics
///
/// Never: the schema holds nothing that JSON cannot.
#[must_use]
pub fn schema() -> Value {
    // In the JSON every field stands, in the files what may be left out can be missing.
    let mut json = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut files = SchemaSettings::draft2020_12().into_generator();
    let whole = json.subschema_for::<Catalogue<'static>>();
    let any = [
        files.subschema_for::<EditionFile>(),
        files.subschema_for::<SourcesFile>(),
        files.subschema_for::<QuestionsFile>(),
        files.subschema_for::<ProgrammeFile>(),
    ];
    let mut any = json!(any);
    let mut definitions = json!(files.take_definitions(true));
    rename(&mut any);
    rename(&mut definitions);
    let mut all = json.take_definitions(true);
    for (name, definition) in definitions.as_object_mut().into_iter().flatten() {
        all.insert(format!("{IN_FILES}{name}"), definition.take());
    }
    let mut roots = vec![json!(whole)];
    roots.extend(any.as_array().into_iter().flatten().cloned());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "医療DX補助金計算機の目録",
        "description": "catalogue.json の全体、または catalogue/ の TOML ファイルの1つ（edition.toml、sources.toml、questions.toml、programmes/*.toml）",
        "anyOf": roots,
        "$defs": all,
    })
}

/// What the names of definitions begin with that hold for the TOML files.
const IN_FILES: &str = "toml.";

/// Lets references lead to the definitions that hold for the TOML files.
fn rename(part: &mut Value) {
    match part {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match inner {
                    Value::String(to) if name == "$ref" => {
                        *to = to.replace("/$defs/", &format!("/$defs/{IN_FILES}"))
                    }
                    inner => rename(inner),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(rename),
        _ => {}
    }
}

/// When something applies: every question of a table has to have an answer that is named there; of
/// several tables, one has to apply.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "it stands for a type that is read in another way")]
pub(crate) enum When {
    /// All of these answers.
    All(BTreeMap<String, Wanted>),
    /// Any of these tables.
    Any(#[schemars(length(min = 1))] Vec<BTreeMap<String, Wanted>>),
}

/// The answers to one question that are meant.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "it stands for a type that is read in another way")]
pub(crate) enum Wanted {
    /// はい or いいえ.
    YesNo(bool),
    /// One answer.
    One(ChoiceValue),
    /// Any of these answers.
    Any(#[schemars(length(min = 1))] Vec<Answer>),
    /// A range of numbers.
    Range(Range),
}

/// An answer.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "it stands for a type that is read in another way")]
pub(crate) enum Answer {
    /// はい or いいえ.
    YesNo(bool),
    /// A choice or a number.
    Value(ChoiceValue),
}

/// Numbers from one to another, both included; at least one of them is given.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("minProperties" = 1))]
#[expect(dead_code, reason = "it stands for a type that is read in another way")]
pub(crate) struct Range {
    /// The smallest.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<u64>,
    /// The largest.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<u64>,
}
