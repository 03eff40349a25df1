/** The calculator's WebAssembly as it stands in page and widget: compressed, as text. */

import { unlzma } from "./unlzma";

export function calculator(): Uint8Array<ArrayBuffer> {
  return unlzma(bytes(unpacker()), bytes(packedCalculator()));
}

/** `Uint8Array.from` would take as long as the unpacking. */
function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64);
  const values = new Uint8Array(letters.length);
  for (let at = 0; at < values.length; at++) values[at] = letters.charCodeAt(at);
  return values;
}
