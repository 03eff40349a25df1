//! The catalogue as open data: `catalogue.json`, `catalogue.csv`, `catalogue.schema.json`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde_json::Value;

use crate::layout::{CSV, JSON, SCHEMA};
use crate::words;

/// Writes the three files.
pub(crate) fn write(catalogue: &Path, to: &Path) -> Result<()> {
    let compiled = catalogue_compiler::read(catalogue)
        .map_err(|faults| anyhow!("the catalogue has faults:\n{faults}"))?;
    let files = [
        (JSON, json(&compiled.json).into_bytes()),
        (CSV, csv(&compiled.json)?),
        (SCHEMA, json(&catalogue_compiler::schema()).into_bytes()),
    ];
    for (name, content) in files {
        fs::write(to.join(name), content).with_context(|| format!("could not write {name}"))?;
    }
    Ok(())
}

/// As people read it. The keys are sorted, so that the same content is the same text.
fn json(value: &Value) -> String {
    format!("{value:#}\n")
}

/// What a column shows of a programme.
type Show = fn(&Value, &Value) -> String;

/// The columns; each takes the catalogue and the programme.
const COLUMNS: [(&str, Show); 32] = [
    ("番号", |_, programme| text(&programme["number"])),
    ("区分", |_, programme| {
        if is_beside(programme) {
            "一覧にない"
        } else {
            "一覧"
        }
        .into()
    }),
    ("ID", |_, programme| text(&programme["id"])),
    ("システム", |_, programme| text(&programme["system"])),
    ("種類", |_, programme| text(&programme["kind"])),
    ("名称", |_, programme| text(&programme["name"])),
    ("調べた日", |_, programme| {
        words::written_day(&text(&programme["asOf"]))
    }),
    ("概要ページ", |_, programme| {
        text(&programme["overview"]["url"])
    }),
    ("詳細ページ", |_, programme| {
        text(&programme["detail"]["url"])
    }),
    ("日医案内文書", |_, programme| documents(programme)),
    ("問合せ先", |_, programme| text(&programme["contact"]["name"])),
    ("電話", |_, programme| text(&programme["contact"]["phone"])),
    ("問合せ先の受付時間", |_, programme| {
        text(&programme["contact"]["hours"])
    }),
    ("問合せ先の補足", |_, programme| {
        text(&programme["contact"]["remark"])
    }),
    ("条件", |_, programme| {
        lines(&programme["condition"], |it| text(&it["text"]))
    }),
    ("補助率", |_, programme| {
        cases(programme, |case| case["rate"].as_str().map(words::rate))
    }),
    ("補助上限（円）", |catalogue, programme| {
        cases(programme, |case| cap(catalogue, case))
    }),
    ("小さいほうの上限（円）", |_, programme| {
        cases(programme, |case| yen(&case["certainCap"]))
    }),
    ("事業額上限（円）", |catalogue, programme| {
        cases(programme, |case| cost_limit(catalogue, case))
    }),
    ("下限額（円）", |_, programme| {
        cases(programme, |case| yen(&case["floor"]))
    }),
    ("0円からの範囲にする理由", |_, programme| {
        cases(programme, |case| case["fromZero"].as_str().map(ToOwned::to_owned))
    }),
    ("端数処理", |_, programme| {
        let rounding = text(&programme["amount"]["rounding"]);
        words::name("rounding", &rounding).to_owned()
    }),
    ("金額がない理由", |_, programme| reasons(programme)),
    ("受付期間", |catalogue, programme| {
        rounds(catalogue, programme)
    }),
    ("期限", |_, programme| deadlines(programme)),
    ("期間の補足", |_, programme| {
        text(&programme["window"]["remark"])
    }),
    ("対象になる費用", |_, programme| costs(programme, true)),
    ("対象にならない費用", |_, programme| {
        costs(programme, false)
    }),
    ("知っておくこと", |_, programme| {
        lines(&programme["note"], |note| {
            let kind = text(&note["kind"]);
            format!("{}：{}", words::name("note.kind", &kind), text(&note["text"]))
        })
    }),
    ("この補助金のあと", |_, programme| successors(programme)),
    ("出典", sources),
    ("根拠の確かさ", weakest),
];

/// One row a programme, those of the list before those beside it. In UTF-8 with the mark by which Excel knows it.
fn csv(catalogue: &Value) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS.map(|(heading, _)| heading))?;
    for programme in list(&catalogue["programmes"]) {
        writer.write_record(COLUMNS.map(|(_, show)| harmless(show(catalogue, programme))))?;
    }
    writer
        .into_inner()
        .map_err(|error| anyhow!("could not finish the table: {error}"))
}

/// A cell that no spreadsheet takes for a formula: a text that could be one gets an apostrophe.
fn harmless(cell: String) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if cell.trim_start_matches([' ', '\u{3000}']).starts_with(formula) {
        format!("'{cell}")
    } else {
        cell
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text or a number; nothing where it is absent.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// One line for each of a list.
fn lines(of: &Value, show: impl Fn(&Value) -> String) -> String {
    list(of).iter().map(show).collect::<Vec<_>>().join("\n")
}

/// What the cases say: alone where there is one case, else a line for each, with its name.
fn cases(programme: &Value, show: impl Fn(&Value) -> Option<String>) -> String {
    let cases = list(&programme["amount"]["case"]);
    if let [case] = cases {
        return show(case).unwrap_or_default();
    }
    cases
        .iter()
        .filter_map(|case| Some(format!("{}：{}", text(&case["name"]), show(case)?)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn yen(amount: &Value) -> Option<String> {
    amount.as_u64().map(|yen| yen.to_string())
}

fn is_beside(programme: &Value) -> bool {
    programme["beside"] == true
}

/// Whether a case counts the cost up to so much for each unit. Then 補助上限 follows from that and is not written.
fn goes_by_base(case: &Value) -> bool {
    case["kind"] == "base-per-bed"
}

fn cap(catalogue: &Value, case: &Value) -> Option<String> {
    let printed = || per_unit(catalogue, case).filter(|_| !goes_by_base(case));
    yen(&case["cap"]).or_else(printed)
}

/// So much for each bed or unit.
fn per_unit(catalogue: &Value, case: &Value) -> Option<String> {
    let each = case["each"].as_u64()?;
    let unit = match &case["unit"] {
        Value::Null => "床".into(),
        key => question(catalogue, key).map_or_else(String::new, |question| text(&question["unit"])),
    };
    Some(match case["most"].as_u64() {
        Some(most) => format!("1{unit}につき{each}（{most}{unit}まで）"),
        None => format!("1{unit}につき{each}"),
    })
}

fn cost_limit(catalogue: &Value, case: &Value) -> Option<String> {
    if goes_by_base(case) {
        return per_unit(catalogue, case).map(|base| format!("{base}（基準額）"));
    }
    if let Some(limit) = yen(&case["costLimit"]) {
        return Some(limit);
    }
    let items: Vec<String> = list(&case["items"])
        .iter()
        .map(|item| format!("{} {}", asked(catalogue, &item["cost"]), text(&item["limit"])))
        .collect();
    (!items.is_empty()).then(|| items.join("、"))
}

fn question<'a>(catalogue: &'a Value, key: &Value) -> Option<&'a Value> {
    list(&catalogue["questions"])
        .iter()
        .find(|question| question["key"] == *key)
}

fn asked(catalogue: &Value, key: &Value) -> String {
    let found = question(catalogue, key).and_then(words::asked);
    found.map_or_else(|| text(key), ToOwned::to_owned)
}

fn documents(programme: &Value) -> String {
    lines(&programme["document"], |document| {
        format!(
            "{} {}「{}」",
            words::written_day(&text(&document["date"])),
            text(&document["number"]),
            text(&document["title"])
        )
    })
}

fn reasons(programme: &Value) -> String {
    match &programme["noAmount"] {
        Value::Null => cases(programme, |case| case["reason"].as_str().map(ToOwned::to_owned)),
        reason => text(reason),
    }
}

fn rounds(catalogue: &Value, programme: &Value) -> String {
    lines(&programme["window"]["round"], |round| {
        let kind = text(&round["kind"]);
        let day = |end: &Value| end.as_str().map_or("（不明）".into(), words::written_day);
        let for_whom = match &round["when"] {
            Value::Null => String::new(),
            when => format!("（{}）", words::when(&catalogue["questions"], when)),
        };
        let remark = round["remark"].as_str().map(|remark| format!(" {remark}"));
        format!(
            "{}{for_whom}：{}から{}まで{}",
            words::name("round.kind", &kind),
            day(&round["from"]),
            day(&round["to"]),
            remark.unwrap_or_default()
        )
    })
}

fn deadlines(programme: &Value) -> String {
    lines(&programme["window"]["deadline"], |deadline| {
        let kind = text(&deadline["kind"]);
        format!(
            "{}：{}まで",
            words::name("deadline.kind", &kind),
            words::written_day(&text(&deadline["date"]))
        )
    })
}

fn successors(programme: &Value) -> String {
    lines(&programme["successor"], |successor| {
        format!(
            "{}（{}に調べました）",
            text(&successor["text"]),
            words::written_day(&text(&successor["lookedAt"]))
        )
    })
}

fn costs(programme: &Value, counts: bool) -> String {
    list(&programme["costItem"])
        .iter()
        .filter(|item| item["counts"] == counts)
        .map(|item| text(&item["text"]))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The ids of the sources that a value names, wherever in it.
fn named<'a>(value: &'a Value, ids: &mut BTreeSet<&'a str>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| named(value, ids)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(id) if key == "source" || key.ends_with("Source") => drop(ids.insert(id)),
                    _ => named(value, ids),
                }
            }
        }
        _ => {}
    }
}

fn sources(catalogue: &Value, programme: &Value) -> String {
    let mut ids = BTreeSet::new();
    named(programme, &mut ids);
    ids.into_iter()
        .map(|id| {
            let source = &catalogue["sources"][id];
            let grade = text(&source["grade"]);
            let line = format!(
                "{}（{}・{}） {}",
                text(&source["title"]),
                words::name("grade", &grade),
                text(&source["issuer"]),
                text(&source["url"])
            );
            line.trim_end().to_owned()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// How far the amount can be trusted: as far as the weakest of what it rests on.
fn weakest(catalogue: &Value, programme: &Value) -> String {
    let mut ids = BTreeSet::new();
    named(&programme["amount"], &mut ids);
    let grades: BTreeSet<&str> = ids
        .into_iter()
        .filter_map(|id| catalogue["sources"][id]["grade"].as_str())
        .collect();
    ["reference", "official", "notice"]
        .into_iter()
        .find(|grade| grades.contains(grade))
        .map(|grade| format!("金額は{}による", words::name("grade", grade)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;
    use serde_json::json;

    fn catalogue() -> Value {
        catalogue_compiler::read(&layout::root().join("catalogue"))
            .unwrap_or_else(|faults| panic!("{faults}"))
            .json
    }

    fn validator() -> jsonschema::Validator {
        jsonschema::validator_for(&catalogue_compiler::schema()).expect("a schema")
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

    fn files() -> Vec<(String, String)> {
        let root = layout::root().join("catalogue");
        let mut files = Vec::new();
        for folder in [root.clone(), root.join("programmes"), root.join("beside")] {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    files.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
                }
            }
        }
        for folder in ["programmes", "beside"] {
            assert!(
                files
                    .iter()
                    .any(|(name, _)| name.contains(&format!("/{folder}/")))
            );
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
        look(&catalogue_compiler::schema(), "");
    }

    #[test]
    fn the_table_has_a_row_for_each_programme_and_can_be_read_again() {
        let catalogue = catalogue();
        let bytes = csv(&catalogue).unwrap();
        let table = bytes.strip_prefix("\u{feff}".as_bytes()).expect("the mark");
        let mut reader = csv::Reader::from_reader(table);
        let headings = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let programmes = list(&catalogue["programmes"]);
        assert_eq!(rows.len(), programmes.len());
        let listed = programmes
            .iter()
            .filter(|programme| !is_beside(programme))
            .count();
        assert!(0 < listed && listed < rows.len());
        for (at, row) in rows.iter().enumerate() {
            if at < listed {
                assert_eq!([&row[0], &row[1]], [&(at + 1).to_string(), "一覧"]);
            } else {
                assert_eq!([&row[0], &row[1]], ["", "一覧にない"]);
            }
            for (heading, cell) in headings.iter().zip(row) {
                // A date, in a spreadsheet.
                assert!(
                    cell.parse::<catalogue_model::Rate>().is_err(),
                    "{heading}: {cell}"
                );
            }
        }
        let text = String::from_utf8(table.to_vec()).unwrap();
        assert!(text.ends_with("\r\n"));
        assert!(text.starts_with("番号,区分,ID,システム,種類,名称,調べた日,"));
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("＝1", "'＝1"),
            ("-1", "'-1"),
            ("病院", "病院"),
            ("0800-080-4583", "0800-080-4583"),
        ] {
            assert_eq!(harmless(cell.into()), written);
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "it is a table")]
    fn cells_say_what_the_programme_says() {
        let mut catalogue = json!({
            "questions": [
                { "key": "prefecture", "name": "都道府県", "label": "どこですか", "choices": [{ "value": "13", "label": "東京都" }] },
                { "key": "units", "name": "台数", "label": "何台ですか", "unit": "台" },
                { "key": "costs.x", "name": "事業額", "label": "いくらですか" },
            ],
            "sources": {
                "a": { "title": "通知", "issuer": "医師会", "grade": "notice", "url": null },
                "b": { "title": "記事", "issuer": "新聞", "grade": "reference", "url": "https://example.jp/?a=1&b=2" },
                "c": { "title": "始まりの案内", "issuer": "役所", "grade": "official", "url": null },
                "d": { "title": "訂正前", "issuer": "新聞", "grade": "reference", "url": null },
                "e": { "title": "予算", "issuer": "役所", "grade": "official", "url": null },
            },
            "programmes": [{
                "number": 1, "beside": false, "asOf": null, "id": "x", "system": "\"引用\"", "kind": "A,B", "name": "名",
                "overview": { "url": null }, "detail": { "url": "https://example.jp/" },
                "document": [{ "number": "日医発第1号（情シ）", "date": "2025-10-21", "title": "案内" }],
                "contact": { "name": "窓口", "phone": "03-0000-0000", "hours": "平日9時から", "remark": null },
                "condition": [{ "text": "一", "source": "a" }, { "text": "二", "source": "a" }],
                "amount": { "rounding": "floor-1000", "case": [
                    { "name": "病院", "rate": "1/2", "costLimit": 200, "cap": 100, "source": "a" },
                    { "name": "診療所", "rate": "1/1", "each": 10, "unit": "units", "most": 3, "source": "b" },
                    { "name": "介護", "kind": "flat-limit", "cap": 64, "certainCap": 55, "certainCapSource": "d", "source": "a" },
                    { "name": "選定", "kind": "share", "rate": "4/5", "cap": 80, "fromZero": "国が選ぶためです。", "source": "a" },
                    { "name": "有床", "kind": "base-per-bed", "rate": "3/4", "each": 605, "source": "a" },
                    { "name": "端末", "kind": "items", "rate": "3/4", "cap": 9, "items": [{ "cost": "costs.x", "limit": 41 }], "source": "a" },
                ] },
                "noAmount": null,
                "window": {
                    "round": [{ "kind": "apply", "when": { "prefecture": "13" }, "from": null, "to": "2026-01-15", "fromSource": "c" }],
                    "deadline": [{ "kind": "use", "date": "2026-01-31" }], "remark": null,
                },
                "costItem": [{ "text": "改修", "counts": true }, { "text": "保守", "counts": false }],
                "note": [{ "kind": "caution", "text": "早めに" }],
                "successor": [
                    { "text": "次はありません。", "source": "e", "lookedAt": "2026-11-29" },
                    { "text": "都の制度があります。", "source": "e", "lookedAt": "2026-11-30", "programme": "y" },
                ],
            }],
        });
        let cell = |catalogue: &Value, heading: &str| {
            let (_, show) = COLUMNS.iter().find(|(name, _)| *name == heading).expect(heading);
            show(catalogue, &catalogue["programmes"][0])
        };
        for (heading, words) in [
            ("日医案内文書", "令和7年10月21日 日医発第1号（情シ）「案内」"),
            ("条件", "一\n二"),
            ("区分", "一覧"),
            ("調べた日", ""),
            ("問合せ先の受付時間", "平日9時から"),
            (
                "補助率",
                "病院：2分の1\n診療所：全額（10分の10）\n選定：5分の4\n有床：4分の3\n端末：4分の3",
            ),
            (
                "補助上限（円）",
                "病院：100\n診療所：1台につき10（3台まで）\n介護：64\n選定：80\n端末：9",
            ),
            ("小さいほうの上限（円）", "介護：55"),
            (
                "事業額上限（円）",
                "病院：200\n有床：1床につき605（基準額）\n端末：事業額 41",
            ),
            ("0円からの範囲にする理由", "選定：国が選ぶためです。"),
            ("端数処理", "千円未満切捨て"),
            (
                "受付期間",
                "申請（「都道府県」が「東京都」）：（不明）から令和8年1月15日まで",
            ),
            ("期限", "利用：令和8年1月31日まで"),
            ("対象になる費用", "改修"),
            ("対象にならない費用", "保守"),
            ("知っておくこと", "注意：早めに"),
            (
                "この補助金のあと",
                "次はありません。（令和8年11月29日に調べました）\n都の制度があります。（令和8年11月30日に調べました）",
            ),
            (
                "出典",
                "通知（通知・医師会）\n記事（参考資料・新聞） https://example.jp/?a=1&b=2\n始まりの案内（公的資料・役所）\n訂正前（参考資料・新聞）\n予算（公的資料・役所）",
            ),
            ("根拠の確かさ", "金額は参考資料による"),
            ("概要ページ", ""),
        ] {
            assert_eq!(cell(&catalogue, heading), words, "{heading}");
        }
        let table = String::from_utf8(csv(&catalogue).unwrap()).unwrap();
        assert!(
            table.contains("\r\n1,一覧,x,\"\"\"引用\"\"\",\"A,B\",名,,,https"),
            "{table}"
        );
        catalogue["programmes"][0]["amount"] = Value::Null;
        catalogue["programmes"][0]["noAmount"] = json!("公表資料に記載なし");
        assert_eq!(cell(&catalogue, "金額がない理由"), "公表資料に記載なし");
        assert_eq!(cell(&catalogue, "補助上限（円）"), "");
        let programme = &mut catalogue["programmes"][0];
        programme["beside"] = json!(true);
        programme["asOf"] = json!("2026-11-29");
        programme["number"] = Value::Null;
        for (heading, words) in [
            ("番号", ""),
            ("区分", "一覧にない"),
            ("調べた日", "令和8年11月29日"),
        ] {
            assert_eq!(cell(&catalogue, heading), words);
        }
    }
}
