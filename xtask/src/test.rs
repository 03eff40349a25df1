//! `cargo xtask test`: every test there is but those to be asked for by name, step by step; the first
//! failure ends it.

mod pkg;

use std::env;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::command::{self, command};
use crate::layout::{self, PAGE};
use crate::manifest::Manifest;
use crate::toolchain::{Purpose, TARGET, Toolchain};
use crate::{browser, cases, node, pack, size, supply, wordpress};

/// What has to be there before a group of steps.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Need {
    /// A toolchain that builds wasm.
    Wasm,
    /// Node and its packages.
    Node,
    /// The browsers.
    Browsers,
    /// `WordPress` with PHP and `MariaDB`.
    WordPress,
    /// What `xtask build` makes; making it is a step of its own.
    Build,
}

/// A group of steps, which can be asked for by its name.
struct Group {
    name: &'static str,
    needs: &'static [Need],
    /// Whether it has to be asked for by its name.
    apart: bool,
    run: fn(&mut Run) -> Result<()>,
}

/// The groups in their order: what fails quickly comes first.
const GROUPS: [Group; 8] = {
    use Need::{Browsers, Build, Node, Wasm, WordPress};
    [
        Group {
            name: "lint",
            needs: &[Wasm, Node],
            apart: false,
            run: lint,
        },
        Group {
            name: "native",
            needs: &[],
            apart: false,
            run: native,
        },
        Group {
            name: "size",
            needs: &[Wasm, Node, Build],
            apart: false,
            run: size,
        },
        Group {
            name: "package",
            needs: &[Wasm, Node, Build],
            apart: false,
            run: package,
        },
        Group {
            name: "wasm",
            needs: &[Wasm, Node, Browsers],
            apart: false,
            run: wasm,
        },
        Group {
            name: "browser",
            needs: &[Wasm, Node, Browsers, Build],
            apart: false,
            run: browsers,
        },
        Group {
            name: "pkg",
            needs: &[Wasm, Node, Browsers, Build],
            apart: false,
            run: pkg::pkg,
        },
        Group {
            name: "wordpress",
            needs: &[Wasm, Node, Browsers, WordPress, Build],
            apart: true,
            run: wordpress,
        },
    ]
};

/// What the steps share.
struct Run {
    toolchain: Option<Toolchain>,
    built: Option<Manifest>,
    passed: usize,
}

/// Runs the named groups, or all but those that have to be named. Whether everything passed.
pub(crate) fn test(names: &[String]) -> Result<bool> {
    if let Some(unknown) = names
        .iter()
        .find(|name| GROUPS.iter().all(|group| group.name != **name))
    {
        let known: Vec<&str> = GROUPS.iter().map(|group| group.name).collect();
        bail!("there is no step {unknown:?}; there are: {}", known.join(", "));
    }
    let start = Instant::now();
    let mut run = Run {
        toolchain: None,
        built: None,
        passed: 0,
    };
    let outcome = chosen_steps(&mut run, &chosen(names));
    if let Err(error) = &outcome {
        println!("\nFAILED {error:#}");
    }
    println!("\n{} in all", duration(start.elapsed()));
    println!("{} passed, {} failed", run.passed, u8::from(outcome.is_err()));
    Ok(outcome.is_ok())
}

/// The groups of these names; without any, what the plain command runs.
fn chosen(names: &[String]) -> Vec<&'static Group> {
    let wanted = |group: &&Group| match names {
        [] => !group.apart,
        names => names.iter().any(|name| group.name == name),
    };
    GROUPS.iter().filter(wanted).collect()
}

fn chosen_steps(run: &mut Run, chosen: &[&Group]) -> Result<()> {
    // Before any step, so that nobody waits for minutes to learn that a package is missing.
    let needed = |need: Need| chosen.iter().any(|group| group.needs.contains(&need));
    if needed(Need::Wasm) {
        run.toolchain = Some(Toolchain::provision()?);
    }
    if needed(Need::Node) {
        node::provision()?;
    }
    if needed(Need::Browsers) {
        browser::provision()?;
    }
    if needed(Need::WordPress) {
        wordpress::provision()?;
    }
    for group in chosen {
        if group.needs.contains(&Need::Build) && run.built.is_none() {
            run.step("build", |run| {
                run.built = Some(pack::build(run.toolchain()?)?);
                Ok(())
            })?;
        }
        (group.run)(run)?;
    }
    Ok(())
}

impl Run {
    /// One step: its name before, its time after.
    fn step(&mut self, name: &str, body: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        println!("\n── {name}");
        let start = Instant::now();
        body(self).with_context(|| format!("in step {name}, after {}", duration(start.elapsed())))?;
        self.passed += 1;
        println!("── {name}: ok, {}", duration(start.elapsed()));
        Ok(())
    }

    fn toolchain(&self) -> Result<Toolchain> {
        self.toolchain
            .context("a step that builds wasm has to say so in GROUPS")
    }

    fn built(&self) -> Result<&Manifest> {
        self.built
            .as_ref()
            .context("a step that looks at the build has to say so in GROUPS")
    }
}

/// Form and habits of the sources.
fn lint(run: &mut Run) -> Result<()> {
    run.step("format", |_| {
        cargo(&["fmt", "--all", "--check"], "find the sources in rustfmt's form")
    })?;
    run.step("catalogue", |_| {
        let folder = layout::catalogue();
        // On the day of its list: whether a test passes must not depend on the clock.
        let findings = keeper::check(&folder, keeper::as_of(&folder)?)?;
        print!("{findings}");
        if !findings.is_faultless() {
            bail!("the catalogue has the faults above");
        }
        Ok(())
    })?;
    run.step("supply chain", |_| {
        let faults = supply::offline()?;
        if !faults.is_empty() {
            bail!("{}", faults.join("\n"));
        }
        Ok(())
    })?;
    run.step("clippy", |_| {
        let arguments = [
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--features=fuzz/targets",
            "--locked",
            "--",
            "-Dwarnings",
        ];
        cargo(&arguments, "pass clippy")
    })?;
    let toolchain = run.toolchain()?;
    if toolchain == Toolchain::Debian {
        println!("\n── clippy, for wasm: left out, as Debian's Rust has no clippy for the wasm");
    } else {
        run.step("clippy, for wasm", |_| {
            let mut cargo = toolchain.cargo("clippy", Purpose::Test)?;
            cargo.args([
                "--quiet",
                "--package",
                "iryo-dx-hojokin",
                "--lib",
                "--",
                "-Dwarnings",
            ]);
            command::run(&mut cargo, "pass clippy where the sources are for wasm")
        })?;
    }
    run.step("web sources", |_| {
        let mut npm = command("npm");
        command::run(npm.args(["run", "--silent", "check"]), "pass the checks of www/")
    })
}

/// Tests on this machine. The tests of this program take the profile that it is built with: with
/// the one for tests, all that it depends on would be compiled a second time.
fn native(run: &mut Run) -> Result<()> {
    run.step("native", |_| {
        cargo(
            &["test", "--workspace", "--exclude", "xtask", "--locked"],
            "pass the native tests",
        )
    })?;
    run.step("native, of xtask", |_| {
        cargo(
            &["test", "--package", "xtask", "--profile", "dev", "--locked"],
            "pass xtask's tests",
        )
    })
}

/// How large the files are: those that people take, and those built here.
fn size(run: &mut Run) -> Result<()> {
    run.step("size", |run| {
        size::check("pkg/", &pkg::committed()?)?;
        if run.toolchain()?.builds_small(Purpose::Release) {
            return size::check("built here", run.built()?);
        }
        // Nobody takes these: in pkg/ they would have been refused above.
        if !size::over("built here", run.built()?).is_empty() {
            println!("over a limit, as the standard library is not built for size here; pkg/ is not");
        }
        Ok(())
    })
}

/// The built folder as a package for npm.
fn package(run: &mut Run) -> Result<()> {
    write_cases()?;
    run.step("package", |_| {
        let mut node = command("node");
        node.args(["--test", "--test-reporter=spec", "bench/peers/floor.test.mjs"])
            .args(["package", "many", "cases"].map(|name| format!("tests/package/{name}.test.mjs")))
            .env("PAGE", layout::dist().join(PAGE))
            .env("CASES", layout::cases_json());
        command::run(&mut node, "pass the package's tests")
    })?;
    run.step("words and joins", |_| {
        let mut node = command("node");
        node.args(["--test", "--test-reporter=spec", "tests/unit/"]);
        command::run(&mut node, "pass the unit tests of www/")
    })?;
    run.step("lists as people have them", |_| {
        let mut node = command("node");
        node.args(["--test", "--test-reporter=spec", "tests/batch/reading.test.mjs"]);
        command::run(&mut node, "read the lists")
    })?;
    run.step("links of the kept corpus", |_| {
        let mut node = command("node");
        node.args(["--test", "--test-reporter=spec", "fuzz/link/replay.test.mjs"]);
        command::run(&mut node, "read the kept links")
    })
}

/// The wasm by itself: in Node, in a browser, and in Node against the native digest.
fn wasm(run: &mut Run) -> Result<()> {
    run.step("wasm in Node", |run| wasm_tests(run.toolchain()?, "wasm", |_| {}))?;
    run.step("wasm in Chromium", |run| {
        wasm_tests(run.toolchain()?, "wasm", |cargo| {
            cargo
                .env("WASM_BINDGEN_USE_BROWSER", "1")
                .env("CHROMEDRIVER", "/usr/bin/chromedriver")
                // On a busy machine both take longer than the runner's own limits.
                .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
                .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
        })
    })?;
    run.step("a million institutions, natively and in wasm", |run| {
        let mut native = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        native.args([
            "run",
            "--quiet",
            "--locked",
            "--profile",
            "test",
            "--example",
            "grid",
        ]);
        let digest = command::read(&mut native, "evaluate the grid natively")?;
        println!("native digest: {digest}");
        wasm_tests(run.toolchain()?, "wasm_grid", |cargo| {
            cargo.env("GRID_DIGEST", &digest);
        })
    })
}

/// One file of wasm tests, with this very program as its runner.
fn wasm_tests(toolchain: Toolchain, file: &str, adjust: impl FnOnce(&mut Command)) -> Result<()> {
    let mut cargo = toolchain.cargo("test", Purpose::Test)?;
    let program = env::current_exe().context("could not find this program")?;
    let runner = toml::Value::from(vec![
        program.to_string_lossy().into_owned(),
        "wasm-test-runner".into(),
    ]);
    cargo
        .args(["--package", "iryo-dx-hojokin", "--test", file])
        .args(["--config", &format!("target.{TARGET}.runner={runner}")]);
    // Whatever drivers are on this machine, a step uses the one that it names.
    for driver in ["GECKODRIVER", "SAFARIDRIVER", "CHROMEDRIVER", "MSEDGEDRIVER"] {
        cargo.env_remove(driver);
    }
    adjust(&mut cargo);
    command::run(&mut cargo, "pass the wasm tests")
}

/// The built page in every engine.
fn browsers(run: &mut Run) -> Result<()> {
    write_cases()?;
    for engine in browser::ENGINES {
        run.step(&format!("page in {engine}"), |_| {
            browser::test(engine, &layout::dist().join(PAGE))
        })?;
    }
    Ok(())
}

/// The element and the frame on the pages of a `WordPress`.
fn wordpress(run: &mut Run) -> Result<()> {
    write_cases()?;
    run.step("wordpress", |_| wordpress::test(&layout::dist().join(PAGE)))
}

fn write_cases() -> Result<()> {
    let count = cases::write(&layout::root().join("tests/cases"), &layout::cases_json())?;
    println!("{count} golden cases for the browsers");
    Ok(())
}

fn cargo(arguments: &[&str], purpose: &str) -> Result<()> {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command::run(command(program).args(arguments), purpose)
}

fn duration(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    if seconds < 60 {
        format!("{:.1} s", elapsed.as_secs_f32())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, chosen};

    #[test]
    fn the_plain_command_leaves_out_what_has_to_be_asked_for() {
        let plain = chosen(&[]);
        assert!(plain.iter().all(|group| group.name != "wordpress"));
        assert_eq!(plain.len(), GROUPS.len() - 1);
        let asked: Vec<_> = chosen(&["wordpress".to_owned()])
            .iter()
            .map(|group| group.name)
            .collect();
        assert_eq!(asked, ["wordpress"]);
    }
}
