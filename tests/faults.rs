//! A catalogue that cannot be trusted is refused, with file, line and the mend.
//!
//! Each test takes the real catalogue, changes one thing, and looks at what is said.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fs;

use catalogue_compiler::read;
use common::copy;
use common::refused::{found, refused};

const SHARING: &str = "programmes/ehr-sharing.toml";

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
        "asOf = ",
        "asOff = 1\nasOf = ",
        "unknown field `asOff`",
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
        "金額の場合が2つ当てはまります（「3文書6情報・200床以上」と「3文書6情報・20〜199床」）。どちらかの when を狭めてください：facilityType = hospital、beds = 199",
    );
    refused(
        SHARING,
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 200 }",
        "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 201 }",
        "当てはまる金額の場合（amount.case）がありません。場合を加えるか、when を広げてください：facilityType = hospital、beds = 200",
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
        "暦にない日付「2031-02-30」です。資料の日付を確かめて直してください",
    );
    refused(
        SHARING,
        "date = 2031-03-31",
        "date = \"2031-03-31\"",
        "日付は「\"」で囲まずに、2031-03-31 と書いてください",
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

#[test]
fn the_form_of_a_file_is_checked_before_its_content() {
    refused(
        SHARING,
        "number = 10",
        "number = 10\nnumber = 10",
        "同じ項目が2回書かれています",
    );
    refused(
        SHARING,
        "number = 10",
        "number = \"10\"",
        "整数を書く項目です。6_579_000 のように、半角の数字だけで書いてください",
    );
    refused(
        SHARING,
        "kind = \"share\"",
        "kind = \"shared\"",
        "この項目には書けない値です。この項目に書けるのは、後ろの括弧の中で expected の後ろに並ぶものだけです（unknown variant `shared`",
    );
    refused(SHARING, "number = 10", "number 10", "TOML として読めません");
    refused(
        SHARING,
        "date = 2031-03-31",
        "date = 2031-03-31T12:00:00",
        "日付だけを 2025-10-21 の形で書いてください（時刻は書きません）",
    );
    refused(
        SHARING,
        "date = 2031-03-31",
        "date = 0000-03-31",
        "暦にない日付「0000-03-31」です。資料の日付を確かめて直してください",
    );
}

#[test]
fn a_file_or_folder_that_cannot_be_read_is_named() {
    let folder = copy();
    fs::remove_file(folder.path().join("sources.toml")).expect("a file");
    let faults = read(folder.path()).expect_err("no sources");
    found(&faults, "sources.toml", 1, "ファイルを読めません");
    let folder = copy();
    fs::write(folder.path().join(SHARING), [0xff]).expect("a file");
    let faults = read(folder.path()).expect_err("no text");
    found(&faults, SHARING, 1, "ファイルを読めません");
    let folder = copy();
    fs::remove_dir_all(folder.path().join("programmes")).expect("a folder");
    let faults = read(folder.path()).expect_err("no programmes");
    found(&faults, "programmes", 1, "ファイルを読めません");
}

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
fn a_share_has_its_own_fields_and_no_others() {
    for (from, to, words) in [
        ("rate = \"1/2\"\n", "", "rate が必要です"),
        ("cap = 6_579_000\n", "", "cap が必要です"),
        ("cost = \"costs.ehr-sharing\"\n", "", "cost が必要です"),
        (
            "cap = 6_579_000\n",
            "cap = 6_579_000\nfloor = 1\n",
            "floor を使いません",
        ),
        (
            "cap = 6_579_000\n",
            "cap = 6_579_000\neach = 1\n",
            "each を使いません",
        ),
        (
            "cap = 6_579_000\n",
            "cap = 6_579_000\nmost = 1\n",
            "most を使いません",
        ),
        (
            "cap = 6_579_000\n",
            "cap = 6_579_000\nreason = \"\"\n",
            "reason を使いません",
        ),
        (
            "cap = 6_579_000\n",
            "cap = 6_579_000\nitems = [{ cost = \"costs.ehr-sharing\", limit = 1 }]\n",
            "items を使いません",
        ),
    ] {
        refused(SHARING, from, to, words);
    }
}

#[test]
fn every_other_kind_has_its_own_fields_and_no_others() {
    const PRODUCTIVITY: &str = "programmes/productivity.toml";
    const READER: &str = "programmes/smartphone-reader.toml";
    const IT: &str = "programmes/it-introduction.toml";
    const PRESCRIPTION: &str = "programmes/e-prescription.toml";
    const OUTPATIENT: &str = "programmes/outpatient-mobile.toml";
    for (file, from, to, words) in [
        (PRODUCTIVITY, "each = 40_000\n", "", "each が必要です"),
        (
            PRODUCTIVITY,
            "each = 40_000\n",
            "each = 40_000\nunit = \"beds\"\n",
            "unit を使いません",
        ),
        (
            PRODUCTIVITY,
            "cap = 180_000\n",
            "cap = 180_000\nrate = \"1/1\"\n",
            "rate を使いません",
        ),
        (
            PRODUCTIVITY,
            "cap = 180_000\n",
            "cap = 180_000\ncostLimit = 1\n",
            "costLimit を使いません",
        ),
        (READER, "unit = \"readerUnits\"\n", "", "unit が必要です"),
        (READER, "most = 3\n", "", "most が必要です"),
        (READER, "most = 3\n", "most = 3\ncap = 1\n", "cap を使いません"),
        (IT, "floor = 50_000\n", "", "floor が必要です"),
        (PRESCRIPTION, "cap = 2_007_000\n", "", "cap が必要です"),
        (
            PRESCRIPTION,
            "cap = 2_007_000\n",
            "cap = 2_007_000\nrate = \"1/2\"\n",
            "rate を使いません",
        ),
        (
            PRESCRIPTION,
            "reason = ",
            "cap = 1\nreason = ",
            "cap を使いません",
        ),
        (
            PRESCRIPTION,
            "kind = \"not-stated\"\nreason",
            "kind = \"not-stated\"\n# reason",
            "reason が必要です",
        ),
        (
            OUTPATIENT,
            "items = ",
            "cost = \"costs.ehr-sharing\"\nitems = ",
            "cost を使いません",
        ),
        (
            READER,
            "unit = \"readerUnits\"",
            "unit = \"costs.smartphone-reader\"",
            "unit は、数を答える質問の名前で書いてください",
        ),
        (
            READER,
            "unit = \"readerUnits\"",
            "unit = \"readers\"",
            "unit は、数を答える質問の名前で書いてください",
        ),
    ] {
        refused(file, from, to, words);
    }
}

#[test]
fn limits_have_to_be_those_of_one_programme() {
    refused(
        "programmes/productivity.toml",
        "cap = 180_000",
        "cap = 180_500",
        "の上限 180,500円 が、千円未満切捨て（rounding）の刻みに合いません",
    );
    refused(
        "programmes/productivity.toml",
        "each = 40_000",
        "each = 40_001",
        "の上限 40,001円 が、千円未満切捨て（rounding）の刻みに合いません",
    );
    refused(
        "programmes/it-introduction.toml",
        "floor = 50_000",
        "floor = 1_500_000",
        "の下限額 1,500,000円 が、上限 1,499,999円 を超えています",
    );
    refused(
        SHARING,
        "cap = 6_579_000",
        "cap = 1_000_000_001_000",
        "に1兆円を超える金額があります",
    );
    refused(
        SHARING,
        "costLimit = 13_158_000",
        "costLimit = 1_000_000_000_001",
        "に1兆円を超える金額があります",
    );
    refused(
        "programmes/productivity.toml",
        "each = 40_000",
        "each = 400_000_000",
        "の each 400,000,000円 は、いちばん大きい数（3000）を掛けると1兆円を超えます",
    );
    refused(
        "beside/tokyo-clinic-records.toml",
        "each = 605_000",
        "each = 605_000_000_000",
        "の each 605,000,000,000円 は、いちばん大きい数（3000）を掛けると1兆円を超えます",
    );
    // Rounded up to 1,000 yen is what a notice prints; one step more is a slip of the pen.
    refused(
        SHARING,
        "cap = 5_457_000",
        "cap = 5_458_000",
        "の補助上限 5,458,000円 が、事業額上限 10,913,000円 の 1/2（5,456,500円）を千円単位の丸めより大きく超えています",
    );
}

#[test]
fn rounds_have_days_in_their_order() {
    const READER: &str = "programmes/smartphone-reader.toml";
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
fn questions_have_to_be_whole() {
    const QUESTIONS: &str = "questions.toml";
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
fn sheets_and_tax_are_said() {
    const QUESTIONS: &str = "questions.toml";
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

/// What tells a programme of the list from one beside it.
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
fn every_programme_of_the_list_says_what_follows_it() {
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

/// A lower end of its own is smaller than the upper one, and names what it rests on.
#[test]
fn a_lower_end_of_its_own_is_whole() {
    const CARE: &str = "beside/care-information.toml";
    const EFFICIENCY: &str = "beside/hospital-efficiency.toml";
    for (file, from, to, words) in [
        (
            CARE,
            "certainCap = 55_000",
            "certainCap = 64_000",
            "の certainCap（確実な上限）は、0円より大きく cap より小さい額にしてください",
        ),
        (
            CARE,
            "certainCap = 55_000",
            "certainCap = 0",
            "の certainCap（確実な上限）は、0円より大きく cap より小さい額にしてください",
        ),
        (
            CARE,
            "certainCap = 55_000\n",
            "",
            "の certainCap（確実な上限）と certainCapSource（その出典）は、両方を書いてください",
        ),
        (
            CARE,
            "certainCap = 55_000\n",
            "certainCap = 55_000\nfromZero = \"架空です。\"\n",
            "に certainCap と fromZero の両方があります",
        ),
        (
            EFFICIENCY,
            "kind = \"share\"",
            "kind = \"ceiling\"",
            "の kind では fromZero を使いません",
        ),
    ] {
        refused(file, from, to, words);
    }
}

/// Whatever could leave an institution without any outcome is refused: contradictions that together leave nothing.
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
    // Both alternatives of a yes or no, dropped or not.
    let both = faults(&[
        ("{ founder = \"public\", homeVisits = true }", "founder"),
        ("{ founder = \"public\", homeVisits = false }", "founder"),
    ])
    .expect_err("a fault");
    assert!(both.contains(NOTHING), "{both}");
    // What is dropped has to be one of the answers that contradict each other.
    let other =
        faults(&[("{ founder = \"public\", homeVisits = true }", "onlineCare")]).expect_err("a fault");
    assert!(
        other.contains("drop の「onlineCare」は、この食い違いの when にありません"),
        "{other}"
    );
}

#[test]
fn programmes_named_elsewhere_have_to_exist() {
    refused(
        SHARING,
        "with = \"smartphone-reader\"",
        "with = \"smartphone-readers\"",
        "「smartphone-readers」という補助金はありません",
    );
    refused(
        "edition.toml",
        "programme = \"it-introduction\"",
        "programme = \"it\"",
        "「it」という補助金はありません",
    );
    refused(
        "edition.toml",
        "programmes = [\"it-introduction\"]",
        "programmes = [\"it\"]",
        "「it」という補助金はありません",
    );
    refused(
        SHARING,
        "costs = [\"costs.ehr-sharing\"]",
        "costs = [\"costs.ehr\"]",
        "「costs.ehr」という質問は questions.toml にありません",
    );
    refused(
        SHARING,
        "\n[amount]\nrounding = \"not-stated\"\nroundingNote",
        "\nnoAmount = \"なし\"\n[amount]\nrounding = \"not-stated\"\nroundingNote",
        "unknown field `noAmount`",
    );
}

#[test]
fn a_condition_with_too_many_cases_is_refused() {
    // For every number of beds and of employees other prefectures: nothing of it can be shared.
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

#[test]
fn a_question_nobody_asks_is_named() {
    refused(
        "questions.toml",
        "[[question]]\nkey = \"founder\"",
        "[[question]]\nkey = \"shoeSize\"\ngroup = \"facility\"\nsheet = \"plans\"\nname = \"靴の大きさ\"\nlabel = \"靴の大きさはいくつですか\"\nhelp = \"靴に書いてあります。\"\nkind = \"number\"\nmax = 40\n\n[[question]]\nkey = \"founder\"",
        "質問「shoeSize」はどの補助金からも使われていません",
    );
}

/// What a person who does not program gets wrong, and what helps.
#[test]
fn slips_of_a_keeper_are_told_with_their_mend() {
    const READER: &str = "programmes/smartphone-reader.toml";
    const CAP: &str = "cap = 6_579_000";
    let wide = "」で囲んだ文の外では、記号も数字も半角で書いてください";
    for (file, from, to, words) in [
        (
            SHARING,
            "number = 10",
            "number = 2",
            "number = 2 は programmes/outpatient-mobile.toml と同じです",
        ),
        (SHARING, CAP, "cap = ６_579_000", wide),
        (SHARING, CAP, "cap ＝ 6_579_000", wide),
        (SHARING, CAP, "cap = 6_579_000円", wide),
        (SHARING, "rate = \"1/2\"", "rate = “1/2”", wide),
        (SHARING, "[[window.round]]", "［［window.round]]", wide),
        (
            SHARING,
            CAP,
            "cap = -6_579_000",
            "書けない数です。負の数や大きすぎる数ではないか",
        ),
        (SHARING, CAP, "cap = 6579000.5", "整数を書く項目です"),
        (SHARING, CAP, "cap = \"6,579,000\"", "整数を書く項目です"),
        (SHARING, CAP, "cap = 0", "の補助上限か事業額上限が0円です"),
        (
            "programmes/it-introduction.toml",
            "open = true",
            "open = \"true\"",
            "true（はい）か false（いいえ）を",
        ),
        (
            SHARING,
            "to = 2031-09-30",
            "to = \"令和13年9月30日\"",
            "日付を書く項目です。2031-09-30 の形で",
        ),
        (
            SHARING,
            "to = 2031-09-30",
            "to = 0031-09-30",
            "年は2000年から2099年までです",
        ),
        (
            SHARING,
            "to = 2031-09-30",
            "to = 3031-09-30",
            "年は2000年から2099年までです",
        ),
        (
            SHARING,
            "{ onlineEligibility = true }",
            "{ }",
            "どの医療機関も満たします",
        ),
        (READER, "most = 3", "most = 0", "の most は、1から"),
        (READER, "most = 3", "most = 300", "の most は、1から"),
        (SHARING, "0800-080-4583", "0800-080-458", "桁を落とさずに"),
        (SHARING, "0800-080-4583", "08000804583", "ハイフン2つで"),
        (
            SHARING,
            "KB0010765\"",
            "KB0010765 \"",
            "余分な文字か全角の文字があります",
        ),
        (
            SHARING,
            "KB0010765\"",
            "KB00１0765\"",
            "余分な文字か全角の文字があります",
        ),
        (
            SHARING,
            "https://iryohokenjyoho",
            "https://www.mhlw.go.jp@iryohokenjyoho",
            "@ より前の名前",
        ),
        (
            SHARING,
            "service-now.com/csm",
            "service-now.com:8080/csm",
            "ポートは書きません",
        ),
    ] {
        refused(file, from, to, words);
    }
}

#[test]
fn a_change_names_what_there_is_and_no_version_to_come() {
    const CHANGE: &str = "programmes = [\"smartphone-reader\"]";
    let version = iryo_dx_hojokin::CATALOGUE.version;
    let (day, count) = version.rsplit_once('.').expect("a counter");
    let count: u32 = count.parse().expect("a number");
    let with = |version: &str, programmes: &str, sources: &str| {
        let text = format!(
            "[[change]]\nversion = \"{version}\"\ndate = 2026-11-23\nprogrammes = [{programmes}]\ntext = \"架空\"\nsources = [{sources}]\n"
        );
        let folder = copy();
        let path = folder.path().join("edition.toml");
        let before = fs::read_to_string(&path).expect("a file");
        fs::write(&path, format!("{before}\n{text}")).expect("a file");
        (read(folder.path()), before.lines().count() + 3)
    };
    let (one, source) = ("\"ehr-sharing\"", "\"jma-1203\"");
    // The counter is a number: of ten versions the last one is not the second.
    for right in [version, &format!("{day}.0"), "2024-12-31.9", "2024-12-31.10"] {
        assert!(with(right, one, source).0.is_ok(), "{right}");
    }
    for (version, programmes, sources, words) in [
        (&*format!("{day}.{}", count + 1), one, source, "より後です"),
        ("2099-01-01.1", one, source, "より後です"),
        ("2025-10-21", one, source, "2025-10-21.2 の形で"),
        ("2025-10-21.02", one, source, "2025-10-21.2 の形で"),
        ("2025-13-21.2", one, source, "2025-10-21.2 の形で"),
        (
            version,
            "\"ehr-sharring\"",
            source,
            "「ehr-sharring」という補助金はありません",
        ),
        (
            version,
            one,
            "\"nobody\"",
            "出典「nobody」は sources.toml にありません",
        ),
        (version, "", source, "関係する補助金を1つ以上"),
        (version, one, "", "出典を1つ以上"),
    ] {
        let (outcome, line) = with(version, programmes, sources);
        found(&outcome.expect_err(words), "edition.toml", line, words);
    }
    refused(
        "edition.toml",
        CHANGE,
        &format!("{CHANGE}\nwhy = \"架空\""),
        "unknown field `why`",
    );
    refused(
        "edition.toml",
        &format!("version = \"{version}\""),
        "version = \"2\"",
        "2025-10-21.2 の形で",
    );
}
