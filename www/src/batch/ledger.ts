/** What came out for every row, in columns; and the sums over them. It adds up whole yen and decides nothing. */

import type { Evidence, ManyReport, ManyResult, RangeColumns } from "../../contract";
import type { Id } from "../catalogue";
import { isLive, ORDER, type State } from "../words/labels";
import type { Judged, Page, PageRow, Sum, Tally, View, Window } from "./protocol";

/** Of one programme. */
interface Results extends RangeColumns {
  id: Id;
  state: Uint8Array;
  inTotal: Uint8Array;
  window: Uint8Array;
  daysLeft: Int32Array;
  evidence: Uint8Array;
}

export class Ledger {
  /** All rows, of which those that were not judged have no place in the view. */
  readonly programmes: Results[] = [];
  /** What stands beside the list. */
  readonly beside: Results[] = [];
  readonly total: RangeColumns;
  readonly reference: RangeColumns;
  /** Whether a row was judged. */
  readonly judged: Uint8Array;
  readonly problem: Uint8Array;
  #codes: ManyReport["codes"] | null = null;

  constructor(readonly rows: number) {
    this.total = columns(rows);
    this.reference = columns(rows);
    this.judged = new Uint8Array(rows);
    this.problem = new Uint8Array(rows);
  }

  /** Takes what came out of some rows, from that one on. */
  take(report: ManyReport, from: number): void {
    this.#codes = report.codes;
    this.#add(this.programmes, report.programmes, from);
    this.#add(this.beside, report.beside, from);
    for (const [mine, theirs] of [[this.total, report.total], [this.reference, report.referenceTotal]] as const) {
      mine.min.set(theirs.min, from);
      mine.max.set(theirs.max, from);
    }
  }

  #add(results: Results[], more: ManyResult[], from: number): void {
    for (const [at, one] of more.entries()) {
      const mine = (results[at] ??= {
        id: one.id,
        ...columns(this.rows),
        state: new Uint8Array(this.rows),
        inTotal: new Uint8Array(this.rows),
        window: new Uint8Array(this.rows),
        daysLeft: new Int32Array(this.rows),
        evidence: new Uint8Array(this.rows),
      });
      for (const name of ["min", "max", "state", "inTotal", "window", "daysLeft", "evidence"] as const) mine[name].set(one[name], from);
    }
  }

  state(programme: Results, row: number): State {
    return this.#codes?.state[programme.state[row] ?? 0] as State;
  }

  window(programme: Results, row: number): Window {
    return this.#codes?.window[programme.window[row] ?? 0] as Window;
  }

  evidence(programme: Results, row: number): Evidence | null {
    const found = this.#codes?.evidence[programme.evidence[row] ?? 0];
    return found === undefined || found === "none" ? null : found;
  }

  /** Whether the programme is neither over nor out of the question for the row. */
  possible(programme: Results, row: number): boolean {
    return isLive(this.state(programme, row));
  }

  /** Of the twelve as far as they are possible, the day that comes first; -1 where none is known. */
  daysLeft(row: number): number {
    let least = -1;
    for (const programme of this.programmes) {
      const days = programme.daysLeft[row] ?? -1;
      if (days >= 0 && (least < 0 || days < least) && this.possible(programme, row)) least = days;
    }
    return least;
  }

  /** Whether anything of the row is in that sum: a sum of nothing is not 0 yen. */
  summed(row: number, reference: boolean): boolean {
    return this.programmes.some((programme) => this.#isIn(programme, row, reference));
  }

  #isIn(programme: Results, row: number, reference: boolean): boolean {
    return programme.inTotal[row] === 1 && (this.evidence(programme, row) === "reference") === reference;
  }

  #counts(results: Results[], rows: Iterable<number>): Record<State, number> {
    const counts = Object.fromEntries(ORDER.map((state) => [state, 0])) as Record<State, number>;
    for (const row of rows) for (const programme of results) counts[this.state(programme, row)] += 1;
    return counts;
  }

  /** The sums of the report over all rows that were judged. */
  sums(): Pick<Judged, "total" | "reference" | "programmes" | "beside"> {
    const rows = this.#rows(() => true);
    const tally = (programme: Results): Tally => ({
      id: programme.id,
      counts: this.#counts([programme], rows),
      sum: sum(programme, rows.filter((row) => this.#isIn(programme, row, false))),
      reference: sum(programme, rows.filter((row) => this.#isIn(programme, row, true))),
      unstated: rows.filter((row) => Number.isNaN(programme.min[row]) && this.possible(programme, row)).length,
    });
    const programmes = this.programmes.map(tally);
    return {
      total: programmes.some((tally) => tally.sum) ? sum(this.total, rows) : null,
      reference: programmes.some((tally) => tally.reference) ? sum(this.reference, rows) : null,
      programmes,
      beside: this.beside.map(tally),
    };
  }

  #named(id: Id | null): Results | null {
    return [...this.programmes, ...this.beside].find((one) => one.id === id) ?? null;
  }

  /** The rows of a view in its order. */
  order({ programme: id, possible, sort, falling }: View): Uint32Array {
    const programme = this.#named(id);
    const shown = (row: number): boolean =>
      !possible || (programme ? this.possible(programme, row) : this.programmes.some((one) => this.possible(one, row)));
    const rows = this.#rows(shown);
    if (sort === "line") return falling ? rows.reverse() : rows;
    const value = this.#value(programme, sort);
    const keys = new Float64Array(this.rows);
    for (const row of rows) keys[row] = value(row);
    // What has no figure stands at the end in either order; what is equal keeps the order of the file.
    return rows.sort((one, other) => {
      const [first, second] = [keys[one] as number, keys[other] as number];
      if (Number.isNaN(first) || Number.isNaN(second)) return Number(Number.isNaN(first)) - Number(Number.isNaN(second)) || one - other;
      return (falling ? second - first : first - second) || one - other;
    });
  }

  #value(programme: Results | null, sort: Exclude<View["sort"], "line">): (row: number) => number {
    // What the table shows nothing for has no figure here either.
    const at = (column: Float64Array, reference: boolean) => (row: number) => (programme || this.summed(row, reference) ? (column[row] as number) : NaN);
    switch (sort) {
      case "max":
        return at((programme ?? this.total).max, false);
      case "min":
        return at((programme ?? this.total).min, false);
      case "reference":
        return at(this.reference.max, true);
      case "days":
        return (row) => {
          const days = programme ? (programme.daysLeft[row] as number) : this.daysLeft(row);
          return days < 0 ? NaN : days;
        };
    }
  }

  /** A part of the view; name and line are added by who has the file. */
  page(view: View, order: Uint32Array, described: (row: number) => { line: number; name: string }): Page {
    const programme = this.#named(view.programme);
    const rows = [...order.subarray(view.from, view.from + view.count)].map((row): PageRow => {
      const days = programme ? (programme.daysLeft[row] as number) : this.daysLeft(row);
      return {
        ...described(row),
        amount: programme || this.summed(row, false) ? rangeAt(programme ?? this.total, row) : null,
        reference: !programme && this.summed(row, true) ? rangeAt(this.reference, row) : null,
        days: days < 0 ? null : days,
        counts: this.#counts(this.programmes, [row]),
        state: programme && this.state(programme, row),
        window: programme && this.window(programme, row),
        evidence: programme && this.evidence(programme, row),
        problem: this.problem[row] === 1,
      };
    });
    return { of: order.length, rows };
  }

  #rows(wanted: (row: number) => boolean): Uint32Array<ArrayBuffer> {
    const rows = new Uint32Array(this.rows);
    let count = 0;
    for (let row = 0; row < this.rows; row += 1) {
      if (this.judged[row] === 1 && wanted(row)) rows[count++] = row;
    }
    return rows.slice(0, count);
  }
}

function columns(rows: number): RangeColumns {
  return { min: new Float64Array(rows).fill(NaN), max: new Float64Array(rows).fill(NaN) };
}

/** null where no source gives an amount. */
export function rangeAt({ min, max }: RangeColumns, row: number): { min: number; max: number } | null {
  const [low = NaN, high = NaN] = [min[row], max[row]];
  return Number.isNaN(low) ? null : { min: low, max: high };
}

/** Exactly: the sum over all of Japan may be more than a number holds. */
function sum({ min, max }: RangeColumns, rows: Uint32Array): Sum | null {
  return rows.length === 0 ? null : { min: total(min, rows), max: total(max, rows) };
}

function total(column: Float64Array, rows: Uint32Array): bigint {
  let exact = 0n;
  // So long as it is exact, a number is much faster.
  let small = 0;
  for (const row of rows) {
    const next = small + (column[row] as number);
    if (Number.isSafeInteger(next)) small = next;
    else {
      exact += BigInt(small);
      small = column[row] as number;
    }
  }
  return exact + BigInt(small);
}
