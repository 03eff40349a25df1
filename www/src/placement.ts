/** What is asked next, and what stands where. Pure: from the report, nothing of its own. */

import type { AnswerKey, ProgrammeId } from "../contract";
import { answerTo } from "./catalogue";
import { boundless, type Model, openPeriodKeys, type Row } from "./model";
import { type State, stateOf } from "./words";

/** Something that is worth asking. */
export interface Telling {
  key: AnswerKey;
  /** Largest change of the sums in yen; 0 where the reception alone depends on it. */
  effect: number;
  decides: ProgrammeId[];
}

/** The open questions that can still change a programme shown, the most telling first. */
export function telling(model: Pick<Model, "report" | "rows" | "catalogue" | "answers">): Telling[] {
  const shown = new Set(model.rows.map((row) => row.result.id));
  const amounts = (model.report?.next ?? []).flatMap(({ key, effect, decides }) => {
    const here = decides.filter((id) => shown.has(id));
    return here.length > 0 ? [{ key, effect, decides: here }] : [];
  });
  const asked = new Set(amounts.map(({ key }) => key));
  // Where no amount can change any more, a reception still can; one question may be about several.
  const receptions = new Map<AnswerKey, Telling>();
  for (const row of model.rows) {
    for (const key of openPeriodKeys(row, model as Model)) {
      if (asked.has(key)) continue;
      const decides = [...(receptions.get(key)?.decides ?? []), row.result.id];
      receptions.set(key, { key, effect: 0, decides });
    }
  }
  return [...amounts, ...receptions.values()];
}

/** The question to ask now: the most telling one that was not put off; null where none is left. */
export function nextQuestion(model: Model, putOff: ReadonlySet<AnswerKey>): AnswerKey | null {
  return telling(model).find(({ key }) => !putOff.has(key))?.key ?? null;
}

/** Unanswered questions that can no longer change anything. */
export function idleQuestions(model: Model): Set<AnswerKey> {
  const open = new Set(telling(model).map(({ key }) => key));
  const idle = model.questions.filter(({ key }) => !open.has(key) && answerTo(model.answers, key) === undefined);
  return new Set(idle.map(({ key }) => key));
}

const ORDER: State[] = ["yes", "unknown", "no", "closed"];

/** Where each row stands: the groups in their order, and the rows of each. */
export type Order = [State, ProgrammeId[]][];

/** The rows of each state, the most useful first: by their largest amount, then as the notice has them. */
export function order(model: Model): Order {
  return ORDER.map((state) => {
    const rows = model.rows.filter(({ result }) => stateOf(result) === state);
    rows.sort((one, other) => worth(other, model) - worth(one, model));
    return [state, rows.map(({ programme }) => programme.id)];
  });
}

/** How many rows are in each state now. */
export function counts(model: Model): [State, number][] {
  return ORDER.map((state) => [state, model.rows.filter(({ result }) => stateOf(result) === state).length]);
}

/** Rows that are neither over nor out of the question. */
export function usable(rows: Row[]): Row[] {
  return rows.filter(({ result }) => ["yes", "unknown"].includes(stateOf(result)));
}

/** What a row may bring in yen. What only ends where a field does counts for no more than what has no figure. */
function worth(row: Row, model: Model): number {
  const { amount } = row.result;
  if (!amount) return -2;
  return boundless(row, model) ? -1 : amount.max;
}

/** The largest amount among the rows that are not over, to draw all to one scale; 0 where there is none. */
export function scale(model: Model): number {
  return Math.max(0, ...usable(model.rows).map((row) => worth(row, model)));
}
