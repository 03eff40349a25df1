//! Where things stand in the repository, and what the built files are called.

use std::path::{Path, PathBuf};

/// The whole page in one file.
pub(crate) const PAGE: &str = "iryo-dx-hojokin.html";
/// The element for other people's pages, as a classic script with everything inside.
pub(crate) const WIDGET: &str = "iryo-dx-hojokin.widget.js";
/// The same bytes. Programs that minify the scripts of a site leave files with this ending as they are.
pub(crate) const WIDGET_MINIFIED: &str = "iryo-dx-hojokin.widget.min.js";
/// The page with the calculator in JavaScript, for where WebAssembly is refused.
pub(crate) const PAGE_NOWASM: &str = "iryo-dx-hojokin.nowasm.html";
/// The script beside an iframe that holds the page: gives it its height.
pub(crate) const FRAME: &str = "iryo-dx-hojokin.frame.js";
/// The webmasters' page.
pub(crate) const EMBED: &str = "embed.html";
/// The page that judges many institutions at once.
pub(crate) const BATCH: &str = "iryo-dx-hojokin.batch.html";
/// The ES module around the wasm.
pub(crate) const MODULE: &str = "iryo_dx_hojokin.js";
/// The wasm, optimised.
pub(crate) const WASM: &str = "iryo_dx_hojokin_bg.wasm";
/// The types of the ES module.
pub(crate) const TYPES: &str = "iryo_dx_hojokin.d.ts";
/// The catalogue, complete.
pub(crate) const JSON: &str = "catalogue.json";
/// The catalogue as a table, one row a programme.
pub(crate) const CSV: &str = "catalogue.csv";
/// The grammar of `JSON` and of the TOML files.
pub(crate) const SCHEMA: &str = "catalogue.schema.json";
/// Makes the folder a package for npm.
pub(crate) const PACKAGE: &str = "package.json";
/// The notices of others' works that are inside the files above.
pub(crate) const THIRD_PARTY: &str = "THIRD_PARTY.md";
/// The licences of this project, of which people choose one.
pub(crate) const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];
/// Digests of the sources and of the files above.
pub(crate) const MANIFEST: &str = "manifest.json";
/// What `MANIFEST` lists. A file that is not named here does not reach `pkg/`.
pub(crate) const FILES: [&str; 17] = [
    PAGE,
    WIDGET,
    WIDGET_MINIFIED,
    PAGE_NOWASM,
    FRAME,
    EMBED,
    BATCH,
    MODULE,
    WASM,
    TYPES,
    JSON,
    CSV,
    SCHEMA,
    PACKAGE,
    THIRD_PARTY,
    LICENCES[0],
    LICENCES[1],
];

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask stands in the repository")
}

/// The knowledge.
pub(crate) fn catalogue() -> PathBuf {
    root().join("catalogue")
}

/// Everything that is made and not committed.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// What was built last, complete.
pub(crate) fn dist() -> PathBuf {
    target().join("dist")
}

/// What is committed for people to take.
pub(crate) fn pkg() -> PathBuf {
    root().join("pkg")
}

/// What the bundler and the template need on the way to `dist`.
pub(crate) fn parts() -> PathBuf {
    target().join("parts")
}

/// Cargo's directories for wasm: apart, so that they never wait for the one of native builds, and one for each
/// set of flags, since Cargo compiles everything anew where those change.
pub(crate) fn wasm_target(name: &str) -> PathBuf {
    target().join(name)
}

/// The golden cases as one JSON file, for the browsers.
pub(crate) fn cases_json() -> PathBuf {
    target().join("cases.json")
}

/// Pictures of the page.
pub(crate) fn screenshots() -> PathBuf {
    root().join("docs/screenshots")
}
