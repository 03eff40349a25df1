//! Reads the folder of TOML files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use catalogue_model::{Catalogue, KeyIndex};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::document;
use crate::fault::{Fault, Faults, File};
use crate::form::in_japanese;
use crate::lower::{Files, Lowered, Parsed, lower};
use crate::when::{keys_of, leak_text};

/// The folder of the programmes of the list.
pub(crate) const LIST: &str = "programmes";

/// The folder of the programmes beside the list.
pub(crate) const BESIDE: &str = "beside";

/// A catalogue that has been read and checked.
#[derive(Debug)]
pub struct Compiled {
    /// What the calculator needs: numbers, names, and diagrams. What it points to is leaked, so it stays
    /// until the end of the process.
    pub catalogue: Catalogue,
    /// `catalogue.json`: everything that the files say, and the keys that conditions, contradictions and
    /// programmes look at. Its places are those of `catalogue`.
    pub json: Value,
}

/// Reads and checks the catalogue in a folder: `edition.toml`, `sources.toml`, `questions.toml`,
/// `programmes/*.toml` and, where that folder exists, `beside/*.toml`.
///
/// ```
/// use std::path::Path;
///
/// let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
/// let compiled = catalogue_compiler::read(&folder)?;
/// assert_eq!(compiled.catalogue.programmes.len(), 12);
/// assert_eq!(compiled.json["digest"], compiled.catalogue.digest);
///
/// let faults = catalogue_compiler::read(Path::new("no-such-folder")).unwrap_err();
/// assert!(faults.to_string().starts_with("edition.toml:1: ファイルを読めません"));
/// # Ok::<(), catalogue_compiler::Faults>(())
/// ```
///
/// # Errors
///
/// All faults found, each with file, line, and in Japanese what is wrong and how to mend it. Files that
/// cannot be parsed hide the faults of content of all files.
///
/// # Panics
///
/// Never: the documents hold texts, numbers and lists of them, all of which JSON can say.
pub fn read(folder: &Path) -> Result<Compiled, Faults> {
    let mut reader = Reader {
        folder,
        digest: Sha256::new(),
        faults: Vec::new(),
    };
    let edition = reader.file("edition.toml");
    let questions = reader.file("questions.toml");
    let sources = reader.file("sources.toml");
    let mut programmes: Vec<Parsed<document::ProgrammeFile>> = reader.folder(LIST);
    programmes.sort_by_key(|(_, programme)| programme.number);
    let beside = if folder.join(BESIDE).exists() {
        reader.folder(BESIDE)
    } else {
        Vec::new()
    };
    let (Some(edition), Some(questions), Some(sources), []) =
        (edition, questions, sources, &reader.faults[..])
    else {
        return Err(Faults(reader.faults));
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
    let digest = format!("{:x}", reader.digest.finalize());
    Ok(Compiled {
        catalogue: Catalogue {
            as_of: *files.edition.1.edition.as_of,
            digest: leak_text(&digest),
            keys: lowered.keys,
            sources: lowered.sources,
            contradictions: lowered.contradictions,
            programmes: lowered.programmes,
            beside: lowered.beside,
        },
        json: serde_json::to_value(whole_document(&files, &digest)).expect("JSON can say all of it"),
    })
}

/// The document of `catalogue.json`.
fn whole_document<'a>(files: &'a Files, digest: &'a str) -> document::Catalogue<'a> {
    let edition = &files.edition.1;
    let questions = &files.questions.1;
    document::Catalogue {
        edition: &edition.edition,
        digest,
        beside_group: &edition.beside_group,
        errata: &edition.errata,
        letter: &edition.letter,
        changes: &edition.change,
        sources: &files.sources.1.source,
        groups: &questions.group,
        questions: &questions.question,
        contradictions: &questions.contradiction,
        programmes: files.all().map(|(_, programme)| programme).collect(),
    }
}

/// Notes in the documents which keys conditions, contradictions and programmes look at.
fn note_keys(files: &mut Files, lowered: &Lowered) {
    let names = |keys: &mut dyn Iterator<Item = KeyIndex>| -> Vec<String> {
        keys.map(|key| lowered.keys[usize::from(key)].name.to_owned())
            .collect()
    };
    let contradictions = files.questions.1.contradiction.iter_mut();
    for (document, contradiction) in contradictions.zip(lowered.contradictions) {
        document.as_mut().keys = names(&mut contradiction.keys.iter().copied());
    }
    let documents = files.programmes.iter_mut().chain(&mut files.beside);
    let programmes = lowered.programmes.iter().chain(lowered.beside);
    for (((_, document), programme), keys) in documents.zip(programmes).zip(&lowered.keys_of_programmes) {
        document.keys = names(&mut keys.iter().copied());
        for (document, condition) in document.condition.iter_mut().zip(programme.conditions) {
            let whens = condition.grounds.iter().map(|ground| ground.when);
            let keys: BTreeSet<KeyIndex> = whens.flat_map(keys_of).collect();
            document.as_mut().keys = names(&mut keys.into_iter());
        }
    }
}

/// Reads files one after the other.
struct Reader<'a> {
    folder: &'a Path,
    /// Of all files read so far.
    digest: Sha256,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    /// All TOML files of a folder, in the order of their names.
    fn folder<T: DeserializeOwned>(&mut self, name: &str) -> Vec<Parsed<T>> {
        let names = toml_files(&self.folder.join(name)).unwrap_or_else(|error| {
            self.faults.push(unreadable(name, &error));
            Vec::new()
        });
        names
            .iter()
            .filter_map(|file| self.file(&format!("{name}/{file}")))
            .collect()
    }

    /// One file; `None` where it is faulty.
    fn file<T: DeserializeOwned>(&mut self, name: &str) -> Option<Parsed<T>> {
        let text = fs::read_to_string(self.folder.join(name))
            .map_err(|error| self.faults.push(unreadable(name, &error)))
            .ok()?;
        // With the lengths, no two folders of different files give the same bytes.
        self.digest.update(format!("{name} {}\n", text.len()));
        self.digest.update(&text);
        let file = File::new(name, text);
        match toml::from_str(&file.text) {
            Ok(document) => Some((file, document)),
            Err(error) => {
                let at = error.span().unwrap_or(0..0);
                let message = in_japanese(error.message(), &file.text, at.start);
                self.faults.push(file.fault(at, message));
                None
            }
        }
    }
}

/// The names of the TOML files in a folder, sorted.
fn toml_files(folder: &Path) -> std::io::Result<Vec<String>> {
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

fn unreadable(name: &str, error: &std::io::Error) -> Fault {
    Fault {
        file: name.to_owned(),
        line: 1,
        message: format!(
            "ファイルを読めません（{error}）。置き場所と、文字コードが UTF-8 であることを確かめてください"
        ),
    }
}
