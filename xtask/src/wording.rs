//! How Japanese is written in the catalogue: what every text has to keep to.

use catalogue_model::Date;

/// A check of one text: what is wrong with it and how to mend it, or nothing.
pub(crate) type Check = fn(&str) -> Option<String>;

/// All of them.
pub(crate) const CHECKS: [Check; 11] = [
    half_width_katakana,
    full_width_letters,
    half_width_parentheses,
    exclamation,
    spaces,
    unreal_dates,
    unreal_days,
    unseen,
    doubled,
    other_wave,
    markup,
];

/// Whether a character is kana or kanji, so that what holds it is a Japanese text.
pub(crate) fn japanese(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}' | '々' | '〆')
}

fn half_width_katakana(text: &str) -> Option<String> {
    let found: String = text
        .chars()
        .filter(|it| matches!(it, '\u{ff61}'..='\u{ff9f}'))
        .collect();
    (!found.is_empty()).then(|| format!("半角カタカナ「{found}」があります。全角で書いてください"))
}

fn full_width_letters(text: &str) -> Option<String> {
    let wide = |it: &char| matches!(it, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let found: String = text.chars().filter(wide).collect();
    let narrow = |it: char| {
        u32::from(it)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(it)
    };
    (!found.is_empty()).then(|| {
        let mended: String = found.chars().map(narrow).collect();
        format!("全角の英数字「{found}」があります。半角の「{mended}」で書いてください")
    })
}

/// Parentheses of half width with Japanese inside or right beside them.
fn half_width_parentheses(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| characters.get(place)).copied();
    for (open, _) in characters.iter().enumerate().filter(|(_, it)| **it == '(') {
        let close = characters[open..]
            .iter()
            .position(|it| *it == ')')
            .map_or(characters.len(), |length| open + length);
        let inside = &characters[open + 1..close.max(open + 1).min(characters.len())];
        let beside = [at(open.checked_sub(1)), at(close.checked_add(1))];
        if inside.iter().copied().any(japanese) || beside.into_iter().flatten().any(japanese) {
            let inside: String = inside.iter().collect();
            return Some(format!(
                "半角の括弧「({inside})」があります。全角の「（{inside}）」で書いてください"
            ));
        }
    }
    None
}

fn exclamation(text: &str) -> Option<String> {
    text.contains(['!', '！'])
        .then(|| "感嘆符（!）があります。「。」で書いてください".into())
}

fn spaces(text: &str) -> Option<String> {
    let space = |it: char| it == ' ' || it == '\u{3000}';
    let doubled = text
        .chars()
        .zip(text.chars().skip(1))
        .any(|(one, two)| space(one) && space(two));
    (doubled || text.starts_with(space) || text.ends_with(space))
        .then(|| "余分な空白があります（2つ続いているか、初めか終わりにあります）。取ってください".into())
}

fn unreal_dates(text: &str) -> Option<String> {
    written_dates(text)
        .into_iter()
        .find(|written| !written.real)
        .map(|written| {
            format!(
                "「{}」という日は暦にありません。日付を直してください",
                written.text
            )
        })
}

/// A month and a day that stand without a year.
fn unreal_days(text: &str) -> Option<String> {
    text.match_indices('月').find_map(|(at, _)| {
        let before = &text[..at];
        let head = before.trim_end_matches(|it: char| it.is_ascii_digit());
        let month: u8 = before[head.len()..].parse().ok()?;
        let (day, length) = number_before(&text[at + '月'.len_utf8()..], '日')?;
        // With its year it has been looked at as a date; 29 February may be.
        let unreal = !head.ends_with('年') && Date::new(2000, month, day).is_none();
        unreal.then(|| {
            format!(
                "「{}」という日は暦にありません。日付を直してください",
                &text[head.len()..at + '月'.len_utf8() + length]
            )
        })
    })
}

fn unseen(text: &str) -> Option<String> {
    let unseen = |it: char| {
        it.is_control()
            || matches!(it, '\u{fffd}' | '\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
    };
    text.contains(unseen)
        .then(|| "見えない文字か、化けた文字があります。その文を打ち直してください".into())
}

fn doubled(text: &str) -> Option<String> {
    ["。。", "、、", "。、", "、。"]
        .iter()
        .find(|it| text.contains(**it))
        .map(|it| format!("「{it}」があります。句読点は1つにしてください"))
}

fn other_wave(text: &str) -> Option<String> {
    text.contains(['～', '~'])
        .then(|| "範囲の記号は「〜」（波ダッシュ）で書いてください".into())
}

fn markup(text: &str) -> Option<String> {
    let letter = |it: char| it.is_ascii_alphabetic() || it == '/';
    text.split('<')
        .skip(1)
        .any(|rest| rest.starts_with(letter) && rest.contains('>'))
        .then(|| "HTML の印（<b> など）は使えません。消してください".into())
}

/// A year, month or day in a text, from its year on.
#[derive(Debug)]
pub(crate) struct Written {
    /// As it stands there.
    pub(crate) text: String,
    /// The day, where it says one and the calendar has it.
    pub(crate) date: Option<Date>,
    /// Whether there is such a day, month or year.
    real: bool,
}

/// The dates in a text that begin with a year of 令和 or of four digits.
pub(crate) fn written_dates(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('年') {
        let before = &text[..at];
        let (start, year) = if let Some(head) = before.strip_suffix("令和元") {
            (head.len(), 2019)
        } else {
            let head = before.trim_end_matches(|it: char| it.is_ascii_digit());
            let Ok(number) = before[head.len()..].parse::<u16>() else {
                continue;
            };
            match head.strip_suffix("令和") {
                Some(head) => (
                    head.len(),
                    if number == 0 {
                        0
                    } else {
                        number.saturating_add(2018)
                    },
                ),
                None if before.len() - head.len() == 4 => (head.len(), number),
                None => continue,
            }
        };
        let mut end = at + '年'.len_utf8();
        let month = number_before(&text[end..], '月');
        end += month.map_or(0, |(_, length)| length);
        let day = month.and_then(|_| number_before(&text[end..], '日'));
        end += day.map_or(0, |(_, length)| length);
        let month = month.map(|(month, _)| month);
        let day = day.map(|(day, _)| day);
        let date = Date::new(year, month.unwrap_or(12), day.unwrap_or(1)).filter(|date| date.year < 2100);
        let reiwa = text[start..].starts_with("令和");
        // The first day of 令和 is 1 May 2019; a month of that year alone may be May.
        let begun = !reiwa || date >= Date::new(2019, 5, 1);
        found.push(Written {
            text: text[start..end].to_owned(),
            date: date.filter(|_| day.is_some()),
            real: date.is_some() && begun,
        });
    }
    found
}

/// A number at the beginning, followed by a character; and how long both are.
fn number_before(text: &str, then: char) -> Option<(u8, usize)> {
    let rest = text.trim_start_matches(|it: char| it.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let number = digits.parse().ok()?;
    rest.starts_with(then)
        .then_some((number, digits.len() + then.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        CHECKS.iter().filter_map(|check| check(text)).collect()
    }

    #[test]
    fn each_fault_with_its_mend() {
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
            assert_eq!(said(text), [message], "{text}");
        }
    }

    #[test]
    fn what_is_right_passes() {
        for text in [
            "令和8年9月30日まで（その日を含む）",
            "令和10年2月29日、令和7年度、令和8年夏、3年、2026年の夏",
            "f(x) = 1",
            "①を行う → ②を行う",
            "2月29日と4月〜5月、20床<200床、令和10年3月31日",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn only_whole_dates_are_dates() {
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
