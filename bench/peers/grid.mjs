// Institutions: complete ones, at both sides of everything that their answers are compared with; partial ones; and every
// way of completing these. The same on every machine.
import { CHOICES, KEYS, PROGRAMMES, isRange, keysOf, nested } from "./rules.mjs";

const PER_PROGRAMME = 240;
const PER_VALUE = 3;

/** mulberry32: a counter, well mixed. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const around = (...numbers) => numbers.flatMap((number) => [number - 1, number, number + 1]);

/** What is tried of each key: of numbers both sides of every threshold, of costs of every limit, cap and floor. */
const VALUES = {
  ...CHOICES,
  sharedDocuments: [2, 3],
  beds: [0, 1, 3, 4, 5, 6, 10, 18, 19, 20, 21, 198, 199, 200, 201, 450, 3000],
  employees: [0, 1, 50, 51, 99, 100, 101, 299, 300, 301, 5000],
  itProcesses: [1, 2, 3, 4, 5, 7],
  readerUnits: [0, 1, 2, 3, 4, 100],
  "costs.outpatient-mobile.device": [0, 7, ...around(41_000), 40_000],
  "costs.outpatient-mobile.refit": [0, 333, ...around(130_000, 781_000), 129_665],
  "costs.home-visit-mobile.device": [0, 7, ...around(41_000), 40_000],
  "costs.home-visit-mobile.refit": [0, 333, ...around(130_000, 781_000), 129_665],
  "costs.online-care-mobile": [0, ...around(65_000, 97_000, 390_000), 1_000_000],
  "costs.exempt-body-mobile": [0, ...around(31_000), 90_000],
  "costs.card-integration": [0, 999, 1333, 1334, 2000, ...around(72_000, 73_000, 566_000, 1_200_000), 2_000_000],
  "costs.smartphone-reader": [0, 1, ...around(14_000, 28_000, 42_000), 99_999],
  "costs.e-prescription": [0, ...around(271_000, 359_000, 553_000, 603_000, 1_353_000, 1_696_000, 2_007_000, 2_477_000), 9_000_000],
  "costs.ehr-sharing": [0, 1, ...around(8_170_000, 10_162_000, 10_913_000, 13_158_000), 10_000_001, 20_000_000],
  "costs.productivity": [0, 999, ...around(1000, 180_000, 200_000, 800_000, 8_000_000), 5_123_456, 200_000_000],
  "costs.it-introduction": [0, ...around(75_000, 100_000, 2_249_999, 2_250_000, 2_999_998, 3_000_000, 6_750_000, 9_000_000), 20_000_000],
};
/** The largest cost of the contract: where a range has its upper end. */
const MOST = 1_000_000_000_000;
const values = (key) => VALUES[key] ?? [false, true];

/** Beds that go with a type of institution. */
function fits(type, beds) {
  if (type === undefined || beds === undefined) return true;
  if (type === "hospital") return beds >= 20;
  if (type === "clinic" || type === "dental-clinic") return beds <= 19;
  return type === "pharmacy" || type === "visiting-nursing" ? beds === 0 : true;
}

/** Whether nothing among the answers excludes something else. */
export const consistent = (answers) =>
  fits(answers.facilityType, answers.beds) && !(answers.sharedDocuments === 3 && answers.checkupSystem === false);

const accepts = (wanted, value) =>
  isRange(wanted) ? value >= wanted.from && value <= (wanted.to ?? Infinity) : [wanted].flat().includes(value);

/** A consistent institution with what is fixed; costs are under their full names. */
function institution(pick, fixed) {
  for (;;) {
    const answers = {};
    for (const key of KEYS) {
      const wanted = fixed[key];
      const open = wanted === undefined ? values(key) : values(key).filter((value) => accepts(wanted, value));
      answers[key] = pick(open);
    }
    if (consistent(answers)) return answers;
  }
}

/** The complete ones. */
export function complete() {
  const next = random(20_251_021);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const all = [];
  for (const key of KEYS) {
    for (const value of values(key)) for (let n = 0; n < PER_VALUE; n += 1) all.push(institution(pick, { [key]: value }));
  }
  for (const { conditions, open } of PROGRAMMES) {
    for (let n = 0; n < PER_PROGRAMME; n += 1) {
      // Without help hardly any institution would meet all conditions of a programme: most are made to, the others meet some.
      const fixed = {};
      for (const condition of [...conditions, ...(open && n % 6 === 0 ? [open] : [])]) {
        if (n % 6 === 0 || next() < 0.95) Object.assign(fixed, pick(condition));
      }
      all.push(institution(pick, fixed));
    }
  }
  return all.map(nested);
}

/** Values at which two ways of completing an answer can differ: few enough to try them all. */
function completions(key) {
  const list = values(key);
  return key.startsWith("costs.") ? [...list.filter((_, at) => list.length < 9 || at % 3 !== 1), MOST] : list;
}

/** Partial institutions, by name: those that people are in the midst of answering, and complete ones with holes. */
export function partial(grid) {
  const named = [
    {},
    { facilityType: "hospital" },
    { facilityType: "clinic" },
    { facilityType: "pharmacy" },
    { beds: 10 },
    { beds: 300 },
    { founder: "company" },
    { founder: "sole-proprietor", employees: 101 },
    { founder: "medical-corporation", employees: 300 },
    { onlineEligibility: false },
    { baseUpFee: false },
    { facilityType: "clinic", beds: 4, baseUpFee: true },
    { facilityType: "clinic", baseUpFee: true },
    { facilityType: "visiting-nursing", baseUpFee: true, costs: { productivity: 500_000 } },
    // The cost is below both limits: what is still open changes nothing.
    {
      facilityType: "hospital",
      beds: 300,
      onlineEligibility: true,
      ePrescription: "introduced",
      costs: { "ehr-sharing": 1_000_000 },
    },
    { facilityType: "hospital", beds: 300, onlineEligibility: true, ePrescription: "introduced", checkupSystem: false },
    { facilityType: "hospital", beds: 150, onlineEligibility: true, ePrescription: "declared", checkupSystem: true, costs: { "ehr-sharing": 20_000_000 } },
    { facilityType: "hospital", onlineEligibility: true, ePrescription: "introduced", checkupSystem: true, sharedDocuments: 3 },
    { facilityType: "pharmacy", homeVisits: true, onlineEligibility: true, costs: { "home-visit-mobile.device": 0, "home-visit-mobile.refit": 0 } },
    { facilityType: "clinic", homeVisits: true, onlineEligibility: true, costs: { "home-visit-mobile.device": 41_000 } },
    { founder: "school-corporation", employees: 10, itProcesses: 2, costs: { "it-introduction": 60_000 } },
    { founder: "medical-corporation", employees: 10, itProcesses: 5, minimumWageCase: false },
  ];
  const next = random(1_203);
  const holes = grid
    .filter((_, at) => at % 71 === 0)
    .map((institution, n) => {
      const keep = (object, share) => Object.fromEntries(Object.entries(object).filter(() => next() < share));
      const { costs, ...answers } = institution;
      const share = [0.9, 0.7, 0.5][n % 3];
      return { ...keep(answers, share), costs: keep(costs, share) };
    });
  return [...named, ...holes];
}

/**
 * What is true of a programme whatever the open answers are: tries every completion with `judged`, a function of
 * complete answers. Gives all eligibilities, the hull of the amounts (null where none has one), whether outcomes differ,
 * and the keys of which one alone makes a difference.
 */
export function truth(programme, known, judged) {
  const own = keysOf(programme);
  // A known type narrows the beds and the other way round, so the two are tried together.
  const keys = own.includes("facilityType") || own.includes("beds") ? [...new Set([...own, "facilityType", "beds"])] : own;
  const open = keys.filter((key) => !(key in known));
  const lists = open.map(completions);
  const sizes = lists.map((list) => list.length);
  const count = sizes.reduce((product, size) => product * size, 1);
  const outcomes = new Array(count);
  const answers = Object.fromEntries(keys.map((key) => [key, known[key]]));
  const seen = new Map();
  for (let number = 0; number < count; number += 1) {
    let rest = number;
    for (let at = 0; at < open.length; at += 1) {
      answers[open[at]] = lists[at][rest % sizes[at]];
      rest = Math.floor(rest / sizes[at]);
    }
    if (!fits(answers.facilityType, answers.beds)) continue;
    const one = judged({ costs: {}, ...nested(answers) });
    const text = `${one.eligibility} ${one.min} ${one.max}`;
    if (!seen.has(text)) seen.set(text, one);
    outcomes[number] = text;
  }
  const all = [...seen.values()];
  const stated = all.filter(({ min }) => min !== null);
  let stride = 1;
  const matters = [];
  for (let at = 0; at < open.length; at += 1) {
    if (differs(outcomes, stride, sizes[at])) matters.push(open[at]);
    stride *= sizes[at];
  }
  return {
    outcomes: all,
    eligibilities: new Set(all.map(({ eligibility }) => eligibility)),
    hull: stated.length === 0 ? null : [Math.min(...stated.map(({ min }) => min)), Math.max(...stated.map(({ max }) => max))],
    settled: all.length === 1,
    matters,
  };
}

function differs(outcomes, stride, size) {
  for (let number = 0; number < outcomes.length; number += 1) {
    const place = Math.floor(number / stride) % size;
    if (place !== 0) continue;
    let first;
    for (let other = 0; other < size; other += 1) {
      const text = outcomes[number + other * stride];
      if (text === undefined) continue;
      if (first === undefined) first = text;
      else if (first !== text) return true;
    }
  }
  return false;
}
