//! Running other programs: every failure names the program and what it was for.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A command that starts in the root of the repository.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::layout::root());
    command
}

/// Runs it with its output on the terminal; `purpose` completes "could not …".
pub(crate) fn run(command: &mut Command, purpose: &str) -> Result<()> {
    let program = name(command);
    let status = command
        .status()
        .with_context(|| format!("could not {purpose}: {program} does not start"))?;
    if !status.success() {
        bail!("could not {purpose}: {program} ended with {status}");
    }
    Ok(())
}

/// Runs it and gives back what it wrote, trimmed; `purpose` completes "could not …".
pub(crate) fn read(command: &mut Command, purpose: &str) -> Result<String> {
    let text = String::from_utf8(read_bytes(command, purpose)?).with_context(|| {
        let program = name(command);
        format!("could not {purpose}: {program} wrote something else than UTF-8")
    })?;
    Ok(text.trim().to_owned())
}

/// Runs it and gives back what it wrote, byte for byte; `purpose` completes "could not …".
pub(crate) fn read_bytes(command: &mut Command, purpose: &str) -> Result<Vec<u8>> {
    let program = name(command);
    let output = command
        .output()
        .with_context(|| format!("could not {purpose}: {program} does not start"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "could not {purpose}: {program} ended with {}\n{}",
            output.status,
            said.trim()
        );
    }
    Ok(output.stdout)
}

/// Runs it for at most `limit`, then ends it. Whether it succeeded in that time.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).spawn() else {
        return false;
    };
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < limit => sleep(Duration::from_millis(100)),
            Ok(None) | Err(_) => {
                // It may have ended by itself in between; either way it is gone after this.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
