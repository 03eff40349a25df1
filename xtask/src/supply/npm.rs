//! The packages of npm: what the lock file says of them, and what the registry knows against them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use super::Findings;
use crate::command::{command, said_within};
use crate::{layout, licence};

/// The licences that packages may have. None but those of `notices.rs` reaches people: the others are of
/// tools, which nobody passes on.
const LICENCES: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Python-2.0",
    "Unlicense",
];

/// Packages whose licence the lock file does not name, and the one that stands in their archive.
const UNNAMED: [(&str, &str); 1] = [("svg-tags", "MIT")];

/// Packages that bring a script to be run when they are installed. `.npmrc` has none run.
const SCRIPTS: [(&str, &str); 1] = [(
    "esbuild",
    "puts its program in the place of the script that starts it, which is only faster; the build calls neither",
)];

/// Where the packages are that this calculator is measured beside.
const PEERS: &str = "bench/peers/";

/// The folders with packages, below the root.
const FOLDERS: [&str; 2] = ["", PEERS];

/// How long the registry may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// What package.json or an entry of package-lock.json may name of the dependencies.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Manifest {
    dependencies: BTreeMap<String, String>,
    dev_dependencies: BTreeMap<String, String>,
    optional_dependencies: BTreeMap<String, String>,
    peer_dependencies: BTreeMap<String, String>,
}

/// package-lock.json.
#[derive(Debug, Deserialize)]
struct Lock {
    packages: BTreeMap<String, Entry>,
}

/// A package in it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(rename = "license")]
    licence: Option<String>,
    integrity: Option<String>,
    resolved: Option<String>,
    #[serde(default)]
    has_install_script: bool,
}

/// The packages that a package.json names, with their versions.
fn named(folder: &str) -> Result<BTreeMap<String, String>> {
    let manifest: Manifest = read(&format!("{folder}package.json"))?;
    Ok([
        manifest.dependencies,
        manifest.dev_dependencies,
        manifest.optional_dependencies,
        manifest.peer_dependencies,
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// What is wrong with the lock files and with each package.json.
pub(super) fn faults() -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut packages = BTreeMap::new();
    for folder in FOLDERS {
        faults.extend(inexact(folder, &named(folder)?));
        let lock: Lock = read(&format!("{folder}package-lock.json"))?;
        let entries = lock.packages.into_iter().filter(|(path, _)| !path.is_empty());
        packages.extend(entries.map(|(path, entry)| (format!("{folder}{path}"), entry)));
        let path = layout::root().join(folder).join(".npmrc");
        let npmrc =
            fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        faults.extend(runs_scripts(folder, &npmrc));
    }
    // All at once: the lists are of what any of them brings.
    faults.extend(lock_faults(&Lock { packages }));
    Ok(faults)
}

fn read<T: for<'a> Deserialize<'a>>(name: &str) -> Result<T> {
    let path = layout::root().join(name);
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{name} is not of npm's form"))
}

/// Versions that leave a choice.
fn inexact(folder: &str, direct: &BTreeMap<String, String>) -> Vec<String> {
    let exact = |version: &str| {
        let plain = version.split(['-', '+']).next().unwrap_or_default();
        let parts: Vec<&str> = plain.split('.').collect();
        let number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(number)
    };
    direct
        .iter()
        .filter(|(_, version)| !exact(version))
        .map(|(name, version)| {
            format!("{folder}package.json: {name} の版「{version}」が1つに決まりません。1.2.3 の形で書いてください")
        })
        .collect()
}

fn runs_scripts(folder: &str, npmrc: &str) -> Option<String> {
    (!npmrc.lines().any(|line| line.trim() == "ignore-scripts=true")).then(|| {
        format!("{folder}.npmrc: ignore-scripts=true がありません。部品のスクリプトが導入のときに動きます")
    })
}

fn lock_faults(lock: &Lock) -> Vec<String> {
    let mut faults = Vec::new();
    let mut scripts = BTreeSet::new();
    let mut unnamed = BTreeSet::new();
    let mut met = BTreeSet::new();
    for (path, entry) in lock.packages.iter().filter(|(path, _)| !path.is_empty()) {
        let mut fault = |message: String| faults.push(format!("package-lock.json: {path}: {message}"));
        let name = path.rsplit("node_modules/").next().unwrap_or_default();
        if entry.resolved.is_some() {
            fault("取得先のアドレス（resolved）が書かれています".into());
        }
        if !entry
            .integrity
            .as_deref()
            .is_some_and(|it| it.starts_with("sha512-"))
        {
            fault("照合用の値（integrity、sha512）がありません".into());
        }
        if entry.has_install_script {
            scripts.insert(name);
            if SCRIPTS.iter().all(|(known, _)| *known != name) {
                fault("導入のときに動くスクリプトがあります。なくても使えるかを確かめ、理由とともに npm.rs に書いてください".into());
            }
        }
        let kept = UNNAMED
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, licence)| *licence);
        let named = entry.licence.as_deref();
        if named.is_none() && kept.is_some() {
            unnamed.insert(name);
        }
        let Some(licence) = named.or(kept) else {
            fault("ライセンスが書かれていません。部品の中の文書を確かめ、npm.rs に書いてください".into());
            continue;
        };
        match licence::chosen(licence, &LICENCES) {
            Some(kept) => met.extend(kept),
            None => fault(format!(
                "ライセンス「{licence}」は、npm.rs が認めるものではありません"
            )),
        }
    }
    // A list that names what is no longer there says nothing about what comes.
    let lists = [
        (LICENCES.to_vec(), met),
        (SCRIPTS.map(|(name, _)| name).to_vec(), scripts),
        (UNNAMED.map(|(name, _)| name).to_vec(), unnamed),
    ];
    let leftovers = lists
        .into_iter()
        .flat_map(|(list, found)| list.into_iter().filter(move |name| !found.contains(name)));
    faults
        .extend(leftovers.map(|name| format!("npm.rs: {name} に当たる部品はもうありません。消してください")));
    faults
}

/// Asks the registry what it knows against the packages, and whether they are those that it signed.
pub(super) fn audit(findings: &mut Findings) {
    for folder in FOLDERS {
        let known = ask(npm().current_dir(layout::root().join(folder)).args([
            "audit",
            "--json",
            "--package-lock-only",
        ]));
        match known.and_then(|answer| weaknesses(&answer)) {
            Ok(found) if found.is_empty() => findings.remarks.push(format!(
                "npm の部品（{folder}package-lock.json）：npm のレジストリに、既知の脆弱性は載っていません"
            )),
            Ok(found) => findings.faults.extend(found),
            Err(reason) => findings.unseen.push(format!(
                "npm の部品の既知の脆弱性（{folder}package-lock.json の npm audit）：レジストリが答えませんでした（{reason}）"
            )),
        }
    }
    // Only of what is installed, which the peers are where they are measured.
    let signed = ask(npm().args(["audit", "signatures", "--json"]));
    match signed.and_then(|answer| unsigned(&answer)) {
        Ok(found) if found.is_empty() => findings
            .remarks
            .push("npm の部品：レジストリの署名と合っています".into()),
        Ok(found) => findings.faults.extend(found),
        Err(reason) => findings.unseen.push(format!(
            "npm の部品の署名（npm audit signatures）：確かめられませんでした（{reason}）"
        )),
    }
}

fn npm() -> Command {
    let mut npm = command("npm");
    npm.args(["--fetch-retries=0", "--loglevel=error"]);
    npm
}

/// The answer as JSON, or why there is none.
fn ask(npm: &mut Command) -> Result<Value, String> {
    let said = said_within(npm, PATIENCE).map_err(|error| format!("{error:#}"))?;
    let said = said.ok_or_else(|| format!("{}秒以内に終わりませんでした", PATIENCE.as_secs()))?;
    serde_json::from_str(&said.output).map_err(|_| {
        let line = said
            .error
            .lines()
            .find_map(|line| line.strip_prefix("npm error network request "));
        let line = line.or_else(|| said.error.lines().next());
        line.unwrap_or("理由は示されていません").to_owned()
    })
}

/// Why an answer is none.
fn refusal(answer: &Value) -> String {
    let texts = [&answer["message"], &answer["error"]["summary"]];
    let text = texts
        .into_iter()
        .filter_map(Value::as_str)
        .find(|text| !text.is_empty());
    text.unwrap_or("理由は示されていません").to_owned()
}

fn weaknesses(answer: &Value) -> Result<Vec<String>, String> {
    let found = answer["vulnerabilities"]
        .as_object()
        .ok_or_else(|| refusal(answer))?;
    Ok(found
        .iter()
        .map(|(name, weakness)| {
            let titles: Vec<&str> = weakness["via"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|via| via["title"].as_str().or(via.as_str()))
                .collect();
            let severity = weakness["severity"].as_str().unwrap_or_default();
            format!(
                "npm の部品 {name} に既知の脆弱性があります（{severity}）：{}",
                titles.join("、")
            )
        })
        .collect())
}

fn unsigned(answer: &Value) -> Result<Vec<String>, String> {
    let list = |field: &str| answer[field].as_array().ok_or_else(|| refusal(answer));
    Ok(list("invalid")?
        .iter()
        .chain(list("missing")?)
        .map(|package| {
            let text = |field: &str| package[field].as_str().unwrap_or_default();
            format!(
                "npm の部品 {} {} は、レジストリの署名と合わないか、署名がありません",
                text("name"),
                text("version")
            )
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A lock file in which everything that the lists name occurs, and one more package.
    fn said(package: &Value) -> Vec<String> {
        let mut packages: BTreeMap<String, Value> = LICENCES
            .iter()
            .map(|name| {
                (
                    format!("node_modules/{name}"),
                    json!({ "license": name, "integrity": "sha512-a" }),
                )
            })
            .collect();
        packages.insert("node_modules/svg-tags".into(), json!({ "integrity": "sha512-a" }));
        for (name, _) in SCRIPTS {
            packages.insert(
                format!("node_modules/{name}"),
                json!({ "license": "MIT", "integrity": "sha512-a", "hasInstallScript": true }),
            );
        }
        packages.insert("node_modules/a/node_modules/b".into(), package.clone());
        lock_faults(&serde_json::from_value(json!({ "packages": packages })).unwrap())
    }

    #[test]
    fn the_lock_file_keeps_its_rules() {
        let right = json!({ "license": "(MIT OR GPL-3.0-only)", "integrity": "sha512-a" });
        assert_eq!(said(&right), [""; 0]);
        for (field, value, message) in [
            (
                "resolved",
                json!("https://example.com/b.tgz"),
                "取得先のアドレス（resolved）が書かれています",
            ),
            (
                "integrity",
                json!("sha1-a"),
                "照合用の値（integrity、sha512）がありません",
            ),
            (
                "integrity",
                Value::Null,
                "照合用の値（integrity、sha512）がありません",
            ),
            (
                "hasInstallScript",
                json!(true),
                "導入のときに動くスクリプトがあります。なくても使えるかを確かめ、理由とともに npm.rs に書いてください",
            ),
            (
                "license",
                Value::Null,
                "ライセンスが書かれていません。部品の中の文書を確かめ、npm.rs に書いてください",
            ),
            (
                "license",
                json!("GPL-3.0-only"),
                "ライセンス「GPL-3.0-only」は、npm.rs が認めるものではありません",
            ),
        ] {
            let mut wrong = right.clone();
            wrong[field] = value;
            assert_eq!(
                said(&wrong),
                [format!(
                    "package-lock.json: node_modules/a/node_modules/b: {message}"
                )]
            );
        }
    }

    #[test]
    fn a_list_names_nothing_that_is_gone() {
        let none: Lock = serde_json::from_value(json!({ "packages": { "": {} } })).unwrap();
        assert_eq!(
            lock_faults(&none).len(),
            LICENCES.len() + SCRIPTS.len() + UNNAMED.len()
        );
    }

    #[test]
    fn versions_are_exact_and_no_script_is_run() {
        let one = |version: &str| inexact("", &BTreeMap::from([("a".to_owned(), version.to_owned())])).len();
        for exact in ["1.2.3", "1.2.3-beta.1"] {
            assert_eq!(one(exact), 0, "{exact}");
        }
        for open in [
            "^1.2.3",
            "1.2",
            "1.x.3",
            "*",
            "",
            "latest",
            "file:../a",
            ">=1.2.3",
        ] {
            assert_eq!(one(open), 1, "{open}");
        }
        assert!(runs_scripts("", "audit=false\nignore-scripts=true\n").is_none());
        assert!(runs_scripts("", "audit=false\n").is_some());
    }

    #[test]
    fn what_the_registry_finds_is_told_and_no_answer_is_no_finding() {
        let found = json!({ "vulnerabilities": { "a": { "severity": "high", "via": [{ "title": "it breaks" }, "b"] } } });
        assert_eq!(
            weaknesses(&found).unwrap(),
            ["npm の部品 a に既知の脆弱性があります（high）：it breaks、b"]
        );
        assert_eq!(weaknesses(&json!({ "vulnerabilities": {} })).unwrap(), [""; 0]);
        assert_eq!(weaknesses(&json!({ "message": "405" })).unwrap_err(), "405");
        assert_eq!(weaknesses(&json!({})).unwrap_err(), "理由は示されていません");
        let bad = json!({ "invalid": [{ "name": "a", "version": "1.0.0" }], "missing": [] });
        assert_eq!(unsigned(&bad).unwrap().len(), 1);
        assert_eq!(
            unsigned(&json!({ "invalid": [], "missing": [] })).unwrap(),
            [""; 0]
        );
        assert_eq!(
            unsigned(&json!({ "error": { "summary": "no" } })).unwrap_err(),
            "no"
        );
    }
}
