/** Why the calculator refuses what it was given, in sentences. */

import type { AnswerKey } from "../../contract";
import type { Question } from "../catalogue";

/** A refusal as the wasm throws it. */
export interface Refused {
  code: string;
  key: AnswerKey | null;
  /** What is refused, in words; null where the catalogue has a question with that key. */
  place: string | null;
  /** What is wrong with it and how to mend that. */
  what: string;
}

/** The sentence for the person who gave it. */
export function refusalWords({ key, place, what }: Refused, questions: ReadonlyMap<AnswerKey, Question>): string {
  if (place !== null) return place + what;
  const question = key === null ? undefined : questions.get(key);
  return `${question ? `「${question.name}」（${key}）` : `「${key}」`}${what}`;
}
