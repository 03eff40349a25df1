//! `cargo xtask check supply`: what comes from others. Its licences, its sources, what is known against it,
//! and whether the documents say what is there.
//!
//! What needs neither the network nor a tool of its own is part of `cargo xtask test lint` too. What could
//! not be looked at is said at the end, with the reason: silence would pass for a finding of nothing.

mod deny;
mod npm;

use anyhow::Result;

use crate::layout::THIRD_PARTY;
use crate::{node, notices};

/// Whether tools that are missing are installed, which takes minutes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Missing {
    /// It was asked for.
    Install,
    /// It was not: somebody waits for another answer.
    Leave,
}

/// What the checks say.
#[derive(Debug, Default)]
struct Findings {
    /// What is wrong.
    faults: Vec<String>,
    /// What was looked at and has to be known.
    remarks: Vec<String>,
    /// What could not be looked at, and why.
    unseen: Vec<String>,
}

/// Prints what is wrong and what could not be looked at. Whether nothing is wrong.
pub(crate) fn check(missing: Missing) -> Result<bool> {
    if missing == Missing::Install {
        node::provision()?;
    }
    let mut findings = Findings::default();
    documents(&mut findings)?;
    if node::is_installed()? {
        third_party(&mut findings)?;
    } else {
        findings.unseen.push(format!(
            "{THIRD_PARTY} が今の部品に合っているか：npm の部品がまだ入っていません。{HOW}"
        ));
    }
    deny::check(missing, &mut findings)?;
    npm::audit(&mut findings);
    for line in findings.faults.iter().chain(&findings.remarks) {
        println!("{line}");
    }
    if findings.faults.is_empty() {
        println!("使っている部品に問題は見つかりませんでした。");
    } else {
        println!("使っている部品に問題が{}件あります。", findings.faults.len());
    }
    for line in &findings.unseen {
        println!("調べていないもの：{line}");
    }
    Ok(findings.faults.is_empty())
}

/// How somebody gets what is not looked at for want of a tool.
const HOW: &str = "cargo xtask check supply で、入れてから調べます（数分かかります）";

/// What is wrong as far as this repository and its packages tell.
pub(crate) fn offline() -> Result<Vec<String>> {
    let mut findings = Findings::default();
    documents(&mut findings)?;
    third_party(&mut findings)?;
    Ok(findings.faults)
}

fn documents(findings: &mut Findings) -> Result<()> {
    findings.faults.extend(npm::faults()?);
    Ok(())
}

fn third_party(findings: &mut Findings) -> Result<()> {
    if !notices::is_up_to_date()? {
        findings.faults.push(format!(
            "{THIRD_PARTY}: 今の部品と合っていません。cargo xtask notices で作り直してください"
        ));
    }
    Ok(())
}
