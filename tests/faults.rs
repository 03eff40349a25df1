//! A catalogue that cannot be trusted is refused, with file, line and the mend.
//!
//! Each test takes the real catalogue, changes one thing, and looks at what is said.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use catalogue_format::{Faults, read};
use tempfile::TempDir;

const SHARING: &str = "programmes/ehr-sharing.toml";

/// The real catalogue in a folder of its own.
fn copy() -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue");
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir(folder.path().join("programmes")).expect("a folder");
    for part in [".", "programmes"] {
        for entry in fs::read_dir(from.join(part)).expect("the catalogue") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.file_name().expect("a name");
                fs::copy(&path, folder.path().join(part).join(name)).expect("a copy");
            }
        }
    }
    folder
}

/// Changes one place of one file; the faults, and the line of the change.
#[track_caller]
fn changed(file: &str, from: &str, to: &str) -> (Faults, usize) {
    let folder = copy();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).expect("a file");
    let at = text
        .find(from)
        .unwrap_or_else(|| panic!("{file} does not say {from}"));
    let line = text[..at].lines().count().max(1) + usize::from(text[..at].ends_with('\n'));
    fs::write(&path, text.replacen(from, to, 1)).expect("a file");
    match read(folder.path()) {
        Ok(_) => panic!("nothing is said of {to}"),
        Err(faults) => (faults, line),
    }
}

/// One change, one fault, on that line, with those words.
#[track_caller]
fn refused(file: &str, from: &str, to: &str, words: &str) {
    let (faults, line) = changed(file, from, to);
    let fault = faults
        .0
        .iter()
        .find(|fault| fault.message.contains(words))
        .unwrap_or_else(|| panic!("nothing is said of 「{words}」:\n{faults}"));
    assert_eq!(fault.file, file, "{faults}");
    // A fault of a whole table is reported at its head.
    assert!(
        fault.line.abs_diff(line) <= 8,
        "line {} instead of about {line}: {faults}",
        fault.line
    );
    assert!(faults.to_string().contains(&format!("{file}:{}: ", fault.line)));
}

#[test]
fn the_catalogue_as_it_is_has_no_fault() {
    let compiled = read(copy().path()).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(compiled.catalogue.digest, iryo_dx_hojokin::CATALOGUE.digest);
}

#[test]
fn every_figure_condition_and_date_names_a_source() {
    for (from, what) in [
        ("cap = 6_579_000\nsource = \"jma-1203\"\n", "cap = 6_579_000\n"),
        (
            "date = 2031-03-31\nsource = \"jma-1203\"\n",
            "date = 2031-03-31\n",
        ),
        (
            "text = \"20床以上の病院（医科）である\"\nsource = \"jma-1203\"\n",
            "text = \"20床以上の病院（医科）である\"\n",
        ),
    ] {
        refused(SHARING, from, what, "missing field `source`");
    }
    refused(
        "sources.toml",
        "grade = \"notice\"\n",
        "",
        "missing field `grade`",
    );
}

#[test]
fn an_unknown_source_and_an_unused_one_are_named() {
    refused(
        SHARING,
        "cap = 6_579_000\nsource = \"jma-1203\"",
        "cap = 6_579_000\nsource = \"jma-1302\"",
        "出典「jma-1302」は sources.toml にありません",
    );
    refused(
        "sources.toml",
        "[source.jma-1203]",
        "[source.nobody]\ntitle = \"t\"\nissuer = \"i\"\ngrade = \"official\"\n\n[source.jma-1203]",
        "出典「nobody」はどこからも使われていません",
    );
}

#[test]
fn unknown_keys_are_refused_at_every_level() {
    refused(
        SHARING,
        "number = 10",
        "nummer = 10\nnumber = 10",
        "unknown field `nummer`",
    );
    refused(
        SHARING,
        "cap = 6_579_000",
        "cap = 6_579_000\ncapp = 1",
        "unknown field `capp`",
    );
    refused(
        "edition.toml",
        "as_of = ",
        "as_off = 1\nas_of = ",
        "unknown field `as_off`",
    );
    refused(
        SHARING,
        "when = { onlineEligibility = true }",
        "when = { onlineEligibilty = true }",
        "「onlineEligibilty」という質問は questions.toml にありません",
    );
}

#[test]
fn addresses_have_to_parse_and_their_hosts_to_be_on_the_list() {
    const OVERVIEW: &str =
        "url = \"https://iryohokenjyoho.service-now.com/csm?id=kb_article_view&sysparm_article=KB0010240\"";
    refused(
        SHARING,
        OVERVIEW,
        "url = \"https://iryohokeniyoho.service-now.com/csm?id=kb_article_view&sysparm_article=KB0010240\"",
        "ホスト「iryohokeniyoho.service-now.com」は sources.toml の hosts にありません",
    );
    refused(
        SHARING,
        OVERVIEW,
        "url = \"https//x\"",
        "アドレスとして読めません",
    );
    refused(
        SHARING,
        OVERVIEW,
        "url = \"javascript:alert(1)\"",
        "https:// か http:// で始めてください",
    );
}

#[test]
fn cases_that_overlap_or_leave_a_gap_are_named_with_an_institution() {
    refused(
        SHARING,
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 200 }",
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 199 }",
        "金額の場合が2つ当てはまります（「3文書6情報・200床以上」と「3文書6情報・20〜199床」）：facilityType = hospital、beds = 199",
    );
    refused(
        SHARING,
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 200 }",
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 201 }",
        "当てはまる金額の場合（amount.case）がありません：facilityType = hospital、beds = 200",
    );
}

#[test]
fn what_no_institution_can_reach_is_named() {
    refused(
        SHARING,
        "[[amount.case]]\nname = \"3文書6情報・200床以上\"",
        "[[amount.case]]\nname = \"診療所\"\nwhen = { facilityType = \"clinic\" }\ncost = \"costs.ehr-sharing\"\nrate = \"1/2\"\ncap = 1\nsource = \"jma-1203\"\n\n[[amount.case]]\nname = \"3文書6情報・200床以上\"",
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
fn rates_caps_ranges_and_values_have_to_make_sense() {
    refused(SHARING, "rate = \"1/2\"", "rate = \"3/2\"", "補助率「3/2」は");
    refused(SHARING, "rate = \"1/2\"", "rate = \"0.5\"", "補助率「0.5」は");
    refused(
        SHARING,
        "cap = 6_579_000",
        "cap = 6_580_000",
        "千円単位の丸めより大きく超えています",
    );
    refused(
        SHARING,
        "beds = { from = 20 } }",
        "beds = { from = 20, to = 10 } }",
        "何も選びません",
    );
    refused(
        SHARING,
        "beds = { from = 20 } }",
        "beds = { min = 20 } }",
        "の形で書けます",
    );
    refused(
        SHARING,
        "\"declared\"",
        "\"declard\"",
        "は「ePrescription」の答えではありません",
    );
    refused(
        SHARING,
        "date = 2031-03-31",
        "date = 2031-02-30",
        "TOML として読めません",
    );
    refused(
        SHARING,
        "date = 2031-03-31",
        "date = \"2031-03-31\"",
        "この項目には書けない値です",
    );
    refused(
        SHARING,
        "cost = \"costs.ehr-sharing\"",
        "cost = \"beds\"",
        "金額の質問ではありません",
    );
}

#[test]
fn the_list_has_to_fit_together() {
    refused(
        SHARING,
        "id = \"ehr-sharing\"",
        "id = \"ehr\"",
        "ファイル名が違います",
    );
    refused(SHARING, "number = 10", "number = 11", "number は一覧の順に");
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
        "number = 10\nno_amount = \"なし\"",
        "どちらか一方だけ",
    );
    refused(
        "questions.toml",
        "group = \"facility\"",
        "group = \"facilty\"",
        "「facilty」というグループはありません",
    );
}
