//! Today in Japan.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::catalogue::Date;
use crate::{Error, Result};

/// Today's date in Japan, by the clock of this machine. Japan is nine hours ahead of UTC all year.
///
/// # Errors
///
/// The clock shows a year before 1970 or after 9999.
pub fn today() -> Result<Date> {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since_1970| i64::try_from((since_1970.as_secs() + 9 * 60 * 60) / (24 * 60 * 60)).ok())
        .and_then(Date::from_days_since_1970)
        .ok_or_else(|| {
            Error::new(
                "この機械の時計が正しくありません。時計を合わせるか、--on 2025-10-21 の形で日付を書いてください",
            )
        })
}
