//! Where the time goes when the page is opened and when a key is pressed, before and after.

use std::fs;

use anyhow::{Context, Result};

use crate::command::{command, read_bytes, run};
use crate::layout::{self, PAGE};
use crate::{browser, pack, provision};

/// The state that today's is compared with: before anything was done about what this measures.
const BEFORE: &str = "0c8bf60";

/// Prints the figures, and writes them to `docs/start-up.md`.
pub(super) fn start() -> Result<()> {
    pack::build(provision()?)?;
    browser::provision()?;
    let before = layout::target().join("before.html");
    let page = read_bytes(
        command("git").arg("show").arg(format!("{BEFORE}:pkg/{PAGE}")),
        "read the page of before; a shallow clone does not have it",
    )?;
    fs::write(&before, page).with_context(|| format!("could not write {}", before.display()))?;
    run(
        command("node")
            .arg("tests/browser/start.mjs")
            .env("PAGE", layout::dist().join(PAGE))
            .env("BEFORE", before)
            .env("REVISION", BEFORE)
            .env("REPORT", layout::root().join("docs/start-up.md")),
        "measure where the time goes in Chromium",
    )
}
