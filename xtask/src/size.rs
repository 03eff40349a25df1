//! The size gates. What people load stays small; a limit is raised only by a decision, here.
//! Set some 5 % above what nineteen programmes with their successors and explained questions weigh.

use anyhow::{Result, bail};

use crate::layout::{BATCH, EMBED, FRAME, PAGE, PAGE_NOWASM, WASM, WIDGET, WIDGET_NOWASM};
use crate::manifest::{File, Manifest};

/// The wasm, in bytes.
const WASM_LIMIT: usize = 212_000;
/// The page, in bytes.
const PAGE_LIMIT: usize = 340_000;
/// The page after gzip, in bytes.
const PAGE_GZIP_LIMIT: usize = 134_000;
/// The widget after gzip, in bytes: all that it adds to a host page.
const WIDGET_GZIP_LIMIT: usize = 118_000;
/// Both with the calculator in JavaScript, after gzip, in bytes: for the few who cannot take the others.
const PAGE_NOWASM_GZIP_LIMIT: usize = 189_000;
/// See `PAGE_NOWASM_GZIP_LIMIT`.
const WIDGET_NOWASM_GZIP_LIMIT: usize = 172_000;
/// The script beside an iframe, in bytes.
const FRAME_LIMIT: usize = 2_048;

/// The webmasters' page, in bytes; what it shows stands in files of their own.
const EMBED_LIMIT: usize = 40_000;
/// The page for many institutions, in bytes.
const BATCH_LIMIT: usize = 232_000;
/// The same after gzip, in bytes.
const BATCH_GZIP_LIMIT: usize = 144_000;

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
    type Measure = fn(&File) -> usize;
    let bytes: Measure = |file| file.bytes;
    let gzip: Measure = |file| file.gzip;
    let figures = [
        ("wasm", WASM, bytes, WASM_LIMIT),
        ("page", PAGE, bytes, PAGE_LIMIT),
        ("page, gzipped", PAGE, gzip, PAGE_GZIP_LIMIT),
        ("widget, gzipped", WIDGET, gzip, WIDGET_GZIP_LIMIT),
        (
            "page without wasm, gzipped",
            PAGE_NOWASM,
            gzip,
            PAGE_NOWASM_GZIP_LIMIT,
        ),
        (
            "widget without wasm, gzipped",
            WIDGET_NOWASM,
            gzip,
            WIDGET_NOWASM_GZIP_LIMIT,
        ),
        ("frame", FRAME, bytes, FRAME_LIMIT),
        ("webmasters' page", EMBED, bytes, EMBED_LIMIT),
        ("batch page", BATCH, bytes, BATCH_LIMIT),
        ("batch page, gzipped", BATCH, gzip, BATCH_GZIP_LIMIT),
    ];
    println!("{name}:");
    let mut over = Vec::new();
    for (name, file, measure, limit) in figures {
        let Some(file) = manifest.files.get(file) else {
            over.push(format!("{file} is missing"));
            continue;
        };
        let bytes = measure(file);
        println!("{name:<28} {bytes:>7} of {limit:>7} bytes");
        if bytes > limit {
            over.push(format!("{name} is {} bytes over its limit", bytes - limit));
        }
    }
    over
}
