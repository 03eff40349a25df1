//! The size gates. What people load stays small; a limit is raised only by a decision, here.

use anyhow::{Result, bail};

use crate::layout::{PAGE, WASM};
use crate::manifest::Manifest;

/// The wasm, in bytes.
const WASM_LIMIT: usize = 160_000;
/// The page, in bytes.
const PAGE_LIMIT: usize = 340_000;
/// The page after gzip, in bytes.
const PAGE_GZIP_LIMIT: usize = 110_000;

/// Prints the three figures; an error where one is over its limit.
pub(crate) fn check(name: &str, manifest: &Manifest) -> Result<()> {
    let over = over(name, manifest);
    if over.is_empty() {
        Ok(())
    } else {
        bail!("{}", over.join("; "))
    }
}

/// Prints the three figures; what is over its limit.
pub(crate) fn over(name: &str, manifest: &Manifest) -> Vec<String> {
    let page = &manifest.files[PAGE];
    let figures = [
        ("wasm", manifest.files[WASM].bytes, WASM_LIMIT),
        ("page", page.bytes, PAGE_LIMIT),
        ("page, gzipped", page.gzip, PAGE_GZIP_LIMIT),
    ];
    println!("{name}:");
    let mut over = Vec::new();
    for (name, bytes, limit) in figures {
        println!("{name:<14} {bytes:>7} of {limit:>7} bytes");
        if bytes > limit {
            over.push(format!("{name} is {} bytes over its limit", bytes - limit));
        }
    }
    over
}
