// The columns of `evaluateMany`: those that go in and those that come out, block by block.
// @ts-check
import { begin, head, list, number, sentence, text } from "./report.js";
import { copyNumbers, numbers } from "./request.js";

/** @import { ManyReport } from "../../www/contract" */

/** @param {number} rows */
const range = (rows) => ({ min: new Float64Array(rows), max: new Float64Array(rows) });

export class Columns {
  #given = numbers();
  #rows;
  #programmes;
  #total;
  #referenceTotal;
  /** All that come out, in the order in which they are written. */
  #out;
  /** @type {number[][]} */
  #problems = [];
  /** @type {ManyReport["refused"]} */
  #refused = [];

  /** @param {number} rows @param {number} programmes */
  constructor(rows, programmes) {
    this.#rows = rows;
    this.#programmes = Array.from({ length: programmes }, () => ({
      state: new Uint8Array(rows),
      inTotal: new Uint8Array(rows),
      eligibility: new Uint8Array(rows),
      window: new Uint8Array(rows),
      evidence: new Uint8Array(rows),
      daysLeft: new Int32Array(rows),
      ...range(rows),
    }));
    this.#total = range(rows);
    this.#referenceTotal = range(rows);
    this.#out = [...this.#programmes, this.#total, this.#referenceTotal].flatMap((columns) => Object.values(columns));
  }

  /** @param {number} begin @param {number} end */
  read(begin, end) {
    const cells = new Float64Array(this.#given.length * (end - begin));
    this.#given.forEach((column, nth) => copyNumbers(column, begin, end, cells, nth * (end - begin)));
    return cells;
  }

  /** @param {number} begin @param {number} end @param {Float64Array} cells */
  write(begin, end, cells) {
    this.#out.forEach((column, nth) => column.set(cells.subarray(nth * (end - begin), (nth + 1) * (end - begin)), begin));
  }

  /** @param {Float64Array} words @param {Uint16Array} units */
  note(words, units) {
    begin(words, units);
    list(() => (this.#problems[number()] ??= []).push(number()));
    this.#refused.push(...list(() => ({ row: number(), key: sentence(), code: text(), message: sentence() })));
  }

  /** @type {(words: Float64Array, units: Uint16Array) => ManyReport} */
  report(words, units) {
    begin(words, units);
    const columns = this.#programmes.values();
    const one = () => Object.assign({ id: text() }, columns.next().value);
    return {
      ...head(),
      rows: this.#rows,
      programmes: list(one),
      beside: list(one),
      total: this.#total,
      referenceTotal: this.#referenceTotal,
      problems: this.#told(),
      refused: this.#refused,
      codes: {
        eligibility: ["yes", "no", "unknown", "refused"],
        window: ["upcoming", "open", "closed", "unknown", "refused"],
        evidence: ["notice", "official", "reference", "none"],
        state: ["open", "upcoming", "check", "closed", "no", "refused"],
      },
    };
  }

  #told() {
    const rows = this.#problems.values();
    const all = list(() => ({ keys: list(text), code: text(), message: text(), rows: Uint32Array.from(rows.next().value ?? []) }));
    return all.filter(({ rows }) => rows.length > 0);
  }
}
