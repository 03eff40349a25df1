//! Reading the catalogue's JSON, which may be that of an older version: what is missing is `null` or empty.

use serde_json::Value;

/// The elements of a list.
pub(crate) fn elements(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The question with a key.
pub(crate) fn question<'a>(questions: &'a Value, key: &Value) -> Option<&'a Value> {
    elements(questions)
        .iter()
        .find(|question| question["key"] == *key)
}

/// The programme with an id.
pub(crate) fn programme<'a>(catalogue: &'a Value, id: &Value) -> Option<&'a Value> {
    elements(&catalogue["programmes"])
        .iter()
        .find(|programme| programme["id"] == *id)
}

/// Whether a programme is not on the association's list.
pub(crate) fn is_beside(programme: &Value) -> bool {
    programme["beside"] == true
}
