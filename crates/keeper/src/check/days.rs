//! The days that a keeper has to look at: passed, near, and those on which the sources were last looked at.

use super::entries::{BESIDE, Entry};
use super::faults::other_days;
use crate::catalogue::Date;
use crate::japanese;

/// A day at most so many days ahead is near.
const NEAR: i64 = 90;

/// After so many days the sources of a programme that is not on the list have to be looked at again. The page
/// trusts them for 90 days.
const LOOK_AGAIN: i64 = 60;

/// Everything, as the keeper reads it.
pub(super) fn list(entries: &[Entry], on: Date) -> String {
    passed_and_near(entries, on) + &looked_at_long_ago(entries, on) + &in_remarks(entries)
}

fn section(heading: String, lines: impl IntoIterator<Item = String>) -> String {
    lines
        .into_iter()
        .fold(heading + "\n", |text, line| text + "  " + &line + "\n")
}

/// The first and last days of periods and the deadlines, in their order.
fn passed_and_near(entries: &[Entry], on: Date) -> String {
    let mut days: Vec<(Date, &Entry)> = entries
        .iter()
        .filter(|entry| {
            entry.path_ends_with(&["window", "round", entry.field()])
                || entry.path_ends_with(&["window", "deadline", "date"])
        })
        .filter_map(|entry| Some((entry.date()?, entry)))
        .filter(|(date, _)| on.days_until(*date) <= NEAR)
        .collect();
    days.sort_by_key(|(date, entry)| (*date, entry.file.clone(), entry.line));
    let (passed, near) = days.split_at(days.partition_point(|(date, _)| *date < on));
    let today = japanese::date(on);
    let lines = |days: &[(Date, &Entry)]| -> Vec<String> {
        days.iter()
            .map(|(date, entry)| day_of_period(entries, *date, entry, on))
            .collect()
    };
    section(format!("{today}より前の日（{}件）", passed.len()), lines(passed))
        + &section(
            format!("{today}から{NEAR}日以内の日（{}件）", near.len()),
            lines(near),
        )
}

/// A day of a period: 「電子処方箋」申請の期間の最後の日：神奈川県.
fn day_of_period(entries: &[Entry], date: Date, entry: &Entry, on: Date) -> String {
    let kind = entry.sibling_text("kind", entries).unwrap_or_default();
    let kind = japanese::value_name("round.kind", kind);
    let what = match entry.field() {
        "from" => "期間の最初の日",
        "to" => "期間の最後の日",
        _ => "期限",
    };
    // The first sentence of the remark names the round, such as 2026年5次.
    let remark = entry
        .sibling_text("remark", entries)
        .and_then(|remark| remark.split('。').next())
        .map(|remark| format!("：{remark}"))
        .unwrap_or_default();
    let name = entry.programme_name(entries);
    format!(
        "{}「{name}」{kind}の{what}{remark}",
        place_and_date(entry, date, on)
    )
}

/// The programmes that are not on the list and have to be looked at again, the longest ago first.
fn looked_at_long_ago(entries: &[Entry], on: Date) -> String {
    let mut days: Vec<(Date, &Entry)> = entries
        .iter()
        .filter(|entry| entry.is_in_folder(BESIDE) && entry.path == ["asOf"])
        .filter_map(|entry| Some((entry.date()?, entry)))
        .filter(|(date, _)| date.days_until(on) > LOOK_AGAIN)
        .collect();
    days.sort_by_key(|(date, entry)| (*date, entry.file.clone()));
    section(
        format!(
            "調べた日から{LOOK_AGAIN}日を過ぎた、一覧にない補助金（{}件）。もう一度資料を調べ、asOf を調べた日に直してください。90日を過ぎると、「受付中」や「これから」とは示さなくなります",
            days.len()
        ),
        days.iter().map(|(date, entry)| {
            let name = entry.programme_name(entries);
            format!("{}「{name}」を調べた日", place_and_date(entry, *date, on))
        }),
    )
}

/// Days that only the remarks on periods name and that are no slip: a person has to see whether they are
/// right.
fn in_remarks(entries: &[Entry]) -> String {
    let days: Vec<_> = other_days(entries)
        .into_iter()
        .filter(|day| !day.is_slip)
        .collect();
    section(
        format!(
            "期間の補足の文にあって、期間の日付にない日（{}件）。日付を動かしたときの直し忘れでないことを、確かめてください",
            days.len()
        ),
        days.iter()
            .map(|day| format!("catalogue/{}:{}: {}", day.entry.file, day.entry.line, day.text)),
    )
}

/// catalogue/programmes/a.toml:9: 令和8年1月19日（2026-01-19、あと90日）.
fn place_and_date(entry: &Entry, date: Date, on: Date) -> String {
    let distance = match on.days_until(date) {
        0 => "当日".into(),
        days if days < 0 => format!("{}日前", -days),
        days => format!("あと{days}日"),
    };
    let (file, line) = (&entry.file, entry.line);
    format!(
        "catalogue/{file}:{line}: {}（{date}、{distance}）",
        japanese::date(date)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::entries;

    #[test]
    fn passed_and_near_days_are_in_order() {
        let toml = "name = \"名\"\n[[document]]\ndate = 2025-01-01\n[window]\n[[window.round]]\nkind = \"apply\"\nremark = \"神奈川県。郵送\"\nfrom = 2025-10-01\nto = 2026-01-19\n[[window.deadline]]\nkind = \"introduce\"\ndate = 2026-01-20\n[[window.deadline]]\nkind = \"use\"\ndate = 2025-10-21\n";
        assert_eq!(
            passed_and_near(
                &entries::of([("programmes/a.toml", toml)]),
                "2025-10-21".parse().unwrap()
            ),
            "令和7年10月21日より前の日（1件）
  catalogue/programmes/a.toml:8: 令和7年10月1日（2025-10-01、20日前）「名」申請の期間の最初の日：神奈川県
令和7年10月21日から90日以内の日（2件）
  catalogue/programmes/a.toml:15: 令和7年10月21日（2025-10-21、当日）「名」利用の期限
  catalogue/programmes/a.toml:9: 令和8年1月19日（2026-01-19、あと90日）「名」申請の期間の最後の日：神奈川県
"
        );
    }

    #[test]
    fn days_of_programmes_beside_the_list_are_listed_too() {
        let toml = "name = \"名\"\n[[window.round]]\nkind = \"apply\"\nto = 2026-11-30\n";
        let entries = entries::of([("beside/b.toml", toml)]);
        let days = passed_and_near(&entries, "2026-11-29".parse().unwrap());
        assert!(
            days.ends_with(
                "  catalogue/beside/b.toml:4: 令和8年11月30日（2026-11-30、あと1日）「名」申請の期間の最後の日\n"
            ),
            "{days}"
        );
    }

    #[test]
    fn programmes_beside_the_list_are_looked_at_again_after_60_days() {
        let toml = "name = \"名\"\nasOf = 2026-09-30\n[[successor]]\nlookedAt = 2020-01-01\n";
        let listed =
            |file: &str, on: &str| looked_at_long_ago(&entries::of([(file, toml)]), on.parse().unwrap());
        for (on, count) in [("2026-11-28", 0), ("2026-11-29", 0), ("2026-11-30", 1)] {
            let text = listed("beside/b.toml", on);
            assert!(
                text.contains(&format!("一覧にない補助金（{count}件）")),
                "{on}: {text}"
            );
            assert_eq!(text.lines().count(), 1 + count, "{on}: {text}");
        }
        assert_eq!(
            listed("beside/b.toml", "2026-11-30").lines().last(),
            Some("  catalogue/beside/b.toml:2: 令和8年9月30日（2026-09-30、61日前）「名」を調べた日")
        );
        assert_eq!(listed("programmes/b.toml", "2027-11-30").lines().count(), 1);
    }

    #[test]
    fn a_day_in_a_remark_alone_is_listed() {
        let toml = "[window]\n[[window.round]]\nfrom = 2025-10-01\nto = 2026-12-31\nremark = \"令和7年10月1日から令和8年9月30日まで\"\n";
        assert_eq!(
            in_remarks(&entries::of([("a.toml", toml)])),
            "期間の補足の文にあって、期間の日付にない日（1件）。日付を動かしたときの直し忘れでないことを、確かめてください\n  catalogue/a.toml:5: 令和8年9月30日\n"
        );
    }
}
