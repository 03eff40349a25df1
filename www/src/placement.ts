/** What is asked next, and what stands where. Pure: from the report, nothing of its own. */

import type { AnswerKey, Report } from "../contract";
import type { Id } from "./catalogue";
import { answerTo } from "./catalogue/answers";
import type { Model, Order, Row, Telling } from "./model";
import { isLive, ORDER, type State } from "./words/labels";

/** The open questions that can still change a programme shown, in the report's order. */
export function telling({ next }: Report, rows: Row[]): Telling[] {
  const shown = new Set(rows.map(({ result }) => result.id));
  return next.flatMap(({ decides, settles, ...one }) => {
    const here = decides.filter((id) => shown.has(id));
    return here.length > 0 ? [{ ...one, decides: here, settles: here.length === decides.length ? settles : null }] : [];
  });
}

/** The question to ask now: the most telling one that was not put off; null where none is left. */
export function nextQuestion({ next }: Model, putOff: ReadonlySet<AnswerKey>): AnswerKey | null {
  return next.find(({ key }) => !putOff.has(key))?.key ?? null;
}

/** Unanswered questions that can no longer change anything. */
export function idleQuestions({ next, questions, answers }: Model): Set<AnswerKey> {
  const open = new Set(next.map(({ key }) => key));
  const idle = questions.filter(({ key }) => !open.has(key) && answerTo(answers, key) === undefined);
  return new Set(idle.map(({ key }) => key));
}

export function order({ rows, beside }: Model): Order {
  return {
    list: ORDER.map((state) => [state, inState(state, rows)]),
    beside: ORDER.flatMap((state) => inState(state, beside)),
  };
}

/** The rows of a state, the most useful first: by their largest amount, then as the catalogue has them. */
function inState(state: State, rows: Row[]): Id[] {
  return rows
    .filter(({ result }) => result.state === state)
    .sort((one, other) => worth(other) - worth(one))
    .map(({ programme }) => programme.id);
}

/** How many rows are in each state now. */
export function counts(rows: Row[]): [State, number][] {
  return ORDER.map((state) => [state, rows.filter(({ result }) => result.state === state).length]);
}

/** Rows that are neither over nor out of the question. */
export function usable(rows: Row[]): Row[] {
  return rows.filter(({ result }) => isLive(result.state));
}

/** What a row may bring in yen. What only ends where a field does counts for no more than what has no figure. */
function worth({ result: { amount } }: Row): number {
  if (!amount) return -2;
  return amount.perUnit ? -1 : amount.max;
}

/** The largest amount among the rows that are not over, to draw all to one scale; 0 where there is none. */
export function scale(rows: Row[]): number {
  return Math.max(0, ...usable(rows).map(worth));
}
