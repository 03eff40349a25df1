//! Questions: the keys of answers, and what each takes.

use std::collections::BTreeSet;
use std::ops::Range;

use catalogue_model::{Choice, Key, KeyIndex, Kind, Yen};

use super::Lowering;
use crate::document::{ChoiceValue, Question, QuestionKind, TaxTreatment};
use crate::fault::File;
use crate::when::{leak, leak_text};

/// The largest number that a question may take. The evaluator compares two caps per unit number by number, so
/// this protects its time.
const MOST_NUMBER: u64 = 1_000_000;

/// The largest number of questions that a [`KeyIndex`] can name.
const MOST_QUESTIONS: usize = KeyIndex::MAX as usize + 1;

impl Lowering<'_> {
    /// Lowers all questions to keys.
    pub(super) fn questions(&mut self) {
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
        if let Some(first) = questions.question.get(MOST_QUESTIONS) {
            self.fault(
                file,
                first.span(),
                format!(
                    "質問が多すぎます（{MOST_QUESTIONS}を超えました）。使わなくなった質問を消してください"
                ),
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
            self.check_choices(file, question);
            self.check_tax(file, spanned.span(), question);
            let new = self.keys.push(Key {
                name: leak_text(&question.key),
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

    /// Checks that a question for yen, and no other, says whether they are with consumption tax, and what
    /// that rests on.
    fn check_tax(&mut self, file: &File, at: Range<usize>, question: &Question) {
        let key = &question.key;
        match (&question.tax, question.kind) {
            (None, QuestionKind::Yen) => self.fault(
                file,
                at,
                format!(
                    "金額の質問「{key}」には、消費税を含むかどうかが必要です。資料になければ tax = {{ treatment = \"not-stated\" }} と書いてください"
                ),
            ),
            (None, _) => {}
            (Some(tax), kind) => {
                if kind != QuestionKind::Yen {
                    self.fault(
                        file,
                        at.clone(),
                        format!("「{key}」は金額の質問ではありません。tax を消してください"),
                    );
                }
                if let Some(source) = &tax.source {
                    self.source(file, source);
                }
                if tax.source.is_none() != (tax.treatment == TaxTreatment::NotStated) {
                    self.fault(
                        file,
                        at,
                        format!(
                            "「{key}」の tax の source（出典）は、included と excluded には書き、not-stated には書かないでください"
                        ),
                    );
                }
            }
        }
    }

    /// Checks that no two choices have the same value.
    fn check_choices(&mut self, file: &File, question: &Question) {
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
}

/// What a question takes.
///
/// # Errors
///
/// A message to the keeper where its fields do not fit its kind.
fn kind_of(question: &Question) -> Result<Kind, String> {
    let bounded = question.min.is_some() || question.max.is_some();
    match question.kind {
        QuestionKind::Choice if question.choices.len() > 1 && !bounded => {
            let choices = question
                .choices
                .iter()
                .map(|choice| match &choice.as_ref().value {
                    ChoiceValue::Number(number) => Choice::Number(*number),
                    ChoiceValue::Text(text) => Choice::Text(leak_text(text)),
                })
                .collect();
            Ok(Kind::Choice(leak(choices)))
        }
        QuestionKind::YesNo if question.choices.is_empty() && !bounded => Ok(Kind::YesNo),
        QuestionKind::Number if question.choices.is_empty() => {
            match (question.min.unwrap_or(0), question.max) {
                (min, Some(max)) if min < max && max <= MOST_NUMBER => Ok(Kind::Number(min, max)),
                (_, Some(max)) if max > MOST_NUMBER => Err(format!(
                    "「{}」の max が{MOST_NUMBER}を超えています。桁を確かめてください",
                    question.key
                )),
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
