//! As many institutions as Japan has in one call. Writes its section of the document.

use anyhow::Result;

use crate::command::{command, run};
use crate::{layout, pack, provision};

/// Measures, and prints what it writes into the document.
pub(super) fn many() -> Result<()> {
    let toolchain = provision()?;
    pack::build(toolchain)?;
    run(
        command("node")
            .arg(layout::root().join("bench/many.mjs"))
            .arg(layout::root().join("docs/benchmarks.md"))
            .arg(toolchain.rustc_version()?)
            .env("DIST", layout::dist()),
        "measure many institutions",
    )
}
