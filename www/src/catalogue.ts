/** The shape of the embedded catalogue, as far as the page shows it. */

import type { AnswerKey, Answers, CivilDate, Evidence, ProgrammeId } from "../contract";

export type AnswerValue = string | number | boolean;

export interface Question {
  key: AnswerKey;
  group: string;
  label: string;
  help: string;
  kind: "choice" | "yes-no" | "number" | "yen";
  unit: string | null;
  min: number | null;
  max: number | null;
  choices?: { value: string | number; label: string }[];
}

export interface Source {
  title: string;
  issuer: string;
  date: CivilDate | null;
  url: string | null;
  grade: Evidence;
  note: string | null;
}

interface Address {
  url: string | null;
  printed: string | null;
  why: string | null;
}

interface Contact {
  name: string;
  phone: string | null;
  remark: string | null;
}

export interface Programme {
  id: ProgrammeId;
  number: number;
  system: string;
  kind: string;
  name: string;
  overview: Address;
  detail: Address;
  document: { number: string; date: CivilDate; title: string; remark: string | null }[];
  contact: Contact;
  costs: AnswerKey[];
  condition: unknown;
  amount: { roundingNote: string | null } | null;
  noAmount: string | null;
  window: { remark: string | null };
  costItem: { text: string; printed: string | null; counts: boolean; source: string }[];
  note: { kind: NoteKind; text: string; source: string }[];
}

export type NoteKind = "term" | "order" | "document" | "once" | "return" | "caution";

export interface CatalogueData {
  edition: {
    number: string;
    title: string;
    listTitle: string;
    issuer: string;
    asOf: CivilDate;
    version: string;
    membersPage: string;
    membersNote: string;
  };
  digest: string;
  errata: { place: string; printed: string; used: string; why: string; programmes: string[] }[];
  letter: { programme: string; title: string; paragraphs: string[] }[];
  sources: Record<string, Source>;
  groups: { id: string; label: string }[];
  questions: Question[];
  programmes: Programme[];
}

/** Largest amount in yen that the public contract allows. */
const MOST_YEN = 1_000_000_000_000;

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

/** Keys of all questions that a programme's conditions, amount and costs speak of, answered or not. */
export function keysOf(programme: Programme, questions: Question[]): Set<AnswerKey> {
  const known = new Set(questions.map((question) => question.key));
  const found = new Set<AnswerKey>();
  // The conditions may be nested in any way: every name and every text that is a question's key counts.
  const walk = (part: unknown): void => {
    if (typeof part === "string") {
      if (known.has(part)) found.add(part);
    } else if (part !== null && typeof part === "object") {
      for (const [name, inner] of Object.entries(part)) {
        if (known.has(name)) found.add(name);
        walk(inner);
      }
    }
  };
  walk([programme.costs, programme.condition, programme.amount]);
  return found;
}
