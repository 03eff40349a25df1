//! Faults in the TOML files, each with its place, in the language of the person who keeps them.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

/// One fault of a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// The file, relative to the catalogue's folder, such as `programmes/ehr-sharing.toml`.
    pub file: String,
    /// The line, from 1; a fault of a whole table stands at its first line.
    pub line: usize,
    /// What is wrong and how to mend it, in Japanese.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// All faults found, at least one; written one a line, as `file:line: message`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// The text of a file, and what is needed to turn places in it into lines.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Where its lines end; found with the first fault.
    ends: OnceCell<Vec<usize>>,
}

impl File {
    pub(crate) fn new(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            text,
            ends: OnceCell::new(),
        }
    }

    /// A fault at a place of this file.
    pub(crate) fn fault(&self, at: Range<usize>, message: impl Into<String>) -> Fault {
        Fault {
            file: self.name.clone(),
            line: self.line(at),
            message: message.into(),
        }
    }

    /// The line of a place of this file, from 1.
    pub(crate) fn line(&self, at: Range<usize>) -> usize {
        let ends = self
            .ends
            .get_or_init(|| self.text.match_indices('\n').map(|(at, _)| at).collect());
        ends.partition_point(|end| *end < at.start) + 1
    }
}
