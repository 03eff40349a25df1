// `evaluateMany` against `evaluate`, of the built module in Node: the same figures, row by row.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { answersOf, institutions } from "../../bench/japan.mjs";

const folder = dirname(resolve(process.env.PAGE));
const ON = "2025-12-01";

let module;
let memory;
before(async () => {
  module = await import(pathToFileURL(join(folder, "iryo_dx_hojokin.js")).href);
  ({ memory } = await module.default({ module_or_path: await readFile(join(folder, "iryo_dx_hojokin_bg.wasm")) }));
});

/** What `evaluate` says of one institution, in the form of a row. */
function rowOf(report, codes) {
  const end = (range, name) => (range === null ? NaN : range[name]);
  const of = (programmes) =>
    programmes.map(({ id, state, inTotal, eligibility, window, amount }) => ({
      id,
      state: codes.state.indexOf(state),
      inTotal: Number(inTotal),
      eligibility: codes.eligibility.indexOf(eligibility),
      window: codes.window.indexOf(window.state),
      daysLeft: window.deadlines.find(({ daysLeft }) => daysLeft >= 0)?.daysLeft ?? -1,
      evidence: codes.evidence.indexOf(amount?.evidence ?? "none"),
      min: end(amount, "min"),
      max: end(amount, "max"),
    }));
  return { programmes: of(report.programmes), beside: of(report.beside), total: report.total, referenceTotal: report.referenceTotal };
}

function rowAt(many, row) {
  const at = (columns) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, typeof column === "string" ? column : column[row]]));
  return { programmes: many.programmes.map(at), beside: many.beside.map(at), total: at(many.total), referenceTotal: at(many.referenceTotal) };
}

const inOrder = (programmes) => programmes.map((one) => Object.fromEntries(Object.entries(one).toSorted()));
const sorted = (row) => ({ ...row, programmes: inOrder(row.programmes), beside: inOrder(row.beside) });

test("many: each row has the figures of its institution alone", () => {
  const catalogue = module.catalogue();
  for (const leftOut of [0, 2, 10]) {
    const asked = institutions(catalogue, { share: 0.002, seed: 7 + leftOut, leftOut });
    const many = module.evaluateMany({ ...asked, on: ON });
    assert.equal(many.rows, asked.rows);
    assert.deepEqual(many.refused, []);
    const problems = new Map(many.problems.map(({ code, rows }) => [code, new Set(rows)]));
    for (let row = 0; row < asked.rows; row += 1) {
      const report = module.evaluate({ answers: answersOf(catalogue, asked, row), on: ON });
      assert.deepEqual(sorted(rowAt(many, row)), sorted(rowOf(report, many.codes)), `row ${row} of those with ${leftOut} left out`);
      const codes = [...problems].filter(([, rows]) => rows.has(row)).map(([code]) => code);
      assert.deepEqual(codes.toSorted(), report.problems.map(({ code }) => code).toSorted());
    }
    const { catalogue: name, on, ageDays } = module.evaluate({ answers: {}, on: ON });
    assert.deepEqual({ name: many.catalogue, on: many.on, ageDays: many.ageDays }, { name, on, ageDays });
  }
});

test("many: contradictions are told with their rows, which are judged", () => {
  const { problems, programmes } = module.evaluateMany({ rows: 3, columns: { facilityType: Int8Array.of(0, 0, 1), beds: Int16Array.of(19, 20, 20) }, on: ON });
  assert.deepEqual(problems.flatMap(({ rows }) => [...rows]).toSorted(), [0, 2]);
  for (const { keys } of problems) assert.deepEqual(keys.toSorted(), ["beds", "facilityType"]);
  assert.ok(programmes.every(({ eligibility }) => eligibility.every((code) => code < 3)));
});

test("many: a row with an answer that is none is refused with its reason, and the rest judged", () => {
  const cases = [
    ["facilityType", 7, "unknown-choice"],
    ["facilityType", -2, "negative"],
    ["baseUpFee", 2, "unknown-choice"],
    ["baseUpFee", 0.5, "fraction"],
    ["sharedDocuments", 1, "unknown-choice"],
    ["beds", 3001, "too-large"],
    ["beds", 20.5, "fraction"],
    ["itProcesses", 0, "too-small"],
    ["costs.productivity", 1_000_000_000_001, "too-large"],
    ["costs.productivity", Infinity, "too-large"],
    ["costs.productivity", -Infinity, "negative"],
  ];
  for (const [key, cell, code] of cases) {
    const columns = { [key]: Float64Array.of(NaN, cell, -1), employees: Int32Array.of(5, 5, 5) };
    const { refused, programmes, beside, total } = module.evaluateMany({ rows: 3, columns, on: ON });
    assert.deepEqual(refused.map(({ row, key, code }) => ({ row, key, code })), [{ row: 1, key, code }]);
    assert.match(refused[0].message, /。$/);
    for (const { state, inTotal, eligibility, window, min, max, evidence, daysLeft } of [...programmes, ...beside]) {
      assert.deepEqual([state[1], inTotal[1]], [5, 0]);
      assert.deepEqual([eligibility[1], window[1], min[1], max[1], evidence[1], daysLeft[1]], [3, 4, NaN, NaN, 3, -1]);
      assert.deepEqual([eligibility[0], min[0]], [eligibility[2], min[2]]);
      assert.ok(eligibility[0] < 3);
    }
    assert.deepEqual([...total.max].map(Number.isNaN), [false, true, false]);
  }
});

test("many: every kind of column is taken, and its numbers are the answers", () => {
  const kinds = [Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Int8Array, Uint8Array, Uint8ClampedArray];
  for (const Kind of kinds) {
    const { programmes } = module.evaluateMany({ rows: 1, columns: { facilityType: Kind.of(0), beds: Kind.of(100), baseUpFee: Kind.of(1) }, on: ON });
    assert.equal(programmes.find(({ id }) => id === "productivity").max[0], 4_000_000, Kind.name);
  }
});

test("many: what is no request is refused with code and key", () => {
  const one = Int8Array.of(0);
  const lying = (length) => new (class extends Int8Array { get length() { return length(); } })(1);
  const cases = [
    [{ rows: 1, columns: { beds: lying(() => { throw new Error("no"); }) } }, "wrong-type", "beds"],
    [{ rows: 1, columns: { beds: lying(() => 1n) } }, "wrong-type", "beds"],
    [{ rows: 1, columns: { beds: lying(() => "1") } }, "wrong-type", "beds"],
    [{ rows: 1, columns: { beds: lying(() => 1.5) } }, "wrong-type", "beds"],
    [{ columns: {} }, "wrong-type", "rows"],
    [{ rows: 1 }, "wrong-type", "columns"],
    [{ rows: -1, columns: {} }, "negative", "rows"],
    [{ rows: 1.5, columns: {} }, "fraction", "rows"],
    [{ rows: 2, columns: { beds: Object.defineProperty(Int16Array.of(250), "length", { value: 2 }) } }, "wrong-type", "beds"],
    [{ rows: 2, columns: { beds: Object.setPrototypeOf(Int16Array.of(250), { length: 2 }) } }, "wrong-type", "beds"],
    [{ rows: 1, columns: { beds: new Proxy(Int16Array.of(250), {}) } }, "wrong-type", "beds"],
    [{ rows: 1_000_001, columns: {} }, "too-large", "rows"],
    [{ rows: 8_000_000, columns: {} }, "too-large", "rows"],
    [{ rows: 8e9, columns: {} }, "too-large", "rows"],
    [{ rows: "1", columns: {} }, "wrong-type", "rows"],
    [{ rows: 1, columns: [] }, "wrong-type", "columns"],
    [{ rows: 1, columns: { bedz: one } }, "unknown-key", "bedz"],
    [{ rows: 1, columns: { "costs.ehr": one } }, "unknown-key", "costs.ehr"],
    [{ rows: 1, columns: { costs: one } }, "unknown-key", "costs"],
    [{ rows: 1, columns: { beds: [0] } }, "wrong-type", "beds"],
    [{ rows: 1, columns: { beds: BigInt64Array.of(0n) } }, "wrong-type", "beds"],
    [{ rows: 1, columns: { beds: new DataView(new ArrayBuffer(1)) } }, "wrong-type", "beds"],
    [{ rows: 2, columns: { beds: one } }, "wrong-type", "beds"],
    [{ rows: 1, columns: { beds: one }, on: "2025-02-30" }, "impossible-date", "on"],
    [{ rows: 1, columns: { beds: one }, on: 20251201 }, "wrong-type", "on"],
    [{ rows: 1, columns: {}, answers: {} }, "unknown-key", "answers"],
    [null, "wrong-type", null],
    [new Map(), "wrong-type", null],
  ];
  for (const [request, code, key] of cases) {
    assert.throws(() => module.evaluateMany(request), (error) => error.name === "CalculatorError" && error.code === code && error.key === key && error.message.endsWith("。"));
  }
});

test("many: an object that asks the calculator while it is read, or that changes, is read once", () => {
  const asked = { rows: 1, columns: { facilityType: Int8Array.of(0), beds: Int16Array.of(100) }, on: ON };
  const plain = module.evaluateMany(asked);
  const { columns, ...rest } = asked;
  const asking = {
    ...rest,
    get columns() {
      module.evaluate({ answers: { beds: 5 }, on: "2031-01-01" });
      module.evaluateMany({ rows: 2, columns: { beds: Int16Array.of(1, 2) } });
      return columns;
    },
  };
  assert.deepEqual(module.evaluateMany(asking), plain);
  const answers = { facilityType: "hospital", beds: 100 };
  let times = 0;
  const changing = { on: ON, answers: { ...answers, get beds() { module.evaluateMany(asked); return times++ === 0 ? 100 : -1; } } };
  assert.deepEqual(module.evaluate(changing), module.evaluate({ on: ON, answers }));
  assert.equal(times, 1);
});

test("many: what a column's own methods say does not count, and memory that goes away while the rest is read is no column", () => {
  const column = Object.assign(Int16Array.of(250), { subarray: () => Int16Array.of(5), [Symbol.iterator]: () => [5].values() });
  const asked = { facilityType: Int8Array.of(0), baseUpFee: Int8Array.of(1), "costs.productivity": Float64Array.of(1e9) };
  const { programmes } = module.evaluateMany({ rows: 1, columns: { ...asked, beds: column }, on: ON });
  assert.equal(programmes.find(({ id }) => id === "productivity").max[0], 10_000_000);
  const beds = Int16Array.of(250);
  const taking = {
    beds,
    get founder() {
      structuredClone(beds.buffer, { transfer: [beds.buffer] });
      return Int8Array.of(0);
    },
  };
  assert.throws(() => module.evaluateMany({ rows: 1, columns: taking, on: ON }), ({ name, key }) => name === "CalculatorError" && key === "beds");
});

test("many: rows that do not fit into the memory are refused in words", () => {
  const { Float64Array: real } = globalThis;
  globalThis.Float64Array = class extends real {
    constructor(...given) {
      if (given[0] === 4_321) throw new RangeError("Array buffer allocation failed");
      super(...given);
    }
  };
  // A fresh wasm takes the constructor that stands there now.
  module.reset();
  try {
    assert.throws(() => module.evaluateMany({ rows: 4_321, columns: {}, on: ON }), ({ name, code, key, message }) => {
      assert.deepEqual([name, code, key], ["CalculatorError", "too-large", "rows"]);
      return message.endsWith("。");
    });
  } finally {
    globalThis.Float64Array = real;
    module.reset();
  }
  assert.equal(module.evaluateMany({ rows: 4_321, columns: {}, on: ON }).rows, 4_321);
});

test("many: none are as welcome as some", () => {
  const { rows, programmes, beside, total } = module.evaluateMany({ rows: 0, columns: {} });
  assert.deepEqual([rows, programmes.length, total.min.length], [0, 12, 0]);
  const besides = module.catalogue().programmes.filter((one) => one.beside);
  assert.deepEqual(beside.map(({ id, state, inTotal }) => [id, state.length, inTotal.length]), besides.map(({ id }) => [id, 0, 0]));
});

test("many: the memory of the wasm is the same for a thousand and for a hundred thousand", () => {
  const sizeAfter = (rows) => {
    module.evaluateMany({ rows, columns: { beds: new Int16Array(rows) }, on: ON });
    return memory.buffer.byteLength;
  };
  const small = sizeAfter(1_000);
  assert.equal(sizeAfter(100_000), small);
});
