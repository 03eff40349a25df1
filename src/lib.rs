//! Which of the twelve medical-DX subsidies of the list, and which beside it, an institution may use, up to how
//! much, until when, why or why not.
//!
//! - [`Answers`]: what is known of one institution.
//! - [`evaluate`]: all programmes for a day, as a [`verdict::Verdict`]: figures, names and places of texts.
//! - [`Judge`]: the same figures for many institutions, without conditions and steps.
//! - [`parse_yen`]: amounts as people write them.
//! - [`CATALOGUE`]: the judged form of `catalogue/*.toml`, embedded by the build.
//!
//! The crate is `no_std`: it reads no clock, no file and no environment. Only `wasm`, the boundary to JavaScript, asks
//! the page's clock.
//!
//! ```
//! use catalogue_model::Eligibility;
//! use iryo_dx_hojokin::{Answers, CATALOGUE, Given, evaluate};
//!
//! let clinic = vec![("facilityType".to_owned(), Given::Text("clinic".to_owned()))];
//! let answers = Answers::read(&CATALOGUE, clinic)?;
//! let verdict = evaluate(&CATALOGUE, &answers, "2025-11-01".parse()?);
//! let sharing = verdict.programmes.iter().find(|programme| programme.id == "ehr-sharing").unwrap();
//! assert_eq!(sharing.eligibility, Eligibility::No);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod answers;
mod catalogue;
mod condition;
mod contradictions;
mod diagram;
mod evaluate;
mod law;
mod many;
mod next;
mod ranges;
mod refusal;
mod settled;
mod standing;
mod step;
mod steps;
pub mod verdict;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
mod window;
mod yen;

pub use answers::{Answers, Given};
pub use catalogue::CATALOGUE;
pub use evaluate::evaluate;
pub use many::{Judge, Judged, Outcome};
pub use refusal::{Refusal, RefusalCode};
pub use steps::laws;
pub use yen::{NotAnAmount, parse_yen};
