// Tries links for so many seconds, from the kept ones on; keeps those that reach what none before
// reached. Says as one line of JSON what was tried; a link that breaks something is left in a file.
import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { CORPUS, holds, kept, SOURCES, text } from "./holds.mjs";
import { links } from "./links.mjs";
import { Reached } from "./reached.mjs";

const [seconds, finding] = process.argv.slice(2);
/** Asking what ran takes far longer than running: it is asked of so many together. */
const TOGETHER = 100;

const reached = new Reached(SOURCES, text.length);
/** Those among the links that reach something new, found by halves. */
function telling(links) {
  reached.fresh();
  links.forEach(holds);
  const fresh = reached.fresh();
  if (fresh.length === 0 || links.length === 1) {
    reached.add(fresh);
    return fresh.length > 0 ? links : [];
  }
  const middle = links.length >> 1;
  return [...telling(links.slice(0, middle)), ...telling(links.slice(middle))];
}

const start = performance.now();
const before = await kept();
const known = [...before.values()];
let executions = known.length;
known.forEach(holds);
reached.add(reached.fresh());

let batch = [];
const property = fc.property(links(known), (link) => {
  executions += 1;
  holds(link);
  batch.push(link);
  if (batch.length < TOGETHER) return;
  if (reached.fresh().length > 0) known.push(...telling(batch));
  batch = [];
});
const limit = Number(seconds) * 1000 - (performance.now() - start);
const { failed, counterexample, errorInstance, seed } = fc.check(property, {
  numRuns: Number.MAX_SAFE_INTEGER,
  interruptAfterTimeLimit: Math.max(limit, 1),
  markInterruptAsFailure: false,
});
const took = (performance.now() - start) / 1000;
if (failed) {
  await writeFile(finding, counterexample[0]);
  console.error(`seed ${seed}: ${JSON.stringify(counterexample[0])}\n${errorInstance?.stack}`);
  process.exit(1);
}

// As few and as short ones as reach the same.
const { share } = reached;
reached.forget();
const shortest = known.toSorted((one, other) => one.length - other.length || (one < other ? -1 : 1));
const minimal = shortest.flatMap((link) => telling([link]));
const name = (link) => createHash("sha1").update(link).digest("hex");
const wanted = new Map(minimal.map((link) => [name(link), link]));
for (const old of before.keys()) if (!wanted.has(old)) await rm(join(CORPUS, old));
for (const [name, link] of wanted) if (!before.has(name)) await writeFile(join(CORPUS, name), link);
console.log(JSON.stringify({ executions, seconds: took, reached: share }));
