//! Running other programs: every failure names the program and what it was for.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::process::{Child, Command, ExitStatus, Stdio};
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
    let Ok(child) = command.stdin(Stdio::null()).spawn() else {
        return false;
    };
    wait_within(child, limit).is_some_and(|status| status.success())
}

/// What a program wrote, and whether it succeeded.
pub(crate) struct Said {
    /// Whether it succeeded.
    pub(crate) success: bool,
    /// Its standard output.
    pub(crate) output: String,
    /// Its standard error.
    pub(crate) error: String,
}

/// Runs it for at most `limit`, then ends it. What it wrote; nothing where it took longer.
pub(crate) fn said_within(command: &mut Command, limit: Duration) -> Result<Option<Said>> {
    // In files: a pipe that nobody reads fills up, and a grandchild may hold it open.
    let (mut output, mut error) = (tempfile::tempfile()?, tempfile::tempfile()?);
    let child = command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(error.try_clone()?)
        .spawn()
        .with_context(|| format!("{} does not start", name(command)))?;
    let Some(status) = wait_within(child, limit) else {
        return Ok(None);
    };
    let whole = |file: &mut File| -> Result<String> {
        let mut bytes = Vec::new();
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok(Some(Said {
        success: status.success(),
        output: whole(&mut output)?,
        error: whole(&mut error)?,
    }))
}

/// How it ended; nothing where it had to be ended.
fn wait_within(mut child: Child, limit: Duration) -> Option<ExitStatus> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if start.elapsed() < limit => sleep(Duration::from_millis(100)),
            Ok(None) | Err(_) => {
                // It may have ended by itself in between; either way it is gone after this.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
