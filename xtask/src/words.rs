//! What the catalogue's values are called in Japanese: for the open data, the list of changes and
//! the checks.

use catalogue_model::{Date, Yen};
use serde_json::Value;

/// "2026-09-30" as 令和8年9月30日.
pub(crate) fn day(date: Date) -> String {
    let reiwa = Date::new(2019, 5, 1).expect("a day of the calendar");
    let (month, day) = (date.month, date.day);
    match date.year {
        2019 if date >= reiwa => format!("令和元年{month}月{day}日"),
        year if date >= reiwa => format!("令和{}年{month}月{day}日", year - 2018),
        year => format!("{year}年{month}月{day}日"),
    }
}

/// A date of the catalogue's JSON as 令和8年9月30日; what is no date as it stands.
pub(crate) fn written_day(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), day)
}

/// 1353000 as 1,353,000円.
pub(crate) fn yen(amount: u64) -> String {
    Yen(amount).to_string()
}

/// "1/2" as 2分の1: a spreadsheet takes the former for the second of January.
pub(crate) fn rate(text: &str) -> String {
    match text.split_once('/') {
        Some(("1", "1")) => "全額（10分の10）".into(),
        Some((above, below)) => format!("{below}分の{above}"),
        None => text.to_owned(),
    }
}

/// Names of the catalogue's fixed values, by the field that they stand in.
const NAMES: [(&str, &str, &str); 45] = [
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

/// The name of a fixed value; itself where it has none.
pub(crate) fn name<'a>(field: &str, value: &'a str) -> &'a str {
    NAMES
        .iter()
        .find(|(of, code, _)| *of == field && *code == value)
        .map_or(value, |(_, _, name)| name)
}

/// What a question asks for in a few words; an older catalogue has its label alone.
pub(crate) fn asked(question: &Value) -> Option<&str> {
    question["name"].as_str().or_else(|| question["label"].as_str())
}

/// A `when` in words: 施設の種類が病院で、病床数が20以上.
pub(crate) fn when(questions: &Value, when: &Value) -> String {
    let tables = match when {
        Value::Array(tables) => tables.iter().collect(),
        table => vec![table],
    };
    let all = |table: &Value| -> String {
        let answers: Vec<String> = table
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, wanted)| answer(questions, key, wanted))
            .collect();
        answers.join("、")
    };
    match tables[..] {
        [table] => all(table),
        _ => tables
            .iter()
            .map(|table| format!("（{}）", all(table)))
            .collect::<Vec<_>>()
            .join("または"),
    }
}

fn answer(questions: &Value, key: &str, wanted: &Value) -> String {
    let question = questions
        .as_array()
        .into_iter()
        .flatten()
        .find(|question| question["key"] == key);
    let label = question.and_then(asked).unwrap_or(key);
    let unit = question
        .and_then(|question| question["unit"].as_str())
        .unwrap_or_default();
    let yen = question.is_some_and(|question| question["kind"] == "yen");
    let one = |value: &Value| match value {
        Value::Bool(true) => "はい".to_owned(),
        Value::Bool(false) => "いいえ".to_owned(),
        _ => question
            .and_then(|question| question["choices"].as_array())
            .into_iter()
            .flatten()
            .find(|choice| choice["value"] == *value)
            .and_then(|choice| choice["label"].as_str())
            .map_or_else(
                || match value {
                    Value::String(text) => text.clone(),
                    Value::Number(number) if yen => {
                        number.as_u64().map_or_else(|| number.to_string(), self::yen)
                    }
                    other => format!("{other}{unit}"),
                },
                ToOwned::to_owned,
            ),
    };
    match wanted {
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(one).collect();
            format!("「{label}」が「{}」", values.join("」か「"))
        }
        Value::Object(range) => {
            let from = range.get("from").filter(|end| !end.is_null());
            let to = range.get("to").filter(|end| !end.is_null());
            let from = from.map(|end| format!("{}以上", one(end))).unwrap_or_default();
            let to = to.map(|end| format!("{}以下", one(end))).unwrap_or_default();
            format!("「{label}」が{from}{to}")
        }
        single => format!("「{label}」が「{}」", one(single)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn days_of_reiwa_and_before() {
        for (date, words) in [
            ("2026-09-30", "令和8年9月30日"),
            ("2019-05-01", "令和元年5月1日"),
            ("2019-04-30", "2019年4月30日"),
            ("soon", "soon"),
        ] {
            assert_eq!(written_day(date), words);
        }
    }

    #[test]
    fn conditions_in_words() {
        let questions = json!([
            { "key": "beds", "name": "病床数", "label": "病床数はいくつですか", "kind": "number", "unit": "床" },
            { "key": "facility", "label": "施設", "kind": "choice", "choices": [
                { "value": "hospital", "label": "病院" }, { "value": "clinic", "label": "診療所" },
            ] },
            { "key": "fee", "label": "届出", "kind": "yes-no" },
        ]);
        for (of, words) in [
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
            (json!({ "new": "x" }), "「new」が「x」"),
        ] {
            assert_eq!(when(&questions, &of), words);
        }
    }

    #[test]
    fn rates_that_no_spreadsheet_takes_for_a_day() {
        assert_eq!(rate("2/3"), "3分の2");
        assert_eq!(rate("1/1"), "全額（10分の10）");
    }
}
