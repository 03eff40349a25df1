// CSV for the tests, apart from the page's own: reads what came out, and writes what goes in.

/** The rows of a text in which every line ends with CRLF. */
export function rowsOf(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1).push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ",") endCell();
    else if (letter === "\r" && text[at + 1] === "\n") {
      endCell();
      rows.push([]);
      at += 1;
    } else if (letter === "\n" || letter === "\r") throw new Error(`a lone line break at ${at}`);
    else cell += letter;
  }
  const rest = rows.pop();
  if (rest.length > 0 || cell !== "" || quoted) throw new Error("the last line does not end");
  return rows;
}

export const csv = (rows) => rows.map((cells) => `${cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",")}\r\n`).join("");

/** Letter → bytes, from what the decoder makes of every pair of bytes. */
const shiftJis = new Map();
const decoder = new TextDecoder("shift_jis", { fatal: true });
for (let first = 0xfc; first >= 0; first -= 1) {
  for (const bytes of [...(first < 0x81 || first > 0x9f && first < 0xe0 ? [[first]] : Array.from({ length: 0xbd }, (_, second) => [first, second + 0x40]))]) {
    try {
      const letter = decoder.decode(Uint8Array.from(bytes));
      if ([...letter].length === 1) shiftJis.set(letter, bytes);
    } catch {
      // These bytes are no letter.
    }
  }
}

export function inShiftJis(text) {
  return Uint8Array.from([...text].flatMap((letter) => {
    const bytes = shiftJis.get(letter);
    if (!bytes) throw new Error(`${letter} is not in Shift_JIS`);
    return bytes;
  }));
}
