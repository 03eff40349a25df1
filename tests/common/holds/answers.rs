//! What has to hold where answers are read or refused.

use std::collections::BTreeSet;

use catalogue_model::{Choice, Key, Kind, Yen};
use iryo_dx_hojokin::{Answers, CATALOGUE, Given, Refusal, RefusalCode};

use super::{key, sentence};

/// Checks that a refusal names one of the wrong values, and has a sentence.
pub(super) fn refused(refusal: &Refusal, wrong: &[Named<'_>]) {
    let name = refusal.key.as_deref().expect("the key of an answer");
    let unknown = refusal.code == RefusalCode::UnknownKey;
    let why = |(one, key, _): &Named<'_>| one == name && unknown == (key.is_none() && name != "costs");
    assert!(wrong.iter().any(why), "{refusal:?}, of {wrong:?}");
    let words = refusal.to_string();
    sentence(&words);
    assert!(words.contains(name), "{words}");
    match refusal.place() {
        Some(place) => assert_eq!(place + &refusal.what(), words),
        // The catalogue has the name of a question.
        None => assert!(key(name).is_some() && words.ends_with(&refusal.what()), "{words}"),
    }
}

/// Checks that the order of answers does not count; of one that is given twice, the last one does.
pub(super) fn same_in_any_order(given: &[(String, Given)], answers: &Answers) {
    let names: Vec<String> = named(given).into_iter().map(|(name, ..)| name).collect();
    let once: BTreeSet<&String> = names.iter().collect();
    if once.len() == names.len() {
        let turned = given.iter().rev().cloned().collect();
        assert_eq!(Answers::read(&CATALOGUE, turned).as_ref(), Ok(answers));
    }
    let twice = given.iter().chain(given).cloned().collect();
    assert_eq!(Answers::read(&CATALOGUE, twice).as_ref(), Ok(answers));
}

/// A value with its name, and its key where it has one.
pub(super) type Named<'a> = (String, Option<&'static Key>, &'a Given);

/// Every value, those of the costs among them: a cost stands in their group and nowhere else.
pub(super) fn named(given: &[(String, Given)]) -> Vec<Named<'_>> {
    given
        .iter()
        .flat_map(|(name, given)| match given {
            Given::Group(costs) if name == "costs" => costs
                .iter()
                .map(|(cost, given)| (format!("costs.{cost}"), given))
                .map(|(name, given)| (name.clone(), key(&name), given))
                .collect(),
            _ => vec![(
                name.clone(),
                key(name).filter(|_| !name.starts_with("costs.")),
                given,
            )],
        })
        .collect()
}

/// All values that are no answers of the contract, by a second reading of what a key takes.
pub(super) fn wrong(given: &[(String, Given)]) -> Vec<Named<'_>> {
    let mut all = named(given);
    all.retain(|(_, key, given)| !key.is_some_and(|key| takes(key.kind, given)));
    all
}

fn takes(kind: Kind, given: &Given) -> bool {
    match (kind, given) {
        (Kind::YesNo, Given::Flag(_)) => true,
        (Kind::Choice(choices), Given::Text(text)) => choices
            .iter()
            .any(|one| matches!(one, Choice::Text(one) if one == text)),
        (Kind::Choice(choices), Given::Whole(number)) => choices
            .iter()
            .any(|one| matches!(one, Choice::Number(one) if one == number)),
        (Kind::Number(min, max), Given::Whole(number)) => (min..=max).contains(number),
        (Kind::Yen, Given::Whole(number)) => *number <= Yen::MAX.0,
        _ => false,
    }
}
