//! From the catalogue's TOML files to the judged model and to `catalogue.json`.
//!
//! - [`document`]: what the files may say, field by field.
//! - [`read`]: from the files to the model, with every fault named by file and line.
//! - [`schema`]: the grammar of [`document`] as a JSON schema.
//!
//! Data flows one way: `catalogue/*.toml` → [`document`] → `lower` → [`catalogue_model::Catalogue`].

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
