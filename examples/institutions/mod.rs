//! Institutions from JSON text, ready to be judged, as both programs that time [`iryo_dx_hojokin::Judge`]
//! have them.

use catalogue_model::Catalogue;
use iryo_dx_hojokin::{Answers, CATALOGUE, Given, Judge};
use serde_json::{Map, Value};

fn given(value: &Value) -> Given {
    match value {
        Value::Bool(flag) => Given::Flag(*flag),
        Value::Number(number) => Given::Whole(number.as_u64().expect("a whole number")),
        Value::String(text) => Given::Text(text.clone()),
        Value::Object(group) => Given::Group(pairs(group)),
        Value::Null | Value::Array(_) => panic!("no answer: {value}"),
    }
}

fn pairs(object: &Map<String, Value>) -> Vec<(String, Given)> {
    object
        .iter()
        .map(|(key, value)| (key.clone(), given(value)))
        .collect()
}

/// Judges the twelve alone, which is what the functions by hand do, on the day of the list.
pub(crate) fn judge() -> Judge {
    let twelve = Catalogue {
        beside: &[],
        ..CATALOGUE
    };
    Judge::new(Box::leak(Box::new(twelve)), CATALOGUE.as_of)
}

/// Of a list of answers.
pub(crate) fn read(text: &str) -> Vec<Answers> {
    let institutions: Vec<Map<String, Value>> = serde_json::from_str(text).expect("a list of answers");
    institutions
        .iter()
        .map(|answers| Answers::read(&CATALOGUE, pairs(answers)).expect("answers of the contract"))
        .collect()
}
