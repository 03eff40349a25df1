//! `manifest.json`: from which sources and with which tools the files beside it were made.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::command::{command, read};
use crate::layout::{self, FILES};
use crate::toolchain::Toolchain;
use crate::{digest, node};

/// Everything that the bytes of the files depend on, apart from the tools.
const SOURCES: [&str; 14] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "build.rs",
    "catalogue",
    "crates",
    "package-lock.json",
    "package.json",
    "src",
    "tsconfig.json",
    "www",
    "xtask",
];

/// The manifest.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Manifest {
    /// What the files were made from.
    pub(crate) sources: Sources,
    /// What they were made with.
    pub(crate) tools: Tools,
    /// The files themselves.
    pub(crate) files: BTreeMap<String, File>,
}

/// The state of the sources.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Sources {
    /// SHA-256 over the path, the length and the content of each, sorted by path.
    pub(crate) digest: String,
    /// How many there are.
    pub(crate) files: usize,
}

/// The tools. With other tools the bytes may differ though the sources are the same.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Tools {
    /// The way to the wasm, as `toolchain.rs` calls it.
    pub(crate) route: String,
    /// The compiler.
    pub(crate) rustc: String,
    /// The linker.
    pub(crate) linker: String,
    /// Bindgen; Cargo.lock pins it.
    pub(crate) wasm_bindgen: String,
    /// The optimiser; package-lock.json pins it.
    pub(crate) binaryen: String,
    /// The bundler; package-lock.json pins it.
    pub(crate) esbuild: String,
}

/// One file.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct File {
    /// Its size.
    pub(crate) bytes: usize,
    /// Its size after gzip at its best.
    pub(crate) gzip: usize,
    /// Its digest.
    pub(crate) sha256: String,
}

impl Manifest {
    /// The manifest of the files in that directory.
    pub(crate) fn of(directory: &Path, tools: Tools) -> Result<Self> {
        let mut files = BTreeMap::new();
        for name in FILES {
            files.insert(name.to_owned(), File::read(&directory.join(name))?);
        }
        Ok(Self {
            sources: Sources::here()?,
            tools,
            files,
        })
    }

    /// The manifest as written.
    pub(crate) fn to_text(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("it has nothing but texts and numbers");
        text + "\n"
    }

    /// Reads a manifest.
    pub(crate) fn from_file(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
        serde_json::from_str(&text)
            .with_context(|| format!("{} is not a manifest of this version", path.display()))
    }
}

impl Sources {
    /// The sources as they stand here, committed or not.
    pub(crate) fn here() -> Result<Self> {
        let mut git = command("git");
        git.args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
            "--",
        ]);
        let list = read(git.args(SOURCES), "list the sources")?;
        let mut paths: Vec<&str> = list.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        let mut hasher = Sha256::new();
        let mut files = 0;
        for path in paths {
            let file = layout::root().join(path);
            // Listed but deleted in the work tree: not a source any more.
            if !file.exists() {
                continue;
            }
            let content = fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
            hasher.update(format!("{path}\0{}\0", content.len()));
            hasher.update(&content);
            files += 1;
        }
        Ok(Self {
            digest: digest::hex(&hasher.finalize()),
            files,
        })
    }
}

impl Tools {
    /// The tools of this machine.
    pub(crate) fn here(toolchain: Toolchain) -> Result<Self> {
        Ok(Self {
            route: toolchain.to_string(),
            rustc: toolchain.rustc_version()?,
            linker: toolchain.linker_version()?,
            wasm_bindgen: wasm_bindgen_version()?,
            binaryen: node::version_of("binaryen")?,
            esbuild: node::version_of("esbuild")?,
        })
    }
}

impl File {
    /// Measures a file.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let content = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
        Ok(Self {
            bytes: content.len(),
            gzip: gzip(&content)?.len(),
            sha256: digest::of(&content),
        })
    }
}

/// The content after gzip at its best; without a time in it, so that it is the same every time.
pub(crate) fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content)?;
    Ok(gzip.finish()?)
}

/// The version that Cargo.lock pins: the only place where a program can read it.
fn wasm_bindgen_version() -> Result<String> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
    }
    let path = layout::root().join("Cargo.lock");
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
    let lock: Lock = toml::from_str(&text).context("Cargo.lock is not a lock file")?;
    let mut packages = lock.package.into_iter();
    let package = packages.find(|package| package.name == "wasm-bindgen-cli");
    Ok(package
        .context("Cargo.lock does not pin wasm-bindgen-cli")?
        .version)
}
