// The functions of the module, on a wasm that a test makes up.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { catalogue, load, question } from "./sources.mjs";

const texts = catalogue({ questions: [question("beds", "病床数")] });
const verdict = { on: "2025-11-01", ageDays: 11, programmes: [], beside: [], total: {}, referenceTotal: {}, next: [], problems: [] };
const exported = { memory: {} };

let wasm;
let module;
let resets;
beforeEach(async () => {
  resets = 0;
  wasm = {
    digest: () => texts.digest,
    laws: () => [],
    evaluate: () => structuredClone(verdict),
    evaluateMany: ({ rows }) => ({ ...verdict, rows, refused: [] }),
    parseYen: Number,
    initSync: () => exported,
    reset: () => (resets += 1),
  };
  globalThis.madeUpWasm = wasm;
  module = await load(["module", "engine/start", "engine/engine"], texts);
});

const refusal = (code, key = null) => (error) => {
  assert.deepEqual([error.name, error.code, error.key, error instanceof Error], ["CalculatorError", code, key, true]);
  assert.match(error.message, /。$/);
  return true;
};
const ask = (one) => [() => one.evaluate({ answers: {} }), () => one.evaluateMany({ rows: 0, columns: {} }), () => one.parseYen("1"), () => one.catalogue(), () => one.reset(), () => one.__wbg_reset_state()];

test("module: before it has started, every function says so", () => {
  for (const call of ask(module)) assert.throws(call, refusal("not-started"));
});

test("module: once it has started, it calculates, and names the catalogue", () => {
  assert.equal(module.initSync({ module: new Uint8Array() }), exported);
  assert.deepEqual(module.evaluate({ answers: {} }).catalogue, { edition: "架発第1号", asOf: "2025-10-21", version: "2025-10-21.1", digest: texts.digest });
  assert.equal(module.evaluateMany({ rows: 3, columns: {} }).rows, 3);
  assert.equal(module.parseYen("12"), 12);
  module.reset();
  assert.equal(resets, 1);
  assert.equal(module.reset, module.__wbg_reset_state);
});

test("module: the catalogue is the caller's own each time", () => {
  module.initSync({ module: new Uint8Array() });
  module.catalogue().questions.length = 0;
  assert.deepEqual(module.catalogue(), texts);
});

test("module: a wasm of another catalogue calculates nothing, and says why", () => {
  wasm.digest = () => "e".repeat(64);
  assert.throws(() => module.initSync({ module: new Uint8Array() }), refusal("other-catalogue"));
  for (const call of ask(module)) assert.throws(call, refusal("other-catalogue"));
  // It stays: wasm-bindgen keeps the wasm that it has.
  assert.throws(() => module.initSync({ module: new Uint8Array() }), refusal("other-catalogue"));
});

test("module: a wasm of another version of the program is such a one", () => {
  wasm.digest = () => {
    throw new TypeError("wasm.digest is not a function");
  };
  assert.throws(() => module.initSync({ module: new Uint8Array() }), refusal("other-catalogue"));
  wasm.initSync = () => {
    throw new WebAssembly.LinkError("Import #0: function import requires a callable");
  };
  assert.throws(() => module.initSync({ module: new Uint8Array() }), refusal("other-catalogue"));
});

test("module: in the page it is a reason that is shown", async () => {
  wasm.digest = () => "e".repeat(64);
  await assert.rejects(module.start(), ({ name, message }) => name === "NoEngine" && /版が違うため、計算できません/.test(message));
});

test("module: a page that may run no wasm says another reason than one whose wasm is damaged", async () => {
  wasm.initSync = () => {
    throw new WebAssembly.CompileError("unexpected end");
  };
  await assert.rejects(module.start(), ({ name, message }) => name === "NoEngine" && /始められなかった/.test(message));
  const { validate } = WebAssembly;
  WebAssembly.validate = () => true;
  try {
    const fresh = await load(["engine/start"], texts);
    await assert.rejects(fresh.start(), ({ name, message }) => name === "NoEngine" && /設定で止められている/.test(message));
  } finally {
    WebAssembly.validate = validate;
  }
});

test("module: the page and the module have the same functions", async () => {
  const { evaluate, evaluateMany, catalogue: held } = await module.start();
  assert.equal(evaluate, module.evaluate);
  assert.equal(evaluateMany, module.evaluateMany);
  assert.deepEqual(held, texts);
});

test("module: to start it with nothing is refused in words", async () => {
  for (const given of [undefined, null, {}, { module: undefined }]) assert.throws(() => module.initSync(given), refusal("no-wasm"));
  for (const given of [undefined, null, {}, { module_or_path: undefined }]) await assert.rejects(module.init(given), refusal("no-wasm"));
  assert.equal(await module.init({ module_or_path: new Uint8Array() }), exported);
  assert.equal(module.parseYen("1"), 1);
});

test("module: what the calculator refuses is an error with code, key and words, and asked once", () => {
  module.initSync({ module: new Uint8Array() });
  let asked = 0;
  wasm.evaluate = () => {
    asked += 1;
    throw { code: "too-large", key: "beds", place: null, what: "の数が大きすぎます。" };
  };
  assert.throws(() => module.evaluate({ answers: { beds: 1e9 } }), refusal("too-large", "beds"));
  assert.throws(() => module.evaluate({ answers: { beds: 1e9 } }), { message: "「病床数」（beds）の数が大きすぎます。" });
  assert.deepEqual([asked, resets], [2, 0]);
});

test("module: after a trap a fresh instance is asked once more", () => {
  module.initSync({ module: new Uint8Array() });
  wasm.parseYen = (text) => {
    if (resets === 0) throw new WebAssembly.RuntimeError("unreachable");
    return Number(text);
  };
  assert.equal(module.parseYen("5"), 5);
  assert.equal(resets, 1);
});

test("module: what traps twice is thrown, and leaves a fresh instance", () => {
  module.initSync({ module: new Uint8Array() });
  let asked = 0;
  wasm.evaluateMany = () => {
    asked += 1;
    throw new WebAssembly.RuntimeError("unreachable");
  };
  assert.throws(() => module.evaluateMany({ rows: 1, columns: {} }), WebAssembly.RuntimeError);
  assert.deepEqual([asked, resets], [2, 2]);
});

test("module: today is asked for without any institution", () => {
  module.initSync({ module: new Uint8Array() });
  const requests = [];
  wasm.evaluateMany = (request) => {
    requests.push(request);
    return { ...verdict, rows: 0, refused: [] };
  };
  assert.deepEqual(module.dayOf(null), { on: "2025-11-01", ageDays: 11 });
  module.dayOf("2025-12-01");
  assert.deepEqual(requests, [{ rows: 0, columns: {} }, { rows: 0, columns: {}, on: "2025-12-01" }]);
});
