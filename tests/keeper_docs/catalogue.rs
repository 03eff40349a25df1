//! The catalogue with an example in it.

use std::fmt::Write;
use std::fs;

use catalogue_compiler::read;
use catalogue_model::Catalogue;
use toml::{Table, Value};

use super::guide::Block;
use crate::common::copy;

/// The id of the programme that an example is a part of.
pub(crate) const ID: &str = "example-thirteenth";
const FILE: &str = "programmes/example-thirteenth.toml";

/// The same where the programme is not on the list.
pub(crate) const BESIDE: &str = "example-beside";
const BESIDE_FILE: &str = "beside/example-beside.toml";

/// What every programme needs and no example shows.
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

/// What every programme on the list needs and few examples show.
const SUCCESSOR: &str = "successor = [{ text = \"架空\", source = \"jma-1203\", lookedAt = 2026-11-29 }]\n";

/// A question on a project cost, without its key.
const COST: &str = r#"group = "costs"
sheet = "programme"
name = "架空"
label = "架空"
help = "架空"
kind = "yen"
tax = { treatment = "not-stated" }
"#;

/// Wanted answers that every institution gives.
const ALL: &str = "{ employees = { to = 99_999 } }";

/// Wanted answers for a condition of the programme: those of all its cases, so that every institution with an
/// amount is eligible.
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

/// The keys of the project costs that an example uses or asks for.
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

/// The catalogue with one more programme of which an example is a part.
pub(crate) fn catalogue_with(block: &Block) -> &'static Catalogue {
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
        BESIDE_FILE
    } else {
        FILE
    };
    fs::write(folder.path().join(place), own).expect("a file");
    let compiled = read(folder.path()).unwrap_or_else(|faults| panic!("{faults}\n{}", block.text));
    Box::leak(Box::new(compiled.catalogue))
}
