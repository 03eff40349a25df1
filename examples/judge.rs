//! Times [`iryo_dx_hojokin::Judge`] on the institutions of a JSON file: `cargo xtask bench peers` measures it beside its
//! peers.
//!
//! `judge FILE SAMPLES MILLISECONDS` prints the picoseconds an institution of each sample, each so long, as
//! JSON: processor time where Linux has it, so that others' work on the machine counts little.

mod institutions;

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs};

use iryo_dx_hojokin::Answers;

fn main() {
    let [_, file, samples, milliseconds] = &env::args().collect::<Vec<_>>()[..] else {
        panic!("judge FILE SAMPLES MILLISECONDS");
    };
    let text = fs::read_to_string(file).expect("a file");
    let institutions = institutions::read(&text);
    let least = Duration::from_millis(milliseconds.parse().expect("milliseconds"));
    let samples: usize = samples.parse().expect("a number of samples");
    // The first is the warm-up.
    let picoseconds: Vec<u128> = (0..=samples)
        .map(|_| sample(&institutions, least))
        .skip(1)
        .collect();
    println!("{picoseconds:?}");
}

/// All institutions again and again for so long: picoseconds an institution, whole.
fn sample(institutions: &[Answers], least: Duration) -> u128 {
    let mut judge = institutions::judge();
    let start = (Instant::now(), processor());
    let mut judged = 0;
    loop {
        for answers in institutions {
            black_box(judge.judge(black_box(answers)));
        }
        judged += institutions.len() as u128;
        let taken = start.0.elapsed();
        if taken >= least {
            let spent = start.1.zip(processor()).map(|(start, end)| end - start);
            return spent.unwrap_or(taken.as_nanos()) * 1000 / judged;
        }
    }
}

/// Nanoseconds that this thread has run.
fn processor() -> Option<u128> {
    let text = fs::read_to_string("/proc/self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok()
}
