//! The same rules in other engines: who is right, how fast, how large. Writes its section of the document.

use std::fs;

use anyhow::{Context, Result};

use crate::command::{command, read_bytes, run};
use crate::{calculator, layout, pack, provision};

/// Measures, prints the tables and writes them into the document.
pub(super) fn peers() -> Result<()> {
    let toolchain = provision()?;
    pack::build(toolchain)?;
    let folder = layout::root().join("bench/peers");
    run(
        command("npm")
            .current_dir(&folder)
            // Not "ci": newer versions of npm refuse the list, as it has no native programs for other machines.
            .args([
                "install",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ]),
        "install the peers",
    )?;
    run(
        command("cargo").args(["build", "--quiet", "--profile", "bench", "--example", "judge"]),
        "build the core natively",
    )?;
    let core = layout::target().join("judge_in_wasm");
    calculator::example(toolchain, "judge_in_wasm", &core)?;
    let measured = read_bytes(
        command("node")
            .arg(folder.join("run.mjs"))
            .env("DIST", layout::dist())
            .env("CORE", core)
            .env("JUDGE", layout::target().join("release/examples/judge")),
        "measure the peers",
    )?;
    let file = layout::target().join("peers.json");
    fs::write(&file, measured).with_context(|| format!("could not write {}", file.display()))?;
    run(
        command("node")
            .arg(folder.join("report.mjs"))
            .arg(file)
            .arg(layout::root().join("docs/benchmarks.md"))
            .arg(toolchain.rustc_version()?),
        "write down what was measured",
    )
}
