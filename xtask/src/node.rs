//! Node and its packages.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::command::{command, read, run};
use crate::{digest, layout};

/// The oldest Node that runs everything here.
const OLDEST: u32 = 20;

/// Sees to it that Node is there and `node_modules` is what package-lock.json says.
pub(crate) fn provision() -> Result<()> {
    let version = read(command("node").arg("--version"), "start Node")
        .with_context(|| format!("Node {OLDEST} or newer is needed: install it from https://nodejs.org"))?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|part| part.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST) {
        bail!("Node {OLDEST} or newer is needed; here is {version}");
    }
    if is_installed()? {
        return Ok(());
    }
    println!("installing the Node packages of package-lock.json");
    run(
        command("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
        "install the Node packages",
    )?;
    let stamp = stamp();
    fs::write(&stamp, lock()?).with_context(|| format!("could not write {}", stamp.display()))
}

/// Whether `node_modules` is what package-lock.json says.
pub(crate) fn is_installed() -> Result<bool> {
    let lock = lock()?;
    Ok(fs::read_to_string(stamp()).is_ok_and(|text| text == lock))
}

/// From which lock file the packages were installed. In their directory, so that the note goes when
/// they go.
fn stamp() -> PathBuf {
    layout::root().join("node_modules/.installed-from-lock")
}

/// Digest of the lock file.
fn lock() -> Result<String> {
    let lock = layout::root().join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("could not read {}", lock.display()))?;
    Ok(digest::of(&lock))
}

/// The version of an installed package.
pub(crate) fn version_of(package: &str) -> Result<String> {
    field(package, "version")
}

/// The licence of an installed package, as an expression of SPDX.
pub(crate) fn licence_of(package: &str) -> Result<String> {
    field(package, "license")
}

fn field(package: &str, name: &str) -> Result<String> {
    let path = path_of(package).join("package.json");
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
    let json: serde_json::Value =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))?;
    json[name]
        .as_str()
        .map(str::to_owned)
        .with_context(|| format!("{} names no {name}", path.display()))
}

/// Where a package stands.
pub(crate) fn path_of(package: &str) -> PathBuf {
    layout::root().join("node_modules").join(package)
}
