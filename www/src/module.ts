/** The ES module: what programs of others import. */

import start, { initSync as startAtOnce } from "iryo-dx-hojokin-wasm";
import type { InitOutput } from "../module";
import type { Catalogue } from "./catalogue";
import { begin, CalculatorError, running, otherCatalogue, readCatalogue, reset } from "./engine/engine";

export { evaluate, evaluateMany, parseYen, reset } from "./engine/engine";
export { init as default, reset as __wbg_reset_state };

type Declared = typeof import("../module");

/** The embedded catalogue; an object of the caller's own each time. */
export function catalogue(): Catalogue {
  running();
  return readCatalogue();
}

const WASM = "iryo_dx_hojokin_bg.wasm";

/** Starts the calculator with the wasm, or from where that is found. */
const init: Declared["default"] = async (given) => {
  if (isMissing(given, "module_or_path")) {
    throw noWasm(
      `init に、計算のプログラム（${WASM}）の場所か中身を渡してください。例：await init({ module_or_path: new URL("${WASM}", import.meta.url) })。Node では、readFile で読んだ中身を module_or_path に渡してください。`,
    );
  }
  return begun(await start(given).catch(explain));
};

/** Starts the calculator at once, with the wasm itself. */
export const initSync: Declared["initSync"] = (given) => {
  if (isMissing(given, "module")) throw noWasm(`initSync に、計算のプログラム（${WASM}）の中身を渡してください。例：initSync({ module: readFileSync("${WASM}") })。`);
  try {
    return begun(startAtOnce(given));
  } catch (error) {
    return explain(error);
  }
};

function begun(wasm: InitOutput): InitOutput {
  begin();
  return wasm;
}

function noWasm(message: string): CalculatorError {
  return new CalculatorError("no-wasm", null, message);
}

/** A wasm of another version may want other imports than this program has. */
function explain(error: unknown): never {
  throw error instanceof WebAssembly.LinkError ? otherCatalogue() : error;
}

/** Callers without types may give nothing at all. */
function isMissing(given: unknown, name: string): boolean {
  if (given === undefined || given === null) return true;
  return Object.getPrototypeOf(given) === Object.prototype && ((given as Record<string, unknown>)[name] ?? null) === null;
}
