// Correctness: complete institutions case by case, then partial ones against every way of completing them.
import { BY_ID } from "./floor.mjs";
import { truth } from "./grid.mjs";
import { PROGRAMMES, flat } from "./rules.mjs";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const amountOf = ({ min, max }) => (min === null ? null : [min, max]);

/** How often an engine's results are those of the second opinion, by programme, and the first that is not. */
export async function compare(loaded, grid) {
  const tally = {};
  for (const [n, answers] of grid.entries()) {
    let said;
    try {
      said = loaded.read(await loaded.evaluate(loaded.prepare(answers)));
    } catch (error) {
      said = { error };
    }
    for (const [id, judge] of Object.entries(BY_ID)) {
      if (!loaded.ids.includes(id)) continue;
      const right = judge(answers);
      const one = (tally[id] ??= { cases: 0, eligibility: 0, amount: 0, first: null });
      const rightly = said[id]?.eligibility === right.eligibility;
      const exactly = said[id] !== undefined && same(said[id].amount, amountOf(right));
      one.cases += 1;
      one.eligibility += rightly ? 1 : 0;
      one.amount += exactly ? 1 : 0;
      if (!(rightly && exactly)) one.first ??= { case: n, right, said: said[id] ?? String(said.error) };
    }
  }
  return tally;
}

/** What is true of each partial institution, by programme. */
export function truths(partials, ids) {
  return partials.map((answers) => {
    const known = flat(answers);
    return Object.fromEntries(
      PROGRAMMES.filter(({ id }) => ids.includes(id)).map((programme) => [programme.id, truth(programme, known, BY_ID[programme.id])]),
    );
  });
}

/**
 * right: nothing that is said is contradicted by a completion, what all completions agree on is said, and where the
 * amounts differ either their exact range is given, or that it is not known yet, with a fact that matters.
 * wrong: something is said that a completion contradicts.
 * silent: neither.
 */
export function judged(said, right) {
  const known = { eligibility: said?.eligibility !== undefined, amount: said?.amount !== undefined };
  // "unknown" is said of what the sources leave open as well as of what is not known yet: only a unanimous yes or no contradicts it.
  if (known.eligibility && said.eligibility !== "unknown" && [...right.eligibilities].some((one) => one !== said.eligibility)) return "wrong";
  if (known.amount) {
    const stated = right.outcomes.filter(({ min }) => min !== null);
    if (said.amount === null && stated.length > 0) return "wrong";
    if (said.amount !== null && (stated.length === 0 || stated.some(({ min, max }) => min < said.amount[0] || max > said.amount[1]))) return "wrong";
  }
  const named = (said?.named ?? []).some((key) => right.matters.includes(key));
  const unanimous = right.eligibilities.size === 1;
  if (unanimous ? said?.eligibility !== [...right.eligibilities][0] : !(said?.eligibility === "unknown" || named)) return "silent";
  if (known.amount) return same(said.amount, right.hull) ? "right" : "silent";
  return !same(...ends(right)) && named ? "right" : "silent";
}

/** Two outcomes' amounts that differ, or twice the only one. */
function ends({ outcomes }) {
  const first = amountOf(outcomes[0]);
  return [first, amountOf(outcomes.find((one) => !same(amountOf(one), first)) ?? outcomes[0])];
}

/** Counts `judged` over all partial institutions and programmes, and the facts that are named although they decide nothing more. */
export async function missing(loaded, partials, truly) {
  const tally = { right: 0, silent: 0, wrong: 0, thrown: 0, ranges: 0, idle: 0, unnamed: 0, settled: { right: 0, silent: 0, wrong: 0 }, first: null };
  for (const [n, answers] of partials.entries()) {
    let said = {};
    try {
      said = loaded.read(await loaded.evaluate(loaded.prepare(answers)));
    } catch {
      tally.thrown += 1;
    }
    for (const [id, right] of Object.entries(truly[n])) {
      const verdict = judged(said[id], right);
      tally[verdict] += 1;
      if (right.settled) tally.settled[verdict] += 1;
      if (verdict === "right" && said[id].amount && !same(...ends(right))) tally.ranges += 1;
      const named = said[id]?.named;
      if (named) {
        tally.idle += named.filter((key) => !right.matters.includes(key)).length;
        tally.unnamed += right.matters.filter((key) => !named.includes(key)).length;
      }
      if (verdict === "wrong") tally.first ??= { answers, programme: id, said: said[id] };
    }
  }
  return tally;
}
