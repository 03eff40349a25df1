// As many institutions as Japan has, made up: the same for the same seed, on every machine.

/** How many of each type there are, roughly. */
export const COUNTS = { hospital: 8_100, clinic: 105_000, "dental-clinic": 67_000, pharmacy: 63_000 };
/** One answer in so many is left out; what an institution is, never. */
const LEFT_OUT = 10;
const NOT_ANSWERED = -1;

/** Mulberry32: whole numbers below `end`, one after the other. */
function seeded(seed) {
  let state = seed >>> 0;
  return (end) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  };
}

/** Beds as the types have them: most clinics none, hospitals often beside a threshold. */
function beds(type, below) {
  if (type === "hospital") return below(4) === 0 ? [20, 199, 200, 201][below(4)] : 20 + below(below(5) === 0 ? 980 : 300);
  return type === "clinic" && below(16) === 0 ? 1 + below(19) : 0;
}

/**
 * Columns for `evaluateMany`: every question of the catalogue, of institutions in a mixed order.
 * @param {{ questions: { key: string, kind: string, choices?: { value: unknown }[], min: number, max: number }[] }} catalogue
 */
export function institutions({ questions }, { share = 1, seed = 1203, leftOut = LEFT_OUT } = {}) {
  const below = seeded(seed);
  const types = Object.entries(COUNTS).flatMap(([type, count]) => Array(Math.round(count * share)).fill(type));
  for (let last = types.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [types[last], types[other]] = [types[other], types[last]];
  }
  const columns = {};
  for (const { key, kind, choices, min, max } of questions) {
    const value = {
      "yes-no": () => below(2),
      choice: () => (typeof choices[0].value === "string" ? below(choices.length) : choices[below(choices.length)].value),
      number: () => min + below(Math.min(max - min + 1, below(2) ? 400 : 12)),
      yen: () => below(10 ** (4 + below(5))),
    }[kind];
    if (value === undefined) throw new Error(`${key}: there is no kind ${kind} here`);
    const Column = kind === "yen" ? Float64Array : kind === "number" ? Int32Array : Int8Array;
    columns[key] = Column.from(types, (type) => {
      if (key === "facilityType") return choices.findIndex((choice) => choice.value === type);
      if (leftOut > 0 && below(leftOut) === 0) return NOT_ANSWERED;
      return key === "beds" ? beds(type, below) : value();
    });
  }
  return { rows: types.length, columns };
}

/** One row as the answers of `evaluate`. */
export function answersOf({ questions }, { columns }, row) {
  const answers = {};
  for (const { key, kind, choices } of questions) {
    const cell = columns[key][row];
    if (cell === NOT_ANSWERED) continue;
    const text = kind === "choice" && typeof choices[0].value === "string";
    const value = kind === "yes-no" ? cell === 1 : text ? choices[cell].value : cell;
    if (key.startsWith("costs.")) (answers.costs ??= {})[key.slice("costs.".length)] = value;
    else answers[key] = value;
  }
  return answers;
}
