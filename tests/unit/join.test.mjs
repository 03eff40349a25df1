// What the wasm hands over, joined with the texts of a small made-up catalogue.
import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue, load, programme, question } from "./sources.mjs";

const { Join } = await load(["engine/join"]);

const condition = (text, source, ground) => ({ text, source, ground, keys: ["beds", "kind"] });
const ground = (source, change) => ({ when: {}, open: false, source, change });
const made = catalogue({
  questions: [question("beds", "病床数", { kind: "number", unit: "床" }), question("kind", "施設の種類"), question("costs.one", "事業額（一）")],
  contradictions: [
    { code: "first", when: {}, drop: null, message: "一つ目。", source: "page", keys: ["kind"] },
    { code: "second", when: {}, drop: "beds", message: "二つ目。", source: "page", keys: ["beds", "kind"] },
  ],
  programmes: [
    programme("one", {
      condition: [condition("20床以上である", "notice", [ground(null, "20床以上であれば"), ground("paper", null), ground("page", "病院であれば")])],
      amount: { case: [{ name: "病院", fromZero: null }], rounding: "floor-1000", roundingNote: null },
      overlap: [
        { with: "two", state: "may", text: "別の費用なら使えます。", source: "page" },
        { with: "aside", state: "may-not", text: "使えません。", source: "paper" },
        { with: "two", state: "may-not", text: "同じ費用には使えません。", source: "notice" },
      ],
    }),
    programme("two"),
    programme("aside", { beside: true }),
  ],
});
const join = new Join(made, []);

const verdict = (id, rest = {}) => ({
  id,
  state: "check",
  inTotal: false,
  eligibility: "unknown",
  conditions: [],
  window: { state: "unknown", asks: [], opens: null, deadlines: [] },
  amount: null,
  missing: [],
  ...rest,
});
const amount = {
  min: 0,
  max: 500,
  cap: { min: 500, max: 500 },
  rate: { numerator: 1, denominator: 2 },
  costLimit: null,
  source: "paper",
  steps: [{ kind: "case", case: 0 }, { kind: "amount", amount: 500 }],
  perUnit: { key: "beds", each: 5 },
  rounding: "floor-1000",
};
const next = [{ key: "beds", decides: ["one"], effect: 500, settles: "amount" }];
const whole = () =>
  structuredClone({
    on: "2025-11-01",
    ageDays: 11,
    programmes: [
      verdict("one", {
        conditions: [{ state: "unmet", ground: 0 }],
        window: { state: "open", asks: ["kind"], opens: null, deadlines: [{ kind: "apply", date: "2026-01-15", daysLeft: 75, source: "page" }] },
        amount,
        missing: ["beds"],
      }),
      verdict("two"),
    ],
    beside: [verdict("aside")],
    total: { min: 0, max: 500 },
    referenceTotal: { min: 0, max: 0 },
    next,
    problems: [1],
  });
const conditionOf = (one) => join.report({ ...whole(), programmes: [verdict("one", { conditions: [one] })] }).programmes[0].conditions[0];

test("join: a report is what the contract says, its properties in their order", () => {
  const missing = (other) => ({ with: other, state: "not-stated", text: "同じ費用に両方を使えるかは、公表資料に記載がありません（要確認）。", source: "" });
  const expected = {
    catalogue: { edition: "架発第1号", asOf: "2025-10-21", version: "2025-10-21.1", digest: "d".repeat(64) },
    on: "2025-11-01",
    ageDays: 11,
    programmes: [
      {
        id: "one",
        state: "check",
        inTotal: false,
        eligibility: "unknown",
        conditions: [{ text: "20床以上である", state: "unmet", keys: ["beds", "kind"], evidence: "notice", source: "notice", change: "20床以上であれば" }],
        window: {
          state: "open",
          asks: ["kind"],
          opens: null,
          deadlines: [{ kind: "apply", date: "2026-01-15", daysLeft: 75, evidence: "official", source: "page" }],
        },
        amount: {
          min: 0,
          max: 500,
          cap: { min: 500, max: 500 },
          rate: { numerator: 1, denominator: 2 },
          costLimit: null,
          evidence: "reference",
          source: "paper",
          steps: ["「病院」の場合で計算します。", "補助額は500円です。"],
          perUnit: { key: "beds", each: 5 },
          rounding: "floor-1000",
        },
        missing: ["beds"],
        overlaps: [
          { with: "two", state: "may", text: "別の費用なら使えます。", source: "page" },
          { with: "two", state: "may-not", text: "同じ費用には使えません。", source: "notice" },
          { with: "aside", state: "may-not", text: "使えません。", source: "paper" },
        ],
      },
      { ...verdict("two"), overlaps: [missing("one"), missing("aside")] },
    ],
    beside: [{ ...verdict("aside"), overlaps: [missing("one"), missing("two")] }],
    total: { min: 0, max: 500 },
    referenceTotal: { min: 0, max: 0 },
    next,
    problems: [{ keys: ["beds", "kind"], code: "second", message: "二つ目。" }],
  };
  assert.equal(JSON.stringify(join.report(whole()), null, 1), JSON.stringify(expected, null, 1));
});

test("join: a condition rests on its ground's source, or else on its own, and only an unmet one names a change", () => {
  const text = "20床以上である";
  const keys = ["beds", "kind"];
  const own = { evidence: "notice", source: "notice" };
  assert.deepEqual(conditionOf({ state: "unknown", ground: null }), { text, state: "unknown", keys, ...own });
  assert.deepEqual(conditionOf({ state: "unmet", ground: null }), { text, state: "unmet", keys, ...own });
  assert.deepEqual(conditionOf({ state: "met", ground: 0 }), { text, state: "met", keys, ...own });
  assert.deepEqual(conditionOf({ state: "unmet", ground: 1 }), { text, state: "unmet", keys, evidence: "reference", source: "paper" });
  assert.deepEqual(conditionOf({ state: "unmet", ground: 2 }), { text, state: "unmet", keys, evidence: "official", source: "page", change: "病院であれば" });
  assert.deepEqual(conditionOf({ state: "met", ground: 2 }), { text, state: "met", keys, evidence: "official", source: "page" });
});

test("join: what is done to a report changes no later one, nor the catalogue", () => {
  const first = join.report(whole());
  const before = JSON.stringify(first);
  const spoil = (part) => {
    for (const [key, inner] of Object.entries(part)) {
      if (inner !== null && typeof inner === "object") spoil(inner);
      else part[key] = "spoilt";
    }
    if (Array.isArray(part)) part.push("more");
    else part.more = "more";
  };
  const texts = JSON.stringify(made);
  spoil(first);
  assert.equal(JSON.stringify(join.report(whole())), before);
  assert.equal(JSON.stringify(made), texts);
});

test("join: a place that the catalogue does not have is a fault", () => {
  assert.throws(() => join.report({ ...whole(), problems: [2] }), RangeError);
  assert.throws(() => join.report({ ...whole(), beside: [verdict("three")] }), RangeError);
  assert.throws(() => conditionOf({ state: "unmet", ground: 3 }), RangeError);
});

test("join: of many, problems and refusals get their words", () => {
  const rows = Uint32Array.of(0, 2);
  const columns = { min: Float64Array.of(1, NaN, 1), max: Float64Array.of(2, NaN, 2) };
  const given = {
    on: "2025-11-01",
    ageDays: 11,
    rows: 3,
    programmes: [],
    beside: [],
    total: columns,
    referenceTotal: columns,
    problems: [{ contradiction: 1, rows }],
    refused: [{ row: 1, code: "too-large", key: "beds", place: null, what: "の数が大きすぎます。0から3000までの整数で答えてください。" }],
    codes: { eligibility: [], window: [], evidence: [], state: [] },
  };
  const report = join.manyReport(given);
  assert.deepEqual(Object.keys(report), ["catalogue", "on", "ageDays", "rows", "programmes", "beside", "total", "referenceTotal", "problems", "refused", "codes"]);
  assert.equal(report.total, columns);
  assert.deepEqual(report.problems, [{ keys: ["beds", "kind"], code: "second", message: "二つ目。", rows }]);
  const message = "「病床数」（beds）の数が大きすぎます。0から3000までの整数で答えてください。";
  assert.deepEqual(report.refused, [{ row: 1, key: "beds", code: "too-large", message }]);
});
