//! The webmasters' page: fills its template with the programmes and with what the other files are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{PreEscaped, html};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha384};

use crate::digest;
use crate::layout::{BATCH, FRAME, PAGE, PAGE_NOWASM, WIDGET, WIDGET_MINIFIED};
use crate::page::{self, element, hash, meta};

/// The files that are put on a site.
const OFFERED: [&str; 6] = [WIDGET_MINIFIED, WIDGET, PAGE, FRAME, PAGE_NOWASM, BATCH];

/// What the page shows of the catalogue.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Catalogue {
    questions: Vec<Question>,
    beside_group: Group,
    programmes: Vec<Programme>,
}

#[derive(Deserialize)]
struct Group {
    label: String,
}

#[derive(Deserialize)]
struct Question {
    key: String,
    #[serde(default)]
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    value: Value,
    label: String,
}

#[derive(Deserialize)]
struct Programme {
    id: String,
    /// Its place in the list; one beside it has none.
    number: Option<u16>,
    system: String,
    kind: String,
}

/// What the page's script reads; www/src/snippet.ts says the same.
#[derive(Serialize)]
struct Built<'a> {
    version: &'a str,
    folder: String,
    files: &'a BTreeMap<&'static str, File>,
    policies: &'a BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct File {
    bytes: usize,
    sha384: String,
    sha256: String,
}

/// What goes into the template.
pub(crate) struct Parts<'a> {
    /// The style, minified.
    pub(crate) style: String,
    /// The script, bundled.
    pub(crate) script: String,
    /// Of calculator and catalogue.
    pub(crate) version: &'a str,
    /// The notice that the catalogue follows, as HTML.
    pub(crate) edition: String,
    /// The policies that the pages carry, by their names.
    pub(crate) policies: BTreeMap<&'static str, String>,
}

/// The page. The files that it speaks of are in that directory already.
pub(crate) fn fill(template: &str, parts: &Parts, catalogue: &Path, dist: &Path) -> Result<String> {
    let compiled = catalogue_compiler::read(catalogue)
        .map_err(|faults| anyhow!("the catalogue has faults:\n{faults}"))?;
    let catalogue: Catalogue = serde_json::from_value(compiled.json)
        .context("the catalogue's JSON is not what xtask/src/embed.rs expects")?;
    let mut files = BTreeMap::new();
    for name in OFFERED {
        files.insert(name, File::read(&dist.join(name))?);
    }
    let built = Built {
        version: parts.version,
        // In an address a plus sign may be read as a space.
        folder: parts.version.replace('+', "_"),
        files: &files,
        policies: &parts.policies,
    };
    let script = page::script(&parts.script);
    // The example stands in a frame that inherits this: it may load what stands beside this page.
    let policy = format!(
        "default-src 'none'; script-src {} 'self' file: 'wasm-unsafe-eval'; style-src 'unsafe-inline'; \
         frame-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'",
        hash(&script)
    );
    page::put(
        "www/embed.html",
        template,
        &[
            ("<!--CSP-->", meta(&policy)),
            ("<!--STYLE-->", element("style", parts.style.trim())),
            ("<!--PROGRAMMES-->", programmes(&catalogue)),
            ("<!--KINDS-->", kinds(&catalogue.questions)?),
            ("<!--FILES-->", table(&files)),
            ("<!--EDITION-->", parts.edition.clone()),
            // So that nothing in it ends the element around it.
            (
                "<!--DATA-->",
                serde_json::to_string(&built)?.replace('<', "\\u003c"),
            ),
            ("<!--SCRIPT-->", element("script", &script)),
        ],
    )
}

impl File {
    fn read(path: &Path) -> Result<Self> {
        let content = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
        Ok(Self {
            bytes: content.len(),
            sha384: STANDARD.encode(Sha384::digest(&content)),
            sha256: digest::of(&content),
        })
    }
}

/// A box to tick for each programme of the list, then for each beside it, under the name of these.
fn programmes(
    Catalogue {
        beside_group,
        programmes,
        ..
    }: &Catalogue,
) -> String {
    let (list, beside): (Vec<&Programme>, Vec<&Programme>) = programmes
        .iter()
        .partition(|programme| programme.number.is_some());
    let ticks = |programmes: &[&Programme]| {
        html! {
            @for Programme { id, number, system, kind } in programmes {
                label {
                    // The page's script knows by data-beside which ones are not of the list.
                    input type="checkbox" name="programmes" value=(id) checked data-beside[number.is_none()];
                    " " @if let Some(number) = number { (number) ". " } (system) "：" (kind)
                }
            }
        }
    };
    html! {
        (ticks(&list))
        @if !beside.is_empty() {
            fieldset {
                legend { (beside_group.label) }
                (ticks(&beside))
            }
        }
    }
    .into_string()
}

/// The facility types, as the question has them.
fn kinds(questions: &[Question]) -> Result<String> {
    let question = questions.iter().find(|question| question.key == "facilityType");
    let choices = &question
        .context("the catalogue asks for no facilityType")?
        .choices;
    let options = html! {
        @for Choice { value, label } in choices {
            option value=(value.as_str().unwrap_or_default()) { (label) }
        }
    };
    Ok(options.into_string())
}

fn table(files: &BTreeMap<&'static str, File>) -> String {
    html! {
        table {
            thead { tr { @for heading in ["ファイル", "大きさ（バイト）", "integrity（SHA-384）", "SHA-256"] { th scope="col" { (heading) } } } }
            tbody {
                @for (name, file) in files {
                    tr {
                        th scope="row" { a href=(name) { (name) } }
                        td { (file.bytes) }
                        td { code { "sha384-" (PreEscaped(&file.sha384)) } }
                        td { code { (file.sha256) } }
                    }
                }
            }
        }
    }
    .into_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_stands_beside_the_list_is_ticked_under_its_own_name_and_without_a_number() {
        let mut catalogue: Catalogue = serde_json::from_value(json!({
            "questions": [],
            "besideGroup": { "label": "一覧にない支援", "note": "調べたのはここまでです。" },
            "programmes": [
                { "id": "b", "number": null, "system": "介護", "kind": "助成金" },
                { "id": "a", "number": 1, "system": "電子カルテ", "kind": "補助金" },
            ],
        }))
        .unwrap();
        let list = r#"<label><input type="checkbox" name="programmes" value="a" checked> 1. 電子カルテ：補助金</label>"#;
        assert_eq!(
            programmes(&catalogue),
            format!(
                r#"{list}<fieldset><legend>一覧にない支援</legend><label><input type="checkbox" name="programmes" value="b" checked data-beside> 介護：助成金</label></fieldset>"#
            )
        );
        catalogue.programmes.remove(0);
        assert_eq!(programmes(&catalogue), list);
    }
}
