/** The shape of the embedded catalogue, as far as the page shows it. */

import type { AnswerKey, Answers, BesideId, CivilDate, Evidence, ProgrammeId, ProgrammeResult, Yen } from "../contract";

export type AnswerValue = string | number | boolean;

/** A programme of the list, or one beside it. */
export type Id = ProgrammeId | BesideId;

export interface Question {
  key: AnswerKey;
  group: string;
  sheet: "institution" | "plans" | "programme";
  /** What is asked for in a few words, for sentences that name it. */
  name: string;
  /** The question. */
  label: string;
  help: string;
  /** What else helps to answer. */
  more: string | null;
  /** For yen: whether consumption tax is part of the amount. */
  tax: { treatment: Tax; source: string | null } | null;
  kind: "choice" | "yes-no" | "number" | "yen";
  unit: string | null;
  min: number | null;
  max: number | null;
  choices?: { value: string | number; label: string }[];
}

export type Tax = "included" | "excluded" | "not-stated";

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
  /** When somebody answers. */
  hours: string | null;
  remark: string | null;
}

export interface Programme {
  id: Id;
  /** Whether it stands beside the association's list. */
  beside: boolean;
  /** Its row in the list; null beside it. */
  number: number | null;
  /** Beside the list: the day on which it was looked at. */
  asOf: CivilDate | null;
  system: string;
  kind: string;
  name: string;
  overview: Address;
  detail: Address;
  document: { number: string; date: CivilDate; title: string; remark: string | null }[];
  contact: Contact;
  costs: AnswerKey[];
  condition: unknown;
  amount: { case: AmountCase[]; roundingNote: string | null } | null;
  /** Why there is no amount, where the programme has none. */
  noAmount: string | null;
  window: { round: Round[]; remark: string | null };
  costItem: { text: string; printed: string | null; counts: boolean; source: string }[];
  note: { kind: NoteKind; text: string; source: string }[];
  /** What follows it; `programme` stands beside the list. */
  successor: { text: string; source: string; lookedAt: CivilDate; programme: Id | null }[];
}

/** A way in which an amount is found. */
interface AmountCase {
  kind: string;
  rate: string | null;
  /** 事業額上限, where the case has one for a single cost. */
  costLimit: Yen | null;
  /** Costs with a limit each, where the case has several. */
  items?: unknown[];
  /** Key of the number that the case counts by; of beds where its kind says so. */
  unit: AnswerKey | null;
  /** Why there is no amount in this case. */
  reason: string | null;
}

/** A period of reception; both days count. */
export interface Round {
  kind: DeadlineKind;
  from: CivilDate | null;
  to: CivilDate | null;
  /** The institutions that it is for; null for all. */
  when: unknown;
  remark: string | null;
  source: string;
}

export type DeadlineKind = ProgrammeResult["window"]["deadlines"][number]["kind"];

export type NoteKind = "term" | "order" | "document" | "once" | "return" | "caution";

/** Where the notice prints something else than what is used here. */
export interface Erratum {
  place: string;
  printed: string;
  used: string;
  why: string;
  programmes: string[];
}

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
  errata: Erratum[];
  letter: { programme: string; title: string; paragraphs: string[] }[];
  /** What changed from version to version, and why. */
  changes: { version: string; date: CivilDate; programmes: string[]; text: string; sources: string[] }[];
  sources: Record<string, Source>;
  groups: { id: string; label: string }[];
  /** Of the programmes beside the list: what they are called, and where the knowledge of them ends. */
  besideGroup: { label: string; note: string };
  questions: Question[];
  /** Those of the list in its order, then those beside it. */
  programmes: Programme[];
}

/** The programmes of the association's list. */
export function listed({ programmes }: Pick<CatalogueData, "programmes">): Programme[] {
  return programmes.filter(({ beside }) => !beside);
}

/** As it is called, with its number where it has one. */
export function titled({ number, name }: Programme): string {
  return number === null ? name : `${number}. ${name}`;
}

/** Whom to ask, in one line. */
export function contactWords({ name, phone, hours }: Programme["contact"]): string {
  return [name, phone, hours && `（${hours}）`].filter(Boolean).join(" ");
}

/** What concerns the programme. */
export function errataOf({ id }: Programme, { errata }: CatalogueData): Erratum[] {
  return errata.filter(({ programmes }) => programmes.includes(id));
}

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

/** Keys of all questions that a programme speaks of, answered or not. */
export function keysOf(programme: Programme, questions: Question[]): Set<AnswerKey> {
  const { costs, condition, amount, window } = programme;
  const units = (amount?.case ?? []).map(({ kind, unit }) => unit ?? (kind.endsWith("per-bed") ? "beds" : null));
  return keysIn([costs, condition, amount, units, window.round], questions);
}

/** Conditions may be nested in any way: every name and every text that is a question's key counts. */
function keysIn(part: unknown, questions: Question[]): Set<AnswerKey> {
  const known = new Set(questions.map(({ key }) => key));
  const found = new Set<AnswerKey>();
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
  walk(part);
  return found;
}
