//! `docs/catalogue.md` says what is so: every example in it is read as the catalogue reads it and
//! comes out as its line 「例：」 says, and every message in it is one that is really given.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use catalogue_compiler::{Fault, read};
use catalogue_model::{Catalogue, Date, Eligibility};
use common::{answers_of, copy, patch, too_large};
use iryo_dx_hojokin::verdict::{ProgrammeVerdict, Standing, Verdict, WindowState};
use iryo_dx_hojokin::{evaluate, parse_yen};
use toml::{Table, Value};

const ID: &str = "example-thirteenth";
const OWN: &str = "programmes/example-thirteenth.toml";

/// Of the example beside the list.
const BESIDE: &str = "example-beside";
const OWN_BESIDE: &str = "beside/example-beside.toml";

/// What a programme needs besides what an example shows.
const HEAD: &str = r#"
id = "example-thirteenth"
number = 13
system = "架空"
kind = "架空"
name = "架空"
overview = {}
detail = {}
contact = { name = "架空" }
"#;

/// What follows it, where an example says nothing of that.
const SUCCESSOR: &str = "successor = [{ text = \"架空\", source = \"jma-1203\", lookedAt = 2026-11-29 }]\n";

/// What the question of a project cost says besides its key.
const COST: &str = r#"group = "costs"
sheet = "programme"
name = "架空"
label = "架空"
help = "架空"
kind = "yen"
tax = { treatment = "not-stated" }
"#;

/// Every institution.
const ALL: &str = "{ employees = { to = 99_999 } }";

/// A fenced block with the lines of prose that follow it, up to the next one.
struct Block {
    language: String,
    text: String,
    examples: Vec<String>,
}

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/catalogue.md");
    fs::read_to_string(path).expect("the document")
}

fn blocks(document: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut within = false;
    for line in document.lines() {
        if let Some(language) = line.strip_prefix("```") {
            if !within {
                blocks.push(Block {
                    language: language.to_owned(),
                    text: String::new(),
                    examples: Vec::new(),
                });
            }
            within = !within;
        } else if let Some(block) = blocks.last_mut() {
            if within {
                block.text.push_str(line);
                block.text.push('\n');
            } else if let Some(example) = line.strip_prefix("- 例：") {
                block.examples.push(example.to_owned());
            }
        }
    }
    assert!(!within, "a block has no end");
    blocks
}

/// The `when` of all cases, so that whoever has an amount is also eligible.
fn whens(block: &Table) -> String {
    let Some(Value::Table(amount)) = block.get("amount") else {
        return ALL.to_owned();
    };
    let cases = amount["case"].as_array().expect("cases");
    let whens: Vec<String> = cases
        .iter()
        .flat_map(|case| match &case["when"] {
            Value::Array(any) => any.clone(),
            one => vec![one.clone()],
        })
        .map(|when| when.to_string())
        .collect();
    format!("[{}]", whens.join(", "))
}

/// The project costs that an example asks for; it takes some, or adds the question.
fn costs(block: &Table) -> Vec<String> {
    let cases = block.get("amount").and_then(|amount| amount["case"].as_array());
    let mut costs: Vec<String> = Vec::new();
    for case in cases.into_iter().flatten() {
        let items = case.get("items").and_then(Value::as_array);
        let several = items.into_iter().flatten().map(|item| &item["cost"]);
        for cost in case.get("cost").into_iter().chain(several) {
            let cost = cost.as_str().expect("a key").to_owned();
            if !costs.contains(&cost) {
                costs.push(cost);
            }
        }
    }
    if let Some(question) = block.get("question") {
        let key = question[0]["key"].as_str().expect("a key");
        if key.starts_with("costs.") {
            costs.push(key.to_owned());
        }
    }
    costs
}

/// A copy of the catalogue with a thirteenth programme of which the example is a part.
fn with(block: &Block) -> &'static Catalogue {
    let folder = copy();
    let append = |file: &str, more: &str| {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, format!("{text}\n{more}\n")).expect("a file");
    };
    let table: Table = block.text.parse().unwrap_or_else(|error| panic!("{error}"));
    let mut own = HEAD.to_owned();
    if !table.contains_key("successor") {
        own.push_str(SUCCESSOR);
    }
    let mut wanted = whens(&table);
    let mut source = "jma-1203";
    for (key, part) in &table {
        match key.as_str() {
            "source" => {
                append("sources.toml", &block.text);
                source = part
                    .as_table()
                    .and_then(|sources| sources.keys().next())
                    .expect("an id");
            }
            "question" => {
                append("questions.toml", &block.text);
                let key = part[0]["key"].as_str().expect("a key");
                if part[0]["kind"].as_str() == Some("yes-no") {
                    wanted = format!("{{ {key} = true }}");
                }
            }
            "change" => append("edition.toml", &block.text),
            "overlap" => {
                for overlap in part.as_array().expect("overlaps") {
                    let other = overlap["with"].as_str().expect("an id");
                    let back = format!(
                        "[[overlap]]\nwith = \"{ID}\"\nstate = {}\ntext = \"架空\"\nsource = \"jma-1203\"",
                        overlap["state"]
                    );
                    append(&format!("programmes/{other}.toml"), &back);
                }
            }
            _ => {}
        }
    }
    let costs = costs(&table);
    if !table.contains_key("question") {
        for cost in &costs {
            append(
                "questions.toml",
                &format!("[[question]]\nkey = \"{cost}\"\n{COST}"),
            );
        }
    }
    if table.contains_key("id") {
        own.clone_from(&block.text);
    } else {
        let part = !table.contains_key("source")
            && !table.contains_key("question")
            && !table.contains_key("change")
            && !table.values().all(Value::is_str);
        let _ = writeln!(own, "costs = {costs:?}");
        if !table.contains_key("amount") && !table.contains_key("noAmount") {
            own.push_str("noAmount = \"架空\"\nnoAmountSource = \"jma-1203\"\n");
        }
        if table.values().all(Value::is_str) {
            own.push_str(&block.text);
        }
        let rounding = table
            .get("amount")
            .is_some_and(|amount| amount.get("rounding").is_none());
        if !table.contains_key("condition") {
            let _ = writeln!(
                own,
                "[[condition]]\ntext = \"架空\"\nsource = \"{source}\"\n[[condition.ground]]\nwhen = {wanted}"
            );
        }
        if rounding {
            own.push_str("[amount]\nrounding = \"not-stated\"\n");
        }
        if !table.contains_key("window") {
            own.push_str("[window]\n");
        }
        if part {
            own.push_str(&block.text);
        }
    }
    let place = if table.contains_key("beside") {
        OWN_BESIDE
    } else {
        OWN
    };
    fs::write(folder.path().join(place), own).expect("a file");
    let compiled = read(folder.path()).unwrap_or_else(|faults| panic!("{faults}\n{}", block.text));
    Box::leak(Box::new(compiled.catalogue))
}

/// What an example gives and what it says comes out.
struct Example {
    answers: Table,
    on: Date,
    result: String,
}

/// `` `beds` 120、`costs.productivity` 5,000,000円 → 4,800,000円（…） ``
fn example(line: &str) -> Example {
    let (given, result) = line.split_once(" → ").unwrap_or_else(|| panic!("{line}"));
    let result = result.split('（').next().unwrap_or_default();
    let mut answers = Table::new();
    let mut costs = Table::new();
    let mut on = "2026-01-01".parse().expect("a date");
    for part in given.split('、') {
        let Some((key, value)) = part.strip_prefix('`').and_then(|part| part.split_once("` ")) else {
            on = part.parse().unwrap_or_else(|_| panic!("{part} in {line}"));
            continue;
        };
        if let Some(cost) = key.strip_prefix("costs.") {
            costs.insert(cost.to_owned(), number(parse_yen(value).expect("yen").0));
        } else {
            let value = match value {
                "true" | "false" => Value::Boolean(value == "true"),
                // Prefectures are texts of two digits.
                text if key == "prefecture" => text.into(),
                text => text
                    .parse::<i64>()
                    .map_or_else(|_| Value::from(text), Value::Integer),
            };
            answers.insert(key.to_owned(), value);
        }
    }
    answers.insert("costs".to_owned(), costs.into());
    Example {
        answers,
        on,
        result: result.to_owned(),
    }
}

fn number(yen: u64) -> Value {
    Value::Integer(i64::try_from(yen).expect("small"))
}

/// What comes out of the example's programme.
fn of_example(report: &Verdict) -> &ProgrammeVerdict {
    let mut all = report.programmes.iter().chain(&report.beside);
    all.find(|result| [ID, BESIDE].contains(&result.id))
        .expect("the example")
}

/// What comes out, in the words of the kind that the example uses.
fn outcome(catalogue: &'static Catalogue, example: &Example) -> String {
    let answers = answers_of(catalogue, &example.answers);
    let report = evaluate(catalogue, &answers, example.on);
    let result = of_example(&report);
    match example.result.as_str() {
        "対象" | "対象外" | "未定" => match result.eligibility {
            Eligibility::Yes => "対象",
            Eligibility::No => "対象外",
            Eligibility::Unknown => "未定",
        }
        .to_owned(),
        "これから" | "要確認" => match result.state {
            Standing::Upcoming => "これから",
            Standing::Check => "要確認",
            Standing::Open | Standing::Closed | Standing::No => "ほか",
        }
        .to_owned(),
        "合計に入る" | "合計に入らない" => {
            assert!(result.amount.is_some());
            if result.in_total {
                "合計に入る"
            } else {
                "合計に入らない"
            }
            .to_owned()
        }
        "受付中" if result.eligibility == Eligibility::Yes => match result.state {
            Standing::Open => "受付中",
            _ => "ほか",
        }
        .to_owned(),
        "受付前" | "受付中" | "受付終了" | "不明" => match result.window.state {
            WindowState::Upcoming => "受付前",
            WindowState::Open => "受付中",
            WindowState::Closed => "受付終了",
            WindowState::Unknown => "不明",
        }
        .to_owned(),
        _ => {
            assert_eq!(result.eligibility, Eligibility::Yes);
            match &result.amount {
                None => "金額なし".to_owned(),
                Some(amount) if amount.min == amount.max => amount.min.to_string(),
                Some(amount) => format!("{}〜{}", amount.min, amount.max),
            }
        }
    }
}

#[test]
fn every_example_comes_out_as_written() {
    let mut kinds = BTreeSet::new();
    let mut tried = 0;
    for block in blocks(&document())
        .iter()
        .filter(|block| block.language == "toml")
    {
        let catalogue = with(block);
        let table: Table = block.text.parse().expect("TOML");
        let needs = ["condition", "amount", "window"]
            .iter()
            .any(|part| table.contains_key(*part));
        assert!(
            !needs || !block.examples.is_empty(),
            "no example:\n{}",
            block.text
        );
        for line in &block.examples {
            let example = example(line);
            assert_eq!(
                outcome(catalogue, &example),
                example.result,
                "{line}\n{}",
                block.text
            );
            tried += 1;
        }
        let amount = table.get("amount").and_then(Value::as_table);
        let cases = amount.and_then(|amount| amount["case"].as_array());
        kinds.extend(
            cases
                .into_iter()
                .flatten()
                .filter_map(|case| case["kind"].as_str().map(ToOwned::to_owned)),
        );
    }
    let all = [
        "base-per-bed",
        "ceiling",
        "flat-limit",
        "frame",
        "items",
        "not-stated",
        "per-bed",
        "per-unit",
        "share",
    ];
    assert!(kinds.iter().eq(all.iter()), "{kinds:?}");
    assert!(tried > 40, "only {tried} examples");
}

#[test]
fn every_form_of_a_when_is_one() {
    let document = document();
    let (_, table) = document.split_once("### when").expect("the chapter on when");
    let forms: Vec<&str> = table
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('`').nth(1))
        .collect();
    assert!(forms.len() > 8, "{forms:?}");
    for form in forms {
        with(&Block {
            language: "toml".to_owned(),
            text: format!(
                "[[condition]]\ntext = \"架空\"\nsource = \"jma-1203\"\n[[condition.ground]]\nwhen = {form}\n"
            ),
            examples: Vec::new(),
        });
    }
}

/// What is said of a programme of the list of which nobody says what follows it.
fn without_successor(file: &str) -> Vec<Fault> {
    let folder = copy();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).expect("a file");
    let (before, _) = text
        .split_once("[[successor]]")
        .expect("what follows stands last");
    fs::write(&path, before).expect("a file");
    read(folder.path()).expect_err("nothing follows").0
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn every_message_is_really_given() {
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
    let document = document();
    let mut shown = 0;
    for line in blocks(&document)
        .iter()
        .filter(|block| block.language == "text")
        .flat_map(|block| block.text.lines())
    {
        // The number of the line is that of a day; what stands behind … differs.
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
