//! Catalogues that grow: what is generated is a catalogue, and a programme that cannot be judged in
//! bounds stops the build instead of holding it up.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fs;

use catalogue_compiler::{Fault, read};
use catalogue_model::{Catalogue, Eligibility, Yen};
use common::grown::{self, REAL, Size};
use common::{answers, answers_of, copy, too_large};
use iryo_dx_hojokin::verdict::ProgrammeVerdict;
use iryo_dx_hojokin::{Answers, CATALOGUE, evaluate};
use tempfile::TempDir;

fn catalogue(size: Size) -> &'static Catalogue {
    let folder = TempDir::new().expect("a temporary folder");
    grown::write(folder.path(), size);
    let compiled = read(folder.path()).unwrap_or_else(|faults| panic!("{faults}"));
    Box::leak(Box::new(compiled.catalogue))
}

/// Eligibility and amounts, programme by programme.
fn judged(catalogue: &'static Catalogue, answers: &Answers) -> Vec<(Eligibility, Option<(Yen, Yen)>)> {
    let report = evaluate(catalogue, answers, "2025-11-01".parse().expect("a date"));
    let amount =
        |programme: &ProgrammeVerdict| programme.amount.as_ref().map(|amount| (amount.min, amount.max));
    let of = |programme: &ProgrammeVerdict| (programme.eligibility, amount(programme));
    report.programmes.iter().map(of).collect()
}

#[test]
fn a_generated_catalogue_judges_as_the_real_one() {
    let table = "facilityType = \"hospital\"\nbeds = 250\nonlineEligibility = true\n\
        [costs]\nehr-sharing = 9_000_000\n"
        .parse()
        .expect("TOML");
    let real = judged(&CATALOGUE, &answers(&table));
    for programmes in [REAL, 50] {
        let grown = catalogue(Size {
            programmes,
            conditions: 0,
            thresholds: false,
        });
        assert_eq!(grown.programmes.len(), programmes);
        let judged = judged(grown, &answers_of(grown, &table));
        assert_eq!(judged[..REAL], real);
        // A copy asks for costs of its own, of which nothing is known here; who may use it is the same.
        for (at, outcome) in judged[REAL..].iter().enumerate() {
            if let Some(original) = real.get(at % (REAL + 1)) {
                assert_eq!(outcome.0, original.0);
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
            thresholds: false,
        });
        let nodes: usize = grown.programmes.iter().map(|one| one.diagram.nodes.len()).sum();
        assert!(
            nodes <= real + 3 * REAL * conditions * (conditions + 1),
            "{nodes} nodes"
        );
        assert!(nodes > real, "{nodes} nodes");
    }
}

/// The line of the programme as it is on which a text stands first.
fn line(words: &str) -> usize {
    let folder = copy();
    let text = fs::read_to_string(folder.path().join(too_large::FILE)).expect("a file");
    let at = text.find(words).expect("the words");
    text[..at].matches('\n').count() + 1
}

/// The fault of the programme itself.
#[track_caller]
fn fault(faults: &[Fault]) -> &Fault {
    let own: Vec<&Fault> = faults
        .iter()
        .filter(|fault| fault.file == too_large::FILE)
        .collect();
    let [fault] = own[..] else { panic!("{faults:?}") };
    fault
}

#[test]
fn a_programme_that_takes_too_many_steps_is_refused() {
    let faults = too_large::steps();
    let fault = fault(&faults);
    assert_eq!(fault.line, line("[[amount.case]]"));
    assert_eq!(
        fault.message,
        "場合分けの組み合わせが多すぎて、調べきれません（2000000手を超えました）。when でいっしょに見る質問や範囲を減らすか、条件を分けて書いてください"
    );
}

#[test]
fn a_diagram_with_too_many_nodes_is_refused() {
    let faults = too_large::nodes();
    let fault = fault(&faults);
    assert!(fault.line > line("[[overlap]]"), "{fault}");
    assert_eq!(
        fault.message,
        "場合分けが大きすぎます（節が4000を超えました）。条件を分けて書いてください"
    );
}

#[test]
fn a_diagram_with_too_many_questions_is_refused() {
    let faults = too_large::keys();
    let fault = fault(&faults);
    assert!(fault.line > line("[[overlap]]"), "{fault}");
    assert_eq!(
        fault.message,
        "1つの補助金か条件が見る質問が多すぎます（300を超えました）。条件か補助金を分けて書いてください"
    );
}
