//! The calculation in sentences, each with its figures.

use std::cmp::Ordering;

use catalogue_format::model::{Cap, Catalogue, Item, Key, KeyIndex, Law};
use catalogue_format::{Yen, grouped};

use crate::law::{Form, RangeOf};

fn key(catalogue: &Catalogue, key: KeyIndex) -> &Key {
    &catalogue.keys[usize::from(key)]
}

/// The steps where one law applies: with its figures where all are known, else with its range.
pub(crate) fn of_one(catalogue: &Catalogue, form: Form, range_of: RangeOf) -> Vec<String> {
    let mut steps = vec![format!("「{}」の場合で計算します。", form.law.name)];
    let open: Vec<String> = form
        .law
        .items
        .iter()
        .map(|item| item.cost)
        .chain(match form.law.cap {
            Cap::Fixed(_) => None,
            Cap::PerUnit { key, .. } => Some(key),
        })
        .filter(|key| range_of(*key).0 != range_of(*key).1)
        .map(|open| format!("「{}」", key(catalogue, open).label))
        .collect();
    if open.is_empty() {
        explain(catalogue, form, range_of, &mut steps);
    } else {
        let (least, most) = form.ends(range_of);
        steps.push(format!("{}。", in_words(catalogue, form.law)));
        steps.push(format!(
            "{}が未回答のため、{least}から{most}{}までの範囲です。",
            open.join("と"),
            bound(catalogue, form, range_of, most),
        ));
    }
    steps
}

/// Where the upper end rests on the largest number that the question takes, says so: no institution
/// may be that large.
fn bound(catalogue: &Catalogue, form: Form, range_of: RangeOf, most: Yen) -> String {
    let Cap::PerUnit { key: units, .. } = form.law.cap else {
        return String::new();
    };
    let Key { unit, kind, .. } = key(catalogue, units);
    let (_, highest) = kind.bounds();
    let (from, to) = form.units(range_of);
    if from < to && to == highest && most == form.cap(to) {
        format!("（入力できるいちばん大きい{}{unit}のとき）", grouped(highest))
    } else {
        String::new()
    }
}

/// The steps where several laws may still apply.
pub(crate) fn of_several<'a>(catalogue: &Catalogue, forms: impl Iterator<Item = Form<'a>>) -> Vec<String> {
    let mut steps = vec!["答えによって、次のどれかになります。".to_owned()];
    steps.extend(
        forms.map(|form| format!("「{}」の場合：{}。", form.law.name, in_words(catalogue, form.law))),
    );
    steps
}

/// What the question calls a cost, without what stands behind it in brackets.
fn called(catalogue: &Catalogue, item: &Item) -> &'static str {
    let label = key(catalogue, item.cost).label;
    label.split_once('（').map_or(label, |(name, _)| name)
}

/// A law in words.
fn in_words(catalogue: &Catalogue, law: &Law) -> String {
    let limited = |item: &Item| {
        item.limit
            .map(|limit| format!("（{limit}まで）"))
            .unwrap_or_default()
    };
    let costs = match law.items {
        [item] => format!("{}{}", called(catalogue, item), limited(item)),
        items => {
            let items: Vec<String> = items
                .iter()
                .map(|item| format!("「{}」{}", key(catalogue, item.cost).label, limited(item)))
                .collect();
            format!("{}の合計", items.join("と"))
        }
    };
    let rate = match law.rate {
        Some(rate) if rate.numerator == rate.denominator => "の全額".to_owned(),
        Some(rate) => format!("の{rate}"),
        None => "に対する補助率は公表資料に記載なし".to_owned(),
    };
    let cap = match law.cap {
        Cap::Fixed(cap) => format!("補助上限は{cap}"),
        Cap::PerUnit {
            key: units,
            each,
            most,
        } => {
            let unit = key(catalogue, units).unit;
            let (_, highest) = key(catalogue, units).kind.bounds();
            let most = if most < highest {
                format!("（{most}{unit}まで）")
            } else {
                String::new()
            };
            format!("補助上限は1{unit}あたり{each}{most}")
        }
    };
    let floor = if law.floor > Yen(0) {
        format!("、下限額は{}", law.floor)
    } else {
        String::new()
    };
    format!("{costs}{rate}、{cap}{floor}")
}

/// Every step with its figures.
fn explain(catalogue: &Catalogue, form: Form, range_of: RangeOf, steps: &mut Vec<String>) {
    let law = form.law;
    let single = law.items.len() == 1;
    for item in law.items {
        let cost = Yen(range_of(item.cost).0);
        let name = if single {
            called(catalogue, item).to_owned()
        } else {
            format!("「{}」", key(catalogue, item.cost).label)
        };
        match item.limit {
            Some(limit) if cost > limit => {
                steps.push(format!(
                    "{name}{cost}は事業額上限{limit}を超えるため、{limit}で計算します。"
                ));
            }
            Some(limit) => steps.push(format!("{name}{cost}は事業額上限{limit}以内です。")),
            None => steps.push(format!("{name}は{cost}です。")),
        }
    }
    let (counted, _) = form.sums(range_of);
    if !single {
        steps.push(format!("合計は{}です。", Yen(counted)));
    }
    let (units, _) = form.units(range_of);
    if let Cap::PerUnit { key: of, each, most } = law.cap {
        let unit = key(catalogue, of).unit;
        let given = range_of(of).0;
        if given > most {
            steps.push(format!("{given}{unit}のうち、{most}{unit}までが対象です。"));
        }
        steps.push(format!(
            "補助上限は {units}{unit} × {each} ＝ {}です。",
            form.cap(units)
        ));
    }
    let cap = form.cap(units);
    let Some(rate) = law.rate else {
        let most = form.amount(counted, units);
        let whole = match law.items {
            [item] => called(catalogue, item),
            _ => "合計",
        };
        steps.push(format!(
            "補助率は公表資料に記載がないため、0円から、{whole}と補助上限{cap}の小さいほうの{most}までの範囲です。"
        ));
        return;
    };
    let share = rate.of(Yen(counted));
    let cut = if rate.is_whole_of(Yen(counted)) {
        ""
    } else {
        "（1円未満切捨て）"
    };
    steps.push(if rate.numerator == rate.denominator {
        format!("全額が対象のため、{share}です。")
    } else {
        format!("{} × 補助率{rate} ＝ {share}{cut}", Yen(counted))
    });
    let capped = share.min(cap);
    steps.push(match share.cmp(&cap) {
        Ordering::Less => format!("補助上限{cap}以内です。"),
        Ordering::Equal => format!("補助上限{cap}と同じです。"),
        Ordering::Greater => format!("補助上限{cap}を超えるため、{cap}になります。"),
    });
    let rounded = form.rounding.apply(capped);
    if rounded != capped {
        steps.push(format!("千円未満を切り捨てて{rounded}です。"));
    }
    let amount = form.amount(counted, units);
    if amount < rounded {
        steps.push(format!("下限額{}に届かないため、補助額は0円です。", law.floor));
    } else {
        steps.push(format!("補助額は{amount}です。"));
    }
    if amount > Yen(0) {
        let whole: u64 = law.items.iter().map(|item| range_of(item.cost).0).sum();
        // A subsidy is a share of the cost, so that it is never more.
        let own = Yen(whole.saturating_sub(amount.0));
        steps.push(format!("自己負担は {} − {amount} ＝ {own}です。", Yen(whole)));
    }
}
