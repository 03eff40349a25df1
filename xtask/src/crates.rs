//! The crates, as Cargo tells of them.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::command::{command, read};
use crate::toolchain::TARGET;

/// A package of Cargo.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its licence, as an expression of SPDX.
    #[serde(rename = "license")]
    pub(crate) licence: Option<String>,
    /// Where it was got from; nothing for a package of this repository.
    source: Option<String>,
    manifest_path: PathBuf,
}

impl Package {
    /// Where it stands.
    pub(crate) fn folder(&self) -> &Path {
        self.manifest_path
            .parent()
            .expect("a manifest stands in a folder")
    }
}

/// The packages of others that are linked into the wasm, by name. What only the compiler runs is not.
pub(crate) fn linked() -> Result<Vec<Package>> {
    // `cargo metadata` unites the features of the whole workspace; `cargo tree` looks at one build.
    let tree = read(
        cargo("tree")
            .args(["--package", "iryo-dx-hojokin", "--target", TARGET])
            .args([
                "--edges",
                "normal,no-proc-macro",
                "--prefix",
                "none",
                "--format",
                "{p}",
            ]),
        "ask Cargo for the crates in the wasm",
    )?;
    let names: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once(" v")?;
            Some((name, rest.split(' ').next()?))
        })
        .collect();
    let mut packages = metadata(&["--filter-platform", TARGET])?;
    packages.retain(|package| {
        package.source.is_some() && names.contains(&(package.name.as_str(), package.version.as_str()))
    });
    packages.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(packages)
}

fn metadata(arguments: &[&str]) -> Result<Vec<Package>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    let json = read(
        cargo("metadata").args(["--format-version", "1"]).args(arguments),
        "ask Cargo for the packages",
    )?;
    let metadata: Metadata = serde_json::from_str(&json).context("could not read what Cargo says")?;
    Ok(metadata.packages)
}

fn cargo(subcommand: &str) -> Command {
    let mut cargo = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([subcommand, "--locked"]);
    cargo
}
