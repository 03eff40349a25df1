/** What the wasm hands over: figures, names, and places of texts in the catalogue. `join.ts` adds these. */

import type { Amount, Condition, ManyReport, ProgrammeResult, Report } from "../../contract";
import type { Refused } from "../words/refusals";
import type { LawFigures, Step } from "../words/steps";

/** A report without its texts. */
export interface Verdict extends Pick<Report, "on" | "ageDays" | "total" | "referenceTotal" | "next"> {
  programmes: ProgrammeVerdict[];
  beside: ProgrammeVerdict[];
  /** Places in `catalogue.contradictions`. */
  problems: number[];
}

export interface ProgrammeVerdict extends Pick<ProgrammeResult, "id" | "state" | "inTotal" | "eligibility" | "missing"> {
  /** In the order of the programme's conditions. */
  conditions: ConditionVerdict[];
  window: WindowVerdict;
  amount: AmountVerdict | null;
}

export interface ConditionVerdict extends Pick<Condition, "state"> {
  /** Place in the condition's `ground`; null where it rests on the condition's own source. */
  ground: number | null;
}

export interface WindowVerdict extends Pick<ProgrammeResult["window"], "state" | "asks" | "opens"> {
  deadlines: Omit<ProgrammeResult["window"]["deadlines"][number], "evidence">[];
}

export interface AmountVerdict extends Omit<Amount, "evidence" | "steps"> {
  steps: Step[];
}

/** The laws of a programme, the same for every institution; steps name them by their cases. */
export interface ProgrammeLaws {
  id: string;
  laws: LawFigures[];
}

/** A report on many institutions without its texts. */
export interface ManyVerdict extends Omit<ManyReport, "catalogue" | "problems" | "refused"> {
  /** `contradiction` is a place in `catalogue.contradictions`. */
  problems: { contradiction: number; rows: Uint32Array }[];
  refused: ({ row: number } & Refused)[];
}
