//! Keys, and answers that contradict each other.

use std::collections::{BTreeSet, HashMap};

use super::Lowering;
use crate::Yen;
use crate::document::{ChoiceValue, Question, QuestionKind};
use crate::fault::File;
use crate::model::{Choice, Contradiction, Key, KeyIndex, Kind, When};
use crate::when::{keep, keep_text, keys_of};

/// So many keys have a place.
const MOST: usize = KeyIndex::MAX as usize + 1;

impl Lowering<'_> {
    /// Reads the keys; faults of the questions are gathered on the way.
    pub(super) fn keys(&mut self) {
        let (file, questions) = &self.files.questions;
        let mut groups: BTreeSet<&str> = BTreeSet::new();
        for group in &questions.group {
            if !groups.insert(group.id.as_ref()) {
                self.fault(
                    file,
                    group.id.span(),
                    format!(
                        "グループ「{}」が2回書かれています。どちらか一方を消すか、id を変えてください",
                        group.id.as_ref()
                    ),
                );
            }
        }
        if let Some(first) = questions.question.get(MOST) {
            self.fault(
                file,
                first.span(),
                format!("質問が多すぎます（{MOST}を超えました）。使わなくなった質問を消してください"),
            );
        }
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
            self.choices(file, question);
            let new = self.keys.push(Key {
                name: keep_text(&question.key),
                label: keep_text(&question.label),
                unit: keep_text(question.unit.as_deref().unwrap_or_default()),
                kind,
            });
            if !new {
                self.fault(
                    file,
                    spanned.span(),
                    format!(
                        "質問「{}」が2回書かれています。どちらか一方を消すか、key を直してください",
                        question.key
                    ),
                );
            }
        }
    }

    /// A value is chosen in one way.
    fn choices(&mut self, file: &File, question: &Question) {
        for (at, choice) in question.choices.iter().enumerate() {
            let value = &choice.as_ref().value;
            if question.choices[..at]
                .iter()
                .any(|other| other.as_ref().value == *value)
            {
                let value = match value {
                    ChoiceValue::Number(number) => number.to_string(),
                    ChoiceValue::Text(text) => text.clone(),
                };
                self.fault(
                    file,
                    choice.span(),
                    format!(
                        "「{}」の選択肢に、value「{value}」が2回書かれています。どちらか一方を消すか、value を直してください",
                        question.key
                    ),
                );
            }
        }
    }

    pub(super) fn contradictions(&mut self) -> Contradictions {
        let (file, questions) = &self.files.questions;
        let list: Vec<Contradiction> = questions
            .contradiction
            .iter()
            .filter_map(|spanned| {
                let contradiction = spanned.as_ref();
                self.source(file, &contradiction.source);
                let when = self.when(file, &contradiction.when)?;
                let drop = contradiction.drop.as_ref().and_then(|key| {
                    self.keys
                        .place(key.as_ref())
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
            .collect();
        Contradictions::new(list)
    }
}

/// Answers that contradict each other.
pub(super) struct Contradictions {
    pub(super) list: Vec<Contradiction>,
    /// By key the places of those that concern it and then drop an answer.
    of_key: HashMap<KeyIndex, Vec<usize>>,
}

impl Contradictions {
    fn new(list: Vec<Contradiction>) -> Self {
        let mut of_key: HashMap<KeyIndex, Vec<usize>> = HashMap::new();
        for (at, contradiction) in list.iter().enumerate() {
            if contradiction.drop.is_some() {
                for key in contradiction.keys {
                    of_key.entry(*key).or_default().push(at);
                }
            }
        }
        Self { list, of_key }
    }

    /// What cannot be, as far as it concerns these keys.
    pub(super) fn impossible(&self, keys: &BTreeSet<KeyIndex>) -> Vec<When> {
        let places: BTreeSet<usize> = keys
            .iter()
            .filter_map(|key| self.of_key.get(key))
            .flatten()
            .copied()
            .collect();
        places.into_iter().map(|at| self.list[at].when).collect()
    }
}

fn kind_of(question: &Question) -> Result<Kind, String> {
    let bounded = question.min.is_some() || question.max.is_some();
    match question.kind {
        QuestionKind::Choice if question.choices.len() > 1 && !bounded => {
            let choices = question
                .choices
                .iter()
                .map(|choice| match &choice.as_ref().value {
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
            "「{}」の kind と choices・min・max が合っていません。kind に合わないものを消すか、kind を直してください",
            question.key
        )),
    }
}
