//! The size gates. What people load stays small; a limit is raised only by a decision, here.

use anyhow::{Result, bail};

use crate::layout::{BATCH, EMBED, FRAME, MODULE, PAGE, PAGE_NOWASM, WASM, WIDGET};
use crate::manifest::{File, Manifest};

/// What a file may weigh.
struct Gate {
    what: &'static str,
    file: &'static str,
    measure: fn(&File) -> usize,
    limit: usize,
}

/// The file as it stands.
fn bytes(file: &File) -> usize {
    file.bytes
}

/// The file as a web server sends it.
fn gzip(file: &File) -> usize {
    file.gzip
}

const fn gate(what: &'static str, file: &'static str, measure: fn(&File) -> usize, limit: usize) -> Gate {
    Gate {
        what,
        file,
        measure,
        limit,
    }
}

/// In bytes, 5 % above what nineteen programmes weigh.
const GATES: [Gate; 8] = [
    gate("wasm", WASM, bytes, 159_300),
    gate("page, gzipped", PAGE, gzip, 191_800),
    gate("widget, gzipped", WIDGET, gzip, 176_100),
    gate("page without wasm, gzipped", PAGE_NOWASM, gzip, 200_800),
    gate("batch page, gzipped", BATCH, gzip, 175_100),
    gate("frame", FRAME, bytes, 616),
    gate("webmasters' page", EMBED, bytes, 39_000),
    gate("ES module, gzipped", MODULE, gzip, 53_900),
];

/// Prints the figures; an error where one is over its limit.
pub(crate) fn check(name: &str, manifest: &Manifest) -> Result<()> {
    let over = over(name, manifest);
    if over.is_empty() {
        Ok(())
    } else {
        bail!("{}", over.join("; "))
    }
}

/// Prints the figures; what is over its limit.
pub(crate) fn over(name: &str, manifest: &Manifest) -> Vec<String> {
    println!("{name}:");
    let mut over = Vec::new();
    for Gate {
        what,
        file,
        measure,
        limit,
    } in GATES
    {
        let Some(file) = manifest.files.get(file) else {
            over.push(format!("{file} is missing"));
            continue;
        };
        let bytes = measure(file);
        println!("{what:<28} {bytes:>7} of {limit:>7} bytes");
        if bytes > limit {
            over.push(format!("{what} is {} bytes over its limit", bytes - limit));
        }
    }
    over
}
