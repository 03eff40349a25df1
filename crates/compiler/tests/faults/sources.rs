//! Sources: everything that states a fact names one.

use super::common::{SHARING, refused};

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
