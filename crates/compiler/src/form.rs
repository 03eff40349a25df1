//! Messages of the TOML parser in the keeper's language.

use catalogue_model::Date;

/// A message of the parser in Japanese, with how to mend the fault; the parser's own message follows in
/// brackets. `text` is the file and `at` the place of the fault.
pub(crate) fn in_japanese(message: &str, text: &str, at: usize) -> String {
    if let Some(message) = fault_of_date(message, token_at(text, at)) {
        return message;
    }
    // Messages of the types of this crate are Japanese already.
    if !message.starts_with(|first: char| first.is_ascii()) {
        return message.to_owned();
    }
    if let Some(found) = full_width(text, at) {
        return format!(
            "全角の「{found}」があります。「\"」で囲んだ文の外では、記号も数字も半角で書いてください（{message}）"
        );
    }
    let explanation = if message.starts_with("unknown field") {
        "知らない項目です。綴りを確かめてください"
    } else if message.starts_with("missing field") {
        "必要な項目がありません。加えてください"
    } else if message.starts_with("duplicate key") {
        "同じ項目が2回書かれています。どちらか一方を消してください"
    } else if message.starts_with("unknown variant") {
        "この項目には書けない値です。この項目に書けるのは、後ろの括弧の中で expected の後ろに並ぶものだけです"
    } else if message.contains("datetime") {
        "日付を書く項目です。2031-09-30 の形で、「\"」で囲まずに書いてください"
    } else if message.contains("expected a boolean") {
        "「はい」か「いいえ」の項目です。true（はい）か false（いいえ）を、「\"」で囲まずに書いてください"
    } else if message.starts_with("invalid value") || message.contains("number overflowed") {
        "書けない数です。負の数や大きすぎる数ではないか、確かめて直してください"
    } else if message.contains("expected u") || message.contains("floating point") {
        "整数を書く項目です。6_579_000 のように、半角の数字だけで書いてください（桁の区切りは _ です。円や万は書きません）"
    } else if message.contains("expected a sequence") || message.contains("expected an array") {
        "いくつも書く項目です。見出しなら [[ ]] で、値なら [ ] で囲んでください"
    } else if message.starts_with("invalid type") {
        "この項目には書けない値です。綴りと「\"」の有無を確かめてください"
    } else {
        "TOML として読めません。この行と前の行の、「\"」「=」「]」「,」の書き忘れなどを確かめてください"
    };
    format!("{explanation}（{message}）")
}

/// The first character that is not ASCII on the line of the fault, outside of texts and comments.
fn full_width(text: &str, at: usize) -> Option<char> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?.lines().next()?;
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            '#' if !quoted => return None,
            _ if !quoted && !letter.is_ascii() => return Some(letter),
            _ => {}
        }
    }
    None
}

/// What is wrong with a date; `None` where the token is none.
fn fault_of_date(message: &str, token: &str) -> Option<String> {
    let bare = ['"', '\'']
        .iter()
        .find_map(|quote| token.strip_prefix(*quote)?.strip_suffix(*quote));
    let bare = bare.unwrap_or(token);
    let parts: Vec<&str> = bare
        .split(['-', '/', '.', '年', '月', '日'])
        .filter(|part| !part.is_empty())
        .collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = parts[..] else {
        return None;
    };
    if !parts.iter().all(digits) || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let form = format!("{year}-{month:0>2}-{day:0>2}");
    if form.parse::<Date>().is_err() {
        Some(format!(
            "暦にない日付「{bare}」です。資料の日付を確かめて直してください"
        ))
    } else if bare != form {
        Some(format!("日付「{bare}」は、{form} の形で書いてください"))
    } else if bare != token && message.contains("datetime") {
        Some(format!("日付は「\"」で囲まずに、{form} と書いてください"))
    } else {
        None
    }
}

/// The token at a place: the characters around it up to a space, a sign of TOML or the end of the line.
fn token_at(text: &str, at: usize) -> &str {
    let belongs =
        |letter: char| !letter.is_whitespace() && !matches!(letter, '=' | ',' | '[' | ']' | '{' | '}' | '#');
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return "";
    };
    let from = before.len()
        - before
            .chars()
            .rev()
            .take_while(|letter| belongs(*letter))
            .map(char::len_utf8)
            .sum::<usize>();
    let to = at + after.find(|letter| !belongs(letter)).unwrap_or(after.len());
    &text[from..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn message_for(value: &str) -> String {
        let text = format!("a = 1\nday = {value}\nb = 2\n");
        let error = toml::from_str::<std::collections::BTreeMap<String, toml::Value>>(&text)
            .map(|map| map["day"].clone())
            .expect_err(value);
        in_japanese(error.message(), &text, error.span().expect("a place").start)
    }

    #[test]
    fn a_day_that_does_not_exist_is_distinguished_from_other_slips() {
        for value in [
            "2025-02-30",
            "2025-02-29",
            "2025-13-01",
            "2025-00-10",
            "2025-04-31",
            "2025-06-00",
        ] {
            assert_eq!(
                message_for(value),
                format!("暦にない日付「{value}」です。資料の日付を確かめて直してください")
            );
        }
        for (value, form) in [
            ("2025-2-3", "2025-02-03"),
            ("2025/02/03", "2025-02-03"),
            ("2025.2.3", "2025-02-03"),
            ("2025年2月3日", "2025-02-03"),
        ] {
            assert_eq!(
                message_for(value),
                format!("日付「{value}」は、{form} の形で書いてください")
            );
        }
        for value in [
            "６_579_000",
            "“1/2”",
            "1　",
            "[1、2]",
            "2031－09－30",
            "＝1",
            "6_579_000円",
            "令和13年9月30日",
            "病院",
        ] {
            assert!(
                message_for(value).starts_with("全角の「"),
                "{value}: {}",
                message_for(value)
            );
        }
        for value in ["1-2-3", "2025-02", "0800-080-4583", "\"2025-02-30"] {
            assert!(
                message_for(value).starts_with("TOML として読めません。"),
                "{value}: {}",
                message_for(value)
            );
        }
    }
}
