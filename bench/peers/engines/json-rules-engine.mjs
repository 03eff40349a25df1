// json-rules-engine: a rule for each eligibility and each case, whose event carries the figures of the amount. It has no
// arithmetic: the amount is calculated here, from the events.
import { isRange, outcome, programmes } from "../rules.mjs";

export const name = "json-rules-engine";
export const from = "json-rules-engine";
/** What the engine itself has for the parts of a subsidy. */
export const has = {
  arithmetic: "none: the caller calculates from the events",
  floor: "the caller",
  absent: "throws, or counts as not met (`allowUndefinedFacts`)",
  why: "conditions with their results",
  next: "none",
  days: "no",
};

const condition = (fact, operator, value) => ({ fact, operator, value });

function test(fact, value) {
  if (isRange(value)) {
    const ends = [];
    if (value.from) ends.push(condition(fact, "greaterThanInclusive", value.from));
    if (value.to !== undefined) ends.push(condition(fact, "lessThanInclusive", value.to));
    return ends;
  }
  return [condition(fact, Array.isArray(value) ? "in" : "equal", value)];
}

const ofWay = (way) => Object.entries(way).flatMap(([key, value]) => test(key, value));
const any = (ways) => (ways.length === 1 ? ofWay(ways[0]) : [{ any: ways.map((way) => ({ all: ofWay(way) })) }]);

export function rules(scope) {
  const written = [];
  for (const { id, conditions, open, cases } of programmes(scope)) {
    const rule = (all, type, params) => written.push({ conditions: { all }, event: { type, params: { id, ...params } } });
    rule(conditions.flatMap(any), "eligible");
    if (open) rule(any(open), "open");
    for (const { when, law } of cases ?? []) if (law) rule(any(when), "case", { law });
  }
  return { written, scope };
}

function calculated({ costs, num, den, cap, step, floor }, facts) {
  let sum = 0;
  for (const [cost, limit] of costs) sum += limit === null ? facts[cost] : Math.min(facts[cost], limit);
  const part = (sum * num) / den;
  if (part < floor) return 0;
  const most = cap.key ? Math.min(facts[cap.key], cap.most ?? Infinity) * cap.each : cap;
  return Math.min(Math.floor(part / step) * step, most);
}

export async function load({ written, scope }, options) {
  const { Engine } = await import("json-rules-engine");
  const engine = new Engine(written, options);
  const kept = programmes(scope);
  const conclude = (facts, { events }) => {
    const said = {};
    for (const { id } of kept) said[id] = { eligibility: "no", law: null };
    for (const { type, params } of events) {
      if (type === "case") said[params.id].law = params.law;
      else said[params.id].eligibility = type === "eligible" ? "yes" : "unknown";
    }
    for (const one of Object.values(said)) one.amount = one.eligibility === "no" || one.law === null ? null : calculated(one.law, facts);
    return said;
  };
  return {
    prepare: ({ costs = {}, ...answers }) => {
      const facts = { ...answers };
      for (const [id, cost] of Object.entries(costs)) facts[`costs.${id}`] = cost;
      return facts;
    },
    evaluate: async (facts) => conclude(facts, await engine.run(facts)),
    explain: async (facts) => {
      const run = await engine.run(facts);
      const why = [...run.results, ...run.failureResults].map((result) => result.toJSON(false));
      return { said: conclude(facts, run), why };
    },
    read: (said) =>
      Object.fromEntries(
        kept.map((programme) => {
          const { eligibility, law, amount } = said[programme.id];
          return [programme.id, outcome(programme, eligibility, Number.isNaN(amount) ? undefined : amount, law?.upTo ? 0 : amount)];
        }),
      ),
  };
}

/** An engine for each programme, so that a missing fact stops the others no more. */
export async function loadApart(scope) {
  const { written } = rules(scope);
  const engines = await Promise.all(
    programmes(scope).map(async (programme) => ({
      programme,
      ...(await load({ written: written.filter(({ event }) => event.params.id === programme.id), scope })),
    })),
  );
  return {
    prepare: engines[0].prepare,
    evaluate: (facts) => Promise.all(engines.map(({ evaluate }) => evaluate(facts).catch(() => null))),
    read: (all) =>
      Object.fromEntries(engines.flatMap(({ programme, read }, at) => (all[at] ? [[programme.id, read(all[at])[programme.id]]] : []))),
  };
}

export const entry = (scope) =>
  `import { Engine } from "json-rules-engine"; ${calculated.toString()} export const amount = calculated; export const engine = new Engine(${JSON.stringify(rules(scope).written)});`;
