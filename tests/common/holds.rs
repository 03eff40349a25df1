//! What has to hold of everything that comes through the doors of the core, whoever sent it.
//!
//! `properties.rs` asks it of random institutions, `corpus.rs` of the kept inputs, and `fuzz/` of any
//! bytes at all. Whatever does not hold panics.
#![allow(dead_code, reason = "every user uses a part of it")]

use std::collections::BTreeSet;

use catalogue_model::{Choice, Date, Eligibility, Evidence, Key, Kind, Yen};
use iryo_dx_hojokin::verdict::{
    Amount, ConditionState, Next, ProgrammeVerdict, Settles, Standing, Verdict, WindowState,
};
use iryo_dx_hojokin::{
    Answers, CATALOGUE, Given, Judge, Judged, NotAnAmount, Outcome, Refusal, RefusalCode, evaluate, parse_yen,
};
use serde_json::Value as Json;

use super::sent::Sent;

/// The largest number that JavaScript counts exactly.
pub(crate) const EXACT: u64 = 9_007_199_254_740_991;

/// A request as JSON: `{ "answers": { … }, "on": "2025-11-01" }`. Whether the bytes are one at all.
pub(crate) fn request(bytes: &[u8]) -> bool {
    let Ok(Sent(Given::Group(entries))) = serde_json::from_slice(bytes) else {
        return false;
    };
    let field = |name: &str| entries.iter().rev().find(|(field, _)| field == name);
    let Some((_, Given::Group(given))) = field("answers") else {
        return false;
    };
    let on = match field("on") {
        Some((_, Given::Text(text))) => day(text),
        _ => None,
    };
    match Answers::read(&CATALOGUE, given.clone()) {
        Ok(answers) => {
            assert!(wrong(given).is_empty(), "accepted: {:?}", wrong(given));
            same_in_any_order(given, &answers);
            let report = evaluate(&CATALOGUE, &answers, on.unwrap_or(CATALOGUE.as_of));
            self::report(&report, &answers, on.unwrap_or(CATALOGUE.as_of));
            missing_is_open(&report, given);
        }
        Err(refusal) => refused(&refusal, &wrong(given)),
    }
    true
}

/// A text as an amount. Whether the bytes are a text at all.
pub(crate) fn amount(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let read = parse_yen(text);
    assert_eq!(parse_yen(&wide(text)), read, "full-width");
    assert_eq!(
        parse_yen(&format!("\u{3000}{text} ")),
        read,
        "with spaces around it"
    );
    let nothing = |text: &str| text.trim().is_empty();
    match read {
        Ok(yen) => {
            assert!(yen <= Yen::MAX);
            assert_eq!(Some(yen), meaning(text), "what the digits and units come to");
            for written in [yen.to_string(), yen.0.to_string(), format!("¥{}", yen.0)] {
                assert_eq!(parse_yen(&written), Ok(yen), "{written}");
            }
            if text.trim_end().ends_with(|last: char| last.is_ascii_digit()) {
                assert_eq!(parse_yen(&format!("{text}円")), Ok(yen), "with its unit");
            }
        }
        Err(reason) => {
            sentence(&reason.to_string());
            assert!(!nothing(text) || reason == NotAnAmount::Empty, "nothing is there");
            let digits = text.chars().any(|one| narrow(one).is_ascii_digit());
            assert!(!digits || reason != NotAnAmount::Empty, "something is there");
            // Below the largest amount, a plain number is always read.
            let plain = (1..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            assert!(!plain, "a plain number is refused");
        }
    }
    true
}

/// A report on answers for a day.
pub(crate) fn report(report: &Verdict, answers: &Answers, on: Date) {
    assert_eq!((report.on, report.age_days), (on, CATALOGUE.as_of.days_until(on)));
    assert_eq!(report.programmes.len(), 12, "the notice's list has twelve");
    let ids = all(report).map(|result| result.id);
    assert!(ids.eq(CATALOGUE.all().map(|programme| programme.id)));
    all(report).for_each(|result| programme(result, on));
    totals(report);
    asked_next(report);
    judged(report, &Judge::new(&CATALOGUE, on).judge(answers));
    for problem in &report.problems {
        assert!(CATALOGUE.contradictions[*problem].keys.len() > 1);
    }
    let written = serde_json::to_string(report).expect("a report can be written");
    let read: Json = serde_json::from_str(&written).expect("a report can be read");
    assert_eq!(
        read,
        serde_json::to_value(report).expect("a report can be written")
    );
    exact(&read);
}

/// What comes out where the same institution is one of many.
pub(crate) fn judged(report: &Verdict, judged: &Judged) {
    assert_eq!(
        (report.total, report.reference_total),
        (judged.total, judged.reference_total)
    );
    assert_eq!(judged.problems, report.problems);
    assert_eq!(judged.programmes.len(), all(report).count());
    for (outcome, result) in judged.programmes.iter().zip(all(report)) {
        let days = result.window.deadlines.iter().map(|day| day.days_left);
        let wanted = Outcome {
            state: result.state,
            in_total: result.in_total,
            eligibility: result.eligibility,
            amount: result.amount.as_ref().map(Amount::range),
            evidence: result.amount.as_ref().map(|amount| amount.evidence),
            window: result.window.state,
            days_left: days.filter(|days| *days >= 0).min(),
        };
        assert_eq!(*outcome, wanted, "{}", result.id);
    }
}

/// The programmes of the list, then those beside it.
fn all(report: &Verdict) -> impl Iterator<Item = &ProgrammeVerdict> {
    report.programmes.iter().chain(&report.beside)
}

fn ends(amount: &Amount) -> (Yen, Yen) {
    (amount.min, amount.max)
}

fn programme(result: &ProgrammeVerdict, on: Date) {
    let id = result.id;
    let state = |state: ConditionState| {
        result
            .conditions
            .iter()
            .filter(move |one| one.state == state)
            .count()
    };
    match result.eligibility {
        Eligibility::Yes => assert_eq!(state(ConditionState::Met), result.conditions.len(), "{id}"),
        Eligibility::Unknown => assert_eq!(state(ConditionState::Unmet), 0, "{id}"),
        Eligibility::No => assert!(state(ConditionState::Met) < result.conditions.len(), "{id}"),
    }
    if let Some(amount) = &result.amount {
        assert!(amount.min <= amount.max && amount.max <= amount.cap.max, "{id}");
        assert!(amount.cap.min <= amount.cap.max, "{id}");
        if let Some(limit) = amount.cost_limit {
            assert!(limit.min <= limit.max, "{id}");
        }
        assert!(
            CATALOGUE.sources.iter().any(|source| source.id == amount.source),
            "{id}"
        );
        if result.eligibility == Eligibility::No {
            assert_eq!(ends(amount), (Yen(0), Yen(0)), "{id}");
        }
        assert!(!amount.steps.is_empty(), "{id}");
    }
    for deadline in &result.window.deadlines {
        assert_eq!(deadline.days_left, on.days_until(deadline.date), "{id}");
    }
    let missing: BTreeSet<&str> = result.missing.iter().copied().collect();
    assert_eq!(
        missing.len(),
        result.missing.len(),
        "{id}: a key is missing twice"
    );
    assert!(missing.iter().all(|name| key(name).is_some()), "{id}");
    standing(result);
}

/// The one word follows from eligibility and window; only what may still come is in a sum.
fn standing(result: &ProgrammeVerdict) {
    let ProgrammeVerdict { id, window, .. } = result;
    match result.state {
        Standing::Closed => assert_eq!(window.state, WindowState::Closed, "{id}"),
        Standing::No => assert_eq!(result.eligibility, Eligibility::No, "{id}"),
        Standing::Open | Standing::Upcoming => {
            assert_eq!(result.eligibility, Eligibility::Yes, "{id}");
            let wanted = if result.state == Standing::Open {
                WindowState::Open
            } else {
                WindowState::Upcoming
            };
            assert_eq!(window.state, wanted, "{id}");
        }
        Standing::Check => assert!(
            result.eligibility != Eligibility::No && window.state != WindowState::Closed,
            "{id}"
        ),
    }
    let over = !window.deadlines.is_empty() && window.deadlines.iter().all(|day| day.days_left < 0);
    let possible = !matches!(result.state, Standing::Closed | Standing::No);
    if result.in_total {
        assert!(possible && result.amount.is_some(), "{id}");
    }
    if window.asks.is_empty() {
        let listed = CATALOGUE.programmes.iter().any(|one| one.id == *id);
        let wanted = listed && possible && result.amount.is_some() && !over;
        assert_eq!(result.in_total, wanted, "{id}");
    }
}

/// The totals are the sums of what is in them, apart for what only a reference gives.
fn totals(report: &Verdict) {
    assert!(report.beside.iter().all(|one| !one.in_total));
    let sum = |reference: bool, end: fn(&Amount) -> Yen| -> Yen {
        let amounts = report
            .programmes
            .iter()
            .filter(|programme| programme.in_total)
            .filter_map(|programme| programme.amount.as_ref());
        Yen(amounts
            .filter(|amount| (amount.evidence == Evidence::Reference) == reference)
            .map(|amount| end(amount).0)
            .sum())
    };
    for (total, reference) in [(report.total, false), (report.reference_total, true)] {
        assert_eq!(
            (total.min, total.max),
            (sum(reference, |one| one.min), sum(reference, |one| one.max))
        );
    }
}

/// What is asked next is what decides something that is not closed, in the order of the contract.
fn asked_next(report: &Verdict) {
    let asked_about = |programme: &&ProgrammeVerdict| {
        let listed = report.programmes.iter().any(|one| one.id == programme.id);
        programme.state != Standing::Closed && (listed || report.age_days >= 0)
    };
    for key in CATALOGUE.keys {
        let decides = |programme: &&ProgrammeVerdict| {
            programme.missing.contains(&key.name) || programme.window.asks.contains(&key.name)
        };
        let wanted: Vec<&str> = all(report)
            .filter(asked_about)
            .filter(decides)
            .map(|programme| programme.id)
            .collect();
        let asked: Vec<_> = report.next.iter().filter(|next| next.key == key.name).collect();
        match (wanted.is_empty(), asked.as_slice()) {
            (true, []) => {}
            (false, [one]) => assert_eq!(one.decides, wanted, "{}", key.name),
            _ => panic!("{}: asked {} times, decides {wanted:?}", key.name, asked.len()),
        }
    }
    let of = |id: &str| all(report).find(|one| one.id == id).expect("a programme");
    let place = |next: &Next| {
        let beside = !next
            .decides
            .iter()
            .any(|id| report.programmes.iter().any(|one| one.id == *id));
        let missing = next.decides.iter().any(|id| of(id).missing.contains(&next.key));
        match next.settles {
            // Only what may still come out either way can be settled.
            Settles::Eligibility => assert!(
                next.decides.iter().any(
                    |id| of(id).eligibility == Eligibility::Unknown && of(id).missing.contains(&next.key)
                ),
                "{}",
                next.key
            ),
            Settles::Amount => assert!(missing, "{}", next.key),
            Settles::Reception => assert!(!missing, "{}", next.key),
        }
        let effect = (next.settles == Settles::Amount).then_some((next.effect, next.decides.len()));
        (beside, next.settles, std::cmp::Reverse(effect))
    };
    assert!(report.next.iter().map(place).is_sorted());
}

/// Without a contradiction, what is given is not asked for.
fn missing_is_open(report: &Verdict, given: &[(String, Given)]) {
    let given: BTreeSet<String> = named(given).into_iter().map(|(name, ..)| name).collect();
    let asked = all(report).flat_map(|programme| programme.missing.iter().chain(&programme.window.asks));
    if report.problems.is_empty() {
        for key in asked {
            assert!(!given.contains(*key), "{key} is given and asked for");
        }
    }
}

/// A refusal says why, of what, and how to mend it; `wrong` is all that may be refused.
fn refused(refusal: &Refusal, wrong: &[Named<'_>]) {
    let name = refusal.key.as_deref().expect("the key of an answer");
    let unknown = refusal.code == RefusalCode::UnknownKey;
    let why = |(one, key, _): &Named<'_>| one == name && unknown == (key.is_none() && name != "costs");
    assert!(wrong.iter().any(why), "{refusal:?}, of {wrong:?}");
    let words = refusal.to_string();
    sentence(&words);
    assert!(words.contains(name), "{words}");
}

/// Answers say the same in any order; said twice, the last one counts.
fn same_in_any_order(given: &[(String, Given)], answers: &Answers) {
    let names: Vec<String> = named(given).into_iter().map(|(name, ..)| name).collect();
    let once: BTreeSet<&String> = names.iter().collect();
    if once.len() == names.len() {
        let turned = given.iter().rev().cloned().collect();
        assert_eq!(Answers::read(&CATALOGUE, turned).as_ref(), Ok(answers));
    }
    let twice = given.iter().chain(given).cloned().collect();
    assert_eq!(Answers::read(&CATALOGUE, twice).as_ref(), Ok(answers));
}

fn key(name: &str) -> Option<&'static Key> {
    CATALOGUE.keys.iter().find(|key| key.name == name)
}

/// A value with its name, and its key where it has one.
type Named<'a> = (String, Option<&'static Key>, &'a Given);

/// Every value, those of the costs among them: a cost stands in their group and nowhere else.
fn named(given: &[(String, Given)]) -> Vec<Named<'_>> {
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

/// What is no answer of the contract, told in another way than the core tells it.
fn wrong(given: &[(String, Given)]) -> Vec<Named<'_>> {
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

/// The day, which is written as it was read, and counted as it was written.
fn day(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    assert_eq!(date.to_string(), text);
    let first = Date::new(1970, 1, 1).expect("a day");
    assert_eq!(Date::from_days_since_1970(first.days_until(date)), Some(date));
    Some(date)
}

/// What digits and units come to, without a question whether anybody writes so.
fn meaning(text: &str) -> Option<Yen> {
    // The longest first.
    const UNITS: [(&str, u32); 7] = [
        ("千万", 7),
        ("百万", 6),
        ("兆", 12),
        ("億", 8),
        ("万", 4),
        ("千", 3),
        ("", 0),
    ];
    let plain: String = text.chars().map(narrow).collect();
    let mut rest = plain.trim_start_matches(|one: char| !one.is_ascii_digit());
    let mut sum: u128 = 0;
    while !rest.is_empty() {
        let end = rest.find(|one: char| !(one.is_ascii_digit() || ",.".contains(one)));
        let (number, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let digits = number.replace([',', '.'], "");
        let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let (unit, zeros) = UNITS
            .iter()
            .find(|(unit, _)| behind.trim_start().starts_with(unit))?;
        // Decimals that are nothing but zeros may be many.
        let (digits, decimals) = match digits.trim_end_matches('0').len() {
            kept if digits.len() - kept < decimals => (&digits[..kept], decimals - (digits.len() - kept)),
            _ => (&digits[..digits.len() - decimals], 0),
        };
        let value = digits.trim_start_matches('0');
        let value: u128 = if value.is_empty() { 0 } else { value.parse().ok()? };
        sum += value * 10_u128.pow(*zeros) / 10_u128.pow(u32::try_from(decimals).ok()?);
        let behind = behind.trim_start().strip_prefix(unit)?;
        rest = behind.trim_start_matches(|one: char| !one.is_ascii_digit());
    }
    u64::try_from(sum).ok().map(Yen)
}

/// The half-width form of a character.
fn narrow(one: char) -> char {
    let shifted = u32::from(one).checked_sub(0xfee0).and_then(char::from_u32);
    shifted.filter(char::is_ascii_graphic).unwrap_or(one)
}

/// The full-width forms of everything that has one.
fn wide(text: &str) -> String {
    let wide = |one: char| match one {
        ' ' => '\u{3000}',
        '¥' => '￥',
        '!'..='~' => char::from_u32(u32::from(one) + 0xfee0).expect("a full-width form"),
        other => other,
    };
    text.chars().map(wide).collect()
}

fn japanese(text: &str) -> bool {
    text.contains(|one| matches!(one, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))
}

/// Words to the person: Japanese, to their end.
#[track_caller]
fn sentence(text: &str) {
    assert!(japanese(text) && text.contains('。'), "{text:?}");
}

/// Every number is one that JavaScript counts exactly.
fn exact(json: &Json) {
    match json {
        Json::Number(number) => {
            let size = number.as_i64().map(i64::unsigned_abs);
            assert!(size.is_some_and(|size| size <= EXACT), "{number}");
        }
        Json::Array(parts) => parts.iter().for_each(exact),
        Json::Object(parts) => parts.values().for_each(exact),
        Json::Null | Json::Bool(_) | Json::String(_) => {}
    }
}
