//! Which Rust builds the wasm, and how it is called.
//!
//! Two ways lead to the same interface, not to the same bytes:
//!
//! - `rustup`: the toolchain that runs this program has the wasm target, or can add it.
//! - `debian`: where rustup's registry cannot be reached, Debian's own Rust for building browsers
//!   compiles the standard library from its sources.
//!
//! Where the sources of the standard library are there (rustup's `rust-src`, Debian's always), what
//! people take is built with a standard library compiled for size, and panics without their text:
//! that makes the wasm about a fifth smaller. It needs unstable switches, which `RUSTC_BOOTSTRAP`
//! opens on a stable compiler. Tests take the standard library as it comes.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::command::{command, read, run_within};
use crate::{apt, layout};

/// The wasm target.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// Debian's linker for wasm.
const LINKER: &str = "wasm-ld-22";
/// Debian's packages for the second way.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
/// How long rustup may take to add the target.
const PATIENCE: Duration = Duration::from_mins(1);
/// Set to `rustup`, `rustup-plain` or `debian`, it takes that way without looking for the other.
const CHOICE: &str = "XTASK_WASM_TOOLCHAIN";

/// A way to build the wasm.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Toolchain {
    /// The toolchain of rustup with its wasm target and the sources of the standard library.
    Rustup,
    /// The toolchain of rustup with its wasm target alone.
    RustupPlain,
    /// Debian's packages, standard library from source.
    Debian,
}

impl fmt::Display for Toolchain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rustup => "rustup",
            Self::RustupPlain => "rustup-plain",
            Self::Debian => "debian",
        })
    }
}

/// What the wasm is built for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Purpose {
    /// To be taken away: small.
    Release,
    /// The same, to be made into JavaScript, which has no references to hold.
    Script,
    /// To be tested: panics say what happened.
    Test,
}

impl Purpose {
    /// Cargo's directory for it.
    pub(crate) fn target(self) -> PathBuf {
        layout::wasm_target(match self {
            Self::Release | Self::Test => "wasm",
            Self::Script => "wasm-script",
        })
    }
}

/// How the standard library is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Library {
    /// Whether it is compiled with the program; else it is taken as it comes.
    pub(crate) compiled: bool,
    /// Whether that is for size.
    pub(crate) for_size: bool,
    /// Whether a panic ends everything without a word.
    pub(crate) immediate_abort: bool,
}

impl Toolchain {
    /// The way that is open on this machine; installs what it lacks.
    pub(crate) fn provision() -> Result<Self> {
        match env::var(CHOICE).as_deref() {
            Ok(choice @ ("rustup" | "rustup-plain")) => {
                if !TARGET_PART.provision() {
                    bail!("{CHOICE}={choice}, but rustup has no {TARGET} and could not add it");
                }
                if choice == "rustup" && !SOURCES_PART.provision() {
                    bail!("{CHOICE}=rustup, but rustup has no rust-src and could not add it");
                }
                return Ok(if choice == "rustup" {
                    Self::Rustup
                } else {
                    Self::RustupPlain
                });
            }
            Ok("debian") => {
                apt::install(&PACKAGES, "build the wasm with Debian's Rust")?;
                return Ok(Self::Debian);
            }
            Ok(other) => bail!("{CHOICE} is {other:?}; it may be rustup, rustup-plain or debian"),
            Err(_) => {}
        }
        if TARGET_PART.provision() {
            return Ok(if SOURCES_PART.provision() {
                Self::Rustup
            } else {
                Self::RustupPlain
            });
        }
        apt::install(
            &PACKAGES,
            "build the wasm, as rustup could not add the target (the other way: \
             `rustup target add wasm32-unknown-unknown`)",
        )?;
        Ok(Self::Debian)
    }

    /// `cargo SUBCOMMAND` for wasm, with every switch that the way and the purpose ask for.
    pub(crate) fn cargo(self, subcommand: &str, purpose: Purpose) -> Result<Command> {
        let small = self.builds_small(purpose);
        let library = Library {
            // Debian has none for wasm.
            compiled: self == Self::Debian || small,
            for_size: small,
            immediate_abort: small,
        };
        let mut flags = Vec::new();
        if purpose == Purpose::Script {
            flags.push("-Ctarget-feature=-reference-types".to_owned());
        }
        let mut cargo = self.cargo_with(subcommand, library, flags, &purpose.target())?;
        cargo.arg("--locked");
        Ok(cargo)
    }

    /// The same with a standard library and further flags of the compiler as they are asked for.
    pub(crate) fn cargo_with(
        self,
        subcommand: &str,
        library: Library,
        flags: Vec<String>,
        target: &Path,
    ) -> Result<Command> {
        let mut cargo = match self {
            Self::Rustup | Self::RustupPlain => {
                let mut cargo = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
                cargo.arg(subcommand);
                cargo
            }
            Self::Debian => {
                let mut cargo = command("/usr/bin/cargo");
                // The cargo that runs this program leaves its own traces in the environment, which
                // would send Debian's cargo to the compiler of rustup.
                for (name, _) in env::vars_os() {
                    let name = name.to_string_lossy();
                    let trace = name.starts_with("CARGO") || name.starts_with("RUST");
                    let setting = ["CARGO_HOME", "RUST_BACKTRACE"].contains(&&*name)
                        || name.starts_with("CARGO_HTTP")
                        || name.starts_with("CARGO_NET")
                        || name.starts_with("CARGO_REGISTR")
                        || name.starts_with("CARGO_SOURCE");
                    if trace && !setting {
                        cargo.env_remove(&*name);
                    }
                }
                cargo
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("RUSTDOC", "/usr/bin/rustdoc")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER)
                    .arg(subcommand);
                cargo
            }
        };
        if library.compiled {
            cargo
                .env("RUSTC_BOOTSTRAP", "1")
                .arg("-Zbuild-std=std,panic_abort");
        }
        if library.for_size {
            cargo.arg("-Zbuild-std-features=optimize_for_size");
        }
        let mut all = self.rustflags()?;
        if library.immediate_abort {
            all.push("-Zunstable-options".to_owned());
            all.push("-Cpanic=immediate-abort".to_owned());
        }
        all.extend(flags);
        cargo
            .env_remove("RUSTFLAGS")
            .env("CARGO_ENCODED_RUSTFLAGS", all.join("\u{1f}"))
            .args(["--target", TARGET, "--target-dir"])
            .arg(target);
        Ok(cargo)
    }

    /// Whether the standard library is compiled too, and for size.
    pub(crate) fn builds_small(self, purpose: Purpose) -> bool {
        self != Self::RustupPlain && purpose != Purpose::Test
    }

    /// Flags of the compiler: no path of this machine may reach the bytes.
    fn rustflags(self) -> Result<Vec<String>> {
        let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
        // The last one that matches counts: the repository may stand in Cargo's home and the
        // other way round, so the longer path comes later.
        let mut prefixes = [
            (cargo_home()?, "/cargo"),
            (layout::root().to_path_buf(), "/source"),
        ];
        prefixes.sort_by_key(|(path, _)| path.as_os_str().len());
        let mut flags: Vec<String> = prefixes.iter().map(|(path, to)| remap(path, to)).collect();
        match self {
            Self::Rustup | Self::RustupPlain => {
                // Where rustup's component rust-src is installed, the standard library's sources
                // are seen there; elsewhere under the name of their commit.
                let verbose = read(command("rustc").arg("-vV"), "ask the compiler for its commit")?;
                let commit = verbose
                    .lines()
                    .find_map(|line| line.strip_prefix("commit-hash: "));
                if let Some(commit) = commit {
                    let sources = Path::new(&sysroot()?).join("lib/rustlib/src/rust");
                    flags.push(remap(&sources, &format!("/rustc/{commit}")));
                }
            }
            Self::Debian => {}
        }
        Ok(flags)
    }

    /// The compiler, as it names itself.
    pub(crate) fn rustc_version(self) -> Result<String> {
        let rustc = match self {
            Self::Rustup | Self::RustupPlain => "rustc",
            Self::Debian => "/usr/bin/rustc",
        };
        read(
            command(rustc).arg("--version"),
            "ask the compiler for its version",
        )
    }

    /// The linker, as it names itself.
    pub(crate) fn linker_version(self) -> Result<String> {
        match self {
            Self::Rustup | Self::RustupPlain => Ok("rust-lld of the compiler".to_owned()),
            Self::Debian => read(command(LINKER).arg("--version"), "ask the linker for its version"),
        }
    }
}

/// A part of a toolchain that rustup can add.
struct Part {
    /// What to say to rustup.
    add: [&'static str; 3],
    /// Where it lies below the compiler's own directory, however it came there.
    place: &'static str,
    /// How the name of something in that place begins.
    begins: &'static str,
}

/// The standard library for wasm.
const TARGET_PART: Part = Part {
    add: ["target", "add", TARGET],
    place: "lib/rustlib/wasm32-unknown-unknown/lib",
    begins: "libstd-",
};

/// The sources of the standard library.
const SOURCES_PART: Part = Part {
    add: ["component", "add", "rust-src"],
    place: "lib/rustlib/src/rust/library",
    begins: "std",
};

impl Part {
    fn is_there(&self) -> bool {
        let Ok(sysroot) = sysroot() else {
            return false;
        };
        fs::read_dir(Path::new(&sysroot).join(self.place)).is_ok_and(|entries| {
            entries
                .flatten()
                .any(|entry| entry.file_name().to_string_lossy().starts_with(self.begins))
        })
    }

    /// Whether it is there, at the latest after asking rustup for it. A failure is remembered, so
    /// that the next run does not wait again.
    fn provision(&self) -> bool {
        if self.is_there() {
            return true;
        }
        let what = self.add.join(" ");
        let failure = layout::target().join(format!("provision/rustup {what} failed").replace(' ', "-"));
        if failure.exists() {
            println!(
                "`rustup {what}` failed before; delete {} to try again",
                failure.display()
            );
            return false;
        }
        println!("rustup {what} (at most {} s)", PATIENCE.as_secs());
        if run_within(command("rustup").args(self.add), PATIENCE) && self.is_there() {
            return true;
        }
        // Not remembering it costs a wait, nothing else.
        let _ = fs::create_dir_all(failure.parent().expect("it has a parent"));
        let _ = fs::write(&failure, "");
        false
    }
}

fn sysroot() -> Result<String> {
    read(
        command("rustc").args(["--print", "sysroot"]),
        "find the compiler's directory",
    )
}

fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = env::var_os("CARGO_HOME") {
        return Ok(PathBuf::from(home));
    }
    let home = env::home_dir().context("no home directory is known: set HOME or CARGO_HOME")?;
    Ok(home.join(".cargo"))
}
