//! What is said of two programmes and one purchase: the same on both sides, and once.
//!
//! Of two programmes more than one thing may be said, each of other costs: then the states differ.

use std::collections::HashMap;

use super::Lowering;
use crate::document::OverlapState;
use crate::document::{Overlap, ProgrammeFile};

impl Lowering<'_> {
    pub(super) fn both_sides(&mut self) {
        for (file, programme) in self.files.all() {
            let mut before: HashMap<&str, Vec<OverlapState>> = HashMap::new();
            for overlap in &programme.overlap {
                self.programme_id(file, &overlap.with);
                let with = overlap.with.as_ref().as_str();
                if with == programme.id.as_ref() {
                    self.fault(
                        file,
                        overlap.with.span(),
                        "この補助金と自分自身との併用（overlap）が書かれています。with を相手の補助金の id に直すか、消してください",
                    );
                    continue;
                }
                let said = before.entry(with).or_default();
                let again = said.contains(&overlap.state);
                said.push(overlap.state);
                if again {
                    self.fault(
                        file,
                        overlap.with.span(),
                        format!(
                            "「{with}」との同じ扱い（state）の併用（overlap）が2回書かれています。1つにまとめてください"
                        ),
                    );
                }
                if !self.said_back(programme, overlap) {
                    self.fault(
                        file,
                        overlap.with.span(),
                        format!("「{with}」の側にも同じ併用の扱い（overlap）を書いてください"),
                    );
                }
            }
        }
    }

    fn said_back(&self, programme: &ProgrammeFile, overlap: &Overlap) -> bool {
        self.places
            .overlaps
            .get(&(overlap.with.as_ref().as_str(), programme.id.as_ref().as_str()))
            .is_some_and(|states| states.contains(&overlap.state))
    }
}
