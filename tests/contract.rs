//! The keys and choices that the catalogue asks for are those of the fixed contract.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};

use catalogue_model::{Choice, Kind};
use iryo_dx_hojokin::CATALOGUE;

const CONTRACT: &str = include_str!("../www/contract.d.ts");

/// What stands between two texts, without comments.
fn between(from: &str, to: &str) -> String {
    let (_, after) = CONTRACT.split_once(from).expect("the contract says so");
    let (text, _) = after.split_once(to).expect("the contract says so");
    let mut plain = String::new();
    let mut rest = text;
    while let Some((code, comment)) = rest.split_once("/**") {
        plain.push_str(code);
        rest = comment.split_once("*/").expect("a comment ends").1;
    }
    plain + rest
}

/// The texts in quotes, and the whole numbers, of a union.
fn members(union: &str) -> BTreeSet<String> {
    union
        .split('|')
        .map(|member| member.trim().trim_matches('"').to_owned())
        .filter(|member| !member.is_empty())
        .collect()
}

#[test]
fn programmes_are_those_of_the_contract() {
    let wanted = members(&between("export type ProgrammeId =", ";"));
    let found: BTreeSet<String> = CATALOGUE.programmes.iter().map(|one| one.id.to_owned()).collect();
    assert_eq!(found, wanted);
}

#[test]
fn keys_and_choices_are_those_of_the_contract() {
    let body = between("export interface Answers {", "\n}");
    let mut wanted: BTreeMap<String, BTreeSet<String>> = body
        .split(';')
        .filter_map(|line| line.split_once("?:"))
        .map(|(key, union)| (key.trim().to_owned(), members(union)))
        .collect();
    assert!(wanted.remove("costs").is_some());
    let costs = between("export type CostId =", ";");
    let (excluded, items) = costs
        .split_once('>')
        .expect("the programmes with two costs are excluded");
    let excluded = members(excluded.split_once(',').expect("excluded").1);
    let mut items = members(items);
    assert!(
        items.remove("BesideId"),
        "a programme beside the list takes a cost of its id"
    );
    let single = CATALOGUE.all().map(|one| one.id.to_owned());
    for cost in single.filter(|id| !excluded.contains(id)).chain(items) {
        wanted.insert(format!("costs.{cost}"), members("number"));
    }

    let found: BTreeMap<String, BTreeSet<String>> = CATALOGUE
        .keys
        .iter()
        .map(|key| {
            let kind = match key.kind {
                Kind::YesNo => members("boolean"),
                Kind::Number(..) | Kind::Yen => members("number"),
                // The contract has "string" for the prefectures; their codes are compared below.
                Kind::Choice(_) if key.name == "prefecture" => members("string"),
                Kind::Choice(choices) => choices
                    .iter()
                    .map(|choice| match choice {
                        Choice::Text(text) => (*text).to_owned(),
                        Choice::Number(number) => number.to_string(),
                    })
                    .collect(),
            };
            (key.name.to_owned(), kind)
        })
        .collect();
    assert_eq!(found, wanted);

    let prefectures = CATALOGUE
        .keys
        .iter()
        .find(|key| key.name == "prefecture")
        .expect("a key");
    let Kind::Choice(codes) = prefectures.kind else {
        panic!("a choice")
    };
    let codes = codes.iter().map(|code| match code {
        Choice::Text(text) => (*text).to_owned(),
        Choice::Number(number) => number.to_string(),
    });
    assert!(codes.eq((1..=47).map(|code| format!("{code:02}"))));
}
