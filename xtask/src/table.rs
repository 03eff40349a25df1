//! The notice's list as an HTML table, made from the catalogue: it stands without any script.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use maud::{Markup, html};
use serde::Deserialize;

/// What the table shows of the catalogue.
#[derive(Deserialize)]
pub(crate) struct List {
    edition: Edition,
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
struct Programme {
    id: String,
    number: u8,
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
    remark: Option<String>,
}

#[derive(Deserialize)]
struct Window {
    #[serde(default)]
    deadline: Vec<Deadline>,
    remark: Option<String>,
}

#[derive(Deserialize)]
struct Deadline {
    kind: String,
    date: String,
}

/// Reads the catalogue; a fault in it is reported as the catalogue's own build reports it.
pub(crate) fn read(directory: &Path) -> Result<List> {
    let compiled =
        catalogue_format::read(directory).map_err(|faults| anyhow!("the catalogue has faults:\n{faults}"))?;
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
                @for programme in &list.programmes { (row(programme)) }
            }
        }
        p { (list.edition.members_note) " " a href=(list.edition.members_page) { (list.edition.members_page) } }
    }
    .into_string()
}

/// Which notice the catalogue follows.
pub(crate) fn render_edition(list: &List) -> String {
    let edition = &list.edition;
    html! {
        (edition.issuer) "「" (edition.title) "」（" (edition.number) "、"
        time datetime=(edition.as_of) { (japanese_date(&edition.as_of)) }
        "）による。一覧の版：" (edition.version)
    }
    .into_string()
}

fn row(programme: &Programme) -> Markup {
    html! {
        tr id={ "row-" (programme.id) } {
            th scope="row" { (programme.number) ". " (programme.system) }
            td { (programme.kind) }
            td { (page(&programme.overview)) }
            td { (page(&programme.detail)) }
            td {
                @if programme.document.is_empty() { "―" }
                @for document in &programme.document {
                    p {
                        (document.title) "（" (document.number) "、"
                        time datetime=(document.date) { (japanese_date(&document.date)) } "）"
                        @if let Some(remark) = &document.remark { small { (remark) } }
                    }
                }
            }
            td {
                (programme.contact.name)
                @if let Some(phone) = &programme.contact.phone {
                    " " a href={ "tel:" (phone) } { (phone) }
                }
                @if let Some(remark) = &programme.contact.remark { " " small { (remark) } }
            }
            td {
                @if programme.window.deadline.is_empty() && programme.window.remark.is_none() { "―" }
                @for deadline in &programme.window.deadline {
                    p {
                        (deadline_name(&deadline.kind)) "："
                        time datetime=(deadline.date) { (japanese_date(&deadline.date)) } "まで"
                    }
                }
                @if let Some(remark) = &programme.window.remark { small { (remark) } }
            }
        }
    }
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

fn deadline_name(kind: &str) -> &str {
    match kind {
        "introduce" => "導入",
        "apply" => "申請",
        "spend" => "支払",
        "use" => "利用",
        other => other,
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
            "programmes": [{
                "id": "a", "number": 1, "system": "<システム>", "kind": "A & B", "name": "a",
                "overview": { "url": null, "printed": null, "why": null },
                "detail": { "url": "https://example.jp/?a=1&b=\"2\"", "printed": "", "why": "空欄" },
                "document": [{ "number": "2", "date": "2025-01-02", "title": "案内", "remark": null }],
                "contact": { "name": "窓口", "phone": "0120-1", "remark": null },
                "window": { "deadline": [{ "kind": "apply", "date": "2026-01-15" }], "remark": null }
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
            r#"<a href="tel:0120-1">0120-1</a>"#,
            "申請：<time datetime=\"2026-01-15\">2026年1月15日</time>まで",
            "通知の印字：空欄（空欄）",
        ] {
            assert!(html.contains(text), "{text} is missing in {html}");
        }
        assert!(render_edition(&list()).contains("日医発第1号"));
    }
}
