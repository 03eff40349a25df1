//! What is made of the real catalogue: `catalogue.json`, its schema, and the keys that are derived.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use catalogue_compiler::{Compiled, read, schema};
use serde_json::{Value, json};

static COMPILED: LazyLock<Compiled> =
    LazyLock::new(|| read(&folder()).unwrap_or_else(|faults| panic!("{faults}")));

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue")
}

/// The list at a field.
fn list(value: &Value, field: &str) -> Vec<Value> {
    value[field].as_array().cloned().unwrap_or_default()
}

/// The schema with one of its definitions as the root.
fn validator(definition: &str) -> jsonschema::Validator {
    let schema = json!({ "$ref": format!("#/$defs/{definition}"), "$defs": schema()["$defs"] });
    jsonschema::validator_for(&schema).expect("a schema")
}

/// All TOML files, each with the definition of its schema.
fn files() -> Vec<(PathBuf, &'static str)> {
    let mut files: Vec<(PathBuf, &str)> = [
        ("edition.toml", "toml.EditionFile"),
        ("sources.toml", "toml.SourcesFile"),
        ("questions.toml", "toml.QuestionsFile"),
    ]
    .map(|(name, definition)| (folder().join(name), definition))
    .to_vec();
    for programmes in ["programmes", "beside"] {
        for entry in fs::read_dir(folder().join(programmes)).expect("a folder") {
            files.push((entry.expect("an entry").path(), "toml.ProgrammeFile"));
        }
    }
    files
}

/// A TOML file as a schema sees it: dates are texts.
fn as_json(path: &Path) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Array(values) => values.into_iter().map(plain).collect(),
            toml::Value::Table(table) => table
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .collect(),
            other => json!(other),
        }
    }
    let text = fs::read_to_string(path).expect("a file");
    plain(toml::Value::Table(text.parse().expect("TOML")))
}

#[test]
fn the_schema_accepts_the_json_and_every_file() {
    if let Err(error) = validator("Catalogue").validate(&COMPILED.json) {
        panic!("{}: {error}", error.instance_path());
    }
    for (path, definition) in files() {
        if let Err(error) = validator(definition).validate(&as_json(&path)) {
            panic!("{}: {}: {error}", path.display(), error.instance_path());
        }
    }
    let whole = jsonschema::validator_for(&schema()).expect("a schema");
    assert!(whole.is_valid(&COMPILED.json));
    assert!(files().iter().all(|(path, _)| whole.is_valid(&as_json(path))));
}

#[test]
fn derived_keys_belong_to_the_json_and_not_to_the_files() {
    let json = validator("Catalogue");
    for at in ["/contradictions/0", "/programmes/0", "/programmes/0/condition/0"] {
        let mut without = COMPILED.json.clone();
        let fields = without
            .pointer_mut(at)
            .and_then(Value::as_object_mut)
            .expect("fields");
        assert!(fields.remove("keys").is_some(), "{at}");
        assert!(!json.is_valid(&without), "{at}");
    }
    for (file, definition, at) in [
        ("questions.toml", "toml.QuestionsFile", "/contradiction/0"),
        ("programmes/ehr-sharing.toml", "toml.ProgrammeFile", ""),
        (
            "programmes/ehr-sharing.toml",
            "toml.ProgrammeFile",
            "/condition/0",
        ),
    ] {
        let mut with = as_json(&folder().join(file));
        with.pointer_mut(at).expect("fields")["keys"] = json!(["beds"]);
        assert!(!validator(definition).is_valid(&with), "{file}{at}");
    }
}

/// The names in a `when`: a table, or several.
fn names_in(when: &Value) -> BTreeSet<String> {
    match when {
        Value::Object(table) => table.keys().cloned().collect(),
        Value::Array(tables) => tables.iter().flat_map(names_in).collect(),
        _ => BTreeSet::new(),
    }
}

/// The names in the order of the questions.
fn in_order(names: &BTreeSet<String>) -> Vec<Value> {
    let questions = list(&COMPILED.json, "questions");
    let all = questions.iter().map(|question| &question["key"]);
    all.filter(|key| names.contains(key.as_str().expect("a text")))
        .cloned()
        .collect()
}

#[test]
fn the_keys_of_a_condition_and_a_contradiction_are_those_of_their_whens() {
    for contradiction in list(&COMPILED.json, "contradictions") {
        assert_eq!(
            list(&contradiction, "keys"),
            in_order(&names_in(&contradiction["when"]))
        );
    }
    for programme in list(&COMPILED.json, "programmes") {
        for condition in list(&programme, "condition") {
            let grounds = list(&condition, "ground");
            let names = grounds
                .iter()
                .flat_map(|ground| names_in(&ground["when"]))
                .collect();
            assert_eq!(list(&condition, "keys"), in_order(&names), "{condition}");
            assert!(!names.is_empty());
        }
    }
}

#[test]
fn the_keys_of_a_programme_are_those_of_its_whens_costs_and_units() {
    for programme in list(&COMPILED.json, "programmes") {
        let mut names = BTreeSet::new();
        for condition in list(&programme, "condition") {
            for ground in list(&condition, "ground") {
                names.extend(names_in(&ground["when"]));
            }
        }
        for case in list(&programme["amount"], "case") {
            names.extend(names_in(&case["when"]));
            if !case["each"].is_null() {
                names.insert(case["unit"].as_str().unwrap_or("beds").to_owned());
            }
        }
        for round in list(&programme["window"], "round") {
            names.extend(names_in(&round["when"]));
        }
        let costs = list(&programme, "costs");
        names.extend(costs.iter().map(|cost| cost.as_str().expect("a text").to_owned()));
        assert_eq!(list(&programme, "keys"), in_order(&names), "{}", programme["id"]);
    }
}

#[test]
fn places_in_the_model_are_places_in_the_json() {
    let Compiled { catalogue, json } = &*COMPILED;
    let texts = |list: Vec<Value>, field: &str| -> Vec<String> {
        let texts = list
            .iter()
            .map(|one| one[field].as_str().expect("a text").to_owned());
        texts.collect()
    };
    let keys: Vec<&str> = catalogue.keys.iter().map(|key| key.name).collect();
    assert_eq!(texts(list(json, "questions"), "key"), keys);
    let codes: Vec<&str> = catalogue.contradictions.iter().map(|one| one.code).collect();
    assert_eq!(texts(list(json, "contradictions"), "code"), codes);
    let ids: Vec<&str> = catalogue.all().map(|programme| programme.id).collect();
    assert_eq!(texts(list(json, "programmes"), "id"), ids);
    for (programme, document) in catalogue.all().zip(list(json, "programmes")) {
        let conditions = list(&document, "condition");
        assert_eq!(conditions.len(), programme.conditions.len());
        for (condition, document) in programme.conditions.iter().zip(conditions) {
            assert_eq!(list(&document, "ground").len(), condition.grounds.len());
        }
        let cases = list(&document["amount"], "case");
        for law in programme.laws {
            let case = &cases[usize::from(law.case)];
            assert_eq!(
                case["floor"].as_u64().unwrap_or(0),
                law.floor.0,
                "{}",
                case["name"]
            );
        }
    }
}
