// Makes what the contract has from the numbers and the one text that `report.rs` and `many.rs` write,
// in the very same order. Every object is a new one, as if it came from JSON.
// @ts-check

/** @import { Amount, Condition, ProgrammeResult, Range, Report } from "../../www/contract" */

const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });

/** The texts that were told, by their numbers. @type {any[]} */
const texts = [];

/** For each programme what is said of sharing purchases: four texts for each other one. @type {any[][]} */
let overlaps = [];

/** @type {Float64Array} */
let words;
let at = 0;
/** @type {string} */
let told;
let read = 0;

/** @param {Float64Array} given @param {Uint16Array} units */
export function rememberOverlaps(given, units) {
  begin(given, units);
  overlaps = list(() => list(() => [text(), text(), text(), text()]).flat());
}

/**
 * Begins to read. The numbers are what is reported, the lengths of the texts that are told now, how many these are, and
 * how many were told before; the units are these texts, then the sentences of what is reported.
 * @param {Float64Array} given @param {Uint16Array} units
 */
export function begin(given, units) {
  words = given;
  told = decoder.decode(units);
  read = 0;
  const before = given.length - 1;
  texts.length = /** @type {number} */ (given[before]);
  at = before - 1 - /** @type {number} */ (given[before - 1]);
  while (at < before - 1) texts.push(sentence());
  at = 0;
}

/** @type {(given: Float64Array, units: Uint16Array) => Report} */
export function report(given, units) {
  begin(given, units);
  const programme = overlaps.values();
  return {
    ...head(),
    programmes: list(() => result(programme.next().value ?? [])),
    beside: list(() => result(programme.next().value ?? [])),
    total: range(),
    referenceTotal: range(),
    next: list(() => ({ key: text(), decides: list(text), effect: number(), settles: text() })),
    problems: list(() => ({ keys: list(text), code: text(), message: text() })),
  };
}

export const head = () => ({ catalogue: { edition: text(), asOf: date(), version: text(), digest: text() }, on: date(), ageDays: number() });

export const number = () => /** @type {number} */ (words[at++]);
export const text = () => texts[number()];

/** @template T @param {() => T} one */
export function list(one) {
  /** @type {T[]} */
  const all = [];
  for (let left = number(); left > 0; left--) all.push(one());
  return all;
}

/** @template T @param {() => T} one */
const maybe = (one) => (number() ? one() : null);

/** As 20251021. */
function date() {
  const digits = String(number()).padStart(8, "0");
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** @type {() => Range} */
const range = () => ({ min: number(), max: number() });

export const sentence = () => told.slice(read, (read += number()));

/** @type {(shared: any[]) => ProgrammeResult} */
const result = (shared) => ({
  id: text(),
  state: text(),
  inTotal: number() === 1,
  eligibility: text(),
  conditions: list(condition),
  window: { state: text(), asks: list(text), opens: maybe(date), deadlines: list(() => ({ kind: text(), date: date(), daysLeft: number(), evidence: text(), source: text() })) },
  amount: maybe(amount),
  missing: list(text),
  overlaps: sharing(shared),
});

/** @type {() => Condition} */
function condition() {
  /** @type {Condition} */
  const one = { text: text(), state: text(), keys: list(text), evidence: text(), source: text() };
  if (number()) one.change = text();
  return one;
}

/** @type {() => Amount} */
const amount = () => ({
  min: number(),
  max: number(),
  cap: range(),
  rate: maybe(() => ({ numerator: number(), denominator: number() })),
  costLimit: maybe(range),
  evidence: text(),
  source: text(),
  steps: list(sentence),
  perUnit: maybe(() => ({ key: text(), each: number() })),
  rounding: text(),
});

/** @param {any[]} shared */
function sharing(shared) {
  const all = [];
  for (let at = 0; at < shared.length; at += 4) all.push({ with: shared[at], state: shared[at + 1], text: shared[at + 2], source: shared[at + 3] });
  return all;
}
