//! Reads the catalogue and embeds its model; fails with file, line and mend where it cannot be trusted.

use std::path::Path;
use std::{env, fs, process};

use catalogue_compiler::read;
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
    fs::write(Path::new(&out).join("catalogue.rs"), tokens.to_string()).expect("OUT_DIR can be written");
}
