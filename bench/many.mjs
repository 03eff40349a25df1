// As many institutions as Japan has in one call of `evaluateMany`: how long, and how much memory.
// Writes its section of the document: `many.mjs DOCUMENT RUSTC`. DIST is the folder of the build.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bytes, machine, quartiles, spread, table, told, write } from "./document.mjs";
import { COUNTS, institutions } from "./japan.mjs";

const { DIST } = process.env;
const ON = "2025-11-01";
/** Calls after the first, which also compiles. */
const CALLS = 15;
/** What is hoped for, in milliseconds on the clock. */
const TARGET = 1000;
/** What a public list of institutions tells. */
const PUBLIC = ["facilityType", "beds", "prefecture"];

const VARIANTS = {
  "every question answered": (catalogue) => institutions(catalogue, { leftOut: 0 }),
  "one answer in ten left out": (catalogue) => institutions(catalogue, { leftOut: 10 }),
  [`only ${PUBLIC.map((key) => `\`${key}\``).join(", ")}`]: (catalogue) => {
    const { rows, columns } = institutions(catalogue, { leftOut: 0 });
    return { rows, columns: Object.fromEntries(PUBLIC.map((key) => [key, columns[key]])) };
  },
};

const size = (columns) => columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
/** The most that this process has had in memory so far, in bytes. */
const peak = () => process.resourceUsage().maxRSS * 1024;

/** Milliseconds of a call, on the clock and of the processor with all threads. */
function timed(call) {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = call();
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { result, clock, processor: (user + system) / 1000 };
}

/** One variant, in a process of its own, so that its memory is its own. */
async function measure(name) {
  const module = await import(pathToFileURL(path.join(DIST, "iryo_dx_hojokin.js")));
  const { memory } = await module.default({ module_or_path: readFileSync(path.join(DIST, "iryo_dx_hojokin_bg.wasm")) });
  const request = { ...VARIANTS[name](module.catalogue()), on: ON };
  const wasm = { before: memory.buffer.byteLength };
  const resident = { before: peak() };
  // Nothing of a report is kept, else the memory would be that of several.
  const once = (look) => {
    const { result, ...times } = timed(() => module.evaluateMany(request));
    look?.(result);
    return times;
  };
  const about = {};
  const first = once(({ rows, refused, problems, programmes, beside, total, referenceTotal }) => {
    assert.deepEqual([rows, refused.length], [request.rows, 0]);
    resident.first = peak();
    const out = [...programmes, ...beside, total, referenceTotal].flatMap((one) => Object.values(one)).filter(ArrayBuffer.isView);
    Object.assign(about, {
      programmes: programmes.length,
      beside: beside.length,
      out: { columns: out.length, bytes: size(out) },
      // Answers are drawn each for itself, so that some do not go together.
      contradicting: new Set(problems.flatMap((problem) => [...problem.rows])).size,
    });
  });
  const calls = Array.from({ length: CALLS }, () => once());
  wasm.after = memory.buffer.byteLength;
  resident.after = peak();
  const given = Object.values(request.columns);
  return {
    name,
    rows: request.rows,
    ...about,
    in: { columns: given.length, bytes: size(given) },
    first,
    clock: quartiles(calls.map(({ clock }) => clock)),
    processor: quartiles(calls.map(({ processor }) => processor)),
    longest: Math.max(...calls.map(({ clock }) => clock)),
    wasm,
    resident,
  };
}

const [, , document, rustc] = process.argv;
if (process.env.VARIANT) {
  console.log(JSON.stringify(await measure(process.env.VARIANT)));
} else {
  const load = os.loadavg()[0];
  const all = Object.keys(VARIANTS).map((VARIANT) => JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url)], { env: { ...process.env, VARIANT }, encoding: "utf8" })));
  report(all, machine(load));
}

function report(all, measuredOn) {
  const { sources } = JSON.parse(readFileSync(path.join(DIST, "manifest.json"), "utf8"));
  const [{ rows, programmes, beside }] = all;
  const times = table(
    ["ms a call", "first call, clock", "clock, median (quartiles)", "longest", "processor, median (quartiles)", "µs of the processor an institution", `under ${bytes(TARGET)} ms on the clock (median)`],
    all.map(({ name, first, clock, processor, longest }) => [
      name,
      bytes(Math.round(first.clock)),
      spread(clock),
      bytes(Math.round(longest)),
      spread(processor),
      ((processor.median * 1000) / rows).toFixed(2),
      clock.median < TARGET ? "met" : "**missed**",
    ]),
  );
  const memory = table(
    ["bytes", "columns in", "columns out", "memory of the wasm before", "after all calls", "resident at its peak: before the calls", "after the first", "after all"],
    all.map((one) => [
      one.name,
      `${one.in.columns}: ${bytes(one.in.bytes)}`,
      `${one.out.columns}: ${bytes(one.out.bytes)}`,
      bytes(one.wasm.before),
      bytes(one.wasm.after),
      ...[one.resident.before, one.resident.first, one.resident.after].map(bytes),
    ]),
  );
  const counts = Object.entries(COUNTS).map(([type, count]) => `${bytes(count)} × \`${type}\``);
  const section = `## All of Japan in one call

\`cargo xtask bench many\` writes this section; none of it is typed by hand. ${told(measuredOn, rustc, sources.digest)}

One call of \`evaluateMany\` in Node judges ${bytes(rows)} institutions (${counts.join(", ")}: roughly as many as Japan
has), each with all ${programmes + beside} programmes: ${programmes} on the list and ${beside} beside it. They are made up with a fixed seed (\`bench/japan.mjs\`), each answer drawn for itself; those whose
answers contradict each other are judged too: ${all.map(({ contradicting }) => bytes(contradicting)).join(", ")} of them in the three lists below.
Each list has a process of its own: a first call, in which the engine of JavaScript still compiles, then ${CALLS} more.
Processor time is of all threads, those that collect garbage too.

${times}

Rows cross into the wasm in blocks, so that its memory is the same for any number of them; what grows with the rows are the
columns, in and out. What is resident holds all of
Node and, before the calls, what drawing the institutions took; after all calls also reports that nobody needs any more and nobody has collected yet.

${memory}
`;
  write(document, "many", section);
  console.log(section);
}
