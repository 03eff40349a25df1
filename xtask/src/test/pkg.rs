//! The files that people take, as they are committed.

use std::fs;

use anyhow::{Context, Result, bail};

use super::{Run, write_cases};
use crate::browser;
use crate::layout::{self, MANIFEST, PAGE};
use crate::manifest::{File, Manifest, Sources};

/// What to do where `pkg/` is missing or stale.
const REMEDY: &str = "run `cargo xtask build` and commit pkg/";

/// What stands in `pkg/`.
pub(super) fn committed() -> Result<Manifest> {
    Manifest::from_file(&layout::pkg().join(MANIFEST)).with_context(|| format!("pkg/ is not there: {REMEDY}"))
}

/// Whether `pkg/` is what the sources make.
pub(super) fn pkg(run: &mut Run) -> Result<()> {
    run.step("pkg", |run| {
        let committed = committed()?;
        compare_sources(&committed.sources).context(REMEDY)?;
        compare_files(&committed).context(REMEDY)?;
        let built = run.built()?;
        if committed.tools == built.tools {
            for (name, file) in &built.files {
                if committed.files.get(name) != Some(file) {
                    bail!("pkg/{name} is not what its sources make with the same tools: {REMEDY}");
                }
            }
            println!("the bytes of pkg/ are those built here");
            return Ok(());
        }
        println!("pkg/ was made with other tools, so its bytes cannot be compared with those built here:");
        println!("  pkg/  {:?}\n  here  {:?}", committed.tools, built.tools);
        println!("its sources are the same; the golden cases have to pass in its page too");
        write_cases()?;
        browser::test("chromium", &layout::pkg().join(PAGE))
    })
}

fn compare_sources(committed: &Sources) -> Result<()> {
    let here = Sources::here()?;
    if *committed != here {
        bail!(
            "pkg/ was made from other sources ({} files, {}) than these ({} files, {})",
            committed.files,
            committed.digest,
            here.files,
            here.digest
        );
    }
    Ok(())
}

/// The files of `pkg/` against its own manifest.
fn compare_files(committed: &Manifest) -> Result<()> {
    for (name, listed) in &committed.files {
        if File::read(&layout::pkg().join(name))? != *listed {
            bail!("pkg/{name} is not the file that pkg/{MANIFEST} lists");
        }
    }
    for entry in fs::read_dir(layout::pkg()).context("could not read pkg/")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != MANIFEST && !committed.files.contains_key(&name) {
            bail!("pkg/{name} is not listed in pkg/{MANIFEST}");
        }
    }
    Ok(())
}
