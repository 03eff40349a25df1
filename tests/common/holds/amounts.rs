//! What has to hold where an amount is read, and a second reading of what it comes to.

use catalogue_model::Yen;
use iryo_dx_hojokin::{NotAnAmount, parse_yen};

use super::sentence;

/// A text as an amount. Whether the bytes are a text at all.
pub(crate) fn amount(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let read = parse_yen(text);
    assert_eq!(parse_yen(&wide(text)), read, "full-width");
    assert_eq!(
        parse_yen(&format!("\u{3000}{text} ")),
        read,
        "with spaces around it"
    );
    let nothing = |text: &str| text.trim().is_empty();
    match read {
        Ok(yen) => {
            assert!(yen <= Yen::MAX);
            assert_eq!(Some(yen), meaning(text), "what the digits and units come to");
            for written in [yen.to_string(), yen.0.to_string(), format!("¥{}", yen.0)] {
                assert_eq!(parse_yen(&written), Ok(yen), "{written}");
            }
            if text.trim_end().ends_with(|last: char| last.is_ascii_digit()) {
                assert_eq!(parse_yen(&format!("{text}円")), Ok(yen), "with its unit");
            }
        }
        Err(reason) => {
            sentence(&reason.to_string());
            assert!(!nothing(text) || reason == NotAnAmount::Empty, "nothing is there");
            let digits = text.chars().any(|one| narrow(one).is_ascii_digit());
            assert!(!digits || reason != NotAnAmount::Empty, "something is there");
            // Below the largest amount, a plain number is always read.
            let plain = (1..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            assert!(!plain, "a plain number is refused");
        }
    }
    true
}

/// What digits and units come to, also where nobody writes them so.
fn meaning(text: &str) -> Option<Yen> {
    // The longest first.
    const UNITS: [(&str, u32); 7] = [
        ("千万", 7),
        ("百万", 6),
        ("兆", 12),
        ("億", 8),
        ("万", 4),
        ("千", 3),
        ("", 0),
    ];
    let plain: String = text.chars().map(narrow).collect();
    let mut rest = plain.trim_start_matches(|one: char| !one.is_ascii_digit());
    let mut sum: u128 = 0;
    while !rest.is_empty() {
        let end = rest.find(|one: char| !(one.is_ascii_digit() || ",.".contains(one)));
        let (number, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let digits = number.replace([',', '.'], "");
        let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let (unit, zeros) = UNITS
            .iter()
            .find(|(unit, _)| behind.trim_start().starts_with(unit))?;
        // Decimals that are nothing but zeros may be many.
        let (digits, decimals) = match digits.trim_end_matches('0').len() {
            kept if digits.len() - kept < decimals => (&digits[..kept], decimals - (digits.len() - kept)),
            _ => (&digits[..digits.len() - decimals], 0),
        };
        let value = digits.trim_start_matches('0');
        let value: u128 = if value.is_empty() { 0 } else { value.parse().ok()? };
        sum += value * 10_u128.pow(*zeros) / 10_u128.pow(u32::try_from(decimals).ok()?);
        let behind = behind.trim_start().strip_prefix(unit)?;
        rest = behind.trim_start_matches(|one: char| !one.is_ascii_digit());
    }
    u64::try_from(sum).ok().map(Yen)
}

/// The half-width form of a character.
fn narrow(one: char) -> char {
    let shifted = u32::from(one).checked_sub(0xfee0).and_then(char::from_u32);
    shifted.filter(char::is_ascii_graphic).unwrap_or(one)
}

/// The full-width forms of everything that has one.
fn wide(text: &str) -> String {
    let wide = |one: char| match one {
        ' ' => '\u{3000}',
        '¥' => '￥',
        '!'..='~' => char::from_u32(u32::from(one) + 0xfee0).expect("a full-width form"),
        other => other,
    };
    text.chars().map(wide).collect()
}
