//! Requests from JavaScript: answers and a day, or why they are none.

use std::str::Chars;

use catalogue_model::Date;
use wasm_bindgen::prelude::*;

use super::{count, given_number};
use crate::CATALOGUE;
use crate::answers::{Answers, Given, Refusal, RefusalCode};

#[wasm_bindgen(module = "/src/wasm/request.js")]
extern "C" {
    /// Kind and content of each value of a request.
    #[wasm_bindgen(js_name = takeApart)]
    fn take_apart(request: &JsValue) -> Vec<f64>;
    /// The texts of the request that was taken apart last, each behind the other, with a line's end between them.
    fn texts() -> String;
    /// The error of the contract.
    pub(super) fn refusal(code: &str, key: Option<&str>, message: &str) -> JsValue;
}

/// Answers and day of a request.
///
/// # Errors
///
/// What is not of the contract.
pub(super) fn read(request: &JsValue) -> Result<(Answers, Option<Date>), Refusal> {
    let Given::Group(entries) = given(request) else {
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

/// A request as the core reads it.
pub(super) fn given(request: &JsValue) -> Given {
    let words = take_apart(request);
    let texts = texts();
    let mut parts = Parts {
        words: words.iter(),
        texts: texts.chars(),
    };
    parts.given()
}

/// What `request.js` has written, read in the very same order.
struct Parts<'a> {
    words: std::slice::Iter<'a, f64>,
    texts: Chars<'a>,
}

impl Parts<'_> {
    fn word(&mut self) -> f64 {
        self.words.next().copied().unwrap_or_default()
    }

    fn given(&mut self) -> Given {
        match count(self.word()) {
            1 => Given::Flag(count(self.word()) == 1),
            2 => given_number(self.word()),
            3 => Given::Text(self.text()),
            4 => {
                let entries = count(self.word());
                Given::Group((0..entries).map(|_| (self.text(), self.given())).collect())
            }
            5 => Given::Numbers(count(self.word())),
            _ => Given::Other,
        }
    }

    fn text(&mut self) -> String {
        // JavaScript counts in units of UTF-16.
        let mut left = count(self.word());
        let mut text = String::new();
        while left > 0
            && let Some(letter) = self.texts.next()
        {
            left = left.saturating_sub(letter.len_utf16());
            text.push(letter);
        }
        self.texts.next();
        text
    }
}
