//! From the sources to the files that people take: cargo → bindgen → wasm-opt → bundle → one page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use serde::Serialize;
use serde_json::{Value, json};

use crate::calculator;
use crate::command::{command, run};
use crate::embed;
use crate::layout::{
    self, BATCH, CSV, EMBED, FILES, FRAME, JSON, LICENCES, MANIFEST, MODULE, PACKAGE, PAGE, PAGE_NOWASM,
    SCHEMA, THIRD_PARTY, TYPES, WASM, WIDGET, WIDGET_MINIFIED,
};
use crate::manifest::{Manifest, Tools};
use crate::notices::{IN_BATCH, IN_PAGE, IN_PAGE_NOWASM, IN_WIDGET, Notices};
use crate::page::{self, Parts};
use crate::table::{self, List};
use crate::toolchain::{Purpose, Toolchain};

/// By this mark a browser knows that a page or a script is UTF-8, whatever the server or the page around
/// it says. Escaping every letter outside of ASCII would do the same, and make the widget 5 KB larger
/// after gzip, where this makes it 3 bytes larger.
const UTF8: char = '\u{feff}';

/// Builds everything into `target/dist`, which is complete or absent.
pub(crate) fn build(toolchain: Toolchain) -> Result<Manifest> {
    let start = Instant::now();
    println!("building the wasm ({toolchain})");
    let parts = layout::parts();
    renew(&parts)?;
    let dist = layout::dist();
    renew(&dist)?;

    calculator::compile(toolchain, Purpose::Script)?;
    calculator::script(&parts.join(SCRIPTED))?;
    calculator::compile(toolchain, Purpose::Release)?;
    calculator::module(&parts)?;
    keeper::data(&layout::catalogue(), &dist)?;
    let list = table::read(&layout::catalogue())?;
    let version = format!("{}+{}", env!("CARGO_PKG_VERSION"), table::version(&list));
    bundle(&parts, &version, &dist.join(JSON))?;
    let notices = Notices::read()?;
    let widget = format!(
        "{UTF8}{}{}",
        read(&parts.join(WIDGET))?,
        notices.in_script(&IN_WIDGET)?
    );
    for name in [WIDGET, WIDGET_MINIFIED] {
        write(&dist.join(name), &widget)?;
    }
    let policies = pages(&parts, &list, &notices)?;
    for name in [FRAME, MODULE, WASM] {
        copy(&parts.join(name), &dist.join(name))?;
    }
    write(&dist.join(TYPES), &types()?)?;
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
    write_page(EMBED, &html)?;
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

/// Writes the pages with a calculator. The policies of the two for one institution, by their names.
fn pages(parts: &Path, list: &List, notices: &Notices) -> Result<BTreeMap<&'static str, String>> {
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
            table: table::render(list),
            edition: table::render_edition(list),
            notice: notices.in_html(inside)?,
        };
        policies.insert(name, page::policy(&page)?);
        write_page(name, &page::fill(&template, &page)?)?;
    }
    let batch = page::Batch {
        style: read(&parts.join("batch.css"))?,
        desk: read(&parts.join("desk.js"))?,
        script: read(&parts.join("batch.js"))?,
        edition: table::render_edition(list),
        notice: notices.in_html(&IN_BATCH)?,
    };
    let template = read(&layout::root().join("www/batch.html"))?;
    write_page(BATCH, &page::fill_batch(&template, &batch)?)?;
    Ok(policies)
}

/// Writes a page for people.
fn write_page(name: &str, html: &str) -> Result<()> {
    write(&layout::dist().join(name), &format!("{UTF8}{html}"))
}

/// The types of the ES module: the contract, the shape of the catalogue, and how the module starts. In `www` they
/// import from each other; here they are one file.
fn types() -> Result<String> {
    let mut types = String::new();
    for name in ["contract.d.ts", "src/catalogue/shape.ts", "module.d.ts"] {
        let text = read(&layout::root().join("www").join(name))?;
        let lines = text.split_inclusive('\n');
        types.extend(lines.filter(|line| !line.starts_with("import ")));
    }
    Ok(types)
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
    "./frame": "./{FRAME}",
    "./{WIDGET}": {{ "types": "./{TYPES}", "default": "./{WIDGET}" }},
    "./{WIDGET_MINIFIED}": {{ "types": "./{TYPES}", "default": "./{WIDGET_MINIFIED}" }},
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
  "sideEffects": ["./{WIDGET}", "./{WIDGET_MINIFIED}", "./{FRAME}"],
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

/// What `bundle.mjs` is to make a script of.
#[derive(Serialize)]
struct Script {
    entry: PathBuf,
    outfile: PathBuf,
    /// Settings of `bundle.mjs`.
    #[serde(flatten)]
    how: Value,
}

/// Below the other parts, where the form without WebAssembly is made.
const SCRIPTED: &str = "script";

/// Bundles the scripts and the styles.
fn bundle(parts: &Path, version: &str, catalogue: &Path) -> Result<()> {
    let www = layout::root().join("www");
    let src = www.join("src");
    let script = |entry: &str, outfile: &str, how: &Value| Script {
        entry: src.join(entry),
        outfile: parts.join(outfile),
        how: how.clone(),
    };
    let style = |name: &str| json!({ "entry": www.join(name), "outfile": parts.join(name) });

    let bindgen = "iryo-dx-hojokin-wasm";
    let embedded = json!({
        "alias": { "calculator": src.join("engine/embedded.ts"), bindgen: parts.join(MODULE) },
        "eager": true,
    });
    let form = parts.join(SCRIPTED);
    let scripted = src.join("engine/scripted.ts");
    let nowasm = json!({
        "alias": {
            "calculator": scripted, bindgen: form.join(MODULE),
            "calculator-script": form.join(calculator::SCRIPT),
        },
        "inject": [scripted],
    });
    let plain = json!({});
    let job = json!({
        "version": version,
        "catalogue": catalogue,
        "wasm": parts.join(WASM),
        "scripts": [
            script("page.ts", "page.js", &embedded),
            script("page.ts", "page.nowasm.js", &nowasm),
            script("widget.ts", WIDGET, &embedded),
            script("batch/worker.ts", "desk.js", &embedded),
            // Its letters are safe in any encoding without a mark.
            script("frame.ts", FRAME, &json!({ "ascii": true })),
            script("early.ts", "early.js", &plain),
            script("embed.ts", "embed.js", &plain),
            script("batch.ts", "batch.js", &plain),
            // Last: it takes the place of what it is made from.
            script("module.ts", MODULE, &json!({ "alias": { bindgen: parts.join(MODULE) }, "module": true })),
        ],
        "styles": [style("style.css"), style("embed.css"), style("batch.css")],
    });
    run(
        command("node").arg("xtask/src/bundle.mjs").arg(job.to_string()),
        "bundle the scripts",
    )?;
    for (name, inside) in [
        ("early.js", &[][..]),
        ("embed.js", &[]),
        ("desk.js", &[]),
        ("batch.js", &IN_BATCH),
        (FRAME, &[]),
        (MODULE, &[]),
        ("page.js", &IN_PAGE),
        ("page.nowasm.js", &IN_PAGE),
        (WIDGET, &IN_WIDGET),
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

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| anyhow!("could not copy {} to {}: {error}", from.display(), to.display()))
}
