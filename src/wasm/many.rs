//! Columns in, columns out: many institutions in one call.
//!
//! Rows are judged in blocks, so that the memory of the wasm is the same for ten institutions and for all of Japan.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use catalogue_model::{Catalogue, Date, Eligibility, Evidence, KeyIndex, Kind, Programme};
use js_sys::{Float64Array, Int32Array, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::columns::{self, Column};
use super::request::{entries, given_number, read_date};
use super::{Refused, number, refused, to_javascript, today_in_japan};
use crate::CATALOGUE;
use crate::answers::{Answers, Given, value as value_of};
use crate::many::{Judge, Judged, Outcome};
use crate::refusal::{Refusal, RefusalCode, mend};
use crate::verdict::{Range, Standing, WindowState};

/// Rows of a block.
const BLOCK: u32 = 1000;
/// Rows of a call: four times as many institutions as Japan has. Their columns take some 500 megabytes.
const MOST_ROWS: u32 = 1_000_000;

/// Many institutions on one day: a `ManyRequest` of the public contract in, its `ManyReport` out, without the texts of
/// the catalogue.
///
/// # Errors
///
/// A `Refused` for what is not a request of the contract. A cell that is no answer only refuses its row.
#[wasm_bindgen(js_name = evaluateMany)]
pub fn evaluate_many(request: &JsValue) -> Result<JsValue, JsValue> {
    let request = Request::read(&CATALOGUE, request).map_err(|refusal| refused(&refusal))?;
    let mut verdict = ManyVerdict::new(&CATALOGUE, request.on, request.rows)
        .map_err(|_| refused(&no_memory(request.rows)))?;
    let mut judge = Judge::new(&CATALOGUE, request.on);
    let mut answers = Answers::none(&CATALOGUE);
    let mut problems: Vec<Vec<u32>> = vec![Vec::new(); CATALOGUE.contradictions.len()];
    let mut from = 0;
    while from < request.rows {
        let to = request.rows.min(from + BLOCK);
        let block: Vec<Vec<f64>> = request
            .columns
            .iter()
            .map(|column| column.cells(from, to))
            .collect();
        for row in from..to {
            let at = (row - from) as usize;
            let mut columns = request.columns.iter().zip(&block);
            let read = columns.try_for_each(|(column, cells)| column.put(cells[at], &mut answers));
            match read {
                Ok(()) => {
                    let judged = judge.judge(&answers);
                    for problem in &judged.problems {
                        problems[*problem].push(row);
                    }
                    verdict.add(&judged);
                }
                Err(refusal) => verdict.refuse(row, &refusal),
            }
        }
        verdict.flush();
        from = to;
    }
    for (contradiction, rows) in problems.iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
        let mut column = Column::new(u32::try_from(rows.len()).unwrap_or_default())
            .map_err(|_| refused(&no_memory(request.rows)))?;
        for row in rows {
            column.push(*row);
        }
        column.flush();
        verdict.problems.push(Problem {
            contradiction,
            rows: column,
        });
    }
    Ok(to_javascript(&verdict))
}

/// What comes out, a row an institution.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ManyVerdict {
    on: Date,
    age_days: i64,
    rows: u32,
    programmes: Vec<ProgrammeColumns>,
    beside: Vec<ProgrammeColumns>,
    total: RangeColumns,
    reference_total: RangeColumns,
    problems: Vec<Problem>,
    refused: Vec<RefusedRow>,
    codes: Codes,
}

#[derive(Serialize)]
struct Problem {
    contradiction: usize,
    rows: Column<Uint32Array>,
}

#[derive(Serialize)]
struct RefusedRow {
    row: u32,
    code: &'static str,
    key: Option<String>,
    place: Option<String>,
    what: String,
}

#[derive(Serialize)]
struct RangeColumns {
    min: Column<Float64Array>,
    max: Column<Float64Array>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProgrammeColumns {
    id: &'static str,
    state: Column<Uint8Array>,
    in_total: Column<Uint8Array>,
    eligibility: Column<Uint8Array>,
    window: Column<Uint8Array>,
    evidence: Column<Uint8Array>,
    days_left: Column<Int32Array>,
    min: Column<Float64Array>,
    max: Column<Float64Array>,
}

/// What the numbers in the columns of these names stand for: the functions below give a place in these lists.
#[derive(Serialize)]
struct Codes {
    eligibility: [&'static str; 4],
    window: [&'static str; 5],
    evidence: [&'static str; 4],
    state: [&'static str; 6],
}

const CODES: Codes = Codes {
    eligibility: ["yes", "no", "unknown", "refused"],
    window: ["upcoming", "open", "closed", "unknown", "refused"],
    evidence: ["notice", "official", "reference", "none"],
    state: ["open", "upcoming", "check", "closed", "no", "refused"],
};

fn eligibility_code(eligibility: Option<Eligibility>) -> u8 {
    match eligibility {
        Some(Eligibility::Yes) => 0,
        Some(Eligibility::No) => 1,
        Some(Eligibility::Unknown) => 2,
        None => 3,
    }
}

fn window_code(window: Option<WindowState>) -> u8 {
    match window {
        Some(WindowState::Upcoming) => 0,
        Some(WindowState::Open) => 1,
        Some(WindowState::Closed) => 2,
        Some(WindowState::Unknown) => 3,
        None => 4,
    }
}

fn evidence_code(evidence: Option<Evidence>) -> u8 {
    match evidence {
        Some(Evidence::Notice) => 0,
        Some(Evidence::Official) => 1,
        Some(Evidence::Reference) => 2,
        None => 3,
    }
}

fn state_code(state: Option<Standing>) -> u8 {
    match state {
        Some(Standing::Open) => 0,
        Some(Standing::Upcoming) => 1,
        Some(Standing::Check) => 2,
        Some(Standing::Closed) => 3,
        Some(Standing::No) => 4,
        None => 5,
    }
}

impl RangeColumns {
    fn new(rows: u32) -> Result<Self, JsValue> {
        Ok(Self {
            min: Column::new(rows)?,
            max: Column::new(rows)?,
        })
    }

    fn push(&mut self, range: Option<Range>) {
        push_range(&mut self.min, &mut self.max, range);
    }

    fn flush(&mut self) {
        self.min.flush();
        self.max.flush();
    }
}

/// Yen are exact numbers; NaN stands where there is no amount.
fn push_range(min: &mut Column<Float64Array>, max: &mut Column<Float64Array>, range: Option<Range>) {
    min.push(range.map_or(f64::NAN, |range| number(range.min.0)));
    max.push(range.map_or(f64::NAN, |range| number(range.max.0)));
}

impl ProgrammeColumns {
    fn new(id: &'static str, rows: u32) -> Result<Self, JsValue> {
        Ok(Self {
            id,
            state: Column::new(rows)?,
            in_total: Column::new(rows)?,
            eligibility: Column::new(rows)?,
            window: Column::new(rows)?,
            evidence: Column::new(rows)?,
            days_left: Column::new(rows)?,
            min: Column::new(rows)?,
            max: Column::new(rows)?,
        })
    }

    /// The next row; it is refused where there is no outcome.
    fn push(&mut self, outcome: Option<&Outcome>) {
        self.state.push(state_code(outcome.map(|outcome| outcome.state)));
        self.in_total
            .push(u8::from(outcome.is_some_and(|outcome| outcome.in_total)));
        self.eligibility
            .push(eligibility_code(outcome.map(|outcome| outcome.eligibility)));
        self.window
            .push(window_code(outcome.map(|outcome| outcome.window)));
        self.evidence
            .push(evidence_code(outcome.and_then(|outcome| outcome.evidence)));
        let days = outcome.and_then(|outcome| outcome.days_left);
        self.days_left
            .push(days.and_then(|days| i32::try_from(days).ok()).unwrap_or(-1));
        push_range(
            &mut self.min,
            &mut self.max,
            outcome.and_then(|outcome| outcome.amount),
        );
    }

    fn flush(&mut self) {
        self.state.flush();
        self.in_total.flush();
        self.eligibility.flush();
        self.window.flush();
        self.evidence.flush();
        self.days_left.flush();
        self.min.flush();
        self.max.flush();
    }
}

impl ManyVerdict {
    fn new(catalogue: &Catalogue, on: Date, rows: u32) -> Result<Self, JsValue> {
        let columns = |programmes: &[Programme]| -> Result<Vec<_>, JsValue> {
            let all = programmes.iter();
            all.map(|programme| ProgrammeColumns::new(programme.id, rows))
                .collect()
        };
        Ok(Self {
            on,
            age_days: catalogue.as_of.days_until(on),
            rows,
            programmes: columns(catalogue.programmes)?,
            beside: columns(catalogue.beside)?,
            total: RangeColumns::new(rows)?,
            reference_total: RangeColumns::new(rows)?,
            problems: Vec::new(),
            refused: Vec::new(),
            codes: CODES,
        })
    }

    fn columns(&mut self) -> impl Iterator<Item = &mut ProgrammeColumns> {
        self.programmes.iter_mut().chain(&mut self.beside)
    }

    fn add(&mut self, judged: &Judged) {
        for (columns, outcome) in self.columns().zip(&judged.programmes) {
            columns.push(Some(outcome));
        }
        self.total.push(Some(judged.total));
        self.reference_total.push(Some(judged.reference_total));
    }

    fn refuse(&mut self, row: u32, refusal: &Refusal) {
        for columns in self.columns() {
            columns.push(None);
        }
        self.total.push(None);
        self.reference_total.push(None);
        let Refused {
            code,
            key,
            place,
            what,
        } = refusal.into();
        self.refused.push(RefusedRow {
            row,
            code,
            key,
            place,
            what,
        });
    }

    fn flush(&mut self) {
        for columns in self.columns() {
            columns.flush();
        }
        self.total.flush();
        self.reference_total.flush();
    }
}

/// What is asked for.
struct Request {
    rows: u32,
    columns: Vec<AnswerColumn>,
    on: Date,
}

/// The answers to one question.
struct AnswerColumn {
    key: KeyIndex,
    cells: Float64Array,
}

impl AnswerColumn {
    fn cells(&self, from: u32, to: u32) -> Vec<f64> {
        self.cells.subarray(from, to).to_vec()
    }

    /// Puts a cell among the answers: -1 and NaN are not answered.
    fn put(&self, cell: f64, answers: &mut Answers) -> Result<(), Refusal> {
        let open = cell.is_nan() || cell.to_bits() == (-1.0_f64).to_bits();
        let given = (!open).then(|| given_number(cell));
        answers.put(&CATALOGUE, usize::from(self.key), given)
    }
}

impl Request {
    fn read(catalogue: &Catalogue, request: &JsValue) -> Result<Self, Refusal> {
        let form = "{ rows: 2, columns: { beds: … } } の形で渡してください。";
        let mut rows = None;
        let mut columns = None;
        let mut on = None;
        for (name, value) in entries(request).ok_or_else(|| wrong(None, form))? {
            match name.as_str() {
                "rows" => rows = Some(read_rows(&value)?),
                "columns" => {
                    columns = Some(entries(&value).ok_or_else(|| wrong(Some("columns"), form))?);
                }
                "on" => on = Some(read_date(&value)?),
                _ => return Err(Refusal::unknown_key(&name)),
            }
        }
        let rows = rows.ok_or_else(|| wrong(Some("rows"), "医療機関の数を整数で渡してください。"))?;
        let columns =
            columns.ok_or_else(|| wrong(Some("columns"), "答えの列を { } の中に入れて渡してください。"))?;
        let columns = columns.iter();
        Ok(Self {
            rows,
            columns: columns
                .map(|(name, value)| read_column(catalogue, name, value, rows))
                .collect::<Result<_, _>>()?,
            on: on.unwrap_or_else(today_in_japan),
        })
    }
}

fn read_rows(value: &JsValue) -> Result<u32, Refusal> {
    let kind = Kind::Number(0, u64::from(MOST_ROWS));
    let given = value.as_f64().map_or(Given::Other, given_number);
    value_of(kind, given)
        .map(|rows| u32::try_from(rows).unwrap_or(MOST_ROWS))
        .map_err(|code| Refusal::of_request(code, Some("rows"), &mend(kind)))
}

fn read_column(
    catalogue: &Catalogue,
    name: &str,
    value: &JsValue,
    rows: u32,
) -> Result<AnswerColumn, Refusal> {
    let mut keys = (0..).zip(catalogue.keys);
    let Some((key, _)) = keys.find(|(_, key)| key.name == name) else {
        return Err(Refusal::unknown_key(name));
    };
    let cells = columns::copy(value).ok_or_else(|| {
        wrong(
            Some(name),
            "Float64Array や Int32Array などの、数の列を渡してください。",
        )
    })?;
    if cells.length() != rows {
        let mend = format!("列の長さを、rows と同じ{rows}にしてください。");
        return Err(wrong(Some(name), &mend));
    }
    Ok(AnswerColumn { key, cells })
}

fn wrong(key: Option<&str>, mend: &str) -> Refusal {
    Refusal::of_request(RefusalCode::WrongType, key, mend)
}

fn no_memory(rows: u32) -> Refusal {
    let mend = format!("{rows}行の結果が、メモリーに入りません。何回かに分けて渡してください。");
    Refusal::of_request(RefusalCode::TooLarge, Some("rows"), &mend)
}
