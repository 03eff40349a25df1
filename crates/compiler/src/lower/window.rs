//! The window of a programme: its rounds, each looked at alone, and its deadlines.

use toml::Spanned;

use catalogue_model::{Date, Deadline, Round, When};

use super::Lowering;
use crate::document::{self, Window};
use crate::fault::File;

/// A round, and the institutions that it is for; all where there is no `when`.
pub(super) struct LoweredRound {
    pub(super) round: Round,
    pub(super) when: Option<When>,
}

impl Lowering<'_> {
    /// The rounds of a window; `None` where one is faulty.
    pub(super) fn rounds(&mut self, file: &File, window: &Window) -> Option<Vec<LoweredRound>> {
        self.check_remark(file, window);
        let rounds: Vec<Option<LoweredRound>> = window
            .round
            .iter()
            .map(|spanned| self.round(file, spanned))
            .collect();
        rounds.into_iter().collect()
    }

    /// The deadlines of a window.
    pub(super) fn deadlines(&mut self, file: &File, window: &Window) -> Vec<Deadline> {
        window
            .deadline
            .iter()
            .map(|deadline| {
                let deadline = deadline.as_ref();
                Deadline {
                    kind: deadline.kind,
                    date: deadline.date.0,
                    ends: deadline.ends,
                    source: self.source(file, &deadline.source),
                }
            })
            .collect()
    }

    /// Checks that a window has a remark and its source, or neither.
    fn check_remark(&mut self, file: &File, window: &Window) {
        if let Some(source) = &window.source {
            self.source(file, source);
        }
        match (&window.remark, &window.source) {
            (Some(remark), None) => self.fault(
                file,
                remark.span(),
                "[window] の remark には出典が必要です。source を加えてください",
            ),
            (None, Some(source)) => self.fault(
                file,
                source.span(),
                "[window] の source は remark の出典です。remark を加えるか、source を消してください",
            ),
            _ => {}
        }
    }

    fn round(&mut self, file: &File, spanned: &Spanned<document::Round>) -> Option<LoweredRound> {
        let round = spanned.as_ref();
        if round.from.is_some() && round.to.is_some() && round.from > round.to
            || (round.from, round.to) == (None, None)
        {
            self.fault(
                file,
                spanned.span(),
                "受付期間の from と to のどちらかを書き、from は to より前にしてください",
            );
        }
        let source = self.source(file, &round.source);
        if let Some(first) = &round.from_source {
            self.source(file, first);
            if round.from.is_none() || round.to.is_none() || first.as_ref() == round.source.as_ref() {
                self.fault(
                    file,
                    first.span(),
                    "fromSource は、from と to の両方があり、from の出典が source と違うときだけ書きます。消すか、直してください",
                );
            }
        }
        if round.when.is_some() && round.remark.is_none() {
            self.fault(
                file,
                spanned.span(),
                "一部の施設だけの受付期間です。どの施設のものかを remark に書いてください（例：remark = \"東京都\"）",
            );
        }
        let when = match &round.when {
            None => None,
            Some(when) => Some(self.when(file, when)?),
        };
        Some(LoweredRound {
            round: Round {
                kind: round.kind,
                from: round.from.map(Date::from),
                to: round.to.map(Date::from),
                source,
            },
            when,
        })
    }
}
