//! A million complete institutions, natively: the digest that the wasm has to reach too.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/grid.rs"]
mod grid;

#[test]
fn the_grid_comes_out_the_same_twice() {
    let digest = grid::digest();
    // Read by `cargo xtask test`, which has the wasm reach the same digest.
    println!("grid of {} institutions: {digest}", grid::INSTITUTIONS);
    assert_eq!(digest, grid::digest());
}
