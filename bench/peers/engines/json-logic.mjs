// json-logic-js: one rule, a list with an entry for each programme: eligibility, amount, lower end.
import { isRange, keysOf, outcome, plain, plainly, programmes } from "../rules.mjs";

export const name = "json-logic-js";
export const from = "json-logic-js";
/** What the engine itself has for the parts of a subsidy. */
export const has = {
  arithmetic: "yes",
  floor: "by the remainder",
  absent: "null, which compares as no; `missing` lists what the author names",
  why: "none",
  next: "none",
  days: "no",
};

const fact = (key) => ({ var: plain(key) });

function test(key, value) {
  if (isRange(value)) {
    if (!value.from) return { "<=": [fact(key), value.to] };
    if (value.to === undefined) return { ">=": [fact(key), value.from] };
    return { "<=": [value.from, fact(key), value.to] };
  }
  return Array.isArray(value) ? { in: [fact(key), value] } : { "===": [fact(key), value] };
}

const joined = (operator, list) => (list.length === 1 ? list[0] : { [operator]: list });
const way = (one) => joined("and", Object.entries(one).map(([key, value]) => test(key, value)));
const any = (ways) => (ways.some((one) => Object.keys(one).length === 0) ? true : joined("or", ways.map(way)));

function amount({ costs, num, den, cap, step, floor }) {
  const items = costs.map(([cost, limit]) => (limit === null ? fact(cost) : { min: [fact(cost), limit] }));
  const sum = joined("+", items);
  const part = num === 1 && den === 1 ? sum : { "/": [num === 1 ? sum : { "*": [sum, num] }, den] };
  // It has no rounding: what a division by the step leaves is taken away.
  const whole = { "-": [part, { "%": [part, step] }] };
  const units = cap.key && (cap.most === null ? fact(cap.key) : { min: [fact(cap.key), cap.most] });
  const capped = { min: [whole, cap.key ? { "*": [units, cap.each] } : cap] };
  return floor === 0 ? capped : { if: [{ "<": [part, floor] }, 0, capped] };
}

function programme({ conditions, open, cases }) {
  const chosen = (end) => ({ if: [...cases.flatMap(({ when, law }) => [any(when), law && end(law)]), null] });
  const figures = [];
  if (cases) {
    figures.push(chosen(amount));
    if (cases.some(({ law }) => law?.upTo)) figures.push(chosen((law) => (law.upTo ? 0 : amount(law))));
  }
  const eligible = [joined("and", conditions.map(any)), ["yes", ...figures]];
  return { if: [...eligible, ...(open ? [any(open), ["unknown", ...figures]] : []), ["no"]] };
}

/** With `guarded`, an institution of which a fact is absent gets the list of the absent, which is the language's own way. */
export function rules(scope, guarded = false) {
  const kept = programmes(scope);
  const written = kept.map((one) => {
    if (!guarded) return programme(one);
    const absent = { missing: keysOf(one).map(plain) };
    return { if: [absent, ["missing", absent], programme(one)] };
  });
  return { written, kept };
}

/** What the list of results says. */
export const reader = (kept) => {
  const key = Object.fromEntries(kept.flatMap(keysOf).map((one) => [plain(one), one]));
  return (said) =>
    Object.fromEntries(
      kept.map((one, at) => {
        const [eligibility, most, least = most] = said[at];
        if (eligibility === "missing") return [one.id, { eligibility: undefined, amount: undefined, named: most.map((name) => key[name]) }];
        return [one.id, outcome(one, eligibility, most, least)];
      }),
    );
};

export async function load({ written, kept }) {
  const { default: logic } = await import("json-logic-js");
  return { prepare: plainly, evaluate: (facts) => logic.apply(written, facts), read: reader(kept) };
}

export const entry = (scope) =>
  `import logic from "json-logic-js"; const rule = ${JSON.stringify(rules(scope).written)}; export const evaluate = (facts) => logic.apply(rule, facts);`;
