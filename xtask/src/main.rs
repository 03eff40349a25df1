//! Builds, serves and tests the calculator.
//!
//! `cargo xtask` is an alias (`.cargo/config.toml`) for running this program. It provisions what a
//! fresh machine lacks, once: the wasm target or Debian's Rust for it (`toolchain`), the Node
//! packages (`node`) and, for tests, browsers (`browser`) and a `WordPress` (`wordpress`).

mod apt;
mod bench;
mod browser;
mod calculator;
mod cases;
mod command;
mod crates;
mod digest;
mod embed;
mod fuzz;
mod layout;
mod licence;
mod manifest;
mod mutants;
mod node;
mod notices;
mod pack;
mod page;
mod screenshots;
mod serve;
mod size;
mod supply;
mod table;
mod test;
mod tool;
mod toolchain;
mod wordpress;

use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use keeper::Date;

use crate::supply::Missing;
use crate::toolchain::Toolchain;

const USAGE: &str = "\
cargo xtask build            everything into target/dist/ and pkg/
cargo xtask serve [--port N] build, then serve the page on 127.0.0.1
cargo xtask test [STEP…]     build, then every test, or the named ones: lint native size package wasm browser pkg
                             wordpress: on the pages of a WordPress; only by its name
cargo xtask notices          THIRD_PARTY.md alone, which build makes too
cargo xtask mutants [GROUP…] mistakes made on purpose, each to be noticed by a test (hours; not part of test):
                             values judgement diagrams
cargo xtask fuzz [SECONDS]   any input at all for the calculator and the link reader, for so long each (60); keeps
                             what reaches something new, in fuzz/corpus/
cargo xtask bench NAME       figures, which judge nothing by time
                             page [REVISION]: how soon the page stands, how long a keystroke takes, whether anything
                             moves; beside the page of an earlier revision of git
                             many: as many institutions as Japan has in one call, into docs/benchmarks.md
                             peers: the same rules in other engines, who is right and how fast; into docs/benchmarks.md
cargo xtask screenshots      pictures of the page, into docs/screenshots/
cargo xtask check supply     使っている部品（ライブラリ）のライセンス・取得元・既知の脆弱性を調べます。足りない道具は入れます（数分）
cargo xtask check [--on YYYY-MM-DD]
                             目録（cargo keeper check）と部品を調べます。道具は入れず、調べられなかったものを挙げます
cargo xtask check catalogue [--on YYYY-MM-DD], cargo xtask diff OLD NEW
                             この版までの名前です。cargo keeper check、cargo keeper diff を使ってください

XTASK_WASM_TOOLCHAIN=rustup, =rustup-plain or =debian chooses the way to the wasm; without it, the first that is open.";

fn main() -> ExitCode {
    match start() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (name, rest) = arguments
        .split_first()
        .with_context(|| format!("name a command:\n\n{USAGE}"))?;
    match (name.as_str(), rest) {
        ("build", []) => {
            pack::build(provision()?)?;
            pack::copy_to_pkg()?;
            notices::write()?;
        }
        ("serve", rest) => {
            let port = port(rest)?;
            pack::build(provision()?)?;
            serve::serve(port)?;
        }
        ("test", steps) => {
            if !test::test(steps)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        ("notices", []) => {
            node::provision()?;
            notices::write()?;
        }
        ("mutants", arguments) => mutants::mutants(arguments)?,
        ("fuzz", arguments) => fuzz::fuzz(provision()?, arguments)?,
        ("bench", arguments) => bench::bench(arguments)?,
        ("screenshots", []) => {
            pack::build(provision()?)?;
            screenshots::take()?;
        }
        ("check", rest) => {
            if !check(rest)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        ("diff", rest) => {
            let [old, new] = rest else {
                bail!(
                    "diff の後ろには、古い目録と新しい目録を書いてください（例：cargo keeper diff HEAD catalogue）"
                );
            };
            renamed("cargo keeper diff");
            print!("{}", keeper::diff(old, new)?);
        }
        // What cargo calls for each wasm test file; not for people.
        ("wasm-test-runner", _) => {
            wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(env::args_os().skip(1))?;
        }
        ("help" | "--help" | "-h", _) => println!("{USAGE}"),
        _ => bail!("`{}` is no command:\n\n{USAGE}", arguments.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}

/// What `check` is to look at: the catalogue, what comes from others, or both. Whether nothing is wrong.
fn check(arguments: &[String]) -> Result<bool> {
    match arguments.split_first() {
        Some((what, rest)) if what == "catalogue" => {
            let on = day(rest)?;
            renamed("cargo keeper check");
            check_catalogue(on)
        }
        Some((what, [])) if what == "supply" => supply::check(Missing::Install),
        _ => {
            let catalogue = check_catalogue(day(arguments)?)?;
            println!();
            Ok(supply::check(Missing::Leave)? && catalogue)
        }
    }
}

/// Prints what `cargo keeper check` prints. Whether the catalogue has no fault.
fn check_catalogue(on: Date) -> Result<bool> {
    let findings = keeper::check(&layout::catalogue(), on)?;
    print!("{findings}");
    Ok(findings.is_faultless())
}

/// Names the command that does the same from now on; the old one goes with the next version.
fn renamed(command: &str) {
    eprintln!("これからは {command} を使ってください。このコマンドは次の版でなくなります。");
}

/// What building needs.
fn provision() -> Result<Toolchain> {
    let toolchain = Toolchain::provision()?;
    node::provision()?;
    Ok(toolchain)
}

/// The day that is asked for, or today in Japan.
fn day(arguments: &[String]) -> Result<Date> {
    match arguments {
        [] => Ok(keeper::today()?),
        [flag, day] if flag == "--on" => day.parse().ok().with_context(|| {
            format!("「{day}」は日付として読めません。--on 2025-10-21 の形で、暦にある日を書いてください")
        }),
        _ => bail!(
            "check の後ろに書けるのは、catalogue か supply と、--on 2025-10-21（supply を除く）だけです"
        ),
    }
}

fn port(arguments: &[String]) -> Result<u16> {
    match arguments {
        [] => Ok(serve::PORT),
        [flag, port] if flag == "--port" => port
            .parse()
            .with_context(|| format!("{port:?} is no port: a number from 1 to 65535 is")),
        _ => bail!("serve takes nothing but --port N"),
    }
}
