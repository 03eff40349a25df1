//! `cargo xtask check catalogue`: what the build checks and more, and the days that a keeper has to look at.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use catalogue_compiler::Fault;
use catalogue_model::Date;
use url::Url;

use crate::leaves::{self, BESIDE, Leaf};
use crate::{wording, words};

/// A day within so many days is near.
const NEAR: i64 = 90;

/// What was looked at more than so many days ago has to be looked at again. The page trusts it for 90 days.
const LOOK_AGAIN: i64 = 60;

/// Fields that hold what others printed; nobody corrects how that is written.
const AS_PRINTED: [&str; 6] = ["printed", "title", "listTitle", "paragraphs", "number", "url"];

/// Prints the faults of a catalogue and its days. Whether it has no fault.
pub(crate) fn check(folder: &Path, on: Date) -> Result<bool> {
    let leaves = leaves::read(folder)?;
    let mut faults = catalogue_compiler::read(folder)
        .err()
        .map_or(Vec::new(), |faults| faults.0);
    faults.extend(faults_of(&leaves));
    faults.sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    faults.dedup();
    for fault in &faults {
        println!("catalogue/{fault}");
    }
    print!(
        "{}{}{}",
        days(&leaves, on),
        looked_at_long_ago(&leaves, on),
        other_days(&leaves)
    );
    if faults.is_empty() {
        println!("目録に誤りは見つかりませんでした。");
    } else {
        println!(
            "目録に誤りが{}件あります。上に挙げた行を直して、もう一度 cargo xtask check catalogue を実行してください。",
            faults.len()
        );
    }
    Ok(faults.is_empty())
}

/// Today in Japan.
pub(crate) fn today() -> Result<Date> {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .context("この機械の時計が1970年より前になっています。時計を合わせてください")?
        .as_secs();
    let days = (seconds + 9 * 60 * 60) / (24 * 60 * 60);
    i64::try_from(days)
        .ok()
        .and_then(Date::from_days_since_1970)
        .context("この機械の時計が正しくありません。時計を合わせてください")
}

/// The day of the catalogue's list.
pub(crate) fn as_of(folder: &Path) -> Result<Date> {
    leaves::read(folder)?
        .iter()
        .find(|leaf| leaf.is(&["edition", "asOf"]))
        .and_then(Leaf::date)
        .context("edition.toml に asOf（一覧の日付）がありません。asOf = 2025-10-21 の形で書いてください")
}

/// What the build does not check.
fn faults_of(leaves: &[Leaf]) -> Vec<Fault> {
    let mut faults = texts(leaves);
    faults.extend(document_numbers(leaves));
    faults.extend(shared_addresses(leaves));
    faults.extend(dates_that_disagree(leaves));
    faults.extend(empty_texts(leaves));
    faults
}

fn fault(leaf: &Leaf, message: String) -> Fault {
    Fault {
        file: leaf.file.clone(),
        line: leaf.line,
        message,
    }
}

/// Japanese texts that are not written as the catalogue writes.
fn texts(leaves: &[Leaf]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for leaf in leaves.iter().filter(|leaf| !AS_PRINTED.contains(&leaf.field())) {
        let Some(text) = leaf.text().filter(|text| text.chars().any(wording::japanese)) else {
            continue;
        };
        let messages = wording::CHECKS.iter().filter_map(|check| check(text));
        faults.extend(messages.map(|message| fault(leaf, message)));
    }
    faults
}

/// Numbers of the association's documents that do not have the form of one.
fn document_numbers(leaves: &[Leaf]) -> Vec<Fault> {
    leaves
        .iter()
        .filter(|leaf| leaf.is(&["document", "number"]) || leaf.is(&["edition", "number"]))
        .filter_map(|leaf| Some((leaf, leaf.text()?)))
        .filter(|(_, number)| !is_document_number(number))
        .map(|(leaf, number)| {
            fault(
                leaf,
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
    let digits = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    let departments = departments
        .strip_prefix('（')
        .and_then(|rest| rest.strip_suffix('）'))
        .is_some_and(|inside| {
            inside
                .split("）（")
                .all(|name| !name.is_empty() && !name.contains(['（', '）']))
        });
    !number.is_empty() && digits && departments
}

/// Two programmes with the same address, where neither says that they share it. The portal's
/// addresses differ only behind `&`, so that one cut or copied wrongly still opens a page.
fn shared_addresses(leaves: &[Leaf]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut first: BTreeMap<String, &Leaf> = BTreeMap::new();
    let addresses = leaves
        .iter()
        .filter(|leaf| leaf.is(&["overview", "url"]) || leaf.is(&["detail", "url"]))
        .filter(|leaf| leaf.within("programmes") || leaf.within(BESIDE));
    for leaf in addresses {
        let Some(address) = leaf.text().and_then(same_page) else {
            continue;
        };
        let Some(other) = first.get(&address) else {
            first.insert(address, leaf);
            continue;
        };
        if other.file != leaf.file && !says_shared(leaves, leaf) && !says_shared(leaves, other) {
            faults.push(fault(
                leaf,
                format!(
                    "{}（{}行目）と同じアドレスです。「&」の後ろまで確かめて直すか、同じページで正しければ why に「共通のページです」と書いてください",
                    other.file, other.line
                ),
            ));
        }
    }
    faults
}

/// One text for all addresses of a page: parsed, its query whole and in order, without the place in
/// the page.
fn same_page(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    let mut query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    query.sort();
    url.set_fragment(None);
    url.set_query(None);
    Some(format!("{url} {query:?}"))
}

fn says_shared(leaves: &[Leaf], address: &Leaf) -> bool {
    beside(leaves, address, "why").is_some_and(|why| why.contains("共通"))
}

/// The text of a field in the same table.
fn beside<'a>(leaves: &'a [Leaf], leaf: &Leaf, field: &str) -> Option<&'a str> {
    leaves
        .iter()
        .find(|other| other.table() == leaf.table() && other.field() == field)?
        .text()
}

/// The days that a remark on a period names and that are no day of that period: as they stand there,
/// and whether they differ from one in a single place, which is a slip rather than another day.
fn days_apart(leaves: &[Leaf]) -> Vec<(&Leaf, String, bool)> {
    let mut apart = Vec::new();
    for leaf in leaves
        .iter()
        .filter(|leaf| leaf.path.iter().any(|it| it == "window"))
    {
        let written = leaf.text().map(wording::written_dates).unwrap_or_default();
        let days: Vec<Date> = leaves
            .iter()
            .filter(|other| other.tables.contains(&leaf.table()))
            .filter_map(Leaf::date)
            .collect();
        let dates = written
            .into_iter()
            .filter_map(|written| Some((written.date?, written.text)));
        for (date, text) in dates.filter(|(date, _)| !days.is_empty() && !days.contains(date)) {
            apart.push((leaf, text, days.iter().any(|day| nearly(date, *day))));
        }
    }
    apart
}

/// Remarks that name a day which differs from one of their period in a single place.
fn dates_that_disagree(leaves: &[Leaf]) -> Vec<Fault> {
    days_apart(leaves)
        .into_iter()
        .filter(|(.., slip)| *slip)
        .map(|(leaf, text, _)| {
            fault(
                leaf,
                format!(
                    "文中の「{text}」は、この期間のどの日付（from・to・date）とも合わず、1か所だけ違う日付があります。どちらかを直してください"
                ),
            )
        })
        .collect()
}

/// Other days that the remarks on periods name, for the keeper to look at.
fn other_days(leaves: &[Leaf]) -> String {
    let apart: Vec<_> = days_apart(leaves)
        .into_iter()
        .filter(|(.., slip)| !slip)
        .collect();
    let mut lines = vec![format!(
        "期間の補足の文にあって、期間の日付にない日（{}件）。日付を動かしたときの直し忘れでないことを、確かめてください",
        apart.len()
    )];
    lines.extend(
        apart
            .iter()
            .map(|(leaf, text, _)| format!("  catalogue/{}:{}: {text}", leaf.file, leaf.line)),
    );
    lines.join("\n") + "\n"
}

/// Texts that say nothing.
fn empty_texts(leaves: &[Leaf]) -> Vec<Fault> {
    leaves
        .iter()
        .filter(|leaf| !["printed", "used"].contains(&leaf.field()))
        .filter(|leaf| leaf.text().is_some_and(|text| text.trim().is_empty()))
        .map(|leaf| fault(leaf, "空の文です。書き入れるか、この項目を消してください".into()))
        .collect()
}

/// Whether two days differ in the year alone, the month alone or the day alone.
fn nearly(one: Date, two: Date) -> bool {
    let same = [one.year == two.year, one.month == two.month, one.day == two.day];
    same.into_iter().filter(|same| *same).count() == 2
}

/// The days of all programmes that have passed or are near, in order, for the keeper.
fn days(leaves: &[Leaf], on: Date) -> String {
    let mut days: Vec<(Date, &Leaf)> = leaves
        .iter()
        .filter(|leaf| {
            leaf.is(&["window", "round", leaf.field()]) || leaf.is(&["window", "deadline", "date"])
        })
        .filter_map(|leaf| Some((leaf.date()?, leaf)))
        .filter(|(date, _)| on.days_until(*date) <= NEAR)
        .collect();
    days.sort_by_key(|(date, leaf)| (*date, leaf.file.clone(), leaf.line));
    let (passed, near): (Vec<_>, Vec<_>) = days.into_iter().partition(|(date, _)| *date < on);
    let mut lines = Vec::new();
    for (heading, days) in [
        (format!("{}より前の日", words::day(on)), passed),
        (format!("{}から{NEAR}日以内の日", words::day(on)), near),
    ] {
        lines.push(format!("{heading}（{}件）", days.len()));
        for (date, leaf) in days {
            lines.push(format!("  {}", line(leaves, date, leaf, on)));
        }
    }
    lines.join("\n") + "\n"
}

/// The programmes beside the list that have to be looked at again, the one looked at first before the others.
fn looked_at_long_ago(leaves: &[Leaf], on: Date) -> String {
    let mut days: Vec<(Date, &Leaf)> = leaves
        .iter()
        .filter(|leaf| leaf.within(BESIDE) && leaf.path == ["asOf"])
        .filter_map(|leaf| Some((leaf.date()?, leaf)))
        .filter(|(date, _)| date.days_until(on) > LOOK_AGAIN)
        .collect();
    days.sort_by_key(|(date, leaf)| (*date, leaf.file.clone()));
    let mut lines = vec![format!(
        "調べた日から{LOOK_AGAIN}日を過ぎた、一覧にない補助金（{}件）。もう一度資料を調べ、asOf を調べた日に直してください。90日を過ぎると、「受付中」や「これから」とは示さなくなります",
        days.len()
    )];
    lines.extend(days.into_iter().map(|(date, leaf)| {
        format!(
            "  catalogue/{}:{}: {}（{date}、{}）「{}」を調べた日",
            leaf.file,
            leaf.line,
            words::day(date),
            distance(on, date),
            name_in(leaves, leaf)
        )
    }));
    lines.join("\n") + "\n"
}

/// The name of the programme in whose file a leaf stands.
fn name_in<'a>(leaves: &'a [Leaf], leaf: &Leaf) -> &'a str {
    leaves
        .iter()
        .find(|other| other.file == leaf.file && other.path == ["name"])
        .and_then(Leaf::text)
        .unwrap_or_default()
}

/// How far a day lies from today.
fn distance(on: Date, date: Date) -> String {
    match on.days_until(date) {
        0 => "当日".into(),
        days if days < 0 => format!("{}日前", -days),
        days => format!("あと{days}日"),
    }
}

fn line(leaves: &[Leaf], date: Date, leaf: &Leaf, on: Date) -> String {
    let kind = words::name("round.kind", beside(leaves, leaf, "kind").unwrap_or_default());
    let what = match leaf.field() {
        "from" => "期間の最初の日",
        "to" => "期間の最後の日",
        _ => "期限",
    };
    // Its first sentence tells one round from the next.
    let remark = beside(leaves, leaf, "remark")
        .and_then(|remark| remark.split('。').next())
        .map(|remark| format!("：{remark}"))
        .unwrap_or_default();
    format!(
        "catalogue/{}:{}: {}（{date}、{}）「{}」{kind}の{what}{remark}",
        leaf.file,
        leaf.line,
        words::day(date),
        distance(on, date),
        name_in(leaves, leaf)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    fn said(faults: &[Fault]) -> Vec<String> {
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_catalogue_has_no_fault() {
        let leaves = leaves::read(&layout::catalogue()).unwrap();
        assert_eq!(said(&faults_of(&leaves)), [""; 0]);
    }

    #[test]
    fn a_text_is_named_with_its_line() {
        let leaves = leaves::of(
            "a.toml",
            "id = \"Ａ\"\nprinted = \"ｶｰﾄﾞ\"\n[[note]]\ntext = \"費用(税込み)です\"\n",
        );
        assert_eq!(
            said(&texts(&leaves)),
            ["a.toml:4: 半角の括弧「(税込み)」があります。全角の「（税込み）」で書いてください"]
        );
    }

    #[test]
    fn a_document_number_has_its_form() {
        let toml = |number: &str| leaves::of("a.toml", &format!("[[document]]\nnumber = \"{number}\"\n"));
        for right in ["日医発第1203号（情シ）", "日医発第335号（情シ）（保険）"] {
            assert!(document_numbers(&toml(right)).is_empty(), "{right}");
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
                said(&document_numbers(&toml(wrong))),
                [format!(
                    "a.toml:2: 文書番号「{wrong}」は「日医発第1203号（情シ）」の形（数字は半角、括弧は全角）で書いてください"
                )]
            );
        }
    }

    #[test]
    fn an_address_copied_from_another_programme_is_noticed() {
        let page = |query: &str, why: &str| {
            format!("[detail]\nurl = \"https://example.jp/csm?{query}\"\nwhy = \"{why}\"\n")
        };
        let in_files = |[file, other]: [&str; 2], one: &str, two: &str| {
            let mut leaves = leaves::of(file, one);
            let mut next = 100;
            leaves::add(other, two, &mut next, &mut leaves);
            said(&shared_addresses(&leaves))
        };
        let two = |one: &str, two: &str| in_files(["programmes/a.toml", "programmes/b.toml"], one, two);
        assert_eq!(two(&page("id=a&n=1", ""), &page("id=a&n=2", "")), [""; 0]);
        assert_eq!(
            two(&page("id=a&n=1", "共通のページです"), &page("id=a&n=1", "")),
            [""; 0]
        );
        assert_eq!(
            two(&page("id=a&n=1", ""), &page("n=1&id=a#top", "")),
            [
                "programmes/b.toml:2: programmes/a.toml（2行目）と同じアドレスです。「&」の後ろまで確かめて直すか、同じページで正しければ why に「共通のページです」と書いてください"
            ]
        );
        let page = page("id=a&n=1", "");
        let beside = in_files(["beside/c.toml", "programmes/a.toml"], &page, &page);
        assert_eq!(beside.len(), 1, "{beside:?}");
    }

    #[test]
    fn a_remark_left_behind_when_a_day_moved_is_noticed() {
        let round = |remark: &str| {
            let text = format!("[window]\n[[window.round]]\nto = 2026-10-30\nremark = \"{remark}\"\n");
            said(&dates_that_disagree(&leaves::of("a.toml", &text)))
        };
        assert_eq!(round("令和8年10月30日までです"), [""; 0]);
        assert_eq!(round("令和7年4月1日に変わりました"), [""; 0]);
        assert_eq!(
            round("令和8年9月30日までです"),
            [
                "a.toml:4: 文中の「令和8年9月30日」は、この期間のどの日付（from・to・date）とも合わず、1か所だけ違う日付があります。どちらかを直してください"
            ]
        );
        // Also beside a day that is right.
        assert_eq!(round("令和8年10月30日まで。令和8年9月30日までです").len(), 1);
        let moved = "[window]\n[[window.round]]\nfrom = 2025-10-01\nto = 2026-12-31\nremark = \"令和7年10月1日から令和8年9月30日まで\"\n";
        assert!(other_days(&leaves::of("a.toml", moved)).ends_with("（1件）。日付を動かしたときの直し忘れでないことを、確かめてください\n  catalogue/a.toml:5: 令和8年9月30日\n"));
        let above = "[window]\nremark = \"令和8年9月30日まで\"\n[[window.deadline]]\ndate = 2026-10-30\n";
        assert_eq!(dates_that_disagree(&leaves::of("a.toml", above)).len(), 1);
    }

    #[test]
    fn days_passed_and_near_stand_in_order() {
        let leaves = leaves::of(
            "programmes/a.toml",
            "name = \"名\"\n[[document]]\ndate = 2025-01-01\n[window]\n[[window.round]]\nkind = \"apply\"\nremark = \"神奈川県。郵送\"\nfrom = 2025-10-01\nto = 2026-01-19\n[[window.deadline]]\nkind = \"introduce\"\ndate = 2026-01-20\n[[window.deadline]]\nkind = \"use\"\ndate = 2025-10-21\n",
        );
        assert_eq!(
            days(&leaves, "2025-10-21".parse().unwrap()),
            "令和7年10月21日より前の日（1件）
  catalogue/programmes/a.toml:8: 令和7年10月1日（2025-10-01、20日前）「名」申請の期間の最初の日：神奈川県
令和7年10月21日から90日以内の日（2件）
  catalogue/programmes/a.toml:15: 令和7年10月21日（2025-10-21、当日）「名」利用の期限
  catalogue/programmes/a.toml:9: 令和8年1月19日（2026-01-19、あと90日）「名」申請の期間の最後の日：神奈川県
"
        );
    }

    #[test]
    fn a_day_beside_the_list_is_a_day_too() {
        let toml = "name = \"名\"\n[[window.round]]\nkind = \"apply\"\nto = 2026-11-30\n";
        let days = days(&leaves::of("beside/b.toml", toml), "2026-11-29".parse().unwrap());
        assert!(
            days.ends_with(
                "  catalogue/beside/b.toml:4: 令和8年11月30日（2026-11-30、あと1日）「名」申請の期間の最後の日\n"
            ),
            "{days}"
        );
    }

    #[test]
    fn what_stands_beside_the_list_is_looked_at_again_after_60_days() {
        let toml = "name = \"名\"\nasOf = 2026-09-30\n[[successor]]\nlookedAt = 2020-01-01\n";
        let said = |file: &str, on: &str| looked_at_long_ago(&leaves::of(file, toml), on.parse().unwrap());
        for (on, count) in [("2026-11-28", 0), ("2026-11-29", 0), ("2026-11-30", 1)] {
            let said = said("beside/b.toml", on);
            assert!(
                said.contains(&format!("一覧にない補助金（{count}件）")),
                "{on}: {said}"
            );
            assert_eq!(said.lines().count(), 1 + count, "{on}: {said}");
        }
        assert_eq!(
            said("beside/b.toml", "2026-11-30").lines().last(),
            Some("  catalogue/beside/b.toml:2: 令和8年9月30日（2026-09-30、61日前）「名」を調べた日")
        );
        assert_eq!(said("programmes/b.toml", "2027-11-30").lines().count(), 1);
    }

    #[test]
    fn both_folders_of_programmes_are_read() {
        let leaves = leaves::read(&layout::catalogue()).unwrap();
        for folder in ["programmes", BESIDE] {
            assert!(leaves.iter().any(|leaf| leaf.within(folder)), "{folder}");
        }
    }

    #[test]
    fn the_list_has_its_day() {
        assert_eq!(as_of(&layout::catalogue()).unwrap().to_string(), "2025-10-21");
    }
}
