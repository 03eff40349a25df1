// publicodes: rules in its own language, one engine, whose situation is set anew for each institution.
import { CHOICES, KEYS, hasAmount, isEverUpTo, isRange, keysOf, outcome, programmes } from "../rules.mjs";

export const name = "publicodes";
export const from = "publicodes";
/** What the engine itself has for the parts of a subsidy. */
export const has = {
  arithmetic: "yes",
  floor: "to the nearest only: half a step less is rounded instead",
  absent: "undefined, with the facts that are missing",
  why: "the evaluated tree",
  next: "facts missing, with a score",
  days: "has dates; not written here",
};

// Names are Latin words, and a single letter would read as a unit.
const word = (key) =>
  key
    .replace("ePrescription", "electronicPrescription")
    .replace(/[.-]/g, " ")
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const spoken = (id) => `subsidy ${id.replace(/-/g, " ")}`;
const KEY_OF = Object.fromEntries(KEYS.map((key) => [word(key), key]));

const any = (list) => (list.length === 1 ? list[0] : { "une de ces conditions": list });
const all = (list) => (list.length === 1 ? list[0] : { "toutes ces conditions": list });

function test(key, value) {
  const fact = word(key);
  if (value === true) return fact;
  if (value === false) return `${fact} = non`;
  if (isRange(value)) {
    const ends = [];
    if (value.from) ends.push(`${fact} >= ${value.from}`);
    if (value.to !== undefined) ends.push(`${fact} <= ${value.to}`);
    return all(ends);
  }
  return any([value].flat().map((choice) => (typeof choice === "number" ? `${fact} = ${choice}` : `${fact} = '${choice}'`)));
}

const when = (ways) =>
  any(
    ways.map((way) => {
      const tests = Object.entries(way).map(([key, value]) => test(key, value));
      return tests.length === 0 ? "oui" : all(tests);
    }),
  );

const limited = ([cost, limit]) => (limit === null ? word(cost) : { valeur: word(cost), plafond: limit });

// It rounds to the nearest only, half upwards: half a step less first makes that a floor.
const whole = (value) => ({ valeur: { "-": [value, 0.5] }, arrondi: "oui" });
const floored = (value, step) => (step === 1 ? whole(value) : { "*": [whole({ "/": [value, step] }), step] });

function law({ costs, num, den, cap, step, floor, upTo }, end) {
  if (upTo && end === "least") return 0;
  const sum = costs.length === 1 ? limited(costs[0]) : { somme: costs.map(limited) };
  const part = num === 1 && den === 1 ? sum : { "/": [num === 1 ? sum : { "*": [sum, num] }, den] };
  const units = cap.key && (cap.most === null ? word(cap.key) : { valeur: word(cap.key), plafond: cap.most });
  const capped = { valeur: floored(part, step), plafond: cap.key ? { "*": [units, cap.each] } : cap };
  return floor === 0 ? capped : { variations: [{ si: { "<": [part, floor] }, alors: 0 }, { sinon: capped }] };
}

export function rules(scope) {
  const written = {};
  const kept = programmes(scope);
  for (const key of new Set(kept.flatMap(keysOf))) {
    written[word(key)] = { question: key };
    if (CHOICES[key]) written[word(key)]["une possibilité"] = CHOICES[key].map((choice) => `'${choice}'`);
  }
  for (const programme of kept) {
    const { id, conditions, open, cases } = programme;
    const space = spoken(id);
    written[space] = { titre: id };
    written[`${space} . eligible`] = all(conditions.map(when));
    if (typeof written[`${space} . eligible`] === "string") written[`${space} . eligible`] = { valeur: written[`${space} . eligible`] };
    if (open) written[`${space} . open`] = { valeur: when(open) };
    if (!hasAmount(programme)) continue;
    const ends = isEverUpTo(programme) ? ["amount", "least"] : ["amount"];
    for (const end of ends) {
      written[`${space} . ${end}`] = {
        "applicable si": open ? { "une de ces conditions": ["eligible", "open"] } : "eligible",
        variations: cases.filter(({ law }) => law).map((one) => ({ si: when(one.when), alors: law(one.law, end) })),
      };
    }
  }
  return { written, scope };
}

export async function load({ written, scope }) {
  const { default: Engine } = await import("publicodes");
  // What is set is known to be right: parsed at once and not compared with the choices, it is quickest.
  const engine = new Engine(written, {
    strict: { situation: true, checkPossibleValues: false },
    logger: { log() {}, warn() {}, error() {} },
  });
  const asked = programmes(scope).map((programme) => {
    const space = spoken(programme.id);
    const goal = (end) => (`${space} . ${end}` in written ? `${space} . ${end}` : null);
    return { programme, eligible: goal("eligible"), open: goal("open"), amount: goal("amount"), least: goal("least") };
  });
  const evaluate = (situation) => {
    engine.setSituation(situation);
    return asked.map(({ eligible, open, amount, least }) => ({
      eligible: engine.evaluate(eligible),
      open: open && engine.evaluate(open),
      amount: amount && engine.evaluate(amount),
      least: least && engine.evaluate(least),
    }));
  };
  const missing = (nodes) => {
    const scores = {};
    for (const node of nodes) {
      for (const [fact, score] of Object.entries(node?.missingVariables ?? {})) scores[fact] = (scores[fact] ?? 0) + score;
    }
    return Object.entries(scores).sort(([, one], [, other]) => other - one).map(([fact]) => fact);
  };
  return {
    prepare: (answers) => {
      const situation = {};
      const { costs = {}, ...others } = answers;
      for (const [id, cost] of Object.entries(costs)) situation[word(`costs.${id}`)] = cost;
      for (const [key, value] of Object.entries(others)) {
        situation[word(key)] = typeof value === "boolean" ? (value ? "oui" : "non") : typeof value === "string" ? `'${value}'` : value;
      }
      // What is no fact of these rules is not set: the engine refuses it.
      return Object.fromEntries(Object.entries(situation).filter(([fact]) => fact in written));
    },
    evaluate,
    // The evaluated tree is what its documentation pages show as the explanation; it comes with every evaluation.
    explain: evaluate,
    next: (situation) => missing(evaluate(situation).flatMap((goals) => Object.values(goals))),
    read: (said) =>
      Object.fromEntries(
        asked.map(({ programme }, at) => {
          const { eligible, open, amount, least } = said[at];
          let eligibility;
          if (eligible.nodeValue === true) eligibility = "yes";
          else if (eligible.nodeValue === false) {
            eligibility = open === null || open.nodeValue === false ? "no" : open.nodeValue === true ? "unknown" : undefined;
          }
          const named = missing([eligible, open, amount, least]).map((fact) => KEY_OF[fact]);
          if (eligibility === undefined) return [programme.id, { eligibility, amount: amount ? undefined : null, named }];
          return [programme.id, { ...outcome(programme, eligibility, amount?.nodeValue, least?.nodeValue ?? amount?.nodeValue), named }];
        }),
      ),
  };
}

export const entry = (scope) =>
  `import Engine from "publicodes"; export const engine = new Engine(${JSON.stringify(rules(scope).written)});`;
