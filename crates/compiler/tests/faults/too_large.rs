//! Programmes that are beyond what the build accepts.

use std::fmt::Write;
use std::fs;

use catalogue_compiler::{Fault, read};

use super::copy;

/// The programme that is too large.
pub(crate) const FILE: &str = "programmes/ehr-sharing.toml";

/// A condition whose diagram has too many nodes: any of 20 pairs of questions is true. The second questions
/// stand behind all the first ones, so every combination of the first ones leads to another node.
pub(crate) fn nodes() -> Vec<Fault> {
    let pairs: Vec<String> = (0..20)
        .map(|at| format!("{{ q{at} = true, q{} = true }}", at + 20))
        .collect();
    faults(40, &condition(&format!("[{}]", pairs.join(", "))))
}

/// Conditions that are small each and take too many steps together. No institution meets the last two, so the
/// diagram stays small.
pub(crate) fn steps() -> Vec<Fault> {
    let mut conditions: String = (0..60).map(|at| either(at, at + 60)).collect();
    conditions += &condition("{ q120 = true }");
    conditions += &condition("{ q120 = false }");
    faults(121, &conditions)
}

/// A condition that looks at too many questions.
pub(crate) fn keys() -> Vec<Fault> {
    let all: Vec<String> = (0..301).map(|at| format!("q{at} = true")).collect();
    faults(301, &condition(&format!("{{ {} }}", all.join(", "))))
}

/// Conditions that together have few nodes and too many paths: each of them doubles the paths.
pub(crate) fn paths() -> Vec<Fault> {
    let conditions: String = (0..40).map(|at| either(2 * at, 2 * at + 1)).collect();
    faults(80, &conditions)
}

/// A condition with few paths that takes too many comparisons: the first question decides which of two lists
/// of pairs counts, and the questions of the lists alternate.
pub(crate) fn comparisons() -> Vec<Fault> {
    let list = |first: bool| {
        (0..9).map(move |at| {
            let one = 4 * at + if first { 1 } else { 2 };
            format!("{{ q0 = {first}, q{one} = true, q{} = true }}", one + 2)
        })
    };
    let tables: Vec<String> = list(true).chain(list(false)).collect();
    faults(37, &condition(&format!("[{}]", tables.join(", "))))
}

/// A condition that either of two questions meets.
fn either(one: usize, other: usize) -> String {
    condition(&format!("[{{ q{one} = true }}, {{ q{other} = true }}]"))
}

fn condition(when: &str) -> String {
    format!("[[condition]]\ntext = \"架空\"\nsource = \"jma-1203\"\n[[condition.ground]]\nwhen = {when}\n")
}

/// The faults of a copy of the catalogue with that many more questions, and with these conditions.
fn faults(questions: usize, conditions: &str) -> Vec<Fault> {
    let folder = copy();
    let append = |file: &str, more: &str| {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("a file");
        fs::write(&path, format!("{text}\n{more}")).expect("a file");
    };
    let mut asked = String::new();
    for at in 0..questions {
        writeln!(
            asked,
            "[[question]]\nkey = \"q{at}\"\ngroup = \"facility\"\nsheet = \"institution\"\nname = \"架空\"\nlabel = \"架空\"\nhelp = \"架空\"\nkind = \"yes-no\""
        )
        .expect("a text");
    }
    append("questions.toml", &asked);
    append(FILE, conditions);
    read(folder.path()).expect_err("it is too large").0
}
