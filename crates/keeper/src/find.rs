//! Where the catalogue is.

use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// The folder `catalogue` in a folder or, as Cargo looks for its manifest, in one of those above it.
///
/// # Errors
///
/// There is none. A catalogue has `edition.toml` or the folder `programmes`; [`check`](crate::check())
/// reports that one of them is missing.
pub fn find_catalogue(from: &Path) -> Result<PathBuf> {
    from.ancestors()
        .map(|folder| folder.join("catalogue"))
        .find(|folder| folder.join("edition.toml").is_file() || folder.join("programmes").is_dir())
        .ok_or_else(|| {
            Error::new(format!(
                "フォルダ {} にも、その上のフォルダにも、目録（catalogue フォルダ）がありません。catalogue フォルダのあるフォルダへ移ってから、もう一度実行してください",
                from.display()
            ))
        })
}
