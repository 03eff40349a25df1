//! `cargo keeper check`: the faults of a catalogue, and the days that its keeper has to look at.

mod days;
mod entries;
mod faults;
mod style;

use std::fmt;
use std::path::Path;

use crate::catalogue::{Date, Fault, read};
use crate::{Error, Result};
use entries::Entry;

/// What [`check`] finds in a catalogue. Its text is for the keeper.
#[derive(Debug)]
pub struct Findings {
    /// The faults, by file and line.
    faults: Vec<Fault>,
    /// The days and programmes that the keeper has to look at.
    days: String,
}

/// Checks a catalogue as on a day: everything that the compiler checks, how texts are written, and which days
/// have passed or are near.
///
/// # Errors
///
/// A folder cannot be read.
pub fn check(catalogue: &Path, on: Date) -> Result<Findings> {
    let entries = entries::read(catalogue)?;
    let mut faults = read(catalogue).err().map_or(Vec::new(), |faults| faults.0);
    faults.extend(faults::find(&entries));
    faults.sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    faults.dedup();
    Ok(Findings {
        faults,
        days: days::list(&entries, on),
    })
}

impl Findings {
    /// Whether the catalogue has no fault.
    #[must_use]
    pub fn is_faultless(&self) -> bool {
        self.faults.is_empty()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.faults {
            writeln!(f, "catalogue/{fault}")?;
        }
        f.write_str(&self.days)?;
        match self.faults.len() {
            0 => writeln!(f, "目録に誤りは見つかりませんでした。"),
            count => writeln!(
                f,
                "目録に誤りが{count}件あります。上に挙げた行を直して、もう一度 cargo keeper check を実行してください。"
            ),
        }
    }
}

/// The day of the association's list.
///
/// # Errors
///
/// The catalogue does not say it.
pub fn as_of(catalogue: &Path) -> Result<Date> {
    entries::read(catalogue)?
        .iter()
        .find(|entry| entry.path_ends_with(&["edition", "asOf"]))
        .and_then(Entry::date)
        .ok_or_else(|| {
            Error::new(
                "edition.toml に asOf（一覧の日付）がありません。asOf = 2025-10-21 の形で書いてください",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::own_catalogue;

    #[test]
    fn the_own_catalogue_has_no_fault() {
        let catalogue = own_catalogue();
        let findings = check(&catalogue, as_of(&catalogue).unwrap()).unwrap();
        assert!(findings.is_faultless(), "{findings}");
    }

    #[test]
    fn the_list_has_a_day() {
        assert_eq!(as_of(&own_catalogue()).unwrap().to_string(), "2025-10-21");
    }
}
