//! The list as a whole: folders, numbers, doubles, and what is said of two programmes.

use std::fs;

use catalogue_compiler::read;

use super::common::{CARD, OUTPATIENT, SHARING, copy, refused};

#[test]
fn the_list_has_to_fit_together() {
    refused(
        SHARING,
        "id = \"ehr-sharing\"",
        "id = \"ehr\"",
        "ファイル名が違います",
    );
    refused(SHARING, "number = 10", "number = 13", "number は一覧の順に");
    refused(
        SHARING,
        "phone = \"0800-080-4583\"",
        "phone = \"0800-08-458\"",
        "電話番号「0800-08-458」",
    );
    refused(
        SHARING,
        "with = \"e-prescription\"\nstate = \"may-not\"",
        "with = \"e-prescription\"\nstate = \"may\"",
        "「e-prescription」の側にも同じ併用の扱い",
    );
    refused(
        SHARING,
        "number = 10",
        "number = 10\nnoAmount = \"なし\"",
        "[amount] か noAmount（金額がない理由）の、どちらか一方だけを書いてください",
    );
    refused(
        "questions.toml",
        "group = \"facility\"",
        "group = \"facilty\"",
        "「facilty」というグループはありません",
    );
}

/// A programme of the list and one beside it have different fields.
#[test]
fn a_file_stands_in_the_folder_of_its_kind() {
    const BESIDE: &str = "beside/care-information.toml";
    for (file, from, to, words) in [
        (
            BESIDE,
            "beside = true\n",
            "",
            "beside フォルダーの補助金には beside = true を書いてください",
        ),
        (
            BESIDE,
            "beside = true\n",
            "beside = true\nnumber = 13\n",
            "一覧にない補助金に number（一覧の順番）は書きません。消してください",
        ),
        (
            BESIDE,
            "asOf = 2026-11-29\n",
            "",
            "一覧にない補助金には、内容を調べた日が必要です。asOf = 2026-11-29 の形で加えてください",
        ),
        (
            BESIDE,
            "id = \"care-information\"",
            "id = \"ehr-sharing\"",
            "「ehr-sharing」は、ほかの補助金の id です。別の id にしてください",
        ),
        (
            BESIDE,
            "beside = true\n",
            "beside = true\nsuccessor = [{ text = \"架空\", source = \"jma-1203\", lookedAt = 2026-11-29 }]\n",
            "successor（この補助金のあと）は、一覧の補助金にだけ書きます",
        ),
        (
            SHARING,
            "number = 10\n",
            "",
            "一覧の補助金には number（一覧の何番目か）が必要です",
        ),
        (
            SHARING,
            "number = 10\n",
            "number = 10\nbeside = true\n",
            "programmes フォルダーの補助金に beside は書きません",
        ),
        (
            SHARING,
            "number = 10\n",
            "number = 10\nasOf = 2026-11-29\n",
            "asOf（調べた日）は、一覧にない補助金にだけ書きます",
        ),
        (
            SHARING,
            "[[successor]]\n",
            "[[succesor]]\n",
            "unknown field `succesor`",
        ),
        (
            "programmes/productivity.toml",
            "programme = \"hospital-efficiency\"",
            "programme = \"hospital-efficiencies\"",
            "「hospital-efficiencies」という補助金は beside フォルダーにありません",
        ),
        (
            "programmes/productivity.toml",
            "programme = \"hospital-efficiency\"",
            "programme = \"ehr-sharing\"",
            "「ehr-sharing」という補助金は beside フォルダーにありません",
        ),
        (
            "beside/tokyo-card-integration.toml",
            "with = \"card-integration\"\nstate = \"may-if\"",
            "with = \"card-integration\"\nstate = \"may\"",
            "「card-integration」の側にも同じ併用の扱い（overlap）を書いてください",
        ),
        (
            "programmes/card-integration.toml",
            "with = \"tokyo-card-integration\"\nstate = \"may-if\"",
            "with = \"tokyo-card-integration\"\nstate = \"may\"",
            "「tokyo-card-integration」の側にも同じ併用の扱い（overlap）を書いてください",
        ),
    ] {
        refused(file, from, to, words);
    }
}

#[test]
fn every_programme_of_the_list_states_its_successor() {
    let folder = copy();
    let path = folder.path().join(SHARING);
    let text = fs::read_to_string(&path).expect("a file");
    let (before, _) = text.split_once("[[successor]]").expect("a successor");
    fs::write(&path, before).expect("a file");
    let faults = read(folder.path()).expect_err("a fault").to_string();
    assert!(
        faults.contains("[[successor]]（この補助金のあと）を1つ以上書いてください"),
        "{faults}"
    );
}

/// A catalogue may be without anything beside its list.
#[test]
fn the_folder_beside_the_list_may_be_absent() {
    let folder = copy();
    fs::remove_dir_all(folder.path().join("beside")).expect("a folder");
    let faults = read(folder.path())
        .expect_err("questions and sources are unused now")
        .to_string();
    assert!(
        faults.contains("という補助金は beside フォルダーにありません"),
        "{faults}"
    );
    assert!(!faults.contains("ファイルを読めません"), "{faults}");
}

#[test]
fn nothing_is_written_twice() {
    refused(
        "questions.toml",
        "[[group]]\nid = \"systems\"",
        "[[group]]\nid = \"facility\"",
        "グループ「facility」が2回書かれています。どちらか一方を消すか、id を変えてください",
    );
    refused(
        "questions.toml",
        "{ value = \"dental-clinic\",",
        "{ value = \"clinic\",",
        "「facilityType」の選択肢に、value「clinic」が2回書かれています。どちらか一方を消すか、value を直してください",
    );
    refused(
        "questions.toml",
        "{ value = 3, label",
        "{ value = 2, label",
        "「sharedDocuments」の選択肢に、value「2」が2回書かれています",
    );
    refused(
        OUTPATIENT,
        "{ cost = \"costs.outpatient-mobile.refit\", limit = 781_000 }",
        "{ cost = \"costs.outpatient-mobile.device\", limit = 781_000 }",
        "「病院」の items に「costs.outpatient-mobile.device」が2回書かれています。1つにまとめてください",
    );
    refused(
        SHARING,
        "costs = [\"costs.ehr-sharing\"]",
        "costs = [\"costs.ehr-sharing\", \"costs.ehr-sharing\"]",
        "costs に「costs.ehr-sharing」が2回書かれています。どちらか一方を消してください",
    );
    refused(
        SHARING,
        "[[overlap]]\nwith = \"medical-assistance\"",
        "[[overlap]]\nwith = \"e-prescription\"\nstate = \"may-not\"\ntext = \"架空\"\nsource = \"kb-qa-ehr\"\n[[overlap]]\nwith = \"medical-assistance\"",
        "「e-prescription」との同じ扱い（state）の併用（overlap）が2回書かれています。1つにまとめてください",
    );
    refused(
        SHARING,
        "with = \"medical-assistance\"",
        "with = \"ehr-sharing\"",
        "この補助金と自分自身との併用（overlap）が書かれています。with を相手の補助金の id に直すか、消してください",
    );
}

#[test]
fn two_programmes_say_the_same_of_each_other() {
    // One programme says two things of the other; each needs its counterpart.
    refused(
        CARD,
        "state = \"not-stated\"",
        "state = \"may\"",
        "「ehr-sharing」の側にも同じ併用の扱い（overlap）を書いてください",
    );
    refused(
        CARD,
        "with = \"ehr-sharing\"\nstate = \"not-stated\"",
        "with = \"productivity\"\nstate = \"not-stated\"",
        "「productivity」の側にも同じ併用の扱い（overlap）を書いてください",
    );
}
