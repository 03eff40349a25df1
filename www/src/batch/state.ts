/** What the page knows, and what a person can do with it. */

import type { CivilDate } from "../../contract";
import type { Catalogue, Id } from "../catalogue";
import { titled } from "../words/labels";
import type { Separator } from "./csv";
import type { Encoding } from "./encoding";
import { headed, type Use } from "./headings";
import type { Day, Judged, Opened, Page, Progress, SortKey, View } from "./protocol";

/** Rows of the table at a time. */
export const PAGE = 100;

export interface State {
  catalogue: Catalogue;
  /** Whether the work is done apart from the page. */
  apart: boolean;
  /** Today in Japan. */
  today: CivilDate;
  day: Day;
  file: File | null;
  /** By which the desk knows it. */
  number: number;
  encoding: Encoding | null;
  separator: Separator | null;
  opened: Opened | null;
  /** The row that has the headings; null where none has. */
  header: number | null;
  uses: Use[];
  /** What is being done, in words. */
  busy: { what: string; progress: Progress | null } | null;
  /** What went wrong last, and with which part of the page. */
  failure: { part: "file" | "judge" | "save"; message: string } | null;
  judged: Judged | null;
  /** Whether something was changed since. */
  stale: boolean;
  view: View;
  page: Page | null;
  forExcel: boolean;
}

export interface Actions {
  choose(file: File | undefined): void;
  encode(encoding: Encoding | null): void;
  separate(separator: Separator | null): void;
  head(header: number | null): void;
  use(column: number, use: Use): void;
  day(on: CivilDate | null): void;
  judge(): void;
  cancel(): void;
  look(change: Partial<Pick<View, "programme" | "possible" | "sort" | "falling" | "from">>): void;
  forExcel(chosen: boolean): void;
  save(what: "result" | "faults"): void;
  sample(): void;
}

export const FIRST_VIEW: View = { programme: null, possible: false, sort: "line", falling: false, from: 0, count: PAGE };

/** The order in which each kind of figure is wanted first. */
export const FALLS: Record<SortKey, boolean> = { line: false, max: true, min: true, reference: true, days: false };

/** The headings as they are called in words. */
export function headingsIn({ opened, header }: State): string[] {
  const cells = opened?.first[header ?? 0]?.cells ?? [];
  return headed(header === null ? [] : cells, cells.length);
}

/** Rows that are institutions. */
export const institutionsIn = ({ opened, header }: State): number => Math.max(0, (opened?.rows ?? 0) - (header === null ? 0 : header + 1));

export const nameOf = ({ programmes }: Catalogue, id: Id): string => {
  const programme = programmes.find((one) => one.id === id);
  return programme ? titled(programme) : id;
};
