//! The notice, the numbers of its list, and what nothing uses.

use catalogue_model::{Date, KeyIndex, SourceIndex};

use super::Lowering;
use crate::document::Text;
use crate::fault::File;

impl Lowering<'_> {
    /// Checks that the programmes of the list are numbered from 1 without a gap.
    pub(super) fn check_numbers(&mut self) {
        let programmes: Vec<_> = self
            .files
            .programmes
            .iter()
            .filter_map(|(file, programme)| Some((file, programme, programme.number?)))
            .collect();
        let doubles: Vec<_> = programmes
            .windows(2)
            .filter(|pair| pair[0].2 == pair[1].2)
            .collect();
        for pair in &doubles {
            for (one, other) in [(&pair[0], &pair[1]), (&pair[1], &pair[0])] {
                self.fault(
                    one.0,
                    one.1.id.span(),
                    format!(
                        "number = {} は {} と同じです。通知の一覧の何番目かを確かめて、どちらかを直してください",
                        one.2, other.0.name
                    ),
                );
            }
        }
        if !doubles.is_empty() {
            // The gap elsewhere disappears when the double number is mended.
            return;
        }
        for (at, (file, programme, number)) in programmes.iter().enumerate() {
            if usize::from(*number) != at + 1 {
                self.fault(
                    file,
                    programme.id.span(),
                    format!(
                        "number は一覧の順に1から続けてください（{} ではなく {}）",
                        number,
                        at + 1
                    ),
                );
            }
        }
    }

    /// Checks `edition.toml`.
    pub(super) fn check_edition(&mut self) {
        let (file, edition) = &self.files.edition;
        self.check_address(file, &edition.edition.members_page);
        for id in edition.errata.iter().flat_map(|erratum| &erratum.programmes) {
            self.check_programme_id(file, id);
        }
        for section in &edition.letter {
            self.check_programme_id(file, &section.programme);
            self.check_address(file, &section.detail);
            if let Some(overview) = &section.overview {
                self.check_address(file, overview);
            }
            self.check_telephone(file, section.contact.phone.as_ref());
        }
        let current = self.version(file, &edition.edition.version);
        for change in &edition.change {
            let version = self.version(file, &change.version);
            if current.is_some() && version > current {
                self.fault(
                    file,
                    change.version.span(),
                    format!(
                        "変更の version「{}」が、目録の version「{}」より後です。どちらかを直してください",
                        change.version.as_ref(),
                        edition.edition.version.as_ref()
                    ),
                );
            }
            for (list, mend) in [
                (
                    &change.programmes,
                    "変更の programmes に、関係する補助金を1つ以上書いてください",
                ),
                (&change.sources, "変更の sources に、出典を1つ以上書いてください"),
            ] {
                if list.as_ref().is_empty() {
                    self.fault(file, list.span(), mend);
                }
            }
            for id in change.programmes.as_ref() {
                self.check_programme_id(file, id);
            }
            for source in change.sources.as_ref() {
                self.source(file, source);
            }
        }
    }

    /// A version in its order: by the day of the list, then by the counter. Reports one of another form.
    fn version(&mut self, file: &File, version: &Text) -> Option<(Date, u32)> {
        let text = version.as_ref();
        let parts = text
            .rsplit_once('.')
            .and_then(|(day, count)| Some((day.parse().ok()?, count.parse().ok()?)))
            .filter(|(day, count): &(Date, u32)| format!("{day}.{count}") == *text);
        if parts.is_none() {
            self.fault(
                file,
                version.span(),
                format!("version「{text}」は、一覧の日付と番号を 2025-10-21.2 の形で書いてください"),
            );
        }
        parts
    }

    /// Checks the addresses of `sources.toml`.
    pub(super) fn check_sources(&mut self) {
        let (file, sources) = &self.files.sources;
        for source in sources.source.values() {
            if let Some(url) = &source.as_ref().url {
                self.check_address(file, url);
            }
        }
    }

    /// Reports sources that nothing rests on, and questions that no programme looks at.
    pub(super) fn check_unused(&mut self) {
        let (file, sources) = &self.files.sources;
        for (at, (id, source)) in sources.source.iter().enumerate() {
            // A source that no `SourceIndex` can name is not unused, but one too many.
            let Ok(at) = SourceIndex::try_from(at) else {
                self.fault(
                    file,
                    source.span(),
                    format!(
                        "出典が多すぎます（{}を超えました）。使わなくなった出典を消してください",
                        u32::from(SourceIndex::MAX) + 1
                    ),
                );
                break;
            };
            if !self.used_sources.contains(&at) {
                self.fault(
                    file,
                    source.span(),
                    format!("出典「{id}」はどこからも使われていません。消すか、使ってください"),
                );
            }
        }
        let (file, questions) = &self.files.questions;
        for (at, question) in questions.question.iter().enumerate() {
            if KeyIndex::try_from(at).is_ok_and(|at| !self.used_keys.contains(&at)) {
                self.fault(
                    file,
                    question.span(),
                    format!(
                        "質問「{}」はどの補助金からも使われていません。消すか、使ってください",
                        question.as_ref().key
                    ),
                );
            }
        }
    }
}
