/**
 * Unpacks LZMA: the `.lzma` format with lc=3, lp=0, pb=0, as the build writes it.
 *
 * Written for size. Nothing is checked on the way, as the end tells: what is cut off or damaged does
 * not bring the decoder to 0 with the very last byte.
 */

// Where the chances of each kind begin. What depends on the state has one for each of twelve.
const MATCH = 0;
const REPEAT = 12;
const OLDER = 24;
const LONG = 60;
const SLOT = 72;
const DISTANCE = SLOT + 4 * 64;
const ALIGN = DISTANCE + 115;
const LENGTH = ALIGN + 16;
const REPEAT_LENGTH = LENGTH + 274;
const LITERAL = REPEAT_LENGTH + 274;

export function unlzma(packed: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const plain = new Uint8Array(new DataView(packed.buffer).getUint32(5, true));
  const chances = new Uint16Array(LITERAL + 8 * 0x300).fill(1024);
  // Typed, as numbers of 32 bits in a plain variable are boxed anew at every change.
  const coder = new Uint32Array([0xffffffff, new DataView(packed.buffer).getUint32(14)]);
  let read = 18;

  const widen = (): void => {
    if (coder[0]! < 0x1000000) {
      coder[0]! <<= 8;
      coder[1] = (coder[1]! << 8) | packed[read++]!;
    }
  };
  /** The coder at one chance, which learns from it. */
  const bit = (at: number): number => {
    widen();
    const chance = chances[at]!;
    const bound = (coder[0]! >>> 11) * chance;
    if (coder[1]! < bound) {
      coder[0] = bound;
      chances[at] = chance + ((2048 - chance) >> 5);
      return 0;
    }
    coder[0]! -= bound;
    coder[1]! -= bound;
    chances[at] = chance - (chance >> 5);
    return 1;
  };
  /** That many bits, the highest first, behind a 1. */
  const tree = (at: number, bits: number): number => {
    let node = 1;
    while (bits--) node = 2 * node + bit(at + node);
    return node;
  };
  /** That many bits, the lowest first. */
  const reverse = (at: number, bits: number): number => {
    let node = 1;
    let value = 0;
    for (let place = 0; place < bits; place++) {
      const one = bit(at + node);
      node = 2 * node + one;
      value |= one << place;
    }
    return value;
  };
  const length = (at: number): number => {
    if (!bit(at)) return tree(at + 1, 3) - 6;
    return bit(at + 9) ? tree(at + 18, 8) - 238 : tree(at + 10, 3) + 2;
  };
  const distance = (slot: number): number => {
    if (slot < 4) return slot;
    let bits = (slot >> 1) - 1;
    let value = 2 | (slot & 1);
    if (slot < 14) {
      value <<= bits;
      return value + reverse(DISTANCE + value - slot - 1, bits);
    }
    for (; bits > 4; bits--) {
      widen();
      coder[0]! >>>= 1;
      value *= 2;
      if (coder[1]! >= coder[0]!) {
        coder[1]! -= coder[0]!;
        value++;
      }
    }
    return value * 16 + reverse(ALIGN, 4);
  };

  // What came before, as the format counts it: below 7 a literal.
  let state = 0;
  // How far back the last four copies were taken from, less 1; the latest first.
  let distances = [0, 0, 0, 0];
  let end = 0;
  while (end < plain.length) {
    const behindLiteral = state < 7;
    if (!bit(MATCH + state)) {
      const at = LITERAL + 0x300 * (plain[end - 1]! >> 5);
      // Behind a copy, the byte that would have gone on with it chooses the chances until it is wrong.
      let like = plain[end - 1 - distances[0]!]!;
      let half = behindLiteral ? 0 : 0x100;
      let node = 1;
      while (node < 0x100) {
        like *= 2;
        const expected = like & half;
        const one = bit(at + half + expected + node);
        node = 2 * node + one;
        half &= one ? expected : ~expected;
      }
      plain[end++] = node;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      continue;
    }
    let count = 1;
    if (bit(REPEAT + state)) {
      let which = 0;
      while (which < 3 && bit(OLDER + 12 * which + state)) which++;
      if (!which && !bit(LONG + state)) {
        state = behindLiteral ? 9 : 11;
      } else {
        distances.unshift(...distances.splice(which, 1));
        count = length(REPEAT_LENGTH);
        state = behindLiteral ? 8 : 11;
      }
    } else {
      count = length(LENGTH);
      const slot = tree(SLOT + 64 * Math.min(count - 2, 3), 6) - 64;
      distances = [distance(slot), ...distances.slice(0, 3)];
      state = behindLiteral ? 7 : 10;
    }
    for (let from = end - 1 - distances[0]!; count; count--) plain[end++] = plain[from++]!;
  }
  widen();
  if (coder[1] || read !== packed.length) throw new Error("what was packed is damaged");
  return plain;
}
