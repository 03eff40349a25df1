//! Which of the twelve medical-DX subsidies of the list, and which beside it, an institution may use, up to how
//! much, until when, why or why not.
//!
//! - [`Answers`]: what is known of one institution.
//! - [`evaluate`]: all programmes for a day, as a [`report::Report`].
//! - [`Judge`]: the same figures without their reasons, for many institutions.
//! - [`parse_yen`]: amounts as people write them.
//! - [`CATALOGUE`]: the knowledge, made from `catalogue/*.toml` by the build.
//!
//! ```
//! use iryo_dx_hojokin::{Answers, CATALOGUE, Given, evaluate};
//!
//! let answers = Answers::read(
//!     &CATALOGUE,
//!     vec![("facilityType".to_owned(), Given::Text("clinic".to_owned()))],
//! )?;
//! let report = evaluate(&CATALOGUE, &answers, "2025-11-01".parse()?);
//! let sharing = report.programmes.iter().find(|programme| programme.id == "ehr-sharing").unwrap();
//! assert_eq!(sharing.eligibility.name(), "no");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod amount;
mod answers;
mod catalogue;
mod condition;
mod contradictions;
mod diagram;
mod evaluate;
#[cfg(not(feature = "plain-json"))]
mod inflate;
mod law;
mod many;
pub mod report;
mod standing;
mod steps;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
mod window;
mod yen;

pub use answers::{Answers, Given, Refusal, RefusalCode};
pub use catalogue::{CATALOGUE, catalogue_json};
pub use evaluate::evaluate;
pub use many::{Judge, Judged, Outcome};
pub use yen::{NotAnAmount, parse_yen};
