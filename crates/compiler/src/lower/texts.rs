//! Texts that the calculation does not need: addresses, telephone numbers, ids.

use url::Url;

use super::Lowering;
use crate::document::{Page, ProgrammeFile, Text};
use crate::fault::File;

impl Lowering<'_> {
    /// Checks the texts of a programme.
    pub(super) fn check_texts(&mut self, file: &File, programme: &ProgrammeFile) {
        self.check_folder(file, programme);
        let name = format!("/{}.toml", programme.id.as_ref());
        if !file.name.ends_with(&name) {
            self.fault(
                file,
                programme.id.span(),
                format!(
                    "id「{}」とファイル名が違います。同じにしてください",
                    programme.id.as_ref()
                ),
            );
        }
        self.check_page(file, &programme.overview);
        self.check_page(file, &programme.detail);
        self.check_telephone(file, programme.contact.phone.as_ref());
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

    /// Checks that an address is one that a browser opens as it is written, on a known host.
    pub(super) fn check_address(&mut self, file: &File, address: &Text) {
        let hosts = &self.names.hosts;
        let mend = match Url::parse(address.as_ref()) {
            Err(error) => format!("アドレスとして読めません（{error}）。綴りを直してください"),
            Ok(url) if !matches!(url.scheme(), "https" | "http") => {
                "アドレスは https:// か http:// で始めてください".into()
            }
            // The parser drops or converts what a browser would: a trailing space, a full-width letter.
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

    fn check_page(&mut self, file: &File, page: &Page) {
        if let Some(url) = &page.url {
            self.check_address(file, url);
        }
    }

    /// Checks the form of a telephone number, and the number of its digits: eleven behind the prefixes of
    /// mobile, IP and free numbers, ten behind all others (電気通信番号計画).
    pub(super) fn check_telephone(&mut self, file: &File, phone: Option<&Text>) {
        let Some(phone) = phone else { return };
        let text = phone.as_ref();
        let parts: Vec<&str> = text.split('-').collect();
        let shape = parts
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let digits: usize = parts.iter().map(|part| part.len()).sum();
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

    /// Checks that there is a programme with this id.
    pub(super) fn check_programme_id(&mut self, file: &File, id: &Text) {
        if !self.names.programmes.contains(id.as_ref().as_str()) {
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
}
