/** What stands in a cell → the number that the calculator takes for it, or the words that say how to mend it. */

import type { Question } from "../catalogue";
import { type AmountReader, read } from "../words/read";
import { folded, NO, OPEN, OTHERS, UNCLEAR, YES } from "./forms";
import { plain } from "./headings";

/** Not answered. */
export const NONE = -1;

/** A number, or why there is none. */
export type Value = number | string;

/** The forms of not answering that have signs alone. */
const DASHES = /^[-‐-―ー−–—.…・]*$/u;

function isOpen(text: string): boolean {
  const plain = folded(text);
  return DASHES.test(plain) || OPEN.some((one) => one === plain);
}

/** Everything that is read as a choice: its values as they are, its words without their signs. */
function formsOf({ key, choices = [] }: Question): { values: Map<string, number>; words: Map<string, number> } {
  const values = new Map<string, number>();
  const words = new Map<string, number>();
  // What could be two is neither.
  const add = (forms: Map<string, number>, form: string, at: number): void => void forms.set(form, (forms.get(form) ?? at) === at ? at : NaN);
  for (const [place, { value, label }] of choices.entries()) {
    // A text stands by its place, a number for itself.
    const at = typeof value === "number" ? value : place;
    add(values, folded(String(value)), at);
    if (key === "prefecture") add(values, String(Number(value)), at);
    for (const word of new Set([label, label.replace(/（.*）$/, ""), ...shorter(key, label), ...(OTHERS[key]?.[value] ?? [])].map(plain))) add(words, word, at);
  }
  return { values, words };
}

/** 都道府県 is often left out of their names. */
function shorter(key: string, label: string): string[] {
  return key === "prefecture" && label !== "北海道" ? [label.replace(/[都府県]$/, "")] : [];
}

/** Reads the cells of one column. What was read once is known: a column has the same few values many times. */
export function reader(question: Question, readAmount: AmountReader): (cell: string) => Value {
  const known = new Map<string, Value>();
  const readNew = reading(question, readAmount);
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const value = isOpen(cell) ? NONE : readNew(cell);
    if (known.size < MOST_KNOWN) known.set(cell, value);
    return value;
  };
}

const MOST_KNOWN = 10_000;

function reading(question: Question, readAmount: AmountReader): (cell: string) => Value {
  switch (question.kind) {
    case "yes-no":
      return (cell) => {
        const text = folded(cell);
        if (YES.some((form) => folded(form) === text)) return 1;
        return NO.some((form) => folded(form) === text) ? 0 : "「はい」か「いいえ」で書いてください（有・無、○・×、1・0も使えます）。";
      };
    case "choice": {
      const { values, words } = formsOf(question);
      const [unclear, why] = UNCLEAR[question.key] ?? [[], ""];
      const mend =
        question.key === "prefecture"
          ? "都道府県の名前か、01から47までの番号で書いてください。"
          : `次のどれかで書いてください：${(question.choices ?? []).map(({ label }) => `「${label}」`).join("")}`;
      return (cell) => {
        const found = values.get(folded(cell)) ?? words.get(plain(cell)) ?? NaN;
        if (!Number.isNaN(found)) return found;
        return unclear.some((form) => folded(form) === folded(cell)) ? why : mend;
      };
    }
    case "number":
    case "yen":
      return (cell) => {
        // The byte of a backslash is the yen sign in Shift_JIS, and Excel writes it in front of amounts.
        const reading = read(question, question.kind === "yen" ? cell.replace(/^\s*\\/, "¥") : cell, readAmount);
        return "fault" in reading ? reading.fault : (reading.value ?? NONE);
      };
  }
}
