/** The shape of the embedded catalogue, as far as the page shows it. */

import type { AnswerKey, Answers, CivilDate, Evidence, ProgrammeId, ProgrammeResult, Yen } from "../contract";

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
  amount: { case: AmountCase[]; roundingNote: string | null } | null;
  /** Why there is no amount, where the programme has none. */
  noAmount: string | null;
  window: { round: Round[]; remark: string | null };
  costItem: { text: string; printed: string | null; counts: boolean; source: string }[];
  note: { kind: NoteKind; text: string; source: string }[];
}

/** A way in which an amount is found. */
interface AmountCase {
  kind: string;
  rate: string | null;
  /** 事業額上限, where the case has one for a single cost. */
  costLimit: Yen | null;
  /** Costs with a limit each, where the case has several. */
  items?: unknown[];
  /** 補助上限 for each bed or unit. */
  each: Yen | null;
  /** Key of the number of units. */
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
  questions: Question[];
  programmes: Programme[];
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
  const units = (amount?.case ?? []).map(unitOf);
  return keysIn([costs, condition, amount, units, window.round], questions);
}

const periods = new WeakMap<Programme, Set<AnswerKey>>();

/** Keys of the questions that one has to answer before any of the periods is known to be one's own. */
export function periodKeys(programme: Programme, questions: Question[]): Set<AnswerKey> {
  // Asked for many times in each rendering; a programme says the same for good.
  let found = periods.get(programme);
  if (!found) {
    const [first, ...rest] = programme.window.round.map(({ when }) => keysIn(when, questions));
    found = new Set([...(first ?? [])].filter((key) => rest.every((keys) => keys.has(key))));
    periods.set(programme, found);
  }
  return found;
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

/** Key of the number that a case's 補助上限 goes by. */
function unitOf({ kind, unit }: AmountCase): AnswerKey | null {
  return kind === "per-bed" ? "beds" : unit;
}

/** So much for each bed or unit. */
export interface UnitPrice {
  each: Yen;
  question: Question;
}

/**
 * The price of one unit where the upper end of the ceiling is nothing but the largest number that the
 * question takes: such a figure says something of the field, not of the money.
 */
export function boundlessPrice(
  programme: Programme,
  { amount }: ProgrammeResult,
  questions: Question[],
): UnitPrice | undefined {
  return prices(programme, questions).find(
    ({ each, question }) => amount?.cap.max === each * bounds(question).max,
  );
}

/** The price of one unit where that is known of every case, and only the number of units is open. */
export function unitPrice(
  programme: Programme,
  result: ProgrammeResult,
  questions: Question[],
): UnitPrice | undefined {
  const all = prices(programme, questions);
  const [first] = all;
  const same = all.length === programme.amount?.case.length && all.every(({ each }) => each === first?.each);
  return first && same && result.missing.includes(first.question.key)
    ? first
    : boundlessPrice(programme, result, questions);
}

function prices(programme: Programme, questions: Question[]): UnitPrice[] {
  return (programme.amount?.case ?? []).flatMap((one) => {
    const question = questions.find(({ key }) => key === unitOf(one));
    return question && one.each !== null ? [{ each: one.each, question }] : [];
  });
}

/** The first day, after the given one, from which a programme is received for everybody. */
export function nextStart(programme: Programme, on: CivilDate): CivilDate | undefined {
  const starts = programme.window.round.flatMap(({ when, from }) => (when === null && from !== null && from > on ? [from] : []));
  return starts.sort()[0];
}
