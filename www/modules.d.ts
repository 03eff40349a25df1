/** What the build puts in place of imports that are not TypeScript files. */

/** The ES module that wasm-bindgen makes of the calculator. */
declare module "iryo-dx-hojokin-wasm" {
  type Contract = typeof import("./contract");
  export const evaluate: Contract["evaluate"];
  export const catalogue: Contract["catalogue"];
  export const parseYen: Contract["parseYen"];
  export const evaluateMany: Contract["evaluateMany"];
  /** Puts a fresh instance in the place of the one there is. */
  export function __wbg_reset_state(): void;
  export function initSync(input: { module: BufferSource }): unknown;
  export default function init(input: { module_or_path: BufferSource }): Promise<unknown>;
}

/** `src/engine/embedded.ts`, or `src/engine/scripted.ts` where WebAssembly is refused. */
declare module "calculator" {
  export function calculator(): Uint8Array<ArrayBuffer>;
}

/** The calculator's WebAssembly as JavaScript: makes what an instance would export. */
declare module "calculator-script" {
  export function instantiate(imports: object): object;
}

/** The calculator's WebAssembly as text: base64 in the alphabet for addresses. */
declare module "calculator-wasm" {
  const base64: string;
  export default base64;
}

/** catalogue.json without its blanks. */
declare module "catalogue-text" {
  const json: string;
  export default json;
}

/** A stylesheet as text. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** Version of the calculator and of its catalogue, put in by the bundler. */
declare const VERSION: string;
