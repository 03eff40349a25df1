//! Opening the page, and typing into it, in Chromium.

use std::fs;

use anyhow::{Context, Result};

use crate::command::{command, read, run};
use crate::layout::{self, PAGE};
use crate::{browser, pack, provision};

/// Prints the figures, beside those of the page that a revision of git has in `pkg/`.
pub(super) fn page(revision: Option<&str>) -> Result<()> {
    pack::build(provision()?)?;
    browser::provision()?;
    let mut node = command("node");
    node.arg("tests/browser/bench.mjs")
        .env("PAGE", layout::dist().join(PAGE));
    if let Some(revision) = revision {
        let mut git = command("git");
        let html = read(
            git.args(["show", &format!("{revision}:pkg/{PAGE}")]),
            "find the page of that revision",
        )?;
        let before = layout::target().join("before.html");
        fs::write(&before, html).with_context(|| format!("could not write {}", before.display()))?;
        node.env("BEFORE", before);
    }
    run(&mut node, "measure the page in Chromium")
}
