//! From what the TOML files say to what the judgement needs, and every check on the way.
//!
//! - this file: sources, and how faults are gathered;
//! - `questions`: keys; `contradictions`: answers that contradict each other;
//! - `programme`: conditions, and the diagrams of a programme;
//! - `amount`: the cases of an amount; `costs`: what they are a share of;
//! - `window`: rounds and deadlines;
//! - `overlaps`: what is said of two programmes, on both sides;
//! - `beside`: what tells a programme of the list from one beside it, and what follows what;
//! - `texts`: what only readers see, and the list as a whole.

mod amount;
mod beside;
mod contradictions;
mod costs;
mod overlaps;
mod programme;
mod questions;
mod texts;
mod window;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use toml::Spanned;

use crate::diagram::Steps;
use crate::document::{EditionFile, OverlapState, ProgrammeFile, QuestionsFile, SourcesFile, Text};
use crate::fault::{Fault, File};
use crate::when::{Keys, keys_of, leak, leak_text, read_when};
use catalogue_model::{Contradiction, Key, KeyIndex, Programme, Source, SourceIndex, When};

/// A file and what it says.
pub(crate) type Read<T> = (File, T);

/// All files.
pub(crate) struct Files {
    pub(crate) edition: Read<EditionFile>,
    pub(crate) sources: Read<SourcesFile>,
    pub(crate) questions: Read<QuestionsFile>,
    /// Those of the list, in its order.
    pub(crate) programmes: Vec<Read<ProgrammeFile>>,
    /// Those beside the list.
    pub(crate) beside: Vec<Read<ProgrammeFile>>,
}

impl Files {
    /// The programmes of the list, then those beside it.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Read<ProgrammeFile>> {
        self.programmes.iter().chain(&self.beside)
    }
}

/// What the judgement needs, without the texts around it.
pub(crate) struct Lowered {
    pub(crate) keys: &'static [Key],
    pub(crate) sources: &'static [Source],
    pub(crate) contradictions: &'static [Contradiction],
    pub(crate) programmes: &'static [Programme],
    pub(crate) beside: &'static [Programme],
    /// Of each programme, in the order of the list and then of those beside it, the keys that it looks at.
    pub(crate) keys_of_programmes: Vec<BTreeSet<KeyIndex>>,
}

/// Lowers everything.
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
    lowering.list();
    lowering.beside();
    lowering.both_sides();
    lowering.edition();
    lowering.addresses_of_sources();
    lowering.unused();
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

/// Where things are that other files name.
struct Places<'a> {
    sources: HashMap<&'a str, SourceIndex>,
    hosts: HashSet<&'a str>,
    programmes: HashSet<&'a str>,
    /// By cost the first programme that asks for it.
    costs: HashMap<&'a str, &'a ProgrammeFile>,
    /// By programme and other programme what the one says of both.
    overlaps: HashMap<(&'a str, &'a str), Vec<OverlapState>>,
}

impl<'a> Places<'a> {
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

struct Lowering<'a> {
    files: &'a Files,
    keys: Keys,
    sources: Vec<Source>,
    places: Places<'a>,
    used_sources: BTreeSet<SourceIndex>,
    used_keys: BTreeSet<KeyIndex>,
    /// Of each programme the keys that it looks at.
    keys_of_programmes: Vec<BTreeSet<KeyIndex>>,
    /// For the diagrams of one programme.
    steps: Steps,
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
            places: Places::new(files),
            used_sources: BTreeSet::new(),
            used_keys: BTreeSet::new(),
            keys_of_programmes: Vec::new(),
            steps: Steps::new(),
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
        let found = self.places.sources.get(id.as_ref().as_str()).copied();
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
