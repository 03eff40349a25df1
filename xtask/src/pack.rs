//! From the sources to the files that people take: cargo → bindgen → wasm-opt → bundle → one page.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use serde_json::json;

use crate::command::{command, run};
use crate::layout::{
    self, CSV, FILES, FRAME, JSON, LICENCES, MANIFEST, MODULE, PACKAGE, PAGE, SCHEMA, THIRD_PARTY, TYPES,
    WASM, WIDGET,
};
use crate::manifest::{Manifest, Tools};
use crate::notices::{IN_PAGE, IN_WIDGET, Notices};
use crate::open_data;
use crate::page::{self, Parts};
use crate::table;
use crate::toolchain::{Purpose, TARGET, Toolchain};

/// Whether the page carries the notices as the widget does. Its size gate has no room for them yet; until
/// then they stand beside it, in `THIRD_PARTY.md`.
const PAGE_HAS_NOTICE: bool = false;

/// Builds everything into `target/dist`, which is complete or absent.
pub(crate) fn build(toolchain: Toolchain) -> Result<Manifest> {
    let start = Instant::now();
    println!("building the wasm ({toolchain})");
    let parts = layout::parts();
    renew(&parts)?;
    let dist = layout::dist();
    renew(&dist)?;

    calculator(toolchain, &[], &parts)?;
    // In the page the wasm is compressed as a whole. What is compressed already would stay as large as
    // it is, so its JSON is plain there: most of its texts stand in the wasm a second time.
    calculator(toolchain, &["--features", "plain-json"], &page_parts(&parts))?;
    let list = table::read(&layout::catalogue())?;
    bundle(
        &parts,
        &format!("{}+{}", env!("CARGO_PKG_VERSION"), table::version(&list)),
    )?;
    let notices = Notices::read()?;
    let widget = parts.join(WIDGET);
    write(&widget, &(read(&widget)? + &notices.in_script(&IN_WIDGET)?))?;
    let html = page::fill(
        &read(&layout::root().join("www/page.html"))?,
        &Parts {
            style: read(&parts.join("style.css"))?,
            early: read(&parts.join("early.js"))?,
            script: read(&parts.join("page.js"))?,
            table: table::render(&list),
            edition: table::render_edition(&list),
            notice: if PAGE_HAS_NOTICE {
                notices.in_html(&IN_PAGE)?
            } else {
                String::new()
            },
        },
    )?;

    write(&dist.join(PAGE), &html)?;
    for name in [WIDGET, FRAME, MODULE, WASM, TYPES] {
        copy(&parts.join(name), &dist.join(name))?;
    }
    open_data::write(&layout::catalogue(), &dist)?;
    write(&dist.join(THIRD_PARTY), &notices.third_party())?;
    for name in LICENCES {
        copy(&layout::root().join(name), &dist.join(name))?;
    }
    write(&dist.join(PACKAGE), &package())?;
    let manifest = Manifest::of(&dist, Tools::here(toolchain)?)?;
    write(&dist.join(MANIFEST), &manifest.to_text())?;
    println!(
        "built {} in {:.0} s",
        dist.display(),
        start.elapsed().as_secs_f32()
    );
    Ok(manifest)
}

/// What npm has to know. As a text, because of the ways into a package the first that fits counts.
fn package() -> String {
    let files: Vec<String> = FILES
        .iter()
        .chain([&MANIFEST])
        .filter(|name| **name != PACKAGE)
        .map(|name| format!("    \"{name}\""))
        .collect();
    format!(
        r#"{{
  "name": "iryo-dx-hojokin",
  "version": "{version}",
  "description": "医療DX補助金計算機：日本医師会の一覧にある12の補助金を、使えそうか、いくらまでか、いつまでか",
  "license": "{license}",
  "type": "module",
  "exports": {{
    ".": {{ "types": "./{TYPES}", "default": "./{MODULE}" }},
    "./widget": "./{WIDGET}",
    "./frame": "./{FRAME}",
    "./{WASM}": "./{WASM}",
    "./{PAGE}": "./{PAGE}",
    "./{JSON}": "./{JSON}",
    "./{CSV}": "./{CSV}",
    "./{SCHEMA}": "./{SCHEMA}",
    "./{PACKAGE}": "./{PACKAGE}"
  }},
  "types": "./{TYPES}",
  "sideEffects": ["./{WIDGET}", "./{FRAME}"],
  "files": [
{files}
  ]
}}
"#,
        version = env!("CARGO_PKG_VERSION"),
        license = env!("CARGO_PKG_LICENSE"),
        files = files.join(",\n"),
    )
}

/// Makes `pkg/` what `target/dist` is, without a leftover.
pub(crate) fn copy_to_pkg() -> Result<()> {
    let pkg = layout::pkg();
    renew(&pkg)?;
    for name in FILES.into_iter().chain([MANIFEST]) {
        copy(&layout::dist().join(name), &pkg.join(name))?;
    }
    println!("copied to {}", pkg.display());
    Ok(())
}

/// Where the wasm is made that goes into the page.
fn page_parts(parts: &Path) -> PathBuf {
    parts.join("page")
}

/// The calculator as wasm and its ES module, in that directory.
fn calculator(toolchain: Toolchain, features: &[&str], parts: &Path) -> Result<()> {
    compile(toolchain, features)?;
    bindgen(parts)?;
    optimise(parts)
}

fn compile(toolchain: Toolchain, features: &[&str]) -> Result<()> {
    let mut cargo = toolchain.cargo("build", Purpose::Release)?;
    cargo.args(["--package", "iryo-dx-hojokin", "--lib", "--release", "--quiet"]);
    cargo.args(features);
    // Stripped by the linker, the wasm would lose the note of its features, which `optimise` reads.
    // Names and debugging information go in `bindgen`.
    cargo.args(["--config", "profile.release.strip=false"]);
    run(&mut cargo, "compile the calculator to wasm")
}

/// Makes the ES module and its types around the wasm.
fn bindgen(parts: &Path) -> Result<()> {
    let compiled = layout::wasm_target()
        .join(TARGET)
        .join("release/iryo_dx_hojokin.wasm");
    let arguments = [
        "wasm-bindgen".as_ref(),
        compiled.as_os_str(),
        "--target".as_ref(),
        "web".as_ref(),
        "--out-name".as_ref(),
        "iryo_dx_hojokin".as_ref(),
        "--out-dir".as_ref(),
        parts.as_os_str(),
        // The page starts from bytes that it holds: no address of the wasm belongs in the module.
        "--omit-default-module-path".as_ref(),
        "--remove-name-section".as_ref(),
        "--remove-producers-section".as_ref(),
    ];
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments)
        .context("wasm-bindgen could not make its module; its version and that of the crate wasm-bindgen must be the same")
}

/// Makes the wasm smaller. Never with `--all-features`: that writes encodings which browsers refuse;
/// without it, wasm-opt keeps to the features that the compiler noted in the file.
fn optimise(parts: &Path) -> Result<()> {
    let wasm = parts.join(WASM);
    run(
        command("node")
            .arg(crate::node::path_of("binaryen").join("bin/wasm-opt"))
            .arg("-Oz")
            .arg(&wasm)
            .arg("-o")
            .arg(&wasm),
        "optimise the wasm",
    )
}

/// Bundles the scripts and the style.
fn bundle(parts: &Path, version: &str) -> Result<()> {
    let www = layout::root().join("www");
    let calculator = page_parts(parts);
    let wasm = fs::read(calculator.join(WASM)).context("could not read the optimised wasm")?;
    let packed = parts.join("wasm-lzma-base64.js");
    write_base64(&packed, &squeeze(&wasm)?)?;
    let unpacking = parts.join("unlzma-base64.js");
    write_base64(&unpacking, &unlzma(parts)?)?;

    let alias = json!({ "iryo-dx-hojokin-wasm": calculator.join(MODULE), "wasm-lzma-base64": packed, "unlzma-base64": unpacking });
    let script = |entry: &str, outfile: &str| json!({ "entry": www.join("src").join(entry), "outfile": parts.join(outfile), "alias": alias, "version": version });
    let mut jobs = vec![
        script("page.ts", "page.js"),
        script("widget.ts", WIDGET),
        script("frame.ts", FRAME),
        json!({ "style": www.join("style.css"), "outfile": parts.join("style.css") }),
    ];
    if www.join("src/early.ts").exists() {
        jobs.push(script("early.ts", "early.js"));
    } else {
        write(&parts.join("early.js"), "")?;
    }
    run(
        command("node")
            .arg("xtask/src/bundle.mjs")
            .arg(json!(jobs).to_string()),
        "bundle the page",
    )?;
    if www.join("src/early.ts").exists() {
        hold_to_notices(&parts.join("early.js"), &[])?;
    }
    hold_to_notices(&parts.join("page.js"), &IN_PAGE)?;
    hold_to_notices(&parts.join(WIDGET), &IN_WIDGET)?;
    hold_to_notices(&parts.join(FRAME), &[])
}

/// What the bundler put in has to be what the notices name.
fn hold_to_notices(script: &Path, named: &[&str]) -> Result<()> {
    let mut list = script.as_os_str().to_owned();
    list.push(".packages.json");
    let packages: Vec<String> = serde_json::from_str(&read(Path::new(&list))?)?;
    if packages != named {
        bail!(
            "{} has parts of {packages:?}; notices.rs knows of {named:?}",
            script.display()
        );
    }
    Ok(())
}

/// The content in LZMA's format, as small as that goes: it is done once and read many times. The
/// three numbers are those that `www/unlzma/unlzma.ts` is written for.
fn squeeze(content: &[u8]) -> Result<Vec<u8>> {
    let options = LzmaOptions {
        lc: 3,
        lp: 0,
        pb: 0,
        nice_len: 273,
        depth_limit: 2_000,
        ..LzmaOptions::with_preset(9)
    };
    let mut lzma = LzmaWriter::new_use_header(Vec::new(), &options, Some(content.len() as u64))?;
    lzma.write_all(content)?;
    Ok(lzma.finish()?)
}

/// What unpacks that in the page, as wasm.
fn unlzma(parts: &Path) -> Result<Vec<u8>> {
    let wasm = parts.join("unlzma.wasm");
    run(
        command("node")
            .arg(crate::node::path_of("assemblyscript").join("bin/asc.js"))
            .arg("www/unlzma/unlzma.ts")
            .args(["-Oz", "--runtime", "stub"])
            .arg("--outFile")
            .arg(&wasm),
        "compile what unpacks the wasm",
    )?;
    // As it is before anything is taken together, the text names whatever it has of others.
    let names = crate::command::read(
        command("node")
            .arg(crate::node::path_of("assemblyscript").join("bin/asc.js"))
            .args(["www/unlzma/unlzma.ts", "--runtime", "stub", "--textFile"]),
        "name the parts of what unpacks the wasm",
    )?;
    if !names.contains("$www/unlzma/unlzma/") || names.contains("~lib/") {
        bail!(
            "what unpacks the wasm has parts of AssemblyScript's library, which THIRD_PARTY.md does not name"
        );
    }
    fs::read(&wasm).with_context(|| format!("could not read {}", wasm.display()))
}

/// An empty directory in that place.
fn renew(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory).with_context(|| format!("could not empty {}", directory.display()))?;
    }
    fs::create_dir_all(directory).with_context(|| format!("could not make {}", directory.display()))
}

fn read(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
    if text.contains('\r') {
        bail!(
            "{} has carriage returns; git's autocrlf must not touch this repository",
            path.display()
        );
    }
    Ok(text)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| anyhow!("could not write {}: {error}", path.display()))
}

/// The content as an ES module with one text.
fn write_base64(path: &Path, content: &[u8]) -> Result<()> {
    write(
        path,
        &format!("export default \"{}\";\n", STANDARD.encode(content)),
    )
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| anyhow!("could not copy {} to {}: {error}", from.display(), to.display()))
}
