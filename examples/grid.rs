//! Prints the digest of a million complete institutions, evaluated natively: `cargo xtask test
//! wasm` has the wasm reach the same one.

#[path = "../tests/common/grid.rs"]
mod grid;

fn main() {
    println!("{}", grid::digest());
}
