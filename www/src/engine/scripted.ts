/**
 * The calculator's WebAssembly as JavaScript, for where WebAssembly is refused.
 *
 * The bundler puts this `WebAssembly` in the place of the browser's, so that everything else is the
 * very same program.
 */

import { instantiate } from "calculator-script";

export const WebAssembly = {
  Module: class {},
  Instance: class {
    readonly exports: object;
    constructor(_: unknown, imports: object) {
      // Wasm-bindgen calls a start function, which is made along with the features that this form lacks.
      this.exports = { __wbindgen_start() {}, ...instantiate(imports) };
    }
  },
  CompileError: class extends Error {},
};

/** There is nothing to compile. */
export function calculator(): Uint8Array<ArrayBuffer> {
  return new Uint8Array();
}
