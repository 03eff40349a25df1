use iryo_dx_hojokin::{Answers, CATALOGUE, Given, Judge, evaluate};
use std::time::Instant;
fn main() {
    let on = "2025-11-01".parse().unwrap();
    let text = |s: &str| Given::Text(s.to_owned());
    let sets: Vec<(&str, Vec<(String, Given)>)> = vec![
        ("nothing", vec![]),
        (
            "clinic",
            vec![
                ("facilityType".into(), text("clinic")),
                ("beds".into(), Given::Whole(0)),
                ("prefecture".into(), text("13")),
            ],
        ),
        (
            "hospital",
            vec![
                ("facilityType".into(), text("hospital")),
                ("beds".into(), Given::Whole(250)),
                ("prefecture".into(), text("13")),
                ("founder".into(), text("medical-corporation")),
                ("employees".into(), Given::Whole(250)),
            ],
        ),
    ];
    for (name, given) in sets
        .into_iter()
        .take(if std::env::args().len() > 1 { 1 } else { 9 })
    {
        let answers = Answers::read(&CATALOGUE, given).unwrap();
        for _ in 0..100 {
            std::hint::black_box(evaluate(&CATALOGUE, &answers, on));
        }
        let mut best = u128::MAX;
        for _ in 0..40 {
            let t = Instant::now();
            for _ in 0..20 {
                std::hint::black_box(evaluate(&CATALOGUE, &answers, on));
            }
            best = best.min(t.elapsed().as_nanos() / 20);
        }
        let mut judge = Judge::new(&CATALOGUE, on);
        let mut bestj = u128::MAX;
        for _ in 0..40 {
            let t = Instant::now();
            for _ in 0..200 {
                std::hint::black_box(judge.judge(&answers));
            }
            bestj = bestj.min(t.elapsed().as_nanos() / 200);
        }
        println!("{name}: evaluate {best} ns, judge {bestj} ns");
    }
}
