/** The calculator, started once a page, however many elements stand on it. */

import init, { catalogue, evaluate, initSync } from "iryo-dx-hojokin-wasm";
import unlzmaBase64 from "unlzma-base64";
import wasmLzmaBase64 from "wasm-lzma-base64";
import type { CatalogueData } from "./catalogue";
import { unlzma } from "./unlzma";

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
    await instantiate(unlzma(bytes(unlzmaBase64), bytes(wasmLzmaBase64)));
    return { evaluate, catalogue: catalogue() as unknown as CatalogueData };
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

/** `Uint8Array.from` would take as long as the unpacking. */
function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64);
  const values = new Uint8Array(letters.length);
  for (let at = 0; at < values.length; at++) values[at] = letters.charCodeAt(at);
  return values;
}
