//! The same million institutions in wasm. `cargo xtask test` hands over the native digest.
#![cfg(target_arch = "wasm32")]

#[path = "common/grid.rs"]
mod grid;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_grid_has_the_native_digest() {
    let native = option_env!("GRID_DIGEST").expect("GRID_DIGEST is set by `cargo xtask test wasm`");
    assert_eq!(grid::digest(), native);
}
