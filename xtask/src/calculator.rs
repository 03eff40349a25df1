//! The calculator itself: cargo → bindgen → wasm-opt, and from the same wasm its form in JavaScript.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{command, run};
use crate::layout::WASM;
use crate::node;
use crate::toolchain::{Purpose, TARGET, Toolchain};

/// The calculator as an ES module with a function `instantiate`, which makes what a wasm instance exports.
pub(crate) const SCRIPT: &str = "script.js";

/// How far wasm-opt goes: for speed.
const OPTIMISER: &str = "-O3";

/// Compiles it; the other functions go on from what was compiled last for their purpose.
pub(crate) fn compile(toolchain: Toolchain, purpose: Purpose) -> Result<()> {
    let mut cargo = toolchain.cargo("build", purpose)?;
    as_released(cargo.args(["--package", "iryo-dx-hojokin", "--lib"]));
    if purpose == Purpose::Script {
        // As JavaScript, what was unrolled is not smaller any more.
        cargo.args(["--config", "profile.release.opt-level='z'"]);
    }
    run(&mut cargo, "compile the calculator to wasm")
}

fn as_released(cargo: &mut Command) -> &mut Command {
    cargo.args(["--release", "--quiet"]);
    // Stripped by the linker, the wasm would lose the note of its features, which the tools below read.
    // Names and debugging information go in `bindgen`.
    cargo.args(["--config", "profile.release.strip=false"])
}

fn compiled(purpose: Purpose) -> PathBuf {
    purpose.target().join(TARGET).join("release/iryo_dx_hojokin.wasm")
}

/// The wasm, small, and the ES module around it, in that directory.
pub(crate) fn module(directory: &Path) -> Result<()> {
    bindgen(&compiled(Purpose::Release), directory)?;
    optimise(OPTIMISER, &directory.join(WASM))
}

/// An example that is a library, compiled and optimised as the calculator is, with its ES module in that directory.
pub(crate) fn example(toolchain: Toolchain, name: &str, directory: &Path) -> Result<()> {
    let mut cargo = toolchain.cargo("build", Purpose::Release)?;
    cargo.args(["--package", "iryo-dx-hojokin", "--example", name]);
    run(
        as_released(&mut cargo),
        "compile an example of the calculator to wasm",
    )?;
    let wasm = format!("release/examples/{name}.wasm");
    bindgen(&Purpose::Release.target().join(TARGET).join(wasm), directory)?;
    optimise(OPTIMISER, &directory.join(WASM))
}

/// The calculator in JavaScript, and the ES module around it, in that directory.
///
/// What makes the JavaScript knows nothing of what wasm has learned since its beginning: compiled
/// without references, which would need tables of their own, the rest is lowered here. Parts of the
/// standard library that come compiled have it too.
pub(crate) fn script(directory: &Path) -> Result<()> {
    let made = |name: &str| directory.join(name);
    fs::create_dir_all(directory).with_context(|| format!("could not make {}", directory.display()))?;
    let lowered = made("lowered.wasm");
    run(
        binaryen("wasm-opt")
            .arg(compiled(Purpose::Script))
            .args([
                "--mvp-features",
                "--enable-mutable-globals",
                "--enable-nontrapping-float-to-int",
                "--enable-bulk-memory",
                "--enable-bulk-memory-opt",
                "--enable-sign-ext",
                "--enable-multivalue",
            ])
            .args([
                "--llvm-memory-copy-fill-lowering",
                "--llvm-nontrapping-fptoint-lowering",
                "--signext-lowering",
                "--strip-target-features",
                "-o",
            ])
            .arg(&lowered),
        "lower the wasm to what it was in the beginning",
    )?;
    // A note without references, else bindgen takes them for granted.
    let noted = made("noted.wasm");
    run(
        binaryen("wasm-opt")
            .arg(&lowered)
            .args([
                "--mvp-features",
                "--enable-mutable-globals",
                "--emit-target-features",
                "-o",
            ])
            .arg(&noted),
        "note the features of the wasm",
    )?;
    bindgen(&noted, directory)?;
    optimise("-Oz", &made(WASM))?;
    let whole = made("whole.js");
    run(
        binaryen("wasm2js")
            .arg("-Oz")
            .arg(made(WASM))
            .arg("-o")
            .arg(&whole),
        "make JavaScript of the wasm",
    )?;
    let text = fs::read_to_string(&whole).with_context(|| format!("could not read {}", whole.display()))?;
    let path = made(SCRIPT);
    fs::write(&path, instantiable(&text)?).with_context(|| format!("could not write {}", path.display()))
}

/// The script as a function that can be called again, where wasm2js makes a module with one instance.
fn instantiable(script: &str) -> Result<String> {
    let script = replace(
        script,
        "import * as $_iryo_dx_hojokin_bg_js from './iryo_dx_hojokin_bg.js';",
        "",
    )?;
    // Bindgen tells by this that the memory is another one.
    let script = replace(
        &script,
        "buffer = newBuffer;",
        "structuredClone(buffer, { transfer: [buffer] }); buffer = newBuffer;",
    )?;
    let instance = "\nvar retasmFunc = asmFunc(";
    let Some((function, rest)) = script.split_once(instance) else {
        bail!("wasm2js writes something else than {instance:?}");
    };
    if rest.contains("function ") {
        bail!("wasm2js writes functions behind {instance:?}");
    }
    Ok(format!("{function}\nexport {{ asmFunc as instantiate }};\n"))
}

/// With one place of the text replaced; it has to be there exactly once.
fn replace(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replace(from, to)),
        count => bail!("wasm2js writes {from:?} {count} times instead of once"),
    }
}

/// Makes the ES module around the wasm.
fn bindgen(wasm: &Path, directory: &Path) -> Result<()> {
    let arguments = [
        "wasm-bindgen".as_ref(),
        wasm.as_os_str(),
        "--target".as_ref(),
        "web".as_ref(),
        "--out-name".as_ref(),
        "iryo_dx_hojokin".as_ref(),
        "--out-dir".as_ref(),
        directory.as_os_str(),
        // The types are those of the contract, which is written by hand.
        "--no-typescript".as_ref(),
        // The page starts from bytes that it holds: no address of the wasm belongs in the module.
        "--omit-default-module-path".as_ref(),
        "--remove-name-section".as_ref(),
        "--remove-producers-section".as_ref(),
        // For a fresh instance after a trap.
        "--experimental-reset-state-function".as_ref(),
    ];
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments)
        .context("wasm-bindgen could not make its module; its version and that of the crate wasm-bindgen must be the same")
}

/// Makes the wasm better. Never with `--all-features`: that writes encodings which browsers refuse; without it, wasm-opt
/// keeps to the features that the compiler noted in the file.
fn optimise(how: &str, wasm: &Path) -> Result<()> {
    run(
        binaryen("wasm-opt").arg(how).arg(wasm).arg("-o").arg(wasm),
        "optimise the wasm",
    )
}

/// A program of binaryen.
fn binaryen(program: &str) -> Command {
    let mut command = command("node");
    command.arg(node::path_of("binaryen").join("bin").join(program));
    command
}
