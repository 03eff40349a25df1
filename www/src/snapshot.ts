/**
 * What came out on one day, as a link carries it: the edition, the total, and state and amount of
 * each programme on the list. In letters that no address escapes, because a link may become a QR code.
 */

import type { CivilDate, ProgrammeResult, Range, Report, Yen } from "../contract";
import { MOST_YEN } from "./catalogue/answers";
import { isCivilDate } from "./words/format";
import type { State } from "./words/labels";

/** The ends of a range; null where the upper end is nothing but that of a field. */
export interface Ends {
  min: Yen;
  max: Yen | null;
}

/** What is known of a programme: its state from the report or, out of a link, from what that carries. */
export interface Figures {
  state: State;
  eligibility: ProgrammeResult["eligibility"];
  window: Pick<ProgrammeResult["window"], "state">;
  amount: Ends | null;
}

export interface Snapshot {
  version: string;
  asOf: CivilDate;
  edition: string;
  on: CivilDate;
  /** null where nothing is in the sum. */
  total: Ends | null;
  /** By id; a map, because the ids of a link may be any texts. */
  programmes: Map<string, Figures>;
}

export function snapshot({ catalogue: { version, asOf, edition }, on, total, programmes }: Report): Snapshot {
  const ends = ({ min, max }: Range, endless: boolean): Ends => ({ min, max: endless ? null : max });
  const summed = programmes.flatMap(({ inTotal, amount }) => (inTotal && amount && amount.evidence !== "reference" ? [amount] : []));
  return {
    version,
    asOf,
    edition,
    on,
    total: summed.length > 0 ? ends(total, summed.some(({ perUnit }) => perUnit !== null)) : null,
    programmes: new Map(
      programmes.map(({ id, state, eligibility, window, amount }) => [
        id,
        { state, eligibility, window, amount: amount && ends(amount, amount.perUnit !== null) },
      ]),
    ),
  };
}

/**
 * The state that a link speaks of. Links are older than the report's own state, and carry the two that it follows from:
 * what no source gives a day for, or what is not settled, has to be asked about.
 */
function stateIn(eligibility: Figures["eligibility"], window: Figures["window"]["state"]): State {
  if (window === "closed") return "closed";
  if (eligibility === "no") return "no";
  return eligibility === "yes" && window !== "unknown" ? window : "check";
}

const ELIGIBILITIES: Figures["eligibility"][] = ["yes", "no", "unknown"];
const WINDOWS: Figures["window"]["state"][] = ["upcoming", "open", "closed", "unknown"];
const BETWEEN = "~";
/** Stands for an upper end that is only a field's. */
const ENDLESS = "-";

/** version~asOf~edition~on~min~max, then for each programme ~id~state~min~max. */
export function writeSnapshot({ version, asOf, edition, on, total, programmes }: Snapshot): string {
  const letters = btoa(String.fromCharCode(...new TextEncoder().encode(edition)));
  return [
    version,
    asOf,
    letters.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, ""),
    on,
    ...writeEnds(total),
    ...[...programmes].flatMap(([id, { eligibility, window, amount }]) => [
      id,
      (ELIGIBILITIES.indexOf(eligibility) * WINDOWS.length + WINDOWS.indexOf(window.state)).toString(36),
      ...writeEnds(amount),
    ]),
  ].join(BETWEEN);
}

/** Both empty where there is no amount; the upper one alone where it equals the lower. */
function writeEnds(ends: Ends | null): [string, string] {
  if (ends === null) return ["", ""];
  const { min, max } = ends;
  return [min.toString(36), max === null ? ENDLESS : max === min ? "" : max.toString(36)];
}

/** null for what `writeSnapshot` cannot have written. */
export function readSnapshot(text: string): Snapshot | null {
  try {
    const [version = "", asOf = "", letters = "", on = "", min, max, ...rest] = decodeURIComponent(text).split(BETWEEN);
    const bytes = Uint8Array.from(atob(letters.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
    const edition = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const total = readEnds(min, max);
    const sound = /^[\d-]{10}\.\d{1,6}$/.test(version) && [version.slice(0, 10), asOf, on].every(isCivilDate);
    // It stands in a sentence, as it is.
    const seen = /^[^\p{C}\p{Zl}\p{Zp}]{0,40}$/u.test(edition);
    if (!sound || total === undefined || !seen || rest.length % 4 > 0) return null;
    const programmes = new Map<string, Figures>();
    for (let at = 0; at < rest.length; at += 4) {
      const [id = "", code = "", min, max] = rest.slice(at, at + 4);
      const number = /^[0-9ab]$/.test(code) ? parseInt(code, 36) : NaN;
      const eligibility = ELIGIBILITIES[Math.floor(number / WINDOWS.length)];
      const window = WINDOWS[number % WINDOWS.length];
      const amount = readEnds(min, max);
      if (!eligibility || !window || amount === undefined) return null;
      programmes.set(id, { state: stateIn(eligibility, window), eligibility, window: { state: window }, amount });
    }
    return { version, asOf, edition, on, total, programmes };
  } catch {
    return null;
  }
}

function readEnds(low = "?", high = "?"): Ends | null | undefined {
  if (low === "" && high === "") return null;
  const figure = (text: string): number => (/^[0-9a-z]{1,8}$/.test(text) ? parseInt(text, 36) : NaN);
  const min = figure(low);
  const max = figure(high === "" || high === ENDLESS ? low : high);
  return min <= max && max <= MOST_YEN ? { min, max: high === ENDLESS ? null : max } : undefined;
}
