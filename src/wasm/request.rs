//! Requests from JavaScript: answers and a day, or why they are none.

use std::cell::Cell;

use catalogue_format::Date;
use catalogue_format::model::{Choice, Kind};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

use super::given_number;
use super::report::with_writer;
use crate::CATALOGUE;
use crate::answers::{Answers, Given, Refusal, RefusalCode};

#[wasm_bindgen(module = "/src/wasm/request.js")]
extern "C" {
    /// Keeps the keys of the catalogue with what they take.
    #[wasm_bindgen(js_name = rememberKeys)]
    fn remember_keys(words: &[f64]);
    /// A request that is as plain as most are; nothing where it is not.
    #[wasm_bindgen(js_name = read)]
    fn read_plain(request: &JsValue) -> Option<Vec<f64>>;
}

/// Groups within groups have no meaning in a request; this is deep enough to name what is wrong.
const DEEPEST: u8 = 2;

/// Answers and day of a request.
///
/// # Errors
///
/// What is not of the contract.
pub(super) fn read(request: &JsValue) -> Result<(Answers, Option<Date>), Refusal> {
    tell_keys();
    let plain = read_plain(request).and_then(|words| usual(&words));
    plain.map_or_else(|| read_whole(request), Ok)
}

thread_local! {
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

fn tell_keys() {
    if TOLD.replace(true) {
        return;
    }
    with_writer(|writer| {
        writer.list(CATALOGUE.keys.iter(), |writer, key| {
            writer.text(key.name);
            match key.kind {
                Kind::YesNo => writer.list([0, 1].into_iter(), |writer, place| {
                    writer.number(0);
                    writer.number(place);
                }),
                Kind::Choice(choices) => writer.list(choices.iter(), |writer, choice| match choice {
                    Choice::Text(text) => {
                        writer.number(1);
                        writer.text(text);
                    }
                    Choice::Number(number) => {
                        writer.number(2);
                        writer.number(super::number(*number));
                    }
                }),
                Kind::Number(..) | Kind::Yen => writer.number(0),
            }
        });
        remember_keys(&writer.words);
    });
}

/// What `request.js` has read; nothing where a number is not among those that its key takes.
fn usual(words: &[f64]) -> Option<(Answers, Option<Date>)> {
    let (day, answered) = words.split_first()?;
    let mut answers = Answers::none(&CATALOGUE);
    for pair in answered.chunks_exact(2) {
        let (Given::Whole(at), Given::Whole(value)) = (given_number(pair[0]), given_number(pair[1])) else {
            return None;
        };
        answers.place(&CATALOGUE, usize::try_from(at).ok()?, value)?;
    }
    let Given::Whole(day) = given_number(*day) else {
        return None;
    };
    let part = |whole: u64| u8::try_from(whole % 100).ok();
    let on = match day {
        0 => None,
        day => Some(Date::new(
            u16::try_from(day / 10_000).ok()?,
            part(day / 100)?,
            part(day)?,
        )?),
    };
    Some((answers, on))
}

fn read_whole(request: &JsValue) -> Result<(Answers, Option<Date>), Refusal> {
    let Given::Group(entries) = given(request, 0) else {
        return Err(Refusal::elsewhere(
            RefusalCode::WrongType,
            None,
            "{ answers: { … } } の形で渡してください。",
        ));
    };
    let mut answers = None;
    let mut on = None;
    for (name, given) in entries {
        match (name.as_str(), given) {
            ("answers", Given::Group(entries)) => answers = Some(Answers::read(&CATALOGUE, entries)?),
            ("on", Given::Text(text)) => on = Some(read_date(&text)?),
            ("answers" | "on", _) => {
                return Err(Refusal::elsewhere(
                    RefusalCode::WrongType,
                    Some(&name),
                    "answers には { } を、on には \"2025-11-01\" の形の日付を渡してください。",
                ));
            }
            _ => return Err(Refusal::unknown(&name)),
        }
    }
    let answers = answers.ok_or_else(|| {
        Refusal::elsewhere(
            RefusalCode::WrongType,
            Some("answers"),
            "答えがないときは answers に {} を渡してください。",
        )
    })?;
    Ok((answers, on))
}

pub(super) fn read_date(text: &str) -> Result<Date, Refusal> {
    text.parse().map_err(|_| {
        Refusal::elsewhere(
            RefusalCode::ImpossibleDate,
            Some("on"),
            "暦にある日を \"2025-11-01\" の形で渡してください。",
        )
    })
}

/// A value from JavaScript as the core reads it. Only what an object itself holds counts, and what
/// is `undefined` is not there.
fn given(value: &JsValue, depth: u8) -> Given {
    if let Some(flag) = value.as_bool() {
        Given::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        given_number(number)
    } else if let Some(text) = value.as_string() {
        Given::Text(text)
    } else if depth <= DEEPEST && is_plain(value) {
        // A proxy may throw at every question; then it is no answer.
        let Ok(keys) = Reflect::own_keys(value) else {
            return Given::Other;
        };
        let entries = keys
            .iter()
            .filter_map(|key| {
                let value = Reflect::get(value, &key).unwrap_or(JsValue::NULL);
                let name = key.as_string()?;
                (!value.is_undefined()).then(|| (name, given(&value, depth + 1)))
            })
            .collect();
        Given::Group(entries)
    } else {
        Given::Other
    }
}

/// Whether it is an object as `{ … }` or JSON makes it, of this page or another: a map, a date or
/// an instance of a class would look empty instead of wrong.
pub(super) fn is_plain(value: &JsValue) -> bool {
    let above = |value: &JsValue| Reflect::get_prototype_of(value).map(JsValue::from);
    value.is_object()
        && !Array::is_array(value)
        && above(value).is_ok_and(|first| {
            first.is_null() || above(&first).is_ok_and(|second| second.is_null()) && first.is_object()
        })
}
