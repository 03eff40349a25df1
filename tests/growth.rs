//! Catalogues that grow: a generated one judges as the real one, and its diagrams stay as large as its
//! conditions ask for. `crates/compiler/tests` has those that the build refuses.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use catalogue_compiler::read;
use catalogue_model::{Catalogue, Eligibility, Yen};
use common::grown::{self, REAL, Size};
use common::{answers, answers_of};
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
