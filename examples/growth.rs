//! Measures what a growing catalogue costs, and prints the figures as JSON: `cargo xtask bench
//! growth` makes a document and a plot of them.
//!
//! With `write FOLDER PROGRAMMES` it only writes such a catalogue, with `count PROGRAMMES CONDITIONS THRESHOLDS` it only makes
//! the reports, once each, in [`counted`], for a program that counts instructions.
//!
//! All sizes are measured once in every round, so that what else the machine does meets all alike.

#[path = "../tests/common/grown.rs"]
mod grown;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::{env, fs};

use catalogue_compiler::read;
use catalogue_model::{Catalogue, Date, Diagram, Kind, Target};
use databake::Bake;
use grown::{REAL, Size};
use iryo_dx_hojokin::{Answers, Given, evaluate};
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};

const PROGRAMMES: [usize; 4] = [12, 50, 200, 1_000];
const CONDITIONS: [usize; 8] = [1, 2, 4, 8, 16, 32, 64, 128];
const ROUNDS: usize = 5;

/// What is shorter than this is done several times in a row, and divided: what came before has no part in it.
const SHORTEST: u64 = 20_000_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [write, folder, programmes] = &arguments[..]
        && write == "write"
    {
        let size = Size {
            programmes: programmes.parse().expect("a number"),
            conditions: 0,
            thresholds: false,
        };
        return grown::write(Path::new(folder), size);
    }
    let on: Date = "2025-11-01".parse().expect("a date");
    let base = env::temp_dir().join(format!("growth-{}", std::process::id()));
    if let [count, programmes, conditions, thresholds] = &arguments[..]
        && count == "count"
    {
        let size = Size {
            programmes: programmes.parse().expect("a number"),
            conditions: conditions.parse().expect("a number"),
            thresholds: thresholds.parse().expect("true or false"),
        };
        let measured = Measured::new(&base, size);
        fs::remove_dir_all(&base).expect("our own folder");
        for answers in &measured.answers {
            counted(measured.catalogue, answers, on);
        }
        return;
    }
    let size = |programmes, conditions, thresholds| Size {
        programmes,
        conditions,
        thresholds,
    };
    let mut sizes: Vec<Measured> = PROGRAMMES
        .map(|programmes| size(programmes, 0, false))
        .into_iter()
        .chain(PROGRAMMES.map(|programmes| size(programmes, 0, true)))
        .chain(CONDITIONS.map(|conditions| size(REAL, conditions, false)))
        .map(|size| Measured::new(&base, size))
        .collect();
    for _ in 0..ROUNDS {
        for size in &mut sizes {
            size.round(on);
        }
    }
    fs::remove_dir_all(&base).expect("our own folder");
    let figures: Vec<Value> = sizes.iter().map(|size| size.figures(on)).collect();
    println!("{}", json!({ "rounds": ROUNDS, "sizes": figures }));
}

/// A report by itself, to be found by its name.
#[inline(never)]
fn counted(catalogue: &'static Catalogue, answers: &Answers, on: Date) {
    black_box(evaluate(catalogue, answers, on));
}

/// How much is known of the institution.
const STATES: [&str; 3] = ["nothing", "some", "complete"];

struct Measured {
    size: Size,
    folder: PathBuf,
    catalogue: &'static Catalogue,
    json: usize,
    answers: [Answers; 3],
    read: Vec<u64>,
    bake: Vec<u64>,
    evaluate: [Vec<u64>; 3],
}

impl Measured {
    fn new(base: &Path, size: Size) -> Self {
        let folder = base.join(format!("{size:?}"));
        fs::create_dir_all(&folder).expect("a temporary folder");
        grown::write(&folder, size);
        let compiled = read(&folder).unwrap_or_else(|faults| panic!("{faults}"));
        let catalogue: &'static Catalogue = Box::leak(Box::new(compiled.catalogue));
        Self {
            size,
            folder,
            catalogue,
            json: compiled.json.to_string().len(),
            answers: [0, 1, 2].map(|state| answers(catalogue, state)),
            read: Vec::new(),
            bake: Vec::new(),
            evaluate: [Vec::new(), Vec::new(), Vec::new()],
        }
    }

    fn round(&mut self, on: Date) {
        self.read.push(nanoseconds(|| {
            black_box(read(&self.folder)).expect("it was read before");
        }));
        self.bake.push(nanoseconds(|| {
            black_box(rust(self.catalogue));
        }));
        for (answers, times) in self.answers.iter().zip(&mut self.evaluate) {
            times.push(nanoseconds(|| {
                black_box(evaluate(self.catalogue, answers, on));
            }));
        }
    }

    fn figures(&self, on: Date) -> Value {
        let diagrams = || {
            self.catalogue
                .programmes
                .iter()
                .map(|programme| &programme.diagram)
        };
        let report = evaluate(self.catalogue, &self.answers[0], on);
        let evaluate: serde_json::Map<String, Value> = STATES
            .iter()
            .zip(&self.evaluate)
            .map(|(state, times)| ((*state).to_owned(), json!(times)))
            .collect();
        json!({
            "programmes": self.size.programmes,
            "conditions": self.size.conditions,
            "thresholds": self.size.thresholds,
            "keys": self.catalogue.keys.len(),
            "sources": self.catalogue.sources.len(),
            "largest": diagrams().map(|diagram| diagram.nodes.len()).max(),
            "nodes": diagrams().map(|diagram| diagram.nodes.len()).sum::<usize>(),
            "ways": diagrams().map(ways).max(),
            "rust": rust(self.catalogue).len(),
            "json": self.json,
            "report": serde_json::to_string(&report).expect("a report is JSON").len(),
            "read": self.read,
            "bake": self.bake,
            "evaluate": evaluate,
        })
    }
}

/// What the build writes for the compiler.
fn rust(catalogue: &Catalogue) -> String {
    catalogue.bake(&databake::CrateEnv::default()).to_string()
}

/// How many ways lead through a diagram.
fn ways(diagram: &Diagram) -> u64 {
    let mut ways: Vec<u64> = Vec::new();
    let of = |ways: &[u64], target| match target {
        Target::Node(at) => ways[usize::from(at)],
        Target::Leaf(_) | Target::Nowhere => 1,
    };
    // What a node leads to stands before it.
    for node in diagram.nodes {
        let all = node.arms.iter().map(|(_, target)| of(&ways, *target));
        ways.push(all.fold(0, u64::saturating_add));
    }
    of(&ways, diagram.root)
}

/// Nothing, the first half of the questions on the institution, or everything.
fn answers(catalogue: &Catalogue, state: usize) -> Answers {
    let institution = catalogue
        .keys
        .iter()
        .filter(|key| !key.name.starts_with("costs."))
        .count();
    let known = [0, institution / 2, catalogue.keys.len()][state];
    let mut costs = Vec::new();
    let mut given = Vec::new();
    for key in &catalogue.keys[..known] {
        let value = match key.kind {
            Kind::YesNo => Given::Flag(true),
            Kind::Choice(choices) => match choices[0] {
                catalogue_model::Choice::Text(text) => Given::Text(text.to_owned()),
                catalogue_model::Choice::Number(number) => Given::Whole(number),
            },
            Kind::Number(_, max) => Given::Whole(max.min(250)),
            Kind::Yen => Given::Whole(1_000_000),
        };
        match key.name.strip_prefix("costs.") {
            Some(cost) => costs.push((cost.to_owned(), value)),
            None => given.push((key.name.to_owned(), value)),
        }
    }
    given.push(("costs".to_owned(), Given::Group(costs)));
    Answers::read(catalogue, given).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// How long something keeps the processor busy, once; not how long others keep it from us.
fn nanoseconds(mut what: impl FnMut()) -> u64 {
    let now = || {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        let nanoseconds = i128::from(time.tv_sec) * 1_000_000_000 + i128::from(time.tv_nsec);
        u64::try_from(nanoseconds).expect("centuries")
    };
    let mut times = 1;
    loop {
        let start = now();
        for _ in 0..times {
            what();
        }
        let took = now() - start;
        if took >= SHORTEST {
            return took / times;
        }
        times *= 2;
    }
}
