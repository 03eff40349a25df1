// The section of `docs/benchmarks.md` that the measured JSON makes. Every figure comes from there.
import { readFileSync } from "node:fs";
import { bytes, spread, table, told, words, write } from "../document.mjs";
import { FOUR } from "./rules.mjs";

const [, , measured, document, ...tools] = process.argv;
const it = JSON.parse(readFileSync(measured, "utf8"));

const name = (id) => {
  const { name, version } = it.engines.find((one) => one.id === id);
  return version ? `${name} ${version}` : name;
};
const time = (id, kind) => it.timed.find((one) => one.id === id && one.kind === kind);

function comparison() {
  return table(
    ["complete answers", "programmes", "rules of the four: right", "of", "rules of all twelve: right", "of", "programmes with a difference"],
    // The functions by hand are what the others are held against.
    it.engines.filter(({ id }) => id !== "floor").map(({ id, covers }) => {
      const all = Object.entries(it.correct[id]);
      const sum = (list, of) => bytes(list.reduce((total, [, tally]) => total + of(tally), 0));
      const four = all.filter(([programme]) => FOUR.includes(programme));
      // Where the timed rules of the four are loaded apart, it is those that are meant.
      const apart = Object.entries(it.correct[`${id}/four`] ?? Object.fromEntries(four));
      const right = (tally) => Math.min(tally.eligibility, tally.amount);
      const differing = all.filter(([, tally]) => right(tally) < tally.cases).map(([programme]) => `\`${programme}\``);
      const cases = (tally) => tally.cases;
      return [name(id), covers, sum(apart, right), sum(apart, cases), sum(all, right), sum(all, cases), differing.join(", ") || "none"];
    }),
  );
}

function absence() {
  return table(
    ["answers missing", "right", "silent", "wrong", "right by a range", "of the settled: right", "silent", "wrong", "asks what decides nothing", "does not name what decides"],
    Object.entries(it.absent).map(([id, tally]) => {
      const asks = it.engines.find((one) => one.id === id)?.has.next !== "none" && !id.includes("+");
      return [
        it.engines.some((one) => one.id === id) ? name(id) : tally.name,
        tally.right,
        tally.silent,
        tally.wrong,
        tally.ranges,
        tally.settled.right,
        tally.settled.silent,
        tally.settled.wrong,
        asks ? tally.idle : "–",
        asks ? tally.unnamed : "–",
      ];
    }),
  );
}

function example() {
  return Object.values(it.absent)
    .filter(({ first }) => first)
    .map(({ name, first }) => {
      const answers = JSON.stringify(first.answers);
      const known = answers.length > 120 ? `${answers.slice(0, 120)}…` : answers;
      return `- ${name}: of \`${known}\` it says for \`${first.programme}\` \`${JSON.stringify(first.said)}\``;
    })
    .join("\n");
}

const timings = (clock) =>
  table(
    ["µs, median (quartiles)", "the four", "all twelve", "with explanation", "what to ask next"],
    it.engines.map(({ id }) => [name(id), ...["four", "twelve", "explain", "next"].map((kind) => spread(clock ? time(id, kind)?.clock : time(id, kind)))]),
  );

const core = () =>
  table(
    ["µs an institution, median (quartiles)", ""],
    [
      ["by hand in JavaScript, `ehr-sharing` alone", spread(time("floor", "one"))],
      ["this calculator, all twelve, native, `Judge` alone", spread(time("ours", "native"))],
      ["this calculator, all twelve, wasm, `Judge` alone", spread(time("ours", "wasm"))],
      [`this calculator, all twelve, wasm, \`evaluateMany\` of ${bytes(it.block)} rows`, spread(time("ours", "many"))],
    ],
  );

const starts = () =>
  table(
    ["ms in a fresh process, median (quartiles)", "load and build", "first result"],
    it.engines.map(({ id }) => [name(id), spread(it.cold[id].load), spread(it.cold[id].first)]),
  );

const sizes = () =>
  table(
    ["shipped, in bytes", "what", "raw", "gzip -9", "brotli -11"],
    it.shipped.map(({ id, what, raw, gzip, brotli }) => [
      name(id),
      { four: "engine and the four rules", twelve: "engine and the rules of all twelve" }[what] ?? what,
      bytes(raw),
      bytes(gzip),
      bytes(brotli),
    ]),
  );

function targets() {
  const { publicodes, jsonRules, wasm, many, native } = it.ratios;
  const met = (holds) => (holds ? "met" : "**missed**");
  const page = it.shipped.find(({ id, what }) => id === "ours" && what.includes("page"));
  const peers = it.shipped.filter(({ id, what }) => !["ours", "floor"].includes(id) && what === "four");
  const lighter = peers.filter(({ gzip }) => gzip < page.gzip);
  return words(
    ["target", "ratio, median (quartiles) over the rounds", ""],
    [
      ["`evaluate` of all twelve and what stands beside them, with conditions, steps and `missing`, at least 4 times as fast as publicodes on the four", spread(publicodes), met(publicodes.median >= 4)],
      ["… and faster than json-rules-engine on all twelve", spread(jsonRules), met(jsonRules.median > 1)],
      ["core in wasm, amounts and eligibility of the twelve, at most 10 times the function by hand", spread(wasm), met(wasm.median <= 10)],
      ["core natively, the same", spread(native), met(native.median <= 10)],
      ["`evaluateMany` beside it: the core in wasm, and every column on its way in and out", many ? spread(many) : "not in this build", "stated"],
      [
        "engine, catalogue and page together beside the peers' engines with the four rules, after gzip",
        `${bytes(page.gzip)} bytes; smaller are ${lighter.map(({ id, gzip }) => `${name(id)} (${bytes(gzip)})`).join(", ") || "none"}`,
        "stated",
      ],
    ],
  );
}

const reach = () =>
  words(
    ["what the engine itself has", "arithmetic", "rounding down", "an absent answer", "why", "what to ask next", "receptions by day"],
    it.engines.map(({ id, has }) => [name(id), has.arithmetic, has.floor, has.absent, has.why, has.next, has.days]),
  );

const met = () =>
  table(
    ["programme", "eligible in the grid", "different amounts"],
    Object.entries(it.grid.met).map(([id, { yes, amounts }]) => [`\`${id}\``, bytes(yes), bytes(amounts)]),
  );

const section = `## Beside its peers

\`cargo xtask bench peers\` writes this section; none of it is typed by hand. ${told(it.machine, tools.join(", "), it.sources)}
Times are processor time, of all threads, where nothing else is said, so that others count little; even that grows where caches are shared. Everybody is measured in turns of the same run.

### The targets

${targets()}

Times are compared within each round of turns; only the native program runs between the rounds, and is held against the median.

### Who is right

The same rules for everybody: conditions, cases, rates, limits, caps and rounding of the programmes. The engines that read
rules as data get them from one table (\`bench/peers/rules.mjs\`), each in its own way of writing; the function by hand
(\`floor.mjs\`) was written apart from it, and neither comes from \`catalogue/\`. Whoever differs from the function by hand
differs here; if this calculator does, the command fails.

${bytes(it.grid.complete)} complete institutions, drawn with a fixed seed, at both sides of every threshold, none that contradicts itself; eligibility and amount
have to be the same to the yen. Days and windows are not compared: no peer has them written.

${comparison()}
${it.manyWrong === null ? "" : `\nRows of \`evaluateMany\` that differ from the function by hand: ${it.manyWrong}.\n`}
${it.grid.partial} partial institutions, ${bytes(it.grid.statements)} statements (one a programme), of which ${bytes(it.grid.settled)} are settled although answers are missing. Every
completion is tried with the function by hand. **Right**: no completion contradicts what is said, what all completions agree on is said,
and where amounts differ either their exact range is given, or that it is not known yet, with a fact that decides. **Wrong**: a
completion contradicts it. **Silent**: neither, an error too. Facts are named by those that can do so; one *decides* when two completions that
differ in it alone have different outcomes.

${absence()}

The first statement of each that is wrong:

${example()}

What the grid reaches:

${met()}

### What each can express

All twelve can be written for each; what it lacks is done around it or left out. An amount that is only known as a range
is a second figure, what no source settles a third word for eligibility.

${reach()}

### How long it takes

One institution after another, each another one than before, on an engine that stands; ${it.rounds} rounds in which each has a turn of a
millisecond or one evaluation, after a warm-up. Answers are in the engine's own form before the time is taken; where its interface
takes JSON, writing that belongs to the evaluation. This calculator always judges all twelve, with conditions, windows, totals, steps and what to ask next.
publicodes builds its tree with every evaluation, so that its explanation is the evaluation.

${timings()}

The same on the clock, as long as somebody waits:

${timings("clock")}

The core alone, without a JavaScript object for each institution. \`Judge\` alone is the same institutions judged again and
again, their answers read before the clock starts: natively a program (\`examples/judge.rs\`), in wasm a module compiled and
optimised as the calculator is (\`examples/judge_in_wasm.rs\`), which is called from JavaScript once for all ${bytes(it.grid.complete)}. Both judge conditions, amounts,
windows, days and totals. \`evaluateMany\` is the calculator's own interface: it also reads and checks a column for each answer,
and fills those of the report.

${core()}

From nothing to an engine with the four rules, and on to its first result, in ${it.starts} processes each, in turn:

${starts()}

### What is shipped

Peers: engine and rules in one script, bundled and minified by esbuild, with the binary file where there is one (Zen's
native program is for servers, and runs on one kind of machine). Their rules have no texts, sources, windows or page. Each file is compressed alone.

${sizes()}
`;

write(document, "peers", section);

console.log(`${targets()}\n\n${comparison()}\n\n${absence()}\n\n${timings()}\n\n${timings("clock")}\n\n${core()}\n\n${starts()}\n\n${sizes()}`);

// The one thing that fails: figures of ours that are not those of the second opinion, or that a completion contradicts.
const ours = Object.values(it.correct.ours).some(({ cases, eligibility, amount }) => eligibility < cases || amount < cases);
const partly = it.absent.ours.wrong + it.absent.ours.silent + it.absent.ours.idle + it.absent.ours.unnamed > 0;
if (ours || partly || (it.manyWrong ?? 0) > 0) {
  console.error("this calculator and the function by hand differ: see the tables above");
  process.exitCode = 1;
}
