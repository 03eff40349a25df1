/** Answers by the keys of their questions. */

import type { AnswerKey, Answers, Column } from "../../contract";
import type { CatalogueQuestion as Question } from "./shape";

export type AnswerValue = string | number | boolean;

/** Largest amount in yen that the public contract allows. */
export const MOST_YEN = 1_000_000_000_000;

/** Smallest and largest number that a question takes. */
export function bounds(question: Question): { min: number; max: number } {
  return { min: question.min ?? 0, max: question.max ?? MOST_YEN };
}

/** Whether a value, for example from an old link, is an answer to the question. */
export function accepts(question: Question, value: unknown): value is AnswerValue {
  switch (question.kind) {
    case "choice":
      return (question.choices ?? []).some((choice) => choice.value === value);
    case "yes-no":
      return typeof value === "boolean";
    case "number":
    case "yen": {
      const { min, max } = bounds(question);
      return Number.isInteger(value) && min <= (value as number) && (value as number) <= max;
    }
  }
}

const COSTS = "costs.";

/** The answer to a question, or undefined while there is none. */
export function answerTo(answers: Answers, key: AnswerKey): AnswerValue | undefined {
  const found = key.startsWith(COSTS)
    ? (answers.costs as Record<string, AnswerValue> | undefined)?.[key.slice(COSTS.length)]
    : (answers as Record<string, AnswerValue>)[key];
  return found ?? undefined;
}

/** The answers with one of them set, or taken out where the value is undefined. */
export function withAnswer(answers: Answers, key: AnswerKey, value: AnswerValue | undefined): Answers {
  if (!key.startsWith(COSTS)) return withEntry(answers, key, value);
  const costs = withEntry(answers.costs ?? {}, key.slice(COSTS.length), value);
  return withEntry(answers, "costs", Object.keys(costs).length > 0 ? costs : undefined);
}

function withEntry<T extends object>(whole: T, key: string, value: unknown): T {
  const { [key]: _, ...rest } = whole as Record<string, unknown>;
  return (value === undefined ? rest : { ...rest, [key]: value }) as T;
}

/**
 * The answers as columns of `evaluateMany`, the same in each of so many rows: yes is 1, no is 0, a text to choose
 * is its place among the choices, and a number is itself. A question without an answer has no column.
 */
export function columnsOf(answers: Answers, questions: Question[], rows: number): Partial<Record<AnswerKey, Column>> {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const value = answerTo(answers, question.key);
      return value === undefined ? [] : [[question.key, new Float64Array(rows).fill(cellOf(question, value))]];
    }),
  );
}

function cellOf({ choices = [] }: Question, value: AnswerValue): number {
  return typeof value === "string" ? choices.findIndex((choice) => choice.value === value) : Number(value);
}
