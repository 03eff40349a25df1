// The kept links, and those that once broke something.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { CORPUS, holds, kept } from "./holds.mjs";

test("links: what has to hold holds of every kept link", async () => {
  let replayed = 0;
  for (const [name, link] of await kept()) {
    try {
      holds(link);
    } catch (error) {
      throw new Error(`fuzz/corpus/link/${name}`, { cause: error });
    }
    replayed += 1;
  }
  console.log(`${replayed} links replayed`);
  assert.equal(replayed, (await readdir(CORPUS)).length);
  assert.ok(replayed > 0);
});

const answers = (text) => `#a=${encodeURIComponent(text)}`;
const DEEP = 20_000;

for (const [what, link] of Object.entries({
  "a list that is nested too deeply to be written": answers(`{"beds":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`),
  "costs that are": answers(`{"costs":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`),
  "a letter of two halves where a name is cut": answers(`{"${"a".repeat(39)}😀b":1}`),
  "half a letter": answers('{"\\ud800":1}'),
  "a name that turns the direction round": answers('{"\\u202e":1}'),
  "a name with a line's end": answers('{"\\n":1}'),
  "a day with what is not seen": "#on=\u0000",
  "an edition with a line's end": "#a={}&was=2025-10-21.1~2025-10-21~YQpi~2025-11-01~~",
  "names that every object has": answers('{"__proto__":{"beds":1},"constructor":1,"costs":{"__proto__":1,"toString":2}}'),
})) {
  test(`links: ${what}`, () => holds(link));
}
