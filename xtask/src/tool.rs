//! Programs from crates.io that single commands need: of one version, in the build directory.

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use crate::command::{command, run};
use crate::layout;

/// A program from crates.io.
pub(crate) struct Tool {
    /// Its package, which its program is named after.
    pub(crate) name: &'static str,
    /// The version that it has to be.
    pub(crate) version: &'static str,
}

impl Tool {
    /// Where the program is, where it was installed already.
    pub(crate) fn find(&self) -> Option<PathBuf> {
        // Cargo puts it there when it is whole.
        Some(self.root().join("bin").join(self.name)).filter(|program| program.exists())
    }

    /// Where the program is, installed where it was not yet there.
    pub(crate) fn provision(&self) -> Result<PathBuf> {
        if let Some(program) = self.find() {
            return Ok(program);
        }
        let Self { name, version } = self;
        println!("cargo install {name} {version}, once");
        run(
            command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
                .args(["install", name, "--locked", "--force", "--version", version])
                .arg("--root")
                .arg(self.root()),
            &format!("install {name}"),
        )?;
        Ok(self.root().join("bin").join(name))
    }

    /// The version is part of the place: another one is another program.
    fn root(&self) -> PathBuf {
        layout::target().join(format!("provision/{}-{}", self.name, self.version))
    }
}
