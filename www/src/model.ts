/** What the views show, and what they can ask for. */

import type { Answers, AnswerKey, CivilDate, ProgrammeResult, Report, Yen } from "../contract";
import type { Catalogue, Id, Programme, Question } from "./catalogue";
import type { AnswerValue } from "./catalogue/answers";
import type { Curve } from "./curve";
import { range, yen } from "./words/format";
import type { State } from "./words/labels";

/** A programme with what the report says of it. */
export interface Row {
  programme: Programme;
  result: ProgrammeResult;
}

/** What the association's list is narrowed by; an empty text is no bound. */
export interface Filter {
  text: string;
  system: string;
  kind: string;
}

type Next = Report["next"][number];

/** Something that is worth asking. */
export interface Telling extends Omit<Next, "settles"> {
  /** null where it decides something that is not shown too: the report's word is of all of it together. */
  settles: Next["settles"] | null;
}

/** Where each row stands: those of the list in groups, those beside it in one. */
export interface Order {
  list: [State, Id[]][];
  beside: Id[];
}

/** A link on the paper, where nobody can follow it. */
export interface Printed {
  text: string;
  address: string;
}

export interface Model {
  catalogue: Catalogue;
  /** The questions that concern the programmes shown. */
  questions: Question[];
  answers: Answers;
  /** The day chosen, or null for today in Japan. */
  on: CivilDate | null;
  /** The day of a clock that cannot be right, because it lies before the list's; else null. */
  clock: CivilDate | null;
  /** null while the calculation fails. */
  report: Report | null;
  /** Those of the twelve that are shown, in the notice's order; empty without a report. */
  rows: Row[];
  /** Those beside the list that are shown. */
  beside: Row[];
  /** The open questions that can still change what is shown, in the report's order. */
  next: Telling[];
  /** Whether only some of the twelve are shown. */
  selected: boolean;
  /** Today in Japan, where another day was chosen. */
  today: CivilDate | null;
  /** Why the calculation failed. */
  failure: string | null;
  /** Text of the fields being written in, as typed. */
  texts: ReadonlyMap<AnswerKey, string>;
  /** What is wrong with such a text. */
  faults: ReadonlyMap<AnswerKey, string>;
  /** The question in the foreground; null where none can change anything. */
  asked: AnswerKey | null;
  /** Unanswered questions that stand apart, because they could not change anything when last looked at. */
  idle: ReadonlySet<AnswerKey>;
  /** Where the rows stand. */
  order: Order;
  /** The curves of the programmes whose calculation is opened. */
  curves: ReadonlyMap<Id, Curve[]>;
  /** The links that go on paper; null while nothing is printed. */
  printing: Printed[] | null;
  filter: Filter;
  /** Whether this is the very first picture: what is not seen in it follows a moment later. */
  first: boolean;
  /** Answers that contradict each other, as they were before somebody began to type. */
  problems: Report["problems"];
  /** Questions that the person went past. */
  putOff: ReadonlySet<AnswerKey>;
}

export interface Actions {
  /** Sets an answer, or takes it back. */
  answer(key: AnswerKey, value: AnswerValue | undefined): void;
  /** Reads the text of a field; `done` when the person has left it. */
  type(question: Question, text: string, done: boolean): void;
  /** Ends the typing in a field that lost the focus; `back` where the whole window did, and the field will have it again. */
  leave(question: Question, text: string, back: boolean): void;
  /** Moves to a question. */
  ask(key: AnswerKey): void;
  /** Puts the question in the foreground off, or is done with it, and goes on to the next. */
  next(): void;
  /** Hands over the deadlines as a calendar file: of one programme, or of all that are shown. */
  calendar(id: Id | null): void;
  /** Draws the curves of a programme, or needs them no longer. */
  draw(id: Id, open: boolean): void;
  /** Moves to the results. */
  toResults(): void;
  /** Moves to the result of one programme. */
  toProgramme(id: Id): void;
  /** Opens the association's list and moves there. */
  toList(): void;
  /** Narrows the list by this too. */
  filter(change: Partial<Filter>): void;
  /** Chooses the day asked for; null for today. */
  day(date: CivilDate | null): void;
}

/** What a question asks for, by its key. */
export function nameOf(model: Model, key: AnswerKey): string {
  return model.catalogue.questions.find((question) => question.key === key)?.name ?? key;
}

/** The results with what the catalogue says of each, as far as they are of these programmes. */
export function rowsOf(results: ProgrammeResult[], programmes: Programme[]): Row[] {
  return results.flatMap((result) => {
    const programme = programmes.find(({ id }) => id === result.id);
    return programme ? [{ programme, result }] : [];
  });
}

/** So much for each bed or unit. */
interface Price {
  each: Yen;
  unit: string;
  /** What counts the units, in words. */
  units: string;
}

/** The price of one unit, where the amount ends only where the field of the units does. */
export function priceOf({ amount }: ProgrammeResult, { questions }: Catalogue): Price | undefined {
  if (!amount?.perUnit) return undefined;
  const { key, each } = amount.perUnit;
  const question = questions.find((question) => question.key === key);
  return { each, unit: question?.unit ?? "", units: question?.name ?? key };
}

/** The amount of a row in a few words; the unit's price where the amount ends only where its field does. */
export function moneyWords({ result }: Row, catalogue: Catalogue): string {
  const { amount, eligibility, state } = result;
  if (eligibility === "no") return "－";
  if (!amount) return "公表資料に記載なし";
  const price = priceOf(result, catalogue);
  const words = price ? `1${price.unit}あたり${yen(price.each)}まで` : range(amount, yen);
  return state === "closed" ? `${words}（受付期間中の額）` : words;
}
