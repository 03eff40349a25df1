// Measures variants of the calculator's wasm in Node: `cargo xtask bench levers` builds them. Each run is a
// process of its own, because a page begins cold; the variants take turns. Writes docs/levers.md.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { states } from "../../../tests/browser/states.mjs";

/** Processes of each variant; evaluations in each, of which the later half counts as warm. */
const RUNS = 15;
const EVALUATIONS = 400;

const [what, plan] = process.argv.slice(2);

/** One process: how long it takes from the bytes to each answer, in milliseconds. */
const measures = {
  async variant({ directory, packed, unpacker }) {
    const module = await import(pathToFileURL(join(directory, "iryo_dx_hojokin.js")).href);
    const bytes = readFileSync(join(directory, "iryo_dx_hojokin_bg.wasm"));
    const small = readFileSync(unpacker);
    const lzma = readFileSync(packed);
    const { answers, on } = states["complete-hospital"];
    const took = {};
    let last = performance.now();
    const lap = (name) => {
      const now = performance.now();
      took[name] = now - last;
      last = now;
    };
    const plain = unlzma(small, lzma);
    lap("unpack");
    if (!bytes.equals(plain)) throw new Error(`${directory} is unpacked to something else`);
    last = performance.now();
    module.initSync({ module: bytes });
    lap("start");
    module.catalogue();
    lap("catalogue");
    module.evaluate({ answers: {}, on });
    lap("first");
    const warm = [];
    for (let beds = 1; beds <= EVALUATIONS; beds += 1) {
      last = performance.now();
      module.evaluate({ answers: { ...answers, beds: 19 + beds }, on });
      lap("warm");
      warm.push(took.warm);
    }
    return { ...took, warm: median(warm.slice(EVALUATIONS / 2)) };
  },

  async form({ name, text, unpacker }) {
    const small = readFileSync(unpacker);
    const begun = performance.now();
    const bytes = Buffer.from(text, "base64");
    if (name.startsWith("gzip")) await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    if (name.startsWith("LZMA")) unlzma(small, bytes);
    return { unpack: performance.now() - begun };
  },

  async parts({ directory }) {
    const module = await import(pathToFileURL(join(directory, "iryo_dx_hojokin.js")).href);
    module.initSync({ module: readFileSync(join(directory, "iryo_dx_hojokin_bg.wasm")) });
    const { questions, groups, edition, ...others } = module.catalogue();
    const [all, asked] = [{ questions, groups, edition, ...others }, { questions, groups, edition }].map((part) => JSON.stringify(part));
    const begun = performance.now();
    JSON.parse(all);
    const between = performance.now();
    JSON.parse(asked);
    return { all: between - begun, asked: performance.now() - between };
  },
};

/** As www/src/unlzma.ts does it. */
function unlzma(wasm, packed) {
  const decoder = new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports;
  const from = 0x4000;
  const plain = from + packed.length + 1;
  const end = plain + packed.readUInt32LE(5);
  decoder.memory.grow(Math.ceil(end / 0x10000));
  new Uint8Array(decoder.memory.buffer).set(packed, from);
  decoder.unlzma(from, plain, end);
  return new Uint8Array(decoder.memory.buffer, plain, end - plain);
}

const sorted = (times) => [...times].sort((one, other) => one - other);
function quantile(times, share) {
  return sorted(times)[Math.max(0, Math.ceil(share * times.length) - 1)];
}
function median(times) {
  return quantile(times, 0.5);
}

/** All of them in turn, each time in a process of its own. */
function inTurn(what, things) {
  const runs = things.map(() => []);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [at, thing] of things.entries()) {
      const input = JSON.stringify(thing);
      const said = execFileSync(process.execPath, [fileURLToPath(import.meta.url), what], { input, encoding: "utf8" });
      runs[at].push(JSON.parse(said));
    }
  }
  return runs;
}

function report({ built, forms, unpacker, tools }) {
  const variants = inTurn("variant", built.map(({ directory, packed }) => ({ directory, packed, unpacker })));
  const unpacked = inTurn("form", forms.map(({ name, text }) => ({ name, text, unpacker })));
  const [parts] = inTurn("parts", [{ directory: built[0].directory }]);
  const number = (count) => count.toLocaleString("en");
  const figure = (runs, name, digits = 1) => {
    const times = runs.map((run) => run[name]);
    return `${median(times).toFixed(digits)} (${quantile(times, 0.25).toFixed(digits)}–${quantile(times, 0.75).toFixed(digits)})`;
  };
  const table = (rows) => {
    const [head, ...body] = rows;
    return [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
  };
  const text = `# What the switches of the build do

Written by \`cargo xtask bench levers\`; every figure below was measured in one run of it. Times are those of the
machine; only those of one run can be compared.

- ${os.cpus()[0].model}, ${os.cpus().length} processors, ${os.type()} ${os.arch()}; load at the end of the run: ${os.loadavg()[0].toFixed(1)}
- Node ${process.versions.node} (V8 ${process.versions.v8}); ${tools.join("; ")}
- ${RUNS} processes of each, the variants in turn. Times in milliseconds: medians, in brackets the middle half

## The wasm in the page

Each row differs from the first in what its name says, and in nothing else. What counts for the page is what the
packed wasm weighs as a text after gzip; what counts for the person is the time until the first answer, all its steps together: to
unpack, to start, to hand over the catalogue, and the first answer. The last column is one answer after ${EVALUATIONS / 2} others.

${table([
  ["", "wasm, bytes", "gzip", "packed, as text", "that after gzip", "unpack", "start", "catalogue", "first answer", "together", "warm answer"],
  ...built.map(({ name, bytes, gzip, text, page }, at) => {
    const runs = variants[at].map((run) => ({ ...run, all: run.unpack + run.start + run.catalogue + run.first }));
    return [
      name,
      ...[bytes, gzip, text, page].map(number),
      ...["unpack", "start", "catalogue", "first", "all"].map((name) => figure(runs, name)),
      figure(runs, "warm", 3),
    ];
  }),
])}

## How it stands in the page

The same wasm, as base64 in each case, and the time from the text to its bytes.

${table([
  ["", "bytes", "as text", "that after gzip", "unpack"],
  ...forms.map(({ name, bytes, text, page }, at) => [name, ...[bytes, text.length, page].map(number), figure(unpacked[at], "unpack")]),
])}

## The catalogue's texts

To make objects of the whole JSON takes ${figure(parts, "all", 2)} ms; of what is needed before the first answer alone
(questions, groups and edition) ${figure(parts, "asked", 2)} ms. The difference is all that telling the rest later could save.
`;
  writeFileSync(process.env.REPORT, text);
  console.log(text);
}

if (what in measures) console.log(JSON.stringify(await measures[what](JSON.parse(readFileSync(0, "utf8")))));
else report(JSON.parse(readFileSync(plan, "utf8")));
