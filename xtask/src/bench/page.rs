//! Opening the page, and typing into it, in Chromium.

use anyhow::Result;

use crate::command::{command, run};
use crate::layout::{self, PAGE};
use crate::{browser, pack, provision};

/// Prints the figures.
pub(super) fn page() -> Result<()> {
    pack::build(provision()?)?;
    browser::provision()?;
    run(
        command("node")
            .arg("tests/browser/bench.mjs")
            .env("PAGE", layout::dist().join(PAGE)),
        "measure the page in Chromium",
    )
}
