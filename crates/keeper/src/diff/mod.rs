//! `cargo keeper diff`: what changed between two catalogues, as sentences for people who do not program.
//!
//! Everything in the catalogues' JSON is compared ([`compare`]). [`labels`] says what fields are called.

mod compare;
mod labels;
mod load;
mod pair;
mod show;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::Result;
use compare::Comparison;
use load::load;
use show::plain_text;

/// The first line where something changed and the version did not.
const SAME_VERSION: &str = "目録の版（edition.toml の version）が同じままです。版を上げてください";

/// What changed from an old to a new catalogue, as Markdown. Each is a folder, a JSON file or a git revision.
///
/// # Errors
///
/// There is no such catalogue, or it cannot be read.
pub fn diff(old: &str, new: &str) -> Result<String> {
    Ok(changes(&load(old)?, &load(new)?))
}

fn changes(old: &Value, new: &Value) -> String {
    let sections = Comparison { old, new }.sections();
    let version = |catalogue: &Value| plain_text(&catalogue["edition"]["version"]);
    let mut lines = Vec::new();
    if !sections.is_empty() && old["edition"]["version"] == new["edition"]["version"] {
        lines.extend([SAME_VERSION.to_owned(), String::new()]);
    }
    lines.push(format!("## {}（{} からの変更）", version(new), version(old)));
    if sections.is_empty() {
        lines.push(String::new());
        lines.push(if old["digest"] == new["digest"] {
            "変わったところはありません。".into()
        } else {
            "書かれている内容は同じです。ファイルの書き方（注記など）だけが変わりました。".into()
        });
    }
    let mut last_heading = "";
    for section in &sections {
        if section.heading != last_heading {
            lines.extend([String::new(), format!("### {}", section.heading), String::new()]);
            last_heading = &section.heading;
        }
        lines.extend(section.changes.iter().map(|change| format!("- {change}")));
    }
    lines.join("\n") + "\n"
}
