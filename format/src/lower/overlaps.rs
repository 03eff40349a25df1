//! What is said of two programmes and one purchase: the same on both sides, and once.
//!
//! Of two programmes more than one thing may be said, each of other costs: then the states differ.

use super::Lowering;
use crate::document::{Overlap, ProgrammeFile};

impl Lowering<'_> {
    pub(super) fn both_sides(&mut self) {
        for (file, programme) in &self.files.programmes {
            for (at, overlap) in programme.overlap.iter().enumerate() {
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
                let said = |other: &Overlap| other.with.as_ref() == with && other.state == overlap.state;
                if programme.overlap[..at].iter().any(said) {
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
        let others = self.files.programmes.iter().map(|(_, other)| other);
        others
            .filter(|other| other.id.as_ref() == overlap.with.as_ref())
            .flat_map(|other| &other.overlap)
            .any(|back| back.with.as_ref() == programme.id.as_ref() && back.state == overlap.state)
    }
}
