//! The shape of the knowledge.
//!
//! - [`Date`], [`Yen`], [`Rate`], [`Rounding`], [`Evidence`]: the plain values.
//! - [`model`]: what the judgement needs of the catalogue, ready to be embedded.
//! - `document`: what the TOML files may say (feature `read`).
//! - `read`: from the files to the model, with every fault named by file and line (feature `read`).
//! - `schema`: the grammar of `document` as a JSON schema (feature `read`).
//!
//! Data flows one way: `catalogue/*.toml` → `document` → `lower` → [`model::Catalogue`].

mod date;
pub mod model;
mod money;

pub use date::Date;
pub use model::{DeadlineKind, Evidence, OverlapState};
pub use money::{Rate, Rounding, Yen, grouped};

#[cfg(feature = "read")]
pub mod document;
#[cfg(feature = "read")]
mod fault;
#[cfg(feature = "read")]
mod form;
#[cfg(feature = "read")]
mod grow;
#[cfg(feature = "read")]
mod lower;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "read")]
mod schema;
#[cfg(feature = "read")]
mod when;

#[cfg(feature = "read")]
pub use fault::{Fault, Faults};
#[cfg(feature = "read")]
pub use read::{Compiled, read};
#[cfg(feature = "read")]
pub use schema::schema;
