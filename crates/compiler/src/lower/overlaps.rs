//! What is said of two programmes and one purchase: the same on both sides, and once.
//!
//! One may say several things of two programmes where they concern different costs: then their states differ.

use std::collections::HashMap;

use super::Lowering;
use crate::document::{Overlap, OverlapState, ProgrammeFile};

impl Lowering<'_> {
    /// Checks all that programmes say of each other.
    pub(super) fn check_overlaps(&mut self) {
        for (file, programme) in self.files.all() {
            let mut before: HashMap<&str, Vec<OverlapState>> = HashMap::new();
            for overlap in &programme.overlap {
                self.check_programme_id(file, &overlap.with);
                let with = overlap.with.as_ref().as_str();
                if with == programme.id.as_ref() {
                    self.fault(
                        file,
                        overlap.with.span(),
                        "この補助金と自分自身との併用（overlap）が書かれています。with を相手の補助金の id に直すか、消してください",
                    );
                    continue;
                }
                let states = before.entry(with).or_default();
                let double = states.contains(&overlap.state);
                states.push(overlap.state);
                if double {
                    self.fault(
                        file,
                        overlap.with.span(),
                        format!(
                            "「{with}」との同じ扱い（state）の併用（overlap）が2回書かれています。1つにまとめてください"
                        ),
                    );
                }
                if !self.other_side_agrees(programme, overlap) {
                    self.fault(
                        file,
                        overlap.with.span(),
                        format!("「{with}」の側にも同じ併用の扱い（overlap）を書いてください"),
                    );
                }
            }
        }
    }

    /// Whether the other programme says the same of this one.
    fn other_side_agrees(&self, programme: &ProgrammeFile, overlap: &Overlap) -> bool {
        self.names
            .overlaps
            .get(&(overlap.with.as_ref().as_str(), programme.id.as_ref().as_str()))
            .is_some_and(|states| states.contains(&overlap.state))
    }
}
