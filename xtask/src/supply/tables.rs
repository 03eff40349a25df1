//! The tables of dependencies in `ARCHITECTURE.md`: each stands there once, with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result};

use super::npm;
use crate::layout;
use crate::notices::{IN_PAGE, TOKENS};
use crate::{crates, crates::Package};

const FILE: &str = "ARCHITECTURE.md";
/// The heads of the tables.
const RUST: &str = "| Rust | where | reason |";
const NPM: &str = "| npm | reason |";
const PEERS: &str = "| npm, only measured beside this calculator | reason |";
/// How the paragraph before them begins.
const BROWSER: &str = "What reaches the browser:";

/// Dependencies, each with the packages of this repository that name it, as the tables call them.
type Dependencies = BTreeMap<String, BTreeSet<&'static str>>;

/// Where the tables and the manifests differ.
pub(super) fn faults() -> Result<Vec<String>> {
    let path = layout::root().join(FILE);
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
    let members = crates::members()?;
    let mut faults = compare(&text, RUST, &dependencies(&members));
    for (head, direct) in [(NPM, npm::direct()?), (PEERS, npm::peers()?)] {
        let packages = direct.into_keys().map(|name| (name, BTreeSet::new())).collect();
        faults.extend(compare(&text, head, &packages));
    }
    faults.extend(reaching(&text, &members));
    Ok(faults)
}

fn dependencies(members: &[Package]) -> Dependencies {
    let mut dependencies = Dependencies::new();
    for member in members {
        for dependency in &member.dependencies {
            let of = dependencies.entry(dependency.name.clone()).or_default();
            of.insert(short(&member.name));
        }
    }
    dependencies
}

/// What the tables call a package of this repository.
fn short(name: &str) -> &'static str {
    match name {
        "iryo-dx-hojokin" => "root",
        "catalogue-format" => "format",
        "fuzz" => "fuzz",
        _ => "xtask",
    }
}

/// A table against what is there. The table has a column for the place where there are places.
fn compare(text: &str, head: &str, there: &Dependencies) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let columns = head.matches('|').count() - 1;
    let rows = text
        .lines()
        .enumerate()
        .skip_while(|(_, line)| *line != head)
        .skip(2)
        .take_while(|(_, line)| line.starts_with('|'));
    for (at, row) in rows {
        let mut fault = |message: String| faults.push(format!("{FILE}:{}: {message}", at + 1));
        let cells: Vec<&str> = row
            .trim_matches('|')
            .splitn(columns, '|')
            .map(str::trim)
            .collect();
        if cells.len() < columns || cells[columns - 1].is_empty() {
            fault("理由が書いてありません".into());
        }
        for name in names(cells[0]) {
            let Some(places) = there.get(name) else {
                fault(format!(
                    "{name} はどこからも直接には使われていません。行を消してください"
                ));
                continue;
            };
            if !seen.insert(name) {
                fault(format!("{name} が2回出ています"));
            }
            if !places.is_empty() && self::places(cells[1]) != *places {
                let places: Vec<&str> = places.iter().copied().collect();
                fault(format!("{name} を使っているのは {} です", places.join(", ")));
            }
        }
    }
    let missing = there.keys().filter(|name| !seen.contains(name.as_str()));
    faults.extend(
        missing.map(|name| {
            format!("{FILE}: 表「{head}」に {name} がありません。理由とともに1行で書いてください")
        }),
    );
    faults
}

/// The names between backticks.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The packages of this repository, as the tables call them.
const PLACES: [&str; 4] = ["format", "fuzz", "root", "xtask"];

/// `root (tests), format` are root and format.
fn places(cell: &str) -> BTreeSet<&str> {
    if cell == "all" {
        return BTreeSet::from(PLACES);
    }
    let mut depth = 0;
    let outside: String = cell
        .chars()
        .filter(|letter| {
            depth += i32::from(*letter == '(');
            let outside = depth == 0;
            depth -= i32::from(*letter == ')');
            outside
        })
        .collect();
    PLACES
        .into_iter()
        .filter(|place| outside.split(',').any(|part| part.trim() == *place))
        .collect()
}

/// The paragraph that says what reaches the browser.
fn reaching(text: &str, members: &[Package]) -> Option<String> {
    let own: BTreeSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let root = members.iter().filter(|member| short(&member.name) == "root");
    let mut there: BTreeSet<&str> = root
        .flat_map(|root| &root.dependencies)
        .filter(|dependency| dependency.kind.is_none())
        .map(|dependency| dependency.name.as_str())
        .filter(|name| !own.contains(name))
        .collect();
    there.extend(IN_PAGE.into_iter().chain([TOKENS]));
    let paragraph = text
        .split("\n\n")
        .find(|paragraph| paragraph.starts_with(BROWSER))
        .unwrap_or_default();
    (names(paragraph).collect::<BTreeSet<_>>() != there).then(|| {
        let there: Vec<&str> = there.into_iter().collect();
        format!(
            "{FILE}: 「{BROWSER}」の段落に挙げるのは {} です",
            there.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there() -> Dependencies {
        BTreeMap::from([
            ("a".to_owned(), BTreeSet::from(["root", "xtask"])),
            ("b".to_owned(), BTreeSet::from(PLACES)),
        ])
    }

    fn said(rows: &str) -> Vec<String> {
        compare(&format!("{RUST}\n|---|---|---|\n{rows}\n"), RUST, &there())
    }

    #[test]
    fn each_dependency_stands_there_once_with_place_and_reason() {
        let a = "| `a` | root (build, tests), xtask | it is good |";
        let b = "| `b` | all | it is better |";
        assert_eq!(said(&format!("{a}\n{b}")), [""; 0]);
        assert_eq!(
            said(a),
            [
                "ARCHITECTURE.md: 表「| Rust | where | reason |」に b がありません。理由とともに1行で書いてください"
            ]
        );
        assert_eq!(
            said(&format!("{a}\n{b}\n{b}")),
            ["ARCHITECTURE.md:5: b が2回出ています"]
        );
        assert_eq!(
            said(&format!("{a}\n{b}\n| `c` | all | why not |")),
            ["ARCHITECTURE.md:5: c はどこからも直接には使われていません。行を消してください"]
        );
        assert_eq!(
            said(&format!("{a}\n| `b` | all | |")),
            ["ARCHITECTURE.md:4: 理由が書いてありません"]
        );
        assert_eq!(
            said(&format!("| `a` | root (xtask) | it is good |\n{b}")),
            ["ARCHITECTURE.md:3: a を使っているのは root, xtask です"]
        );
    }

    #[test]
    fn a_table_that_is_not_there_is_noticed() {
        assert_eq!(compare("", RUST, &there()).len(), 2);
    }

    #[test]
    fn the_paragraph_names_what_reaches_the_browser_and_nothing_else() {
        let listed = "`esbuild`, `lean-qr`,\n`lit-html`, values of `@digital-go-jp/design-tokens`";
        assert_eq!(reaching(&format!("{BROWSER} {listed}.\n\n`x`"), &[]), None);
        assert!(reaching(&format!("{BROWSER} {listed}, `x`"), &[]).is_some());
        assert!(reaching(&format!("{BROWSER} `lit-html`"), &[]).is_some());
        assert!(reaching("", &[]).is_some());
    }
}
