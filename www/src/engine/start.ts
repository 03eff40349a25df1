/** Starts the calculator of a page, once, however many elements stand on it. */

import init, { initSync } from "iryo-dx-hojokin-wasm";
import { calculator } from "calculator";
import type { Catalogue } from "../catalogue";
import { begin, CalculatorError, evaluate, evaluateMany } from "./engine";

export interface Engine {
  evaluate: typeof evaluate;
  evaluateMany: typeof evaluateMany;
  catalogue: Catalogue;
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
  let wasm = new Uint8Array();
  try {
    wasm = calculator();
    await instantiate(wasm);
    return { evaluate, evaluateMany, catalogue: begin().catalogue };
  } catch (cause) {
    throw new NoEngine(reasonOf(cause, wasm), { cause });
  }
}

function reasonOf(cause: unknown, wasm: Uint8Array<ArrayBuffer>): string {
  if (cause instanceof CalculatorError) return cause.message;
  // One that is damaged fails in the same way, but is not valid.
  return cause instanceof WebAssembly.CompileError && WebAssembly.validate(wasm)
    ? "WebAssembly（計算のプログラムを動かす仕組み）の実行が、ブラウザーまたは掲載しているページの設定で止められているため、計算できません。"
    : "計算のプログラムを始められなかったため、計算できません。ページを読み込み直してください。";
}

/** From the bytes that are here: fetching would need a server. */
async function instantiate(wasm: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    // At once: else the page would be drawn without the question first, which takes longer than all of this.
    initSync({ module: wasm });
  } catch (error) {
    // Older browsers compile only little at once.
    if (!(error instanceof RangeError)) throw error;
    await init({ module_or_path: wasm });
  }
}
