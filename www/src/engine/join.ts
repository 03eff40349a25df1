/** Joins what the wasm hands over with the texts of the catalogue. */

import type { Amount, AnswerKey, Condition, Evidence, ManyReport, ProgrammeResult, Report } from "../../contract";
import { type Catalogue, type ConditionText, entryAt, type Programme, type Question, questionsByKey } from "../catalogue";
import { OVERLAP_NOT_STATED } from "../words/labels";
import { type Refused, refusalWords } from "../words/refusals";
import { stepWords, type StepTexts } from "../words/steps";
import type { AmountVerdict, ConditionVerdict, ManyVerdict, ProgrammeLaws, ProgrammeVerdict, Verdict } from "./verdict";

type Overlap = ProgrammeResult["overlaps"][number];

/** A programme with what is the same in every report. */
interface Prepared {
  programme: Programme;
  steps: StepTexts;
  overlaps: readonly Readonly<Overlap>[];
}

/** Joins reports with one catalogue. Every report has objects and arrays of its own, as if made from JSON. */
export class Join {
  readonly catalogue: Catalogue;
  readonly #questions: ReadonlyMap<AnswerKey, Question>;
  readonly #grades: ReadonlyMap<string, Evidence>;
  readonly #programmes: ReadonlyMap<string, Prepared>;

  constructor(catalogue: Catalogue, laws: ProgrammeLaws[]) {
    this.catalogue = catalogue;
    this.#questions = questionsByKey(catalogue);
    this.#grades = new Map(Object.entries(catalogue.sources).map(([id, { grade }]) => [id, grade]));
    const lawsOf = new Map(laws.map(({ id, laws }) => [id, new Map(laws.map((law) => [law.case, law]))]));
    this.#programmes = new Map(
      catalogue.programmes.map((programme) => {
        const steps = { questions: this.#questions, amount: programme.amount, laws: lawsOf.get(programme.id) ?? new Map() };
        return [programme.id, { programme, steps, overlaps: overlapsOf(programme, catalogue) }];
      }),
    );
  }

  /** The report on one institution. */
  report({ on, ageDays, programmes, beside, total, referenceTotal, next, problems }: Verdict): Report {
    return {
      catalogue: this.#head(),
      on,
      ageDays,
      programmes: programmes.map((verdict) => this.#programme(verdict)),
      beside: beside.map((verdict) => this.#programme(verdict)),
      total,
      referenceTotal,
      next,
      problems: problems.map((place) => this.#problem(place)),
    };
  }

  /** The report on many institutions. */
  manyReport({ on, ageDays, rows, programmes, beside, total, referenceTotal, problems, refused, codes }: ManyVerdict): ManyReport {
    return {
      catalogue: this.#head(),
      on,
      ageDays,
      rows,
      programmes,
      beside,
      total,
      referenceTotal,
      problems: problems.map(({ contradiction, rows }) => ({ ...this.#problem(contradiction), rows })),
      refused: refused.map(({ row, ...refusal }) => ({ row, key: refusal.key ?? "", code: refusal.code, message: this.refusal(refusal) })),
      codes,
    };
  }

  /** The sentence of a refusal. */
  refusal(refused: Refused): string {
    return refusalWords(refused, this.#questions);
  }

  #head(): Report["catalogue"] {
    const { edition, digest } = this.catalogue;
    return { edition: edition.number, asOf: edition.asOf, version: edition.version, digest };
  }

  #problem(place: number): Report["problems"][number] {
    const { keys, code, message } = entryAt(this.catalogue.contradictions, place);
    return { keys: [...keys], code, message };
  }

  #programme({ id, state, inTotal, eligibility, conditions, window, amount, missing }: ProgrammeVerdict): ProgrammeResult {
    const prepared = this.#programmes.get(id);
    if (!prepared) throw new RangeError(`the catalogue has no programme ${id}`);
    const { condition } = prepared.programme;
    return {
      id,
      state,
      inTotal,
      eligibility,
      conditions: conditions.map((verdict, place) => this.#condition(verdict, entryAt(condition, place))),
      window: {
        state: window.state,
        asks: window.asks,
        opens: window.opens,
        deadlines: window.deadlines.map(({ kind, date, daysLeft, source }) => ({ kind, date, daysLeft, evidence: this.#evidence(source), source })),
      },
      amount: amount && this.#amount(amount, prepared.steps),
      missing,
      overlaps: prepared.overlaps.map(({ with: other, state, text, source }) => ({ with: other, state, text, source })),
    };
  }

  #condition({ state, ground }: ConditionVerdict, { text, keys, source: own, ground: grounds }: ConditionText): Condition {
    const { source, change } = ground === null ? { source: null, change: null } : entryAt(grounds, ground);
    const rests = source ?? own;
    const condition: Condition = { text, state, keys: [...keys], evidence: this.#evidence(rests), source: rests };
    if (state === "unmet" && change !== null) condition.change = change;
    return condition;
  }

  #amount({ min, max, cap, rate, costLimit, source, steps, perUnit, rounding }: AmountVerdict, texts: StepTexts): Amount {
    return {
      min,
      max,
      cap,
      rate,
      costLimit,
      evidence: this.#evidence(source),
      source,
      steps: steps.map((step) => stepWords(step, texts)),
      perUnit,
      rounding,
    };
  }

  #evidence(source: string): Evidence {
    const grade = this.#grades.get(source);
    if (!grade) throw new RangeError(`the catalogue has no source ${source}`);
    return grade;
  }
}

/** What is said of sharing a purchase with each other programme, in the catalogue's order. */
function overlapsOf({ id, overlap }: Programme, { programmes }: Catalogue): Overlap[] {
  return programmes.flatMap((other): Overlap[] => {
    if (other.id === id) return [];
    const found = overlap.filter((one) => one.with === other.id);
    if (found.length === 0) return [{ with: other.id, state: "not-stated", text: OVERLAP_NOT_STATED, source: "" }];
    return found.map(({ state, text, source }) => ({ with: other.id, state, text, source }));
  });
}
