//! Catalogues that grow: what is generated is a catalogue, and a programme that cannot be judged in
//! bounds stops the build instead of holding it up.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fmt::Write;
use std::fs;

use catalogue_format::model::Catalogue;
use catalogue_format::{Fault, read};
use common::grown::{self, REAL, Size};
use common::{answers, answers_of, copy};
use iryo_dx_hojokin::{CATALOGUE, judge};
use tempfile::TempDir;

fn catalogue(size: Size) -> &'static Catalogue {
    let folder = TempDir::new().expect("a temporary folder");
    grown::write(folder.path(), size);
    let compiled = read(folder.path()).unwrap_or_else(|faults| panic!("{faults}"));
    Box::leak(Box::new(compiled.catalogue))
}

#[test]
fn a_generated_catalogue_judges_as_the_real_one() {
    let table = "facilityType = \"hospital\"\nbeds = 250\nonlineEligibility = true\n\
        [costs]\nehr-sharing = 9_000_000\n"
        .parse()
        .expect("TOML");
    let real = judge(&CATALOGUE, &answers(&table));
    for programmes in [REAL, 50] {
        let grown = catalogue(Size {
            programmes,
            conditions: 0,
        });
        assert_eq!(grown.programmes.len(), programmes);
        let judged = judge(grown, &answers_of(grown, &table));
        assert_eq!(judged[..REAL], real);
        // A copy asks for costs of its own, of which nothing is known here; who may use it is the same.
        for (at, outcome) in judged[REAL..].iter().enumerate() {
            if let Some(original) = real.get(at % (REAL + 1)) {
                assert_eq!(outcome.eligibility, original.eligibility);
            }
        }
    }
}

#[test]
fn more_conditions_take_their_share_of_the_diagram_and_no_more() {
    let real: usize = CATALOGUE
        .programmes
        .iter()
        .map(|one| one.diagram.nodes.len())
        .sum();
    for conditions in [1, 64] {
        let grown = catalogue(Size {
            programmes: REAL,
            conditions,
        });
        let nodes: usize = grown.programmes.iter().map(|one| one.diagram.nodes.len()).sum();
        assert!(
            nodes <= real + 3 * REAL * conditions * (conditions + 1),
            "{nodes} nodes"
        );
        assert!(nodes > real, "{nodes} nodes");
    }
}

/// A copy with questions and with conditions of one programme on them; the faults.
fn with(questions: usize, conditions: &str) -> Vec<Fault> {
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
            "[[question]]\nkey = \"q{at}\"\ngroup = \"facility\"\nlabel = \"架空\"\nhelp = \"架空\"\nkind = \"yes-no\""
        )
        .expect("a text");
    }
    append("questions.toml", &asked);
    append(FILE, conditions);
    read(folder.path()).expect_err("it is too much").0
}

const FILE: &str = "programmes/ehr-sharing.toml";

fn condition(when: &str) -> String {
    format!("[[condition]]\ntext = \"架空\"\nsource = \"jma-1203\"\n[[condition.ground]]\nwhen = {when}\n")
}

/// The line on which a text of the file stands first.
fn line(words: &str) -> usize {
    let folder = copy();
    let text = fs::read_to_string(folder.path().join(FILE)).expect("a file");
    let at = text.find(words).expect("the words");
    text[..at].matches('\n').count() + 1
}

/// Of each pair one has to be true, and the seconds come after all the firsts: whoever asks one after
/// the other has to remember every combination. At the end it is for nobody, so that the diagram
/// stays small whatever is done.
#[test]
fn a_programme_that_takes_too_many_steps_is_refused() {
    let pairs = 60;
    let mut conditions = String::new();
    for at in 0..pairs {
        conditions += &condition(&format!("[{{ q{at} = true }}, {{ q{} = true }}]", at + pairs));
    }
    conditions += &condition("{ q120 = true }");
    conditions += &condition("{ q120 = false }");
    let faults = with(2 * pairs + 1, &conditions);
    let [fault] = &faults[..] else {
        panic!("{faults:?}")
    };
    assert_eq!(fault.file, FILE);
    assert_eq!(fault.line, line("[[amount.case]]"));
    assert_eq!(
        fault.message,
        "場合分けの組み合わせが多すぎて、調べきれません（2000000手を超えました）。when でいっしょに見る質問や範囲を減らすか、条件を分けて書いてください"
    );
}

#[test]
fn a_diagram_with_too_many_questions_is_refused() {
    let all: Vec<String> = (0..301).map(|at| format!("q{at} = true")).collect();
    let faults = with(301, &condition(&format!("{{ {} }}", all.join(", "))));
    let fault = faults
        .iter()
        .find(|fault| fault.file == FILE)
        .expect("a fault of the programme");
    assert!(fault.line > line("[[overlap]]"), "{fault}");
    assert!(
        fault
            .message
            .starts_with("1つの補助金か条件が見る質問が多すぎます（300を超えました）。"),
        "{fault}"
    );
}
