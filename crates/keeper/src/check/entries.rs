//! The texts and dates of the TOML files, each with its line: for checks that treat all fields alike.

use std::fs;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::catalogue::Date;
use crate::{Error, Result};

/// The folder of the programmes on the list.
pub(crate) const LIST: &str = "programmes";

/// The folder of the programmes that are not on the list; a catalogue may have none.
pub(crate) const BESIDE: &str = "beside";

/// A text or a date in a TOML file.
pub(crate) struct Entry {
    /// The file, relative to the catalogue's folder.
    pub(crate) file: String,
    /// Its line, from 1.
    pub(crate) line: usize,
    /// The keys that lead to it, without the places in lists.
    pub(crate) path: Vec<String>,
    /// The numbers of the tables that it is in, from the outermost to its own. No two tables of a catalogue
    /// have the same number.
    pub(crate) tables: Vec<usize>,
    /// The text or the date.
    pub(crate) value: Value,
}

/// The value of an [`Entry`].
pub(crate) enum Value {
    /// A text.
    Text(String),
    /// A civil date.
    Date(Date),
}

impl Entry {
    /// Its text, unless it is a date.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Date(_) => None,
        }
    }

    /// Its date, unless it is a text.
    pub(crate) fn date(&self) -> Option<Date> {
        match self.value {
            Value::Date(date) => Some(date),
            Value::Text(_) => None,
        }
    }

    /// The last key that leads to it.
    pub(crate) fn field(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// The table that it is in.
    pub(crate) fn table(&self) -> usize {
        self.tables.last().copied().unwrap_or_default()
    }

    /// Whether its file is in this folder.
    pub(crate) fn is_in_folder(&self, folder: &str) -> bool {
        Path::new(&self.file).starts_with(folder)
    }

    /// Whether the keys that lead to it end with these.
    pub(crate) fn path_ends_with(&self, path: &[&str]) -> bool {
        let keys: Vec<&str> = self.path.iter().map(String::as_str).collect();
        keys.ends_with(path)
    }

    /// The text of another field of the same table.
    pub(crate) fn sibling_text<'a>(&self, field: &str, entries: &'a [Entry]) -> Option<&'a str> {
        entries
            .iter()
            .find(|other| other.table() == self.table() && other.field() == field)?
            .text()
    }

    /// The name of the programme that its file is about.
    pub(crate) fn programme_name<'a>(&self, entries: &'a [Entry]) -> &'a str {
        entries
            .iter()
            .find(|other| other.file == self.file && other.path == ["name"])
            .and_then(Entry::text)
            .unwrap_or_default()
    }
}

/// The entries of all files of a catalogue, without files that cannot be read or are no TOML: these the
/// compiler reports.
pub(crate) fn read(catalogue: &Path) -> Result<Vec<Entry>> {
    let mut names: Vec<String> = ["edition.toml", "questions.toml", "sources.toml"]
        .map(String::from)
        .into();
    for folder in [LIST, BESIDE] {
        let path = catalogue.join(folder);
        if !path.exists() {
            continue;
        }
        let unreadable = |error| {
            Error::new(format!(
                "フォルダ {} を読めません（{error}）。置き場所と、読み取りの許可を確かめてください",
                path.display()
            ))
        };
        for file in fs::read_dir(&path).map_err(unreadable)? {
            let name = file
                .map_err(unreadable)?
                .file_name()
                .to_string_lossy()
                .into_owned();
            if Path::new(&name)
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                names.push(format!("{folder}/{name}"));
            }
        }
    }
    names.sort();
    let mut entries = Vec::new();
    for name in names {
        if let Ok(text) = fs::read_to_string(catalogue.join(&name)) {
            collect(&name, &text, &mut entries);
        }
    }
    Ok(entries)
}

/// The entries of some files: their names and texts.
#[cfg(test)]
pub(crate) fn of<const N: usize>(files: [(&str, &str); N]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (name, text) in files {
        collect(name, text, &mut entries);
    }
    entries
}

/// Adds the entries of one file.
fn collect(file: &str, text: &str, entries: &mut Vec<Entry>) {
    let Ok(root) = DeTable::parse(text) else {
        return;
    };
    let last_table = entries.iter().flat_map(|entry| &entry.tables).max();
    let mut collector = Collector {
        file,
        text,
        last_table: last_table.copied().unwrap_or_default(),
        entries,
        path: Vec::new(),
        tables: Vec::new(),
    };
    collector.table(root.as_ref());
}

/// Visits the tables of one file, the outer ones first.
struct Collector<'a> {
    file: &'a str,
    text: &'a str,
    /// The number of the table that was visited last.
    last_table: usize,
    entries: &'a mut Vec<Entry>,
    path: Vec<String>,
    tables: Vec<usize>,
}

impl Collector<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        self.last_table += 1;
        self.tables.push(self.last_table);
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
            self.entries.push(Entry {
                file: self.file.to_owned(),
                line: before.split(|byte| *byte == b'\n').count(),
                path: self.path.clone(),
                tables: self.tables.clone(),
                value: found,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::own_catalogue;

    #[test]
    fn both_folders_of_programmes_are_read() {
        let entries = read(&own_catalogue()).unwrap();
        for folder in [LIST, BESIDE] {
            assert!(entries.iter().any(|entry| entry.is_in_folder(folder)), "{folder}");
        }
    }

    #[test]
    fn no_two_tables_have_the_same_number() {
        let file = "a = \"1\"\n[[b]]\nc = \"2\"\n[[b]]\nc = \"3\"\n";
        let tables: Vec<usize> = of([("x.toml", file), ("y.toml", file)])
            .iter()
            .map(Entry::table)
            .collect();
        assert_eq!(tables, [1, 2, 3, 4, 5, 6]);
    }
}
