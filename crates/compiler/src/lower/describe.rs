//! The answers of an institution, for messages to the keeper.

use catalogue_model::{Choice, Key, Kind};

use crate::diagram::Path;

/// The answers of a path, as "beds = 20〜199、facilityType = hospital".
pub(super) fn describe(keys: &[Key], path: &Path) -> String {
    let answers: Vec<String> = path
        .iter()
        .map(|(key, (from, to))| {
            let key = &keys[usize::from(*key)];
            if from == to {
                format!("{} = {}", key.name, value(key.kind, *from))
            } else {
                format!(
                    "{} = {}〜{}",
                    key.name,
                    value(key.kind, *from),
                    value(key.kind, *to)
                )
            }
        })
        .collect();
    answers.join("、")
}

fn value(kind: Kind, value: u64) -> String {
    match kind {
        Kind::YesNo => (if value == 1 { "はい" } else { "いいえ" }).to_owned(),
        Kind::Choice(choices) => match usize::try_from(value).ok().and_then(|at| choices.get(at)) {
            Some(Choice::Text(text)) => (*text).to_owned(),
            Some(Choice::Number(number)) => number.to_string(),
            None => value.to_string(),
        },
        Kind::Number(..) | Kind::Yen => value.to_string(),
    }
}
