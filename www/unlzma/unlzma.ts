/**
 * Unpacks LZMA: the `.lzma` format with lc=3, lp=0, pb=0, as the build writes it.
 *
 * AssemblyScript: the same as a script is over before a browser has got to making it fast. Written for
 * size. Nothing is checked on the way, as the end tells: what is cut off or damaged does not bring the
 * decoder to 0 with the very last byte. Until then it may read what happens to stand in the memory; what
 * would go beyond traps.
 */

// Where the chances of each kind begin. What depends on the state has one for each of twelve.
const MATCH: u32 = 0;
const REPEAT: u32 = 12;
const OLDER: u32 = 24;
const LONG: u32 = 60;
const SLOT: u32 = 72;
const DISTANCE: u32 = SLOT + 4 * 64;
const ALIGN: u32 = DISTANCE + 115;
const LENGTH: u32 = ALIGN + 16;
const REPEAT_LENGTH: u32 = LENGTH + 274;
const LITERAL: u32 = REPEAT_LENGTH + 274;
const CHANCES: u32 = LITERAL + 8 * 0x300;
/** Behind the chances, of two bytes each: how far back the last four copies were taken from, less 1; the latest first. */
const DISTANCES: u32 = 2 * CHANCES;

let read: u32;
let range: u32 = 0xffffffff;
let code: u32;

/** Appends bits to `node` until that has come to `until`. The chance of each learns from it. */
function walk(at: u32, node: u32, until: u32): u32 {
  // Variables of its own are faster.
  let wide = range;
  let rest = code;
  while (node < until) {
    const place = 2 * (at + node);
    const chance: u32 = load<u16>(place);
    const bound = (wide >> 11) * chance;
    node *= 2;
    if (rest < bound) {
      wide = bound;
      store<u16>(place, chance + ((2048 - chance) >> 5));
    } else {
      wide -= bound;
      rest -= bound;
      store<u16>(place, chance - (chance >> 5));
      node++;
    }
    if (wide < 0x1000000) {
      wide <<= 8;
      rest = (rest << 8) | load<u8>(read++);
    }
  }
  range = wide;
  code = rest;
  return node;
}

function bit(at: u32): u32 {
  return walk(at - 1, 1, 2) - 2;
}

/** That many bits, the highest first, behind a 1. */
function tree(at: u32, bits: u32): u32 {
  return walk(at, 1, 1 << bits);
}

/** That many bits, the lowest first. */
function reverse(at: u32, bits: u32): u32 {
  let value: u32 = 0;
  for (let node = tree(at, bits); node > 1; node >>= 1) value = 2 * value + (node & 1);
  return value;
}

function length(at: u32): u32 {
  if (!bit(at)) return tree(at + 1, 3) - 6;
  return bit(at + 9) ? tree(at + 18, 8) - 238 : tree(at + 10, 3) + 2;
}

function distance(slot: u32): u32 {
  if (slot < 4) return slot;
  let bits = (slot >> 1) - 1;
  let value = 2 | (slot & 1);
  if (slot < 14) {
    value <<= bits;
    return value + reverse(DISTANCE + value - slot - 1, bits);
  }
  for (; bits > 4; bits--) {
    range >>= 1;
    value *= 2;
    if (code >= range) {
      code -= range;
      value++;
    }
    if (range < 0x1000000) {
      range <<= 8;
      code = (code << 8) | load<u8>(read++);
    }
  }
  return value * 16 + reverse(ALIGN, 4);
}

/**
 * Unpacks what stands from `packed` to just before the byte 0 at `plain - 1` into `plain` to `end`. Once
 * an instance; `packed` is behind the distances. Traps where it is damaged.
 */
export function unlzma(packed: u32, plain: u32, end: u32): void {
  for (let at: u32 = 0; at < CHANCES; at++) store<u16>(2 * at, 1024);
  // Behind a header of 13 bytes and one that is always 0.
  for (read = packed + 14; read < packed + 18; read++) code = (code << 8) | load<u8>(read);

  // What came before, as the format counts it: below 7 a literal.
  let state: u32 = 0;
  let to = plain;
  while (to < end) {
    const behindLiteral = state < 7;
    if (!bit(MATCH + state)) {
      const at = LITERAL + 0x300 * ((load<u8>(to - 1) as u32) >> 5);
      // Behind a copy, the byte that would have gone on with it chooses the chances until it is wrong.
      let like: u32 = load<u8>(to - 1 - load<u32>(DISTANCES));
      let half: u32 = behindLiteral ? 0 : 0x100;
      let node: u32 = 1;
      while (half && node < 0x100) {
        like *= 2;
        const expected = like & half;
        const one = bit(at + half + expected + node);
        node = 2 * node + one;
        half &= one ? expected : ~expected;
      }
      store<u8>(to++, walk(at, node, 0x100));
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      continue;
    }
    let count: u32 = 1;
    let which: u32 = 0;
    let back: u32;
    if (bit(REPEAT + state)) {
      while (which < 3 && bit(OLDER + 12 * which + state)) which++;
      back = load<u32>(DISTANCES + 4 * which);
      if (!which && !bit(LONG + state)) {
        state = behindLiteral ? 9 : 11;
      } else {
        count = length(REPEAT_LENGTH);
        state = behindLiteral ? 8 : 11;
      }
    } else {
      which = 3;
      count = length(LENGTH);
      back = distance(tree(SLOT + 64 * min(count - 2, 3), 6) - 64);
      state = behindLiteral ? 7 : 10;
    }
    memory.copy(DISTANCES + 4, DISTANCES, 4 * which);
    store<u32>(DISTANCES, back);
    for (let from = to - 1 - back; count; count--) store<u8>(to++, load<u8>(from++));
  }
  if (code || read != plain - 1) unreachable();
}
