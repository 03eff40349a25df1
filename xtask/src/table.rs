//! The notice's list as an HTML table, made from the catalogue: it stands without any script.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value};

use keeper::japanese::value_name;

/// What the table shows of the catalogue.
#[derive(Deserialize)]
pub(crate) struct List {
    edition: Edition,
    questions: Vec<Question>,
    programmes: Vec<Programme>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Edition {
    number: String,
    title: String,
    list_title: String,
    issuer: String,
    as_of: String,
    version: String,
    members_page: String,
    members_note: String,
}

#[derive(Deserialize)]
struct Question {
    key: String,
    name: String,
}

#[derive(Deserialize)]
struct Programme {
    id: String,
    /// Its place in the list; one beside it has none.
    number: Option<u16>,
    system: String,
    kind: String,
    overview: Page,
    detail: Page,
    #[serde(default)]
    document: Vec<Document>,
    contact: Contact,
    window: Window,
}

#[derive(Deserialize)]
struct Page {
    url: Option<String>,
    printed: Option<String>,
    why: Option<String>,
}

#[derive(Deserialize)]
struct Document {
    number: String,
    date: String,
    title: String,
    remark: Option<String>,
}

#[derive(Deserialize)]
struct Contact {
    name: String,
    phone: Option<String>,
    hours: Option<String>,
    remark: Option<String>,
}

#[derive(Deserialize)]
struct Window {
    #[serde(default)]
    round: Vec<Round>,
    #[serde(default)]
    deadline: Vec<Deadline>,
    remark: Option<String>,
}

#[derive(Deserialize)]
struct Round {
    kind: String,
    when: Option<Value>,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
struct Deadline {
    kind: String,
    date: String,
}

/// Reads the catalogue; a fault in it is reported as the catalogue's own build reports it.
pub(crate) fn read(directory: &Path) -> Result<List> {
    let compiled = catalogue_compiler::read(directory)
        .map_err(|faults| anyhow!("the catalogue has faults:\n{faults}"))?;
    serde_json::from_value(compiled.json)
        .context("the catalogue's JSON is not what xtask/src/table.rs expects")
}

/// The table.
pub(crate) fn render(list: &List) -> String {
    html! {
        table {
            caption { (list.edition.list_title) }
            thead {
                tr {
                    @for heading in ["システム", "種類", "システム概要ページ", "補助金詳細ページ", "日医案内文書", "問合せ先", "期限"] {
                        th scope="col" { (heading) }
                    }
                }
            }
            tbody {
                @for programme in &list.programmes {
                    @if let Some(number) = programme.number { (row(number, programme, &list.questions)) }
                }
            }
        }
        p { (list.edition.members_note) " " a href=(list.edition.members_page) { (list.edition.members_page) } }
    }
    .into_string()
}

/// The version of the catalogue.
pub(crate) fn version(list: &List) -> &str {
    &list.edition.version
}

/// Which notice the catalogue follows.
pub(crate) fn render_edition(list: &List) -> String {
    let edition = &list.edition;
    html! {
        (edition.issuer) "「" (edition.title) "」（" (edition.number) "、"
        (day(&edition.as_of))
        "）による。一覧の版：" (edition.version)
    }
    .into_string()
}

fn row(number: u16, programme: &Programme, questions: &[Question]) -> Markup {
    html! {
        tr id={ "row-" (programme.id) } {
            th scope="row" { (number) ". " (programme.system) }
            td { (programme.kind) }
            td { (page(&programme.overview)) }
            td { (page(&programme.detail)) }
            td {
                @if programme.document.is_empty() { "―" }
                @for document in &programme.document {
                    p {
                        (document.title) "（" (document.number) "、" (day(&document.date)) "）"
                        @if let Some(remark) = &document.remark { small { (remark) } }
                    }
                }
            }
            td {
                (programme.contact.name)
                @if let Some(phone) = &programme.contact.phone {
                    " " a href={ "tel:" (phone) } { (phone) }
                }
                @if let Some(hours) = &programme.contact.hours { "（" (hours) "）" }
                @if let Some(remark) = &programme.contact.remark { " " small { (remark) } }
            }
            td { (window(&programme.window, questions)) }
        }
    }
}

/// Every known day; the periods that are not for everybody are only counted.
fn window(window: &Window, questions: &[Question]) -> Markup {
    let (for_all, for_some): (Vec<&Round>, Vec<&Round>) =
        window.round.iter().partition(|round| round.when.is_none());
    html! {
        @if window.round.is_empty() && window.deadline.is_empty() && window.remark.is_none() { "―" }
        @for deadline in &window.deadline {
            p { (value_name("deadline.kind", &deadline.kind)) "：" (day(&deadline.date)) "まで" }
        }
        @for round in for_all {
            p {
                (value_name("round.kind", &round.kind)) "："
                @if let Some(from) = &round.from { (day(from)) "から" }
                @if let Some(to) = &round.to { (day(to)) "まで" }
            }
        }
        @if let [first, ..] = &for_some[..] {
            p {
                (value_name("round.kind", &first.kind)) "："
                (differing(&for_some, questions)) "によって異なります（確認できた期間は" (for_some.len()) "件）"
            }
        }
        @if let Some(remark) = &window.remark { small { (remark) } }
    }
}

/// What such periods differ by: the questions that all of them ask.
fn differing(rounds: &[&Round], questions: &[Question]) -> String {
    let asked = |round: &Round, key: &str| {
        let tables = match &round.when {
            Some(Value::Array(tables)) => tables.iter().collect(),
            other => Vec::from_iter(other),
        };
        tables
            .into_iter()
            .filter_map(Value::as_object)
            .all(|table: &Map<String, Value>| table.contains_key(key))
    };
    let names: Vec<&str> = questions
        .iter()
        .filter(|question| rounds.iter().all(|round| asked(round, &question.key)))
        .map(|question| question.name.as_str())
        .collect();
    if names.is_empty() {
        "施設".to_owned()
    } else {
        names.join("と")
    }
}

fn day(date: &str) -> Markup {
    html! { time datetime=(date) { (japanese_date(date)) } }
}

/// An address, and what the notice prints where that is another.
fn page(page: &Page) -> Markup {
    html! {
        @match &page.url {
            Some(url) => a href=(url) { (url) },
            None => "―",
        }
        @if let Some(printed) = &page.printed {
            " " small {
                "通知の印字："
                @if printed.is_empty() { "空欄" } @else { (printed) }
                @if let Some(why) = &page.why { "（" (why) "）" }
            }
        }
    }
}

/// "2025-10-21" as people write it.
fn japanese_date(date: &str) -> String {
    let parts: Vec<u32> = date.split('-').filter_map(|part| part.parse().ok()).collect();
    match parts[..] {
        [year, month, day] => format!("{year}年{month}月{day}日"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn list() -> List {
        serde_json::from_value(json!({
            "edition": {
                "number": "日医発第1号", "title": "件名", "listTitle": "一覧（2025年10月21日現在）", "issuer": "日本医師会",
                "asOf": "2025-10-21", "version": "1", "membersPage": "https://example.jp/m",
                "membersNote": "会員向け"
            },
            "questions": [{ "key": "p", "name": "都道府県" }, { "key": "f", "name": "施設の種類" }],
            "programmes": [{
                "id": "a", "number": 1, "system": "<システム>", "kind": "A & B", "name": "a",
                "overview": { "url": null, "printed": null, "why": null },
                "detail": { "url": "https://example.jp/?a=1&b=\"2\"", "printed": "", "why": "空欄" },
                "document": [{ "number": "2", "date": "2025-01-02", "title": "案内", "remark": null }],
                "contact": { "name": "窓口", "phone": "0120-1", "hours": "平日9時から", "remark": null },
                "window": {
                    "round": [
                        { "kind": "use", "when": null, "from": "2025-08-29", "to": null },
                        { "kind": "apply", "when": { "p": "13" }, "from": null, "to": "2025-12-31" },
                        { "kind": "apply", "when": { "p": "04", "f": "x" }, "from": null, "to": "2025-09-30" }
                    ],
                    "deadline": [{ "kind": "spend", "date": "2026-01-15" }],
                    "remark": null
                }
            }, {
                "id": "b", "number": null, "system": "一覧にないシステム", "kind": "B", "name": "b",
                "overview": { "url": null, "printed": null, "why": null },
                "detail": { "url": null, "printed": null, "why": null },
                "contact": { "name": "都の窓口", "phone": null, "hours": null, "remark": null },
                "window": { "remark": null }
            }]
        }))
        .unwrap()
    }

    #[test]
    fn nothing_of_the_catalogue_becomes_markup() {
        let html = render(&list());
        assert!(
            html.contains("&lt;システム&gt;") && html.contains("A &amp; B"),
            "{html}"
        );
        assert!(
            html.contains(r#"href="https://example.jp/?a=1&amp;b=&quot;2&quot;""#),
            "{html}"
        );
    }

    #[test]
    fn says_what_the_list_says() {
        let html = render(&list());
        for text in [
            "一覧（2025年10月21日現在）",
            r#"<th scope="row">1. &lt;システム&gt;</th>"#,
            r#"<a href="tel:0120-1">0120-1</a>（平日9時から）"#,
            "支出：<time datetime=\"2026-01-15\">2026年1月15日</time>まで",
            "利用：<time datetime=\"2025-08-29\">2025年8月29日</time>から</p>",
            "申請：都道府県によって異なります（確認できた期間は2件）",
            "通知の印字：空欄（空欄）",
        ] {
            assert!(html.contains(text), "{text} is missing in {html}");
        }
        assert!(render_edition(&list()).contains("日医発第1号"));
    }

    #[test]
    fn what_stands_beside_the_list_is_not_in_its_table() {
        let html = render(&list());
        assert_eq!(html.matches("<tr id=").count(), 1, "{html}");
        assert!(!html.contains("都の窓口"), "{html}");
    }
}
