//! The steps of a calculation, as data. `www/src/words/steps.ts` writes their sentences.

use alloc::vec::Vec;
use core::cmp::Ordering;

use catalogue_model::{Cap, Catalogue, KeyIndex, Law, Least, Yen};

use crate::law::{RangeOf, RoundedLaw};
use crate::verdict::{Bound, CapFigures, Compared, CostFigures, LawFigures, ProgrammeLaws, Step};

/// The steps where one law applies: with its figures where all are answered, else with its range.
pub(crate) fn of_one(catalogue: &Catalogue, law: RoundedLaw, range_of: RangeOf, steps: &mut Vec<Step>) {
    steps.push(Step::Case { case: law.law.case });
    let costs = law.law.items.iter().map(|item| item.cost);
    let keys = costs.chain(law.law.cap.unit_key());
    let open: Vec<KeyIndex> = keys.filter(|key| range_of(*key).0 != range_of(*key).1).collect();
    if open.is_empty() {
        calculate(catalogue, law, range_of, steps);
        return;
    }
    let (least, most) = law.range(range_of);
    steps.push(Step::Formula {
        case: law.law.case,
        named: false,
    });
    steps.push(Step::Open {
        keys: open.into_iter().map(|key| catalogue.key(key).name).collect(),
        least,
        most,
        bound: bound(catalogue, law, range_of, most),
    });
}

/// The steps where several laws can still apply.
pub(crate) fn of_several<'a>(laws: impl Iterator<Item = &'a Law>, steps: &mut Vec<Step>) {
    steps.push(Step::OneOf);
    for law in laws {
        steps.push(Step::Formula {
            case: law.case,
            named: true,
        });
    }
}

/// The key of the units whose largest possible number the upper end rests on: no institution may be that large.
fn bound(catalogue: &Catalogue, law: RoundedLaw, range_of: RangeOf, most: Yen) -> Option<Bound> {
    let units = law.law.cap.unit_key()?;
    let key = catalogue.key(units);
    let (_, highest) = key.kind.bounds();
    let (from, to) = law.units(range_of);
    (from < to && to == highest && most == law.cap(to)).then_some(Bound {
        key: key.name,
        highest,
    })
}

/// The laws of all programmes of a catalogue: the list's, then those beside it. They are the same for every institution.
///
/// ```
/// use iryo_dx_hojokin::{CATALOGUE, laws};
///
/// let laws = laws(&CATALOGUE);
/// let sharing = laws.iter().find(|programme| programme.id == "ehr-sharing").unwrap();
/// assert_eq!(sharing.laws.len(), 4);
/// ```
#[must_use]
pub fn laws(catalogue: &Catalogue) -> Vec<ProgrammeLaws> {
    let all = catalogue.all();
    all.map(|programme| ProgrammeLaws {
        id: programme.id,
        laws: programme.laws.iter().map(|law| figures(catalogue, law)).collect(),
    })
    .collect()
}

fn figures(catalogue: &Catalogue, law: &Law) -> LawFigures {
    let items = law.items.iter();
    LawFigures {
        case: law.case,
        items: items
            .map(|item| CostFigures {
                cost: catalogue.key(item.cost).name,
                limit: item.limit,
            })
            .collect(),
        rate: law.rate,
        cap: match law.cap {
            Cap::Fixed(cap) => CapFigures::Fixed {
                cap,
                certain: match law.least {
                    Least::Cap(certain) => Some(certain),
                    Least::Same | Least::Zero(_) => None,
                },
            },
            Cap::PerUnit { key, each, most } => CapFigures::PerUnit {
                key: catalogue.key(key).name,
                each,
                most,
            },
            Cap::BasePerUnit { key, each, most } => CapFigures::BasePerUnit {
                key: catalogue.key(key).name,
                each,
                most,
            },
        },
        floor: law.floor,
    }
}

/// Every step with its figures, from the costs to 自己負担.
fn calculate(catalogue: &Catalogue, rounded: RoundedLaw, range_of: RangeOf, steps: &mut Vec<Step>) {
    let law = rounded.law;
    let single = law.items.len() == 1;
    for item in law.items {
        steps.push(Step::Cost {
            cost: catalogue.key(item.cost).name,
            single,
            amount: Yen(range_of(item.cost).0),
            limit: item.limit,
        });
    }
    let (counted, _) = rounded.sums(range_of);
    if !single {
        steps.push(Step::Sum { amount: Yen(counted) });
    }
    let (units, _) = rounded.units(range_of);
    cap_by_units(catalogue, rounded, range_of, steps);
    grant(catalogue, rounded, counted, units, steps);
    let (least, amount) = rounded.range(range_of);
    if least == amount && amount > Yen(0) {
        let mut cost = 0;
        for item in law.items {
            cost += range_of(item.cost).0;
        }
        steps.push(Step::OwnShare {
            cost: Yen(cost),
            amount,
            // A subsidy is a share of the cost, so it is never more.
            own: Yen(cost.saturating_sub(amount.0)),
        });
    }
}

/// The steps to 補助上限, where it goes by a number of units.
fn cap_by_units(catalogue: &Catalogue, rounded: RoundedLaw, range_of: RangeOf, steps: &mut Vec<Step>) {
    let law = rounded.law;
    let (Cap::PerUnit { key, each, most } | Cap::BasePerUnit { key, each, most }) = law.cap else {
        return;
    };
    let name = catalogue.key(key).name;
    let given = range_of(key).0;
    if given > most {
        steps.push(Step::UnitsOver {
            key: name,
            given,
            most,
        });
    }
    let units = given.min(most);
    let product = Yen(each.0.saturating_mul(units));
    let base = matches!(law.cap, Cap::BasePerUnit { .. });
    steps.push(Step::Units {
        key: name,
        base,
        units,
        each,
        product,
    });
    if let (true, Some(rate)) = (base, law.rate) {
        steps.push(Step::BaseShare {
            base: product,
            rate,
            share: rounded.cap(units),
            cut: !rate.is_whole_of(product),
        });
    }
}

/// The steps from the counted costs to the amount.
fn grant(catalogue: &Catalogue, rounded: RoundedLaw, counted: u64, units: u64, steps: &mut Vec<Step>) {
    let law = rounded.law;
    let cap = rounded.cap(units);
    let amount = rounded.amount(counted, units);
    let Some(rate) = law.rate else {
        steps.push(Step::RateNotStated {
            cost: match law.items {
                [item] => Some(catalogue.key(item.cost).name),
                _ => None,
            },
            cap,
            most: amount,
        });
        return;
    };
    let of = Yen(counted);
    let share = rate.of(of);
    steps.push(if rate.numerator == rate.denominator {
        Step::Whole { share }
    } else {
        Step::Share {
            of,
            rate,
            share,
            cut: !rate.is_whole_of(of),
        }
    });
    steps.push(Step::Cap {
        cap,
        share: match share.cmp(&cap) {
            Ordering::Less => Compared::Below,
            Ordering::Equal => Compared::Equal,
            Ordering::Greater => Compared::Above,
        },
    });
    let capped = share.min(cap);
    let to = rounded.rounded(capped);
    if to != capped {
        steps.push(Step::Rounded { to });
    }
    if amount < to {
        steps.push(Step::BelowFloor { floor: law.floor });
        return;
    }
    steps.push(match (law.least, rounded.lower_end()) {
        (Least::Zero(_), _) => Step::AtMost { amount },
        (Least::Cap(certain), Some(lower)) if lower.amount(counted, units) < amount => Step::Between {
            certain,
            least: lower.amount(counted, units),
            most: amount,
        },
        _ => Step::Amount { amount },
    });
}
