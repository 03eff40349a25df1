/** The person's file as a table. The text is kept once; a row is read out of it each time that it is needed. */

import { entryAt, isBlank, type Separator } from "./csv";
import type { Pace } from "./slices";

export interface Sheet {
  text: string;
  separator: Separator;
  /** Where each row begins in the text, the header among them, without empty ones. */
  starts: number[];
  /** The number of the line, as a person sees it in the file. */
  lines: number[];
}

/** `reached` hears where in the text the reading is. */
export async function sheetOf(text: string, separator: Separator, { breathe }: Pace, reached: (at: number) => void): Promise<Sheet> {
  const starts: number[] = [];
  const lines: number[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const entry = entryAt(text, at, separator);
    if (entry.fault !== null || !isBlank(entry.cells)) {
      starts.push(at);
      lines.push(line);
    }
    line += entry.lines;
    at = entry.next;
    if (starts.length % 500 === 0) {
      reached(at);
      await breathe();
    }
  }
  return { text, separator, starts, lines };
}

/** Empty cells at the end are nothing that somebody wrote. */
function filled(cells: string[]): number {
  let width = cells.length;
  while (width > 0 && cells[width - 1]?.trim() === "") width -= 1;
  return width;
}

export interface Row {
  cells: string[];
  fault: string | null;
}

/** A row of the table; one that has more than so many columns is no row of it. */
export function rowAt({ text, separator, starts }: Sheet, row: number, width: number): Row {
  const { cells, fault } = entryAt(text, starts[row] ?? text.length, separator);
  if (fault !== null) return { cells: [], fault };
  if (filled(cells) > width) {
    return { cells, fault: `列が${filled(cells)}列あり、見出し（${width}列）より多くなっています。区切りの文字を含む値は、引用符（"）で囲んでください。` };
  }
  return { cells, fault: null };
}

/** So many columns the table has, by its header; without one by its first row. */
export function widthOf({ text, separator, starts }: Sheet, header: number | null): number {
  return entryAt(text, starts[header ?? 0] ?? text.length, separator).cells.length;
}
