//! From what the TOML files say to what the judgement needs, and every check on the way.
//!
//! - this file: keys, sources, contradictions, and how faults are gathered;
//! - `programme`: conditions, cases, and the diagrams of a programme;
//! - `texts`: what only readers see, and the list as a whole.

mod programme;
mod texts;

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use crate::Yen;
use crate::document::{
    ChoiceValue, EditionFile, ProgrammeFile, Question, QuestionKind, QuestionsFile, SourcesFile, Text,
};
use crate::fault::{Fault, File};
use crate::model::{Choice, Contradiction, Key, KeyIndex, Kind, Programme, Source, SourceIndex, When};
use crate::when::{keep, keep_text, key_index, keys_of, read_when};

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
            faults: Vec::new(),
        };
        lowering.keys();
        lowering
    }

    fn fault(&mut self, file: &File, at: Range<usize>, message: impl Into<String>) {
        self.faults.push(file.fault(at, message));
    }

    fn keys(&mut self) {
        let (file, questions) = &self.files.questions;
        let groups: BTreeSet<&str> = questions.group.iter().map(|group| group.id.as_str()).collect();
        for spanned in &questions.question {
            let question = spanned.as_ref();
            let kind = kind_of(question).unwrap_or_else(|message| {
                self.fault(file, spanned.span(), message);
                Kind::YesNo
            });
            if !groups.contains(question.group.as_str()) {
                self.fault(
                    file,
                    spanned.span(),
                    format!(
                        "「{}」というグループはありません。[[group]] に加えるか、綴りを直してください",
                        question.group
                    ),
                );
            }
            if self.keys.iter().any(|key| key.name == question.key) {
                self.fault(
                    file,
                    spanned.span(),
                    format!("質問「{}」が2回書かれています", question.key),
                );
            }
            self.keys.push(Key {
                name: keep_text(&question.key),
                label: keep_text(&question.label),
                kind,
            });
        }
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
            Ok(when) => Some(when),
            Err(message) => {
                self.fault(file, value.span(), message);
                None
            }
        }
    }

    /// The place of a key that takes yen.
    fn cost(&mut self, file: &File, key: &Text) -> Option<KeyIndex> {
        let found = key_index(&self.keys, key.as_ref()).and_then(|index| {
            matches!(self.keys[usize::from(index)].kind, Kind::Yen)
                .then_some(index)
                .ok_or_else(|| format!("「{}」は金額の質問ではありません", key.as_ref()))
        });
        match found {
            Ok(index) => Some(index),
            Err(message) => {
                self.fault(file, key.span(), message);
                None
            }
        }
    }

    fn contradictions(&mut self) -> Vec<Contradiction> {
        let (file, questions) = &self.files.questions;
        questions
            .contradiction
            .iter()
            .filter_map(|spanned| {
                let contradiction = spanned.as_ref();
                self.source(file, &contradiction.source);
                let when = self.when(file, &contradiction.when)?;
                let drop = contradiction.drop.as_ref().and_then(|key| {
                    let index = key_index(&self.keys, key.as_ref());
                    index
                        .map_err(|message| self.fault(file, key.span(), message))
                        .ok()
                });
                Some(Contradiction {
                    code: keep_text(&contradiction.code),
                    when,
                    keys: keep(keys_of(when)),
                    drop,
                    message: keep_text(&contradiction.message),
                })
            })
            .collect()
    }
}

fn kind_of(question: &Question) -> Result<Kind, String> {
    let bounded = question.min.is_some() || question.max.is_some();
    match question.kind {
        QuestionKind::Choice if question.choices.len() > 1 && !bounded => {
            let choices = question
                .choices
                .iter()
                .map(|choice| match &choice.value {
                    ChoiceValue::Number(number) => Choice::Number(*number),
                    ChoiceValue::Text(text) => Choice::Text(keep_text(text)),
                })
                .collect();
            Ok(Kind::Choice(keep(choices)))
        }
        QuestionKind::YesNo if question.choices.is_empty() && !bounded => Ok(Kind::YesNo),
        QuestionKind::Number if question.choices.is_empty() => {
            match (question.min.unwrap_or(0), question.max) {
                (min, Some(max)) if min < max => Ok(Kind::Number(min, max)),
                _ => Err(format!(
                    "「{}」には max（最大の数）を min より大きく書いてください",
                    question.key
                )),
            }
        }
        QuestionKind::Yen
            if question.choices.is_empty() && question.max.unwrap_or(Yen::MAX.0) == Yen::MAX.0 =>
        {
            Ok(Kind::Yen)
        }
        _ => Err(format!(
            "「{}」の kind と choices・min・max が合っていません",
            question.key
        )),
    }
}
