//! The sentence for every kind of change.

use serde_json::{Value, json};

use super::{catalogue, with_headings};

/// The changes where one value of the catalogue is replaced; `-` is the end of a list, as in RFC 6901.
fn changes_at(at: &str, becomes: Value) -> Vec<String> {
    let old = catalogue();
    let mut new = old.clone();
    let (parent, name) = at.rsplit_once('/').expect("a place");
    match new.pointer_mut(parent).expect("a place") {
        Value::Array(list) if name == "-" => list.push(becomes),
        Value::Array(list) if becomes.is_null() => drop(list.remove(name.parse().expect("a place"))),
        Value::Array(list) => list[name.parse::<usize>().expect("a place")] = becomes,
        place => place[name] = becomes,
    }
    with_headings(&old, &new)
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn every_kind_of_change() {
    for (at, becomes, sentence) in [
        (
            "/programmes/0/amount/case/0/cap",
            json!(2500),
            "1. 電子処方箋: 金額の場合「病院」の補助上限が、2,000円から2,500円に変わりました。",
        ),
        (
            "/programmes/0/amount/case/0/costLimit",
            json!(5000),
            "1. 電子処方箋: 金額の場合「病院」の事業額上限が、4,000円から5,000円に変わりました。",
        ),
        (
            "/programmes/0/amount/case/0/rate",
            json!("2/3"),
            "1. 電子処方箋: 金額の場合「病院」の補助率が、2分の1から3分の2に変わりました。",
        ),
        (
            "/programmes/0/amount/case/0/floor",
            json!(100),
            "1. 電子処方箋: 金額の場合「病院」の下限額として、100円を加えました。",
        ),
        (
            "/programmes/0/amount/case/0/cap",
            json!(null),
            "1. 電子処方箋: 金額の場合「病院」の補助上限（2,000円）がなくなりました。",
        ),
        (
            "/programmes/0/amount/case/0/when",
            json!({ "beds": { "from": 30 } }),
            "1. 電子処方箋: 金額の場合「病院」の当てはまる答えが、「病床数」が20床以上から「病床数」が30床以上に変わりました。",
        ),
        (
            "/programmes/0/amount/rounding",
            json!("floor-1000"),
            "1. 電子処方箋: 金額の端数処理が、「資料に記載なし」から「千円未満切捨て」に変わりました。",
        ),
        (
            "/programmes/0/noAmount",
            json!("記載なし"),
            "1. 電子処方箋: 金額がない理由として、「記載なし」を加えました。",
        ),
        (
            "/programmes/0/window/deadline/0/date",
            json!("2026-10-31"),
            "1. 電子処方箋: 期限「導入」（令和8年9月30日）の日付が、令和8年9月30日から令和8年10月31日に変わりました。",
        ),
        (
            "/programmes/0/window/round/1/to",
            json!("2026-06-15"),
            "1. 電子処方箋: 受付期間「申請」（令和8年5月15日まで）の最後の日が、令和8年5月15日から令和8年6月15日に変わりました。",
        ),
        (
            "/programmes/0/window/round/0",
            json!(null),
            "1. 電子処方箋: 受付期間「申請」（令和8年1月15日まで）がなくなりました。",
        ),
        (
            "/programmes/0/condition/1",
            json!(null),
            "1. 電子処方箋: 条件「届け出ている」がなくなりました。",
        ),
        (
            "/programmes/0/condition/-",
            json!({ "text": "新しい", "source": "r", "ground": [{ "when": { "fee": true } }] }),
            "1. 電子処方箋: 条件「新しい」を加えました（満たし方（「届出」が「はい」）、出典は「記事」）。",
        ),
        (
            "/programmes/0/condition/1/text",
            json!("届出をした"),
            "1. 電子処方箋: 条件「届け出ている」の文が、「届け出ている」から「届出をした」に変わりました。",
        ),
        (
            "/programmes/0/condition/1/ground/0/open",
            json!(true),
            "1. 電子処方箋: 条件「届け出ている」の満たし方（「届出」が「はい」）の扱いが、「資料で決まる」から「資料では決まらない」に変わりました。",
        ),
        (
            "/programmes/0/condition/0/source",
            json!("r"),
            "1. 電子処方箋: 条件「病院である」の出典が、「通知」から「記事」に変わりました。",
        ),
        (
            "/programmes/0/contact/phone",
            json!("03-0000-0000"),
            "1. 電子処方箋: 問合せ先の電話番号が、「0800-080-4583」から「03-0000-0000」に変わりました。",
        ),
        (
            "/programmes/0/detail/url",
            json!("https://example.jp/?a=2"),
            "1. 電子処方箋: 補助金詳細ページのアドレスが、「https://example.jp/?a=1」から「https://example.jp/?a=2」に変わりました。",
        ),
        (
            "/programmes/0/costs",
            json!(["beds"]),
            "1. 電子処方箋: 事業額の質問に、「病床数」を加えました。",
        ),
        (
            "/programmes/0/brandNew",
            json!("値"),
            "1. 電子処方箋: brandNewとして、「値」を加えました。",
        ),
        (
            "/programmes/1",
            json!(null),
            "2. 電子カルテ: 一覧からなくなりました。",
        ),
        (
            "/programmes/2",
            json!(null),
            "都の補助（一覧にない支援）: 一覧にない支援からなくなりました。",
        ),
        (
            "/programmes/-",
            json!({ "id": "z", "number": 3, "name": "新" }),
            "3. 新: 新しい補助金として加わりました。",
        ),
        (
            "/programmes/-",
            json!({ "id": "z", "number": null, "beside": true, "asOf": "2027-01-05", "name": "県の補助" }),
            "県の補助（一覧にない支援）: 一覧にない支援として加わりました（令和9年1月5日に調べました）。",
        ),
        (
            "/programmes/2/asOf",
            json!("2027-01-05"),
            "都の補助（一覧にない支援）: 調べた日が、令和8年11月29日から令和9年1月5日に変わりました。",
        ),
        (
            "/programmes/0/successor",
            json!([{ "text": "都の制度があります。", "source": "n", "lookedAt": "2026-11-29", "programme": "w" }]),
            "1. 電子処方箋: この補助金のあと「都の制度があります。」を加えました（調べた日は令和8年11月29日、一覧にない支援の名称は「都の補助」、出典は「通知」）。",
        ),
        (
            "/programmes/0/contact/hours",
            json!("平日9時から"),
            "1. 電子処方箋: 問合せ先の受付時間として、「平日9時から」を加えました。",
        ),
        (
            "/programmes/0/amount/case/0/certainCap",
            json!(1500),
            "1. 電子処方箋: 金額の場合「病院」の小さいほうの上限として、1,500円を加えました。",
        ),
        (
            "/programmes/0/amount/case/0/fromZero",
            json!("国が選ぶためです。"),
            "1. 電子処方箋: 金額の場合「病院」の0円からの範囲にする理由として、「国が選ぶためです。」を加えました。",
        ),
        (
            "/questions/0/sheet",
            json!("institution"),
            "質問: 質問「病床数」のたずねるところとして、「施設のこと」を加えました。",
        ),
        (
            "/questions/0/tax",
            json!({ "treatment": "included" }),
            "質問: 質問「病床数」の消費税の扱いとして、「税込み」を加えました。",
        ),
        (
            "/questions/-",
            json!({ "key": "c", "name": "事業額", "label": "いくらですか", "tax": { "treatment": "not-stated", "source": null } }),
            "質問: 質問「事業額」を加えました（質問文は「いくらですか」、消費税（扱いは「資料に記載なし」））。",
        ),
        (
            "/besideGroup/note",
            json!("東京都だけを調べました。"),
            "一覧にない支援: どこまで調べたかとして、「東京都だけを調べました。」を加えました。",
        ),
        (
            "/sources/n/grade",
            json!("official"),
            "出典: 出典「通知」の根拠の確かさが、「通知」から「公的資料」に変わりました。",
        ),
        (
            "/sources/s",
            json!({ "title": "要領", "grade": "official" }),
            "出典: 出典「要領」を加えました（根拠の確かさは「公的資料」）。",
        ),
        (
            "/edition/asOf",
            json!("2026-04-01"),
            "通知: 一覧の日付が、令和7年10月21日から令和8年4月1日に変わりました。",
        ),
    ] {
        assert_eq!(changes_at(at, becomes), [sentence], "{at}");
    }
}
