//! The calculation in sentences, each with its figures.

use std::cmp::Ordering;
use std::fmt::{self, Display};

use catalogue_model::{Cap, Catalogue, Item, Key, KeyIndex, Law, Least};
use catalogue_model::{Yen, grouped};

use crate::law::{Form, RangeOf};
use crate::report::Sentences;

fn key(catalogue: &Catalogue, key: KeyIndex) -> &Key {
    &catalogue.keys[usize::from(key)]
}

/// Something that is written where it stands, without a text of its own.
fn written(write: impl Fn(&mut fmt::Formatter) -> fmt::Result) -> impl Display {
    fmt::from_fn(write)
}

/// The label of a key in brackets.
fn quoted(catalogue: &Catalogue, of: KeyIndex) -> impl Display + '_ {
    written(move |f| write!(f, "「{}」", key(catalogue, of).label))
}

/// The steps where one law applies: with its figures where all are known, else with its range.
pub(crate) fn of_one(catalogue: &Catalogue, form: Form, range_of: RangeOf, steps: &mut Sentences) {
    steps.add(format_args!("「{}」の場合で計算します。", form.law.name));
    let units = form.law.cap.unit_key();
    let counted = form.law.items.iter().map(|item| item.cost).chain(units);
    let open = counted.filter(|key| range_of(*key).0 != range_of(*key).1);
    if open.clone().next().is_none() {
        explain(catalogue, form, range_of, steps);
        return;
    }
    let (least, most) = form.ends(range_of);
    steps.add(format_args!("{}。", in_words(catalogue, form.law)));
    let open = joined(open.map(|open| quoted(catalogue, open)), "と");
    let bound = bound(catalogue, form, range_of, most);
    steps.add(format_args!(
        "{open}が未回答のため、{least}から{most}{bound}までの範囲です。"
    ));
}

/// Where the upper end rests on the largest number that the question takes, says so: no institution
/// may be that large.
fn bound(catalogue: &Catalogue, form: Form, range_of: RangeOf, most: Yen) -> impl Display {
    written(move |f| {
        let Some(units) = form.law.cap.unit_key() else {
            return Ok(());
        };
        let Key { unit, kind, .. } = key(catalogue, units);
        let (_, highest) = kind.bounds();
        let (from, to) = form.units(range_of);
        if from < to && to == highest && most == form.cap(to) {
            write!(f, "（入力できるいちばん大きい{}{unit}のとき）", grouped(highest))
        } else {
            Ok(())
        }
    })
}

/// All of them, with something in between.
fn joined<T: Display>(all: impl Iterator<Item = T> + Clone, between: &str) -> impl Display {
    written(move |f| {
        for (at, one) in all.clone().enumerate() {
            if at > 0 {
                f.write_str(between)?;
            }
            write!(f, "{one}")?;
        }
        Ok(())
    })
}

/// The steps where several laws may still apply.
pub(crate) fn of_several<'a>(
    catalogue: &Catalogue,
    forms: impl Iterator<Item = Form<'a>>,
    steps: &mut Sentences,
) {
    steps.add("答えによって、次のどれかになります。");
    for form in forms {
        steps.add(format_args!(
            "「{}」の場合：{}。",
            form.law.name,
            in_words(catalogue, form.law)
        ));
    }
}

/// What the question calls a cost, without what stands behind it in brackets.
fn called(catalogue: &Catalogue, item: &Item) -> &'static str {
    let label = key(catalogue, item.cost).label;
    label.split_once('（').map_or(label, |(name, _)| name)
}

/// A law in words.
fn in_words(catalogue: &Catalogue, law: &Law) -> impl Display {
    written(move |f| {
        let limited = |item: &Item| {
            let limit = item.limit;
            written(move |f| limit.map_or(Ok(()), |limit| write!(f, "（{limit}まで）")))
        };
        match law.items {
            [item] => write!(f, "{}{}", called(catalogue, item), limited(item))?,
            items => {
                let items = items.iter().map(|item| {
                    let cost = quoted(catalogue, item.cost);
                    written(move |f| write!(f, "{cost}{}", limited(item)))
                });
                write!(f, "{}の合計", joined(items, "と"))?;
            }
        }
        match law.rate {
            Some(rate) if rate.numerator == rate.denominator => f.write_str("の全額")?,
            Some(rate) => write!(f, "の{rate}")?,
            None => f.write_str("に対する補助率は公表資料に記載なし")?,
        }
        match law.cap {
            Cap::Fixed(cap) => match law.least {
                Least::Cap(certain) => write!(f, "、補助上限は資料によって{certain}と{cap}")?,
                Least::Same | Least::Zero(_) => write!(f, "、補助上限は{cap}")?,
            },
            Cap::PerUnit {
                key: units,
                each,
                most,
            }
            | Cap::BasePerUnit {
                key: units,
                each,
                most,
            } => {
                let Key { unit, kind, .. } = key(catalogue, units);
                let name = match law.cap {
                    Cap::BasePerUnit { .. } => "基準額（費用を数える上限）",
                    Cap::PerUnit { .. } | Cap::Fixed(_) => "補助上限",
                };
                write!(f, "、{name}は1{unit}あたり{each}")?;
                if most < kind.bounds().1 {
                    write!(f, "（{most}{unit}まで）")?;
                }
            }
        }
        if law.floor > Yen(0) {
            write!(f, "、下限額は{}", law.floor)?;
        }
        Ok(())
    })
}

/// Every step with its figures.
fn explain(catalogue: &Catalogue, form: Form, range_of: RangeOf, steps: &mut Sentences) {
    let law = form.law;
    let single = law.items.len() == 1;
    for item in law.items {
        let cost = Yen(range_of(item.cost).0);
        let name = written(|f| {
            if single {
                f.write_str(called(catalogue, item))
            } else {
                write!(f, "{}", quoted(catalogue, item.cost))
            }
        });
        match item.limit {
            Some(limit) if cost > limit => {
                steps.add(format_args!(
                    "{name}{cost}は事業額上限{limit}を超えるため、{limit}で計算します。"
                ));
            }
            Some(limit) => steps.add(format_args!("{name}{cost}は事業額上限{limit}以内です。")),
            None => steps.add(format_args!("{name}は{cost}です。")),
        }
    }
    let (counted, _) = form.sums(range_of);
    if !single {
        steps.add(format_args!("合計は{}です。", Yen(counted)));
    }
    let (units, _) = form.units(range_of);
    if let Cap::PerUnit { key: of, each, most } | Cap::BasePerUnit { key: of, each, most } = law.cap {
        let unit = key(catalogue, of).unit;
        let given = range_of(of).0;
        if given > most {
            steps.add(format_args!("{given}{unit}のうち、{most}{unit}までが対象です。"));
        }
        let product = Yen(each.0.saturating_mul(units));
        let name = match law.cap {
            Cap::BasePerUnit { .. } => "基準額",
            Cap::PerUnit { .. } | Cap::Fixed(_) => "補助上限",
        };
        steps.add(format_args!("{name}は {units}{unit} × {each} ＝ {product}です。"));
        if let (Cap::BasePerUnit { .. }, Some(rate)) = (law.cap, law.rate) {
            let cut = cut(rate.is_whole_of(product));
            steps.add(format_args!(
                "補助上限は 基準額{product} × 補助率{rate} ＝ {}{cut}です。",
                form.cap(units)
            ));
        }
    }
    granted(catalogue, form, counted, units, steps);
    let (least, amount) = form.ends(range_of);
    if least == amount && amount > Yen(0) {
        let whole: u64 = law.items.iter().map(|item| range_of(item.cost).0).sum();
        // A subsidy is a share of the cost, so that it is never more.
        let own = Yen(whole.saturating_sub(amount.0));
        steps.add(format_args!(
            "自己負担は {} − {amount} ＝ {own}です。",
            Yen(whole)
        ));
    }
}

/// The steps from what counts to what is granted.
fn granted(catalogue: &Catalogue, form: Form, counted: u64, units: u64, steps: &mut Sentences) {
    let law = form.law;
    let cap = form.cap(units);
    let Some(rate) = law.rate else {
        let most = form.amount(counted, units);
        let whole = match law.items {
            [item] => called(catalogue, item),
            _ => "合計",
        };
        steps.add(format_args!(
            "補助率は公表資料に記載がないため、0円から、{whole}と補助上限{cap}の小さいほうの{most}までの範囲です。"
        ));
        return;
    };
    let share = rate.of(Yen(counted));
    if rate.numerator == rate.denominator {
        steps.add(format_args!("全額が対象のため、{share}です。"));
    } else {
        let cut = cut(rate.is_whole_of(Yen(counted)));
        steps.add(format_args!("{} × 補助率{rate} ＝ {share}{cut}", Yen(counted)));
    }
    let capped = share.min(cap);
    match share.cmp(&cap) {
        Ordering::Less => steps.add(format_args!("補助上限{cap}以内です。")),
        Ordering::Equal => steps.add(format_args!("補助上限{cap}と同じです。")),
        Ordering::Greater => steps.add(format_args!("補助上限{cap}を超えるため、{cap}になります。")),
    }
    let rounded = form.rounding.apply(capped);
    if rounded != capped {
        steps.add(format_args!("千円未満を切り捨てて{rounded}です。"));
    }
    let amount = form.amount(counted, units);
    if amount < rounded {
        steps.add(format_args!(
            "下限額{}に届かないため、補助額は0円です。",
            law.floor
        ));
        return;
    }
    match (law.least, form.lower()) {
        (Least::Zero(_), _) => {
            steps.add(format_args!("補助額は{amount}までです。"));
            return;
        }
        (Least::Cap(certain), Some(lower)) => {
            let least = lower.amount(counted, units);
            if least < amount {
                steps.add(format_args!(
                    "補助上限を{certain}とする資料もあるため、補助額は、確実な{least}から{amount}までの範囲です。"
                ));
                return;
            }
        }
        (Least::Same | Least::Cap(_), _) => {}
    }
    steps.add(format_args!("補助額は{amount}です。"));
}

/// What is said behind a share that does not come out in whole yen.
fn cut(whole: bool) -> &'static str {
    if whole { "" } else { "（1円未満切捨て）" }
}
