//! From the documents to the model, and every check on the way.
//!
//! - this file: sources, and how faults are gathered;
//! - `questions`: keys; `contradictions`: answers that contradict each other; `dead_ends`: whether they leave
//!   something;
//! - `programme`: a programme as a whole;
//! - `condition`: conditions; `eligibility`: what conditions come to;
//! - `amount`: the cases of an amount; `costs`: what they are a share of; `limits`: printed limits against
//!   each other;
//! - `outcomes`: the diagram of a programme;
//! - `window`: rounds and deadlines; `receptions`: rounds side by side;
//! - `overlaps`: what is said of two programmes, on both sides;
//! - `folders`: what a programme of the list and one beside it have to state;
//! - `texts`: addresses, telephone numbers and ids; `edition`: the notice, the list and what is unused;
//! - `describe`: the answers of an institution, for messages.

mod amount;
mod condition;
mod contradictions;
mod costs;
mod dead_ends;
mod describe;
mod edition;
mod eligibility;
mod folders;
mod limits;
mod outcomes;
mod overlaps;
mod programme;
mod questions;
mod receptions;
mod texts;
mod window;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use toml::Spanned;

use catalogue_model::{Contradiction, Key, KeyIndex, Programme, Source, SourceIndex, When};

use crate::diagram::Budget;
use crate::document::{EditionFile, OverlapState, ProgrammeFile, QuestionsFile, SourcesFile, Text};
use crate::fault::{Fault, File};
use crate::when::{Keys, keys_of, leak, leak_text, read_when};

/// A file, and the document in it.
pub(crate) type Parsed<T> = (File, T);

/// All files.
pub(crate) struct Files {
    pub(crate) edition: Parsed<EditionFile>,
    pub(crate) sources: Parsed<SourcesFile>,
    pub(crate) questions: Parsed<QuestionsFile>,
    /// The programmes of the list, in its order.
    pub(crate) programmes: Vec<Parsed<ProgrammeFile>>,
    /// The programmes beside the list.
    pub(crate) beside: Vec<Parsed<ProgrammeFile>>,
}

impl Files {
    /// The programmes of the list, then those beside it.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Parsed<ProgrammeFile>> {
        self.programmes.iter().chain(&self.beside)
    }
}

/// The parts of the model.
pub(crate) struct Lowered {
    pub(crate) keys: &'static [Key],
    pub(crate) sources: &'static [Source],
    pub(crate) contradictions: &'static [Contradiction],
    pub(crate) programmes: &'static [Programme],
    pub(crate) beside: &'static [Programme],
    /// For each programme, those of the list first, the keys that it looks at.
    pub(crate) keys_of_programmes: Vec<BTreeSet<KeyIndex>>,
}

/// Lowers all files.
///
/// # Errors
///
/// All faults found, sorted by file and line.
pub(crate) fn lower(files: &Files) -> Result<Lowered, Vec<Fault>> {
    let mut lowering = Lowering::new(files);
    let contradictions = lowering.contradictions();
    let [programmes, beside] = [&files.programmes, &files.beside].map(|all| {
        let lowered = all
            .iter()
            .filter_map(|(file, programme)| lowering.programme(file, programme, &contradictions));
        lowered.collect::<Vec<Programme>>()
    });
    lowering.check_numbers();
    lowering.check_ids();
    lowering.check_overlaps();
    lowering.check_edition();
    lowering.check_sources();
    lowering.check_unused();
    if lowering.faults.is_empty() {
        return Ok(Lowered {
            keys: leak(lowering.keys.list),
            sources: leak(lowering.sources),
            contradictions: leak(contradictions.list),
            programmes: leak(programmes),
            beside: leak(beside),
            keys_of_programmes: lowering.keys_of_programmes,
        });
    }
    lowering
        .faults
        .sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    lowering.faults.dedup();
    Err(lowering.faults)
}

/// What files refer to in other files, by its name.
struct Names<'a> {
    sources: HashMap<&'a str, SourceIndex>,
    hosts: HashSet<&'a str>,
    programmes: HashSet<&'a str>,
    /// For each cost the first programme that asks for it.
    costs: HashMap<&'a str, &'a ProgrammeFile>,
    /// For a programme and another one, all that the first says of both.
    overlaps: HashMap<(&'a str, &'a str), Vec<OverlapState>>,
}

impl<'a> Names<'a> {
    fn new(files: &'a Files) -> Self {
        let ids = files.sources.1.source.keys().map(String::as_str);
        let programmes = || files.all().map(|(_, programme)| programme);
        let mut costs: HashMap<&str, &ProgrammeFile> = HashMap::new();
        let mut overlaps: HashMap<(&str, &str), Vec<OverlapState>> = HashMap::new();
        for programme in programmes() {
            for cost in &programme.costs {
                costs.entry(cost.as_ref()).or_insert(programme);
            }
            for overlap in &programme.overlap {
                overlaps
                    .entry((programme.id.as_ref(), overlap.with.as_ref()))
                    .or_default()
                    .push(overlap.state);
            }
        }
        Self {
            sources: ids
                .enumerate()
                .filter_map(|(at, id)| Some((id, SourceIndex::try_from(at).ok()?)))
                .collect(),
            hosts: files.sources.1.hosts.iter().map(String::as_str).collect(),
            programmes: programmes()
                .map(|programme| programme.id.as_ref().as_str())
                .collect(),
            costs,
            overlaps,
        }
    }
}

/// What has been lowered so far, and the faults found on the way.
struct Lowering<'a> {
    files: &'a Files,
    keys: Keys,
    sources: Vec<Source>,
    names: Names<'a>,
    used_sources: BTreeSet<SourceIndex>,
    used_keys: BTreeSet<KeyIndex>,
    /// For each programme the keys that it looks at.
    keys_of_programmes: Vec<BTreeSet<KeyIndex>>,
    /// For all diagrams of the programme that is being lowered.
    budget: Budget,
    faults: Vec<Fault>,
}

impl<'a> Lowering<'a> {
    fn new(files: &'a Files) -> Self {
        let mut lowering = Self {
            files,
            keys: Keys::default(),
            sources: files
                .sources
                .1
                .source
                .iter()
                .map(|(id, source)| Source {
                    id: leak_text(id),
                    grade: source.as_ref().grade,
                })
                .collect(),
            names: Names::new(files),
            used_sources: BTreeSet::new(),
            used_keys: BTreeSet::new(),
            keys_of_programmes: Vec::new(),
            budget: Budget::new(),
            faults: Vec::new(),
        };
        lowering.questions();
        lowering
    }

    fn fault(&mut self, file: &File, at: Range<usize>, message: impl Into<String>) {
        self.faults.push(file.fault(at, message));
    }

    /// The place of a source, which is then used. Reports an unknown one, and gives any place for it.
    fn source(&mut self, file: &File, id: &Text) -> SourceIndex {
        let found = self.names.sources.get(id.as_ref().as_str()).copied();
        self.used_sources.extend(found);
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

    /// Reads a `when`, whose keys are then used. Reports a faulty one.
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
