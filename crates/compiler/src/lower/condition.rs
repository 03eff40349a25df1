//! Conditions: their grounds, and the diagram that finds the ground that applies.

use std::collections::BTreeSet;

use toml::Spanned;

use catalogue_model::{Condition, Diagram, Ground, KeyIndex, Target, When};

use super::Lowering;
use super::contradictions::Contradictions;
use crate::diagram::{Decision, build, holding, leaf, none_holds};
use crate::document;
use crate::fault::File;
use crate::when::{keys_of, leak};

impl Lowering<'_> {
    /// Lowers a condition; `None` where it is faulty.
    pub(super) fn condition(
        &mut self,
        file: &File,
        spanned: &Spanned<document::Condition>,
        contradictions: &Contradictions,
    ) -> Option<Condition> {
        let condition = spanned.as_ref();
        let source = self.source(file, &condition.source);
        // All grounds are read before the first fault ends it.
        let grounds: Vec<Option<Ground>> = condition
            .ground
            .iter()
            .map(|ground| {
                let ground = ground.as_ref();
                let when = self.when(file, &ground.when)?;
                let own = ground.source.as_ref();
                Some(Ground {
                    when,
                    open: ground.open,
                    source: own.map_or(source, |own| self.source(file, own)),
                })
            })
            .collect();
        let grounds = grounds.into_iter().collect::<Option<Vec<Ground>>>()?;
        let (diagram, reached) = self
            .ground_that_applies(&grounds, contradictions)
            .map_err(|message| self.fault(file, spanned.span(), message))
            .ok()?;
        if let Target::Leaf(ground) = diagram.root
            && grounds
                .get(usize::from(ground))
                .is_some_and(|ground| !ground.open)
        {
            self.fault(
                file,
                spanned.span(),
                "この条件は、どの医療機関も満たします。ground の when に、満たさない場合が残るように書いてください",
            );
        }
        for (at, ground) in condition.ground.iter().enumerate() {
            if !reached.contains(&at) {
                self.fault(
                    file,
                    ground.span(),
                    "この ground に当てはまる医療機関はありません。when を直すか、この ground を消してください",
                );
            }
        }
        Some(Condition {
            source,
            grounds: leak(grounds),
            diagram,
        })
    }

    /// The diagram from answers to a ground, and the grounds that apply to some institution. The leaf behind
    /// the last ground means that none applies.
    fn ground_that_applies(
        &self,
        grounds: &[Ground],
        contradictions: &Contradictions,
    ) -> Result<(Diagram, BTreeSet<usize>), String> {
        let whens: Vec<When> = grounds.iter().map(|ground| ground.when).collect();
        let keys: BTreeSet<KeyIndex> = whens.iter().flat_map(|when| keys_of(when)).collect();
        let impossible = contradictions.impossible(&keys);
        let mut reached = BTreeSet::new();
        let diagram = build(
            &self.keys.list,
            &[&whens[..], &impossible[..]].concat(),
            &self.budget,
            &mut |residuals, _| {
                let (grounds, impossible) = residuals.split_at(whens.len());
                let applying = match (none_holds(impossible), holding(grounds)) {
                    (Some(false), _) => return Ok(Decision::Reached(Target::Nowhere)),
                    (None, _) | (_, None) => return Ok(Decision::Pending(residuals.to_vec())),
                    (Some(true), Some(applying)) => applying,
                };
                let place = match applying[..] {
                    [] => grounds.len(),
                    [place] => place,
                    _ => {
                        return Err(
                            "同じ場合に2つの ground が当てはまります。どちらか一方だけにしてください".into(),
                        );
                    }
                };
                reached.insert(place);
                leaf(place).map(Decision::Reached)
            },
        )?;
        Ok((diagram, reached))
    }
}
