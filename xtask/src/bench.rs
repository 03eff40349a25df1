//! `cargo xtask bench`: figures of the built page. Nothing fails by being slow, as times are those of
//! the machine.

use anyhow::Result;

use crate::browser;
use crate::command::{command, run};
use crate::layout::{self, PAGE};

/// Opening the page, and typing into it, in Chromium.
pub(crate) fn page() -> Result<()> {
    browser::provision()?;
    run(
        command("node")
            .arg("tests/browser/bench.mjs")
            .env("PAGE", layout::dist().join(PAGE)),
        "measure the page in Chromium",
    )
}
