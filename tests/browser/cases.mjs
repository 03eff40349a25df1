// The golden cases, and what of a report each expectation speaks of.
import { readFile } from "node:fs/promises";

/** What xtask made of tests/cases/*.toml. */
export const cases = JSON.parse(await readFile(process.env.CASES, "utf8"));

/** Expectation → what the report has there. tests/cases.rs says the same for the native tests. */
const found = {
  eligibility: (programme) => programme.eligibility,
  amount: ({ amount }) => (amount?.min === amount?.max ? amount?.min : [amount.min, amount.max]),
  min: ({ amount }) => amount?.min,
  max: ({ amount }) => amount?.max,
  cap: ({ amount }) => (amount?.cap.min === amount?.cap.max ? amount?.cap.min : [amount.cap.min, amount.cap.max]),
  evidence: ({ amount }) => amount?.evidence,
  no_amount: ({ amount }) => amount === null,
  missing: ({ missing }) => missing,
  steps: ({ amount }) => amount?.steps,
  window: ({ window }) => window.state,
  state: ({ state }) => state,
  in_total: ({ inTotal }) => inTotal,
  // TOML has no null: an empty text stands for it.
  opens: ({ window }) => window.opens ?? "",
  asks: ({ window }) => window.asks,
  per_unit: ({ amount }) => amount?.perUnit ?? "",
  change: ({ conditions }) => conditions.find(({ state }) => state === "unmet")?.change,
  next_first: (_, report) => report.next[0]?.key,
  problems: (_, report) => report.problems.map(({ code }) => code),
  next: (_, report) => report.next.map(({ key }) => key),
  settles: (_, report) => report.next.map(({ settles }) => settles),
  effects: (_, report) => report.next.map(({ effect }) => effect),
  condition_evidence: ({ conditions }) => conditions.map(({ evidence }) => evidence),
  total_max: (_, report) => report.total.max,
  reference_max: (_, report) => report.referenceTotal.max,
};

/** The expectations of that case as the report fulfils them: to be compared with the case's own. */
export function fulfilled({ programme: id, expect }, report) {
  const programme = [...report.programmes, ...report.beside].find((result) => result.id === id) ?? {};
  return Object.fromEntries(Object.keys(expect).map((name) => [name, found[name](programme, report)]));
}

/** Runs in the page: the report of each case, or why there is none, by the element that stands there. */
export function judge(cases) {
  const element = document.querySelector("iryo-dx-hojokin");
  // Reports are of all twelve; to show one of them takes less time.
  element.setAttribute("programmes", "productivity");
  let failure = null;
  element.addEventListener("iryo-dx-hojokin-error", ({ detail }) => (failure = detail));
  return cases.map(({ on, answers }) => {
    failure = null;
    // Through nothing, so that a case that fails cannot show the report of the case before.
    element.answers = {};
    element.on = on;
    element.answers = answers;
    return { failure, report: element.report };
  });
}

/** What the page says of every case. Not of all at once: Firefox 153 ends where so much comes back together. */
export async function reportsOf(browser) {
  const reports = [];
  for (let at = 0; at < cases.length; at += 100) reports.push(...(await browser.evaluate(judge, cases.slice(at, at + 100))));
  return reports;
}
