//! The project costs of a programme: asked for once, by one programme, and used by one of its cases.

use std::collections::HashSet;

use catalogue_model::{KeyIndex, Kind};

use super::Lowering;
use crate::document::{Case, ProgrammeFile, Text};
use crate::fault::File;

impl Lowering<'_> {
    /// Checks the costs that a programme asks for.
    pub(super) fn check_costs(&mut self, file: &File, programme: &ProgrammeFile) {
        let used: HashSet<&str> = programme
            .amount
            .iter()
            .flat_map(|amount| &amount.case)
            .flat_map(|case| costs_of(case.as_ref()))
            .map(|cost| cost.as_ref().as_str())
            .collect();
        let mut earlier = HashSet::new();
        for cost in &programme.costs {
            self.cost(file, cost);
            let name = cost.as_ref().as_str();
            // Two programmes must not subsidise one purchase because it was entered once.
            let other_programme = self
                .names
                .costs
                .get(name)
                .filter(|other| other.id.as_ref() != programme.id.as_ref());
            let mend = if !earlier.insert(name) {
                format!("costs に「{name}」が2回書かれています。どちらか一方を消してください")
            } else if let Some(other) = other_programme {
                format!(
                    "「{name}」は「{}」の事業額です。補助金ごとに別の事業額を使ってください",
                    other.id.as_ref()
                )
            } else if !used.is_empty() && !used.contains(name) {
                format!(
                    "「{name}」は、どの金額の場合（amount.case）でも使われていません。costs から消すか、場合の cost に書いてください"
                )
            } else {
                continue;
            };
            self.fault(file, cost.span(), mend);
        }
    }

    /// The place of a cost that a case takes; `None` where its programme does not ask for it.
    pub(super) fn cost_of_case(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        cost: &Text,
    ) -> Option<KeyIndex> {
        let found = self.cost(file, cost)?;
        let own = programme.costs.iter().any(|own| own.as_ref() == cost.as_ref());
        if !own {
            self.fault(
                file,
                cost.span(),
                format!(
                    "「{}」は、この補助金の costs にありません。綴りを確かめるか、costs に加えてください",
                    cost.as_ref()
                ),
            );
        }
        own.then_some(found)
    }

    /// The place of a key that takes yen, which is then used; `None` where there is no such key.
    fn cost(&mut self, file: &File, key: &Text) -> Option<KeyIndex> {
        let found = self.keys.place(key.as_ref()).and_then(|index| {
            matches!(self.keys.kind(index), Kind::Yen)
                .then_some(index)
                .ok_or_else(|| {
                    format!(
                        "「{}」は金額の質問ではありません。kind が yen の質問の名前を書いてください",
                        key.as_ref()
                    )
                })
        });
        match found {
            Ok(index) => {
                self.used_keys.insert(index);
                Some(index)
            }
            Err(message) => {
                self.fault(file, key.span(), message);
                None
            }
        }
    }
}

/// The costs that a case takes.
fn costs_of(case: &Case) -> impl Iterator<Item = &Text> {
    case.cost.iter().chain(case.items.iter().map(|item| &item.cost))
}
