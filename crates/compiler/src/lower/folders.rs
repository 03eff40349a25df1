//! The two folders: what a programme of the list states, what one beside it states, and successors.

use std::collections::HashSet;

use super::Lowering;
use crate::document::ProgrammeFile;
use crate::fault::File;
use crate::read::BESIDE;

impl Lowering<'_> {
    /// Checks that a programme states what its folder requires, and nothing that belongs to the other folder.
    pub(super) fn check_folder(&mut self, file: &File, programme: &ProgrammeFile) {
        let at = programme.id.span();
        let beside = file.name.starts_with(BESIDE);
        let faults = [
            (
                beside && !programme.beside,
                "beside フォルダーの補助金には beside = true を書いてください。一覧の補助金なら、programmes フォルダーに移してください",
            ),
            (
                beside && programme.number.is_some(),
                "一覧にない補助金に number（一覧の順番）は書きません。消してください",
            ),
            (
                beside && programme.as_of.is_none(),
                "一覧にない補助金には、内容を調べた日が必要です。asOf = 2026-11-29 の形で加えてください",
            ),
            (
                beside && !programme.successor.is_empty(),
                "successor（この補助金のあと）は、一覧の補助金にだけ書きます。消してください",
            ),
            (
                !beside && programme.beside,
                "programmes フォルダーの補助金に beside は書きません。一覧にない補助金なら、beside フォルダーに移してください",
            ),
            (
                !beside && programme.number.is_none(),
                "一覧の補助金には number（一覧の何番目か）が必要です。加えてください",
            ),
            (
                !beside && programme.as_of.is_some(),
                "asOf（調べた日）は、一覧にない補助金にだけ書きます。消してください",
            ),
            (
                !beside && programme.successor.is_empty(),
                "[[successor]]（この補助金のあと）を1つ以上書いてください。見つからなかったときは、そう書きます",
            ),
        ];
        for (_, message) in faults.into_iter().filter(|(faulty, _)| *faulty) {
            self.fault(file, at.clone(), message);
        }
        for successor in &programme.successor {
            self.source(file, &successor.source);
            let Some(id) = &successor.programme else { continue };
            let known = |(_, other): &(File, ProgrammeFile)| other.id.as_ref() == id.as_ref();
            if !self.files.beside.iter().any(known) {
                self.fault(
                    file,
                    id.span(),
                    format!(
                        "「{}」という補助金は beside フォルダーにありません。綴りを確かめるか、programme を消してください",
                        id.as_ref()
                    ),
                );
            }
        }
    }

    /// Checks that no programme beside the list has the id of another one.
    pub(super) fn check_ids(&mut self) {
        let list = &self.files.programmes;
        let mut ids: HashSet<&str> = list
            .iter()
            .map(|(_, listed)| listed.id.as_ref().as_str())
            .collect();
        for (file, programme) in &self.files.beside {
            let id = programme.id.as_ref().as_str();
            if !ids.insert(id) {
                self.fault(
                    file,
                    programme.id.span(),
                    format!("「{id}」は、ほかの補助金の id です。別の id にしてください"),
                );
            }
        }
    }
}
