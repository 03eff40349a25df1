//! The core in wasm without a boundary, for `cargo xtask bench peers`: what `judge.rs` is natively, its clock
//! outside.
#![cfg(target_arch = "wasm32")]

mod institutions;

use std::hint::black_box;

use iryo_dx_hojokin::Answers;
use wasm_bindgen::prelude::wasm_bindgen;

/// Institutions that wait inside.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Core(Vec<Answers>);

#[wasm_bindgen]
impl Core {
    /// Of a list of answers as JSON.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(institutions::read(text))
    }

    /// Judges all of them, so often.
    pub fn run(&self, rounds: u32) {
        let mut judge = institutions::judge();
        for _ in 0..rounds {
            for answers in &self.0 {
                black_box(judge.judge(black_box(answers)));
            }
        }
    }
}
