/** How an amount goes with one cost: the calculator is asked, many points at once. Nothing is computed here. */

import type { AnswerKey, Answers, CivilDate, ManyReport, ManyRequest, Range, Yen } from "../contract";
import type { Id, Question } from "./catalogue";
import { columnsOf, MOST_YEN } from "./catalogue/answers";

/** What the calculator says at a cost. */
export interface Point {
  cost: Yen;
  amount: Range;
}

export interface Curve {
  key: AnswerKey;
  points: Point[];
  /** The points to name: at round costs, and where the curve becomes flat. */
  named: Point[];
  /** From this cost on nothing changes any more; null where it always does. */
  flat: Yen | null;
}

/** A curve that is still rising here has no end worth drawing. */
const FAR = 10_000_000_000;

/** Steps of rounding, in yen, are no bends: they come at every thousand. */
const STEP = 2000;

/** Parts of the width down to which a bend or a jump is followed. */
const FINE = 400;

/** What the calculator says at each of these costs; null where there is no amount. */
export type Ask = (costs: Yen[]) => (Range | null)[];

/** Asks for the amounts of a programme where nothing but one cost differs. */
export function amountsAlong(
  { id, key, answers, on, questions }: { id: Id; key: AnswerKey; answers: Answers; on: CivilDate; questions: Question[] },
  evaluateMany: (request: ManyRequest) => ManyReport,
): Ask {
  return (costs) => {
    const columns = { ...columnsOf(answers, questions, costs.length), [key]: Float64Array.from(costs) };
    const { programmes, beside } = evaluateMany({ rows: costs.length, columns, on });
    const found = [...programmes, ...beside].find((result) => result.id === id);
    return costs.map((_, row) => {
      const [min, max] = [found?.min[row] ?? NaN, found?.max[row] ?? NaN];
      return Number.isNaN(min) ? null : { min, max };
    });
  };
}

/** Parts into which a search divides what is left, so that each is asked for with the others in one call. */
const PARTS = 16;

/** Asks for points until straight lines between them show every bend; null where there is no amount. */
export function curve(key: AnswerKey, ask: Ask, limits: Yen[]): Curve | null {
  const known = new Map<Yen, Range | null>();
  const learn = (costs: Iterable<Yen>): void => {
    const unknown = [...new Set(costs)].filter((cost) => !known.has(cost));
    if (unknown.length === 0) return;
    for (const [at, amount] of ask(unknown).entries()) known.set(unknown[at] as Yen, amount);
  };
  const at = (cost: Yen): Range | null => known.get(cost) ?? null;
  const start = Math.max(1_000_000, ...limits);
  const doubled = [start];
  for (let cost = start; cost < FAR; cost *= 2) doubled.push(cost * 2);
  learn([MOST_YEN, ...doubled]);
  const last = at(MOST_YEN);
  if (!last || last.max === 0) return null;
  const same = (cost: Yen): boolean => at(cost)?.min === last.min && at(cost)?.max === last.max;
  const found = doubled.findIndex(same);
  const settled = found >= 0;
  const flat = settled ? firstOf(doubled[found - 1] ?? 0, doubled[found] as Yen, same, learn) : null;
  const far = flat === null ? Math.max(10_000_000, ...limits) : Math.max(flat, ...limits);
  const step = roundStep(far);
  const end = (Math.floor(far / step) + 1) * step;
  const round = Array.from({ length: end / step + 1 }, (_, index) => index * step);
  const costs = new Set([...round, ...limits, ...(flat === null ? [] : [flat, Math.max(0, flat - 1)])]);
  learn(costs);
  const bent = (from: Yen, middle: Yen, to: Yen): boolean => {
    const [one, other, between] = [at(from), at(to), at(middle)];
    if (!one || !other || !between) return false;
    return (["min", "max"] as const).some((side) => Math.abs(one[side] + other[side] - 2 * between[side]) > Math.max(last.max / 100, STEP));
  };
  const ordered = [...costs].sort((one, other) => one - other);
  let parts = ordered.slice(1).map((to, index): [Yen, Yen] => [ordered[index] as Yen, to]);
  while (parts.length > 0) {
    const halves = parts.filter(([from, to]) => to - from >= end / FINE).map(([from, to]): [Yen, Yen, Yen] => [from, Math.floor((from + to) / 2), to]);
    learn(halves.map(([, middle]) => middle));
    parts = halves.flatMap(([from, middle, to]): [Yen, Yen][] => {
      if (!bent(from, middle, to)) return [];
      costs.add(middle);
      return [[from, middle], [middle, to]];
    });
  }
  const points = (some: Iterable<Yen>): Point[] =>
    [...some].sort((one, other) => one - other).flatMap((cost) => {
      const amount = at(cost);
      return amount ? [{ cost, amount }] : [];
    });
  return {
    key,
    points: points(costs),
    named: points(flat === null ? round.slice(1) : [...round.filter((cost) => 0 < cost && cost < flat), flat]),
    flat,
  };
}

/** The first cost above `below`, up to `found`, of which it holds; it holds of all behind that one. */
function firstOf(below: Yen, found: Yen, holds: (cost: Yen) => boolean, learn: (costs: Yen[]) => void): Yen {
  while (found - below > 1) {
    const width = Math.max(1, Math.ceil((found - below) / PARTS));
    const between = Array.from({ length: Math.ceil((found - below) / width) - 1 }, (_, index) => below + (index + 1) * width);
    learn(between);
    const first = between.findIndex(holds);
    [below, found] = first < 0 ? [between.at(-1) ?? below, found] : [between[first - 1] ?? below, between[first] as Yen];
  }
  return found;
}

/** One, two or five with noughts, so that two to five of them make up the width. */
function roundStep(width: Yen): Yen {
  let step = 1;
  for (let next = 0; step * 5 < width; next += 1) step *= next % 3 === 1 ? 2.5 : 2;
  return step;
}
