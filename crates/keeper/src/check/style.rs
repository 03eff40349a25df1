//! How Japanese is written in the catalogue: rules for every text.

use crate::catalogue::Date;

/// Checks one text. The message says what is wrong and how to mend it.
type Rule = fn(&str) -> Option<String>;

const RULES: &[Rule] = &[
    half_width_katakana,
    full_width_letters,
    half_width_parentheses,
    exclamation,
    spaces,
    dates_not_in_calendar,
    days_not_in_calendar,
    invisible_characters,
    doubled_punctuation,
    other_wave_dashes,
    markup,
];

/// The messages of all rules that a text breaks.
pub(crate) fn faults(text: &str) -> impl Iterator<Item = String> {
    RULES.iter().filter_map(move |rule| rule(text))
}

/// Whether a text is Japanese: whether it has kana or kanji.
pub(crate) fn is_japanese(text: &str) -> bool {
    text.chars().any(is_kana_or_kanji)
}

fn is_kana_or_kanji(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}' | '々' | '〆')
}

fn half_width_katakana(text: &str) -> Option<String> {
    let found: String = text
        .chars()
        .filter(|character| matches!(character, '\u{ff61}'..='\u{ff9f}'))
        .collect();
    (!found.is_empty()).then(|| format!("半角カタカナ「{found}」があります。全角で書いてください"))
}

fn full_width_letters(text: &str) -> Option<String> {
    let is_full_width = |character: &char| matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let found: String = text.chars().filter(is_full_width).collect();
    let half_width = |character: char| {
        u32::from(character)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(character)
    };
    (!found.is_empty()).then(|| {
        let mended: String = found.chars().map(half_width).collect();
        format!("全角の英数字「{found}」があります。半角の「{mended}」で書いてください")
    })
}

/// Parentheses of half width with Japanese inside or next to them.
fn half_width_parentheses(text: &str) -> Option<String> {
    text.match_indices('(').find_map(|(start, _)| {
        let (before, after) = (&text[..start], &text[start + 1..]);
        let (inside, after) = after.split_once(')').unwrap_or((after, ""));
        let neighbours = [before.chars().next_back(), after.chars().next()];
        let japanese = is_japanese(inside) || neighbours.into_iter().flatten().any(is_kana_or_kanji);
        japanese
            .then(|| format!("半角の括弧「({inside})」があります。全角の「（{inside}）」で書いてください"))
    })
}

fn exclamation(text: &str) -> Option<String> {
    text.contains(['!', '！'])
        .then(|| "感嘆符（!）があります。「。」で書いてください".into())
}

fn spaces(text: &str) -> Option<String> {
    let is_space = |character: char| character == ' ' || character == '\u{3000}';
    let doubled = text
        .chars()
        .zip(text.chars().skip(1))
        .any(|(character, next)| is_space(character) && is_space(next));
    (doubled || text.starts_with(is_space) || text.ends_with(is_space))
        .then(|| "余分な空白があります（2つ続いているか、初めか終わりにあります）。取ってください".into())
}

fn not_in_calendar(date: &str) -> String {
    format!("「{date}」という日は暦にありません。日付を直してください")
}

fn dates_not_in_calendar(text: &str) -> Option<String> {
    written_dates(text)
        .into_iter()
        .find(|written| !written.exists)
        .map(|written| not_in_calendar(&written.text))
}

/// A month and a day without a year.
fn days_not_in_calendar(text: &str) -> Option<String> {
    text.match_indices('月').find_map(|(at, _)| {
        let before = &text[..at];
        let head = without_digits_at_end(before);
        let month: u8 = before[head.len()..].parse().ok()?;
        let (day, length) = number_before(&text[at + '月'.len_utf8()..], '日')?;
        // `dates_not_in_calendar` checks days with a year. 2000 is a leap year: 29 February may pass.
        let fault = !head.ends_with('年') && Date::new(2000, month, day).is_none();
        fault.then(|| not_in_calendar(&text[head.len()..at + '月'.len_utf8() + length]))
    })
}

fn invisible_characters(text: &str) -> Option<String> {
    let is_invisible = |character: char| {
        character.is_control()
            || matches!(character, '\u{fffd}' | '\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
    };
    text.contains(is_invisible)
        .then(|| "見えない文字か、化けた文字があります。その文を打ち直してください".into())
}

fn doubled_punctuation(text: &str) -> Option<String> {
    ["。。", "、、", "。、", "、。"]
        .iter()
        .find(|doubled| text.contains(**doubled))
        .map(|doubled| format!("「{doubled}」があります。句読点は1つにしてください"))
}

fn other_wave_dashes(text: &str) -> Option<String> {
    text.contains(['～', '~'])
        .then(|| "範囲の記号は「〜」（波ダッシュ）で書いてください".into())
}

fn markup(text: &str) -> Option<String> {
    let starts_tag = |character: char| character.is_ascii_alphabetic() || character == '/';
    text.split('<')
        .skip(1)
        .any(|rest| rest.starts_with(starts_tag) && rest.contains('>'))
        .then(|| "HTML の印（<b> など）は使えません。消してください".into())
}

/// A year, a month or a day that a text names.
#[derive(Debug)]
pub(crate) struct WrittenDate {
    /// The part of the text.
    pub(crate) text: String,
    /// The date, where the text names a day and the calendar has it.
    pub(crate) date: Option<Date>,
    /// Whether the calendar has this day, month or year.
    exists: bool,
}

/// The dates in a text, from the year on: a year of 令和, or one of four digits.
pub(crate) fn written_dates(text: &str) -> Vec<WrittenDate> {
    text.match_indices('年')
        .filter_map(|(at, _)| written_date(text, at))
        .collect()
}

/// The date in a text whose 年 is at this byte.
fn written_date(text: &str, at: usize) -> Option<WrittenDate> {
    let (start, year) = written_year(&text[..at])?;
    let mut end = at + '年'.len_utf8();
    let month = number_before(&text[end..], '月');
    end += month.map_or(0, |(_, length)| length);
    let day = month.and_then(|_| number_before(&text[end..], '日'));
    end += day.map_or(0, |(_, length)| length);
    let (month, day) = (month.map(|(month, _)| month), day.map(|(day, _)| day));
    let date = Date::new(year, month.unwrap_or(12), day.unwrap_or(1)).filter(|date| date.year < 2100);
    // 令和 began on 1 May 2019, in the first year of its calendar: 令和元年5月 exists, 令和元年4月 does not.
    let in_era = !text[start..].starts_with("令和") || date >= Date::new(2019, 5, 1);
    Some(WrittenDate {
        text: text[start..end].to_owned(),
        date: date.filter(|_| day.is_some()),
        exists: date.is_some() && in_era,
    })
}

/// The year at the end of a text, and the byte where it begins.
fn written_year(before: &str) -> Option<(usize, u16)> {
    if let Some(head) = before.strip_suffix("令和元") {
        return Some((head.len(), 2019));
    }
    let head = without_digits_at_end(before);
    let digits = &before[head.len()..];
    let number: u16 = digits.parse().ok()?;
    match head.strip_suffix("令和") {
        // There is no 令和0年. No calendar has a year 0, so that it is a fault.
        Some(head) if number == 0 => Some((head.len(), 0)),
        Some(head) => Some((head.len(), number.saturating_add(2018))),
        None => (digits.len() == 4).then_some((head.len(), number)),
    }
}

fn without_digits_at_end(text: &str) -> &str {
    text.trim_end_matches(|character: char| character.is_ascii_digit())
}

/// The number at the beginning of a text where this character follows it, and the length of both in bytes.
fn number_before(text: &str, character: char) -> Option<(u8, usize)> {
    let rest = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let number = digits.parse().ok()?;
    rest.starts_with(character)
        .then_some((number, digits.len() + character.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        faults(text).collect()
    }

    #[test]
    fn every_rule_says_what_is_wrong_and_how_to_mend_it() {
        for (text, message) in [
            ("ｶｰﾄﾞを使う", "半角カタカナ「ｶｰﾄﾞ」があります。全角で書いてください"),
            (
                "Ｑ＆Ａの２番",
                "全角の英数字「ＱＡ２」があります。半角の「QA2」で書いてください",
            ),
            (
                "費用(税込み)",
                "半角の括弧「(税込み)」があります。全角の「（税込み）」で書いてください",
            ),
            (
                "規格(FHIR)の形",
                "半角の括弧「(FHIR)」があります。全角の「（FHIR）」で書いてください",
            ),
            (
                "規格の形(案",
                "半角の括弧「(案)」があります。全角の「（案）」で書いてください",
            ),
            ("締切です!", "感嘆符（!）があります。「。」で書いてください"),
            (
                "費用  の額",
                "余分な空白があります（2つ続いているか、初めか終わりにあります）。取ってください",
            ),
            (
                "令和8年2月29日まで",
                "「令和8年2月29日」という日は暦にありません。日付を直してください",
            ),
            (
                "令和7年13月から",
                "「令和7年13月」という日は暦にありません。日付を直してください",
            ),
            (
                "令和元年4月30日",
                "「令和元年4月30日」という日は暦にありません。日付を直してください",
            ),
            (
                "2025年11月31日",
                "「2025年11月31日」という日は暦にありません。日付を直してください",
            ),
            (
                "令和0年3月31日",
                "「令和0年3月31日」という日は暦にありません。日付を直してください",
            ),
            (
                "令和2025年3月31日",
                "「令和2025年3月31日」という日は暦にありません。日付を直してください",
            ),
            (
                "締切は9月31日です",
                "「9月31日」という日は暦にありません。日付を直してください",
            ),
            (
                "費用\u{200b}の額",
                "見えない文字か、化けた文字があります。その文を打ち直してください",
            ),
            (
                "費用\tの額",
                "見えない文字か、化けた文字があります。その文を打ち直してください",
            ),
            (
                "費用の額です。。",
                "「。。」があります。句読点は1つにしてください",
            ),
            ("4月～5月", "範囲の記号は「〜」（波ダッシュ）で書いてください"),
            (
                "<b>費用</b>の額",
                "HTML の印（<b> など）は使えません。消してください",
            ),
        ] {
            assert_eq!(messages(text), [message], "{text}");
        }
    }

    #[test]
    fn right_texts_pass() {
        for text in [
            "令和8年9月30日まで（その日を含む）",
            "令和10年2月29日、令和7年度、令和8年夏、3年、2026年の夏",
            "f(x) = 1",
            "①を行う → ②を行う",
            "2月29日と4月〜5月、20床<200床、令和10年3月31日",
        ] {
            assert_eq!(messages(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn only_a_year_with_month_and_day_is_a_date() {
        let dates: Vec<_> = written_dates("令和7年10月以降、令和元年5月1日と2026年1月15日、15年3月")
            .into_iter()
            .map(|written| (written.text, written.date.map(|date| date.to_string())))
            .collect();
        assert_eq!(
            dates,
            [
                ("令和7年10月".into(), None),
                ("令和元年5月1日".into(), Some("2019-05-01".into())),
                ("2026年1月15日".into(), Some("2026-01-15".into())),
            ]
        );
    }
}
