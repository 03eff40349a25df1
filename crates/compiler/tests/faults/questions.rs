//! Questions, and answers that contradict each other.

use std::fs;

use catalogue_compiler::read;

use super::common::{QUESTIONS, copy, refused};

#[test]
fn questions_have_to_be_whole() {
    for (from, to, words) in [
        (
            "[[question]]\nkey = \"founder\"",
            "[[question]]\nkey = \"beds\"",
            "質問「beds」が2回書かれています",
        ),
        (
            "max = 3000",
            "max = 0",
            "「beds」には max（最大の数）を min より大きく書いてください",
        ),
        (
            "max = 3000\n",
            "",
            "「beds」には max（最大の数）を min より大きく書いてください",
        ),
        (
            "max = 3000",
            "max = 3000\nchoices = [{ value = 1, label = \"1\" }]",
            "「beds」の kind と choices・min・max が合っていません",
        ),
        (
            "max = 1_000_000_000_000",
            "max = 1_000_000",
            "「costs.ehr-sharing」の kind と choices・min・max が合っていません",
        ),
        (
            "kind = \"yes-no\"",
            "kind = \"yes-no\"\nmax = 1",
            "「onlineEligibility」の kind と choices・min・max が合っていません",
        ),
        (
            "  { value = 3, label = \"3文書6情報\" },\n",
            "",
            "「sharedDocuments」の kind と choices・min・max が合っていません",
        ),
        (
            "drop = \"beds\"",
            "drop = \"bed\"",
            "「bed」という質問は questions.toml にありません",
        ),
        (
            "when = { facilityType = \"hospital\", beds = { to = 19 } }",
            "when = { facilityType = \"hospitl\", beds = { to = 19 } }",
            "「\"hospitl\"」は「facilityType」の答えではありません",
        ),
        (
            "source = \"medical-care-act\"",
            "source = \"medical-act\"",
            "出典「medical-act」は sources.toml にありません",
        ),
    ] {
        refused(QUESTIONS, from, to, words);
    }
}

/// Questions say on which sheet they stand, and yen whether they are with consumption tax.
#[test]
fn questions_name_their_sheet_and_yen_their_tax() {
    let tax = "tax = { treatment = \"not-stated\" }";
    for (from, to, words) in [
        (
            "sheet = \"institution\"",
            "sheet = \"instituton\"",
            "この項目には書けない値です",
        ),
        ("sheet = \"institution\"\n", "", "missing field `sheet`"),
        (
            tax,
            "# tax",
            "消費税を含むかどうかが必要です。資料になければ tax = { treatment = \"not-stated\" } と書いてください",
        ),
        (
            tax,
            "tax = { treatment = \"included\" }",
            "の tax の source（出典）は、included と excluded には書き、not-stated には書かないでください",
        ),
        (
            tax,
            "tax = { treatment = \"not-stated\", source = \"jma-1203\" }",
            "の tax の source（出典）は、included と excluded には書き、not-stated には書かないでください",
        ),
        (
            "kind = \"yes-no\"",
            "kind = \"yes-no\"\ntax = { treatment = \"not-stated\" }",
            "「onlineEligibility」は金額の質問ではありません。tax を消してください",
        ),
        (
            "max = 3000",
            "max = 1_000_001",
            "「beds」の max が1000000を超えています。桁を確かめてください",
        ),
    ] {
        refused(QUESTIONS, from, to, words);
    }
}

#[test]
fn an_unused_question_is_named() {
    refused(
        "questions.toml",
        "[[question]]\nkey = \"founder\"",
        "[[question]]\nkey = \"shoeSize\"\ngroup = \"facility\"\nsheet = \"plans\"\nname = \"靴の大きさ\"\nlabel = \"靴の大きさはいくつですか\"\nhelp = \"靴に書いてあります。\"\nkind = \"number\"\nmax = 40\n\n[[question]]\nkey = \"founder\"",
        "質問「shoeSize」はどの補助金からも使われていません",
    );
}

/// Contradictions that together exclude every completion of some answers would leave the evaluator without an
/// outcome.
#[test]
fn contradictions_leave_something_of_every_answer() {
    const NOTHING: &str = "次の答えに当てはまる医療機関が1つも残りません";
    let contradiction = |when: &str, drop: &str| {
        format!(
            "\n[[contradiction]]\ncode = \"example\"\nwhen = {when}\ndrop = \"{drop}\"\nmessage = \"架空です。\"\nsource = \"medical-care-act\"\n"
        )
    };
    let faults = |more: &[(&str, &str)]| {
        let folder = copy();
        let path = folder.path().join("questions.toml");
        let mut text = fs::read_to_string(&path).expect("a file");
        for (when, drop) in more {
            text += &contradiction(when, drop);
        }
        fs::write(&path, text).expect("a file");
        read(folder.path())
            .map(|_| ())
            .map_err(|faults| faults.to_string())
    };
    let small = "{ facilityType = \"hospital\", beds = { from = 20, to = 199 }, onlineEligibility = false }";
    let large = "{ facilityType = \"hospital\", beds = { from = 200 }, onlineEligibility = false }";
    // Each alone is a contradiction like any other; together they cover all beds of a hospital.
    assert_eq!(faults(&[(small, "onlineEligibility")]), Ok(()));
    assert_eq!(faults(&[(large, "onlineEligibility")]), Ok(()));
    let both = faults(&[(small, "onlineEligibility"), (large, "onlineEligibility")]).expect_err("a fault");
    assert!(
        both.contains(NOTHING) && both.starts_with("questions.toml:"),
        "{both}"
    );
    // Both answers to a question of yes or no are excluded.
    let both = faults(&[
        ("{ founder = \"public\", homeVisits = true }", "founder"),
        ("{ founder = \"public\", homeVisits = false }", "founder"),
    ])
    .expect_err("a fault");
    assert!(both.contains(NOTHING), "{both}");
    // The dropped answer has to be one of those that contradict each other.
    let other =
        faults(&[("{ founder = \"public\", homeVisits = true }", "onlineCare")]).expect_err("a fault");
    assert!(
        other.contains("drop の「onlineCare」は、この食い違いの when にありません"),
        "{other}"
    );
}
