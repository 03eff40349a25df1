//! Amounts: rates, caps, floors, and costs.

use std::fs;

use catalogue_compiler::read;

use super::common::{IT, OUTPATIENT, PRODUCTIVITY, SHARING, accepted, copy, found, patch, refused};

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
    // Notices round caps up to 1,000 yen; a larger difference is a slip of the pen.
    refused(
        SHARING,
        "cap = 5_457_000",
        "cap = 5_458_000",
        "の補助上限 5,458,000円 が、事業額上限 10,913,000円 の 1/2（5,456,500円）を千円単位の丸めより大きく超えています",
    );
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
fn a_certain_cap_is_below_the_cap_and_names_its_source() {
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
