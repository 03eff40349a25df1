//! Why a command stopped.

use std::fmt;
use std::path::Path;

use crate::catalogue::Faults;

/// Why a command stopped: in Japanese, what is wrong, where, and how to mend it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Error(String);

/// What a command gives back.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error with this message.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// The faults of a catalogue, one a line, each with the path of its file.
pub(crate) fn fault_lines(catalogue: &Path, faults: &Faults) -> String {
    let lines: Vec<String> = faults
        .0
        .iter()
        .map(|fault| {
            let file = catalogue.join(&fault.file);
            format!("{}:{}: {}", file.display(), fault.line, fault.message)
        })
        .collect();
    lines.join("\n")
}
