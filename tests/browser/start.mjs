// Where the time goes when the page is opened in Chromium, and when a key is pressed in it: of what is
// built now, beside the page of an earlier revision. The pages know nothing of it: what they call of the
// browser is wrapped from outside, the rest is what the browser itself notes. Writes docs/start-up.md.
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import { gzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";
import { median, meter, newPage, noteOpening, quantile } from "./opening.mjs";
import { startChromium } from "./puppeteer.mjs";
import { screens } from "./screens.mjs";
import { fragmentOf, states } from "./states.mjs";

const { PAGE, BEFORE, REVISION, REPORT } = process.env;
const pages = { before: BEFORE, after: PAGE };

const SCREEN = "phone";
/** Openings of each page that are measured, of each kind; those before them warm the browser up. */
const OPENINGS = 20;
const WARM_UP = 2;
/** Pages that are typed into, and what is typed into each: the same field over and over. */
const TYPED = 3;
const KEYS = "1590";
const ROUNDS = 3;
/** Pause between two keystrokes, in milliseconds: what a key causes is done by then. */
const PAUSE = 150;
/** By then the page has done all that it does by itself after an opening, in milliseconds. */
const DONE = 1000;
/** So much of that counts, from the document on, in milliseconds. */
const COUNTED = 700;

/** Runs in the page before its own scripts: notes when what it calls begins and ends. */
function wrap() {
  const begin = (name) => performance.mark(`begin ${name}`);
  const end = (name) => performance.mark(`end ${name}`);
  const during = (name, act) => {
    begin(name);
    try {
      return act();
    } finally {
      end(name);
    }
  };
  performance.mark("document");
  const around = (owner, method, name) => {
    const own = owner[method];
    if (own) owner[method] = { [method](...given) { return during(name, () => own.apply(this, given)); } }[method];
  };
  // From the first text that is decoded to the first wasm that is compiled: the loop over its letters too.
  let decoding = false;
  for (const [owner, method] of [[window, "atob"], [Uint8Array, "fromBase64"]]) {
    const own = owner[method];
    if (own) owner[method] = (...given) => {
      if (!decoding) begin("base64");
      decoding = true;
      return own.apply(owner, given);
    };
  }
  // The small wasm unpacks the large one: it comes first.
  let started = 0;
  const part = () => (started < 2 ? "unpacker" : "calculator");
  WebAssembly.Module = new Proxy(WebAssembly.Module, {
    construct(own, given) {
      if (started++ === 0) end("base64");
      return during(`compile ${part()}`, () => new own(...given));
    },
  });
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct: (own, given) =>
      during(`instantiate ${part()}`, () => {
        const { exports } = new own(...given);
        const wrapped = Object.entries(exports).map(([name, value]) => [
          name,
          typeof value !== "function" || name.startsWith("__") ? value : (...given) => during(`call ${name}`, () => value(...given)),
        ]);
        return { exports: Object.fromEntries(wrapped) };
      }),
  });
  around(JSON, "parse", "parse");
  around(JSON, "stringify", "stringify");
  around(TextDecoder.prototype, "decode", "decode");
  around(CSSStyleSheet.prototype, "replaceSync", "stylesheet");
  // A rendering reads this attribute first, and looks for this part last.
  let rendering = false;
  const get = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    if (name === "programmes" && !rendering) begin("views");
    if (name === "programmes") rendering = true;
    return get.call(this, name);
  };
  const find = DocumentFragment.prototype.getElementById;
  DocumentFragment.prototype.getElementById = function (name) {
    if (name === "said" && rendering) {
      end("views");
      rendering = false;
    }
    return find.call(this, name);
  };
  addEventListener("iryo-dx-hojokin-change", () => performance.mark("told"), { capture: true });
  addEventListener("keydown", () => performance.mark("key"), { capture: true });
}

const RENDER = "render the views (script)";
/** What a piece of the trace is counted as; what has no name of its own is counted as what it is part of. */
const KINDS = [
  [/^ParseHTML$/, "parse the HTML"],
  [/^(v8\.compile|V8\.Compile|V8\.Parse|V8\.PreParse)/, "compile scripts"],
  [/^begin base64$/, "base64 to bytes"],
  [/^begin (compile|instantiate) unpacker$/, "compile and start the unpacker"],
  [/^begin call unlzma$/, "unpack the LZMA"],
  [/^begin compile calculator$/, "compile the calculator"],
  [/^begin instantiate calculator$/, "instantiate the calculator"],
  [/^begin call catalogue$/, "the catalogue's text out of the wasm"],
  [/^begin call /, "evaluate, in the wasm"],
  [/^begin parse$/, "JSON.parse"],
  [/^begin decode$/, "texts out of the wasm (TextDecoder)"],
  [/^begin stylesheet$/, "parse the element's style"],
  [/^begin views$/, RENDER],
  [/^(Minor|Major)GC$/, "garbage collection"],
  [/^(EvaluateScript|FunctionCall|v8\.run|v8\.callFunction|TimerFire|FireAnimationFrame|RunMicrotasks)$/, "other script"],
  [/^(UpdateLayoutTree)$/, "style"],
  [/^Layout$/, "layout"],
  [/^(PrePaint|Paint|Layerize|Commit|UpdateLayer|CompositeLayers)$/, "paint and commit"],
];
const REST = "the browser's own";
const kindOf = (name) => KINDS.find(([pattern]) => pattern.test(name))?.[1];
const ORDER = [...new Set(KINDS.map(([, kind]) => kind)), REST];

const CATEGORIES = ["devtools.timeline", "v8", "blink.user_timing", "toplevel", "disabled-by-default-v8.compile"];

/** What the page's own thread did: pieces within pieces, in order, each with the processor's time that is its own. */
function piecesOf({ traceEvents }) {
  const document = traceEvents.find(({ cat, name }) => cat === "blink.user_timing" && name === "document");
  const own = traceEvents.filter(({ pid, tid }) => pid === document.pid && tid === document.tid);
  const pieces = own.flatMap(({ ph, name, ts, dur, tdur }) => (ph === "X" && tdur !== undefined ? [{ name, from: ts, to: ts + dur, time: tdur }] : []));
  const marks = own.filter(({ cat }) => cat === "blink.user_timing").sort((one, other) => one.ts - other.ts);
  const open = new Map();
  for (const { name, ts, tts } of marks) {
    if (name.startsWith("begin ")) open.set(name.slice(6), { name, ts, tts });
    if (!name.startsWith("end ")) continue;
    const begun = open.get(name.slice(4));
    if (!begun) throw new Error(`the page ends ${name.slice(4)} without a beginning`);
    pieces.push({ name: begun.name, from: begun.ts, to: ts, time: tts - begun.tts });
    open.delete(name.slice(4));
  }
  if (open.size > 0) throw new Error(`the page never ends ${[...open.keys()]}`);
  pieces.sort((one, other) => one.from - other.from || other.to - one.to);
  const around = [];
  for (const piece of pieces) {
    while (around.length > 0 && around.at(-1).to < piece.to) around.pop();
    const parent = around.at(-1);
    piece.self = piece.time;
    // A template is HTML too, but no part of the file.
    const within = piece.name === "ParseHTML" && parent?.kind === RENDER;
    piece.kind = (within ? undefined : kindOf(piece.name)) ?? parent?.kind ?? REST;
    if (parent) parent.self -= piece.time;
    around.push(piece);
  }
  return { pieces, at: (name) => marks.filter((mark) => mark.name === name).map(({ ts }) => ts) };
}

/** Kind → milliseconds of the processor, of what began between these two times. */
function timesOf(pieces, from, to) {
  const times = Object.fromEntries(ORDER.map((kind) => [kind, 0]));
  for (const piece of pieces) if (from <= piece.from && piece.from < to) times[piece.kind] += piece.self / 1000;
  return times;
}

/** When the task ends that paints next. */
function drawnAfter(pieces, time) {
  const paint = pieces.find(({ name, from }) => name === "Paint" && from >= time);
  const task = pieces.find(({ name, from, to }) => name.endsWith("RunTask") && from <= paint.from && paint.to <= to);
  return task.to;
}

async function traced(page, act) {
  await page.tracing.start({ categories: CATEGORIES });
  await act();
  const trace = await page.tracing.stop();
  return piecesOf(JSON.parse(new TextDecoder().decode(trace)));
}

const rest = (time) => new Promise((resolve) => setTimeout(resolve, time));
const FIRST = "To the first question, drawn";
const READY = "From there until everything stands, drawn";
const AFTER = "Afterwards, by itself";
const STAGES = [FIRST, READY, AFTER];

async function openOnce(browser, file, wrapped) {
  const { page, close } = await newPage(browser, SCREEN);
  await page.evaluateOnNewDocument(noteOpening);
  if (wrapped) await page.evaluateOnNewDocument(wrap);
  const spent = await meter(page);
  let opening;
  const open = async () => {
    await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
    opening = await (await page.waitForFunction(() => globalThis.opening)).jsonValue();
    await rest(DONE);
  };
  let stages;
  if (wrapped) {
    const { pieces, at } = await traced(page, open);
    const [document] = at("document");
    const views = pieces.find(({ name }) => name === "begin views");
    const first = drawnAfter(pieces, views.to);
    const ready = drawnAfter(pieces, at("told")[0]);
    const bounds = [document, first, ready, Math.max(ready, document + 1000 * COUNTED)];
    stages = Object.fromEntries(STAGES.map((stage, index) => [stage, timesOf(pieces, bounds[index], bounds[index + 1])]));
  } else await open();
  const { task } = await spent();
  await close();
  return { ...opening, task, stages };
}

async function typeOnce(browser, file, state) {
  const { page, close } = await newPage(browser, SCREEN);
  await page.evaluateOnNewDocument(wrap);
  await page.goto(pathToFileURL(file).href + fragmentOf(states[state]), { waitUntil: "load" });
  await page.evaluate(() => document.querySelector("iryo-dx-hojokin").ready.then(() => {}));
  const field = await page.evaluateHandle(() => {
    const field = document.querySelector("iryo-dx-hojokin").shadowRoot.querySelector("#in-beds");
    const group = field.closest("details");
    if (group) group.open = true;
    field.scrollIntoView({ block: "center" });
    field.focus();
    return field;
  });
  await rest(DONE);
  const keys = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await field.evaluate((field) => field.select());
    await rest(DONE);
    // The trace finds the page's thread by this.
    const { pieces, at } = await traced(page, async () => {
      await page.evaluate(() => performance.mark("document"));
      for (const key of KEYS) {
        await page.keyboard.type(key);
        await rest(PAUSE);
      }
    });
    const pressed = at("key");
    if (pressed.length !== KEYS.length) throw new Error(`${KEYS.length} keys were pressed and ${pressed.length} came`);
    keys.push(...pressed.map((key) => timesOf(pieces, key, key + 1000 * PAUSE)));
  }
  await close();
  return keys;
}

const ms = (time) => time.toFixed(1);
const sum = (times) => Object.values(times).reduce((one, other) => one + other, 0);
/** The median, and between which two the middle half lies. */
const figure = (times) => `${ms(median(times))} (${ms(quantile(times, 0.25))}–${ms(quantile(times, 0.75))})`;

function table(head, rows) {
  const cells = [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...rows];
  return cells.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** One row for each kind that took a tenth of a millisecond anywhere, and their sum. */
function profile(before, after) {
  const both = ORDER.map((kind) => [kind, before.map((times) => times[kind]), after.map((times) => times[kind])]);
  const rows = both.filter(([, ...sides]) => sides.some((times) => median(times) >= 0.05));
  return table(
    ["ms of the processor", "before", "after"],
    [...rows.map(([kind, one, other]) => [kind, figure(one), figure(other)]), ["**together**", figure(before.map(sum)), figure(after.map(sum))]],
  );
}

/** As many of the largest costs are named. */
const LARGEST = 3;

/** The largest costs of the page before, in all stages together, largest first. */
function largest(before, after) {
  const whole = (openings, kind) => openings.map(({ stages }) => sum(STAGES.map((stage) => stages[stage][kind])));
  const rows = ORDER.map((kind) => [kind, whole(before, kind), whole(after, kind)])
    .filter(([kind]) => kind !== REST)
    .sort(([, one], [, other]) => median(other) - median(one))
    .slice(0, LARGEST);
  const change = (one, other) => `${(100 * (median(other) / median(one) - 1)).toFixed(0)} %`;
  return table(["ms of the processor", "before", "after", "change"], rows.map(([kind, one, other]) => [kind, figure(one), figure(other), change(one, other)]));
}

const browser = await startChromium();
const opened = Object.fromEntries(Object.keys(pages).map((side) => [side, { plain: [], wrapped: [] }]));
const typed = {};
let version;
try {
  version = await browser.version();
  for (let count = -WARM_UP; count < OPENINGS; count += 1) {
    for (const [side, file] of Object.entries(pages)) {
      for (const kind of ["plain", "wrapped"]) {
        const opening = await openOnce(browser, file, kind === "wrapped");
        if (count >= 0) opened[side][kind].push(opening);
      }
    }
  }
  for (const state of ["empty", "complete-hospital"]) {
    typed[state] = Object.fromEntries(Object.keys(pages).map((side) => [side, []]));
    for (let count = -1; count < TYPED; count += 1) {
      for (const [side, file] of Object.entries(pages)) {
        const keys = await typeOnce(browser, file, state);
        if (count >= 0) typed[state][side].push(...keys);
      }
    }
  }
} finally {
  await browser.close();
}

const all = (side, kind, name) => opened[side][kind].map((opening) => opening[name]);
const whole = (what, name) => ["plain", "wrapped"].map((kind) => [`${what}, ${kind === "plain" ? "as people open it" : "while it is measured"}`, figure(all("before", kind, name)), figure(all("after", kind, name))]);
const stageOf = (side, stage) => opened[side].wrapped.map(({ stages }) => stages[stage]);
const content = async (file) => {
  const bytes = await readFile(file);
  return [bytes.length, gzipSync(bytes, { level: 9 }).length].map((size) => size.toLocaleString("en"));
};
const [sizesBefore, sizesAfter] = [await content(BEFORE), await content(PAGE)];
const git = (...given) => execFileSync("git", given, { encoding: "utf8" }).trim();

const text = `# Where the time goes

Written by \`cargo xtask bench start\`; every figure below was measured in one run of it. Times are those of the
machine; only those of one run can be compared.

- ${os.cpus()[0].model}, ${os.cpus().length} processors, ${os.type()} ${os.arch()}; load at the end of the run: ${os.loadavg()[0].toFixed(1)}
- ${version}, a window of ${screens[SCREEN].width} × ${screens[SCREEN].height} (${SCREEN}), over file://, every time in a profile of its own
- before: the page as committed in ${REVISION} (${git("log", "-1", "--format=%cs", REVISION)}); ${sizesBefore[0]} bytes, ${sizesBefore[1]} after gzip
- after: the page as built from the working tree; ${sizesAfter[0]} bytes, ${sizesAfter[1]} after gzip
- the pages in turn, ${OPENINGS} openings of each, twice: as people open it, and measured. Figures are medians, in brackets the middle half

## Opening the file

Milliseconds by the clock, from the navigation on, and of the processor in all (the page's own thread, until it is at rest):

${table(["", "before", "after"], [...whole("first question painted", "painted"), ...whole("\`ready\`", "ready"), ...whole("the processor's time", "task")])}

The pages hold nothing that measures. What they call of the browser is wrapped from outside and noted in the
browser's own trace; what that costs is the difference between the two rows of each pair above. What follows is
time of the processor on the page's own thread, which does not count while the machine is busy with others, and each row is without
those parts of it that have rows of their own. A sum of medians is not the median of sums, so the rows do not quite add up.

### The largest three of all, until the page is at rest

${largest(opened.before.wrapped, opened.after.wrapped)}

${STAGES.map((stage) => `### ${stage}\n\n${profile(stageOf("before", stage), stageOf("after", stage))}`).join("\n\n")}

## One keystroke

Into the field of the number of beds, from the key to all that it causes within ${PAUSE} ms: ${TYPED} pages each,
${ROUNDS} × “${KEYS}” in each, digit by digit; milliseconds of the processor, medians over all keys.

${Object.entries(typed).map(([state, { before, after }]) => `### With the answers of \`${state}\`\n\n${profile(before, after)}`).join("\n\n")}
`;
await writeFile(REPORT, text);
console.log(text);
