/** Text ⇄ cells, as RFC 4180 has it, and as files are that people have had in their hands. */

export const SEPARATORS = { ",": "カンマ", "\t": "タブ", ";": "セミコロン" } as const;

export type Separator = keyof typeof SEPARATORS;

/** One record: a line of the file, or several where a cell has line breaks in quotes. */
export interface Entry {
  cells: string[];
  /** Where the next one begins. */
  next: number;
  /** So many lines of the file it takes. */
  lines: number;
  /** Why the line cannot be read; then its only cell is the line as it stands. */
  fault: string | null;
}

/**
 * A quoted cell of more letters is taken for a quotation mark that nobody closed: else one wrong mark
 * would swallow the rest of the file. A cell of Excel has at most 32,767.
 */
const LONGEST = 100_000;

const UNCLOSED = "引用符（\"）が閉じられていません。この行の引用符を、2つで1組になるように直してください。";
const BEHIND = "閉じた引用符（\"）のすぐ後に文字があります。引用符で囲む中に引用符を書くときは、2つ続けて（\"\"）書いてください。";

export function entryAt(text: string, start: number, separator: Separator): Entry {
  const cells: string[] = [];
  let lines = 1;
  let at = start;
  for (;;) {
    if (text[at] === '"') {
      const quoted = quotedAt(text, at);
      if (typeof quoted === "string") return brokenAt(text, start, quoted);
      cells.push(quoted.cell);
      lines += breaksIn(text, at, quoted.end);
      at = quoted.end;
      while (text[at] === " ") at += 1;
    } else {
      const from = at;
      while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at += 1;
      cells.push(text.slice(from, at));
    }
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    if (at < text.length && text[at] !== "\n" && text[at] !== "\r") return brokenAt(text, start, BEHIND);
    return { cells, next: behindBreak(text, at), lines, fault: null };
  }
}

/** The cell that begins with that quotation mark, or why there is none. */
function quotedAt(text: string, start: number): { cell: string; end: number } | string {
  let cell = "";
  let from = start + 1;
  for (;;) {
    const mark = text.indexOf('"', from);
    if (mark < 0 || mark - start > LONGEST) return UNCLOSED;
    cell += text.slice(from, mark);
    if (text[mark + 1] !== '"') return { cell, end: mark + 1 };
    cell += '"';
    from = mark + 2;
  }
}

/** Only the line itself is lost: the next is read for itself. */
function brokenAt(text: string, start: number, fault: string): Entry {
  let end = start;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { cells: [text.slice(start, end)], next: behindBreak(text, end), lines: 1, fault };
}

function behindBreak(text: string, at: number): number {
  return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1;
}

function breaksIn(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = from; at < to; at += 1) {
    if (text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")) breaks += 1;
  }
  return breaks;
}

export const isBlank = (cells: string[]): boolean => cells.every((cell) => cell.trim() === "");

/** So many records show which separator a file has. */
const LOOKED_AT = 20;

/** The one that cuts the first records into most cells, each into as many as the first. */
export function separatorOf(text: string): Separator {
  const scores = (Object.keys(SEPARATORS) as Separator[]).map((separator) => {
    const widths: number[] = [];
    for (let at = 0; at < text.length && widths.length < LOOKED_AT; ) {
      const { cells, next } = entryAt(text, at, separator);
      if (!isBlank(cells)) widths.push(cells.length);
      at = next;
    }
    const [first = 1] = widths;
    const alike = widths.filter((width) => width === first).length;
    return { separator, score: first === 1 ? 0 : (first * alike) / widths.length };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

/** A row as it stands in a file that Excel reads as well. */
export function written(cells: (string | number)[]): string {
  return `${cells.map((cell) => quoted(String(cell))).join(",")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A spreadsheet takes what begins like this for a formula, and a formula from a file may do harm. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]./su;

/**
 * What Excel would change on opening: zeros in front go, long numbers are rounded, and 1-2 becomes a day.
 * That holds of numbers alone; every other text stays as it is.
 */
const CHANGED = /^(0\d+|\d{12,}|\d+[-/]\d+([-/]\d+)?|\d+:\d+(:\d+)?|\d+(\.\d+)?[eE]\d+|\(\d+\))$/;

/** What a cell of the person's own file becomes in the result. */
export function guarded(cell: string, forExcel: boolean): string {
  if (FORMULA.test(cell)) return `'${cell}`;
  // The only form in which Excel keeps such a text; other programs show it as it is written.
  return forExcel && CHANGED.test(cell) ? `="${cell}"` : cell;
}
