//! Reads the folder of TOML files.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::fault::{Fault, Faults, File};
use crate::lower::{Files, Read, lower};
use crate::model::Catalogue;
use crate::when::keep_text;

/// The catalogue as the judgement needs it, and as pages and open data show it.
#[derive(Debug)]
pub struct Compiled {
    /// For the judgement.
    pub catalogue: Catalogue,
    /// Everything that the files say.
    pub json: Value,
}

/// Reads and checks `edition.toml`, `sources.toml`, `questions.toml` and `programmes/*.toml` below
/// a folder.
///
/// # Errors
///
/// All faults found, each with file, line and the mend in Japanese.
pub fn read(folder: &Path) -> Result<Compiled, Faults> {
    let mut digest = Sha256::new();
    let mut faults = Vec::new();
    let edition = file(folder, "edition.toml", &mut digest, &mut faults);
    let questions = file(folder, "questions.toml", &mut digest, &mut faults);
    let sources = file(folder, "sources.toml", &mut digest, &mut faults);
    let names = names(&folder.join("programmes")).unwrap_or_else(|error| {
        faults.push(unreadable("programmes", &error));
        Vec::new()
    });
    let mut programmes: Vec<Read<crate::document::ProgrammeFile>> = names
        .iter()
        .filter_map(|name| file(folder, &format!("programmes/{name}"), &mut digest, &mut faults))
        .collect();
    programmes.sort_by_key(|(_, programme)| programme.number);
    let (Some(edition), Some(questions), Some(sources), true) =
        (edition, questions, sources, faults.is_empty())
    else {
        return Err(Faults(faults));
    };
    let files = Files {
        edition,
        sources,
        questions,
        programmes,
    };
    let lowered = lower(&files).map_err(Faults)?;
    let digest = hexadecimal(&digest.finalize());
    let edition = &files.edition.1;
    let programmes: Vec<&crate::document::ProgrammeFile> =
        files.programmes.iter().map(|(_, programme)| programme).collect();
    let json = json!({
        "edition": value(&edition.edition),
        "digest": digest,
        "errata": value(&edition.errata),
        "letter": value(&edition.letter),
        "sources": value(&files.sources.1.source),
        "groups": value(&files.questions.1.group),
        "questions": value(&files.questions.1.question),
        "contradictions": value(&files.questions.1.contradiction),
        "programmes": value(&programmes),
    });
    Ok(Compiled {
        catalogue: Catalogue {
            edition: keep_text(&edition.edition.number),
            as_of: edition.edition.as_of,
            version: keep_text(&edition.edition.version),
            digest: keep_text(&digest),
            keys: lowered.keys,
            sources: lowered.sources,
            contradictions: lowered.contradictions,
            programmes: lowered.programmes,
        },
        json,
    })
}

/// What the files say is text, numbers and lists of them: all of it has a form in JSON.
fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).expect("the documents hold nothing that JSON cannot")
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
    let file = File {
        name: name.to_owned(),
        text,
    };
    match toml::from_str(&file.text) {
        Ok(read) => Some((file, read)),
        Err(error) => {
            faults.push(file.fault(error.span().unwrap_or(0..0), in_japanese(error.message())));
            None
        }
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> Fault {
    Fault {
        file: name.to_owned(),
        line: 1,
        message: format!("ファイルを読めません（{error}）"),
    }
}

/// The commonest faults of form, in the keeper's language; the reader's own words stand behind.
fn in_japanese(message: &str) -> String {
    let words = if message.starts_with("unknown field") {
        "知らない項目です。綴りを確かめてください"
    } else if message.starts_with("missing field") {
        "必要な項目がありません。加えてください"
    } else if message.starts_with("duplicate key") {
        "同じ項目が2回書かれています"
    } else if message.starts_with("invalid type") || message.starts_with("unknown variant") {
        "この項目には書けない値です"
    } else {
        "TOML として読めません"
    };
    format!("{words}（{message}）")
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
