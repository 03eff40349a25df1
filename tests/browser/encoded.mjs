// Text in the encodings of old Japanese sites, which Node decodes but does not encode.

const tables = new Map();

/** Which bytes stand for a letter, for every letter of two bytes that the encoding has. */
function tableOf(encoding) {
  if (!tables.has(encoding)) {
    const decoder = new TextDecoder(encoding);
    const table = new Map();
    for (let lead = 0x81; lead <= 0xfe; lead += 1) {
      for (let trail = 0x40; trail <= 0xfe; trail += 1) {
        const letters = decoder.decode(Uint8Array.of(lead, trail));
        if ([...letters].length === 1 && letters !== "\ufffd" && !table.has(letters)) table.set(letters, [lead, trail]);
      }
    }
    tables.set(encoding, table);
  }
  return tables.get(encoding);
}

/** The text in `shift_jis` or `euc-jp`. */
export function encoded(text, encoding) {
  const table = tableOf(encoding);
  return Buffer.from(
    [...text].flatMap((letter) => {
      const bytes = letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : table.get(letter);
      if (!bytes) throw new Error(`${encoding} has no ${letter}`);
      return bytes;
    }),
  );
}
