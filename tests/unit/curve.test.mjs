// How an amount goes with a cost: the points that are asked for, and the columns that ask for them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, question } from "./sources.mjs";

const { amountsAlong, columnsOf, curve } = await load(["curve", "catalogue/answers"]);

const yesNo = question("baseUpFee", "評価料", { kind: "yes-no" });
const chosen = question("facilityType", "施設", { kind: "choice", choices: [{ value: "hospital" }, { value: "clinic" }] });
const numbered = question("sharedDocuments", "文書", { kind: "choice", choices: [{ value: 3 }, { value: 2 }] });
const beds = question("beds", "病床数", { kind: "number" });
const cost = question("costs.one", "事業額");
const questions = [yesNo, chosen, numbered, beds, cost];

test("curve: answers become columns: yes 1, no 0, a text its place, a number itself", () => {
  const answers = { baseUpFee: false, facilityType: "clinic", sharedDocuments: 2, costs: { one: 1_000_000_000_000 } };
  assert.deepEqual(columnsOf(answers, questions, 2), {
    baseUpFee: Float64Array.of(0, 0),
    facilityType: Float64Array.of(1, 1),
    sharedDocuments: Float64Array.of(2, 2),
    "costs.one": Float64Array.of(1_000_000_000_000, 1_000_000_000_000),
  });
  assert.deepEqual(columnsOf({ baseUpFee: true, beds: 0 }, questions, 1), { baseUpFee: Float64Array.of(1), beds: Float64Array.of(0) });
  assert.deepEqual(columnsOf({}, questions, 1), {});
});

test("curve: amounts are asked for in one call, in which nothing but the cost differs", () => {
  const requests = [];
  const evaluateMany = (request) => {
    requests.push(request);
    return { programmes: [], beside: [{ id: "one", min: Float64Array.of(1, NaN), max: Float64Array.of(2, NaN) }] };
  };
  const ask = amountsAlong({ id: "one", key: "costs.one", answers: { beds: 5, costs: { one: 9 } }, on: "2025-11-01", questions }, evaluateMany);
  assert.deepEqual(ask([10, 20]), [{ min: 1, max: 2 }, null]);
  assert.deepEqual(requests, [{ rows: 2, columns: { beds: Float64Array.of(5, 5), "costs.one": Float64Array.of(10, 20) }, on: "2025-11-01" }]);
});

/** The curve of an amount, and how often it was asked for. */
function drawn(amountAt, limits = []) {
  let calls = 0;
  const ask = (costs) => {
    calls += 1;
    return costs.map((one) => {
      const amount = amountAt(one);
      return amount === null ? null : { min: amount, max: amount };
    });
  };
  return { found: curve("costs.one", ask, limits), calls: () => calls };
}

test("curve: it is known from which yen on nothing changes, after a few calls", () => {
  for (const [cap, flat] of [[6_579_000, 13_158_000], [1, 2], [750_000, 1_500_000], [123_456_789, 246_913_578]]) {
    const { found, calls } = drawn((one) => Math.min(Math.floor(one / 2), cap));
    assert.equal(found.flat, flat);
    assert.deepEqual(found.named.at(-1), { cost: flat, amount: { min: cap, max: cap } });
    assert.ok(calls() <= 20, `${calls()} calls`);
  }
});

test("curve: a jump is followed, and straight lines between the points leave nothing out", () => {
  const amountAt = (one) => (one < 1_234_567 ? 0 : Math.min(Math.floor(one / 3), 2_000_000));
  const { found } = drawn(amountAt);
  const { points } = found;
  const off = (one) => {
    const at = points.findIndex(({ cost }) => cost >= one);
    const [from, to] = [points[Math.max(0, at - 1)], points[at]];
    const part = to.cost === from.cost ? 0 : (one - from.cost) / (to.cost - from.cost);
    return Math.abs(from.amount.max + part * (to.amount.max - from.amount.max) - amountAt(one));
  };
  for (let one = 0; one <= points.at(-1).cost; one += 9_999) if (Math.abs(one - 1_234_567) > 30_000) assert.ok(off(one) <= 20_000, `${one}: ${off(one)}`);
  assert.deepEqual(points.map(({ cost }) => cost), points.map(({ cost }) => cost).toSorted((a, b) => a - b));
});

test("curve: there is none where there is no amount, and no end where it always rises", () => {
  assert.equal(drawn(() => null).found, null);
  assert.equal(drawn(() => 0).found, null);
  assert.equal(drawn((one) => one).found.flat, null);
});
