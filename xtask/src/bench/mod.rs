//! `cargo xtask bench`: figures. Nothing fails by being slow, as times are those of the machine.

mod many;
mod page;
mod peers;

use anyhow::{Result, bail};

/// Measures what is named.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["many"] => many::many(),
        ["page"] => page::page(None),
        ["page", revision] => page::page(Some(revision)),
        ["peers"] => peers::peers(),
        _ => bail!("bench takes: many, page [REVISION], peers"),
    }
}
