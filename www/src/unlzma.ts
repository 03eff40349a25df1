/** Unpacks with the decoder that `www/unlzma` is compiled to. */

/** A place in its memory behind what it needs for itself. */
const PACKED = 0x4000;

interface Decoder {
  memory: WebAssembly.Memory;
  unlzma(packed: number, plain: number, end: number): void;
}

/** Throws where something is damaged. */
export function unlzma(wasm: Uint8Array<ArrayBuffer>, packed: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  // At once, which so small a wasm may: the way over other threads would take half as long as the unpacking.
  const decoder = new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports as unknown as Decoder;
  // Between the two a byte that stays 0.
  const plain = PACKED + packed.length + 1;
  const end = plain + new DataView(packed.buffer).getUint32(5, true);
  decoder.memory.grow(Math.ceil(end / 0x10000));
  new Uint8Array(decoder.memory.buffer).set(packed, PACKED);
  decoder.unlzma(PACKED, plain, end);
  return new Uint8Array(decoder.memory.buffer, plain, end - plain);
}
