//! `cargo keeper data`: the catalogue as open data.

mod cells;
mod csv;
mod json;

use std::fs;
use std::path::{Path, PathBuf};

use crate::catalogue::{read, schema};
use crate::error::{Error, Result, fault_lines};

/// Writes `catalogue.json`, `catalogue.csv` and `catalogue.schema.json` into a folder, and makes the folder
/// where there is none. Gives back the files' paths.
///
/// # Errors
///
/// The catalogue has faults, or a file cannot be written.
pub fn data(catalogue: &Path, to: &Path) -> Result<[PathBuf; 3]> {
    let compiled = read(catalogue).map_err(|faults| {
        Error::new(format!(
            "目録に誤りがあるため、公開データを書き出せません。次の行を直してください\n{}",
            fault_lines(Path::new("catalogue"), &faults)
        ))
    })?;
    let unwritable = |path: &Path, error: &dyn std::fmt::Display| {
        Error::new(format!(
            "{} に書き込めません（{error}）。書き込めるフォルダを書いてください",
            path.display()
        ))
    };
    fs::create_dir_all(to).map_err(|error| unwritable(to, &error))?;
    let write = |name: &str, content: &[u8]| {
        let path = to.join(name);
        fs::write(&path, content).map_err(|error| unwritable(&path, &error))?;
        Ok(path)
    };
    Ok([
        write("catalogue.json", json::text(&compiled.json).as_bytes())?,
        write("catalogue.csv", &csv::table(&compiled.json))?,
        write("catalogue.schema.json", json::text(&schema()).as_bytes())?,
    ])
}
