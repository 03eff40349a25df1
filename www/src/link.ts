/** Answers in the fragment of an address: read with care, because links are old, cut or edited by hand. */

import type { Answers, CivilDate, Report } from "../contract";
import { type Catalogue, listed, type Programme, type Question } from "./catalogue";
import { accepts, withAnswer } from "./catalogue/answers";
import { readSnapshot, type Snapshot, snapshot, writeSnapshot } from "./snapshot";
import { isCivilDate, short } from "./words/format";

export interface Linked {
  /** null where they cannot be read at all: then those that stand on the page stay. */
  answers: Answers | null;
  on: CivilDate | null;
  /** What came out when the link was made. */
  was: Snapshot | null;
  /** What could not be read, in words. */
  faults: string[];
}

/** What a fragment says; null where it is somebody else's, such as the anchor of a heading. */
export function readLink(fragment: string, { questions, programmes }: Catalogue): Linked | null {
  const linked: Linked = { answers: {}, on: null, was: null, faults: [] };
  const text = fragment.replace(/^#/, "");
  if (text === "") return linked;
  const fields = text.split("&").map((field): [string, string] => {
    const at = field.indexOf("=");
    return at < 0 ? [field, ""] : [field.slice(0, at), field.slice(at + 1)];
  });
  if (!fields.some(([name]) => name === "a" || name === "on")) return null;
  for (const [name, value] of fields) {
    if (name === "a") readAnswers(value, questions, linked);
    else if (name === "on") readDay(value, linked);
    else if (name === "was") readWas(value, listed({ programmes }), linked);
  }
  return linked;
}

/** The fragment that says that there are no answers. */
export const NO_ANSWERS = "#a=%7B%7D";

/** The fragment for the answers, or an empty text where there is nothing to keep. */
export function writeLink(answers: Answers, on: CivilDate | null): string {
  if (Object.keys(answers).length === 0 && on === null) return "";
  return `#a=${encodeURIComponent(JSON.stringify(answers))}${on === null ? "" : `&on=${on}`}`;
}

/** A fragment with what came out, to be taken along; the address itself goes without. */
export function withFigures(fragment: string, report: Report): string {
  return fragment && `${fragment}&was=${writeSnapshot(snapshot(report))}`;
}

/** The field with the earlier figures, as it stands in a fragment. */
export function figuresIn(fragment: string): string {
  return /&was=[^&]*/.exec(fragment)?.[0] ?? "";
}

function readWas(text: string, programmes: Programme[], linked: Linked): void {
  linked.was = readSnapshot(text);
  if (!linked.was) linked.faults.push("前回の結果の部分（途中で切れているか、書き換えられています）");
  for (const id of linked.was?.programmes.keys() ?? []) {
    if (!programmes.some((programme) => programme.id === id)) linked.faults.push(`前回の結果の「${short(id)}」という補助金は、この一覧にありません`);
  }
}

function readAnswers(encoded: string, questions: Question[], linked: Linked): void {
  let given: unknown;
  try {
    given = JSON.parse(decodeURIComponent(encoded));
  } catch {
    given = undefined;
  }
  if (!isRecord(given)) {
    linked.answers = null;
    linked.faults.push("回答の部分（途中で切れているか、書き換えられています）");
    return;
  }
  let answers: Answers = {};
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const take = (key: string, value: unknown): void => {
    const question = byKey.get(key);
    if (!question) linked.faults.push(`「${short(key)}」という項目はありません`);
    else if (accepts(question, value)) answers = withAnswer(answers, key, value);
    else linked.faults.push(`「${question.name}」の値 ${valueWords(value)} は使えません`);
  };
  for (const [key, value] of Object.entries(given)) {
    if (key !== "costs") take(key, value);
    else if (isRecord(value)) for (const [id, cost] of Object.entries(value)) take(`costs.${id}`, cost);
    else linked.faults.push(`「costs」の値 ${valueWords(value)} は使えません`);
  }
  linked.answers = answers;
}

function readDay(text: string, linked: Linked): void {
  if (isCivilDate(text)) linked.on = text;
  else linked.faults.push(`基準日「${short(text)}」は、暦にある日付ではありません`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Lists and groups may be nested more deeply than can be written: they are not shown. */
function valueWords(value: unknown): string {
  return Object(value) === value ? "…" : short(JSON.stringify(value));
}
