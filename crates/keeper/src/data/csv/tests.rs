use serde_json::json;

use super::*;
use crate::catalogue::{Rate, read};
use crate::own_catalogue;

#[test]
fn the_table_has_a_row_for_each_programme_and_can_be_read_again() {
    let catalogue = read(&own_catalogue())
        .unwrap_or_else(|faults| panic!("{faults}"))
        .json;
    let bytes = table(&catalogue);
    let text = bytes
        .strip_prefix("\u{feff}".as_bytes())
        .expect("a byte order mark");
    let mut reader = ::csv::Reader::from_reader(text);
    let headings = reader.headers().unwrap().clone();
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let programmes = elements(&catalogue["programmes"]);
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
            // A spreadsheet would read it as a date.
            assert!(cell.parse::<Rate>().is_err(), "{heading}: {cell}");
        }
    }
    let text = String::from_utf8(text.to_vec()).unwrap();
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
        assert_eq!(no_formula(cell.into()), written);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn every_cell_shows_its_field() {
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
        let (_, cell) = COLUMNS.iter().find(|(name, _)| *name == heading).expect(heading);
        cell(catalogue, &catalogue["programmes"][0])
    };
    for (heading, text) in [
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
        assert_eq!(cell(&catalogue, heading), text, "{heading}");
    }
    let table = String::from_utf8(table(&catalogue)).unwrap();
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
    for (heading, text) in [
        ("番号", ""),
        ("区分", "一覧にない"),
        ("調べた日", "令和8年11月29日"),
    ] {
        assert_eq!(cell(&catalogue, heading), text);
    }
}
