/** The calculator: the functions of the public contract, for the module, the page and the worker alike. */

import * as wasm from "iryo-dx-hojokin-wasm";
import text from "catalogue-text";
import type { CalculatorError as Contract, AnswerKey, CivilDate, ManyReport, ManyRequest, Report, Request, Yen } from "../../contract";
import type { Catalogue } from "../catalogue";
import type { AmountReader } from "../words/read";
import type { Refused } from "../words/refusals";
import { Join } from "./join";

/** What was given is refused, or nothing can be calculated. Any other error is a fault of the program. */
export class CalculatorError extends Error implements Contract {
  override readonly name = "CalculatorError";

  constructor(
    readonly code: string,
    readonly key: AnswerKey | null,
    message: string,
  ) {
    super(message);
  }
}

/** Joins the texts to what the wasm hands over; undefined until the wasm has started. */
let join: Join | undefined;
/** Whether the wasm that has started was built from another catalogue. */
let differs = false;

/** The catalogue, as an object of the caller's own. */
export function readCatalogue(): Catalogue {
  return JSON.parse(text) as Catalogue;
}

/**
 * Begins to calculate, with the wasm that has started.
 *
 * @throws CalculatorError with the code "other-catalogue" where the wasm was built from another catalogue: it hands
 * over places of texts, and here other texts stand in those places.
 */
export function begin(): Join {
  if (!join) {
    const catalogue = readCatalogue();
    differs = digestOfWasm() !== catalogue.digest;
    if (!differs) join = new Join(catalogue, wasm.laws());
  }
  return running();
}

/** A wasm of long ago may not have the function. */
function digestOfWasm(): string | null {
  try {
    return wasm.digest();
  } catch {
    return null;
  }
}

/** The wasm is not of the same build as this program. */
export function otherCatalogue(): CalculatorError {
  return new CalculatorError(
    "other-catalogue",
    null,
    "計算のプログラムと補助金のデータの版が違うため、計算できません（2つのファイルの片方が古いときなどに起こります）。ページを読み込み直すか、両方のファイルを同じ版のものに置き換えてください。",
  );
}

/** What joins the texts. @throws CalculatorError where nothing can be calculated. */
export function running(): Join {
  if (join) return join;
  throw differs
    ? otherCatalogue()
    : new CalculatorError("not-started", null, "計算のプログラムがまだ始まっていません。先に await init(…) を済ませてから呼び出してください。");
}

/** All programmes for one institution on one day. */
export function evaluate(request: Request): Report {
  const texts = running();
  return texts.report(withRetryAfterTrap(wasm.evaluate, request, texts));
}

/** The same for many institutions. */
export function evaluateMany(request: ManyRequest): ManyReport {
  const texts = running();
  return texts.manyReport(withRetryAfterTrap(wasm.evaluateMany, request, texts));
}

/** An amount as people write it, in whole yen. */
export function parseYen(text: string): Yen {
  return withRetryAfterTrap(wasm.parseYen, text, running());
}

/** A fresh instance of the wasm in the place of one that broke down. */
export function reset(): void {
  running();
  wasm.__wbg_reset_state();
}

/**
 * Asks the wasm. Where it traps, its memory is as it was in that moment, and whatever it says from then on may be
 * wrong: a fresh instance takes its place and is asked once more.
 */
function withRetryAfterTrap<Given, Answer>(ask: (given: Given) => Answer, given: Given, texts: Join): Answer {
  for (let again = true; ; again = false) {
    try {
      return ask(given);
    } catch (error) {
      if (isRefused(error)) throw new CalculatorError(error.code, error.key, texts.refusal(error));
      wasm.__wbg_reset_state();
      if (!again) throw error;
    }
  }
}

/** Whether the wasm refused what it was given; anything else that it throws is a trap. */
function isRefused(error: unknown): error is Refused {
  return typeof (error as Partial<Refused> | null)?.what === "string";
}

/** The day that is asked for where none is given, or this one; and how many days the list is old then. */
export function dayOf(on: CivilDate | null): Pick<Report, "on" | "ageDays"> {
  const { on: day, ageDays } = evaluateMany({ rows: 0, columns: {}, ...(on !== null && { on }) });
  return { on: day, ageDays };
}

/** The amount that a person wrote, or why it is none. */
export const readAmount: AmountReader = (text) => {
  try {
    return { value: parseYen(text) };
  } catch (error) {
    return { fault: error instanceof CalculatorError ? error.message : "金額を読み取れませんでした。入力し直してください。" };
  }
};
