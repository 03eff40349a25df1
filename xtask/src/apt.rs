//! Debian's packages: what is missing is installed by root, and named to everybody else.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Error, Result, anyhow, bail};
use tempfile::TempDir;

use crate::command::{command, read, run};

/// Sees to it that all of `packages` are there; `purpose` completes "needed to …".
pub(crate) fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !starts("apt-get") {
        return Err(without_apt_get(&list, purpose));
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
    update();
    run(
        apt_get()
            .args(["install", "--yes", "-qq", "--no-install-recommends"])
            .args(&missing),
        &format!("install {list}, needed to {purpose}"),
    )
}

/// Sees to it that the files of `packages` stand in `folder`, once: unpacked and not installed, so
/// that neither what they depend on nor a service of theirs comes to this machine.
pub(crate) fn unpack(packages: &[&str], folder: &Path, purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    // In the folder itself, so that the note goes when the files go.
    let note = folder.join(".unpacked");
    if fs::read_to_string(&note).is_ok_and(|text| text == list) {
        return Ok(());
    }
    if !starts("apt-get") {
        return Err(without_apt_get(&list, purpose));
    }
    println!("unpacking {list}");
    if is_root() {
        update();
    }
    let downloads = TempDir::new().context("could not make a folder for downloads")?;
    run(
        // As whoever runs this: the user that apt has for downloads cannot write into that folder.
        apt_get()
            .args(["download", "-qq", "--option", "APT::Sandbox::User=root"])
            .args(packages)
            .current_dir(downloads.path()),
        &format!("download {list}, needed to {purpose}"),
    )?;
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
    for entry in fs::read_dir(downloads.path()).context("could not read the downloads")? {
        run(
            command("dpkg-deb")
                .arg("--extract")
                .arg(entry?.path())
                .arg(folder),
            &format!("unpack {list}, needed to {purpose}"),
        )?;
    }
    fs::write(&note, list).with_context(|| format!("could not write {}", note.display()))
}

fn without_apt_get(list: &str, purpose: &str) -> Error {
    anyhow!(
        "needed to {purpose}: the programs of Debian's packages {list}\n\
         This machine has no apt-get. Install their like, or use Debian 12."
    )
}

fn update() {
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
