//! Each kind of case has its own fields and no others.

use super::common::{IT, OUTPATIENT, PRODUCTIVITY, READER, SHARING, refused};

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
    const PRESCRIPTION: &str = "programmes/e-prescription.toml";
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
