// Measures this calculator beside its peers in one run, and prints one JSON: correctness first, then times.
// DIST is the folder of the build, CORE that of the wasm of `examples/judge_in_wasm.rs`, JUDGE the program of `examples/judge.rs`.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { machine, quartiles as spread } from "../document.mjs";
import { compare, missing, truths } from "./correct.mjs";
import { ENGINES, engine, versionOf } from "./engines/all.mjs";
import { ON } from "./engines/ours.mjs";
import * as jsonLogic from "./engines/json-logic.mjs";
import * as jsonRules from "./engines/json-rules-engine.mjs";
import * as floor from "./floor.mjs";
import { complete, partial } from "./grid.mjs";
import { FOUR, PROGRAMMES, flat } from "./rules.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const { CORE, DIST, JUDGE } = process.env;
/** Rounds of timing, in each of which every engine has its turn; so long a turn at least, in milliseconds. */
const ROUNDS = 31;
const TURN = 1;
const WARM_UP = 250;
/** Processes that start each engine from nothing; runs of the native program, and its samples in each. */
const STARTS = 9;
const NATIVE = { runs: 6, samples: 3, milliseconds: 100 };
/** Institutions of one call for many. */
const BLOCK = 20_000;

const told = (text) => process.stderr.write(`${text}\n`);

const grid = complete();
const partials = partial(grid);

/** Every engine with the four, and with all twelve. */
async function loadAll() {
  const all = [];
  for (const id of ENGINES) {
    const one = await engine(id);
    const scopes = {};
    for (const scope of ["four", "twelve"]) {
      const loaded = await one.load(one.rules(scope));
      scopes[scope] = { ...loaded, ids: scope === "four" && id !== "ours" ? FOUR : PROGRAMMES.map((programme) => programme.id) };
    }
    all.push({ id, name: one.name, version: one.from ? versionOf(one.from) : null, has: one.has, ...scopes });
  }
  return all;
}

/** Engines that have more than one way with a fact that is missing. */
async function otherWays() {
  const ids = PROGRAMMES.map(({ id }) => id);
  return [
    { id: "json-rules-engine+apart", name: "json-rules-engine, an engine a programme", twelve: { ...(await jsonRules.loadApart("twelve")), ids } },
    {
      id: "json-rules-engine+undefined",
      name: "json-rules-engine, allowUndefinedFacts",
      twelve: { ...(await jsonRules.load(jsonRules.rules("twelve"), { allowUndefinedFacts: true })), ids },
    },
    { id: "json-logic+missing", name: "json-logic-js, guarded by `missing`", twelve: { ...(await jsonLogic.load(jsonLogic.rules("twelve", true))), ids } },
  ];
}

/** Where results go, so that none is left out as unused. */
let sink;

/** Microseconds so far: on the clock, and of the processor with all threads, to which others on the machine add little. */
const now = () => {
  const { user, system } = process.cpuUsage();
  return { clock: performance.now() * 1000, processor: user + system };
};
const since = (start) => {
  const end = now();
  return { clock: end.clock - start.clock, processor: end.processor - start.processor };
};

/** A turn of a job: microseconds each, over as many as it takes to fill the turn. */
function turner({ inputs, call, waits, each = 1 }) {
  let at = 0;
  const input = () => {
    at = at + 1 === inputs.length ? 0 : at + 1;
    return inputs[at];
  };
  const batch = waits
    ? async (count) => {
        const start = now();
        for (let n = 0; n < count; n += 1) sink = await call(input());
        return since(start);
      }
    : (count) => {
        const start = now();
        for (let n = 0; n < count; n += 1) sink = call(input());
        return since(start);
      };
  let count = 1;
  return {
    async warm() {
      const until = performance.now() + WARM_UP;
      while (performance.now() < until) {
        const taken = (await batch(count)).clock / 1000;
        if (taken < TURN) count = Math.ceil(count * Math.min(8, Math.max(1.2, (TURN * 1.2) / Math.max(taken, 1e-3))));
      }
    },
    async turn() {
      const { clock, processor } = await batch(count);
      return { clock: clock / count / each, processor: processor / count / each };
    },
    count: () => count,
  };
}

/** What is timed, as jobs. */
function jobsOf(engines) {
  const jobs = [];
  for (const { id, four, twelve } of engines) {
    const waits = (call, input) => call(input) instanceof Promise;
    const job = (kind, loaded, call, answers) => {
      const inputs = answers.map(loaded.prepare);
      jobs.push({ id, kind, inputs, call, waits: waits(call, inputs[0]) });
    };
    if (id !== "ours") job("four", four, four.evaluate, grid);
    job("twelve", twelve, twelve.evaluate, grid);
    if (four.explain) job("explain", four, four.explain, grid);
    if (four.next) job("next", four, four.next, partials);
  }
  jobs.push({ id: "floor", kind: "one", inputs: grid, call: floor.ehrSharing, waits: false });
  return jobs;
}

/** The grid in columns, over and over, as `evaluateMany` takes it. */
function columns(catalogue) {
  const questions = Object.fromEntries(catalogue.questions.map((question) => [question.key, question]));
  const rows = grid.map(flat);
  const request = { rows: BLOCK, columns: {}, on: ON };
  for (const key of Object.keys(rows[0])) {
    const choices = questions[key].choices?.map(({ value }) => value);
    const column = new Float64Array(BLOCK);
    for (let row = 0; row < BLOCK; row += 1) {
      const value = rows[row % rows.length][key];
      // Texts are their place, numbers to choose from are themselves.
      column[row] = typeof value === "string" ? choices.indexOf(value) : Number(value);
    }
    request.columns[key] = column;
  }
  return request;
}

/** Rows and programmes for which `evaluateMany` says something else than the second opinion. */
function manyDiffers(report) {
  let differ = 0;
  for (const { id, eligibility, min, max } of report.programmes) {
    for (let row = 0; row < grid.length; row += 1) {
      const right = floor.BY_ID[id](grid[row]);
      const amount = right.min === null ? Number.isNaN(min[row]) : min[row] === right.min && max[row] === right.max;
      if (report.codes.eligibility[eligibility[row]] !== right.eligibility || !amount) differ += 1;
    }
  }
  return differ + report.refused.length;
}

/** The core in wasm as the native program has it: the grid waits inside, and a call judges all of it once. */
async function inWasm() {
  const module = await import(pathToFileURL(path.join(CORE, "iryo_dx_hojokin.js")));
  await module.default({ module_or_path: readFileSync(path.join(CORE, "iryo_dx_hojokin_bg.wasm")) });
  const core = new module.Core(JSON.stringify(grid));
  return { id: "ours", kind: "wasm", inputs: [1], call: (rounds) => core.run(rounds), waits: false, each: grid.length };
}

function native(file) {
  const said = execFileSync(JUDGE, [file, String(NATIVE.samples), String(NATIVE.milliseconds)], { encoding: "utf8" });
  return JSON.parse(said).map((picoseconds) => picoseconds / 1e6);
}

const weigh = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length,
});
/** Binary files are the same for both sets of rules. */
const weighed = new Map();
const weighFile = (file) => weighed.get(file) ?? weighed.set(file, weigh(readFileSync(file))).get(file);
const heavier = (one, other) => ({ raw: one.raw + other.raw, gzip: one.gzip + other.gzip, brotli: one.brotli + other.brotli });

/** What a page has to fetch: the engine with its rules, bundled and minified, and the binary file beside it. */
async function shipped() {
  const esbuild = createRequire(path.join(here, "../../package.json"))("esbuild");
  const file = (name) => weigh(readFileSync(path.join(DIST, name)));
  const module = heavier(file("iryo_dx_hojokin.js"), file("iryo_dx_hojokin_bg.wasm"));
  const sizes = [
    { id: "ours", what: "module and wasm: engine, all twelve, every text and source", ...module },
    { id: "ours", what: "the whole page in one file, engine and catalogue inside", ...file("iryo-dx-hojokin.html") },
  ];
  for (const id of ENGINES.slice(1)) {
    const one = await engine(id);
    for (const scope of ["four", "twelve"]) {
      const { outputFiles } = await esbuild.build({
        stdin: { contents: one.entry(scope), resolveDir: here },
        bundle: true,
        minify: true,
        write: false,
        format: "esm",
        platform: "browser",
        logLevel: "error",
      });
      let size = weigh(outputFiles[0].contents);
      for (const extra of one.extra ?? []) size = heavier(size, weighFile(path.join(here, extra)));
      sizes.push({ id, what: scope, ...size });
    }
  }
  return sizes;
}

function coldStarts() {
  const samples = Object.fromEntries(ENGINES.map((id) => [id, { load: [], first: [] }]));
  for (let n = 0; n < STARTS; n += 1) {
    for (const id of ENGINES) {
      const argument = JSON.stringify({ id, answers: grid[n * 97] });
      const said = JSON.parse(execFileSync(process.execPath, [path.join(here, "cold.mjs"), argument], { encoding: "utf8" }));
      samples[id].load.push(said.load);
      samples[id].first.push(said.first);
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([id, { load, first }]) => [id, { load: spread(load), first: spread(first) }]));
}

async function times(engines, request, file) {
  const { module } = engines[0].twelve;
  const jobs = jobsOf(engines);
  jobs.push(await inWasm());
  if (request) jobs.push({ id: "ours", kind: "many", inputs: [request], call: (one) => module.evaluateMany(one), waits: false, each: BLOCK });
  const turners = jobs.map(turner);
  for (const one of turners) await one.warm();
  const samples = jobs.map(() => []);
  const natively = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // The turns go round, so that nobody always follows the same one.
    for (let n = 0; n < jobs.length; n += 1) {
      const at = (n + round) % jobs.length;
      samples[at].push(await turners[at].turn());
    }
    if (round % Math.floor(ROUNDS / NATIVE.runs) === 0 && natively.length < NATIVE.runs * NATIVE.samples) natively.push(...native(file));
  }
  const each = (list, name) => list.map((sample) => sample[name]);
  const timed = jobs.map(({ id, kind }, at) => ({
    id,
    kind,
    ...spread(each(samples[at], "processor")),
    clock: spread(each(samples[at], "clock")),
    batch: turners[at].count(),
  }));
  timed.push({ id: "ours", kind: "native", ...spread(natively), batch: grid.length });
  const of = (id, kind) => each(samples[jobs.findIndex((job) => job.id === id && job.kind === kind)], "processor");
  const ratio = (one, other) => spread(one.map((sample, round) => sample / other[round]));
  const one = spread(of("floor", "one")).median;
  return {
    timed,
    ratios: {
      publicodes: ratio(of("publicodes", "four"), of("ours", "twelve")),
      jsonRules: ratio(of("json-rules-engine", "twelve"), of("ours", "twelve")),
      wasm: ratio(of("ours", "wasm"), of("floor", "one")),
      many: request ? ratio(of("ours", "many"), of("floor", "one")) : null,
      native: spread(natively.map((sample) => sample / one)),
    },
  };
}

const engines = await loadAll();
told("complete answers");
const correct = {};
for (const { id, four, twelve } of engines.filter((one) => one.id !== "floor")) {
  correct[id] = await compare(twelve, grid);
  // The rules of the four alone, which are timed too, are the same text: every third institution shows that.
  if (id !== "ours") correct[`${id}/four`] = await compare(four, grid.filter((_, at) => at % 3 === 0));
}
told("answers missing");
const truly = truths(partials, PROGRAMMES.map(({ id }) => id));
const absent = {};
const others = await otherWays();
for (const { id, name, twelve } of [...engines, ...others]) absent[id] = { name, ...(await missing(twelve, partials, truly)) };
const { module } = engines[0].twelve;
const request = module.evaluateMany ? columns(module.catalogue()) : null;
const manyWrong = request ? manyDiffers(module.evaluateMany(request)) : null;

const folder = mkdtempSync(path.join(os.tmpdir(), "peers-"));
try {
  const file = path.join(folder, "grid.json");
  writeFileSync(file, JSON.stringify(grid));
  const load = os.loadavg()[0];
  told("times");
  const { timed, ratios } = await times(engines, request, file);
  told("cold starts");
  const cold = coldStarts();
  const measuredOn = machine(load);
  told("bytes");
  const result = {
    machine: measuredOn,
    sources: JSON.parse(readFileSync(path.join(DIST, "manifest.json"), "utf8")).sources.digest,
    on: ON,
    rounds: ROUNDS,
    starts: STARTS,
    block: BLOCK,
    engines: engines.map(({ id, name, version, has, twelve }) => ({ id, name, version, has, covers: twelve.ids.length })),
    grid: {
      complete: grid.length,
      partial: partials.length,
      statements: partials.length * PROGRAMMES.length,
      settled: truly.flatMap((one) => Object.values(one)).filter(({ settled }) => settled).length,
      met: Object.fromEntries(
        PROGRAMMES.map(({ id }) => {
          const said = grid.map(floor.BY_ID[id]);
          return [id, { yes: said.filter(({ eligibility }) => eligibility === "yes").length, amounts: new Set(said.map(({ max }) => max)).size }];
        }),
      ),
    },
    correct,
    absent,
    manyWrong,
    timed,
    ratios,
    cold,
    shipped: await shipped(),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
void sink;
