/** An earlier result and the present one: what differs, and why. Pure, and nothing is guessed. */

import type { Report } from "../contract";
import { type Catalogue, listed } from "./catalogue";
import { type Ends, type Figures, type Snapshot, snapshot } from "./snapshot";
import { range, spokenYen, westernDate } from "./words/format";
import { contactWords, DEADLINES, STATES, WINDOWS, windowWords } from "./words/labels";

export interface Difference {
  name: string;
  was: string;
  now: string;
  why: string[];
}

export interface Comparison {
  was: Snapshot;
  now: Snapshot;
  /** Above 0 where the earlier result is of a later list than this page's. */
  order: number;
  differences: Difference[];
}

/**
 * `then` is today's list asked for the earlier day, with the same answers: where it says what the
 * earlier result says, only the days have passed; elsewhere the list is another.
 */
export function compare(was: Snapshot, report: Report, then: Report, catalogue: Catalogue): Comparison {
  const now = snapshot(report);
  const past = snapshot(then);
  const order = Number(later(was.version, now.version)) - Number(later(now.version, was.version));

  const listWhy = (ids: string[], contact: string): string[] => {
    if (order > 0) return ["このページの一覧が、前回より古い版のためです。"];
    if (order === 0) return ["前回の数字は、この一覧とこの回答からは出てきません。リンクが書き換えられているか、除いた回答があるためです。"];
    const recorded = catalogue.changes.filter(
      (change) => later(change.version, was.version) && !later(change.version, now.version) && change.programmes.some((id) => ids.includes(id)),
    );
    return recorded.length > 0
      ? recorded.map(({ version, date, text, sources }) => {
          const titles = sources.map((id) => catalogue.sources[id]?.title ?? id);
          return `一覧の変更（${version}、${westernDate(date)}）：${text}（出典：${titles.join("、")}）`;
        })
      : [`一覧が変わりましたが、理由は記録されていません。この計算機の変更の記録か、${contact}でお確かめください。`];
  };

  const differences = listed(catalogue).flatMap((programme): Difference[] => {
    const [before, between, after] = [was, past, now].map(({ programmes }) => programmes.get(programme.id));
    if (!between || !after || same(before, after)) return [];
    return [
      {
        name: programme.name,
        was: before ? inWords(before, after) : "前回の結果にありません",
        now: inWords(after, before),
        why: [
          ...(same(before, between) ? [] : listWhy([programme.id], `問合せ先（${contactWords(programme.contact)}）`)),
          ...(same(between, after) ? [] : daysWhy(programme.id, then, report)),
        ],
      },
    ];
  });
  if (differences.length === 0 && totalWords(was.total) !== totalWords(now.total)) {
    const ids = listed(catalogue).map(({ id }) => id);
    differences.push({ name: "補助額の合計", was: totalWords(was.total), now: totalWords(now.total), why: listWhy(ids, "各補助金の問合せ先") });
  }
  return { was, now, order, differences };
}

/** Which deadlines have passed since, or that the reception has begun. */
function daysWhy(id: string, then: Report, now: Report): string[] {
  const [before, after] = [then, now].map(({ programmes }) => programmes.find((result) => result.id === id)?.window);
  if (!before || !after) return [];
  const why = after.deadlines
    .filter(({ date, daysLeft }) => date >= then.on && daysLeft < 0)
    .map(({ kind, date }) => `${DEADLINES[kind]}の期限（${westernDate(date)}）を過ぎました。`);
  const { state, opens } = before;
  if (state === "upcoming" && opens && opens <= now.on) why.unshift(`開始日（${westernDate(opens)}）になりました。`);
  return why.length > 0 ? why : [`基準日が変わりました。${windowWords(after)}`];
}

/** As the catalogue orders its versions: by the day of the list, then by the counter. */
function later(one: string, other: string): boolean {
  const ordered = (version: string): string => version.replace(/\d+$/, (count) => count.padStart(10, "0"));
  return ordered(one) > ordered(other);
}

function same(one: Figures | undefined, other: Figures | undefined): boolean {
  return (
    one?.eligibility === other?.eligibility &&
    one?.window.state === other?.window.state &&
    one?.amount?.min === other?.amount?.min &&
    one?.amount?.max === other?.amount?.max
  );
}

/** The state, and what else differs from the other side; where a reception stands, most states say themselves. */
function inWords(figures: Figures, other: Figures | undefined): string {
  const { state, eligibility, window } = figures;
  const money = ({ amount }: Figures): string => (amount ? endsWords(amount) : "金額の記載なし");
  return [
    STATES[state].word,
    (state === "check" || state === "no") && window.state !== other?.window.state && WINDOWS[window.state],
    eligibility !== "no" && (!other || money(figures) !== money(other)) && money(figures),
  ]
    .filter(Boolean)
    .join("、");
}

export function totalWords(total: Ends | null): string {
  return total ? endsWords(total) : "合計に入る補助金はありません";
}

function endsWords({ min, max }: Ends): string {
  return max === null ? `${spokenYen(min)}から（上限は、病床数などの回答で決まります）` : range({ min, max }, spokenYen);
}
