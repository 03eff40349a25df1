//! A catalogue that cannot be trusted is refused, with file, line and how to mend it.
//!
//! Each test takes the real catalogue, changes one thing, and looks at the fault that is reported.

mod amounts;
mod common;
mod conditions;
mod edition;
mod form;
mod kinds;
mod limits;
mod list;
mod questions;
mod sources;
mod too_large;
mod windows;

use common::copy;

#[test]
fn the_catalogue_as_it_is_has_no_fault() {
    if let Err(faults) = catalogue_compiler::read(copy().path()) {
        panic!("{faults}");
    }
}
