//! Receptions: which periods are an institution's, and what they come to on a day, against a second, slow
//! reading of the catalogue's JSON; and rules that the real catalogue has no example of.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::BTreeSet;
use std::fs;

use catalogue_compiler::read;
use catalogue_model::{Catalogue, Date, Eligibility};
use common::{answers_of, brute, catalogue_json, copy};
use iryo_dx_hojokin::verdict::{ProgrammeVerdict, WindowState};
use iryo_dx_hojokin::{CATALOGUE, evaluate};
use serde_json::Value as Json;

fn list(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}

fn day(json: &Json) -> Option<Date> {
    json.as_str().map(|text| text.parse().expect("a date"))
}

/// Whether a deadline has passed that closes the programme for everybody.
fn ended(programme: &Json, on: Date) -> bool {
    let passed = |last: &Json| last["ends"] == true && day(&last["date"]).is_some_and(|date| date < on);
    list(&programme["window"]["deadline"]).any(passed)
}

/// What the periods of one institution, of which everything is known, come to on a day.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    state: WindowState,
    opens: Option<Date>,
    /// Kind, first and last day of the periods that are not over.
    ahead: Vec<(Json, Json, Json)>,
}

fn seen(catalogue: &Json, programme: &Json, own: &[&Json], on: Date) -> Seen {
    let known_from = day(&programme["asOf"])
        .or(day(&catalogue["edition"]["asOf"]))
        .expect("a day");
    let over = |round: &Json| day(&round["to"]).is_some_and(|to| to < on);
    let begun = |round: &Json| day(&round["from"]).map_or(known_from <= on, |from| from <= on);
    let stated = |round: &&&Json| begun(round) && !over(round) && !round["to"].is_null();
    let coming = |round: &&&Json| day(&round["from"]).is_some_and(|from| on < from);
    let state = if ended(programme, on) {
        WindowState::Closed
    } else if own.iter().any(|round| stated(&round)) {
        WindowState::Open
    } else if own.iter().any(|round| !over(round) && !coming(&round)) {
        WindowState::Unknown
    } else if own.iter().any(|round| coming(&round)) {
        WindowState::Upcoming
    } else if !own.is_empty() && programme["window"]["after"] != "unknown" {
        WindowState::Closed
    } else {
        WindowState::Unknown
    };
    let first_days = own
        .iter()
        .filter(|round| coming(round))
        .filter_map(|round| day(&round["from"]));
    let ahead = own.iter().filter(|round| !over(round));
    Seen {
        state,
        opens: first_days.min().filter(|_| state != WindowState::Closed),
        ahead: ahead
            .map(|round| (round["kind"].clone(), round["from"].clone(), round["to"].clone()))
            .collect(),
    }
}

/// The keys that the periods of a programme look at, each with the values that it can have.
struct Axes(Vec<(String, Vec<Json>)>);

/// For each axis the place of its value; one more stands for what is open.
type Place = Vec<usize>;

impl Axes {
    fn new(catalogue: &Json, programme: &Json) -> Self {
        let rounds = list(&programme["window"]["round"]).filter(|round| !round["when"].is_null());
        let keys: BTreeSet<String> = rounds
            .flat_map(|round| brute::tables(&round["when"]))
            .flat_map(|all| all.keys().cloned())
            .collect();
        let values = |key: &str| {
            let mut questions = list(&catalogue["questions"]);
            let question = questions
                .find(|question| question["key"] == key)
                .expect("a question");
            match question["kind"].as_str() {
                Some("yes-no") => vec![Json::from(false), Json::from(true)],
                Some("choice") => list(&question["choices"])
                    .map(|choice| choice["value"].clone())
                    .collect(),
                kind => panic!("receptions that differ by {kind:?} are not looked at yet"),
            }
        };
        Self(keys.into_iter().map(|key| (key.clone(), values(&key))).collect())
    }

    fn is_open(&self, place: &[usize], axis: usize) -> bool {
        place[axis] == self.0[axis].1.len()
    }

    /// Every combination of known and open answers.
    fn places(&self) -> Vec<Place> {
        let mut places = vec![Vec::new()];
        for (_, values) in &self.0 {
            places = places
                .iter()
                .flat_map(|place| (0..=values.len()).map(move |at| [&place[..], &[at]].concat()))
                .collect();
        }
        places
    }

    fn is_complete(&self, place: &[usize]) -> bool {
        (0..place.len()).all(|axis| !self.is_open(place, axis))
    }

    /// Whether complete answers are a way of completing others.
    fn completes(&self, whole: &[usize], part: &[usize]) -> bool {
        (0..part.len()).all(|axis| self.is_open(part, axis) || whole[axis] == part[axis])
    }

    fn known(&self, place: &[usize]) -> Vec<(&str, &Json)> {
        let known = self.0.iter().zip(place);
        known
            .filter_map(|((key, values), at)| Some((key.as_str(), values.get(*at)?)))
            .collect()
    }

    /// The open keys for which two of these differ in that key alone and are not the same, in the order of
    /// the questions.
    fn asks(&self, part: &[usize], possible: &[&(Place, Seen)]) -> Vec<&'static str> {
        let decides = |axis: usize| {
            let same_but =
                |one: &[usize], other: &[usize]| (0..one.len()).all(|at| at == axis || one[at] == other[at]);
            possible.iter().any(|(one, seen)| {
                let mut others = possible.iter();
                others.any(|(other, others)| same_but(one, other) && others != seen)
            })
        };
        let asked: Vec<&str> = (0..part.len())
            .filter(|axis| self.is_open(part, *axis) && decides(*axis))
            .map(|axis| self.0[axis].0.as_str())
            .collect();
        let keys = CATALOGUE.keys.iter().map(|key| key.name);
        keys.filter(|key| asked.contains(key)).collect()
    }
}

/// The result of the one programme.
fn result(one: &'static Catalogue, answers: &[(&str, &Json)], on: Date) -> ProgrammeVerdict {
    let mut table = toml::Table::new();
    for (key, value) in answers {
        let value = match value {
            Json::Bool(flag) => toml::Value::from(*flag),
            other => toml::Value::from(other.as_str().expect("a text")),
        };
        table.insert((*key).to_owned(), value);
    }
    let report = evaluate(one, &answers_of(one, &table), on);
    let mut results = report.programmes.into_iter().chain(report.beside);
    results.next().expect("the programme")
}

/// The days of a programme and of its list, and those beside them.
fn days(catalogue: &Json, programme: &Json) -> BTreeSet<String> {
    let window = &programme["window"];
    let ends = list(&window["round"]).flat_map(|round| [&round["from"], &round["to"]]);
    let lasts = list(&window["deadline"]).map(|last| &last["date"]);
    let looked_at = [&catalogue["edition"]["asOf"], &programme["asOf"]];
    let first = Date::new(1970, 1, 1).expect("a date");
    ends.chain(lasts)
        .chain(looked_at)
        .filter_map(day)
        .map(|date| first.days_until(date))
        .flat_map(|date| [date - 1, date, date + 1])
        .map(|date| Date::from_days_since_1970(date).expect("a date").to_string())
        .collect()
}

/// Looks at one programme on one day; the number of combinations.
fn check_on(catalogue: &Json, programme: &Json, one: &'static Catalogue, on: Date) -> usize {
    let axes = Axes::new(catalogue, programme);
    let places = axes.places();
    let complete: Vec<(Place, Seen)> = places
        .iter()
        .filter(|place| axes.is_complete(place))
        .map(|place| {
            let known = axes.known(place);
            let value_of = |wanted: &str| {
                let found = known.iter().find(|(key, _)| *key == wanted);
                found.map(|(_, value)| (*value).clone()).expect("a key")
            };
            let own: Vec<&Json> = list(&programme["window"]["round"])
                .filter(|round| round["when"].is_null() || brute::holds(&round["when"], &value_of))
                .collect();
            (place.clone(), seen(catalogue, programme, &own, on))
        })
        .collect();
    for part in &places {
        let possible: Vec<&(Place, Seen)> = complete
            .iter()
            .filter(|(whole, _)| axes.completes(whole, part))
            .collect();
        let known = axes.known(part);
        let found = result(one, &known, on);
        let say = format!("{} on {on} with {known:?}", found.id);
        let (_, first) = possible[0];
        let same = possible.iter().all(|(_, seen)| seen.state == first.state);
        let state = if same { first.state } else { WindowState::Unknown };
        assert_eq!(found.window.state, state, "{say}");
        let opens = first.opens;
        let opens = opens.filter(|_| possible.iter().all(|(_, seen)| seen.opens == opens));
        assert_eq!(found.window.opens, opens, "{say}");
        let asks = if found.eligibility == Eligibility::No || ended(programme, on) {
            Vec::new()
        } else {
            axes.asks(part, &possible)
        };
        assert_eq!(found.window.asks, asks, "{say}");
    }
    places.len()
}

#[test]
fn receptions_are_exact_for_every_combination_on_every_day() {
    let catalogue = catalogue_json();
    let mut checked = 0;
    for (at, programme) in list(&catalogue["programmes"]).enumerate() {
        let one = brute::alone(&CATALOGUE, at);
        for on in days(&catalogue, programme) {
            checked += check_on(&catalogue, programme, one, on.parse().expect("a date"));
        }
    }
    println!("{checked} combinations of days and answers");
    assert!(checked > 10_000, "only {checked}");
}

/// A copy of the catalogue in which one text of a file is replaced.
fn with(file: &str, from: &str, to: &str) -> &'static Catalogue {
    let folder = copy();
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{file} does not say {from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("a file");
    let compiled = read(folder.path()).unwrap_or_else(|faults| panic!("{faults}"));
    Box::leak(Box::new(compiled.catalogue))
}

fn on(day: &str) -> Date {
    day.parse().expect("a date")
}

const MOBILE: &str = "programmes/outpatient-mobile.toml";

/// The mobile programme with a reception of those with and one of those without online care, by their last
/// days.
fn complementary(with_care: &str, without: &str) -> &'static Catalogue {
    let round = |care: bool, to: &str| {
        format!(
            "[[window.round]]\nkind = \"apply\"\nwhen = {{ onlineCare = {care} }}\nto = {to}\nremark = \"架空\"\nsource = \"jma-1203\"\n"
        )
    };
    let text = format!(
        "{}\n{}\n[[window.round]]",
        round(true, with_care),
        round(false, without)
    );
    let folder = copy();
    let path = folder.path().join(MOBILE);
    let whole = fs::read_to_string(&path).expect("a file");
    let (before, after) = whole.split_once("[[window.round]]").expect("a round");
    // The real one takes its source along; it stays for nobody.
    let rest = after
        .replacen("\nkind = \"apply\"", "\nkind = \"use\"", 1)
        .replacen("to = 2026-01-15", "to = 2025-10-22", 1);
    fs::write(&path, format!("{before}{text}{rest}")).expect("a file");
    let compiled = read(folder.path()).unwrap_or_else(|faults| panic!("{faults}"));
    Box::leak(Box::new(compiled.catalogue))
}

#[test]
fn complementary_receptions_close_when_both_have_ended() {
    let find = |catalogue: &'static Catalogue, answers: &str, day: &str| {
        let table = answers.parse().expect("TOML");
        let report = evaluate(catalogue, &answers_of(catalogue, &table), on(day));
        let at = report
            .programmes
            .iter()
            .position(|one| one.id == "outpatient-mobile");
        report.programmes[at.expect("the programme")].clone()
    };
    let same = complementary("2026-01-15", "2026-01-15");
    for (day, state) in [
        ("2026-01-15", WindowState::Open),
        ("2026-01-16", WindowState::Closed),
    ] {
        for answers in ["", "onlineCare = true", "onlineCare = false"] {
            let found = find(same, answers, day);
            assert_eq!(found.window.state, state, "{day} {answers}");
            // They do not differ.
            assert!(found.window.asks.is_empty(), "{day} {answers}");
        }
    }
    let other = complementary("2026-01-15", "2026-02-15");
    let found = find(other, "", "2026-02-15");
    assert_eq!(
        (found.window.state, found.window.asks),
        (WindowState::Unknown, vec!["onlineCare"])
    );
    assert!(found.in_total, "it can still be received");
    let found = find(other, "", "2026-02-16");
    assert_eq!(
        (found.window.state, found.window.asks),
        (WindowState::Closed, vec![])
    );
    assert!(!found.in_total);
}

#[test]
fn what_has_seen_all_known_days_pass_is_in_no_sum() {
    let table = "founder = \"medical-corporation\"\nemployees = 20\nitProcesses = 4\nminimumWageCase = false\n[costs]\nit-introduction = 2_000_000\n";
    let answers = answers_of(&CATALOGUE, &table.parse().expect("TOML"));
    for (day, total) in [("2026-09-29", 1_000_000), ("2026-09-30", 0)] {
        let report = evaluate(&CATALOGUE, &answers, on(day));
        let found = report
            .programmes
            .iter()
            .find(|one| one.id == "it-introduction")
            .expect("it");
        assert_eq!(found.in_total, total > 0, "{day}");
        assert_eq!(report.total.min.0, total, "{day}");
    }
    // The day is not known to be the last where one period has no stated end.
    let open = with("programmes/it-introduction.toml", "to = 2026-09-29\n", "");
    let report = evaluate(open, &answers, on("2026-09-30"));
    let found = report
        .programmes
        .iter()
        .find(|one| one.id == "it-introduction")
        .expect("it");
    assert!(found.in_total && found.window.state == WindowState::Unknown);
}
