/** The desk: has the person's file, reads and judges it, and shows parts of what came out. Knows no page. */

import type { AnswerKey, CivilDate, Column } from "../../contract";
import { CalculatorError, dayOf, readAmount } from "../engine/engine";
import { NoEngine, start } from "../engine/start";
import { short } from "../words/format";
import { guarded, separatorOf, written } from "./csv";
import { decode, type Encoding } from "./encoding";
import { CARRIED, headed, NAME, usesOf } from "./headings";
import { Ledger } from "./ledger";
import { BOM, encoded, resultParts } from "./output";
import type { Answer, Bytes, Call, Calls, Chosen, Day, Failure, Fault, FromDesk, Given, Judged, Opened, Order, Page, Problem, Started, ToDesk, View } from "./protocol";
import { rowAt, type Sheet, sheetOf, widthOf } from "./sheet";
import { Cancelled, type Pace, pace } from "./slices";
import { NONE, reader } from "./values";

/** Rows that are judged at once. */
const BLOCK = 1000;
/** So many rows show the person what is in the file. */
const PREVIEW = 6;
/** So many faults, and lines of a problem, are shown; all of them are in the file. */
const SHOWN = 50;

interface Open {
  bytes: Bytes;
  sheet: Sheet;
  encoding: Encoding;
  damaged: number;
}

/** A fault as it is kept: a file may have very many. */
interface Kept {
  row: number;
  /** -1 is the line as a whole. */
  column: number;
  mend: string;
}

/** What was judged, and how. */
interface Work {
  order: Order;
  sheet: Sheet;
  width: number;
  headings: string[];
  /** The first row that is no header. */
  first: number;
  ledger: Ledger;
  faults: Kept[];
  day: Day;
}

export class Desk {
  #open: { chosen: Chosen; found: Open } | null = null;
  #work: Work | null = null;
  #order: { view: string; rows: Uint32Array } | null = null;
  #cancelled = false;

  cancel(): void {
    this.#cancelled = true;
  }

  /** Does what is asked for; `tell` hears how far it is. */
  async answer<Name extends Call>(call: Name, given: Given<Name>, tell: (done: number, of: number) => void): Promise<Answer<Name>> {
    this.#cancelled = false;
    const calls: { [Name in Call]: (given: Calls[Name][0]) => Promise<Calls[Name][1]> } = {
      start: () => this.#start(),
      day: (on) => this.#day(on),
      open: (chosen) => this.#opened(chosen, tell),
      judge: (order) => this.#judge(order, tell),
      page: async (view) => this.#page(view),
      result: ({ forExcel }) => this.#result(forExcel, tell),
      faults: async ({ forExcel }) => this.#faults(forExcel),
    };
    return calls[call](given);
  }

  #pace(tell: () => void): Pace {
    return pace(() => this.#cancelled, tell);
  }

  async #start(): Promise<Started> {
    const { catalogue } = await start();
    return { catalogue, day: await this.#day(null) };
  }

  /** A clock that says a day before the list was made is wrong, and not followed. */
  async #day(on: CivilDate | null): Promise<Day> {
    const { catalogue } = await start();
    const day = dayOf(on);
    if (on === null && day.ageDays < 0) return { on: catalogue.edition.asOf, ageDays: 0, clock: day.on };
    return { ...day, clock: null };
  }

  async #opened({ bytes, ...chosen }: Given<"open">, tell: (done: number, of: number) => void): Promise<Opened> {
    const { catalogue } = await start();
    const { sheet, encoding, damaged } = await this.#read(chosen, bytes, tell);
    const first = sheet.lines.slice(0, PREVIEW).map((line, row) => ({ line, cells: rowAt(sheet, row, Infinity).cells }));
    // Many lists begin with a title: the headings are where most of them are known.
    const known = first.map(({ cells }) => usesOf(cells, catalogue.questions).filter((use) => use !== CARRIED).length);
    return {
      encoding,
      separator: sheet.separator,
      damaged,
      rows: sheet.lines.length,
      first,
      header: Math.max(0, known.indexOf(Math.max(...known))),
    };
  }

  /** The file as a table: read once, unless it is to be read in another way. */
  async #read(chosen: Chosen, given: Bytes | null, tell: (done: number, of: number) => void): Promise<Open> {
    const open = this.#open?.chosen.file === chosen.file ? this.#open : null;
    if (open && open.chosen.encoding === chosen.encoding && open.chosen.separator === chosen.separator) return open.found;
    const bytes = given ?? open?.found.bytes;
    if (!bytes) throw new Error("the file is not here");
    const { text, encoding, damaged } = decode(bytes, chosen.encoding);
    let at = 0;
    const sheet = await sheetOf(text, chosen.separator ?? separatorOf(text), this.#pace(() => tell(at, text.length)), (done) => (at = done));
    const found = { bytes, sheet, encoding, damaged };
    // Only now: a file that cannot be read takes the place of none.
    this.#open = { chosen, found };
    this.#work = null;
    this.#order = null;
    return found;
  }

  async #judge(order: Order, tell: (done: number, of: number) => void): Promise<Judged> {
    const { catalogue, evaluateMany } = await start();
    const { sheet } = await this.#read(order.chosen, null, () => {});
    const first = order.header === null ? 0 : order.header + 1;
    const width = widthOf(sheet, order.header);
    const rows = Math.max(0, sheet.lines.length - first);
    const ledger = new Ledger(rows);
    const faults: Kept[] = [];
    const problems = new Map<string, Problem>();
    const asked = order.uses.flatMap((use, column) => {
      const question = catalogue.questions.find(({ key }) => key === use);
      return question ? [{ question, column, readCell: reader(question, readAmount) }] : [];
    });
    let done = 0;
    const { breathe } = this.#pace(() => tell(done, rows));
    let day: Day | null = null;
    for (; done < rows || day === null; done = Math.min(rows, done + BLOCK)) {
      const count = Math.min(BLOCK, rows - done);
      const columns: Partial<Record<AnswerKey, Column>> = Object.fromEntries(asked.map(({ question }) => [question.key, new Float64Array(count).fill(NONE)]));
      for (let at = 0; at < count; at += 1) {
        const row = done + at;
        const { cells, fault } = rowAt(sheet, first + row, width);
        if (fault !== null) {
          faults.push({ row, column: -1, mend: fault });
          continue;
        }
        let fine = true;
        for (const { question, column, readCell } of asked) {
          const value = readCell(cells[column] ?? "");
          if (typeof value === "number") (columns[question.key] as Float64Array)[at] = value;
          else {
            fine = false;
            faults.push({ row, column, mend: value });
          }
        }
        ledger.judged[row] = Number(fine);
      }
      const report = evaluateMany({ rows: count, columns, on: order.on });
      ledger.take(report, done);
      day = { on: report.on, ageDays: report.ageDays, clock: null };
      for (const { row, key, message } of report.refused) {
        ledger.judged[done + row] = 0;
        faults.push({ row: done + row, column: order.uses.indexOf(key), mend: message });
      }
      for (const { message, rows } of report.problems) {
        const judged = rows.filter((row) => ledger.judged[done + row] === 1);
        const problem = problems.get(message) ?? { message, count: 0, lines: [] };
        if (judged.length > 0) problems.set(message, problem);
        problem.count += judged.length;
        for (const row of judged) {
          ledger.problem[done + row] = 1;
          if (problem.lines.length < SHOWN) problem.lines.push(sheet.lines[first + done + row] as number);
        }
      }
      await breathe();
    }
    // Only now: where it was stopped, what came out before still stands.
    this.#work = { order, sheet, width, headings: headingsOf(sheet, order.header), first, ledger, faults, day };
    this.#order = null;
    const judged = ledger.judged.reduce((sum, one) => sum + one, 0);
    return {
      day,
      judged,
      refused: rows - judged,
      ...ledger.sums(),
      problems: [...problems.values()],
      faults: faults.slice(0, SHOWN).map((fault) => inFull(this.#worked(), fault)),
      faultCount: faults.length,
    };
  }

  #worked(): Work {
    if (this.#work === null) throw new Error("nothing was judged");
    return this.#work;
  }

  #page(view: View): Page {
    const { ledger, sheet, width, first, order } = this.#worked();
    const named = order.uses.indexOf(NAME);
    const { from: _, count: __, ...rest } = view;
    const key = JSON.stringify(rest);
    if (this.#order?.view !== key) this.#order = { view: key, rows: ledger.order(view) };
    return ledger.page(view, this.#order.rows, (row) => ({
      line: sheet.lines[first + row] as number,
      name: named < 0 ? "" : short(rowAt(sheet, first + row, width).cells[named] ?? ""),
    }));
  }

  async #result(forExcel: boolean, tell: (done: number, of: number) => void): Promise<Bytes[]> {
    const { catalogue } = await start();
    const { ledger, sheet, width, first, headings, order, faults, day } = this.#worked();
    const refusals = new Map<number, string>();
    for (const fault of faults) {
      const { column, value, mend } = inFull(this.#worked(), fault);
      const text = column === "" ? mend : `「${column}」の「${value}」：${mend}`;
      refusals.set(fault.row, `${refusals.get(fault.row) ?? ""}${text}`);
    }
    const carried = order.uses.flatMap((use, at) => (use === CARRIED || use === NAME ? [at] : []));
    let row = 0;
    const parts = await resultParts(
      {
        ledger,
        programmes: catalogue.programmes,
        besideLabel: catalogue.besideGroup.label,
        basis: [day.on, catalogue.edition.version],
        headings: carried.map((at) => guarded(headings[at] ?? "", forExcel)),
        carried: (row) => {
          const { cells } = rowAt(sheet, first + row, width);
          return carried.map((at) => guarded(cells[at] ?? "", forExcel));
        },
        line: (row) => sheet.lines[first + row] as number,
        refusal: (row) => refusals.get(row) ?? "",
        reached: (at) => (row = at),
      },
      this.#pace(() => tell(row, ledger.rows)),
    );
    return parts;
  }

  /** One fault a line, with the name of its institution. */
  #faults(forExcel: boolean): Bytes[] {
    const work = this.#worked();
    const named = work.order.uses.indexOf(NAME);
    const parts = work.faults.map((fault) => {
      const { line, column, value, mend } = inFull(work, fault);
      const name = named < 0 ? "" : (rowAt(work.sheet, work.first + fault.row, work.width).cells[named] ?? "");
      return written([line, guarded(name, forExcel), guarded(column, forExcel), guarded(value, forExcel), mend]);
    });
    return [encoded(`${BOM}${written(["行", "名称", "列", "書かれている値", "直し方"])}${parts.join("")}`)];
  }
}

function headingsOf(sheet: Sheet, header: number | null): string[] {
  return headed(header === null ? [] : rowAt(sheet, header, Infinity).cells, widthOf(sheet, header));
}

/** A fault in full. */
function inFull({ sheet, width, first, headings }: Work, { row, column, mend }: Kept): Fault {
  const line = sheet.lines[first + row] as number;
  if (column < 0) return { line, column: "", value: "", mend };
  return { line, column: headings[column] ?? "", value: short(rowAt(sheet, first + row, width).cells[column] ?? ""), mend };
}

/** Serves who asks through that port, one thing after the other. */
export function serve(port: Pick<MessagePort, "postMessage" | "onmessage">): void {
  const desk = new Desk();
  let last: Promise<unknown> = Promise.resolve();
  const say = (what: FromDesk, handedOver: Transferable[] = []): void => port.postMessage(what, handedOver);
  port.onmessage = ({ data }: MessageEvent<ToDesk>) => {
    if ("cancel" in data) {
      desk.cancel();
      return;
    }
    const { id, call, given } = data;
    const tell = (done: number, of: number): void => say({ id, progress: { done, of } });
    last = last.then(() =>
      desk.answer(call, given as never, tell).then(
        (value) => say({ id, value }, Array.isArray(value) ? value.map(({ buffer }) => buffer) : []),
        (error: unknown) => say({ id, failure: failureOf(error) }),
      ),
    );
  };
}

/** What happened, in words for the person. */
function failureOf(error: unknown): Failure {
  const { name = "Error", message = "" } = error as Partial<Error>;
  if (error instanceof NoEngine || error instanceof Cancelled || name === "NoText" || error instanceof CalculatorError) return { name, message };
  return { name, message: "処理を続けられませんでした。ファイルが大きすぎるときは、いくつかに分けてお試しください。" };
}
