//! `cargo xtask mutants`: mistakes made on purpose in the code that judges and that counts money,
//! one at a time; a test has to notice each. It takes hours and is no part of the tests.
//!
//! `.cargo/mutants.toml` names the mistakes that change nothing, each explained where it stands.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::command::{command, run};
use crate::layout;
use crate::tool::Tool;

/// Of the version that the list of exceptions was made with.
const CARGO_MUTANTS: Tool = Tool {
    name: "cargo-mutants",
    version: "27.1.0",
};

/// Files, and the tests that look at them.
struct Group {
    /// Its name on the command line.
    name: &'static str,
    files: &'static [&'static str],
    package: &'static str,
    /// The quickest first; empty for all of the package.
    tests: &'static [&'static str],
}

const GROUPS: [Group; 3] = [
    Group {
        name: "values",
        files: &[
            "crates/model/src/date.rs",
            "crates/model/src/rate.rs",
            "crates/model/src/yen.rs",
        ],
        package: "catalogue-model",
        tests: &[],
    },
    Group {
        name: "judgement",
        files: &[
            "src/condition.rs",
            "src/contradictions.rs",
            "src/diagram.rs",
            "src/evaluate.rs",
            "src/law/*.rs",
            "src/next.rs",
            "src/settled.rs",
            "src/standing.rs",
            "src/steps.rs",
            "src/window.rs",
        ],
        package: "iryo-dx-hojokin",
        tests: &[
            "--lib",
            "--test=cases",
            "--test=exact",
            "--test=properties",
            "--test=thirteenth",
        ],
    },
    Group {
        name: "diagrams",
        files: &["crates/compiler/src/diagram/*.rs"],
        package: "catalogue-compiler",
        tests: &[],
    },
];

/// Runs the named groups, or all; fails where a mistake was not noticed.
pub(crate) fn mutants(names: &[String]) -> Result<()> {
    if let Some(unknown) = names
        .iter()
        .find(|name| GROUPS.iter().all(|group| group.name != **name))
    {
        let known: Vec<&str> = GROUPS.iter().map(|group| group.name).collect();
        bail!("there is no group {unknown:?}; there are: {}", known.join(", "));
    }
    let program = CARGO_MUTANTS.provision()?;
    let mut unnoticed = Vec::new();
    for group in &GROUPS {
        if !names.is_empty() && names.iter().all(|name| name != group.name) {
            continue;
        }
        println!("\n── {}", group.name);
        let output = layout::target().join("mutants").join(group.name);
        fs::create_dir_all(&output).with_context(|| format!("could not make {}", output.display()))?;
        let mut mutants = command(&program);
        mutants.args(["mutants", "--workspace", "--output"]).arg(&output);
        mutants.args(["--test-package", group.package]);
        for file in group.files {
            mutants.args(["--file", file]);
        }
        for test in group.tests {
            mutants.args(["--cargo-test-arg", test]);
        }
        if run(&mut mutants, "have every mistake noticed by a test").is_err() {
            unnoticed.push(group.name);
        }
    }
    if !unnoticed.is_empty() {
        bail!("mistakes were not noticed in: {}", unnoticed.join(", "));
    }
    Ok(())
}
