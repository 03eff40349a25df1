//! Columns in, columns out: many institutions in one call.
//!
//! Rows cross in blocks, so that the memory of the wasm is the same for ten institutions and for all
//! of Japan. Yen are numbers of JavaScript here as everywhere at the boundary, whole and exact.

use catalogue_format::model::Catalogue;
use catalogue_format::{Date, Evidence};
use js_sys::{
    Array, ArrayBuffer, Float64Array, Int32Array, Object, Reflect, Symbol, Uint8Array, Uint32Array,
};
use wasm_bindgen::prelude::*;

use super::{given_number, is_plain, number, read_date, refused, today_in_japan};
use crate::CATALOGUE;
use crate::answers::{Answers, Refusal, RefusalCode};
use crate::many::{Judge, Judged};
use crate::report::{Eligibility, Range, WindowState};

/// Rows that are in the wasm at once.
const BLOCK: u32 = 1024;
/// As many rows in one call: some two gigabytes come out of it.
const MOST_ROWS: u32 = 8_000_000;

/// Many institutions on one day.
///
/// # Errors
///
/// A `CalculatorError` for what is not a request of the contract; an answer that is none only
/// refuses its row.
#[wasm_bindgen(js_name = evaluateMany, skip_typescript)]
pub fn evaluate_many(request: &JsValue) -> Result<JsValue, JsValue> {
    let request = Request::read(&CATALOGUE, request).map_err(|refusal| refused(&refusal))?;
    let mut judge = Judge::new(&CATALOGUE, request.on);
    let mut answers = Answers::none(&CATALOGUE);
    let mut out = Out::new(&CATALOGUE, request.rows);
    let staging = Float64Array::new_with_length(BLOCK);
    let mut begin = 0;
    while begin < request.rows {
        let end = request.rows.min(begin + BLOCK);
        let mut block = Block::new(&CATALOGUE, (end - begin) as usize);
        let cells: Vec<Vec<f64>> = request
            .columns
            .iter()
            .map(|column| column.cells(&staging, begin, end))
            .collect();
        for row in begin..end {
            let at = (row - begin) as usize;
            let read = request
                .columns
                .iter()
                .zip(&cells)
                .try_for_each(|(column, cells)| {
                    // -1 and no number at all are not answered.
                    let given = match cells[at] {
                        number if number.is_nan() || number.to_bits() == NOT_ANSWERED => None,
                        number => Some(given_number(number)),
                    };
                    answers.put(&CATALOGUE, column.at, given)
                });
            match read {
                Ok(()) => block.judged(judge.judge(&answers), row, at, &mut out.problems),
                Err(refusal) => {
                    out.refused.push(&refused_row(row, &refusal));
                }
            }
        }
        out.write(&block, begin, end);
        begin = end;
    }
    Ok(out.into_report(&CATALOGUE, request.on))
}

const NOT_ANSWERED: u64 = (-1.0_f64).to_bits();

/// What is asked for.
struct Request {
    rows: u32,
    columns: Vec<Column>,
    on: Date,
}

/// The answers to one question.
struct Column {
    at: usize,
    /// Of any of the contract's kinds, all of which have the methods that are called here.
    cells: Float64Array,
}

impl Column {
    /// The cells of these rows; whatever the kind of the column, staging makes them of one.
    fn cells(&self, staging: &Float64Array, begin: u32, end: u32) -> Vec<f64> {
        let part = staging.subarray(0, end - begin);
        part.set(&self.cells.subarray(begin, end), 0);
        part.to_vec()
    }
}

/// The kinds of columns, by the names that JavaScript has for them.
const KINDS: [&str; 9] = [
    "Float64Array",
    "Float32Array",
    "Int32Array",
    "Uint32Array",
    "Int16Array",
    "Uint16Array",
    "Int8Array",
    "Uint8Array",
    "Uint8ClampedArray",
];

impl Request {
    fn read(catalogue: &'static Catalogue, request: &JsValue) -> Result<Self, Refusal> {
        let mut rows = None;
        let mut columns = None;
        let mut on = None;
        for (name, value) in entries(request, None)? {
            match name.as_str() {
                "rows" => rows = Some(row_count(&value)?),
                "columns" => columns = Some(value),
                "on" => match value.as_string() {
                    Some(text) => on = Some(read_date(&text)?),
                    None => return Err(wrong("on", "\"2025-11-01\" の形の日付を渡してください。")),
                },
                _ => return Err(Refusal::unknown(&name)),
            }
        }
        let rows = rows.ok_or_else(|| wrong("rows", "医療機関の数を整数で渡してください。"))?;
        let columns =
            columns.ok_or_else(|| wrong("columns", "答えの列を { } の中に入れて渡してください。"))?;
        let columns = entries(&columns, Some("columns"))?
            .into_iter()
            .map(|(name, cells)| column(catalogue, &name, cells, rows))
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

/// What a plain object holds; what is `undefined` is not there.
fn entries(object: &JsValue, key: Option<&str>) -> Result<Vec<(String, JsValue)>, Refusal> {
    let mend = "{ rows: 2, columns: { beds: … } } の形で渡してください。";
    let none = || Refusal::elsewhere(RefusalCode::WrongType, key, mend);
    if !is_plain(object) {
        return Err(none());
    }
    let keys = Reflect::own_keys(object).map_err(|_| none())?;
    let entry = |key: JsValue| {
        let value = Reflect::get(object, &key).unwrap_or(JsValue::NULL);
        (!value.is_undefined())
            .then(|| Some((key.as_string()?, value)))
            .flatten()
    };
    Ok(keys.iter().filter_map(entry).collect())
}

fn row_count(value: &JsValue) -> Result<u32, Refusal> {
    let most = format!("0から{MOST_ROWS}までの整数にしてください。");
    let refuse = |code| Refusal::elsewhere(code, Some("rows"), &most);
    let number = value.as_f64().ok_or_else(|| refuse(RefusalCode::WrongType))?;
    match given_number(number) {
        crate::Given::Whole(rows) => u32::try_from(rows)
            .ok()
            .filter(|rows| *rows <= MOST_ROWS)
            .ok_or_else(|| refuse(RefusalCode::TooLarge)),
        crate::Given::Fraction => Err(refuse(RefusalCode::Fraction)),
        crate::Given::Negative => Err(refuse(RefusalCode::Negative)),
        crate::Given::TooLarge => Err(refuse(RefusalCode::TooLarge)),
        _ => Err(refuse(RefusalCode::NotANumber)),
    }
}

fn column(catalogue: &'static Catalogue, name: &str, cells: JsValue, rows: u32) -> Result<Column, Refusal> {
    let at = catalogue.keys.iter().position(|key| key.name == name);
    let at = at.ok_or_else(|| Refusal::unknown(name))?;
    let kind = Reflect::get(&cells, &Symbol::to_string_tag())
        .ok()
        .and_then(|name| name.as_string());
    if !ArrayBuffer::is_view(&cells) || !kind.is_some_and(|kind| KINDS.contains(&kind.as_str())) {
        return Err(wrong(
            name,
            "Float64Array や Int32Array などの、数の列を渡してください。",
        ));
    }
    let cells: Float64Array = cells.unchecked_into();
    if cells.length() != rows {
        return Err(wrong(
            name,
            &format!("列の長さを、rows と同じ{rows}にしてください。"),
        ));
    }
    Ok(Column { at, cells })
}

fn refused_row(row: u32, refusal: &Refusal) -> JsValue {
    object(&[
        ("row", row.into()),
        ("key", refusal.key.as_deref().into()),
        ("code", refusal.code.name().into()),
        ("message", refusal.to_string().into()),
    ])
}

/// Two columns of yen.
struct Ranges<T> {
    min: T,
    max: T,
}

impl Ranges<Vec<f64>> {
    fn new(rows: usize) -> Self {
        Self {
            min: vec![f64::NAN; rows],
            max: vec![f64::NAN; rows],
        }
    }

    fn set(&mut self, row: usize, range: Range) {
        self.min[row] = number(range.min.0);
        self.max[row] = number(range.max.0);
    }
}

impl Ranges<Float64Array> {
    fn new(rows: u32) -> Self {
        Self {
            min: Float64Array::new_with_length(rows),
            max: Float64Array::new_with_length(rows),
        }
    }

    fn write(&self, block: &Ranges<Vec<f64>>, begin: u32, end: u32) {
        self.min.subarray(begin, end).copy_from(&block.min);
        self.max.subarray(begin, end).copy_from(&block.max);
    }

    fn entries(self) -> [(&'static str, JsValue); 2] {
        [("min", self.min.into()), ("max", self.max.into())]
    }
}

/// The columns of one programme.
struct Programme<E, D, R> {
    eligibility: E,
    window: E,
    evidence: E,
    days_left: D,
    amount: R,
}

type ProgrammeBlock = Programme<Vec<u8>, Vec<i32>, Ranges<Vec<f64>>>;
type ProgrammeOut = Programme<Uint8Array, Int32Array, Ranges<Float64Array>>;

/// Places in the lists of `codes`.
const REFUSED_ELIGIBILITY: u8 = 3;
const REFUSED_WINDOW: u8 = 4;
const NO_EVIDENCE: u8 = 3;

fn eligibility(eligibility: Eligibility) -> u8 {
    match eligibility {
        Eligibility::Yes => 0,
        Eligibility::No => 1,
        Eligibility::Unknown => 2,
    }
}

fn window(state: WindowState) -> u8 {
    match state {
        WindowState::Upcoming => 0,
        WindowState::Open => 1,
        WindowState::Closed => 2,
        WindowState::Unknown => 3,
    }
}

fn evidence(evidence: Option<Evidence>) -> u8 {
    match evidence {
        Some(Evidence::Notice) => 0,
        Some(Evidence::Official) => 1,
        Some(Evidence::Reference) => 2,
        None => NO_EVIDENCE,
    }
}

/// What comes out of one block; a row that nothing is written into is refused.
struct Block {
    programmes: Vec<ProgrammeBlock>,
    total: Ranges<Vec<f64>>,
    reference_total: Ranges<Vec<f64>>,
}

impl Block {
    fn new(catalogue: &Catalogue, rows: usize) -> Self {
        let programme = |_| Programme {
            eligibility: vec![REFUSED_ELIGIBILITY; rows],
            window: vec![REFUSED_WINDOW; rows],
            evidence: vec![NO_EVIDENCE; rows],
            days_left: vec![-1; rows],
            amount: Ranges::<Vec<f64>>::new(rows),
        };
        Self {
            programmes: catalogue.programmes.iter().map(programme).collect(),
            total: Ranges::<Vec<f64>>::new(rows),
            reference_total: Ranges::<Vec<f64>>::new(rows),
        }
    }

    fn judged(&mut self, judged: &Judged, row: u32, at: usize, problems: &mut [Vec<u32>]) {
        for (columns, outcome) in self.programmes.iter_mut().zip(&judged.programmes) {
            columns.eligibility[at] = eligibility(outcome.eligibility);
            columns.window[at] = window(outcome.window);
            columns.evidence[at] = evidence(outcome.evidence);
            if let Some(days) = outcome.days_left {
                columns.days_left[at] = i32::try_from(days).unwrap_or(i32::MAX);
            }
            if let Some(amount) = outcome.amount {
                columns.amount.set(at, amount);
            }
        }
        self.total.set(at, judged.total);
        self.reference_total.set(at, judged.reference_total);
        for problem in &judged.problems {
            problems[*problem].push(row);
        }
    }
}

/// What comes out of all blocks.
struct Out {
    rows: u32,
    programmes: Vec<ProgrammeOut>,
    total: Ranges<Float64Array>,
    reference_total: Ranges<Float64Array>,
    /// For each of the catalogue's contradictions its rows.
    problems: Vec<Vec<u32>>,
    refused: Array,
}

impl Out {
    fn new(catalogue: &Catalogue, rows: u32) -> Self {
        let programme = |_| Programme {
            eligibility: Uint8Array::new_with_length(rows),
            window: Uint8Array::new_with_length(rows),
            evidence: Uint8Array::new_with_length(rows),
            days_left: Int32Array::new_with_length(rows),
            amount: Ranges::<Float64Array>::new(rows),
        };
        Self {
            rows,
            programmes: catalogue.programmes.iter().map(programme).collect(),
            total: Ranges::<Float64Array>::new(rows),
            reference_total: Ranges::<Float64Array>::new(rows),
            problems: vec![Vec::new(); catalogue.contradictions.len()],
            refused: Array::new(),
        }
    }

    fn write(&self, block: &Block, begin: u32, end: u32) {
        for (out, block) in self.programmes.iter().zip(&block.programmes) {
            for (out, block) in [
                (&out.eligibility, &block.eligibility),
                (&out.window, &block.window),
                (&out.evidence, &block.evidence),
            ] {
                out.subarray(begin, end).copy_from(block);
            }
            out.days_left.subarray(begin, end).copy_from(&block.days_left);
            out.amount.write(&block.amount, begin, end);
        }
        self.total.write(&block.total, begin, end);
        self.reference_total.write(&block.reference_total, begin, end);
    }

    fn into_report(self, catalogue: &Catalogue, on: Date) -> JsValue {
        let programmes: Array = catalogue
            .programmes
            .iter()
            .zip(self.programmes)
            .map(|(programme, out)| {
                let [min, max] = out.amount.entries();
                object(&[
                    ("id", programme.id.into()),
                    min,
                    max,
                    ("eligibility", out.eligibility.into()),
                    ("window", out.window.into()),
                    ("daysLeft", out.days_left.into()),
                    ("evidence", out.evidence.into()),
                ])
            })
            .collect();
        let problems: Array = catalogue
            .contradictions
            .iter()
            .zip(self.problems)
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(contradiction, rows)| {
                let names = contradiction
                    .keys
                    .iter()
                    .map(|key| catalogue.keys[usize::from(*key)].name);
                object(&[
                    ("keys", list(names)),
                    ("code", contradiction.code.into()),
                    ("message", contradiction.message.into()),
                    ("rows", Uint32Array::from(&rows[..]).into()),
                ])
            })
            .collect();
        object(&[
            (
                "catalogue",
                object(&[
                    ("edition", catalogue.edition.into()),
                    ("asOf", catalogue.as_of.to_string().into()),
                    ("version", catalogue.version.into()),
                    ("digest", catalogue.digest.into()),
                ]),
            ),
            ("on", on.to_string().into()),
            (
                "ageDays",
                i32::try_from(catalogue.as_of.days_until(on))
                    .unwrap_or(i32::MAX)
                    .into(),
            ),
            ("rows", self.rows.into()),
            ("programmes", programmes.into()),
            ("total", object(&self.total.entries())),
            ("referenceTotal", object(&self.reference_total.entries())),
            ("problems", problems.into()),
            ("refused", self.refused.into()),
            (
                "codes",
                object(&[
                    ("eligibility", list(["yes", "no", "unknown", "refused"])),
                    (
                        "window",
                        list(["upcoming", "open", "closed", "unknown", "refused"]),
                    ),
                    ("evidence", list(["notice", "official", "reference", "none"])),
                ]),
            ),
        ])
    }
}

fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> JsValue {
    texts.into_iter().map(JsValue::from).collect::<Array>().into()
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // A fresh object takes properties; there is nobody to tell if it did not.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
