/** What a person typed → an answer, or the words that say how to mend it. */

import { parseYen } from "iryo-dx-hojokin-wasm";
import { bounds, type Question } from "./catalogue";
import { grouped } from "./format";

export type Reading = { value: number | undefined } | { fault: string };

/** Reads the text of a number or yen field; an empty one is not an error but no answer. */
export function read(question: Question, text: string): Reading {
  if (text.trim() === "") return { value: undefined };
  const { min, max } = bounds(question);
  const value = question.kind === "yen" ? yenIn(text) : numberIn(text, question.unit ?? "");
  if (typeof value === "string") return { fault: value };
  if (value === undefined || value < min || max < value) {
    return { fault: `${grouped(min)}から${grouped(max)}までの整数で入力してください。` };
  }
  return { value };
}

/** The amount, or the calculator's own words on why it is none. */
function yenIn(text: string): number | string {
  try {
    return parseYen(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Digits in any width, with or without commas and the unit behind. */
function numberIn(text: string, unit: string): number | undefined {
  let plain = text.normalize("NFKC").replace(/[\s,、]/g, "");
  if (unit !== "" && plain.endsWith(unit)) plain = plain.slice(0, -unit.length);
  return /^\d{1,15}$/.test(plain) ? Number(plain) : undefined;
}
