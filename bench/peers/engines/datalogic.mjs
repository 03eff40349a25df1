// datalogic: JSONLogic in Rust, as WebAssembly. The rule is that of json-logic-js, compiled once; facts and results
// cross the boundary as JSON, which is its interface.
import { readFile } from "node:fs/promises";
import { plainly } from "../rules.mjs";
import * as jsonLogic from "./json-logic.mjs";

export const name = "datalogic (wasm)";
export const from = "@goplasmatic/datalogic";
export const rules = jsonLogic.rules;
/** What the engine itself has for the parts of a subsidy. */
export const has = {
  arithmetic: "yes",
  floor: "by the remainder",
  absent: "as json-logic-js, or an error",
  why: "trace of each step; compiles the rule anew",
  next: "none",
  days: "has dates; not written here",
};

export async function load({ written, kept }) {
  // The build for browsers: the one for Node cannot be imported in this version.
  const module = await import("@goplasmatic/datalogic/web");
  await module.default({ module_or_path: await readFile(new URL(`../${extra[0]}`, import.meta.url)) });
  const rule = new module.CompiledRule(JSON.stringify(written), false);
  const text = JSON.stringify(written);
  return {
    prepare: plainly,
    evaluate: (facts) => JSON.parse(rule.evaluate(JSON.stringify(facts))),
    // Its trace compiles the rule each time: there is none for a compiled one.
    explain: (facts) => JSON.parse(module.evaluate_with_trace(text, JSON.stringify(facts), false)),
    read: jsonLogic.reader(kept),
  };
}

export const entry = (scope) =>
  `import init, { CompiledRule } from "./node_modules/@goplasmatic/datalogic/web/datalogic_wasm.js"; const rule = ${JSON.stringify(JSON.stringify(rules(scope).written))}; export const load = async (wasm) => { await init(wasm); return new CompiledRule(rule, false); };`;
export const extra = ["node_modules/@goplasmatic/datalogic/web/datalogic_wasm_bg.wasm"];
