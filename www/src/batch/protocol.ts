/** What page and desk say to each other. The desk has the file and judges it, in a worker or beside the page. */

import type { CivilDate, Evidence, ProgrammeResult, Range } from "../../contract";
import type { Catalogue, Id } from "../catalogue";
import type { State } from "../words/labels";
import type { Separator } from "./csv";
import type { Encoding } from "./encoding";
import type { Use } from "./headings";

/** Each call with what is given and what comes back. */
export interface Calls {
  start: [null, Started];
  /** The day asked for; null is today in Japan. */
  day: [CivilDate | null, Day];
  open: [Chosen & { bytes: Bytes | null }, Opened];
  judge: [Order, Judged];
  page: [View, Page];
  /** Files for the person, in pieces. */
  result: [{ forExcel: boolean }, Bytes[]];
  faults: [{ forExcel: boolean }, Bytes[]];
}

/** Files cross as bytes: a page opened as a file and its worker cannot read each other's blobs in every browser. */
export type Bytes = Uint8Array<ArrayBuffer>;

export type Call = keyof Calls;
export type Given<Name extends Call> = Calls[Name][0];
export type Answer<Name extends Call> = Calls[Name][1];

export type ToDesk = { id: number; call: Call; given: unknown } | { cancel: true };
export type FromDesk = { id: number } & ({ value: unknown } | { failure: Failure } | { progress: Progress });

export interface Failure {
  name: string;
  /** In words for the person. */
  message: string;
}

export interface Progress {
  done: number;
  of: number;
}

export interface Started {
  catalogue: Catalogue;
  day: Day;
}

export interface Day {
  on: CivilDate;
  ageDays: number;
  /** The device's own day, where it is before that of the list and so was not followed. */
  clock: CivilDate | null;
}

/** Which file, and how to read it; null leaves that to the desk to find out. The bytes come along once. */
export interface Chosen {
  file: number;
  encoding: Encoding | null;
  separator: Separator | null;
}

export interface Opened {
  encoding: Encoding;
  separator: Separator;
  /** Letters that the encoding could not read. */
  damaged: number;
  /** Rows, the header among them. */
  rows: number;
  /** The first rows, with the numbers of their lines. */
  first: { line: number; cells: string[] }[];
  /** The one of them that has the headings, as it seems. */
  header: number;
}

export interface Order {
  chosen: Chosen;
  /** Which row has the headings, if one has; those before it are none. */
  header: number | null;
  uses: Use[];
  on: CivilDate;
}

/** A sum may be more than a number can hold exactly. */
export interface Sum {
  min: bigint;
  max: bigint;
}

/** How the institutions stand with one programme. */
export interface Tally {
  id: Id;
  counts: Record<State, number>;
  /** Over those whose amount is in the sum, by notice and official papers; null where there is nothing to add up. */
  sum: Sum | null;
  /** The same by reference papers alone. */
  reference: Sum | null;
  /** So many of those that may use it have no amount in any source. */
  unstated: number;
}

/** A line that was not judged, or one thing of it. */
export interface Fault {
  line: number;
  /** The heading of the column; empty where it is the line as a whole. */
  column: string;
  value: string;
  mend: string;
}

/** Answers that contradict each other; their line is judged. */
export interface Problem {
  message: string;
  /** So many lines, and the first of them. */
  count: number;
  lines: number[];
}

export interface Judged {
  day: Day;
  judged: number;
  refused: number;
  /** null where there is nothing to add up: that is not 0 yen. */
  total: Sum | null;
  reference: Sum | null;
  programmes: Tally[];
  /** What stands beside the list: counted, and in no sum. */
  beside: Tally[];
  problems: Problem[];
  /** The first; the rest is in the file of faults. */
  faults: Fault[];
  /** All of them. */
  faultCount: number;
}

export type SortKey = "line" | "max" | "min" | "reference" | "days";

export interface View {
  programme: Id | null;
  /** Leaves out what the programme is closed or not meant for. */
  possible: boolean;
  sort: SortKey;
  falling: boolean;
  from: number;
  count: number;
}

export interface Page {
  /** So many rows the view has. */
  of: number;
  rows: PageRow[];
}

export interface PageRow {
  line: number;
  name: string;
  /** Of the twelve, null where nothing is in the sum; or of the one that was chosen, null where no source gives an amount. */
  amount: Range | null;
  reference: Range | null;
  /** Days until the next deadline. */
  days: number | null;
  /** Of the twelve: how many stand how. */
  counts: Record<State, number>;
  /** Of the one that was chosen. */
  state: State | null;
  window: Window | null;
  evidence: Evidence | null;
  /** Whether answers of the line contradict each other. */
  problem: boolean;
}

export type Window = ProgrammeResult["window"]["state"];
