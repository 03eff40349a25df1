//! The grammar of the files as a JSON schema: for readers of `catalogue.json`, and for editors of the TOML
//! files.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::document::{Catalogue, ChoiceValue, EditionFile, ProgrammeFile, QuestionsFile, SourcesFile};

/// The JSON schema (draft 2020-12) of `catalogue.json` and of each TOML file.
///
/// It has two sets of definitions. `catalogue.json` has every field, some of which are derived; a TOML file
/// may leave out what is optional, and has no derived field. The definitions of the TOML files begin with
/// "toml.".
///
/// ```
/// let schema = catalogue_compiler::schema();
/// assert!(schema["$defs"]["Catalogue"]["properties"]["digest"].is_object());
/// assert!(schema["$defs"]["Condition"]["properties"]["keys"].is_object());
/// assert!(schema["$defs"]["toml.Condition"]["properties"]["keys"].is_null());
/// ```
///
/// # Panics
///
/// Never: a schema is made of what JSON can say.
#[must_use]
pub fn schema() -> Value {
    let mut json = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut files = SchemaSettings::draft2020_12().into_generator();
    let whole = json!(json.subschema_for::<Catalogue<'static>>());
    let mut of_files = json!([
        files.subschema_for::<EditionFile>(),
        files.subschema_for::<SourcesFile>(),
        files.subschema_for::<QuestionsFile>(),
        files.subschema_for::<ProgrammeFile>(),
    ]);
    let mut definitions_of_files = json!(files.take_definitions(true));
    prefix_references(&mut of_files);
    prefix_references(&mut definitions_of_files);
    let mut definitions = json.take_definitions(true);
    for (name, definition) in definitions_of_files.as_object_mut().into_iter().flatten() {
        definitions.insert(format!("{IN_FILES}{name}"), definition.take());
    }
    let mut roots = vec![whole];
    roots.extend(of_files.as_array().into_iter().flatten().cloned());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "医療DX補助金計算機の目録",
        "description": "catalogue.json の全体、または catalogue/ の TOML ファイルの1つ（edition.toml、sources.toml、questions.toml、programmes/*.toml）",
        "anyOf": roots,
        "$defs": definitions,
    })
}

/// The names of the definitions of the TOML files begin with this.
const IN_FILES: &str = "toml.";

/// Makes references lead to the definitions of the TOML files.
fn prefix_references(part: &mut Value) {
    match part {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match inner {
                    Value::String(to) if name == "$ref" => {
                        *to = to.replace("/$defs/", &format!("/$defs/{IN_FILES}"));
                    }
                    inner => prefix_references(inner),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(prefix_references),
        _ => {}
    }
}

/// When something applies: every question of a table has to have one of the answers that the table names; of
/// several tables, one has to apply.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used: `read_when` reads it")]
pub(crate) enum When {
    /// All of these answers.
    All(BTreeMap<String, Wanted>),
    /// Any of these tables.
    Any(#[schemars(length(min = 1))] Vec<BTreeMap<String, Wanted>>),
}

/// The answers to one question that are meant.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used: `read_when` reads it")]
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
#[expect(dead_code, reason = "only its schema is used: `read_when` reads it")]
pub(crate) enum Answer {
    /// はい or いいえ.
    YesNo(bool),
    /// A choice or a number.
    Value(ChoiceValue),
}

/// Numbers from one to another, both included; at least one of them is given.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("minProperties" = 1))]
#[expect(dead_code, reason = "only its schema is used: `read_when` reads it")]
pub(crate) struct Range {
    /// The smallest.
    #[schemars(skip_serializing_if = "Option::is_none")]
    from: Option<u64>,
    /// The largest.
    #[schemars(skip_serializing_if = "Option::is_none")]
    to: Option<u64>,
}
