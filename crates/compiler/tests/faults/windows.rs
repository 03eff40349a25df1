//! Windows: days, rounds and deadlines.

use std::fs;

use catalogue_compiler::read;

use super::common::{IT, PRODUCTIVITY, READER, SHARING, accepted, copy, refused};

const ASSISTANCE: &str = "programmes/medical-assistance.toml";

#[test]
fn rounds_have_days_in_their_order() {
    const WORDS: &str = "受付期間の from と to のどちらかを書き、from は to より前にしてください";
    refused(READER, "to = 2026-01-31", "to = 2025-08-28", WORDS);
    refused(READER, "from = 2025-08-29\nto = 2026-01-31\n", "", WORDS);
    refused(
        READER,
        "to = 2026-01-31",
        "to = 2026-01-31\nwhen = { prefecture = \"48\" }",
        "「\"48\"」は「prefecture」の答えではありません",
    );
    refused(
        READER,
        "to = 2026-01-31",
        "to = 2026-02-29",
        "暦にない日付「2026-02-29」です。資料の日付を確かめて直してください",
    );
}

#[test]
fn a_round_of_one_day_is_no_fault() {
    let folder = copy();
    let path = folder.path().join("programmes/smartphone-reader.toml");
    let text = fs::read_to_string(&path).expect("a file");
    fs::write(&path, text.replace("to = 2026-01-31", "to = 2025-08-29")).expect("a file");
    assert!(read(folder.path()).is_ok());
}

#[test]
fn a_round_is_for_some_institution() {
    const WORDS: &str = "この受付期間の when に当てはまり、この補助金の対象になり得る医療機関はありません";
    for when in [
        // These institutions do not meet the conditions.
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
    // Institutions for which the sources leave a condition open may be eligible.
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
    // A reader has to see which institutions it is for.
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
    // The message has the line of the other round.
    let text = fs::read_to_string(copy().path().join(PRODUCTIVITY)).expect("a file");
    let at = text.lines().position(|line| line == "from = 2025-09-25");
    refused(
        PRODUCTIVITY,
        "from = 2025-11-01\nto = 2026-01-31",
        "from = 2025-10-31\nto = 2026-01-31",
        &format!("{apart}{}行目の期間）", at.expect("a day") - 2),
    );
    // One day in common, for whens that mean the same institutions.
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
        // Its first day is not stated.
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
    // Without `when` both are for all institutions; with the same last day it is the same round again.
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
fn remarks_on_a_window_and_on_no_amount_name_their_source() {
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
