//! Programmes that would take too long to build or to evaluate.

use std::fs;
use std::time::{Duration, Instant};

use catalogue_compiler::Fault;

use super::common::{SHARING, copy, refused};
use super::too_large;

/// Checks the one fault of the programme that is too large: where it is reported, and what it says.
#[track_caller]
fn one_fault(faults: fn() -> Vec<Fault>, first_line: &str, message: &str) {
    let start = Instant::now();
    let faults = faults();
    let taken = start.elapsed();
    let own: Vec<&Fault> = faults
        .iter()
        .filter(|fault| fault.file == too_large::FILE)
        .collect();
    let [fault] = own[..] else { panic!("{faults:?}") };
    let text = fs::read_to_string(copy().path().join(too_large::FILE)).expect("a file");
    let line = text
        .lines()
        .position(|line| line == first_line)
        .expect("the line")
        + 1;
    // `too_large` adds conditions at the end of the file, behind the last [[overlap]].
    let at_end = first_line == "[[overlap]]" && fault.line > line;
    assert!(at_end || fault.line == line, "{fault}");
    assert_eq!(fault.message, message);
    // It takes milliseconds; unbounded it would take hours.
    assert!(taken < Duration::from_secs(20), "{taken:?}");
}

#[test]
fn a_programme_that_takes_too_many_steps_is_refused() {
    one_fault(
        too_large::steps,
        "[[amount.case]]",
        "場合分けの組み合わせが多すぎて、調べきれません（2000000手を超えました）。when でいっしょに見る質問や範囲を減らすか、条件を分けて書いてください",
    );
}

#[test]
fn a_diagram_with_too_many_nodes_is_refused() {
    one_fault(
        too_large::nodes,
        "[[overlap]]",
        "場合分けが大きすぎます（節が4000を超えました）。条件を分けて書いてください",
    );
}

#[test]
fn a_diagram_with_too_many_questions_is_refused() {
    one_fault(
        too_large::keys,
        "[[overlap]]",
        "1つの補助金か条件が見る質問が多すぎます（300を超えました）。条件か補助金を分けて書いてください",
    );
}

#[test]
fn a_diagram_with_too_many_paths_is_refused() {
    one_fault(
        too_large::paths,
        "[[amount.case]]",
        "場合分けの道筋が多すぎます（100000通りを超えました）。when でいっしょに見る質問や範囲を減らすか、条件か補助金を分けて書いてください",
    );
}

#[test]
fn a_diagram_with_too_many_comparisons_is_refused() {
    one_fault(
        too_large::comparisons,
        "[[amount.case]]",
        "見比べる場合の組が多すぎます（1000000組を超えました）。when でいっしょに見る質問や範囲を減らすか、条件か補助金を分けて書いてください",
    );
}

#[test]
fn a_condition_with_too_many_cases_is_refused() {
    // Each number of beds and of employees has other prefectures, so no two nodes are equal.
    let mut tables = Vec::new();
    for beds in 0..90_u32 {
        for employees in 0..47_u32 {
            let mask = beds * 47 + employees + 1;
            let prefectures: Vec<String> = (0..13)
                .filter(|bit| mask >> bit & 1 == 1)
                .map(|bit| format!("\"{:02}\"", bit + 1))
                .collect();
            tables.push(format!(
                "{{ beds = {beds}, employees = {employees}, prefecture = [{}] }}",
                prefectures.join(", ")
            ));
        }
    }
    refused(
        SHARING,
        "when = { onlineEligibility = true }",
        &format!("when = [{}]", tables.join(", ")),
        "場合分けが大きすぎます（節が4000を超えました）。条件を分けて書いてください",
    );
}
