//! `catalogue.json` and its schema.

use serde_json::Value;

/// A value as people read it, indented. Its keys are sorted, so that the same content is the same text.
pub(super) fn text(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::*;
    use crate::catalogue::{read, schema};
    use crate::own_catalogue;

    fn catalogue() -> Value {
        read(&own_catalogue())
            .unwrap_or_else(|faults| panic!("{faults}"))
            .json
    }

    fn validator() -> jsonschema::Validator {
        jsonschema::validator_for(&schema()).expect("the schema is one")
    }

    /// A TOML file as an editor's schema sees it: dates are texts.
    fn from_toml(text: &str) -> Value {
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
        plain(toml::Value::Table(toml::from_str(text).expect("TOML")))
    }

    /// The names and texts of all files of the catalogue.
    fn files() -> Vec<(String, String)> {
        let root = own_catalogue();
        let mut files = Vec::new();
        for folder in [root.clone(), root.join("programmes"), root.join("beside")] {
            let before = files.len();
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "toml") {
                    files.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
                }
            }
            assert!(files.len() > before);
        }
        files
    }

    #[test]
    fn the_schema_takes_the_catalogue_and_every_file() {
        let validator = validator();
        assert!(validator.is_valid(&catalogue()));
        for (name, text) in files() {
            assert!(validator.is_valid(&from_toml(&text)), "{name}");
        }
    }

    #[test]
    fn the_schema_refuses_what_is_wrong() {
        let validator = validator();
        for (name, text) in files() {
            let mut wrong = from_toml(&text);
            wrong["nummer"] = json!(1);
            assert!(!validator.is_valid(&wrong), "{name} with a wrong key");
        }
        let whole = catalogue();
        for (at, wrong) in [
            ("/programmes/0/contact/fax", json!("03-1")),
            ("/programmes/0/condition/0/ground/0/when", json!("beds")),
            (
                "/programmes/0/condition/0/ground/0/when",
                json!({ "beds": { "frm": 1 } }),
            ),
            ("/programmes/9/amount/case/0/rate", json!("0.5")),
            ("/programmes/9/amount/case/0/kind", json!("half")),
            ("/edition/asOf", json!(20_251_021)),
        ] {
            let mut changed = whole.clone();
            let (parent, key) = at.rsplit_once('/').unwrap();
            changed.pointer_mut(parent).unwrap()[key] = wrong;
            assert!(!validator.is_valid(&changed), "{at}");
        }
    }

    #[test]
    fn every_field_of_the_schema_is_described() {
        fn look(value: &Value, path: &str) {
            match value {
                Value::Object(fields) => {
                    if let Some(properties) = fields.get("properties").and_then(Value::as_object) {
                        for (name, property) in properties {
                            assert!(property.get("description").is_some(), "{path}/{name}");
                        }
                    }
                    for (name, value) in fields {
                        look(value, &format!("{path}/{name}"));
                    }
                }
                Value::Array(values) => values.iter().for_each(|value| look(value, path)),
                _ => {}
            }
        }
        look(&schema(), "");
    }
}
