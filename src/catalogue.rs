//! The judged form of the catalogue, embedded by the build.

use catalogue_model::Catalogue;

/// The catalogue that was checked and baked in when this crate was built.
///
/// ```
/// assert_eq!(iryo_dx_hojokin::CATALOGUE.programmes.len(), 12);
/// ```
#[allow(clippy::unreadable_literal, reason = "written by the build")]
pub static CATALOGUE: Catalogue = include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
