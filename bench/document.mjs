// Sections of `docs/benchmarks.md` that commands write, each between markers of its own, and what they are made of.
import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";

const HEAD = "# Benchmarks\n\nFigures of one machine and one moment; each section is written by the command that it names.\n";

/** Three digits, or whole with commas. */
export const figure = (number) => {
  if (number >= 100) return Math.round(number).toLocaleString("en-US");
  return number.toPrecision(number >= 10 ? 3 : 2);
};
export const bytes = (count) => count.toLocaleString("en-US");
/** Median and quartiles. */
export const spread = (one) => (one ? `${figure(one.median)} (${figure(one.low)}–${figure(one.high)})` : "–");
/** A table of figures, named in the first column. */
export const table = (head, rows) =>
  [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
/** A table of words. */
export const words = (head, rows) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const quantile = (sorted, share) => {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low);
};
export const quartiles = (samples) => {
  const sorted = [...samples].sort((one, other) => one - other);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75), samples: sorted.length };
};

/** What the figures are of; `load` is the machine's when measuring began. */
export const machine = (load) => ({
  cpu: os.cpus()[0].model,
  cores: os.cpus().length,
  system: `${os.type()} ${os.arch()}`,
  node: process.version,
  load: [load, os.loadavg()[0]],
});
/** Two lines of the document that say so. */
export const told = ({ cpu, cores, system, node, load }, tools, sources) =>
  `${cpu}, ${cores} cores, ${system},
Node ${node}, ${tools}; this calculator is that whose sources have the digest ${sources.slice(0, 12)} (\`manifest.json\`). The load of the machine was ${load.map((one) => one.toFixed(1)).join(" when timing began and ")} when it
ended${Math.max(...load) > cores ? `: above ${cores}, others were at work on it` : ""}.`;

/** Writes the section of `cargo xtask bench NAME`, in the place of the one that is there. */
export function write(document, name, section) {
  const begin = `<!-- cargo xtask bench ${name}: begin -->`;
  const end = `<!-- cargo xtask bench ${name}: end -->`;
  const whole = `${begin}\n\n${section.trim()}\n\n${end}`;
  let text;
  try {
    text = readFileSync(document, "utf8");
  } catch {
    text = HEAD;
  }
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  writeFileSync(document, from === -1 ? `${text.trimEnd()}\n\n${whole}\n` : text.slice(0, from) + whole + text.slice(to + end.length));
}
