//! `cargo xtask bench`: figures. Nothing fails by being slow, as times are those of the machine.

mod many;
mod page;
mod peers;

use anyhow::{Result, bail};

type Measure = fn() -> Result<()>;

/// What can be measured, by name.
const MEASURES: &[(&str, Measure)] = &[
    ("many", many::many),
    ("page", page::page),
    ("peers", peers::peers),
];

/// Measures what is named.
pub(crate) fn bench(name: &str) -> Result<()> {
    let Some((_, measure)) = MEASURES.iter().find(|(known, _)| *known == name) else {
        let known: Vec<&str> = MEASURES.iter().map(|(name, _)| *name).collect();
        bail!("there is no measure {name:?}; there are: {}", known.join(", "));
    };
    measure()
}
