//! What each switch of the build does to the wasm in the page: its size, how soon it answers, and how fast.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::command::{command, run};
use crate::layout::{self, WASM};
use crate::manifest::{Tools, gzip};
use crate::pack::{squeeze, unlzma};
use crate::toolchain::{Library, Toolchain};
use crate::{calculator, provision};

/// What the page is built with; `levels_are_those_of_the_product` holds it to that.
const SHIPPED: Variant = Variant {
    name: "as the page has it",
    level: "2",
    library: Library {
        compiled: true,
        for_size: true,
        immediate_abort: true,
    },
    allocator: None,
    optimiser: &[calculator::OPTIMISER],
    features: &["--no-default-features", "--features", "plain-json"],
};
/// The same as it comes from rustup.
const AS_IT_COMES: Library = Library {
    compiled: false,
    for_size: false,
    immediate_abort: false,
};

/// One way to build the wasm.
struct Variant {
    name: &'static str,
    /// `opt-level`, of the program and of a standard library that is compiled with it.
    level: &'static str,
    library: Library,
    /// Another allocator than the standard library's: crate, version, and how it is made.
    allocator: Option<[&'static str; 3]>,
    /// Arguments of wasm-opt; without any it does not run.
    optimiser: &'static [&'static str],
    features: &'static [&'static str],
}

fn variants() -> Vec<Variant> {
    let library = SHIPPED.library;
    let level = |name, level| Variant {
        name,
        level,
        ..SHIPPED
    };
    let with = |name, library| Variant {
        name,
        library,
        ..SHIPPED
    };
    let allocator = |name, allocator| Variant {
        name,
        allocator: Some(allocator),
        ..SHIPPED
    };
    let optimiser = |name, optimiser| Variant {
        name,
        optimiser,
        ..SHIPPED
    };
    vec![
        SHIPPED,
        level("`opt-level` z", "z"),
        level("`opt-level` s", "s"),
        level("`opt-level` 3", "3"),
        with(
            "standard library compiled, but not for size",
            Library {
                for_size: false,
                ..library
            },
        ),
        with(
            "panics with their text (no immediate abort)",
            Library {
                immediate_abort: false,
                ..library
            },
        ),
        with("standard library as rustup brings it", AS_IT_COMES),
        Variant {
            name: "the same, `opt-level` 3",
            level: "3",
            ..with("", AS_IT_COMES)
        },
        allocator(
            "allocator `rlsf`",
            ["rlsf", "0.2", "rlsf::SmallGlobalTlsf::new()"],
        ),
        allocator(
            "allocator `wee_alloc` (nobody keeps it any more)",
            ["wee_alloc", "0.4", "wee_alloc::WeeAlloc::INIT"],
        ),
        optimiser("without wasm-opt", &[]),
        optimiser("wasm-opt -Os", &["-Os"]),
        optimiser("wasm-opt -Oz", &["-Oz"]),
        optimiser("wasm-opt -O4", &["-O4"]),
        optimiser("wasm-opt -O3 --converge", &["-O3", "--converge"]),
        Variant {
            name: "`opt-level` z, wasm-opt -Oz",
            optimiser: &["-Oz"],
            ..level("", "z")
        },
        Variant {
            name: "the catalogue's JSON deflated inside",
            features: &["--no-default-features"],
            ..SHIPPED
        },
    ]
}

/// Prints the figures, and writes them to `docs/levers.md`.
pub(super) fn levers() -> Result<()> {
    let toolchain = provision()?;
    let room = layout::target().join("levers");
    fs::create_dir_all(&room).with_context(|| format!("could not make {}", room.display()))?;
    let unpacker = room.join("unlzma.wasm");
    fs::write(&unpacker, unlzma(&room)?)?;
    let mut built = Vec::new();
    for (at, variant) in variants().iter().enumerate() {
        println!("building: {}", variant.name);
        let directory = room.join(format!("built-{at}"));
        build(toolchain, variant, &room, &directory)?;
        built.push(figures(variant.name, &directory)?);
    }
    let wasm = fs::read(room.join("built-0").join(WASM))?;
    let forms = [
        ("as it is", wasm.clone()),
        ("gzip, which browsers unpack, but not at once", gzip(&wasm)?),
        ("LZMA, as the page has it", squeeze(&wasm)?),
    ];
    let forms: Vec<Value> = forms.iter().map(|(name, bytes)| form(name, bytes)).collect();
    let tools = Tools::here(toolchain)?;
    let plan = json!({
        "built": built,
        "forms": forms,
        "unpacker": unpacker,
        "tools": [tools.rustc, format!("binaryen {}", tools.binaryen), format!("wasm-bindgen {}", tools.wasm_bindgen)],
    });
    let path = room.join("plan.json");
    fs::write(&path, plan.to_string())?;
    run(
        command("node")
            .arg("xtask/src/bench/levers.mjs")
            .arg("report")
            .arg(&path)
            .env("REPORT", layout::root().join("docs/levers.md")),
        "measure the variants in Node",
    )
}

/// The wasm of that variant and the ES module around it, in that directory.
fn build(toolchain: Toolchain, variant: &Variant, room: &Path, directory: &Path) -> Result<()> {
    let Library {
        compiled,
        for_size,
        immediate_abort,
    } = variant.library;
    // One for each set of flags, since Cargo compiles everything anew where those change.
    let target = room.join(format!(
        "cargo-{}-{compiled}-{for_size}-{immediate_abort}",
        variant.level
    ));
    let mut cargo = toolchain.cargo_with("build", variant.library, Vec::new(), &target)?;
    calculator::library(&mut cargo)
        .args(variant.features)
        .arg("--config")
        .arg(format!("profile.release.opt-level={}", quoted(variant.level)));
    match variant.allocator {
        Some(allocator) => {
            cargo.current_dir(crate_with(allocator, room)?);
        }
        None => {
            cargo.arg("--locked");
        }
    }
    run(&mut cargo, "compile a variant of the calculator")?;
    calculator::bindgen(&calculator::compiled_in(&target), directory)?;
    if variant.optimiser.is_empty() {
        return Ok(());
    }
    let wasm = directory.join(WASM);
    run(
        calculator::binaryen("wasm-opt")
            .args(variant.optimiser)
            .arg(&wasm)
            .arg("-o")
            .arg(&wasm),
        "optimise a variant of the wasm",
    )
}

/// Levels that are numbers are no texts.
fn quoted(level: &str) -> String {
    match level.parse::<u8>() {
        Ok(number) => number.to_string(),
        Err(_) => format!("\"{level}\""),
    }
}

/// A copy of the crate with another allocator: the crate itself shall have no switch for what it does not use.
fn crate_with([name, version, made]: [&str; 3], here: &Path) -> Result<PathBuf> {
    let root = layout::root();
    let copy = here.join(format!("crate-{name}"));
    crate::pack::renew(&copy)?;
    for part in [
        "Cargo.lock",
        "build.rs",
        "catalogue",
        "examples",
        "format",
        "src",
        "www/contract.d.ts",
        "rustfmt.toml",
    ] {
        let to = copy.join(part);
        fs::create_dir_all(to.parent().expect("it stands in the copy"))?;
        run(
            command("cp").arg("-r").arg(root.join(part)).arg(&to),
            "copy the crate",
        )?;
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let place = "[target.'cfg(target_arch = \"wasm32\")'.dependencies]\n";
    let members = "members = [\"format\", \"fuzz\", \"xtask\"]";
    for part in [place, members] {
        anyhow::ensure!(manifest.contains(part), "Cargo.toml has no {part:?}");
    }
    let manifest = manifest
        .replace(members, "members = [\"format\"]")
        .replace(place, &format!("{place}{name} = \"{version}\"\n"));
    fs::write(copy.join("Cargo.toml"), manifest)?;
    let library = copy.join("src/lib.rs");
    let text = fs::read_to_string(&library)?;
    let kind = made.rsplit_once("::").expect("it is made by its kind").0;
    fs::write(
        &library,
        format!("{text}\n#[global_allocator]\nstatic ALLOCATOR: {kind} = {made};\n"),
    )?;
    Ok(copy)
}

fn figures(name: &str, directory: &Path) -> Result<Value> {
    let wasm = fs::read(directory.join(WASM))?;
    let packed = squeeze(&wasm)?;
    let path = directory.join("packed.lzma");
    fs::write(&path, &packed)?;
    let text = STANDARD.encode(&packed);
    Ok(json!({
        "name": name,
        "directory": directory,
        "packed": path,
        "bytes": wasm.len(),
        "gzip": gzip(&wasm)?.len(),
        "text": text.len(),
        "page": gzip(text.as_bytes())?.len(),
    }))
}

fn form(name: &str, bytes: &[u8]) -> Value {
    let text = STANDARD.encode(bytes);
    json!({
        "name": name,
        "bytes": bytes.len(),
        "text": text,
        "page": gzip(text.as_bytes()).map_or(0, |packed| packed.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_those_of_the_product() {
        let manifest = fs::read_to_string(layout::root().join("Cargo.toml")).unwrap();
        let (_, profile) = manifest.split_once("[profile.release]\n").unwrap();
        let first = profile.lines().next().unwrap();
        assert_eq!(first, format!("opt-level = {}", quoted(SHIPPED.level)));
    }
}
