//! From what the TOML files say to what the judgement needs, and every check on the way.
//!
//! - this file: sources, and how faults are gathered;
//! - `questions`: keys, and answers that contradict each other;
//! - `programme`: conditions, and the diagrams of a programme;
//! - `amount`: the cases of an amount; `costs`: what they are a share of;
//! - `window`: rounds and deadlines;
//! - `overlaps`: what is said of two programmes, on both sides;
//! - `texts`: what only readers see, and the list as a whole.

mod amount;
mod costs;
mod overlaps;
mod programme;
mod questions;
mod texts;
mod window;

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use crate::document::{EditionFile, ProgrammeFile, QuestionsFile, SourcesFile, Text};
use crate::fault::{Fault, File};
use crate::model::{Contradiction, Key, KeyIndex, Programme, Source, SourceIndex, When};
use crate::when::{keep, keep_text, keys_of, read_when};

/// A file and what it says.
pub(crate) type Read<T> = (File, T);

/// All files.
pub(crate) struct Files {
    pub(crate) edition: Read<EditionFile>,
    pub(crate) sources: Read<SourcesFile>,
    pub(crate) questions: Read<QuestionsFile>,
    pub(crate) programmes: Vec<Read<ProgrammeFile>>,
}

/// What the judgement needs, without the texts around it.
pub(crate) struct Lowered {
    pub(crate) keys: &'static [Key],
    pub(crate) sources: &'static [Source],
    pub(crate) contradictions: &'static [Contradiction],
    pub(crate) programmes: &'static [Programme],
}

/// Lowers everything.
///
/// # Errors
///
/// All faults found, sorted by file and line.
pub(crate) fn lower(files: &Files) -> Result<Lowered, Vec<Fault>> {
    let mut lowering = Lowering::new(files);
    let contradictions = lowering.contradictions();
    let programmes: Vec<Programme> = files
        .programmes
        .iter()
        .filter_map(|(file, programme)| lowering.programme(file, programme, &contradictions))
        .collect();
    lowering.list();
    lowering.both_sides();
    lowering.edition();
    lowering.addresses_of_sources();
    lowering.unused();
    if lowering.faults.is_empty() {
        return Ok(Lowered {
            keys: keep(lowering.keys),
            sources: keep(lowering.sources),
            contradictions: keep(contradictions),
            programmes: keep(programmes),
        });
    }
    lowering
        .faults
        .sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    lowering.faults.dedup();
    Err(lowering.faults)
}

struct Lowering<'a> {
    files: &'a Files,
    keys: Vec<Key>,
    sources: Vec<Source>,
    used_sources: BTreeSet<String>,
    used_keys: BTreeSet<KeyIndex>,
    faults: Vec<Fault>,
}

impl<'a> Lowering<'a> {
    fn new(files: &'a Files) -> Self {
        let mut lowering = Self {
            files,
            keys: Vec::new(),
            sources: files
                .sources
                .1
                .source
                .iter()
                .map(|(id, source)| Source {
                    id: keep_text(id),
                    grade: source.as_ref().grade,
                })
                .collect(),
            used_sources: BTreeSet::new(),
            used_keys: BTreeSet::new(),
            faults: Vec::new(),
        };
        lowering.keys();
        lowering
    }

    fn fault(&mut self, file: &File, at: Range<usize>, message: impl Into<String>) {
        self.faults.push(file.fault(at, message));
    }

    /// The place of a source; notes that it is used.
    fn source(&mut self, file: &File, id: &Text) -> SourceIndex {
        let found = self
            .sources
            .iter()
            .position(|source| source.id == id.as_ref())
            .and_then(|at| SourceIndex::try_from(at).ok());
        self.used_sources.insert(id.as_ref().clone());
        found.unwrap_or_else(|| {
            self.fault(
                file,
                id.span(),
                format!(
                    "出典「{}」は sources.toml にありません。綴りを確かめるか、出典を加えてください",
                    id.as_ref()
                ),
            );
            0
        })
    }

    fn when(&mut self, file: &File, value: &Spanned<toml::Value>) -> Option<When> {
        match read_when(&self.keys, value.as_ref()) {
            Ok(when) => {
                self.used_keys.extend(keys_of(when));
                Some(when)
            }
            Err(message) => {
                self.fault(file, value.span(), message);
                None
            }
        }
    }
}
