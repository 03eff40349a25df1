//! Conditions and cases: what a `when` may say, and that exactly one applies.

use super::common::{SHARING, refused};

#[test]
fn a_when_says_what_it_may_say() {
    const WHEN: &str = "when = { onlineEligibility = true }";
    for (to, words) in [
        (
            "when = true",
            "when には { 質問 = 答え } を、または [{ … }, { … }] を書いてください",
        ),
        (
            "when = []",
            "when には { 質問 = 答え } を、または [{ … }, { … }] を書いてください",
        ),
        (
            "when = [\"onlineEligibility\"]",
            "when の [ ] の中には { 質問 = 答え } だけを書いてください",
        ),
        (
            "when = { onlineEligibility = \"true\" }",
            "「\"true\"」は「onlineEligibility」の答えではありません",
        ),
        (
            "when = { onlineEligibility = [] }",
            "「onlineEligibility」の答えが空か、重なっています",
        ),
        (
            "when = { facilityType = [\"clinic\", \"clinic\"] }",
            "「facilityType」の答えが空か、重なっています",
        ),
        (
            "when = { facilityType = { from = 1 } }",
            "「facilityType」の範囲は、数を答える質問にだけ { from = 20, to = 199 } の形で書けます",
        ),
        (
            "when = { beds = { from = 0 } }",
            "「beds」の範囲 0〜3000 は何も選びません",
        ),
        (
            "when = { beds = { to = 3001 } }",
            "「3001」は「beds」の答えではありません",
        ),
        (
            "when = { beds = { from = -1 } }",
            "「-1」は「beds」の答えではありません",
        ),
        (
            "when = { sharedDocuments = 4 }",
            "「4」は「sharedDocuments」の答えではありません",
        ),
        (
            "when = { bed = 1 }",
            "「bed」という質問は questions.toml にありません。綴りを確かめるか、質問を加えてください",
        ),
    ] {
        refused(SHARING, WHEN, to, words);
    }
}

#[test]
fn two_grounds_never_apply_together() {
    refused(
        SHARING,
        "[[condition.ground]]\nwhen = { onlineEligibility = true }",
        "[[condition.ground]]\nwhen = { onlineEligibility = true, beds = 20 }\n\n[[condition.ground]]\nwhen = { onlineEligibility = true }",
        "同じ場合に2つの ground が当てはまります。どちらか一方だけにしてください",
    );
}

#[test]
fn what_no_institution_can_reach_is_named() {
    refused(
        SHARING,
        "[[amount.case]]\nname = \"3文書6情報・200床以上\"",
        "[[amount.case]]\nname = \"診療所\"\nwhen = { facilityType = \"clinic\" }\nkind = \"share\"\ncost = \"costs.ehr-sharing\"\nrate = \"1/2\"\ncap = 1\nsource = \"jma-1203\"\n\n[[amount.case]]\nname = \"3文書6情報・200床以上\"",
        "「診療所」に当てはまる医療機関はありません",
    );
    refused(
        SHARING,
        "when = { facilityType = \"hospital\", beds = { from = 20 } }",
        "when = { facilityType = \"pharmacy\", beds = { from = 20 } }",
        "この ground に当てはまる医療機関はありません",
    );
}

#[test]
fn cases_that_overlap_or_leave_a_gap_are_named_with_an_institution() {
    refused(
        SHARING,
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 200 }",
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 199 }",
        "金額の場合が2つ当てはまります（「3文書6情報・200床以上」と「3文書6情報・20〜199床」）。どちらかの when を狭めてください：facilityType = hospital、beds = 199",
    );
    refused(
        SHARING,
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 200 }",
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 201 }",
        "当てはまる金額の場合（amount.case）がありません。場合を加えるか、when を広げてください：facilityType = hospital、beds = 200",
    );
}
