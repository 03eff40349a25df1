//! Reads the catalogue and embeds it; fails with file, line and mend where it cannot be trusted.

use std::path::Path;
use std::{env, fs, process};

use catalogue_format::read;
use databake::Bake;

fn main() {
    println!("cargo::rerun-if-changed=catalogue");
    let compiled = read(Path::new("catalogue")).unwrap_or_else(|faults| {
        for fault in &faults.0 {
            println!("cargo::error=catalogue/{fault}");
        }
        process::exit(1);
    });
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let tokens = compiled.catalogue.bake(&databake::CrateEnv::default());
    let text = compiled.json.to_string();
    let mut json = Vec::new();
    zopfli::compress(
        zopfli::Options::default(),
        zopfli::Format::Deflate,
        text.as_bytes(),
        &mut json,
    )
    .expect("memory takes what is written to it");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(Path::new(&out).join(name), bytes).expect("OUT_DIR can be written");
    };
    write("catalogue.rs", tokens.to_string().as_bytes());
    write("catalogue.json", text.as_bytes());
    write("catalogue.json.deflate", &json);
}
