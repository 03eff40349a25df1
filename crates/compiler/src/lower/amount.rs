//! The cases of an amount: which fields each kind needs, and the law that it becomes.

use toml::Spanned;

use catalogue_model::{Cap, Item, KeyIndex, Kind, Law, Least, Rate, Rounding, SourceIndex, When, Yen};

use super::Lowering;
use crate::document::{self, CaseKind, ProgrammeFile};
use crate::fault::File;
use crate::when::leak;

/// A case: when it applies, and its law, where a source gives an amount.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) when: When,
    pub(super) law: Option<Law>,
}

/// The fields of a case that depend on its kind, and whether they are written.
fn fields_written(case: &document::Case) -> [(&'static str, bool); 13] {
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
fn fields_of_kind(kind: CaseKind) -> (&'static [&'static str], &'static [&'static str]) {
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
    /// Lowers the case at a place among those of its programme; `None` where it is faulty.
    pub(super) fn case(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        cases: &[Spanned<document::Case>],
        place: usize,
        rounding: Rounding,
    ) -> Option<Case> {
        let spanned = &cases[place];
        let case = spanned.as_ref();
        let source = self.source(file, &case.source);
        let when = self.when(file, &case.when);
        let (needed, allowed) = fields_of_kind(case.kind);
        let mut complete = true;
        for (field, written) in fields_written(case) {
            let mend = match (needed.contains(&field), allowed.contains(&field)) {
                (true, _) if !written => format!("「{}」には {field} が必要です。加えてください", case.name),
                (false, false) if written => format!(
                    "「{}」の kind では {field} を使いません。消すか、kind を直してください",
                    case.name
                ),
                _ => continue,
            };
            complete = false;
            self.fault(file, spanned.span(), mend);
        }
        if !complete {
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
            case: place_of_case(place)?,
            items: leak(items?),
            rate: rate?,
            cap: cap?,
            floor: Yen(case.floor.unwrap_or(0)),
            least,
            source,
        };
        self.check_limits(file, spanned, &law, rounding);
        Some(Case {
            name: case.name.clone(),
            when: when?,
            law: Some(law),
        })
    }

    /// The costs of a case with their limits; `None` where one is faulty.
    fn items(&mut self, file: &File, programme: &ProgrammeFile, case: &document::Case) -> Option<Vec<Item>> {
        for (at, item) in case.items.iter().enumerate() {
            let same = |other: &document::Item| other.cost.as_ref() == item.cost.as_ref();
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

    /// The rate of a case: `Some(None)` where no source gives one, `None` where it is faulty.
    #[expect(clippy::option_option, reason = "a fault and an unknown rate are two things")]
    fn rate(&mut self, file: &File, case: &document::Case) -> Option<Option<Rate>> {
        let all_of_it = Rate {
            numerator: 1,
            denominator: 1,
        };
        match (&case.rate, case.kind) {
            (None, CaseKind::FlatLimit) => Some(Some(all_of_it)),
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

    /// The lower end of the amount, and what the case rests on: where two sources print different caps, the
    /// weaker.
    fn least(
        &mut self,
        file: &File,
        cases: &[Spanned<document::Case>],
        place: usize,
        source: SourceIndex,
    ) -> (Least, SourceIndex) {
        let spanned = &cases[place];
        let case = spanned.as_ref();
        let other = case.certain_cap_source.as_ref().map(|id| self.source(file, id));
        let mend = match (case.certain_cap, other, &case.from_zero) {
            (None, None, None) => return (Least::Same, source),
            (None, None, Some(reason)) => {
                // A reason that several cases share is given once.
                let first = cases
                    .iter()
                    .position(|other| other.as_ref().from_zero.as_ref() == Some(reason));
                return (
                    Least::Zero(first.and_then(place_of_case).unwrap_or(u8::MAX)),
                    source,
                );
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

    /// 補助上限 of a case; `None` where it is faulty.
    fn cap(&mut self, file: &File, spanned: &Spanned<document::Case>) -> Option<Cap> {
        let case = spanned.as_ref();
        let Some(each) = case.each else {
            return case.cap.map(Yen).map(Cap::Fixed);
        };
        let unit = case.unit.as_ref().map_or("beds", |unit| unit.as_ref().as_str());
        let key = self.keys.place(unit).ok();
        let Some((key, highest)) = key.and_then(|key| Some((key, self.largest_number(key)?))) else {
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

    /// The largest number that a key takes; `None` where it takes something else.
    pub(super) fn largest_number(&self, key: KeyIndex) -> Option<u64> {
        match self.keys.kind(key) {
            Kind::Number(_, max) => Some(max),
            _ => None,
        }
    }
}

/// A place among the cases. Too many cases are reported where the diagram is built.
fn place_of_case(place: usize) -> Option<u8> {
    u8::try_from(place).ok()
}
