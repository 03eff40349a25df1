//! The two catalogues: from folders, files or git revisions.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::catalogue::{Faults, read};
use crate::error::{Error, Result, fault_lines};

/// A catalogue: a folder of TOML files, its JSON, or that of a git revision.
pub(super) fn load(name: &str) -> Result<Value> {
    let path = Path::new(name);
    if path.is_dir() {
        let inside = path.join("catalogue");
        let path = if inside.is_dir() { &inside } else { path };
        return folder(path).map_err(|faults| {
            Error::new(format!(
                "「{name}」の目録に誤りがあります。次の行を直してください\n{}",
                fault_lines(path, &faults)
            ))
        });
    }
    if path.is_file() {
        let text = fs::read_to_string(path).map_err(|error| {
            Error::new(format!(
                "「{name}」を読めません（{error}）。pkg/catalogue.json のようなファイルを書いてください"
            ))
        })?;
        return json(&text, name);
    }
    let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")])?
        .ok_or_else(|| {
            Error::new(format!(
                "「{name}」というフォルダも、ファイルも、git の版もありません。目録のフォルダ、catalogue.json、HEAD~3 のような版のどれかを書いてください"
            ))
        })?;
    revision(String::from_utf8_lossy(&commit).trim(), name)
}

/// The catalogue of a folder, with the list of allowed hosts, which the published JSON leaves out.
pub(super) fn folder(path: &Path) -> std::result::Result<Value, Faults> {
    let mut catalogue = read(path)?.json;
    let sources: Option<toml::Table> = fs::read_to_string(path.join("sources.toml"))
        .ok()
        .and_then(|text| text.parse().ok());
    let hosts = sources.and_then(|mut sources| sources.remove("hosts"));
    catalogue["hosts"] = serde_json::to_value(hosts).unwrap_or_default();
    Ok(catalogue)
}

/// The catalogue of a JSON file.
fn json(text: &str, name: &str) -> Result<Value> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        Error::new(format!(
            "「{name}」は JSON として読めません（{error}）。pkg/catalogue.json のようなファイルを書いてください"
        ))
    })?;
    if value["programmes"].is_array() {
        Ok(value)
    } else {
        Err(Error::new(format!(
            "「{name}」は目録ではありません（programmes がありません）。pkg/catalogue.json のようなファイルを書いてください"
        )))
    }
}

/// The catalogue of a git revision: its TOML files or, where their grammar is older, its
/// `pkg/catalogue.json`.
fn revision(commit: &str, name: &str) -> Result<Value> {
    match revision_files(commit, name)? {
        Ok(catalogue) => Ok(catalogue),
        Err(faults) => match git(&["show", &format!("{commit}:pkg/catalogue.json")])? {
            Some(text) => json(&String::from_utf8_lossy(&text), name),
            None => Err(Error::new(format!(
                "「{name}」の目録は、いまの書き方では読めません（古い書き方か、誤りがあります）。新しい版を書いてください\n{}",
                fault_lines(Path::new("catalogue"), &faults)
            ))),
        },
    }
}

/// Reads the TOML files of a git revision, from a copy.
fn revision_files(commit: &str, name: &str) -> Result<std::result::Result<Value, Faults>> {
    let failed = |what: &str| {
        Error::new(format!(
            "「{name}」の版の{what}。git の記録が壊れていないか、git fsck で確かめてください"
        ))
    };
    let files = git(&[
        "ls-tree",
        "-r",
        "-z",
        "--name-only",
        "--full-tree",
        commit,
        "catalogue/",
    ])?
    .ok_or_else(|| failed("ファイルの一覧を取り出せません"))?;
    let uncopied = |error| {
        Error::new(format!(
            "一時フォルダにファイルを書けません（{error}）。ディスクの空きを確かめてください"
        ))
    };
    let copy = tempfile::tempdir().map_err(uncopied)?;
    for file in String::from_utf8_lossy(&files).split_terminator('\0') {
        let content = git(&["show", &format!("{commit}:{file}")])?
            .ok_or_else(|| failed(&format!("ファイル {file} を取り出せません")))?;
        let path = copy.path().join(file);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(uncopied)?;
        }
        fs::write(&path, content).map_err(uncopied)?;
    }
    Ok(folder(&copy.path().join("catalogue")))
}

/// What a git command writes, byte for byte; nothing where it fails.
fn git(arguments: &[&str]) -> Result<Option<Vec<u8>>> {
    let output = Command::new("git").args(arguments).output().map_err(|error| {
        Error::new(format!(
            "git を実行できません（{error}）。git を入れるか、版の代わりにフォルダか catalogue.json を書いてください"
        ))
    })?;
    Ok(output.status.success().then_some(output.stdout))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digest of a catalogue is that of its bytes.
    #[test]
    fn git_output_keeps_its_last_line_break() {
        let text = git(&["show", "HEAD:Cargo.toml"]).unwrap().unwrap();
        assert_eq!(text.last(), Some(&b'\n'));
    }

    #[test]
    fn what_is_no_catalogue_is_refused() {
        let error = load("no/such/thing").unwrap_err().to_string();
        assert!(
            error.contains("「no/such/thing」というフォルダも、ファイルも、git の版もありません"),
            "{error}"
        );
        for (text, message) in [
            ("{}", "「a.json」は目録ではありません"),
            ("{", "「a.json」は JSON として読めません"),
        ] {
            let error = json(text, "a.json").unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }
}
