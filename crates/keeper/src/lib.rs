//! The commands of those who keep the catalogue, as functions: [`check`], [`diff`] and [`data`].
//!
//! `cargo keeper` runs them (`main.rs`); the build of the calculator calls [`check`] and [`data`] too. All of
//! them read a catalogue, none of them changes it. What they say is Japanese, for people who do not program.

mod check;
mod clock;
mod data;
mod diff;
mod error;
mod find;
pub mod japanese;
mod lookup;

pub use check::{Findings, as_of, check};
pub use clock::today;
pub use data::data;
pub use diff::diff;
pub use error::{Error, Result};
pub use find::find_catalogue;

/// Everything that this crate takes from the crates of the catalogue.
mod catalogue {
    pub(crate) use catalogue_compiler::{Fault, Faults, read, schema};
    pub use catalogue_model::Date;
    #[cfg(test)]
    pub(crate) use catalogue_model::Rate;
    pub(crate) use catalogue_model::Yen;
}
pub use catalogue::Date;

/// The catalogue of this repository, for tests.
#[cfg(test)]
fn own_catalogue() -> std::path::PathBuf {
    find_catalogue(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository has a catalogue")
}
