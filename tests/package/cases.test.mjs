// The golden cases through the module in Node: figures, and the sentences that the native tests do not have.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { cases, fulfilled } from "../browser/cases.mjs";

const folder = dirname(process.env.PAGE);
const { default: init, evaluate } = await import(pathToFileURL(join(folder, "iryo_dx_hojokin.js")));
await init({ module_or_path: await readFile(join(folder, "iryo_dx_hojokin_bg.wasm")) });

test("module: every golden case comes out as written, sentences too", () => {
  assert.ok(cases.length > 0);
  for (const one of cases) assert.deepEqual(fulfilled(one, evaluate({ answers: one.answers, on: one.on })), one.expect, `${one.file}: ${one.say}`);
});
