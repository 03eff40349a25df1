/** What a person typed → an answer, or the words that say how to mend it. */

import type { Yen } from "../../contract";
import type { Question } from "../catalogue";
import { bounds } from "../catalogue/answers";
import { grouped } from "./format";

/** Other words for a unit, which people write as well. */
const SYNONYMS: Record<string, string> = { 人: "名" };

/** Shown where a text is no number; the question's largest number where that is less. */
const EXAMPLE = 150;

/** From a full-width character to its half-width form. */
const TO_NARROW = 0xfee0;

export type Reading = { value: number | undefined } | { fault: string };

/** Reads an amount of money: the calculator does, for whose rules there is one place. */
export type AmountReader = (text: string) => { value: Yen } | { fault: string };

/** Reads the text of a number or yen field; an empty one is not an error but no answer. */
export function read(question: Question, text: string, readAmount: AmountReader): Reading {
  if (text.trim() === "") return { value: undefined };
  const { min, max } = bounds(question);
  const reading = question.kind === "yen" ? readAmount(text) : { value: numberIn(text, question.unit ?? "") };
  if ("fault" in reading) return reading;
  const { value } = reading;
  if (value === undefined) return { fault: `数字だけで入力してください。例：${Math.min(EXAMPLE, max)}` };
  if (value < min || max < value) {
    return { fault: `${grouped(min)}から${grouped(max)}までの整数で入力してください。` };
  }
  return { value };
}

/**
 * Digits, alone or in groups of three by commas, in either width, with or without a unit behind.
 * Nothing else is passed over: `1,5` may be one and a half, and `10 20` two numbers.
 */
function numberIn(text: string, own: string): number | undefined {
  const plain = text.replace(/[０-９，]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - TO_NARROW)).trim();
  const unit = [own, SYNONYMS[own] ?? own].find((suffix) => plain.endsWith(suffix)) ?? "";
  const digits = plain.slice(0, plain.length - unit.length).trimEnd();
  return /^(\d{1,15}|\d{1,3}(,\d{3}){1,4})$/.test(digits) ? Number(digits.replaceAll(",", "")) : undefined;
}
