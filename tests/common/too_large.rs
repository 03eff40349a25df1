//! Programmes that are beyond what the build looks through.

use std::fmt::Write;
use std::fs;

use catalogue_compiler::{Fault, read};

use super::copy;

/// The programme that is too large.
pub(crate) const FILE: &str = "programmes/ehr-sharing.toml";

/// So many pairs of questions, of each of which one has to be true. The seconds come after all the
/// firsts: whoever asks one after the other has to remember every combination.
fn pairs(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(move |at| format!("{{ q{at} = true }}, {{ q{} = true }}", at + count))
}

/// A condition whose diagram has too many nodes: any of the pairs as a whole.
pub(crate) fn nodes() -> Vec<Fault> {
    let pairs: Vec<String> = pairs(20).map(|pair| pair.replace(" }, { ", ", ")).collect();
    faults(40, &condition(&format!("[{}]", pairs.join(", "))))
}

/// Conditions that are small each and take too many steps together. At the end they are for nobody,
/// so that the diagram stays small whatever is done.
pub(crate) fn steps() -> Vec<Fault> {
    let mut conditions: String = pairs(60).map(|pair| condition(&format!("[{pair}]"))).collect();
    conditions += &condition("{ q120 = true }");
    conditions += &condition("{ q120 = false }");
    faults(121, &conditions)
}

/// A condition that looks at too many questions.
pub(crate) fn keys() -> Vec<Fault> {
    let all: Vec<String> = (0..301).map(|at| format!("q{at} = true")).collect();
    faults(301, &condition(&format!("{{ {} }}", all.join(", "))))
}

fn condition(when: &str) -> String {
    format!("[[condition]]\ntext = \"架空\"\nsource = \"jma-1203\"\n[[condition.ground]]\nwhen = {when}\n")
}

/// What is said of a copy with so many more questions, and with these conditions.
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
    read(folder.path()).expect_err("it is too much").0
}
