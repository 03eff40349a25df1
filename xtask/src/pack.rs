//! From the sources to the files that people take: cargo → bindgen → wasm-opt → bundle → one page.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use serde_json::json;

use crate::calculator;
use crate::command::{command, run};
use crate::embed;
use crate::layout::{
    self, BATCH, CSV, EMBED, FILES, FRAME, JSON, LICENCES, MANIFEST, MODULE, PACKAGE, PAGE, PAGE_NOWASM,
    SCHEMA, THIRD_PARTY, TYPES, WASM, WIDGET, WIDGET_NOWASM,
};
use crate::manifest::{Manifest, Tools};
use crate::notices::{IN_BATCH, IN_PAGE, IN_PAGE_NOWASM, IN_WIDGET, IN_WIDGET_NOWASM, Notices};
use crate::page::{self, Parts};
use crate::table;
use crate::toolchain::{Purpose, Toolchain};

/// Builds everything into `target/dist`, which is complete or absent.
pub(crate) fn build(toolchain: Toolchain) -> Result<Manifest> {
    let start = Instant::now();
    println!("building the wasm ({toolchain})");
    let parts = layout::parts();
    renew(&parts)?;
    let dist = layout::dist();
    renew(&dist)?;

    calculator::compile(toolchain, Purpose::Script, &["--no-default-features"])?;
    calculator::script(&script_parts(&parts))?;
    calculator::compile(toolchain, Purpose::Release, &[])?;
    calculator::module(&parts)?;
    // In the page the wasm is compressed as a whole. What is compressed already would stay as large as
    // it is, so its JSON is plain there: most of its texts stand in the wasm a second time.
    calculator::compile(
        toolchain,
        Purpose::Release,
        &["--no-default-features", "--features", "plain-json"],
    )?;
    calculator::module(&page_parts(&parts))?;
    let list = table::read(&layout::catalogue())?;
    let version = format!("{}+{}", env!("CARGO_PKG_VERSION"), table::version(&list));
    bundle(&parts, &version)?;
    let notices = Notices::read()?;
    for (name, inside) in [(WIDGET, &IN_WIDGET[..]), (WIDGET_NOWASM, &IN_WIDGET_NOWASM)] {
        let widget = parts.join(name);
        write(&widget, &(read(&widget)? + &notices.in_script(inside)?))?;
    }
    let template = read(&layout::root().join("www/page.html"))?;
    let mut policies = BTreeMap::new();
    for (name, script, wasm, inside) in [
        (PAGE, "page.js", true, &IN_PAGE[..]),
        (PAGE_NOWASM, "page.nowasm.js", false, &IN_PAGE_NOWASM),
    ] {
        let page = Parts {
            style: read(&parts.join("style.css"))?,
            early: read(&parts.join("early.js"))?,
            script: read(&parts.join(script))?,
            wasm,
            table: table::render(&list),
            edition: table::render_edition(&list),
            notice: notices.in_html(inside)?,
        };
        policies.insert(name, page::policy(&page)?);
        write(&dist.join(name), &page::fill(&template, &page)?)?;
    }
    let batch = page::Batch {
        style: read(&parts.join("batch.css"))?,
        desk: read(&parts.join("desk.js"))?,
        script: read(&parts.join("batch.js"))?,
        edition: table::render_edition(&list),
        notice: notices.in_html(&IN_BATCH)?,
    };
    let template = read(&layout::root().join("www/batch.html"))?;
    write(&dist.join(BATCH), &page::fill_batch(&template, &batch)?)?;
    calculator::whole_module(&parts, &dist.join(MODULE))?;
    for name in [WIDGET, WIDGET_NOWASM, FRAME, WASM, TYPES] {
        copy(&parts.join(name), &dist.join(name))?;
    }
    let html = embed::fill(
        &read(&layout::root().join("www/embed.html"))?,
        &embed::Parts {
            style: read(&parts.join("embed.css"))?,
            script: read(&parts.join("embed.js"))?,
            version: &version,
            edition: table::render_edition(&list),
            policies,
        },
        &layout::catalogue(),
        &dist,
    )?;
    write(&dist.join(EMBED), &html)?;
    keeper::data(&layout::catalogue(), &dist)?;
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
    "./widget": {{ "types": "./{TYPES}", "default": "./{WIDGET}" }},
    "./widget-nowasm": {{ "types": "./{TYPES}", "default": "./{WIDGET_NOWASM}" }},
    "./frame": "./{FRAME}",
    "./{WIDGET}": {{ "types": "./{TYPES}", "default": "./{WIDGET}" }},
    "./{WIDGET_NOWASM}": {{ "types": "./{TYPES}", "default": "./{WIDGET_NOWASM}" }},
    "./{FRAME}": "./{FRAME}",
    "./{MODULE}": {{ "types": "./{TYPES}", "default": "./{MODULE}" }},
    "./{MANIFEST}": "./{MANIFEST}",
    "./{THIRD_PARTY}": "./{THIRD_PARTY}",
    "./{WASM}": "./{WASM}",
    "./{EMBED}": "./{EMBED}",
    "./{PAGE}": "./{PAGE}",
    "./{PAGE_NOWASM}": "./{PAGE_NOWASM}",
    "./{BATCH}": "./{BATCH}",
    "./{JSON}": "./{JSON}",
    "./{CSV}": "./{CSV}",
    "./{SCHEMA}": "./{SCHEMA}",
    "./{PACKAGE}": "./{PACKAGE}"
  }},
  "types": "./{TYPES}",
  "sideEffects": ["./{WIDGET}", "./{WIDGET_NOWASM}", "./{FRAME}"],
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

/// Where its JavaScript form is made.
fn script_parts(parts: &Path) -> PathBuf {
    parts.join("script")
}

/// Bundles the scripts and the style.
fn bundle(parts: &Path, version: &str) -> Result<()> {
    let www = layout::root().join("www");
    let calculator = page_parts(parts);
    let unpacker = STANDARD.encode(unlzma(parts)?);
    let packed = |folder: &Path| -> Result<PathBuf> {
        let wasm = fs::read(folder.join(WASM)).context("could not read the optimised wasm")?;
        let texts = json!({ "packedCalculator": STANDARD.encode(squeeze(&wasm)?), "unpacker": unpacker });
        let packed = folder.join("packed.json");
        write(&packed, &texts.to_string())?;
        Ok(packed)
    };

    let src = www.join("src");
    let bundle = |entry: &str, outfile: &str, others: &serde_json::Value| json!({ "entry": src.join(entry), "outfile": parts.join(outfile), "version": version, "others": others });
    let wasm = |folder: &Path| -> Result<serde_json::Value> {
        Ok(json!({
            "alias": { "calculator": src.join("packed.ts"), "iryo-dx-hojokin-wasm": folder.join(MODULE) },
            "last": packed(folder)?,
        }))
    };
    // Many institutions are judged by the module's wasm alone.
    let many = wasm(parts)?;
    let wasm = wasm(&calculator)?;
    let script = script_parts(parts);
    let scripted = src.join("scripted.ts");
    let nowasm = json!({
        "alias": {
            "calculator": scripted, "iryo-dx-hojokin-wasm": script.join(MODULE),
            "calculator-script": script.join(calculator::SCRIPT),
        },
        "inject": [scripted],
    });
    let jobs = [
        bundle("page.ts", "page.js", &wasm),
        bundle("page.ts", "page.nowasm.js", &nowasm),
        bundle("widget.ts", WIDGET, &wasm),
        bundle("widget.ts", WIDGET_NOWASM, &nowasm),
        bundle("frame.ts", FRAME, &json!({})),
        bundle("early.ts", "early.js", &json!({})),
        bundle("embed.ts", "embed.js", &json!({})),
        bundle("batch/worker.ts", "desk.js", &many),
        bundle("batch.ts", "batch.js", &json!({})),
        json!({ "style": www.join("style.css"), "outfile": parts.join("style.css") }),
        json!({ "style": www.join("embed.css"), "outfile": parts.join("embed.css") }),
        json!({ "style": www.join("batch.css"), "outfile": parts.join("batch.css") }),
    ];
    run(
        command("node")
            .arg("xtask/src/bundle.mjs")
            .arg(json!(jobs).to_string()),
        "bundle the page",
    )?;
    for (name, inside) in [
        ("early.js", &[][..]),
        ("embed.js", &[]),
        ("desk.js", &[]),
        ("batch.js", &IN_BATCH),
        (FRAME, &[]),
        ("page.js", &IN_PAGE),
        ("page.nowasm.js", &IN_PAGE),
        (WIDGET, &IN_WIDGET),
        (WIDGET_NOWASM, &IN_WIDGET),
    ] {
        hold_to_notices(&parts.join(name), inside)?;
    }
    Ok(())
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
pub(crate) fn squeeze(content: &[u8]) -> Result<Vec<u8>> {
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
pub(crate) fn unlzma(parts: &Path) -> Result<Vec<u8>> {
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
pub(crate) fn renew(directory: &Path) -> Result<()> {
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

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| anyhow!("could not copy {} to {}: {error}", from.display(), to.display()))
}
