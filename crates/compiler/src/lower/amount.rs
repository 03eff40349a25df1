//! The cases of an amount: which fields each kind needs, and the law that it becomes.

use toml::Spanned;

use super::Lowering;
use crate::document::{Case as Written, CaseKind, Item as Counted, ProgrammeFile};
use crate::fault::File;
use crate::when::leak;
use catalogue_model::{Cap, Item, KeyIndex, Kind, Law, Least, SourceIndex, When};
use catalogue_model::{Rate, Rounding, Yen};

/// A case: when it applies, and its law, where a source gives an amount.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) when: When,
    pub(super) law: Option<Law>,
}

/// The fields of a case that depend on its kind, and whether they are written.
fn fields(case: &Written) -> [(&'static str, bool); 13] {
    [
        ("cost", case.cost.is_some()),
        ("items", !case.items.is_empty()),
        ("rate", case.rate.is_some()),
        ("costLimit", case.cost_limit.is_some()),
        ("cap", case.cap.is_some()),
        ("certainCap", case.certain_cap.is_some()),
        ("certainCapSource", case.certain_cap_source.is_some()),
        ("fromZero", case.from_zero.is_some()),
        ("each", case.each.is_some()),
        ("unit", case.unit.is_some()),
        ("most", case.most.is_some()),
        ("floor", case.floor.is_some()),
        ("reason", case.reason.is_some()),
    ]
}

/// The fields that a kind needs, and those that it may have.
fn wanted(kind: CaseKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        CaseKind::Share => (
            &["cost", "rate", "cap"],
            &["costLimit", "certainCap", "certainCapSource", "fromZero"],
        ),
        CaseKind::Items => (&["items", "rate", "cap"], &[]),
        CaseKind::PerBed => (&["cost", "rate", "each"], &[]),
        CaseKind::PerUnit => (&["cost", "rate", "each", "unit", "most"], &[]),
        CaseKind::BasePerBed => (&["cost", "rate", "each"], &["unit", "most"]),
        CaseKind::FlatLimit => (&["cost", "cap"], &["certainCap", "certainCapSource", "fromZero"]),
        CaseKind::Ceiling => (&["cost", "cap"], &[]),
        CaseKind::Frame => (&["cost", "rate", "floor", "cap"], &["costLimit"]),
        CaseKind::NotStated => (&["reason"], &[]),
    }
}

impl Lowering<'_> {
    /// Lowers the case at a place among those of its programme; `None` where it has been found faulty.
    pub(super) fn case(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        cases: &[Spanned<Written>],
        place: usize,
        rounding: Rounding,
    ) -> Option<Case> {
        let spanned = &cases[place];
        let case = spanned.as_ref();
        let source = self.source(file, &case.source);
        let when = self.when(file, &case.when);
        let (needed, allowed) = wanted(case.kind);
        let mut whole = true;
        for (field, written) in fields(case) {
            let mend = match (needed.contains(&field), allowed.contains(&field)) {
                (true, _) if !written => format!("「{}」には {field} が必要です。加えてください", case.name),
                (false, false) if written => format!(
                    "「{}」の kind では {field} を使いません。消すか、kind を直してください",
                    case.name
                ),
                _ => continue,
            };
            whole = false;
            self.fault(file, spanned.span(), mend);
        }
        if !whole {
            return None;
        }
        if case.kind == CaseKind::NotStated {
            return Some(Case {
                name: case.name.clone(),
                when: when?,
                law: None,
            });
        }
        let items = self.items(file, programme, case);
        let rate = self.rate(file, case);
        let cap = self.cap(file, spanned);
        let (least, source) = self.least(file, cases, place, source);
        let law = Law {
            case: place_of(place)?,
            items: leak(items?),
            rate: rate?,
            cap: cap?,
            floor: Yen(case.floor.unwrap_or(0)),
            least,
            source,
        };
        self.limits(file, spanned, &law, rounding);
        Some(Case {
            name: case.name.clone(),
            when: when?,
            law: Some(law),
        })
    }

    fn items(&mut self, file: &File, programme: &ProgrammeFile, case: &Written) -> Option<Vec<Item>> {
        for (at, item) in case.items.iter().enumerate() {
            let same = |other: &Counted| other.cost.as_ref() == item.cost.as_ref();
            if case.items[..at].iter().any(same) {
                self.fault(
                    file,
                    item.cost.span(),
                    format!(
                        "「{}」の items に「{}」が2回書かれています。1つにまとめてください",
                        case.name,
                        item.cost.as_ref()
                    ),
                );
            }
        }
        let single = case.cost.iter().map(|cost| (cost, case.cost_limit));
        let several = case.items.iter().map(|item| (&item.cost, Some(item.limit)));
        let items: Vec<Option<Item>> = single
            .chain(several)
            .map(|(cost, limit)| {
                Some(Item {
                    cost: self.cost_of_case(file, programme, cost)?,
                    limit: limit.map(Yen),
                })
            })
            .collect();
        items.into_iter().collect()
    }

    /// `Some(None)` where the kind has no rate because no source gives one.
    #[expect(clippy::option_option, reason = "a fault and an unknown rate are two things")]
    fn rate(&mut self, file: &File, case: &Written) -> Option<Option<Rate>> {
        let whole = Rate {
            numerator: 1,
            denominator: 1,
        };
        match (&case.rate, case.kind) {
            (None, CaseKind::FlatLimit) => Some(Some(whole)),
            (None, _) => Some(None),
            (Some(written), _) => {
                let rate = written.as_ref().parse::<Rate>();
                if rate.is_err() {
                    self.fault(
                        file,
                        written.span(),
                        format!(
                            "補助率「{}」は、1以下の分数を \"1/2\" の形で書いてください",
                            written.as_ref()
                        ),
                    );
                }
                rate.ok().map(Some)
            }
        }
    }

    /// The lower end, and the weaker of the sources where two print different caps.
    fn least(
        &mut self,
        file: &File,
        cases: &[Spanned<Written>],
        place: usize,
        source: SourceIndex,
    ) -> (Least, SourceIndex) {
        let spanned = &cases[place];
        let case = spanned.as_ref();
        let other = case.certain_cap_source.as_ref().map(|id| self.source(file, id));
        let mend = match (case.certain_cap, other, &case.from_zero) {
            (None, None, None) => return (Least::Same, source),
            (None, None, Some(reason)) => {
                // Cases with the same reason share it, so that it is given once.
                let first = cases
                    .iter()
                    .position(|other| other.as_ref().from_zero.as_ref() == Some(reason));
                return (Least::Zero(first.and_then(place_of).unwrap_or(u8::MAX)), source);
            }
            (Some(certain), Some(other), None)
                if case.cap.is_some_and(|cap| 0 < certain && certain < cap) =>
            {
                let weaker =
                    |source: &SourceIndex| self.sources.get(usize::from(*source)).map(|one| one.grade);
                let source = [source, other].into_iter().min_by_key(weaker).unwrap_or(source);
                return (Least::Cap(Yen(certain)), source);
            }
            (Some(_), Some(_), None) => {
                "の certainCap（確実な上限）は、0円より大きく cap より小さい額にしてください"
            }
            (Some(_), Some(_), Some(_)) => {
                "に certainCap と fromZero の両方があります。どちらか一方だけにしてください"
            }
            _ => "の certainCap（確実な上限）と certainCapSource（その出典）は、両方を書いてください",
        };
        self.fault(file, spanned.span(), format!("「{}」{mend}", case.name));
        (Least::Same, source)
    }

    fn cap(&mut self, file: &File, spanned: &Spanned<Written>) -> Option<Cap> {
        let case = spanned.as_ref();
        let Some(each) = case.each else {
            return case.cap.map(Yen).map(Cap::Fixed);
        };
        let counted = |name: &str| self.keys.place(name).ok().and_then(|key| self.number(key));
        let Some((key, highest)) = counted(case.unit.as_ref().map_or("beds", |unit| unit.as_ref().as_str()))
        else {
            self.fault(
                file,
                spanned.span(),
                format!(
                    "「{}」の unit は、数を答える質問の名前で書いてください",
                    case.name
                ),
            );
            return None;
        };
        self.used_keys.insert(key);
        let (each, most) = (Yen(each), case.most.unwrap_or(highest));
        Some(match case.kind {
            CaseKind::BasePerBed => Cap::BasePerUnit { key, each, most },
            _ => Cap::PerUnit { key, each, most },
        })
    }

    /// A key that takes a number, and its largest one.
    fn number(&self, key: KeyIndex) -> Option<(KeyIndex, u64)> {
        match self.keys.kind(key) {
            Kind::Number(_, max) => Some((key, max)),
            _ => None,
        }
    }

    /// Whether the printed limits can be those of one programme.
    fn limits(&mut self, file: &File, spanned: &Spanned<Written>, law: &Law, rounding: Rounding) {
        let name = &spanned.as_ref().name;
        let nothing = |yen: Yen| yen == Yen(0);
        let (Cap::Fixed(printed)
        | Cap::PerUnit { each: printed, .. }
        | Cap::BasePerUnit { each: printed, .. }) = law.cap;
        if nothing(printed) || law.items.iter().any(|item| item.limit.is_some_and(nothing)) {
            self.fault(
                file,
                spanned.span(),
                format!("「{name}」の補助上限か事業額上限が0円です。資料の額を書いてください（額がなければ、その項目を消します）"),
            );
        }
        if let Cap::PerUnit { key, each, most } | Cap::BasePerUnit { key, each, most } = law.cap
            && let Some((_, highest)) = self.number(key)
        {
            if most == 0 || most > highest {
                self.fault(
                    file,
                    spanned.span(),
                    format!("「{name}」の most は、1から、質問で答えられるいちばん大きい数（{highest}）までで書いてください"),
                );
            } else if each.0.checked_mul(most).is_none_or(|whole| whole > Yen::MAX.0) {
                self.fault(
                    file,
                    spanned.span(),
                    format!("「{name}」の each {each} は、いちばん大きい数（{most}）を掛けると1兆円を超えます。桁を確かめてください"),
                );
            }
        }
        let cap = printed;
        if rounding.apply(cap) != cap {
            self.fault(
                file,
                spanned.span(),
                format!(
                    "「{name}」の上限 {cap} が、千円未満切捨て（rounding）の刻みに合いません。印刷された金額を確かめるか、rounding を直してください"
                ),
            );
        }
        if rounding.apply(law.floor) != law.floor {
            self.fault(
                file,
                spanned.span(),
                format!(
                    "「{name}」の下限額 {} が、千円未満切捨て（rounding）の刻みに合いません。印刷された金額を確かめるか、rounding を直してください",
                    law.floor
                ),
            );
        }
        if law.floor > cap {
            self.fault(
                file,
                spanned.span(),
                format!(
                    "「{name}」の下限額 {} が、上限 {cap} を超えています。印刷された金額を確かめて、どちらかを直してください",
                    law.floor
                ),
            );
        }
        if cap > Yen::MAX
            || law
                .items
                .iter()
                .any(|item| item.limit.is_some_and(|limit| limit > Yen::MAX))
        {
            self.fault(
                file,
                spanned.span(),
                format!("「{name}」に1兆円を超える金額があります。桁を確かめてください"),
            );
            return;
        }
        let limits: Option<Vec<Yen>> = law.items.iter().map(|item| item.limit).collect();
        let (Some(limits), Some(rate), Cap::Fixed(cap)) = (limits, law.rate, law.cap) else {
            return;
        };
        // Printed caps are rounded to 1,000 yen, upwards where the notice does so; anything more
        // than that is a slip of the pen.
        let limit = Yen(limits.iter().map(|limit| limit.0).sum());
        let most = rounding.apply(rate.of(limit));
        if law.floor > most {
            self.fault(
                file,
                spanned.span(),
                format!(
                    "「{name}」の下限額 {} に、事業額上限 {limit} の {rate}（{most}）でも届きません。印刷された金額を確かめて、どれかを直してください",
                    law.floor
                ),
            );
        }
        if rate.of(limit).0.div_ceil(1000) * 1000 < cap.0 {
            self.fault(
                file,
                spanned.span(),
                format!(
                    "「{name}」の補助上限 {cap} が、事業額上限 {limit} の {rate}（{}）を千円単位の丸めより大きく超えています。印刷された金額を確かめて、どれかを直してください",
                    rate.of(limit),
                ),
            );
        }
    }
}

/// A place among the cases. That there are too many is reported where the diagram is built.
fn place_of(place: usize) -> Option<u8> {
    u8::try_from(place).ok()
}
