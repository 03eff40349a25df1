//! Faults that do not stop the build, but that a keeper has to mend.

use std::collections::BTreeMap;

use url::Url;

use super::entries::{BESIDE, Entry, LIST};
use super::style;
use crate::catalogue::{Date, Fault};

/// Fields whose texts stay as others printed them.
const AS_PRINTED: [&str; 6] = ["printed", "title", "listTitle", "paragraphs", "number", "url"];

/// Fields that may be empty: what the notice prints may be nothing.
const MAY_BE_EMPTY: [&str; 2] = ["printed", "used"];

/// All of them.
pub(super) fn find(entries: &[Entry]) -> Vec<Fault> {
    let mut faults = badly_written_texts(entries);
    faults.extend(document_numbers(entries));
    faults.extend(shared_addresses(entries));
    faults.extend(mistyped_days(entries));
    faults.extend(empty_texts(entries));
    faults
}

fn fault(entry: &Entry, message: String) -> Fault {
    Fault {
        file: entry.file.clone(),
        line: entry.line,
        message,
    }
}

/// Japanese texts that break a rule of [`style`].
fn badly_written_texts(entries: &[Entry]) -> Vec<Fault> {
    entries
        .iter()
        .filter(|entry| !AS_PRINTED.contains(&entry.field()))
        .filter_map(|entry| Some((entry, entry.text()?)))
        .filter(|(_, text)| style::is_japanese(text))
        .flat_map(|(entry, text)| style::faults(text).map(|message| fault(entry, message)))
        .collect()
}

/// Numbers of the association's documents in another form than 日医発第1203号（情シ）.
fn document_numbers(entries: &[Entry]) -> Vec<Fault> {
    entries
        .iter()
        .filter(|entry| {
            entry.path_ends_with(&["document", "number"]) || entry.path_ends_with(&["edition", "number"])
        })
        .filter_map(|entry| Some((entry, entry.text()?)))
        .filter(|(_, number)| !is_document_number(number))
        .map(|(entry, number)| {
            fault(
                entry,
                format!("文書番号「{number}」は「日医発第1203号（情シ）」の形（数字は半角、括弧は全角）で書いてください"),
            )
        })
        .collect()
}

fn is_document_number(text: &str) -> bool {
    let Some((number, departments)) = text
        .strip_prefix("日医発第")
        .and_then(|rest| rest.split_once('号'))
    else {
        return false;
    };
    let is_number =
        !number.is_empty() && !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    let are_departments = departments
        .strip_prefix('（')
        .and_then(|rest| rest.strip_suffix('）'))
        .is_some_and(|inside| {
            inside
                .split("）（")
                .all(|name| !name.is_empty() && !name.contains(['（', '）']))
        });
    is_number && are_departments
}

/// Two programmes with the same address, where neither says that they share the page. The addresses of the
/// association's portal differ only in their query, so that one that is copied wrongly still opens a page.
fn shared_addresses(entries: &[Entry]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut first_with: BTreeMap<String, &Entry> = BTreeMap::new();
    let addresses = entries
        .iter()
        .filter(|entry| {
            entry.path_ends_with(&["overview", "url"]) || entry.path_ends_with(&["detail", "url"])
        })
        .filter(|entry| entry.is_in_folder(LIST) || entry.is_in_folder(BESIDE));
    for entry in addresses {
        let Some(page) = entry.text().and_then(page_of) else {
            continue;
        };
        let first = *first_with.entry(page).or_insert(entry);
        if first.file != entry.file && !says_shared(entry, entries) && !says_shared(first, entries) {
            faults.push(fault(
                entry,
                format!(
                    "{}（{}行目）と同じアドレスです。「&」の後ろまで確かめて直すか、同じページで正しければ why に「共通のページです」と書いてください",
                    first.file, first.line
                ),
            ));
        }
    }
    faults
}

/// A text that is the same for all addresses of one page: without the fragment, the query sorted.
fn page_of(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    let mut query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    query.sort();
    url.set_fragment(None);
    url.set_query(None);
    Some(format!("{url} {query:?}"))
}

fn says_shared(address: &Entry, entries: &[Entry]) -> bool {
    address
        .sibling_text("why", entries)
        .is_some_and(|why| why.contains("共通"))
}

/// A day that a remark on a period names and that is no day of this period.
pub(super) struct OtherDay<'a> {
    /// The remark.
    pub(super) entry: &'a Entry,
    /// The day, as the remark writes it.
    pub(super) text: String,
    /// Whether it differs from a day of the period in year, month or day alone: then it is a slip.
    pub(super) is_slip: bool,
}

/// The days that remarks on periods name beside the days of these periods.
pub(super) fn other_days(entries: &[Entry]) -> Vec<OtherDay<'_>> {
    let mut others = Vec::new();
    let remarks = entries
        .iter()
        .filter(|entry| entry.path.iter().any(|key| key == "window"))
        .filter_map(|entry| Some((entry, entry.text()?)));
    for (entry, text) in remarks {
        let days: Vec<Date> = entries
            .iter()
            .filter(|other| other.tables.contains(&entry.table()))
            .filter_map(Entry::date)
            .collect();
        if days.is_empty() {
            continue;
        }
        others.extend(style::written_dates(text).into_iter().filter_map(|written| {
            let date = written.date.filter(|date| !days.contains(date))?;
            Some(OtherDay {
                entry,
                text: written.text,
                is_slip: days.iter().any(|day| differ_in_one_part(date, *day)),
            })
        }));
    }
    others
}

/// Whether two dates differ in the year alone, the month alone or the day alone.
fn differ_in_one_part(one: Date, other: Date) -> bool {
    let same = [
        one.year == other.year,
        one.month == other.month,
        one.day == other.day,
    ];
    same.into_iter().filter(|same| *same).count() == 2
}

/// Remarks whose day was not corrected when the period's day was.
fn mistyped_days(entries: &[Entry]) -> Vec<Fault> {
    other_days(entries)
        .into_iter()
        .filter(|day| day.is_slip)
        .map(|day| {
            fault(
                day.entry,
                format!(
                    "文中の「{}」は、この期間のどの日付（from・to・date）とも合わず、1か所だけ違う日付があります。どちらかを直してください",
                    day.text
                ),
            )
        })
        .collect()
}

fn empty_texts(entries: &[Entry]) -> Vec<Fault> {
    entries
        .iter()
        .filter(|entry| !MAY_BE_EMPTY.contains(&entry.field()))
        .filter(|entry| entry.text().is_some_and(|text| text.trim().is_empty()))
        .map(|entry| fault(entry, "空の文です。書き入れるか、この項目を消してください".into()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::entries;

    fn messages(faults: &[Fault]) -> Vec<String> {
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_badly_written_text_has_a_line() {
        let toml = "id = \"Ａ\"\nprinted = \"ｶｰﾄﾞ\"\n[[note]]\ntext = \"費用(税込み)です\"\n";
        assert_eq!(
            messages(&badly_written_texts(&entries::of([("a.toml", toml)]))),
            ["a.toml:4: 半角の括弧「(税込み)」があります。全角の「（税込み）」で書いてください"]
        );
    }

    #[test]
    fn a_document_number_has_its_form() {
        let found = |number: &str| {
            let toml = format!("[[document]]\nnumber = \"{number}\"\n");
            messages(&document_numbers(&entries::of([("a.toml", &toml)])))
        };
        for right in ["日医発第1203号（情シ）", "日医発第335号（情シ）（保険）"] {
            assert_eq!(found(right), [""; 0]);
        }
        for wrong in [
            "日医発1203号（情シ）",
            "日医発第号（情シ）",
            "日医発第１号（情シ）",
            "日医発第1号",
            "日医発第1号(情シ)",
            "日医発第1号（）",
        ] {
            assert_eq!(
                found(wrong),
                [format!(
                    "a.toml:2: 文書番号「{wrong}」は「日医発第1203号（情シ）」の形（数字は半角、括弧は全角）で書いてください"
                )]
            );
        }
    }

    #[test]
    fn an_address_of_another_programme_is_a_fault() {
        let page = |query: &str, why: &str| {
            format!("[detail]\nurl = \"https://example.jp/csm?{query}\"\nwhy = \"{why}\"\n")
        };
        let found = |files: [(&str, &str); 2]| messages(&shared_addresses(&entries::of(files)));
        let on_list = |one: &str, two: &str| found([("programmes/a.toml", one), ("programmes/b.toml", two)]);
        assert_eq!(on_list(&page("id=a&n=1", ""), &page("id=a&n=2", "")), [""; 0]);
        assert_eq!(
            on_list(&page("id=a&n=1", "共通のページです"), &page("id=a&n=1", "")),
            [""; 0]
        );
        assert_eq!(
            on_list(&page("id=a&n=1", ""), &page("n=1&id=a#top", "")),
            [
                "programmes/b.toml:2: programmes/a.toml（2行目）と同じアドレスです。「&」の後ろまで確かめて直すか、同じページで正しければ why に「共通のページです」と書いてください"
            ]
        );
        let page = page("id=a&n=1", "");
        let beside = found([("beside/c.toml", &page), ("programmes/a.toml", &page)]);
        assert_eq!(beside.len(), 1, "{beside:?}");
    }

    #[test]
    fn a_day_that_was_corrected_without_its_remark_is_a_fault() {
        let found = |toml: &str| messages(&mistyped_days(&entries::of([("a.toml", toml)])));
        let round = |remark: &str| {
            found(&format!(
                "[window]\n[[window.round]]\nto = 2026-10-30\nremark = \"{remark}\"\n"
            ))
        };
        assert_eq!(round("令和8年10月30日までです"), [""; 0]);
        assert_eq!(round("令和7年4月1日に変わりました"), [""; 0]);
        assert_eq!(
            round("令和8年9月30日までです"),
            [
                "a.toml:4: 文中の「令和8年9月30日」は、この期間のどの日付（from・to・date）とも合わず、1か所だけ違う日付があります。どちらかを直してください"
            ]
        );
        // The day of the period in the same remark excuses nothing.
        assert_eq!(round("令和8年10月30日まで。令和8年9月30日までです").len(), 1);
        // The remark on the whole window is compared with the days of all its tables.
        let window = "[window]\nremark = \"令和8年9月30日まで\"\n[[window.deadline]]\ndate = 2026-10-30\n";
        assert_eq!(found(window).len(), 1);
    }

    #[test]
    fn an_empty_text_is_a_fault() {
        let toml = "text = \" \"\nprinted = \"\"\nused = \"\"\n";
        assert_eq!(
            messages(&empty_texts(&entries::of([("a.toml", toml)]))),
            ["a.toml:1: 空の文です。書き入れるか、この項目を消してください"]
        );
    }
}
