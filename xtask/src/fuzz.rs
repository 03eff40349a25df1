//! `cargo xtask fuzz`: any input at all, guided by what it reaches, from the kept corpus on.
//!
//! The doors of the core run natively under libFuzzer, which has them compiled with counters; the link
//! reader runs in Node (`fuzz/link/run.mjs`). What has to hold is said in `tests/common/holds.rs` and
//! `fuzz/link/holds.mjs`. Each run leaves the corpus as small as it can be without reaching less.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use catalogue_model::Yen;
use serde_json::{Value as Json, json};

use crate::command::{command, read, run};
use crate::layout::{self, JSON};
use crate::toolchain::Toolchain;
use crate::{apt, cases, pack};

/// For how long each target is tried.
const SECONDS: u64 = 60;

/// The compiler's counters of what is reached, and its notes of what is compared: stable switches all.
const COUNTED: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// A door of the core.
struct Target {
    name: &'static str,
    /// The longest input in bytes.
    longest: usize,
    /// Inputs that people wrote, to begin with.
    seeds: fn() -> Result<Vec<String>>,
}

const TARGETS: [Target; 2] = [
    Target {
        name: "evaluate",
        longest: 1024,
        seeds: requests,
    },
    Target {
        name: "parse-yen",
        longest: 96,
        seeds: amounts,
    },
];

/// What came of one target.
struct Outcome {
    executions: u64,
    seconds: f64,
}

/// Tries every target for so long.
pub(crate) fn fuzz(toolchain: Toolchain, arguments: &[String]) -> Result<()> {
    let seconds = match arguments {
        [] => SECONDS,
        [seconds] => seconds
            .parse()
            .with_context(|| format!("{seconds:?} is no number of seconds"))?,
        _ => bail!("fuzz takes nothing but a number of seconds for each target"),
    };
    apt::install(&["g++"], "build libFuzzer")?;
    // The link reader's answers go to the calculator as it is built.
    pack::build(toolchain)?;
    let programs = build()?;
    for target in &TARGETS {
        told(target.name, || target.run(&programs, seconds))?;
    }
    told("link", || links(seconds))
}

/// Runs one target and says what came of it.
fn told(name: &str, body: impl FnOnce() -> Result<Outcome>) -> Result<()> {
    println!("\n── {name}");
    let before = entries(&corpus(name))?;
    let Outcome { executions, seconds } = body()?;
    let after = entries(&corpus(name))?;
    let new = after.keys().filter(|entry| !before.contains_key(*entry)).count();
    let bytes: u64 = after.values().sum();
    println!(
        "── {name}: ok, {executions} executions in {seconds:.0} s; {} inputs kept ({bytes} bytes), {new} of them new",
        after.len()
    );
    Ok(())
}

/// The inputs that are kept and committed.
fn corpus(name: &str) -> PathBuf {
    layout::root().join("fuzz/corpus").join(name)
}

/// Everything else that a target needs.
fn place(name: &str, what: &str) -> PathBuf {
    layout::target().join("fuzz").join(name).join(what)
}

/// The files of a folder with their sizes.
fn entries(folder: &Path) -> Result<BTreeMap<String, u64>> {
    let list = fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))?;
    list.map(|entry| {
        let entry = entry?;
        Ok((
            entry.file_name().to_string_lossy().into_owned(),
            entry.metadata()?.len(),
        ))
    })
    .collect()
}

/// An empty folder.
fn renewed(folder: PathBuf) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("could not empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    Ok(folder)
}

/// Builds the targets; where they are.
fn build() -> Result<PathBuf> {
    let verbose = read(command("rustc").arg("-vV"), "ask the compiler for its host")?;
    let host = verbose
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("the compiler names no host")?;
    let target = layout::target().join("fuzz/build");
    let mut cargo = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--quiet", "--locked", "--package", "fuzz"])
        .args(["--features", "link", "--profile", "fuzz"])
        // With a target named, what runs during the build is compiled without counters.
        .args(["--target", host, "--target-dir"])
        .arg(&target)
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", COUNTED.join("\u{1f}"));
    println!("building the targets");
    run(&mut cargo, "build the targets of the fuzzer")?;
    Ok(target.join(host).join("fuzz"))
}

impl Target {
    fn run(&self, programs: &Path, seconds: u64) -> Result<Outcome> {
        let program = programs.join(format!("fuzz-{}", self.name));
        let corpus = corpus(self.name);
        let seeds = renewed(place(self.name, "seeds"))?;
        for (number, seed) in (self.seeds)()?.iter().enumerate() {
            fs::write(seeds.join(number.to_string()), seed)?;
        }
        let dictionary = place(self.name, "words");
        fs::write(&dictionary, words()?)?;
        let found = renewed(place(self.name, "found"))?;
        let log = place(self.name, "log");
        let finding = place(self.name, "finding-");

        let start = Instant::now();
        let mut fuzzer = command(&program);
        fuzzer
            .args([
                format!("-max_total_time={seconds}"),
                format!("-max_len={}", self.longest),
                format!("-dict={}", dictionary.display()),
                format!("-artifact_prefix={}", finding.display()),
            ])
            .args(["-timeout=10", "-print_final_stats=1"])
            .args([&found, &corpus, &seeds])
            .stderr(fs::File::create(&log).with_context(|| format!("could not write {}", log.display()))?);
        let outcome = run(&mut fuzzer, "try this target without a finding");
        let said = fs::read_to_string(&log).with_context(|| format!("could not read {}", log.display()))?;
        if outcome.is_err() {
            // What did not hold, and where the input lies that shows it.
            let telling = |line: &&str| line.contains("panicked at") || line.contains("Test unit written to");
            let lines: Vec<&str> = said.lines().collect();
            for (at, _) in lines.iter().enumerate().filter(|(_, line)| telling(line)) {
                println!("{}", lines[at..lines.len().min(at + 4)].join("\n"));
            }
        }
        outcome.with_context(|| format!("{} says all of it", log.display()))?;
        let seconds = start.elapsed().as_secs_f64();
        let executions = said
            .lines()
            .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))
            .and_then(|number| number.trim().parse().ok())
            .with_context(|| format!("{} names no number of executions", log.display()))?;
        if let Some(reached) = said.lines().rev().find(|line| line.contains("cov: ")) {
            println!("{reached}");
        }
        self.minimise(&program, &[&corpus, &found, &seeds])?;
        Ok(Outcome { executions, seconds })
    }

    /// Keeps of all inputs as few as reach the same edges.
    fn minimise(&self, program: &Path, from: &[&PathBuf]) -> Result<()> {
        let least = renewed(place(self.name, "least"))?;
        let log = place(self.name, "log-of-minimising");
        let mut merge = command(program);
        merge
            .args(["-set_cover_merge=1", "-use_counters=0"])
            .arg(format!("-max_len={}", self.longest))
            .arg(&least)
            .args(from)
            .stderr(fs::File::create(&log).with_context(|| format!("could not write {}", log.display()))?);
        run(&mut merge, "find the fewest inputs that reach the same")?;
        let corpus = corpus(self.name);
        let wanted = entries(&least)?;
        for old in entries(&corpus)?.keys().filter(|old| !wanted.contains_key(*old)) {
            fs::remove_file(corpus.join(old))?;
        }
        for new in wanted.keys() {
            fs::copy(least.join(new), corpus.join(new))?;
        }
        Ok(())
    }
}

/// The golden cases as requests.
fn requests() -> Result<Vec<String>> {
    let file = layout::cases_json();
    cases::write(&layout::root().join("tests/cases"), &file)?;
    let cases: Vec<Json> = serde_json::from_slice(&fs::read(&file)?)?;
    let request = |case: &Json| json!({ "answers": case["answers"], "on": case["on"] }).to_string();
    Ok(cases.iter().map(request).collect())
}

/// The amounts of the table.
fn amounts() -> Result<Vec<String>> {
    let path = layout::root().join("tests/amounts-as-written.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
    let table: toml::Table = text.parse()?;
    let groups = table.values().filter_map(toml::Value::as_table);
    Ok(groups.flat_map(toml::Table::keys).cloned().collect())
}

/// The catalogue's keys, choices and bounds, which no mutation would hit upon, in libFuzzer's form.
fn words() -> Result<String> {
    let path = layout::dist().join(JSON);
    let catalogue: Json = serde_json::from_slice(&fs::read(&path)?)?;
    let questions = catalogue["questions"]
        .as_array()
        .context("the catalogue asks nothing")?;
    let quoted = |text: &str| format!("\"{text}\"");
    let mut words = vec![quoted("costs"), quoted("__proto__")];
    for question in questions {
        let key = question["key"].as_str().context("a question without a key")?;
        let cost = key.trim_start_matches("costs.");
        // A cost as it stands in its group, and as it must not stand outside.
        words.extend([quoted(key), quoted(cost)]);
        let choices = question["choices"].as_array().into_iter().flatten();
        words.extend(choices.filter_map(|choice| choice["value"].as_str()).map(quoted));
        // Whole answers at both ends of what is taken, and beyond; they fit wherever one begins.
        let ends = [&question["min"], &question["max"]].map(Json::as_u64);
        let most = ends[1].unwrap_or(Yen::MAX.0);
        for end in [ends[0].unwrap_or(0), most, most + 1] {
            words.extend([key, cost].map(|key| format!("\"{key}\":{end},")));
        }
    }
    let escaped = |word: String| format!("\"{}\"\n", word.replace('"', "\\\""));
    Ok(words.into_iter().map(escaped).collect())
}

/// The link reader, in Node.
fn links(seconds: u64) -> Result<Outcome> {
    let finding = renewed(place("link", ""))?.join("finding");
    let mut node = command("node");
    node.arg("fuzz/link/run.mjs")
        .arg(seconds.to_string())
        .arg(&finding);
    let said = read(&mut node, "try this target without a finding")
        .with_context(|| format!("the link that shows it is written to {}", finding.display()))?;
    let said: Json = serde_json::from_str(&said).context("fuzz/link/run.mjs says something else")?;
    println!("{} % of the bundled text was reached", said["reached"]);
    Ok(Outcome {
        executions: said["executions"].as_u64().context("no number of executions")?,
        seconds: said["seconds"].as_f64().context("no number of seconds")?,
    })
}
