//! Amounts as people write them.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use core::fmt;

use catalogue_model::Yen;

/// What is written cannot be read as one amount. It displays as a sentence in Japanese.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotAnAmount {
    /// Nothing is written.
    Empty,
    /// There is something that belongs to no amount.
    Unreadable,
    /// The commas stand in no usual place.
    Commas,
    /// There is less than one yen.
    Fraction,
    /// It can be read in two ways.
    Ambiguous,
    /// It is below zero.
    Negative,
    /// It is more than 1,000,000,000,000 yen.
    TooLarge,
}

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "金額が入力されていません。例：13,158千円、1,300万円、13158000",
            Self::Unreadable => {
                "金額として読めません。数字と、円・千円・万円・億円だけで入力してください。例：13,158千円、1,300万円"
            }
            Self::Commas => "コンマの位置を確かめてください。3桁ごとに区切ります。例：13,158千円",
            Self::Fraction => "1円より細かい金額は入力できません。円の単位では小数点を使わずに入力してください。例：13,158千円、1315.8万円",
            Self::Ambiguous => "2通りに読めます。最後まで単位を付けて入力してください。例：1万2,000円",
            Self::Negative => "金額に負の数は使えません。0円以上で入力してください。",
            Self::TooLarge => "金額が大きすぎます。1兆円までで入力してください。",
        })
    }
}

impl core::error::Error for NotAnAmount {}

/// The units, the largest first, each with its number of zeros.
const UNITS: [(&str, u32); 7] = [
    ("兆", 12),
    ("億", 8),
    ("千万", 7),
    ("百万", 6),
    ("万", 4),
    ("千", 3),
    ("円", 0),
];

/// Reads an amount: full-width digits, commas, 千円, 万円, 億円 and mixtures of them.
///
/// # Errors
///
/// [`NotAnAmount`] for what is no amount, and for what could be two.
///
/// ```
/// use catalogue_model::Yen;
/// use iryo_dx_hojokin::{NotAnAmount, parse_yen};
///
/// for text in ["１，３１５万８千円", "13,158千円", "1315.8万円", "13158000"] {
///     assert_eq!(parse_yen(text), Ok(Yen(13_158_000)));
/// }
/// assert_eq!(parse_yen("1万2"), Err(NotAnAmount::Ambiguous));
/// ```
pub fn parse_yen(text: &str) -> Result<Yen, NotAnAmount> {
    let plain: String = text.chars().map(half_width).collect();
    let plain = plain.trim();
    let plain = plain.strip_prefix('¥').unwrap_or(plain).trim_start();
    if plain.is_empty() {
        return Err(NotAnAmount::Empty);
    }
    if let Some(rest) = plain.strip_prefix(['-', '−', '▲', '△'])
        && rest.starts_with(|next: char| next.is_ascii_digit())
    {
        return Err(NotAnAmount::Negative);
    }
    let mut rest = plain;
    let mut sum: u64 = 0;
    // The number of zeros of the unit before: what follows has to be smaller than one of it.
    let mut above: Option<u32> = None;
    let mut decimals_before = false;
    while !rest.is_empty() {
        let length = rest
            .find(|next: char| !matches!(next, '0'..='9' | ',' | '.'))
            .unwrap_or(rest.len());
        let (number, behind) = rest.split_at(length);
        let behind = behind.trim_start();
        let number = Number::read(number)?;
        let (zeros, named) = match UNITS.iter().find(|(unit, _)| behind.starts_with(unit)) {
            Some((unit, zeros)) => {
                rest = &behind[unit.len()..];
                (*zeros, true)
            }
            None if behind.is_empty() => {
                rest = behind;
                (0, false)
            }
            None => return Err(NotAnAmount::Unreadable),
        };
        // 千円, 万円, 億円: the 円 belongs to the unit before it and ends the amount.
        let ended = zeros == 0 || rest == "円";
        if ended && zeros > 0 {
            rest = "";
        }
        if ended && !rest.is_empty() {
            return Err(NotAnAmount::Unreadable);
        }
        let value = number.times_ten_to(zeros)?;
        if let Some(above) = above {
            // 1.5億2千万円 has a part behind a part that is already finished; 1億20000万円 and
            // 3万05000円 have a part that is wider than the one before it leaves room for.
            let wider = value >= 10_u64.pow(above) || number.whole.len() > above as usize;
            if decimals_before || wider {
                return Err(NotAnAmount::Ambiguous);
            }
            // 1万2 may be 12,000 or 10,002, and 1億5千円 a slip of 1億5千万円; 1万2000 and 1万5千 can
            // only be one thing.
            let full = !named && number.whole.len() == above as usize;
            let next_below = named && (zeros != 3 || above == 4);
            if !full && !next_below {
                return Err(NotAnAmount::Ambiguous);
            }
        }
        sum += value;
        if sum > Yen::MAX.0 {
            return Err(NotAnAmount::TooLarge);
        }
        decimals_before |= !number.decimals.is_empty();
        above = Some(zeros);
    }
    Ok(Yen(sum))
}

/// Full-width forms as their half-width ones.
fn half_width(wide: char) -> char {
    match wide {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(wide) - 0xfee0).unwrap_or(wide),
        '￥' => '¥',
        '\u{3000}' => ' ',
        other => other,
    }
}

/// A number as written: digits before and behind the point.
struct Number {
    whole: String,
    decimals: String,
}

impl Number {
    fn read(text: &str) -> Result<Self, NotAnAmount> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let point = whole.len() < text.len();
        if whole.is_empty() || decimals.contains('.') || point && decimals.is_empty() {
            return Err(NotAnAmount::Unreadable);
        }
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        let grouped = whole.contains(',');
        let well_grouped =
            (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3);
        if grouped && !well_grouped || decimals.contains(',') {
            return Err(NotAnAmount::Commas);
        }
        Ok(Self {
            whole: whole.replace(',', ""),
            decimals: decimals.to_owned(),
        })
    }

    fn times_ten_to(&self, zeros: u32) -> Result<u64, NotAnAmount> {
        // 13.158千円 is more likely a slip of 13,158千円 than 13,158円: on a keypad the point is
        // beside the comma.
        if self.decimals.len() == 3 && (1..8).contains(&zeros) {
            return Err(NotAnAmount::Ambiguous);
        }
        if zeros == 0 && !self.decimals.is_empty() {
            return Err(NotAnAmount::Fraction);
        }
        let decimals = self.decimals.trim_end_matches('0');
        let missing = (zeros as usize)
            .checked_sub(decimals.len())
            .ok_or(NotAnAmount::Fraction)?;
        let digits = format!("{}{decimals}{}", self.whole, "0".repeat(missing));
        let digits = digits.trim_start_matches('0');
        match digits.len() {
            0 => Ok(0),
            1..=18 => digits.parse().map_err(|_| NotAnAmount::Unreadable),
            // Beyond every amount, so that whoever reads on refuses it; two of them are far below the largest u64.
            _ => Ok(10_u64.pow(18)),
        }
    }
}
