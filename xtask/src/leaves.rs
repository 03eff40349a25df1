//! The TOML files as texts and dates, each with its line: for checks that look at all of them alike.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use catalogue_model::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The folder of the programmes beside the list; a catalogue may have none.
pub(crate) const BESIDE: &str = "beside";

/// A text or a date of a file.
pub(crate) struct Leaf {
    /// The file, relative to the catalogue's folder.
    pub(crate) file: String,
    /// Its line, from 1.
    pub(crate) line: usize,
    /// The fields that lead to it, without the places in lists.
    pub(crate) path: Vec<String>,
    /// The tables that it stands in, the innermost last; each table has a number of its own.
    pub(crate) tables: Vec<usize>,
    /// What it says.
    pub(crate) value: Value,
}

/// What a leaf says.
pub(crate) enum Value {
    /// A text.
    Text(String),
    /// A civil date.
    Date(Date),
}

impl Leaf {
    /// Its text; nothing where it is a date.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Date(_) => None,
        }
    }

    /// Its date; nothing where it is a text.
    pub(crate) fn date(&self) -> Option<Date> {
        match self.value {
            Value::Date(date) => Some(date),
            Value::Text(_) => None,
        }
    }

    /// The field that it stands in.
    pub(crate) fn field(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// The table that it stands in.
    pub(crate) fn table(&self) -> usize {
        self.tables.last().copied().unwrap_or_default()
    }

    /// Whether it stands in a file of that folder.
    pub(crate) fn within(&self, folder: &str) -> bool {
        Path::new(&self.file).starts_with(folder)
    }

    /// Whether its fields end with these.
    pub(crate) fn is(&self, path: &[&str]) -> bool {
        let fields: Vec<&str> = self.path.iter().map(String::as_str).collect();
        fields.ends_with(path)
    }
}

/// All leaves of a catalogue's files. A file that is no TOML is left out: the reader of the
/// catalogue reports it.
pub(crate) fn read(folder: &Path) -> Result<Vec<Leaf>> {
    let mut names: Vec<String> = ["edition.toml", "questions.toml", "sources.toml"]
        .map(String::from)
        .into();
    for of in ["programmes", BESIDE] {
        let programmes = folder.join(of);
        if of == BESIDE && !programmes.exists() {
            continue;
        }
        let entries = fs::read_dir(&programmes)
            .with_context(|| format!("フォルダ {} を読めません", programmes.display()))?;
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if Path::new(&name).extension().is_some_and(|end| end == "toml") {
                names.push(format!("{of}/{name}"));
            }
        }
    }
    names.sort();
    let mut leaves = Vec::new();
    let mut next_table = 0;
    for name in names {
        if let Ok(text) = fs::read_to_string(folder.join(&name)) {
            add(&name, &text, &mut next_table, &mut leaves);
        }
    }
    Ok(leaves)
}

/// The leaves of one file alone.
#[cfg(test)]
pub(crate) fn of(name: &str, text: &str) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    add(name, text, &mut 0, &mut leaves);
    leaves
}

pub(crate) fn add(name: &str, text: &str, next_table: &mut usize, leaves: &mut Vec<Leaf>) {
    if let Ok(root) = DeTable::parse(text) {
        let mut walk = Walk {
            name,
            text,
            next_table,
            leaves,
            path: Vec::new(),
            tables: Vec::new(),
        };
        walk.table(root.as_ref());
    }
}

struct Walk<'a> {
    name: &'a str,
    text: &'a str,
    next_table: &'a mut usize,
    leaves: &'a mut Vec<Leaf>,
    path: Vec<String>,
    tables: Vec<usize>,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        *self.next_table += 1;
        self.tables.push(*self.next_table);
        for (key, value) in table {
            self.path.push(key.as_ref().to_string());
            self.value(value);
            self.path.pop();
        }
        self.tables.pop();
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) {
        let found = match value.as_ref() {
            DeValue::Table(table) => return self.table(table),
            DeValue::Array(values) => return values.iter().for_each(|value| self.value(value)),
            DeValue::String(text) => Some(Value::Text(text.to_string())),
            DeValue::Datetime(date) => date
                .date
                .and_then(|date| Date::new(date.year, date.month, date.day))
                .map(Value::Date),
            _ => None,
        };
        if let Some(found) = found {
            let before = &self.text.as_bytes()[..value.span().start];
            self.leaves.push(Leaf {
                file: self.name.to_owned(),
                line: before.split(|byte| *byte == b'\n').count(),
                path: self.path.clone(),
                tables: self.tables.clone(),
                value: found,
            });
        }
    }
}
