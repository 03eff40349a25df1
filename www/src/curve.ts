/** How an amount goes with one cost: asked of the calculator point by point, nothing computed here. */

import type { AnswerKey, Range, Yen } from "../contract";
import { MOST_YEN } from "./catalogue";

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

/** Asks for points until straight lines between them show every bend; null where there is no amount. */
export function curve(key: AnswerKey, ask: (cost: Yen) => Range | null, limits: Yen[]): Curve | null {
  const known = new Map<Yen, Range | null>();
  const at = (cost: Yen): Range | null => {
    if (!known.has(cost)) known.set(cost, ask(cost));
    return known.get(cost) ?? null;
  };
  const last = at(MOST_YEN);
  if (!last || last.max === 0) return null;
  const same = (cost: Yen): boolean => at(cost)?.min === last.min && at(cost)?.max === last.max;
  let [below, flat] = [0, Math.max(1_000_000, ...limits)];
  while (!same(flat) && flat < FAR) [below, flat] = [flat, flat * 2];
  const settled = same(flat);
  while (settled && flat - below > 1) {
    const middle = Math.floor((below + flat) / 2);
    if (same(middle)) flat = middle;
    else below = middle;
  }
  const far = settled ? Math.max(flat, ...limits) : Math.max(10_000_000, ...limits);
  const step = roundStep(far);
  const end = (Math.floor(far / step) + 1) * step;
  const round = Array.from({ length: end / step + 1 }, (_, index) => index * step);
  const costs = new Set([...round, ...limits, ...(settled ? [flat, Math.max(0, flat - 1)] : [])]);
  const follow = (from: Yen, to: Yen): void => {
    const middle = Math.floor((from + to) / 2);
    const [one, other, between] = [at(from), at(to), at(middle)];
    if (to - from < end / FINE || !one || !other || !between) return;
    const bent = (["min", "max"] as const).some((side) => Math.abs(one[side] + other[side] - 2 * between[side]) > Math.max(last.max / 100, STEP));
    if (!bent) return;
    costs.add(middle);
    follow(from, middle);
    follow(middle, to);
  };
  const ordered = [...costs].sort((one, other) => one - other);
  for (const [index, cost] of ordered.entries()) follow(ordered[index - 1] ?? cost, cost);
  const points = (some: Iterable<Yen>): Point[] =>
    [...some].sort((one, other) => one - other).flatMap((cost) => {
      const amount = at(cost);
      return amount ? [{ cost, amount }] : [];
    });
  return {
    key,
    points: points(costs),
    named: points(settled ? [...round.filter((cost) => 0 < cost && cost < flat), flat] : round.slice(1)),
    flat: settled ? flat : null,
  };
}

/** One, two or five with noughts, so that two to five of them make up the width. */
function roundStep(width: Yen): Yen {
  let step = 1;
  for (let next = 0; step * 5 < width; next += 1) step *= next % 3 === 1 ? 2.5 : 2;
  return step;
}
