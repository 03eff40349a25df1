//! The crates, by cargo-deny: `deny.toml` says what they are held to.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::{Findings, HOW, Missing};
use crate::command::{Said, command, said_within};
use crate::tool::Tool;

const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};

/// How long it may take with what is here.
const CALCULATING: Duration = Duration::from_mins(2);
/// How long it may take to get the database of advisories.
const FETCHING: Duration = Duration::from_mins(1);

/// Licences, sources and known weaknesses of the crates.
pub(super) fn check(missing: Missing, findings: &mut Findings) -> Result<()> {
    let program = match missing {
        Missing::Install => Some(CARGO_DENY.provision()?),
        Missing::Leave => CARGO_DENY.find(),
    };
    let Some(program) = program else {
        findings.unseen.push(format!(
            "Rust の部品のライセンス・取得元・既知の脆弱性：cargo-deny が入っていません。{HOW}"
        ));
        return Ok(());
    };
    let said = said_within(
        deny(&program).args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]),
        CALCULATING,
    )?
    .context("cargo-deny が終わりません")?;
    if said.success {
        findings.remarks.push(format!(
            "Rust の部品：ライセンスと取得元は deny.toml のとおりです。版が2つ以上ある部品（問題ではありません）は{}件です",
            said.error.matches("warning[duplicate]").count()
        ));
    } else {
        findings.faults.push(format!(
            "Rust の部品（cargo deny）：\n{}",
            without_warnings(&said.error)
        ));
    }
    advisories(&program, findings)
}

/// What cargo-deny said, without its warnings: a paragraph each.
fn without_warnings(said: &str) -> String {
    let paragraphs = said.trim_end().split("\n\n");
    let faults: Vec<&str> = paragraphs
        .filter(|paragraph| !paragraph.starts_with("warning["))
        .collect();
    faults.join("\n\n")
}

fn advisories(program: &Path, findings: &mut Findings) -> Result<()> {
    let fetched = said_within(deny(program).args(["fetch", "db"]), FETCHING)?;
    if let Some(reason) = not_fetched(fetched.as_ref()) {
        findings.unseen.push(format!(
            "Rust の部品の既知の脆弱性（RustSec）：データベースを取り寄せられませんでした（{reason}）"
        ));
        return Ok(());
    }
    let said = said_within(
        deny(program).args(["--offline", "check", "--hide-inclusion-graph", "advisories"]),
        CALCULATING,
    )?
    .context("cargo-deny が終わりません")?;
    if said.success {
        findings
            .remarks
            .push("Rust の部品：RustSec に、既知の脆弱性は載っていません".into());
    } else {
        findings.faults.push(format!(
            "Rust の部品の既知の脆弱性（cargo deny）：\n{}",
            without_warnings(&said.error)
        ));
    }
    Ok(())
}

/// Why the database was not fetched; nothing where it was.
fn not_fetched(said: Option<&Said>) -> Option<String> {
    match said {
        None => Some(format!("{}秒以内に終わりませんでした", FETCHING.as_secs())),
        Some(said) if said.success => None,
        Some(said) => {
            let last = said.error.lines().map(str::trim).rfind(|line| !line.is_empty());
            Some(last.unwrap_or("理由は示されていません").to_owned())
        }
    }
}

fn deny(program: &Path) -> Command {
    let mut deny = command(program);
    // Git has to give up by itself: it outlives a cargo-deny that was ended.
    deny.env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_HTTP_LOW_SPEED_LIMIT", "1000")
        .env("GIT_HTTP_LOW_SPEED_TIME", "20")
        .args(["--color", "never", "--locked", "--workspace"]);
    deny
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_do_not_hide_the_fault() {
        let said =
            "warning[duplicate]: two\n  of them\n\nerror[rejected]: one\n  of them\n\nlicenses FAILED\n";
        assert_eq!(
            without_warnings(said),
            "error[rejected]: one\n  of them\n\nlicenses FAILED"
        );
    }

    #[test]
    fn a_database_that_was_not_fetched_is_told_with_its_reason() {
        let said = |success: bool, error: &str| Said {
            success,
            output: String::new(),
            error: error.to_owned(),
        };
        assert_eq!(not_fetched(Some(&said(true, ""))), None);
        assert_eq!(
            not_fetched(Some(&said(false, "failed to fetch\nfatal: no host\n\n"))).unwrap(),
            "fatal: no host"
        );
        assert_eq!(
            not_fetched(Some(&said(false, ""))).unwrap(),
            "理由は示されていません"
        );
        assert_eq!(not_fetched(None).unwrap(), "60秒以内に終わりませんでした");
    }
}
