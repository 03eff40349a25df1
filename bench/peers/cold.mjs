// In a process of its own: from nothing to the engine with the four rules built, and on to the first result.
import { engine } from "./engines/all.mjs";

const { id, answers } = JSON.parse(process.argv[2]);
const one = await engine(id);
const rules = one.rules("four");
const start = performance.now();
const loaded = await one.load(rules);
const built = performance.now();
await loaded.evaluate(loaded.prepare(answers));
const first = performance.now();
console.log(JSON.stringify({ load: built - start, first: first - built }));
