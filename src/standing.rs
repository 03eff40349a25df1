//! The one word for a programme, and whether its amount is in a sum.

use catalogue_model::{Date, Eligibility, Evidence, Programme};

use crate::verdict::{Range, Standing, WindowState};
use crate::window::Reception;

/// What is known of a programme beside the list holds for so many days from the day it was looked at.
const HOLDS_FOR: i64 = 90;

/// The one word. Closed comes before everything else; what was looked at too long ago is to be checked.
pub(crate) fn standing(
    programme: &Programme,
    eligibility: Eligibility,
    window: WindowState,
    on: Date,
) -> Standing {
    let stale = programme
        .as_of
        .is_some_and(|as_of| as_of.days_until(on) > HOLDS_FOR);
    match (window, eligibility) {
        (WindowState::Closed, _) => Standing::Closed,
        (_, Eligibility::No) => Standing::No,
        (WindowState::Open, Eligibility::Yes) if !stale => Standing::Open,
        (WindowState::Upcoming, Eligibility::Yes) if !stale => Standing::Upcoming,
        _ => Standing::Check,
    }
}

/// The sums: amounts by the notice and official sources, and amounts by references.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Totals {
    pub(crate) total: Range,
    pub(crate) reference: Range,
}

impl Totals {
    /// Adds a programme's amount where it belongs to a sum, and says whether it does: not beside the list, not where
    /// the programme is closed or excluded, and not where every known day has passed.
    pub(crate) fn add(
        &mut self,
        programme: &Programme,
        standing: Standing,
        reception: Reception,
        amount: Option<(Range, Evidence)>,
    ) -> bool {
        let listed = programme.as_of.is_none();
        let possible = !matches!(standing, Standing::Closed | Standing::No);
        let Some((amount, evidence)) = amount.filter(|_| listed && possible && !reception.over) else {
            return false;
        };
        let sum = match evidence {
            Evidence::Reference => &mut self.reference,
            Evidence::Official | Evidence::Notice => &mut self.total,
        };
        // An amount is at most a trillion, so a sum stays far below the largest u64.
        sum.min.0 += amount.min.0;
        sum.max.0 += amount.max.0;
        true
    }
}
