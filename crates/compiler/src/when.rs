//! From `when = { beds = { from = 20 } }` to ranges of whole numbers.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalogue_model::{Choice, Constraint, Key, KeyIndex, Kind, When};
use toml::Value;

/// Leaks a list: a catalogue is read once and used until the process ends.
pub(crate) fn leak<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}

/// Leaks a text.
pub(crate) fn leak_text(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// The keys, which can be found by their names.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) list: Vec<Key>,
    places: HashMap<&'static str, KeyIndex>,
}

impl Keys {
    /// Adds a key. Returns whether its name is new.
    pub(crate) fn push(&mut self, key: Key) -> bool {
        let place = KeyIndex::try_from(self.list.len());
        self.list.push(key);
        match (self.places.entry(key.name), place) {
            (Entry::Occupied(_), _) => false,
            (Entry::Vacant(vacant), Ok(place)) => {
                vacant.insert(place);
                true
            }
            // Too many keys are reported where the questions are lowered.
            (Entry::Vacant(_), Err(_)) => true,
        }
    }

    /// The place of a key.
    ///
    /// # Errors
    ///
    /// A message to the keeper where there is no such key.
    pub(crate) fn place(&self, name: &str) -> Result<KeyIndex, String> {
        self.places.get(name).copied().ok_or_else(|| {
            format!(
                "「{name}」という質問は questions.toml にありません。綴りを確かめるか、質問を加えてください"
            )
        })
    }

    /// What a key takes.
    pub(crate) fn kind(&self, key: KeyIndex) -> Kind {
        self.list[usize::from(key)].kind
    }
}

/// Reads a `when`: one table, all of whose constraints have to hold, or an array of tables, one of which has
/// to hold.
///
/// # Errors
///
/// A message to the keeper.
pub(crate) fn read_when(keys: &Keys, value: &Value) -> Result<When, String> {
    let tables = match value {
        Value::Table(_) => std::slice::from_ref(value),
        Value::Array(tables) if !tables.is_empty() => tables,
        _ => return Err("when には { 質問 = 答え } を、または [{ … }, { … }] を書いてください".into()),
    };
    let whole = tables
        .iter()
        .map(|table| {
            let Value::Table(table) = table else {
                return Err("when の [ ] の中には { 質問 = 答え } だけを書いてください".to_owned());
            };
            let mut constraints = table
                .iter()
                .map(|(name, wanted)| {
                    let key = keys.place(name)?;
                    let ranges = read_ranges(&keys.list[usize::from(key)], wanted)?;
                    Ok(Constraint {
                        key,
                        ranges: leak(ranges),
                    })
                })
                .collect::<Result<Vec<_>, String>>()?;
            constraints.sort_by_key(|constraint| constraint.key);
            Ok(leak(constraints))
        })
        .collect::<Result<Vec<_>, String>>()?;
    Ok(leak(whole))
}

/// The keys that a `when` looks at, ascending.
pub(crate) fn keys_of(when: When) -> Vec<KeyIndex> {
    let mut keys: Vec<KeyIndex> = when
        .iter()
        .flat_map(|all| all.iter())
        .map(|constraint| constraint.key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// For each key that these look at, the first values of its ranges: its values are cut at every threshold
/// that they are compared with.
pub(crate) fn thresholds(keys: &[Key], whens: &[When]) -> BTreeMap<KeyIndex, BTreeSet<u64>> {
    let mut starts: BTreeMap<KeyIndex, BTreeSet<u64>> = BTreeMap::new();
    for constraint in whens.iter().copied().flatten().copied().flatten() {
        let (min, max) = keys[usize::from(constraint.key)].kind.bounds();
        let compared = constraint.ranges.iter().flat_map(|(from, to)| [*from, to + 1]);
        let firsts = compared.chain([min]).filter(|start| *start <= max);
        starts.entry(constraint.key).or_default().extend(firsts);
    }
    starts
}

/// The ranges of one answer, of several, or of `{ from, to }`; ascending and apart.
fn read_ranges(key: &Key, wanted: &Value) -> Result<Vec<(u64, u64)>, String> {
    let mut ranges = match wanted {
        Value::Array(values) => values
            .iter()
            .map(|value| read_single(key, value).map(|single| (single, single)))
            .collect::<Result<Vec<_>, _>>()?,
        Value::Table(range) => vec![read_range(key, range)?],
        single => read_single(key, single).map(|single| vec![(single, single)])?,
    };
    ranges.sort_unstable();
    if ranges.is_empty() || ranges.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
        return Err(format!(
            "「{}」の答えが空か、重なっています。1つずつ書いてください",
            key.name
        ));
    }
    Ok(ranges)
}

fn read_range(key: &Key, range: &toml::Table) -> Result<(u64, u64), String> {
    let (min, max) = key.kind.bounds();
    let numeric = matches!(key.kind, Kind::Number(..) | Kind::Yen);
    if !numeric || range.keys().any(|name| name != "from" && name != "to") {
        return Err(format!(
            "「{}」の範囲は、数を答える質問にだけ {{ from = 20, to = 199 }} の形で書けます",
            key.name
        ));
    }
    let end = |name: &str, default: u64| match range.get(name) {
        None => Ok(default),
        Some(value) => read_single(key, value),
    };
    let (from, to) = (end("from", min)?, end("to", max)?);
    if from > to || (from, to) == (min, max) {
        return Err(format!(
            "「{}」の範囲 {from}〜{to} は何も選びません。from と to を直すか、この質問を消してください",
            key.name
        ));
    }
    Ok((from, to))
}

/// The number that stands for one answer.
fn read_single(key: &Key, value: &Value) -> Result<u64, String> {
    let (min, max) = key.kind.bounds();
    let found = match (key.kind, value) {
        (Kind::YesNo, Value::Boolean(yes)) => Some(u64::from(*yes)),
        (Kind::Choice(choices), Value::String(text)) => place_of(
            choices,
            |choice| matches!(choice, Choice::Text(own) if own == text),
        ),
        (Kind::Choice(choices), Value::Integer(number)) => place_of(
            choices,
            |choice| matches!(choice, Choice::Number(own) if i64::try_from(own) == Ok(*number)),
        ),
        (Kind::Number(..) | Kind::Yen, Value::Integer(number)) => u64::try_from(*number)
            .ok()
            .filter(|number| (min..=max).contains(number)),
        _ => None,
    };
    found.ok_or_else(|| format!("「{value}」は「{}」の答えではありません。questions.toml の答えの綴りや範囲と見比べて直してください", key.name))
}

fn place_of(choices: &[Choice], wanted: impl Fn(Choice) -> bool) -> Option<u64> {
    choices
        .iter()
        .position(|choice| wanted(*choice))
        .map(|at| at as u64)
}
