//! Reads the folder of TOML files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::document;
use crate::fault::{Fault, Faults, File};
use crate::form::in_japanese;
use crate::lower::{Files, Lowered, Read, lower};
use crate::when::{keys_of, leak_text};
use catalogue_model::{Catalogue, KeyIndex};

/// The catalogue as the judgement needs it, and as pages and open data show it.
#[derive(Debug)]
pub struct Compiled {
    /// For the judgement.
    pub catalogue: Catalogue,
    /// Everything that the files say.
    pub json: Value,
}

/// Reads and checks `edition.toml`, `sources.toml`, `questions.toml`, `programmes/*.toml` and, where there are
/// any, `beside/*.toml` below a folder.
///
/// # Errors
///
/// All faults found, each with file, line and the mend in Japanese.
///
/// # Panics
///
/// Never: what the files hold is texts, numbers and lists of them, and all of that is JSON too.
pub fn read(folder: &Path) -> Result<Compiled, Faults> {
    let mut digest = Sha256::new();
    let mut faults = Vec::new();
    let edition = file(folder, "edition.toml", &mut digest, &mut faults);
    let questions = file(folder, "questions.toml", &mut digest, &mut faults);
    let sources = file(folder, "sources.toml", &mut digest, &mut faults);
    let mut programmes = programmes(folder, LIST, &mut digest, &mut faults);
    programmes.sort_by_key(|(_, programme)| programme.number);
    let beside = if folder.join(BESIDE).exists() {
        self::programmes(folder, BESIDE, &mut digest, &mut faults)
    } else {
        Vec::new()
    };
    let (Some(edition), Some(questions), Some(sources), true) =
        (edition, questions, sources, faults.is_empty())
    else {
        return Err(Faults(faults));
    };
    let mut files = Files {
        edition,
        sources,
        questions,
        programmes,
        beside,
    };
    let lowered = lower(&files).map_err(Faults)?;
    note_keys(&mut files, &lowered);
    let digest = format!("{:x}", digest.finalize());
    let edition = &files.edition.1;
    let json = serde_json::to_value(document::Catalogue {
        edition: &edition.edition,
        digest: &digest,
        beside_group: &edition.beside_group,
        errata: &edition.errata,
        letter: &edition.letter,
        changes: &edition.change,
        sources: &files.sources.1.source,
        groups: &files.questions.1.group,
        questions: &files.questions.1.question,
        contradictions: &files.questions.1.contradiction,
        programmes: files.all().map(|(_, programme)| programme).collect(),
    })
    .expect("the documents hold texts, numbers and lists of them");
    Ok(Compiled {
        catalogue: Catalogue {
            as_of: *edition.edition.as_of,
            digest: leak_text(&digest),
            keys: lowered.keys,
            sources: lowered.sources,
            contradictions: lowered.contradictions,
            programmes: lowered.programmes,
            beside: lowered.beside,
        },
        json,
    })
}

/// Notes in the documents which keys conditions, contradictions and programmes look at.
fn note_keys(files: &mut Files, lowered: &Lowered) {
    let named = |keys: &mut dyn Iterator<Item = KeyIndex>| -> Vec<String> {
        keys.map(|key| lowered.keys[usize::from(key)].name.to_owned())
            .collect()
    };
    let contradictions = files.questions.1.contradiction.iter_mut();
    for (written, contradiction) in contradictions.zip(lowered.contradictions) {
        written.as_mut().keys = named(&mut contradiction.keys.iter().copied());
    }
    let written = files.programmes.iter_mut().chain(&mut files.beside);
    let programmes = lowered.programmes.iter().chain(lowered.beside);
    for (((_, written), programme), keys) in written.zip(programmes).zip(&lowered.keys_of_programmes) {
        written.keys = named(&mut keys.iter().copied());
        for (written, condition) in written.condition.iter_mut().zip(programme.conditions) {
            let whens = condition.grounds.iter().map(|ground| ground.when);
            let keys: BTreeSet<KeyIndex> = whens.flat_map(keys_of).collect();
            written.as_mut().keys = named(&mut keys.into_iter());
        }
    }
}

/// The folder of the list's programmes, and that of those beside it.
pub(crate) const LIST: &str = "programmes";
pub(crate) const BESIDE: &str = "beside";

/// The programmes of a folder, in the order of their files' names.
fn programmes(
    folder: &Path,
    of: &str,
    digest: &mut Sha256,
    faults: &mut Vec<Fault>,
) -> Vec<Read<document::ProgrammeFile>> {
    let names = names(&folder.join(of)).unwrap_or_else(|error| {
        faults.push(unreadable(of, &error));
        Vec::new()
    });
    names
        .iter()
        .filter_map(|name| file(folder, &format!("{of}/{name}"), digest, faults))
        .collect()
}

fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| PathBuf::from(entry.file_name())))
        .collect::<Result<Vec<_>, _>>()?;
    names.retain(|name| name.extension().is_some_and(|extension| extension == "toml"));
    names.sort();
    Ok(names
        .iter()
        .filter_map(|name| name.to_str().map(ToOwned::to_owned))
        .collect())
}

fn file<T: DeserializeOwned>(
    folder: &Path,
    name: &str,
    digest: &mut Sha256,
    faults: &mut Vec<Fault>,
) -> Option<Read<T>> {
    let text = match fs::read_to_string(folder.join(name)) {
        Ok(text) => text,
        Err(error) => {
            faults.push(unreadable(name, &error));
            return None;
        }
    };
    // The lengths keep one file's end apart from the next one's beginning.
    digest.update(format!("{name} {}\n", text.len()));
    digest.update(&text);
    let file = File::new(name, text);
    match toml::from_str(&file.text) {
        Ok(read) => Some((file, read)),
        Err(error) => {
            let at = error.span().unwrap_or(0..0);
            let message = in_japanese(error.message(), &file.text, at.start);
            faults.push(file.fault(at, message));
            None
        }
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> Fault {
    Fault {
        file: name.to_owned(),
        line: 1,
        message: format!(
            "ファイルを読めません（{error}）。置き場所と、文字コードが UTF-8 であることを確かめてください"
        ),
    }
}
