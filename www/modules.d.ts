/** What the build puts in place of imports that are not TypeScript files. */

/** The ES module that wasm-bindgen makes of the calculator. */
declare module "iryo-dx-hojokin-wasm" {
  type Contract = typeof import("./contract");
  export const evaluate: Contract["evaluate"];
  export const catalogue: Contract["catalogue"];
  export const parseYen: Contract["parseYen"];
  /** Only in the module; page and widget are built without it. */
  export const evaluateMany: Contract["evaluateMany"];
  /** Puts a fresh instance in the place of the one there is. */
  export function __wbg_reset_state(): void;
  export function initSync(input: { module: BufferSource }): unknown;
  export default function init(input: { module_or_path: BufferSource }): Promise<unknown>;
}

/** `src/packed.ts`, or `src/scripted.ts` where WebAssembly is refused. */
declare module "calculator" {
  export function calculator(): Uint8Array<ArrayBuffer>;
}

/** The calculator's WebAssembly as JavaScript: makes what an instance would export. */
declare module "calculator-script" {
  export function instantiate(imports: object): object;
}

/** The calculator's WebAssembly, compressed by LZMA, as base64 text; the bundler puts it behind everything. */
declare function packedCalculator(): string;

/** What unpacks it, WebAssembly as base64 text. */
declare function unpacker(): string;

/** A stylesheet as text. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** Version of the calculator and of its catalogue, put in by the bundler. */
declare const VERSION: string;
