//! The catalogue's values in Japanese: for the checks, the list of changes, the open data and the page.

use serde_json::Value;

use crate::catalogue::{Date, Yen};
use crate::lookup::{elements, question};

/// 2026-09-30 as 令和8年9月30日; a day before 令和 with the year of the Western calendar.
#[must_use]
pub fn date(date: Date) -> String {
    let (year, month, day) = (date.year, date.month, date.day);
    match (year, month) {
        (2019, 5..) => format!("令和元年{month}月{day}日"),
        (2020.., _) => format!("令和{}年{month}月{day}日", year - 2018),
        _ => format!("{year}年{month}月{day}日"),
    }
}

/// The same for a date of the catalogue's JSON; a text that is no date stays as it is.
pub(crate) fn date_text(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), date)
}

/// 1353000 as 1,353,000円.
pub(crate) fn yen(amount: u64) -> String {
    Yen(amount).to_string()
}

/// "1/2" as 2分の1: a spreadsheet reads "1/2" as the second of January.
pub(crate) fn rate(text: &str) -> String {
    match text.split_once('/') {
        Some(("1", "1")) => "全額（10分の10）".into(),
        Some((above, below)) => format!("{below}分の{above}"),
        None => text.to_owned(),
    }
}

/// The names of the catalogue's fixed values: field, value, name.
const NAMES: &[(&str, &str, &str)] = &[
    ("grade", "notice", "通知"),
    ("grade", "official", "公的資料"),
    ("grade", "reference", "参考資料"),
    ("rounding", "floor-1000", "千円未満切捨て"),
    ("rounding", "floor-1", "1円未満切捨て"),
    ("rounding", "not-stated", "資料に記載なし"),
    ("after", "closed", "受付は終わり"),
    ("after", "unknown", "資料ではわからない"),
    ("round.kind", "introduce", "導入"),
    ("round.kind", "apply", "申請"),
    ("round.kind", "spend", "支出"),
    ("round.kind", "use", "利用"),
    ("deadline.kind", "introduce", "導入"),
    ("deadline.kind", "apply", "申請"),
    ("deadline.kind", "spend", "支出"),
    ("deadline.kind", "use", "利用"),
    ("note.kind", "term", "用語"),
    ("note.kind", "order", "手順"),
    ("note.kind", "document", "提出書類"),
    ("note.kind", "once", "利用の回数"),
    ("note.kind", "return", "返還"),
    ("note.kind", "caution", "注意"),
    ("case.kind", "share", "費用の一定の割合"),
    ("case.kind", "items", "費用ごとの割合の合計"),
    ("case.kind", "per-bed", "1床ごとの上限"),
    ("case.kind", "per-unit", "1台ごとの上限"),
    ("case.kind", "base-per-bed", "1床ごとの基準額"),
    ("case.kind", "flat-limit", "上限までの実費"),
    ("case.kind", "frame", "下限額と上限額のある枠"),
    ("case.kind", "ceiling", "上限だけがわかっている"),
    ("case.kind", "not-stated", "資料に金額の記載なし"),
    ("overlap.state", "may", "併用できる"),
    ("overlap.state", "may-if", "条件つきで併用できる"),
    ("overlap.state", "may-not", "併用できない"),
    ("overlap.state", "not-stated", "資料に記載なし"),
    ("questions.kind", "choice", "選択肢から1つ"),
    ("questions.kind", "yes-no", "はい・いいえ"),
    ("questions.kind", "number", "数"),
    ("questions.kind", "yen", "金額"),
    ("questions.sheet", "institution", "施設のこと"),
    ("questions.sheet", "plans", "していること・予定していること"),
    ("questions.sheet", "programme", "補助金ごとに聞くこと"),
    ("tax.treatment", "included", "税込み"),
    ("tax.treatment", "excluded", "税抜き"),
    ("tax.treatment", "not-stated", "資料に記載なし"),
];

/// The name of a fixed value of a field such as `round.kind`; the value itself where it has no name.
#[must_use]
pub fn value_name<'a>(field: &str, value: &'a str) -> &'a str {
    NAMES
        .iter()
        .find(|(of, code, _)| *of == field && *code == value)
        .map_or(value, |(_, _, name)| name)
}

/// A question's short name; in an older catalogue, which has none, its label.
pub(crate) fn question_name(question: &Value) -> Option<&str> {
    question["name"].as_str().or_else(|| question["label"].as_str())
}

/// A `when` as text: 「施設の種類」が「病院」、「病床数」が20床以上.
pub(crate) fn when(questions: &Value, when: &Value) -> String {
    let conjunction = |table: &Value| -> String {
        let conditions: Vec<String> = table
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, wanted)| condition(questions, key, wanted))
            .collect();
        conditions.join("、")
    };
    match when {
        Value::Array(tables) if tables.len() != 1 => tables
            .iter()
            .map(|table| format!("（{}）", conjunction(table)))
            .collect::<Vec<_>>()
            .join("または"),
        Value::Array(tables) => conjunction(&tables[0]),
        table => conjunction(table),
    }
}

/// What a `when` wants of one question.
fn condition(questions: &Value, key: &str, wanted: &Value) -> String {
    let question = question(questions, &key.into()).unwrap_or(&Value::Null);
    let name = question_name(question).unwrap_or(key);
    let answer = |value: &Value| answer(question, value);
    match wanted {
        Value::Array(values) => {
            let answers: Vec<String> = values.iter().map(answer).collect();
            format!("「{name}」が「{}」", answers.join("」か「"))
        }
        Value::Object(range) => {
            let bound = |name: &str, word: &str| {
                range
                    .get(name)
                    .filter(|bound| !bound.is_null())
                    .map(|bound| answer(bound) + word)
                    .unwrap_or_default()
            };
            format!("「{name}」が{}{}", bound("from", "以上"), bound("to", "以下"))
        }
        value => format!("「{name}」が「{}」", answer(value)),
    }
}

/// An answer to a question: the label of the choice, or the number with its unit.
fn answer(question: &Value, value: &Value) -> String {
    let choice = elements(&question["choices"])
        .iter()
        .find(|choice| choice["value"] == *value)
        .and_then(|choice| choice["label"].as_str());
    match (value, choice) {
        (Value::Bool(true), _) => "はい".to_owned(),
        (Value::Bool(false), _) => "いいえ".to_owned(),
        (_, Some(label)) => label.to_owned(),
        (Value::String(text), None) => text.clone(),
        (Value::Number(number), None) if question["kind"] == "yen" => {
            number.as_u64().map_or_else(|| number.to_string(), yen)
        }
        _ => format!("{value}{}", question["unit"].as_str().unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_of_reiwa_and_before() {
        for (date, text) in [
            ("2026-09-30", "令和8年9月30日"),
            ("2019-05-01", "令和元年5月1日"),
            ("2019-04-30", "2019年4月30日"),
            ("soon", "soon"),
        ] {
            assert_eq!(date_text(date), text);
        }
    }

    #[test]
    fn every_form_of_a_when() {
        let questions = json!([
            { "key": "beds", "name": "病床数", "label": "病床数はいくつですか", "kind": "number", "unit": "床" },
            { "key": "facility", "label": "施設", "kind": "choice", "choices": [
                { "value": "hospital", "label": "病院" }, { "value": "clinic", "label": "診療所" },
            ] },
            { "key": "fee", "label": "届出", "kind": "yes-no" },
        ]);
        for (condition, text) in [
            (
                json!({ "beds": { "from": 20, "to": 199 } }),
                "「病床数」が20床以上199床以下",
            ),
            (
                json!({ "facility": ["hospital", "clinic"], "fee": true }),
                "「施設」が「病院」か「診療所」、「届出」が「はい」",
            ),
            (
                json!([{ "fee": false }, { "beds": { "to": 19 } }]),
                "（「届出」が「いいえ」）または（「病床数」が19床以下）",
            ),
            (json!([{ "fee": true }]), "「届出」が「はい」"),
            (json!({ "new": "x" }), "「new」が「x」"),
        ] {
            assert_eq!(when(&questions, &condition), text);
        }
    }

    #[test]
    fn rates_that_no_spreadsheet_reads_as_a_date() {
        assert_eq!(rate("2/3"), "3分の2");
        assert_eq!(rate("1/1"), "全額（10分の10）");
    }
}
