// What has to hold of every fragment of an address, whoever wrote it. The sources as they are, and
// the built calculator, which must not refuse what a link brought.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = (name) => join(root, "target/dist", name);

/** Where the kept fragments are, a file each. */
export const CORPUS = join(root, "fuzz/corpus/link");

/** Under this name the sources are seen by who looks at what of them runs. */
export const SOURCES = "link-sources.js";

const { outputFiles } = await build({
  stdin: {
    contents: ["link", "snapshot", "compare"].map((name) => `export * from "./www/src/${name}";`).join("\n"),
    resolveDir: root,
  },
  bundle: true,
  write: false,
  format: "iife",
  globalName: "sources",
  target: "es2022",
});
/** The sources as one script. */
export const text = `${outputFiles[0].text}; sources`;
const { compare, readLink, readSnapshot, snapshot, writeLink, writeSnapshot } = vm.runInThisContext(text, { filename: SOURCES });
const calculator = await import(pathToFileURL(built("iryo_dx_hojokin.js")).href);
await calculator.default({ module_or_path: await readFile(built("iryo_dx_hojokin_bg.wasm")) });

export const catalogue = calculator.catalogue();
export { writeSnapshot };

/** The kept fragments by the names of their files. */
export async function kept() {
  const names = (await readdir(CORPUS)).toSorted();
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(CORPUS, name), "utf8")])));
}

const ids = (programmes) => programmes.map(({ id }) => id);
const listed = ids(catalogue.programmes.filter(({ beside }) => !beside));
const besides = ids(catalogue.programmes.filter(({ beside }) => beside));
const STATES = ["open", "upcoming", "check", "closed", "no"];

const longest = Math.max(...catalogue.questions.map(({ name }) => name.length));
/** Around what is quoted of a link stand a question's name and fixed words; of the link itself at most 40 letters. */
const LONGEST_FAULT = longest + 40 + 40;
/** Unpaired halves of letters, and what is not seen, turns the direction round or ends a line. */
const BREAKS_A_SENTENCE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const plain = Object.getOwnPropertyNames(Object.prototype).join();

function isDay(text) {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && text >= "0001" && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every answer with its name, those of the costs among them. */
function named(answers) {
  return Object.entries(answers).flatMap(([key, value]) =>
    key === "costs" && isRecord(value) ? Object.entries(value).map(([id, cost]) => [`costs.${id}`, cost]) : [[key, value]],
  );
}

/** The answers as the link has them, where it has one field for them that can be read. */
function given(fields) {
  const [field, ...others] = fields.filter((field) => /^a(=|$)/.test(field));
  if (field === undefined || others.length > 0) return undefined;
  try {
    return JSON.parse(decodeURIComponent(field.slice(2)));
  } catch {
    return undefined;
  }
}

/** Throws where something does not hold. */
export function holds(fragment) {
  const linked = readLink(fragment, catalogue);
  assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), plain);
  const fields = fragment.replace(/^#/, "").split("&");
  const ours = fields.some((field) => /^(a|on)(=|$)/.test(field)) || (fields.length === 1 && fields[0] === "");
  assert.equal(linked !== null, ours);
  if (linked === null) return;
  const { answers, on, was, faults } = linked;

  assert.ok(faults.length <= fragment.length);
  for (const fault of faults) {
    assert.ok([...fault].length <= LONGEST_FAULT, `${fault.length} letters`);
    assert.doesNotMatch(fault, BREAKS_A_SENTENCE);
  }
  assert.ok(on === null || isDay(on));
  if (was) held(was);

  // What is not taken is named, and nothing is taken that was not given.
  const wanted = given(fields);
  if (answers === null) return assert.ok(faults.length > 0);
  for (const part of [answers, answers.costs ?? {}]) assert.equal(Object.getPrototypeOf(part), Object.prototype);
  const taken = new Map(named(answers));
  if (wanted !== undefined) {
    const all = named(wanted);
    for (const [name, value] of taken) assert.ok(all.some(([other, same]) => other === name && same === value), name);
    if (fields.length === 1) assert.equal(faults.length, all.length - taken.size);
  }

  const report = calculator.evaluate(on === null ? { answers } : { answers, on });
  assert.deepEqual([ids(report.programmes), ids(report.beside)], [listed, besides]);
  passedOn(snapshot(report));
  if (was) {
    const { differences } = compare(was, report, calculator.evaluate({ answers, on: was.on }), catalogue);
    assert.ok(differences.length <= listed.length);
  }

  const written = writeLink(answers, on);
  const again = readLink(written, catalogue);
  assert.deepEqual([JSON.stringify(again.answers), again.on, again.faults], [JSON.stringify(answers), on, []]);
  assert.equal(writeLink(again.answers, again.on), written);
}

/** What the page would pass on: of the twelve, and again with their states, which a link does not carry but which follow. */
function passedOn(figures) {
  const again = readSnapshot(encodeURIComponent(writeSnapshot(figures)));
  held(again);
  const told = ({ total, programmes }) => [total, [...programmes].map(([id, { state, eligibility, window, amount }]) => [id, state, eligibility, window.state, amount])];
  assert.deepEqual(told(again), told(figures));
  assert.deepEqual([...figures.programmes.keys()], listed);
}

/** The figures of an earlier day. */
function held(was) {
  assert.ok([was.on, was.asOf, was.version.slice(0, 10)].every(isDay));
  assert.ok([...was.edition].length <= 40);
  assert.doesNotMatch(was.edition, BREAKS_A_SENTENCE);
  for (const { state } of was.programmes.values()) assert.ok(STATES.includes(state), state);
  for (const ends of [was.total, ...[...was.programmes.values()].map(({ amount }) => amount)]) {
    const { min, max } = ends ?? { min: 0, max: null };
    assert.ok(Number.isSafeInteger(min) && min >= 0 && (max === null || Number.isSafeInteger(max) && min <= max));
  }
  assert.deepEqual(readSnapshot(encodeURIComponent(writeSnapshot(was))), was);
}
