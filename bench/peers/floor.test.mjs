// What needs no peer: the built calculator against the functions by hand, and how statements are judged.
import assert from "node:assert/strict";
import { dirname, resolve } from "node:path";
import { test } from "node:test";

process.env.DIST ??= dirname(resolve(process.env.PAGE));
const { compare, judged, missing, truths } = await import("./correct.mjs");
const { complete, consistent, partial } = await import("./grid.mjs");
const { PROGRAMMES, flat } = await import("./rules.mjs");
const ours = await import("./engines/ours.mjs");

const ids = PROGRAMMES.map(({ id }) => id);
const grid = complete();
const partials = partial(grid);

test("peers: the calculator says of every complete institution what the functions by hand say", async () => {
  const tally = await compare({ ...(await ours.load()), ids }, grid.filter((_, at) => at % 3 === 0));
  for (const id of ids) {
    const { cases, eligibility, amount, first } = tally[id];
    assert.deepEqual({ eligibility, amount, first }, { eligibility: cases, amount: cases, first: null }, id);
  }
});

test("peers: and of partial ones what every completion bears out, naming exactly what decides", async () => {
  const few = partials.slice(0, 22);
  const { right, silent, wrong, idle, unnamed } = await missing({ ...(await ours.load()), ids }, few, truths(few, ids));
  assert.deepEqual({ right, silent, wrong, idle, unnamed }, { right: few.length * ids.length, silent: 0, wrong: 0, idle: 0, unnamed: 0 });
});

test("peers: the grid contradicts itself nowhere and meets every programme", () => {
  assert.deepEqual(grid.filter((answers) => !consistent(flat(answers))), []);
  const eligible = new Set();
  const known = truths(grid.filter((_, at) => at % 9 === 0), ids);
  for (const one of known) for (const id of ids) if (one[id].eligibilities.has("yes")) eligible.add(id);
  assert.deepEqual([...eligible].toSorted(), ids.toSorted());
});

test("peers: right, silent and wrong", () => {
  const yes = (yen) => ({ eligibility: "yes", min: yen, max: yen });
  const right = (outcomes, hull, matters) => ({ outcomes, eligibilities: new Set(outcomes.map(({ eligibility }) => eligibility)), hull, matters });
  const settled = right([yes(5)], [5, 5], []);
  const open = right([yes(5), yes(9)], [5, 9], ["beds"]);
  const perhaps = right([yes(5), { eligibility: "no", min: 0, max: 0 }], [0, 5], ["beds"]);
  for (const [said, truth, verdict] of [
    [{ eligibility: "yes", amount: [5, 5] }, settled, "right"],
    [{ eligibility: "yes", amount: [4, 4] }, settled, "wrong"],
    [{ eligibility: "no", amount: [0, 0] }, settled, "wrong"],
    [{ eligibility: "yes", amount: undefined, named: ["beds"] }, settled, "silent"],
    [{ eligibility: undefined, amount: undefined, named: [] }, settled, "silent"],
    [undefined, settled, "silent"],
    [{ eligibility: "yes", amount: [5, 9] }, open, "right"],
    [{ eligibility: "yes", amount: undefined, named: ["beds"] }, open, "right"],
    [{ eligibility: "yes", amount: undefined, named: ["cost"] }, open, "silent"],
    [{ eligibility: "yes", amount: [5, 5] }, open, "wrong"],
    [{ eligibility: "yes", amount: [0, 99] }, open, "silent"],
    [{ eligibility: "unknown", amount: [0, 5] }, perhaps, "right"],
    [{ eligibility: undefined, amount: undefined, named: ["beds"] }, perhaps, "right"],
    [{ eligibility: "no", amount: [0, 0] }, perhaps, "wrong"],
    [{ eligibility: "yes", amount: null }, open, "wrong"],
  ]) {
    assert.equal(judged(said, truth), verdict, JSON.stringify(said));
  }
});
