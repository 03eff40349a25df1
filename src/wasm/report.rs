//! What comes out crosses to JavaScript as numbers and one text.
//!
//! Value by value a report is some thousand calls, and as JSON most of it is texts that were told
//! before. So each text of the catalogue is told once, with the report that names it first, and then named by its number;
//! these and what is only true of this report, the sentences of its steps, cross as one text. `report.js` makes the objects.

use std::cell::RefCell;

use catalogue_model::Catalogue;
use catalogue_model::{Date, Yen};
use wasm_bindgen::prelude::*;

use super::number;
use crate::CATALOGUE;
use crate::report::{Amount, Condition, Next, Problem, ProgrammeResult, Range, Report, Window};

#[wasm_bindgen(module = "/src/wasm/report.js")]
extern "C" {
    /// Keeps what is said of sharing purchases, which is the same in every report.
    #[wasm_bindgen(js_name = rememberOverlaps)]
    fn remember_overlaps(words: &[f64], units: &[u16]);
    /// The report as an object of the contract.
    #[wasm_bindgen(js_name = report)]
    fn read_report(words: &[f64], units: &[u16]) -> JsValue;
}

thread_local! {
    static WRITER: RefCell<Writer> = RefCell::default();
}

/// Writes something and hands it over.
pub(super) fn with_writer<T>(tell: impl FnOnce(&mut Writer) -> T) -> T {
    WRITER.with_borrow_mut(|writer| {
        writer.words.clear();
        writer.sentences.clear();
        tell(writer)
    })
}

/// The report as an object of the contract.
pub(super) fn tell(report: &Report) -> JsValue {
    with_writer(|writer| {
        if !writer.told_overlaps {
            writer.told_overlaps = true;
            writer.overlaps(report);
            writer.hand_over(remember_overlaps);
        }
        writer.report(report);
        writer.hand_over(read_report)
    })
}

/// The numbers of the texts that were told. A text of the catalogue stays where it is, so that its place
/// tells which one it is.
#[derive(Default)]
struct Texts {
    /// How many have a number, how many of these were told, and a table of places and numbers.
    count: u32,
    told: u32,
    numbers: Vec<Option<(*const u8, usize, u32)>>,
    /// Those that are told with what is handed over next, and the length of each.
    new: Vec<u16>,
    lengths: Vec<f64>,
}

impl Texts {
    fn number(&mut self, text: &'static str) -> u32 {
        if self.count as usize * 2 >= self.numbers.len() {
            self.grow();
        }
        let at = self.slot(text.as_ptr(), text.len());
        if let Some((.., number)) = self.numbers[at] {
            return number;
        }
        let number = self.count;
        self.numbers[at] = Some((text.as_ptr(), text.len(), number));
        self.count += 1;
        self.lengths.push(put(text, &mut self.new));
        number
    }

    /// Where a text stands in the table, or has its room.
    fn slot(&self, place: *const u8, length: usize) -> usize {
        let mask = self.numbers.len() - 1;
        let mut at = (place.addr() ^ length << 7).wrapping_mul(0x9e37_79b1) >> 16 & mask;
        while self.numbers[at].is_some_and(|(known, size, _)| (known, size) != (place, length)) {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let room = (self.numbers.len() * 2).max(1024);
        let before = std::mem::replace(&mut self.numbers, vec![None; room]);
        for (place, length, number) in before.into_iter().flatten() {
            let at = self.slot(place, length);
            self.numbers[at] = Some((place, length, number));
        }
    }
}

/// Writes what `report.js` reads, in the very same order.
#[derive(Default)]
pub(super) struct Writer {
    texts: Texts,
    words: Vec<f64>,
    sentences: Vec<u16>,
    told_overlaps: bool,
}

/// Writes a text in units of UTF-16, and gives back how many these are. JavaScript holds texts so, and is far sooner done with
/// them than with UTF-8.
fn put(text: &str, units: &mut Vec<u16>) -> f64 {
    let before = units.len();
    units.extend(text.encode_utf16());
    f64::from(u32::try_from(units.len() - before).unwrap_or(u32::MAX))
}

impl Writer {
    /// Hands over what is written, and with it the texts that are named in it for the first time.
    pub(super) fn hand_over<T>(&mut self, to: impl FnOnce(&[f64], &[u16]) -> T) -> T {
        let Texts {
            count,
            told,
            new,
            lengths,
            ..
        } = &mut self.texts;
        new.append(&mut self.sentences);
        self.words.append(lengths);
        self.words.extend([*count - *told, *told].map(f64::from));
        *told = *count;
        let taken = to(&self.words, new);
        new.clear();
        self.words.clear();
        taken
    }

    pub(super) fn number(&mut self, whole: impl Into<f64>) {
        self.words.push(whole.into());
    }

    fn yen(&mut self, yen: Yen) {
        self.words.push(number(yen.0));
    }

    pub(super) fn days(&mut self, days: i64) {
        // A calendar has fewer than four million days.
        self.number(i32::try_from(days).unwrap_or(i32::MAX));
    }

    pub(super) fn date(&mut self, date: Date) {
        let digits = u32::from(date.year) * 10_000 + u32::from(date.month) * 100 + u32::from(date.day);
        self.number(digits);
    }

    pub(super) fn text(&mut self, text: &'static str) {
        let number = self.texts.number(text);
        self.number(number);
    }

    pub(super) fn sentence(&mut self, sentence: &str) {
        self.words.push(put(sentence, &mut self.sentences));
    }

    fn range(&mut self, range: Range) {
        self.yen(range.min);
        self.yen(range.max);
    }

    pub(super) fn list<T>(
        &mut self,
        all: impl ExactSizeIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.number(u32::try_from(all.len()).unwrap_or(u32::MAX));
        all.for_each(|one| write(self, one));
    }

    pub(super) fn texts(&mut self, texts: &[&'static str]) {
        self.list(texts.iter(), |writer, text| writer.text(text));
    }

    fn overlaps(&mut self, report: &Report) {
        let all = report.programmes.len() + report.beside.len();
        self.number(u32::try_from(all).unwrap_or(u32::MAX));
        report
            .programmes
            .iter()
            .chain(&report.beside)
            .for_each(|programme| {
                let overlaps: Vec<_> = programme.overlaps.iter().collect();
                self.list(overlaps.iter(), |writer, overlap| {
                    writer.text(overlap.with);
                    writer.text(overlap.state.name());
                    writer.text(overlap.text);
                    writer.text(overlap.source);
                });
            });
    }

    /// Which catalogue, and the day.
    pub(super) fn head(&mut self, catalogue: &'static Catalogue, on: Date) {
        self.text(catalogue.edition);
        self.date(catalogue.as_of);
        self.text(catalogue.version);
        self.text(catalogue.digest);
        self.date(on);
        self.days(catalogue.as_of.days_until(on));
    }

    fn report(&mut self, report: &Report) {
        self.head(&CATALOGUE, report.on);
        self.list(report.programmes.iter(), Self::programme);
        self.list(report.beside.iter(), Self::programme);
        self.range(report.total);
        self.range(report.reference_total);
        self.list(report.next.iter(), Self::next);
        self.list(report.problems.iter(), Self::problem);
    }

    fn programme(&mut self, programme: &ProgrammeResult) {
        self.text(programme.id);
        self.text(programme.state.name());
        self.number(u8::from(programme.in_total));
        self.text(programme.eligibility.name());
        self.list(programme.conditions.iter(), Self::condition);
        self.window(&programme.window);
        self.list(programme.amount.iter(), Self::amount);
        self.texts(&programme.missing);
    }

    fn condition(&mut self, condition: &Condition) {
        self.text(condition.text);
        self.text(condition.state.name());
        self.texts(&condition.keys);
        self.text(condition.evidence.name());
        self.text(condition.source);
        self.list(condition.change.iter(), |writer, change| writer.text(change));
    }

    fn window(&mut self, window: &Window) {
        self.text(window.state.name());
        self.texts(&window.asks);
        self.list(window.opens.iter(), |writer, day| writer.date(*day));
        self.list(window.deadlines.iter(), |writer, deadline| {
            writer.text(deadline.kind.name());
            writer.date(deadline.date);
            writer.days(deadline.days_left);
            writer.text(deadline.evidence.name());
            writer.text(deadline.source);
        });
    }

    fn amount(&mut self, amount: &Amount) {
        self.yen(amount.min);
        self.yen(amount.max);
        self.range(amount.cap);
        self.list(amount.rate.iter(), |writer, rate| {
            writer.number(rate.numerator);
            writer.number(rate.denominator);
        });
        self.list(amount.cost_limit.iter(), |writer, limit| writer.range(*limit));
        self.text(amount.evidence.name());
        self.text(amount.source);
        let steps: Vec<&str> = amount.steps.iter().collect();
        self.list(steps.iter(), |writer, step| writer.sentence(step));
        self.list(amount.per_unit.iter(), |writer, one| {
            writer.text(one.key);
            writer.yen(one.each);
        });
        self.text(amount.rounding.name());
    }

    fn next(&mut self, next: &Next) {
        self.text(next.key);
        self.texts(&next.decides);
        self.yen(next.effect);
        self.text(next.settles.name());
    }

    fn problem(&mut self, problem: &Problem) {
        self.texts(&problem.keys);
        self.text(problem.code);
        self.text(problem.message);
    }
}
