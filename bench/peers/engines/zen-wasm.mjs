// Zen's WebAssembly has expressions, but no decision graphs: each programme is an expression with conditionals.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { hasAmount, isEverUpTo, isRange, plain, plainly, programmes } from "../rules.mjs";
import { amount, reader } from "./zen.mjs";

export const name = "Zen expressions (wasm)";
export const from = "@gorules/zen-engine-wasm";
/** What the engine itself has for the parts of a subsidy. */
export const has = {
  arithmetic: "yes",
  floor: "`floor`",
  absent: "null; an order with null throws",
  why: "none",
  next: "none",
  days: "has dates; not written here",
};

function test(key, value) {
  const fact = plain(key);
  if (isRange(value)) {
    if (!value.from) return `${fact} <= ${value.to}`;
    return value.to === undefined ? `${fact} >= ${value.from}` : `${fact} in [${value.from}..${value.to}]`;
  }
  return Array.isArray(value) ? `${fact} in ${JSON.stringify(value)}` : `${fact} == ${JSON.stringify(value)}`;
}

const any = (ways) =>
  `(${ways.map((way) => Object.entries(way).map(([key, value]) => test(key, value)).join(" and ") || "true").join(" or ")})`;

function programme(one) {
  const { conditions, open, cases } = one;
  const eligibility = `${conditions.map(any).join(" and ")} ? "yes" : ${open ? `${any(open)} ? "unknown" : ` : ""}"no"`;
  const chosen = (end) => cases.map(({ when, law }) => `${any(when)} ? ${law ? `(${end(law)})` : "null"} : `).join("") + "null";
  const fields = [`eligibility: ${eligibility}`];
  if (hasAmount(one)) fields.push(`amount: ${chosen(amount)}`);
  if (isEverUpTo(one)) fields.push(`least: ${chosen((law) => (law.upTo ? "0" : amount(law)))}`);
  return `{ ${fields.join(", ")} }`;
}

export function rules(scope) {
  const kept = programmes(scope);
  return { written: `{ ${kept.map((one) => `${plain(one.id)}: ${programme(one)}`).join(", ")} }`, kept };
}

export async function load({ written, kept }) {
  const module = await import("../node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm.js");
  const folder = path.dirname(createRequire(import.meta.url).resolve("@gorules/zen-engine-wasm/package.json"));
  await module.default({ module_or_path: await readFile(path.join(folder, "dist/zen_engine_wasm_bg.wasm")) });
  return { prepare: plainly, evaluate: (facts) => module.evaluateExpression(written, facts), read: reader(kept) };
}

export const entry = (scope) =>
  `import init, { evaluateExpression } from "./node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm.js"; const rule = ${JSON.stringify(rules(scope).written)}; export const load = async (wasm) => { await init(wasm); return (facts) => evaluateExpression(rule, facts); };`;
export const extra = ["node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm"];
