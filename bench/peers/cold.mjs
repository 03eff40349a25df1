// In a process of its own: from nothing to the engine with the four rules built, and on to the first result.
import { engine } from "./engines/all.mjs";

const { id, answers } = JSON.parse(process.argv[2]);
const one = await engine(id);
const rules = one.rules("four");
// Processor time, of all threads: others on the machine add little to it.
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const start = spent();
const loaded = await one.load(rules);
const built = spent();
await loaded.evaluate(loaded.prepare(answers));
const first = spent();
console.log(JSON.stringify({ load: built - start, first: first - built }));
