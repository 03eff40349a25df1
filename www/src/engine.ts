/** The calculator, started once a page, however many elements stand on it. */

import init, { __wbg_reset_state as renew, catalogue, evaluate, initSync, parseYen } from "iryo-dx-hojokin-wasm";
import { calculator } from "calculator";
import type { CalculatorError } from "../contract";
import type { CatalogueData } from "./catalogue";

export interface Engine {
  evaluate: typeof evaluate;
  catalogue: CatalogueData;
}

/** Why there is no calculation, in words for the person in front of the page. */
export class NoEngine extends Error {
  override name = "NoEngine";
}

let started: Promise<Engine> | undefined;

export function start(): Promise<Engine> {
  return (started ??= load());
}

async function load(): Promise<Engine> {
  if (typeof WebAssembly !== "object") {
    throw new NoEngine(
      "このブラウザーでは WebAssembly（計算のプログラムを動かす仕組み）が使えないため、計算できません。別のブラウザーで開くか、設定をご確認ください。",
    );
  }
  try {
    await instantiate(calculator());
    return { evaluate: steadily(evaluate), catalogue: catalogue() as unknown as CatalogueData };
  } catch (cause) {
    throw new NoEngine(
      cause instanceof WebAssembly.CompileError
        ? "WebAssembly（計算のプログラムを動かす仕組み）の実行が、ブラウザーまたは掲載しているページの設定で止められているため、計算できません。"
        : "計算のプログラムを始められなかったため、計算できません。ページを読み込み直してください。",
      { cause },
    );
  }
}

/** From the bytes that are here: fetching would need a server. */
async function instantiate(wasm: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    // At once: in the meantime the page would be drawn without the question, which takes longer than all of this.
    initSync({ module: wasm });
  } catch (error) {
    // Older browsers compile only little at once.
    if (!(error instanceof RangeError)) throw error;
    await init({ module_or_path: wasm });
  }
}

/**
 * Where the wasm stops in the middle of its work, its memory is as it was in that moment, and whatever
 * it says from then on may be wrong: another takes its place, and gets the question once more.
 */
export function steadily<Given, Answer>(ask: (given: Given) => Answer): (given: Given) => Answer {
  return (given) => {
    try {
      return ask(given);
    } catch (error) {
      if (isRefusal(error)) throw error;
      renew();
      return ask(given);
    }
  };
}

/** An amount as people write it, once the calculator has started. */
export const yenOf = steadily(parseYen);

/** Whether the calculator itself refused what it was given; anything else is a fault of the program. */
export function isRefusal(error: unknown): error is CalculatorError {
  return typeof (error as Partial<CalculatorError> | null)?.code === "string";
}
