//! Instructions instead of times: what a growing catalogue costs, whatever else the machine does and however much of the
//! data its caches hold.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command::{command, read_bytes};
use crate::layout;

/// Counts instructions one by one; where it is not installed, none are counted.
const COUNTER: &str = "valgrind";
/// The function of `examples/growth.rs` that makes one report.
const COUNTED: &str = "growth::counted";

/// Whether there is something that counts.
pub(super) fn can_be_counted() -> bool {
    let asked = Command::new(COUNTER)
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    asked.is_ok_and(|status| status.success())
}

/// Instructions of one report each of the institutions of `examples/growth.rs`, with a catalogue of such a size.
pub(super) fn count(programmes: u64, conditions: u64, thresholds: bool) -> Result<[u64; 3]> {
    let folder = tempfile::tempdir().context("could not make a temporary folder")?;
    let out = folder.path().join("counts");
    read_bytes(
        command(COUNTER)
            .args(["--tool=callgrind", "--collect-atstart=no"])
            .args(["--toggle-collect=", "--dump-after="].map(|option| format!("{option}{COUNTED}")))
            .arg(format!("--callgrind-out-file={}", out.display()))
            .arg(layout::target().join("measure/examples/growth"))
            .args([
                "count",
                &programmes.to_string(),
                &conditions.to_string(),
                &thresholds.to_string(),
            ]),
        "count instructions",
    )?;
    let mut counts: Vec<u64> = Vec::new();
    // One file for each report, and one for what comes behind the last.
    for nth in 1.. {
        let Ok(text) = fs::read_to_string(out.with_extension(nth.to_string())) else {
            break;
        };
        let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
        counts.push(total.context("it does not say how many")?.trim().parse()?);
    }
    match counts[..] {
        [nothing, some, all] if !counts.contains(&0) => Ok([nothing, some, all]),
        _ => bail!("{COUNTER} counted {counts:?} in {COUNTED}, where there are three reports"),
    }
}
