/** Sums and outcomes in sentences. */

import type { Range } from "../../contract";
import { grouped, range, spokenYen, yen } from "../words/format";
import { ENCODINGS } from "./encoding";
import type { Judged, Sum } from "./protocol";
import { institutionsIn, type State } from "./state";

export const NO_SUM = "合計に入る補助金はありません";

/** A sum that is more than a number holds exactly is written out in yen. */
export function sumWords({ min, max }: Sum): string {
  if (max <= BigInt(Number.MAX_SAFE_INTEGER)) return range({ min: Number(min), max: Number(max) }, spokenYen);
  return min === max ? `${grouped(max)}円` : `${grouped(min)}円〜${grouped(max)}円`;
}

/** A sum in a table, in digits. */
export const sumDigits = ({ min, max }: Sum): string => (min === max ? `${grouped(max)}円` : `${grouped(min)}円〜${grouped(max)}円`);

export const rangeDigits = (amount: Range): string => range(amount, yen);

export function openedWords(state: State): string {
  const { opened, uses } = state;
  if (!opened) return "";
  const answered = uses.filter((use) => use !== "" && use !== "name").length;
  return `${ENCODINGS[opened.encoding]}として読み込みました。${grouped(institutionsIn(state))}行あります。${answered}列を質問への答えとして読みます。列の使いみちを確かめてください。`;
}

export function judgedWords({ judged, refused, total }: Judged): string {
  const rest = refused > 0 ? `${grouped(refused)}行は、読み取れない値があるため判定していません。` : "";
  const sum = total ? `補助額の合計は${sumWords(total)}です。` : `${NO_SUM}。`;
  return `判定が終わりました。${grouped(judged)}施設を判定しました。${rest}${sum}`;
}
