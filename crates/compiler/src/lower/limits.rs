//! Whether the printed limits of a case fit each other.

use toml::Spanned;

use catalogue_model::{Cap, Law, Rounding, Yen};

use super::Lowering;
use crate::document::Case;
use crate::fault::File;

impl Lowering<'_> {
    /// Checks the limits of a case one by one, then against each other.
    pub(super) fn check_limits(
        &mut self,
        file: &File,
        spanned: &Spanned<Case>,
        law: &Law,
        rounding: Rounding,
    ) {
        let name = &spanned.as_ref().name;
        let zero = |yen: Yen| yen == Yen(0);
        let (Cap::Fixed(cap) | Cap::PerUnit { each: cap, .. } | Cap::BasePerUnit { each: cap, .. }) = law.cap;
        let mut messages = Vec::new();
        if zero(cap) || law.items.iter().any(|item| item.limit.is_some_and(zero)) {
            messages.push(
                "の補助上限か事業額上限が0円です。資料の額を書いてください（額がなければ、その項目を消します）"
                    .to_owned(),
            );
        }
        messages.extend(self.fault_of_units(law));
        messages.extend(faults_of_steps(law, cap, rounding));
        let beyond = |yen: Yen| yen > Yen::MAX;
        if beyond(cap) || law.items.iter().any(|item| item.limit.is_some_and(beyond)) {
            messages.push("に1兆円を超える金額があります。桁を確かめてください".to_owned());
        } else {
            messages.extend(faults_against_cost_limit(law, rounding));
        }
        for message in messages {
            self.fault(file, spanned.span(), format!("「{name}」{message}"));
        }
    }

    /// Whether the number of units can be answered, and the product stays a sum of yen.
    fn fault_of_units(&self, law: &Law) -> Option<String> {
        let (Cap::PerUnit { key, each, most } | Cap::BasePerUnit { key, each, most }) = law.cap else {
            return None;
        };
        let highest = self.largest_number(key)?;
        if most == 0 || most > highest {
            Some(format!(
                "の most は、1から、質問で答えられるいちばん大きい数（{highest}）までで書いてください"
            ))
        } else if each
            .0
            .checked_mul(most)
            .is_none_or(|product| product > Yen::MAX.0)
        {
            Some(format!(
                "の each {each} は、いちばん大きい数（{most}）を掛けると1兆円を超えます。桁を確かめてください"
            ))
        } else {
            None
        }
    }
}

/// Whether cap and floor are amounts that the rounding can give, and in their order.
fn faults_of_steps(law: &Law, cap: Yen, rounding: Rounding) -> Vec<String> {
    let mut messages = Vec::new();
    for (limit, name) in [(cap, "上限"), (law.floor, "下限額")] {
        if rounding.apply(limit) != limit {
            messages.push(format!(
                "の{name} {limit} が、千円未満切捨て（rounding）の刻みに合いません。印刷された金額を確かめるか、rounding を直してください"
            ));
        }
    }
    if law.floor > cap {
        messages.push(format!(
            "の下限額 {} が、上限 {cap} を超えています。印刷された金額を確かめて、どちらかを直してください",
            law.floor
        ));
    }
    messages
}

/// Whether the rate of 事業額上限 reaches the floor, and comes near the cap. Notices print caps rounded to
/// 1,000 yen, some upwards; a larger difference is a slip of the pen.
fn faults_against_cost_limit(law: &Law, rounding: Rounding) -> Vec<String> {
    let limits: Option<Vec<Yen>> = law.items.iter().map(|item| item.limit).collect();
    let (Some(limits), Some(rate), Cap::Fixed(cap)) = (limits, law.rate, law.cap) else {
        return Vec::new();
    };
    let limit = Yen(limits.iter().map(|limit| limit.0).sum());
    let share = rate.of(limit);
    let most = rounding.apply(share);
    let mut messages = Vec::new();
    if law.floor > most {
        messages.push(format!(
            "の下限額 {} に、事業額上限 {limit} の {rate}（{most}）でも届きません。印刷された金額を確かめて、どれかを直してください",
            law.floor
        ));
    }
    if share.0.div_ceil(1000) * 1000 < cap.0 {
        messages.push(format!(
            "の補助上限 {cap} が、事業額上限 {limit} の {rate}（{share}）を千円単位の丸めより大きく超えています。印刷された金額を確かめて、どれかを直してください"
        ));
    }
    messages
}
