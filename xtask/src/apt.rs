//! Debian's packages: what is missing is installed by root, and named to everybody else.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::command::{command, read, run};

/// Sees to it that all of `packages` are there; `purpose` completes "needed to …".
pub(crate) fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !starts("apt-get") {
        bail!(
            "needed to {purpose}: the programs of Debian's packages {list}\n\
             This machine has no apt-get. Install their like, or use Debian 12."
        );
    }
    if !is_root() {
        bail!(
            "needed to {purpose}: {list}\n\
             Not being root, this command cannot install them. Run this once, then try again:\n\n    \
             sudo apt-get update && sudo apt-get install --yes --no-install-recommends {list}\n\n\
             （管理者権限がないため自動では導入できません。上の1行を一度だけ実行してください。）"
        );
    }
    println!("installing {list}");
    // One unreachable list of packages among many makes this fail and harms nothing: whether the
    // packages are to be had is what the next command tells.
    if run(
        apt_get().args(["update", "-qq"]),
        "bring the lists of packages up to date",
    )
    .is_err()
    {
        println!("some lists of packages could not be brought up to date; trying with those here");
    }
    run(
        apt_get()
            .args(["install", "--yes", "-qq", "--no-install-recommends"])
            .args(&missing),
        &format!("install {list}, needed to {purpose}"),
    )
}

fn apt_get() -> Command {
    let mut apt_get = command("apt-get");
    apt_get
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null());
    apt_get
}

fn installed(package: &str) -> bool {
    read(
        command("dpkg-query").args(["--show", "--showformat=${Status}", package]),
        "ask dpkg",
    )
    .is_ok_and(|status| status.ends_with(" installed"))
}

fn starts(program: &str) -> bool {
    read(command(program).arg("--version"), "start it").is_ok()
}

fn is_root() -> bool {
    read(command("id").arg("-u"), "ask who runs this").is_ok_and(|id| id == "0")
}
