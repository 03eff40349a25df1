//! From the catalogue's TOML files to the model of the calculator and to `catalogue.json`.
//!
//! - [`read`] reads and checks the files of a folder. Each fault has file, line, and in Japanese how to mend
//!   it.
//! - [`document`] is the grammar of the files, field by field; [`schema`] says the same as a JSON schema.
//!
//! Data flows one way: `catalogue/*.toml` → [`document`] → `lower` → [`catalogue_model::Catalogue`]. On the
//! way, `diagram` builds the decision diagrams that the calculator evaluates.
//!
//! What is refused protects the calculator: with a catalogue that [`read`] accepts, an evaluation ends in
//! bounded time and has an outcome for all answers.

mod diagram;
pub mod document;
mod fault;
mod form;
mod lower;
mod read;
mod schema;
mod when;

pub use fault::{Fault, Faults};
pub use read::{Compiled, read};
pub use schema::schema;
