// GoRules Zen: a decision graph with one decision table a programme, side by side; the amounts are expressions in its cells.
import { both, hasAmount, isEverUpTo, isRange, keysOf, outcome, plain, plainly, programmes, waysOf } from "../rules.mjs";

export const name = "GoRules Zen (native)";
export const from = "@gorules/zen-engine";
/** What the engine itself has for the parts of a subsidy. */
export const has = {
  arithmetic: "yes, decimal",
  floor: "`floor`",
  absent: "null, which falls through to the last row",
  why: "trace of each table",
  next: "none",
  days: "has dates; not written here",
};

export function amount({ costs, num, den, cap, step, floor }) {
  const items = costs.map(([cost, limit]) => (limit === null ? plain(cost) : `min([${plain(cost)}, ${limit}])`));
  const sum = items.length === 1 ? items[0] : `(${items.join(" + ")})`;
  const part = num === 1 && den === 1 ? sum : `${sum} * ${num} / ${den}`;
  const whole = step === 1 ? `floor(${part})` : `floor(${part} / ${step}) * ${step}`;
  const units = cap.key && (cap.most === null ? plain(cap.key) : `min([${plain(cap.key)}, ${cap.most}])`);
  const capped = `min([${whole}, ${cap.key ? `${units} * ${cap.each}` : cap}])`;
  return floor === 0 ? capped : `${part} < ${floor} ? 0 : ${capped}`;
}

function cell(value) {
  if (value === undefined) return "";
  if (isRange(value)) {
    if (!value.from) return `<= ${value.to}`;
    return value.to === undefined ? `>= ${value.from}` : `[${value.from}..${value.to}]`;
  }
  return [value].flat().map((one) => JSON.stringify(one)).join(", ");
}

function table(programme) {
  const { id, open = [], cases } = programme;
  const keys = keysOf(programme).filter((key) => !key.startsWith("costs.") && !(programme.cases ?? []).some(({ law }) => law?.cap.key === key && key !== "beds"));
  const outputs = ["eligibility", ...(hasAmount(programme) ? ["amount"] : []), ...(isEverUpTo(programme) ? ["least"] : [])];
  const rules = [];
  const row = (way, said) => {
    const cells = { _id: `${id}-${rules.length}` };
    for (const key of keys) cells[plain(key)] = cell(way[key]);
    for (const output of outputs) cells[output] = said[output] ?? "null";
    rules.push(cells);
  };
  for (const [eligibility, ways] of [["yes", waysOf(programme)], ["unknown", open]]) {
    const verdict = JSON.stringify(eligibility);
    if (!cases) for (const way of ways) row(way, { eligibility: verdict });
    for (const { when, law } of cases ?? []) {
      for (const way of ways) {
        for (const one of when) {
          const merged = both(way, one);
          if (merged === null) continue;
          row(merged, law ? { eligibility: verdict, amount: amount(law), least: law.upTo ? "0" : amount(law) } : { eligibility: verdict });
        }
      }
    }
  }
  row({}, { eligibility: '"no"', amount: "0", least: "0" });
  return {
    id,
    name: id,
    type: "decisionTableNode",
    position: { x: 0, y: 0 },
    content: {
      hitPolicy: "first",
      inputs: keys.map((key) => ({ id: plain(key), name: key, field: plain(key) })),
      outputs: outputs.map((output) => ({ id: output, name: output, field: `${plain(id)}.${output}` })),
      rules,
    },
  };
}

export function rules(scope) {
  const kept = programmes(scope);
  const node = (id, type) => ({ id, name: id, type, position: { x: 0, y: 0 } });
  const edge = (sourceId, targetId) => ({ id: `${sourceId}-${targetId}`, sourceId, targetId, type: "edge" });
  const graph = {
    nodes: [node("request", "inputNode"), ...kept.map(table), node("response", "outputNode")],
    edges: kept.flatMap(({ id }) => [edge("request", id), edge(id, "response")]),
  };
  return { graph, kept };
}

export const reader = (kept) => (result) =>
  Object.fromEntries(
    kept.map((programme) => {
      const { eligibility, amount: most, least = most } = result[plain(programme.id)] ?? {};
      return [programme.id, outcome(programme, eligibility, most, least)];
    }),
  );

export async function load({ graph, kept }) {
  const { ZenEngine } = (await import("@gorules/zen-engine")).default;
  const decision = new ZenEngine().createDecision(graph);
  return {
    prepare: plainly,
    evaluate: async (facts) => (await decision.evaluate(facts)).result,
    explain: async (facts) => (await decision.evaluate(facts, { trace: true })).trace,
    read: reader(kept),
  };
}

export const entry = (scope) => `export const graph = ${JSON.stringify(rules(scope).graph)};`;
export const extra = ["node_modules/@gorules/zen-engine-linux-x64-gnu/zen-engine.linux-x64-gnu.node"];
