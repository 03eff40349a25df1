/** What the build puts in place of imports that are not TypeScript files. */

/** The calculator, as wasm-bindgen makes it: what comes out has no texts yet. */
declare module "iryo-dx-hojokin-wasm" {
  type Module = typeof import("./module");
  /** Of the catalogue that it was built from. */
  export function digest(): string;
  export function laws(): import("./src/engine/verdict").ProgrammeLaws[];
  /** These throw `Refused` where they refuse what they are given. */
  export function evaluate(request: import("./contract").Request): import("./src/engine/verdict").Verdict;
  export function evaluateMany(request: import("./contract").ManyRequest): import("./src/engine/verdict").ManyVerdict;
  export function parseYen(text: string): import("./contract").Yen;
  /** Puts a fresh instance in the place of the one there is. */
  export function __wbg_reset_state(): void;
  export const initSync: Module["initSync"];
  const init: Module["default"];
  export default init;
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
