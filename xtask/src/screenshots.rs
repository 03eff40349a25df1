//! `cargo xtask screenshots`: what the built page looks like, committed to be looked at and compared.

use anyhow::Result;

use crate::browser;
use crate::command::{command, run};
use crate::layout::{self, PAGE};

/// Takes all pictures anew.
pub(crate) fn take() -> Result<()> {
    browser::provision()?;
    run(
        command("node")
            .arg("tests/browser/screenshots.mjs")
            .env("PAGE", layout::dist().join(PAGE))
            .env("PICTURES", layout::screenshots()),
        "take pictures of the page in Chromium",
    )
}
