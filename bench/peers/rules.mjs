// The twelve programmes as one table, from which the rules of those engines are made that read rules as data.
// Written from the documents, not from `catalogue/`: what both say is compared, so one must not come from the other.

/** The four programmes that every engine is measured on. */
export const FOUR = ["ehr-sharing", "productivity", "home-visit-mobile", "it-introduction"];

const CARE_SITES = ["hospital", "clinic", "dental-clinic", "pharmacy"];
const CLINICS = ["clinic", "dental-clinic"];
const NO_CARE_SITES = ["visiting-nursing", "checkup-body", "other"];

/** Answers to choose from; those that are missing here are yes/no or numbers. */
export const CHOICES = {
  facilityType: [...CARE_SITES, ...NO_CARE_SITES],
  founder: [
    "medical-corporation", "sole-proprietor", "social-welfare-corporation", "school-corporation",
    "association-or-foundation", "company", "public", "other",
  ],
  ePrescription: ["introduced", "declared", "none"],
  cardIntegration: ["subsidy", "card", "both", "none"],
};

/** `num/den` of what the costs come to, each only up to its limit; at most `cap`, in whole `step`s of yen, nothing below `floor`. */
const share = (costs, num, den, cap, more = {}) => ({ costs, num, den, cap, step: 1, floor: 0, ...more });
/** Only known to lie between nothing and the smaller of cost and cap. */
const upTo = (cost, cap) => share([[cost, cap]], 1, 1, cap, { upTo: true });

const mobile = (id, conditions) => {
  const law = (refit, num, den, cap) =>
    share([[`costs.${id}.device`, 41_000], [`costs.${id}.refit`, refit]], num, den, cap);
  return {
    id,
    conditions: [[{ facilityType: CARE_SITES }], ...conditions, [{ onlineEligibility: true }]],
    cases: [
      { when: [{ facilityType: "hospital" }], law: law(781_000, 1, 2, 411_000) },
      {
        when: [{ facilityType: CLINICS }, { facilityType: "pharmacy", largeChainPharmacy: false }],
        law: law(130_000, 3, 4, 128_000),
      },
      { when: [{ facilityType: "pharmacy", largeChainPharmacy: true }], law: law(130_000, 1, 2, 85_000) },
    ],
  };
};

const sharing = (limit, cap) => share([["costs.ehr-sharing", limit]], 1, 2, cap);
const LARGE = { from: 200 };
const SMALL = { from: 20, to: 199 };
const two = (beds) => [{ beds, checkupSystem: false }, { beds, checkupSystem: true, sharedDocuments: 2 }];

const spent = (cap) => share([["costs.productivity", null]], 1, 1, cap, { step: 1000 });
const PER_BED = { key: "beds", each: 40_000, most: null };

const frame = (num, den, floor, cap) => share([["costs.it-introduction", null]], num, den, cap, { floor });
const card = (num, den, limit, cap) => share([["costs.card-integration", limit]], num, den, cap, { step: 1000 });
const reader = (most) => share([["costs.smartphone-reader", null]], 1, 2, { key: "readerUnits", each: 7_000, most });
const prescribing = (when, without, within) => [
  { when: [{ ...when, inHousePrescribing: false }], law: without },
  { when: [{ ...when, inHousePrescribing: true }], law: within },
];
const prescriptionUpTo = (cap) => upTo("costs.e-prescription", cap);
const prescriptionHalf = (limit, cap) => share([["costs.e-prescription", limit]], 1, 2, cap);

/**
 * All conditions have to be met, each in one of its ways; `open` are ways that no source settles. A case without a
 * law has no amount that a source gives, nor has a programme with `cases: null`.
 */
export const PROGRAMMES = [
  { id: "medical-assistance", conditions: [[{ facilityType: CARE_SITES }], [{ publicAssistance: true }]], cases: null },
  mobile("outpatient-mobile", [[{ separateRoute: true }]]),
  mobile("home-visit-mobile", [[{ homeVisits: true }]]),
  {
    id: "online-care-mobile",
    conditions: [[{ facilityType: CARE_SITES }], [{ onlineCare: true }]],
    cases: [
      { when: [{ facilityType: "hospital" }], law: upTo("costs.online-care-mobile", 390_000) },
      {
        when: [{ facilityType: CLINICS }, { facilityType: "pharmacy", largeChainPharmacy: false }],
        law: upTo("costs.online-care-mobile", 97_000),
      },
      { when: [{ facilityType: "pharmacy", largeChainPharmacy: true }], law: upTo("costs.online-care-mobile", 65_000) },
    ],
  },
  {
    id: "checkup-body-mobile",
    conditions: [[{ facilityType: "checkup-body" }]],
    open: [{ facilityType: [...CARE_SITES, "visiting-nursing", "other"], checkups: true }],
    cases: null,
  },
  {
    id: "exempt-body-mobile",
    conditions: [[{ facilityType: CARE_SITES }], [{ paperClaims: true }]],
    cases: [{ when: [{}], law: upTo("costs.exempt-body-mobile", 31_000) }],
  },
  {
    id: "card-integration",
    conditions: [
      [{ facilityType: CARE_SITES }],
      [
        { cardIntegration: ["subsidy", "both"] },
        { facilityType: ["hospital", ...CLINICS], cardIntegration: "card" },
      ],
    ],
    cases: [
      { when: [{ facilityType: "hospital", cardIntegration: ["card", "both"], receptionMachine: true }], law: card(1, 2, 1_200_000, 600_000) },
      {
        when: [
          { facilityType: "hospital", cardIntegration: "subsidy" },
          { facilityType: "hospital", cardIntegration: ["card", "both"], receptionMachine: false },
        ],
        law: card(1, 2, 566_000, 283_000),
      },
      {
        when: [{ facilityType: CLINICS }, { facilityType: "pharmacy", largeChainPharmacy: false }],
        law: card(3, 4, 73_000, 54_000),
      },
      { when: [{ facilityType: "pharmacy", largeChainPharmacy: true }], law: card(1, 2, 73_000, 36_000) },
    ],
  },
  {
    id: "smartphone-reader",
    conditions: [[{ facilityType: CARE_SITES }]],
    cases: [
      { when: [{ facilityType: "hospital" }], law: reader(3) },
      { when: [{ facilityType: [...CLINICS, "pharmacy"] }], law: reader(1) },
    ],
  },
  {
    id: "e-prescription",
    conditions: [[{ facilityType: CARE_SITES }], [{ onlineEligibility: true }]],
    cases: [
      ...prescribing({ facilityType: "hospital", beds: LARGE }, prescriptionUpTo(2_007_000), prescriptionUpTo(2_477_000)),
      ...prescribing({ facilityType: "hospital", beds: { from: 0, to: 199 } }, prescriptionUpTo(1_353_000), prescriptionUpTo(1_696_000)),
      ...prescribing({ facilityType: CLINICS }, prescriptionUpTo(271_000), prescriptionUpTo(359_000)),
      ...prescribing(
        { facilityType: "pharmacy", largeChainPharmacy: false },
        prescriptionHalf(553_000, 277_000),
        prescriptionHalf(603_000, 302_000),
      ),
      { when: [{ facilityType: "pharmacy", largeChainPharmacy: true }], law: null },
    ],
  },
  {
    id: "ehr-sharing",
    conditions: [
      [{ facilityType: "hospital", beds: { from: 20 } }],
      [{ onlineEligibility: true }],
      [{ ePrescription: ["introduced", "declared"] }],
    ],
    cases: [
      { when: [{ beds: LARGE, checkupSystem: true, sharedDocuments: 3 }], law: sharing(13_158_000, 6_579_000) },
      { when: [{ beds: SMALL, checkupSystem: true, sharedDocuments: 3 }], law: sharing(10_913_000, 5_457_000) },
      { when: two(LARGE), law: sharing(10_162_000, 5_081_000) },
      { when: two(SMALL), law: sharing(8_170_000, 4_085_000) },
    ],
  },
  {
    id: "productivity",
    conditions: [[{ baseUpFee: true }], [{ facilityType: ["hospital", ...CLINICS, "visiting-nursing"] }]],
    cases: [
      { when: [{ facilityType: "hospital" }, { facilityType: CLINICS, beds: { from: 5 } }], law: spent(PER_BED) },
      { when: [{ facilityType: CLINICS, beds: { from: 0, to: 4 } }, { facilityType: "visiting-nursing" }], law: spent(180_000) },
    ],
  },
  {
    id: "it-introduction",
    conditions: [
      [
        { founder: ["medical-corporation", "social-welfare-corporation", "school-corporation"], employees: { from: 0, to: 300 } },
        { founder: "sole-proprietor", facilityType: ["hospital", ...CLINICS], employees: { from: 0, to: 100 } },
        { founder: "sole-proprietor", facilityType: ["pharmacy", ...NO_CARE_SITES], employees: { from: 0, to: 50 } },
        { founder: "association-or-foundation", employees: { from: 0, to: 50 } },
        { founder: "company", facilityType: ["hospital", ...CLINICS, ...NO_CARE_SITES], employees: { from: 0, to: 50 } },
        { founder: "company", facilityType: "pharmacy", largeChainPharmacy: false, employees: { from: 0, to: 50 } },
      ],
    ],
    open: [
      { founder: "sole-proprietor", facilityType: ["pharmacy", ...NO_CARE_SITES], employees: { from: 51, to: 300 } },
      { founder: "association-or-foundation", employees: { from: 51, to: 300 } },
      { founder: "company", facilityType: "pharmacy", largeChainPharmacy: true, employees: { from: 0, to: 50 } },
      { founder: "company", employees: { from: 51 } },
      { founder: "other" },
    ],
    cases: [
      { when: [{ itProcesses: { from: 1, to: 3 }, minimumWageCase: false }], law: frame(1, 2, 50_000, 1_499_999) },
      { when: [{ itProcesses: { from: 1, to: 3 }, minimumWageCase: true }], law: frame(2, 3, 50_000, 1_499_999) },
      { when: [{ itProcesses: { from: 4 }, minimumWageCase: false }], law: frame(1, 2, 50_000, 4_500_000) },
      { when: [{ itProcesses: { from: 4 }, minimumWageCase: true }], law: frame(2, 3, 50_000, 4_500_000) },
    ],
  },
];

/** The programmes of a scope: "four" or "twelve". */
export const programmes = (scope) =>
  scope === "four" ? PROGRAMMES.filter(({ id }) => FOUR.includes(id)) : PROGRAMMES;

const keysOfWhen = (when) => Object.keys(when);

/** What decides a programme. */
export function keysOf({ conditions, open = [], cases }) {
  const keys = new Set([...conditions.flat(), ...open].flatMap(keysOfWhen));
  for (const { when, law } of cases ?? []) {
    when.flatMap(keysOfWhen).forEach((key) => keys.add(key));
    law?.costs.forEach(([cost]) => keys.add(cost));
    if (law?.cap.key) keys.add(law.cap.key);
  }
  return [...keys];
}

/** Every key of all programmes. */
export const KEYS = [...new Set(PROGRAMMES.flatMap(keysOf))];

/** Whether the programme has an amount at all, and whether it ever is only a range. */
export const hasAmount = ({ cases }) => cases !== null;
export const isEverUpTo = ({ cases }) => (cases ?? []).some(({ law }) => law?.upTo);

/**
 * Every way of being eligible, as one `when` a way: the conditions' ways one with another. For engines whose rules are rows.
 */
export function waysOf({ conditions }) {
  return conditions.reduce(
    (ways, condition) => ways.flatMap((way) => condition.flatMap((more) => both(way, more) ?? [])),
    [{}],
  );
}

/** Two `when` at once, or null where they exclude each other. */
export function both(one, other) {
  const merged = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const met = key in merged ? narrowed(merged[key], value) : value;
    if (met === null) return null;
    merged[key] = met;
  }
  return merged;
}

function narrowed(one, other) {
  if (isRange(one) && isRange(other)) {
    const from = Math.max(one.from, other.from);
    const to = Math.min(one.to ?? Infinity, other.to ?? Infinity);
    if (from > to) return null;
    return to === Infinity ? { from } : { from, to };
  }
  const left = [one].flat();
  const common = left.filter((value) => [other].flat().includes(value));
  if (common.length === 0) return null;
  return common.length === 1 ? common[0] : common;
}

/** Whether a value of a `when` is a range of numbers. */
export const isRange = (value) => typeof value === "object" && !Array.isArray(value);

/** The answers without the group of the costs, under their full names. */
export function flat({ costs = {}, ...answers }) {
  const all = { ...answers };
  for (const [id, cost] of Object.entries(costs)) all[`costs.${id}`] = cost;
  return all;
}

/** The other way round. */
export function nested(all) {
  const answers = {};
  for (const [key, value] of Object.entries(all)) {
    if (key.startsWith("costs.")) (answers.costs ??= {})[key.slice("costs.".length)] = value;
    else answers[key] = value;
  }
  return answers;
}

/** A name that every engine can read. */
export const plain = (name) => name.replace(/[.-]/g, "_");

/** The flat answers under such names. */
export const plainly = (answers) =>
  Object.fromEntries(Object.entries(flat(answers)).map(([key, value]) => [plain(key), value]));

/**
 * What an engine said of one programme, as it is compared: eligibility, and the amount as a range or null. `amount`
 * is what it calculated for an eligible institution, `least` the lower end where that is another.
 */
export function outcome(programme, eligibility, amount, least = amount) {
  if (!hasAmount(programme)) return { eligibility, amount: null };
  if (eligibility === "no") return { eligibility, amount: [0, 0] };
  if (amount === null) return { eligibility, amount: null };
  if (amount === undefined) return { eligibility, amount: undefined };
  return { eligibility, amount: [eligibility === "unknown" ? 0 : least, amount] };
}
