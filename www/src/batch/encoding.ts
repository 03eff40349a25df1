/** Bytes of a file → text, by the encoding that they are in or that was asked for. */

export const ENCODINGS = {
  "utf-8": "UTF-8",
  shift_jis: "Shift_JIS",
  "utf-16le": "UTF-16（LE）",
  "utf-16be": "UTF-16（BE）",
} as const;

export type Encoding = keyof typeof ENCODINGS;

export interface Decoded {
  text: string;
  encoding: Encoding;
  /** So many letters could not be read; each stands as "�". */
  damaged: number;
}

/** What is no text at all, in words. */
export class NoText extends Error {
  override name = "NoText";
}

const MARKS: [Encoding, number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** How the files of spreadsheet programs begin: those of today, which are archives, and those of before. */
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

const begins = (bytes: Uint8Array, mark: number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/** UTF-8 has a form that other texts hardly ever have by chance; what has it not is Shift_JIS. */
export function decode(bytes: Uint8Array<ArrayBuffer>, wanted: Encoding | null): Decoded {
  if (WORKBOOKS.some((mark) => begins(bytes, mark))) {
    throw new NoText(
      "これは表計算ソフトのブックなどのファイルで、CSVではありません。表計算ソフトで開き、「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んで保存したものを選んでください。",
    );
  }
  const encoding = wanted ?? MARKS.find(([, mark]) => begins(bytes, mark))?.[0] ?? wideOf(bytes) ?? (isUtf8(bytes) ? "utf-8" : "shift_jis");
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.slice(0, 1000).includes("\0")) {
    throw new NoText("このファイルは、文章として読めません。CSVのファイルかどうかをお確かめください。");
  }
  return { text, encoding, damaged: text.split("\ufffd").length - 1 };
}

/** UTF-16 without its mark: signs and line breaks have an empty byte there, on one side. */
function wideOf(bytes: Uint8Array): Encoding | null {
  const sides = [0, 0];
  for (const [at, byte] of bytes.subarray(0, 1000).entries()) if (byte === 0) sides[at % 2] = (sides[at % 2] as number) + 1;
  const [big = 0, little = 0] = sides;
  if (big === little) return null;
  return big > little ? "utf-16be" : "utf-16le";
}

function isUtf8(bytes: Uint8Array<ArrayBuffer>): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
