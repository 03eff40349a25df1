//! The messages that the guide shows.

use std::fs;

use catalogue_compiler::{Fault, read};

use super::guide::{blocks, guide};
use crate::common::{copy, patch, too_large};

/// The faults where a programme on the list does not say what follows it.
fn without_successor(file: &str) -> Vec<Fault> {
    let folder = copy();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).expect("a file");
    let (before, _) = text
        .split_once("[[successor]]")
        .expect("a successor, at the end of the file");
    fs::write(&path, before).expect("a file");
    read(folder.path()).expect_err("a fault").0
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn the_compiler_gives_every_message() {
    const SHARING: &str = "programmes/ehr-sharing.toml";
    const PRODUCTIVITY: &str = "programmes/productivity.toml";
    const MEDICAL: &str = "programmes/medical-assistance.toml";
    const IT: &str = "programmes/it-introduction.toml";
    const CAP: &str = "cap = 6_579_000\n";
    const TRAINING: &str = "beside/tokyo-dx-training.toml";
    const CARE: &str = "beside/care-information.toml";
    const QUESTIONS: &str = "questions.toml";
    const FIRST: &str = "[[contradiction]]\ncode = \"beds-facility-type\"\n";
    const LARGE: &str = "name = \"3文書6情報・200床以上\"\nwhen = { beds = { from = 200 }";
    let given: Vec<String> = [
        (SHARING, CAP, "cap = 6_579_000\ncapp = 1\n"),
        (
            SHARING,
            "cap = 6_579_000\nsource = \"jma-1203\"",
            "cap = 6_579_000\nsource = \"jma-1302\"",
        ),
        (SHARING, "onlineEligibility = true", "onlineEligibilty = true"),
        (
            SHARING,
            "cap = 6_579_000\nsource = \"jma-1203\"",
            "cap = 6_579_000",
        ),
        (SHARING, "rate = \"1/2\"\n", ""),
        (SHARING, CAP, "cap = 6_579_000\nfloor = 1\n"),
        (SHARING, "rate = \"1/2\"", "rate = \"3/2\""),
        (SHARING, CAP, "cap = 6_580_000\n"),
        (SHARING, LARGE, &LARGE.replace("200 }", "199 }")),
        (SHARING, LARGE, &LARGE.replace("200 }", "201 }")),
        (SHARING, "to = 2031-09-30", "from = 2031-10-01\nto = 2031-09-30"),
        (SHARING, "date = 2031-03-31", "date = 2031-02-29"),
        (SHARING, "date = 2031-03-31", "date = 2031/03/31"),
        (SHARING, "state = \"may-not\"", "state = \"may\""),
        (
            SHARING,
            "[[overlap]]\nwith = \"medical-assistance\"",
            "[[overlap]]\nwith = \"e-prescription\"\nstate = \"may-not\"\ntext = \"架空\"\nsource = \"kb-qa-ehr\"\n[[overlap]]\nwith = \"medical-assistance\"",
        ),
        (SHARING, "受け付けます。\"\nsource = \"jma-1203\"\n", "受け付けます。\"\n"),
        (SHARING, "cost = \"costs.ehr-sharing\"", "cost = \"costs.productivity\""),
        (
            "edition.toml",
            "version = \"2025-10-21.2\"\ndate",
            "version = \"2025-10-21.99\"\ndate",
        ),
        (
            "edition.toml",
            "version = \"2025-10-21.2\"\ndate",
            "version = \"2025-10-21\"\ndate",
        ),
        (MEDICAL, "noAmountSource = \"kb-medical-assistance\"\n", ""),
        (TRAINING, "asOf = 2026-11-29\n", ""),
        (TRAINING, "beside = true\n", "beside = true\nnumber = 13\n"),
        (CARE, "certainCap = 55_000", "certainCap = 64_000"),
        (QUESTIONS, "tax = { treatment = \"not-stated\" }\n", ""),
        (
            QUESTIONS,
            FIRST,
            &format!("{FIRST}when = {{ facilityType = \"hospital\", beds = {{ from = 20 }} }}\ndrop = \"beds\"\nmessage = \"架空\"\nsource = \"jma-1203\"\n{FIRST}"),
        ),
        (IT, "floor = 50_000", "floor = 1_500_000"),
        (PRODUCTIVITY, "when = { prefecture = \"14\" }", "when = { prefecture = \"14\", facilityType = \"pharmacy\" }"),
        (PRODUCTIVITY, "remark = \"長野県。\"\n", ""),
        (PRODUCTIVITY, "from = 2025-11-01\nto = 2026-01-31", "from = 2025-10-31\nto = 2026-01-31"),
        (
            "sources.toml",
            "[source.jma-1203]",
            "[source.nobody]\ntitle = \"t\"\nissuer = \"i\"\ngrade = \"official\"\n\n[source.jma-1203]",
        ),
    ]
    .into_iter()
    .flat_map(|(file, from, to)| {
        let folder = copy();
        patch(folder.path(), file, from, to);
        read(folder.path()).expect_err(to).0
    })
    .chain(without_successor(MEDICAL))
    .chain(too_large::nodes())
    .chain(too_large::steps())
    .chain(too_large::keys())
    .map(|fault| format!("catalogue/{}: {}", fault.file, fault.message))
    .collect();
    let guide = guide();
    let mut shown = 0;
    for line in blocks(&guide)
        .iter()
        .filter(|block| block.language == "text")
        .flat_map(|block| block.text.lines())
    {
        // The line changes with the file, and what is behind … with the catalogue.
        let (file, rest) = line.split_once(':').expect("a file");
        let (_, message) = rest.split_once(": ").expect("a message");
        let message = message.split('…').next().unwrap_or_default();
        let beginning = format!("{file}: {message}");
        assert!(
            given.iter().any(|given| given.starts_with(&beginning)),
            "{line}\nis none of\n{}",
            given.join("\n")
        );
        shown += 1;
    }
    assert!(shown > 10, "only {shown} messages");
}
