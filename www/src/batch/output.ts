/** The result as a table for spreadsheets: every line of the file in its order, with what came out for it. */

import type { CivilDate } from "../../contract";
import type { Programme } from "../catalogue";
import { GRADES, STATES } from "../words/labels";
import { written } from "./csv";
import { type Ledger, rangeAt } from "./ledger";
import type { Bytes } from "./protocol";
import type { Pace } from "./slices";
import { UNSTATED, WINDOWS } from "./words";

export interface Source {
  ledger: Ledger;
  programmes: Programme[];
  /** What the programmes beside the list are called. */
  besideLabel: string;
  /** What the result rests on: the day asked for, and the version of the list. */
  basis: [CivilDate, string];
  /** Of the columns that are taken over, guarded like their cells. */
  headings: string[];
  carried: (row: number) => string[];
  line: (row: number) => number;
  /** Why a line was not judged; empty where it was. */
  refusal: (row: number) => string;
  reached: (row: number) => void;
}

/** So many lines make one piece of the file. */
const PIECE = 500;

/** Of each programme. */
const COLUMNS = ["状態", "下限額（円）", "上限額（円）", "受付", "期限まで（日）", "根拠"];

/** By this Excel knows a file in UTF-8. */
export const BOM = "\ufeff";

const encoder = new TextEncoder();
export const encoded = (text: string): Bytes => encoder.encode(text);

export async function resultParts(source: Source, { breathe }: Pace): Promise<Bytes[]> {
  const { ledger, programmes, besideLabel, basis, headings, carried, line, refusal, reached } = source;
  const parts: Bytes[] = [];
  const headed = (beside: boolean): string[] =>
    programmes.filter((one) => one.beside === beside).flatMap(({ number, name }) => COLUMNS.map((what) => `${beside ? besideLabel : `${number}.`} ${name}：${what}`));
  let piece =
    BOM +
    written([
      ...headings,
      "元の行",
      "判定",
      ...headed(false),
      "合計の下限額（円）",
      "合計の上限額（円）",
      "参考資料による額の下限（円）",
      "参考資料による額の上限（円）",
      ...headed(true),
      "基準日",
      "一覧の版",
    ]);
  for (let row = 0; row < ledger.rows; row += 1) {
    const fine = ledger.judged[row] === 1;
    const note = ledger.problem[row] === 1 ? "判定済み（回答に食い違いがあります）" : "判定済み";
    piece += written([...carried(row), line(row), fine ? note : `判定していません。${refusal(row)}`, ...(fine ? [...figures(ledger, row), ...basis] : [])]);
    if (row % PIECE === PIECE - 1) {
      parts.push(encoded(piece));
      piece = "";
      reached(row);
      await breathe();
    }
  }
  return [...parts, encoded(piece)];
}

function figures(ledger: Ledger, row: number): (string | number)[] {
  const each = (programme: Ledger["programmes"][number]): (string | number)[] => {
    const amount = rangeAt(programme, row);
    const evidence = ledger.evidence(programme, row);
    const days = programme.daysLeft[row] as number;
    return [
      STATES[ledger.state(programme, row)].word,
      amount?.min ?? UNSTATED,
      amount?.max ?? UNSTATED,
      WINDOWS[ledger.window(programme, row)],
      days < 0 ? "" : days,
      evidence ? GRADES[evidence] : "",
    ];
  };
  const sums = [ledger.total, ledger.reference].flatMap((columns): (string | number)[] => {
    const sum = rangeAt(columns, row);
    return sum ? [sum.min, sum.max] : ["", ""];
  });
  return [...ledger.programmes.flatMap(each), ...sums, ...ledger.beside.flatMap(each)];
}
