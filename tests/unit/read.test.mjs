// What a person typed into a field for a number or for yen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, question } from "./sources.mjs";

const { grouped, read } = await load(["words/read", "words/format"]);
const beds = question("beds", "病床数", { kind: "number", min: 0, max: 3000, unit: "床" });
const cost = question("costs.one", "事業額", { kind: "yen" });
const never = () => assert.fail("a number is no amount");

test("read: digits in either width, with commas and a unit", () => {
  for (const text of ["1500", "１，５００", " 1,500床 "]) assert.deepEqual(read(beds, text, never), { value: 1500 });
  assert.deepEqual(read(beds, " ", never), { value: undefined });
  assert.deepEqual(read(beds, "1,5", never), { fault: "数字だけで入力してください。例：150" });
  assert.deepEqual(read(beds, "3001", never), { fault: "0から3,000までの整数で入力してください。" });
});

test("read: an amount is read by the calculator, and its own words say why it is none", () => {
  assert.deepEqual(read(cost, "2千円", (text) => ({ value: text.length * 1000 })), { value: 3000 });
  assert.deepEqual(read(cost, "many", () => ({ fault: "金額を読み取れません。" })), { fault: "金額を読み取れません。" });
  assert.deepEqual(read(cost, "much", () => ({ value: 1_000_000_000_001 })), { fault: "0から1,000,000,000,000までの整数で入力してください。" });
});

test("read: numbers are written in groups of three digits", () => {
  const written = [0, 7, 999, 1000, 12_345, 123_456, 1_000_000_000_000, 12_345_678_901_234_567_890n].map(grouped);
  assert.deepEqual(written, ["0", "7", "999", "1,000", "12,345", "123,456", "1,000,000,000,000", "12,345,678,901,234,567,890"]);
});
