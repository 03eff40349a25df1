//! Plain values, and the model of the catalogue: what the calculator needs, and no text that only people
//! read.
//!
//! - [`Date`], [`Yen`], [`Rate`], [`Rounding`]: the plain values.
//! - [`Catalogue`]: keys, conditions, amounts and receptions as whole numbers and decision diagrams.
//!
//! `catalogue-compiler` makes a catalogue of the TOML files. Everything in it is `'static`: in the product it
//! is data of the binary, written as Rust source by the build (feature `bake`); one that is read at run time
//! is leaked.
#![no_std]

mod catalogue;
mod date;
mod diagram;
mod key;
mod law;
mod rate;
mod reception;
mod when;
mod yen;

pub use catalogue::{
    Catalogue, Condition, Contradiction, Evidence, Ground, KeyIndex, Programme, Source, SourceIndex,
};
pub use date::{Date, NotADate};
pub use diagram::{Diagram, Eligibility, Leaf, MOST_NODES, Node, Target};
pub use key::{Choice, Key, Kind};
pub use law::{Cap, Item, Law, Least};
pub use rate::{NotARate, Rate, Rounding};
pub use reception::{After, Deadline, DeadlineKind, Receptions, Round};
pub use when::{Constraint, When, holds};
pub use yen::{Yen, grouped};
