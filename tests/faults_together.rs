//! Parts of the catalogue that do not fit each other are refused, with file, line and the mend.
//!
//! As in `faults.rs`, each test takes the real catalogue, changes one thing, and looks at what is said.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fs;

use catalogue_compiler::read;
use common::refused::{found, refused};
use common::{copy, patch};

const SHARING: &str = "programmes/ehr-sharing.toml";
const PRODUCTIVITY: &str = "programmes/productivity.toml";
const READER: &str = "programmes/smartphone-reader.toml";
const IT: &str = "programmes/it-introduction.toml";
const CARD: &str = "programmes/card-integration.toml";
const ASSISTANCE: &str = "programmes/medical-assistance.toml";
const OUTPATIENT: &str = "programmes/outpatient-mobile.toml";

/// One change, and no fault.
#[track_caller]
fn accepted(file: &str, from: &str, to: &str) {
    let folder = copy();
    patch(folder.path(), file, from, to);
    if let Err(faults) = read(folder.path()) {
        panic!("{faults}");
    }
}

#[test]
fn a_day_has_to_exist_and_to_be_written_as_one() {
    const DAY: &str = "date = 2031-03-31";
    for day in [
        "2025-02-30",
        "2025-02-29",
        "2031-13-31",
        "2031-00-31",
        "2031-03-00",
        "2031-04-31",
    ] {
        for written in [day.to_owned(), format!("\"{day}\""), format!("'{day}'")] {
            refused(
                SHARING,
                DAY,
                &format!("date = {written}"),
                &format!("暦にない日付「{day}」です。資料の日付を確かめて直してください"),
            );
        }
    }
    for written in ["2031/03/31", "2031-3-31", "2031年3月31日", "\"2031/3/31\""] {
        let bare = written.trim_matches('"');
        refused(
            SHARING,
            DAY,
            &format!("date = {written}"),
            &format!("日付「{bare}」は、2031-03-31 の形で書いてください"),
        );
    }
    refused(
        SHARING,
        DAY,
        "date = '2031-03-31'",
        "日付は「\"」で囲まずに、2031-03-31 と書いてください",
    );
    refused(
        "sources.toml",
        "date = 2023-11-09",
        "date = 2023-11-31",
        "暦にない日付「2023-11-31」です",
    );
    refused(
        "edition.toml",
        "asOf = 2025-10-21",
        "asOf = 2025-14-21",
        "暦にない日付「2025-14-21」です",
    );
    accepted(SHARING, DAY, "date = 2028-02-29");
}

#[test]
fn a_floor_can_be_reached_and_fits_the_rounding() {
    refused(
        IT,
        "rounding = \"not-stated\"",
        "rounding = \"floor-1000\"",
        "の上限 1,499,999円 が、千円未満切捨て（rounding）の刻みに合いません",
    );
    let thousands = |floor: &str| {
        let folder = copy();
        patch(
            folder.path(),
            IT,
            "rounding = \"not-stated\"",
            "rounding = \"floor-1000\"",
        );
        let path = folder.path().join(IT);
        let text = fs::read_to_string(&path)
            .expect("a file")
            .replace("1_499_999", "1_499_000");
        fs::write(&path, text.replace("floor = 50_000", floor)).expect("a file");
        read(folder.path()).map(|_| ())
    };
    assert_eq!(thousands("floor = 50_000"), Ok(()));
    let faults = thousands("floor = 50_500").expect_err("between two steps");
    let text = fs::read_to_string(copy().path().join(IT)).expect("a file");
    let at = text.lines().position(|line| line == "floor = 50_000");
    found(
        &faults,
        IT,
        at.expect("a floor") + 1,
        "の下限額 50,500円 が、千円未満切捨て（rounding）の刻みに合いません",
    );
    refused(
        IT,
        "floor = 50_000",
        "costLimit = 99_999\nfloor = 50_000",
        "の下限額 50,000円 に、事業額上限 99,999円 の 1/2（49,999円）でも届きません",
    );
    accepted(
        IT,
        "floor = 50_000\ncap = 1_499_999",
        "costLimit = 100_000\nfloor = 50_000\ncap = 50_000",
    );
    accepted(IT, "floor = 50_000", "floor = 1_499_999");
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
fn what_is_said_of_two_programmes_is_said_on_both_sides() {
    // Of one programme two things are said; each needs its other side.
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

#[test]
fn a_case_takes_the_costs_of_its_own_programme() {
    refused(
        SHARING,
        "cost = \"costs.ehr-sharing\"",
        "cost = \"costs.productivity\"",
        "「costs.productivity」は、この補助金の costs にありません。綴りを確かめるか、costs に加えてください",
    );
    refused(
        OUTPATIENT,
        "{ cost = \"costs.outpatient-mobile.device\"",
        "{ cost = \"costs.home-visit-mobile.device\"",
        "「costs.home-visit-mobile.device」は、この補助金の costs にありません",
    );
    refused(
        SHARING,
        "costs = [\"costs.ehr-sharing\"]",
        "costs = [\"costs.ehr-sharing\", \"costs.productivity\"]",
        "「costs.productivity」は、どの金額の場合（amount.case）でも使われていません",
    );
    refused(
        PRODUCTIVITY,
        "costs = [\"costs.productivity\"]",
        "costs = [\"costs.productivity\", \"costs.ehr-sharing\"]",
        "「costs.ehr-sharing」は「ehr-sharing」の事業額です。補助金ごとに別の事業額を使ってください",
    );
}

#[test]
fn a_round_is_for_somebody() {
    const WORDS: &str = "この受付期間の when に当てはまり、この補助金の対象になり得る医療機関はありません";
    for when in [
        // No condition of the programme can be met by these.
        "{ prefecture = \"14\", facilityType = \"pharmacy\" }",
        "{ prefecture = \"14\", baseUpFee = false }",
        // There are no such institutions.
        "{ facilityType = \"hospital\", beds = { to = 19 } }",
    ] {
        refused(
            PRODUCTIVITY,
            "when = { prefecture = \"14\" }",
            &format!("when = {when}"),
            WORDS,
        );
    }
    accepted(
        PRODUCTIVITY,
        "when = { prefecture = \"14\" }",
        "when = { prefecture = \"14\", facilityType = [\"pharmacy\", \"clinic\"] }",
    );
    // What the sources leave open may still be.
    accepted(
        "programmes/it-introduction.toml",
        "kind = \"apply\"\nto = 2025-10-31",
        "kind = \"apply\"\nwhen = { founder = \"company\" }\nto = 2025-10-31",
    );
    refused(
        PRODUCTIVITY,
        "from = 2025-07-16\n",
        "from = 2026-04-01\n",
        "この受付期間は、全体が終わる日（ends = true の 2026-03-31）より後に始まります。どちらかの日付を直してください",
    );
    accepted(PRODUCTIVITY, "from = 2025-07-16\n", "from = 2026-03-31\n");
    // A person has to read whose it is.
    refused(
        PRODUCTIVITY,
        "remark = \"長野県。\"\n",
        "",
        "一部の施設だけの受付期間です。どの施設のものかを remark に書いてください（例：remark = \"東京都\"）",
    );
}

#[test]
fn rounds_of_the_same_institutions_lie_apart() {
    const SECOND: &str = "when = { prefecture = \"12\" }\nfrom = 2025-11-01\nto = 2026-01-31";
    let apart = "kind も対象の医療機関も同じ受付期間と、日付が重なっています。1つにまとめるか、日付か when を直してください（相手は";
    // The other round is named by the line of its head.
    let text = fs::read_to_string(copy().path().join(PRODUCTIVITY)).expect("a file");
    let at = text.lines().position(|line| line == "from = 2025-09-25");
    refused(
        PRODUCTIVITY,
        "from = 2025-11-01\nto = 2026-01-31",
        "from = 2025-10-31\nto = 2026-01-31",
        &format!("{apart}{}行目の期間）", at.expect("a day") - 2),
    );
    // One day in common, whatever the words that mean the same institutions.
    for when in [
        "{ prefecture = \"12\" }",
        "{ prefecture = [\"12\"] }",
        "{ prefecture = \"12\", baseUpFee = true }",
        "[{ prefecture = \"12\", facilityType = \"clinic\" }, { prefecture = \"12\" }]",
    ] {
        refused(
            PRODUCTIVITY,
            SECOND,
            &format!("when = {when}\nfrom = 2025-10-31\nto = 2026-01-31"),
            apart,
        );
    }
    for second in [
        "when = { prefecture = \"12\", facilityType = \"clinic\" }\nfrom = 2025-10-31\nto = 2026-01-31",
        "when = { prefecture = [\"01\", \"12\"] }\nfrom = 2025-10-31\nto = 2026-01-31",
        // Nobody knows when it begins.
        "when = { prefecture = \"12\" }\nto = 2026-01-31",
    ] {
        accepted(PRODUCTIVITY, SECOND, second);
    }
    refused(
        PRODUCTIVITY,
        SECOND,
        "when = { prefecture = \"12\" }\nto = 2025-10-31",
        apart,
    );
    accepted(
        PRODUCTIVITY,
        &format!("kind = \"apply\"\n{SECOND}"),
        "kind = \"use\"\nwhen = { prefecture = \"12\" }\nfrom = 2025-10-31\nto = 2026-01-31",
    );
    // Without `when` both are for everybody; with the same last day it is the same round again.
    refused(IT, "to = 2025-12-02", "to = 2025-10-31", apart);
    // A round for all hospitals is one for all that can use a programme for hospitals.
    refused(
        SHARING,
        "to = 2031-09-30",
        "to = 2031-09-30\nsource = \"jma-1203\"\n[[window.round]]\nkind = \"apply\"\nwhen = { facilityType = \"hospital\" }\nto = 2031-09-30",
        apart,
    );
    accepted(
        IT,
        "kind = \"apply\"\nto = 2025-12-02",
        "kind = \"apply\"\nwhen = { founder = \"company\" }\nto = 2025-10-31",
    );
}

#[test]
fn what_is_said_of_a_window_and_of_no_amount_names_its_source() {
    refused(
        ASSISTANCE,
        "noAmountSource = \"kb-medical-assistance\"\n",
        "",
        "noAmount（金額がない理由）と noAmountSource（その出典）は、両方を書いてください",
    );
    refused(
        SHARING,
        "number = 10",
        "number = 10\nnoAmountSource = \"jma-1203\"",
        "noAmount（金額がない理由）と noAmountSource（その出典）は、両方を書いてください",
    );
    refused(
        ASSISTANCE,
        "noAmountSource = \"kb-medical-assistance\"",
        "noAmountSource = \"kb-medical-asistance\"",
        "出典「kb-medical-asistance」は sources.toml にありません",
    );
    refused(
        SHARING,
        "受け付けます。\"\nsource = \"jma-1203\"\n",
        "受け付けます。\"\n",
        "[window] の remark には出典が必要です。source を加えてください",
    );
    refused(
        SHARING,
        "受け付けます。\"\nsource = \"jma-1203\"\n",
        "受け付けます。\"\nsource = \"jma-1302\"\n",
        "出典「jma-1302」は sources.toml にありません",
    );
    refused(
        SHARING,
        "remark = \"導入の完了が",
        "# remark = \"導入の完了が",
        "[window] の source は remark の出典です。remark を加えるか、source を消してください",
    );
}

#[test]
fn a_first_day_may_rest_on_a_source_of_its_own() {
    const WORDS: &str = "fromSource は、from と to の両方があり、from の出典が source と違うときだけ書きます";
    refused(
        READER,
        "fromSource = \"cenet-77654\"",
        "fromSource = \"jmedj-26956\"",
        WORDS,
    );
    refused(READER, "from = 2025-08-29\n", "", WORDS);
    refused(READER, "to = 2026-01-31\n", "", WORDS);
    refused(
        READER,
        "fromSource = \"cenet-77654\"",
        "fromSource = \"cenet-77645\"",
        "出典「cenet-77645」は sources.toml にありません",
    );
}
