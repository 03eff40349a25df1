// This project's ES module, from the folder that the build made.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const dist = process.env.DIST;

export const name = "this calculator";
export const ON = "2025-11-01";
export const rules = () => null;
/** What the engine itself has for the parts of a subsidy. */
export const has = {
  arithmetic: "in the core",
  floor: "named rounding",
  absent: "exact range",
  why: "conditions, states, sentences of the calculation",
  next: "by how many yen an answer moves the sum",
  days: "yes",
};

export async function load() {
  const module = await import(pathToFileURL(path.join(dist, "iryo_dx_hojokin.js")));
  await module.default({ module_or_path: await readFile(path.join(dist, "iryo_dx_hojokin_bg.wasm")) });
  const evaluate = (request) => module.evaluate(request);
  return {
    module,
    prepare: (answers) => ({ answers, on: ON }),
    evaluate,
    // Every report has its conditions and steps.
    explain: evaluate,
    next: (request) => module.evaluate(request).next,
    read: (report) =>
      Object.fromEntries(
        report.programmes.map(({ id, eligibility, amount, missing }) => [
          id,
          { eligibility, amount: amount && [amount.min, amount.max], named: missing },
        ]),
      ),
  };
}
