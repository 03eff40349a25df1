//! What only readers see, and the list as a whole.

use url::Url;

use super::Lowering;
use crate::document::{Page, ProgrammeFile, Text};
use crate::fault::File;
use catalogue_model::Date;
use catalogue_model::{KeyIndex, SourceIndex};

impl Lowering<'_> {
    /// Checks what only readers see.
    pub(super) fn texts(&mut self, file: &File, programme: &ProgrammeFile) {
        self.standing(file, programme);
        let own = format!("/{}.toml", programme.id.as_ref());
        if !file.name.ends_with(&own) {
            self.fault(
                file,
                programme.id.span(),
                format!(
                    "id「{}」とファイル名が違います。同じにしてください",
                    programme.id.as_ref()
                ),
            );
        }
        self.page(file, &programme.overview);
        self.page(file, &programme.detail);
        self.telephone(file, programme.contact.phone.as_ref());
        if programme.amount.is_some() == programme.no_amount.is_some() {
            self.fault(
                file,
                programme.id.span(),
                "[amount] か noAmount（金額がない理由）の、どちらか一方だけを書いてください",
            );
        }
        if let Some(source) = &programme.no_amount_source {
            self.source(file, source);
        }
        if programme.no_amount.is_some() != programme.no_amount_source.is_some() {
            self.fault(
                file,
                programme.id.span(),
                "noAmount（金額がない理由）と noAmountSource（その出典）は、両方を書いてください",
            );
        }
        for source in programme
            .cost_item
            .iter()
            .map(|item| &item.source)
            .chain(programme.note.iter().map(|note| &note.source))
        {
            self.source(file, source);
        }
    }

    fn address(&mut self, file: &File, address: &Text) {
        let hosts = &self.places.hosts;
        let mend = match Url::parse(address.as_ref()) {
            Err(error) => format!("アドレスとして読めません（{error}）。綴りを直してください"),
            Ok(url) if !matches!(url.scheme(), "https" | "http") => {
                "アドレスは https:// か http:// で始めてください".into()
            }
            // The parser passes over what a browser would: a space behind, a letter of full width.
            Ok(url) if url.as_str().trim_end_matches('/') != address.as_ref().trim_end_matches('/') => {
                format!(
                    "アドレスに、余分な文字か全角の文字があります。「{}」でよければ、そう書いてください",
                    url.as_str()
                )
            }
            Ok(url) if url.port().is_some() || !url.username().is_empty() || url.password().is_some() => {
                "アドレスに、@ より前の名前や「:8080」のようなポートは書きません。消してください".into()
            }
            Ok(url) if !url.host_str().is_some_and(|host| hosts.contains(host)) => format!(
                "ホスト「{}」は sources.toml の hosts にありません。綴りを確かめ、正しければ hosts に加えてください",
                url.host_str().unwrap_or_default()
            ),
            Ok(_) => return,
        };
        self.fault(file, address.span(), mend);
    }

    fn page(&mut self, file: &File, page: &Page) {
        if let Some(url) = &page.url {
            self.address(file, url);
        }
    }

    fn telephone(&mut self, file: &File, phone: Option<&Text>) {
        let Some(phone) = phone else { return };
        let text = phone.as_ref();
        let parts: Vec<&str> = text.split('-').collect();
        let shape = parts
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let digits: usize = parts.iter().map(|part| part.len()).sum();
        // The numbering plan: eleven digits where they begin like this, ten elsewhere.
        let expected = if ["050", "070", "080", "090", "0800"].contains(&parts[0]) {
            11
        } else {
            10
        };
        if !(shape && parts.len() == 3 && digits == expected && text.starts_with('0')) {
            self.fault(
                file,
                phone.span(),
                format!(
                    "電話番号「{text}」は、0800-080-4583 のように、半角の数字とハイフン2つで、桁を落とさずに書いてください"
                ),
            );
        }
    }

    pub(super) fn programme_id(&mut self, file: &File, id: &Text) {
        if !self.places.programmes.contains(id.as_ref().as_str()) {
            self.fault(
                file,
                id.span(),
                format!(
                    "「{}」という補助金はありません。綴りを確かめてください",
                    id.as_ref()
                ),
            );
        }
    }

    /// Checks the numbers of the list.
    pub(super) fn list(&mut self) {
        let programmes: Vec<_> = self
            .files
            .programmes
            .iter()
            .filter_map(|(file, programme)| Some((file, programme, programme.number?)))
            .collect();
        let twice: Vec<_> = programmes
            .windows(2)
            .filter(|pair| pair[0].2 == pair[1].2)
            .collect();
        for pair in &twice {
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
        if !twice.is_empty() {
            // The gap that this leaves elsewhere mends itself.
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

    pub(super) fn edition(&mut self) {
        let (file, edition) = &self.files.edition;
        self.address(file, &edition.edition.members_page);
        for id in edition.errata.iter().flat_map(|erratum| &erratum.programmes) {
            self.programme_id(file, id);
        }
        for section in &edition.letter {
            self.programme_id(file, &section.programme);
            self.address(file, &section.detail);
            if let Some(overview) = &section.overview {
                self.address(file, overview);
            }
            self.telephone(file, section.contact.phone.as_ref());
        }
        let now = self.version(file, &edition.edition.version);
        for change in &edition.change {
            let came = self.version(file, &change.version);
            if now.is_some() && came > now {
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
                self.programme_id(file, id);
            }
            for source in change.sources.as_ref() {
                self.source(file, source);
            }
        }
    }

    /// A version as it is ordered: by the day of the list, then by the counter.
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

    pub(super) fn addresses_of_sources(&mut self) {
        let (file, sources) = &self.files.sources;
        for source in sources.source.values() {
            if let Some(url) = &source.as_ref().url {
                self.address(file, url);
            }
        }
    }

    /// A source that nothing rests on, a question that nothing asks.
    pub(super) fn unused(&mut self) {
        let (file, sources) = &self.files.sources;
        for (at, (id, source)) in sources.source.iter().enumerate() {
            // What has no place any more is not unused, but one too many.
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
