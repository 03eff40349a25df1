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
    let json = miniz_oxide::deflate::compress_to_vec(compiled.json.to_string().as_bytes(), 10);
    let write = |name: &str, bytes: &[u8]| {
        fs::write(Path::new(&out).join(name), bytes).expect("OUT_DIR can be written");
    };
    write("catalogue.rs", tokens.to_string().as_bytes());
    write("catalogue.json.deflate", &json);
}
