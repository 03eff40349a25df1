//! Columns in, columns out: many institutions in one call.
//!
//! Rows cross in blocks, so that the memory of the wasm is the same for ten institutions and for all
//! of Japan. Yen are numbers of JavaScript here as everywhere at the boundary, whole and exact.

use catalogue_model::Catalogue;
use catalogue_model::{Date, Evidence, Yen};
use wasm_bindgen::prelude::*;

use super::report::with_writer;
use super::request::{given, read_date};
use super::{given_number, number, refused, today_in_japan};
use crate::CATALOGUE;
use crate::answers::{Answers, Given, Refusal, RefusalCode};
use crate::many::{Judge, Judged, Outcome};
use crate::report::{Eligibility, Range, Standing, WindowState};

/// Rows that are in the wasm at once. Not a power of two: columns that far apart would push one another out of the
/// cache of the processor.
const BLOCK: u32 = 1000;
/// As many rows in one call: four times as many institutions as Japan has. Some 500 megabytes come out of it.
const MOST_ROWS: u32 = 1_000_000;

#[wasm_bindgen(module = "/src/wasm/many.js")]
extern "C" {
    type Columns;
    /// The columns of the request that was read last and, for these programmes, those that come out.
    #[wasm_bindgen(constructor, catch)]
    fn new(rows: u32, programmes: u32) -> Result<Columns, JsValue>;
    /// The cells of a block of rows, column by column.
    #[wasm_bindgen(method)]
    fn read(this: &Columns, begin: u32, end: u32) -> Vec<f64>;
    /// What comes out of the block, column by column.
    #[wasm_bindgen(method)]
    fn write(this: &Columns, begin: u32, end: u32, cells: &[f64]);
    /// Which of the block's rows contradict themselves, and which are refused.
    #[wasm_bindgen(method)]
    fn note(this: &Columns, words: &[f64], units: &[u16]);
    /// All of it as an object of the contract.
    #[wasm_bindgen(method)]
    fn report(this: &Columns, words: &[f64], units: &[u16]) -> JsValue;
}

/// Many institutions on one day.
///
/// # Errors
///
/// A `CalculatorError` for what is not a request of the contract; an answer that is none only
/// refuses its row.
#[wasm_bindgen(js_name = evaluateMany, skip_typescript)]
pub fn evaluate_many(request: &JsValue) -> Result<JsValue, JsValue> {
    let request = Request::read(&CATALOGUE, request).map_err(|refusal| refused(&refusal))?;
    let programmes = CATALOGUE.all().count();
    let columns = Columns::new(request.rows, u32::try_from(programmes).unwrap_or(u32::MAX))
        .map_err(|_| refused(&no_room(request.rows)))?;
    let mut judge = Judge::new(&CATALOGUE, request.on);
    let mut answers = Answers::none(&CATALOGUE);
    let mut out: Vec<f64> = Vec::new();
    let mut begin = 0;
    while begin < request.rows {
        let end = request.rows.min(begin + BLOCK);
        let length = (end - begin) as usize;
        let cells = columns.read(begin, end);
        let mut problems: Vec<(u32, u32)> = Vec::new();
        let mut refusals: Vec<(u32, Refusal)> = Vec::new();
        out.resize((programmes * OF_ONE + OF_ALL) * length, 0.0);
        for (at, row) in (begin..end).enumerate() {
            let mut read = Ok(());
            for (nth, column) in request.columns.iter().enumerate() {
                read = column.put(cells[nth * length + at], &mut answers);
                if read.is_err() {
                    break;
                }
            }
            let judged = match read {
                Ok(()) => Some(judge.judge(&answers)),
                Err(refusal) => {
                    refusals.push((row, refusal));
                    None
                }
            };
            let mut place = at;
            write_row(judged, programmes, &mut |cell| {
                out[place] = cell;
                place += length;
            });
            let found = judged.iter().flat_map(|judged| &judged.problems);
            problems.extend(found.filter_map(|problem| Some((u32::try_from(*problem).ok()?, row))));
        }
        columns.write(begin, end, &out);
        with_writer(|writer| {
            writer.list(problems.iter(), |writer, (problem, row)| {
                writer.number(*problem);
                writer.number(*row);
            });
            writer.list(refusals.iter(), |writer, (row, refusal)| {
                writer.number(*row);
                writer.sentence(refusal.key.as_deref().unwrap_or_default());
                writer.text(refusal.code.name());
                writer.sentence(&refusal.to_string());
            });
            writer.hand_over(|words, units| columns.note(words, units));
        });
        begin = end;
    }
    Ok(with_writer(|writer| {
        writer.head(&CATALOGUE, request.on);
        for programmes in [CATALOGUE.programmes, CATALOGUE.beside] {
            writer.list(programmes.iter(), |writer, programme| writer.text(programme.id));
        }
        writer.list(CATALOGUE.contradictions.iter(), |writer, contradiction| {
            writer.list(contradiction.keys.iter(), |writer, key| {
                writer.text(CATALOGUE.keys[usize::from(*key)].name);
            });
            writer.text(contradiction.code);
            writer.text(contradiction.message);
        });
        writer.hand_over(|words, units| columns.report(words, units))
    }))
}

const NOT_ANSWERED: u64 = (-1.0_f64).to_bits();

/// Columns that come out of one programme, and of all together.
const OF_ONE: usize = 8;
const OF_ALL: usize = 4;

/// Writes one row, column by column, as `many.js` has them; a row that was not judged is refused.
fn write_row(judged: Option<&Judged>, programmes: usize, next: &mut dyn FnMut(f64)) {
    let Some(judged) = judged else {
        for _ in 0..programmes {
            [5.0, 0.0, 3.0, 4.0, 3.0, -1.0].into_iter().for_each(&mut *next);
            write_range(None, next);
        }
        [f64::NAN; OF_ALL].into_iter().for_each(next);
        return;
    };
    for outcome in &judged.programmes {
        let evidence = outcome.evidence.map_or(3, |evidence| match evidence {
            Evidence::Notice => 0,
            Evidence::Official => 1,
            Evidence::Reference => 2,
        });
        let [state, eligibility, window] = codes(outcome);
        for code in [state, u8::from(outcome.in_total), eligibility, window, evidence] {
            next(f64::from(code));
        }
        let days = outcome.days_left.and_then(|days| i32::try_from(days).ok());
        next(f64::from(days.unwrap_or(-1)));
        write_range(outcome.amount, next);
    }
    for total in [judged.total, judged.reference_total] {
        write_range(Some(total), next);
    }
}

/// The places of state, eligibility and window in `codes` of the contract.
fn codes(outcome: &Outcome) -> [u8; 3] {
    let state = match outcome.state {
        Standing::Open => 0,
        Standing::Upcoming => 1,
        Standing::Check => 2,
        Standing::Closed => 3,
        Standing::No => 4,
    };
    let eligibility = match outcome.eligibility {
        Eligibility::Yes => 0,
        Eligibility::No => 1,
        Eligibility::Unknown => 2,
    };
    let window = match outcome.window {
        WindowState::Upcoming => 0,
        WindowState::Open => 1,
        WindowState::Closed => 2,
        WindowState::Unknown => 3,
    };
    [state, eligibility, window]
}

/// So many rows do not fit into the memory.
fn no_room(rows: u32) -> Refusal {
    let mend = format!("{rows}行の結果が、メモリーに入りません。何回かに分けて渡してください。");
    Refusal::elsewhere(RefusalCode::TooLarge, Some("rows"), &mend)
}

fn write_range(range: Option<Range>, next: &mut dyn FnMut(f64)) {
    let end = |yen: Yen| number(yen.0);
    next(range.map_or(f64::NAN, |range| end(range.min)));
    next(range.map_or(f64::NAN, |range| end(range.max)));
}

/// What is asked for.
struct Request {
    rows: u32,
    columns: Vec<Column>,
    on: Date,
}

/// The answers to one question.
struct Column {
    /// The place of its key.
    key: usize,
    /// Numbers that stand for themselves.
    usual: Option<(u64, u64)>,
}

impl Column {
    /// Puts a cell among the answers.
    fn put(&self, cell: f64, answers: &mut Answers) -> Result<(), Refusal> {
        // -1 and no number at all are not answered.
        let value = if cell.is_nan() || cell.to_bits() == NOT_ANSWERED {
            None
        } else {
            // What nearly all cells are.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whether it is the same number is what is asked next"
            )]
            let whole = cell as u64;
            let same = number(whole).to_bits() == cell.to_bits();
            if !same || !self.usual.is_some_and(|(min, max)| (min..=max).contains(&whole)) {
                return answers.put(&CATALOGUE, self.key, Some(given_number(cell)));
            }
            Some(whole)
        };
        answers.know(self.key, value);
        Ok(())
    }
}

impl Request {
    fn read(catalogue: &'static Catalogue, request: &JsValue) -> Result<Self, Refusal> {
        let mut rows = None;
        let mut columns = None;
        let mut on = None;
        for (name, given) in entries(given(request), None)? {
            match (name.as_str(), given) {
                ("rows", given) => rows = Some(Answers::count("rows", MOST_ROWS, given)?),
                ("columns", given) => columns = Some(given),
                ("on", Given::Text(text)) => on = Some(read_date(&text)?),
                ("on", _) => return Err(wrong("on", "\"2025-11-01\" の形の日付を渡してください。")),
                _ => return Err(Refusal::unknown(&name)),
            }
        }
        let rows = rows.ok_or_else(|| wrong("rows", "医療機関の数を整数で渡してください。"))?;
        let columns =
            columns.ok_or_else(|| wrong("columns", "答えの列を { } の中に入れて渡してください。"))?;
        let columns = entries(columns, Some("columns"))?
            .into_iter()
            .map(|(name, given)| column(catalogue, &name, &given, rows))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            rows,
            columns,
            on: on.unwrap_or_else(today_in_japan),
        })
    }
}

fn wrong(key: &str, mend: &str) -> Refusal {
    Refusal::elsewhere(RefusalCode::WrongType, Some(key), mend)
}

fn entries(given: Given, key: Option<&str>) -> Result<Vec<(String, Given)>, Refusal> {
    match given {
        Given::Group(entries) => Ok(entries),
        _ => Err(Refusal::elsewhere(
            RefusalCode::WrongType,
            key,
            "{ rows: 2, columns: { beds: … } } の形で渡してください。",
        )),
    }
}

fn column(catalogue: &'static Catalogue, name: &str, given: &Given, rows: u32) -> Result<Column, Refusal> {
    let at = catalogue.keys.iter().position(|key| key.name == name);
    let at = at.ok_or_else(|| Refusal::unknown(name))?;
    match given {
        Given::Numbers(length) if *length == rows as usize => Ok(Column {
            key: at,
            usual: Answers::usual_in_column(catalogue.keys[at].kind),
        }),
        Given::Numbers(_) => Err(wrong(
            name,
            &format!("列の長さを、rows と同じ{rows}にしてください。"),
        )),
        _ => Err(wrong(
            name,
            "Float64Array や Int32Array などの、数の列を渡してください。",
        )),
    }
}
