// Takes a request apart, so that it crosses in one go: value by value it would be some hundred calls. The
// numbers say of each value its kind and what it holds, as `request.rs` reads them; its texts go as one.
// @ts-check

/** Groups within groups have no meaning in a request; this is deep enough to name what is wrong. */
const DEEPEST = 2;

const [OTHER, FLAG, NUMBER, TEXT, GROUP, NUMBERS] = [0, 1, 2, 3, 4, 5];

/** The texts of the request that was taken apart last. */
let together = "";
/** Its arrays of numbers. @type {Float64Array[]} */
let arrays = [];

/** @param {unknown} request */
export function takeApart(request) {
  /** @type {number[]} */
  const words = [];
  /** @type {string[]} */
  const said = [];
  /** @type {Float64Array[]} */
  const found = [];
  /** Where the lengths of these stand. @type {number[]} */
  const lengths = [];
  /** @param {string} text */
  const tell = (text) => {
    words.push(text.length);
    said.push(text);
  };
  /** @type {(value: unknown, depth: number) => void} */
  const put = (value, depth) => {
    if (typeof value === "boolean") return void words.push(FLAG, Number(value));
    if (typeof value === "number") return void words.push(NUMBER, value);
    if (typeof value === "string") {
      words.push(TEXT);
      return tell(value);
    }
    // One that says something else of its length than it has is no column.
    if (isNumbers(value) && asked(() => value.length) === lengthOf(value)) {
      lengths.push(words.length + 1);
      words.push(NUMBERS, 0);
      return void found.push(value);
    }
    const entries = depth > DEEPEST ? null : held(value);
    words.push(...(entries ? [GROUP, entries.length] : [OTHER]));
    for (const [name, inner] of entries ?? []) {
      tell(name);
      put(inner, depth + 1);
    }
  };
  put(request, 0);
  // Not before all is read: an object may answer with a program of its own, which may take the memory of an array away.
  found.forEach((array, nth) => (words[/** @type {number} */ (lengths[nth])] = lengthOf(array)));
  arrays = found;
  // Halves of a letter, which a text of JavaScript may end and begin with, do not become one.
  together = said.join("\n");
  return Float64Array.from(words);
}

/** The texts, for once: a request is not kept. */
export function texts() {
  const given = together;
  together = "";
  return given;
}

/** The arrays, for once: they can be large. */
export const numbers = () => arrays.splice(0);

/** What every array with a type has. An array's own properties may say something else than these. */
const typed = Object.getPrototypeOf(Uint8Array.prototype);
/** @type {(name: PropertyKey) => (array: unknown) => any} */
const told = (name) => {
  const { get } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(typed, name));
  return (array) => get?.call(array);
};
const lengthOf = told("length");
/** Undefined for what is no array with a type. */
const kindOf = told(Symbol.toStringTag);

/** Whether it is an array of numbers with a type, but not of those beyond the exact ones. @type {(value: unknown) => value is Float64Array} */
const isNumbers = (value) => /^(?!Big).*Array$/.test(kindOf(value) ?? "");

/** So many numbers of an array from a place on, into a place of another. @param {Float64Array} from @param {number} begin @param {number} end @param {Float64Array} into @param {number} at */
export function copyNumbers(from, begin, end, into, at) {
  // By place: methods of the array may be its own.
  for (let place = begin; place < end; place++) into[at++] = /** @type {number} */ (from[place]);
}

/**
 * What an object holds itself, without what is `undefined`; nothing for what is not as `{ … }` or JSON makes it, in this
 * page or another: a map, a date or an instance of a class would look empty instead of wrong.
 * @param {unknown} value
 * @returns {[string, unknown][] | null}
 */
function held(value) {
  return asked(() => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const above = Object.getPrototypeOf(value);
    if (above !== null && (typeof above !== "object" || Object.getPrototypeOf(above) !== null)) return null;
    const names = Reflect.ownKeys(value).filter((name) => typeof name === "string");
    const entry = (/** @type {string} */ name) => /** @type {[string, unknown]} */ ([name, asked(() => Reflect.get(value, name))]);
    return names.map(entry).filter(([, inner]) => inner !== undefined);
  });
}

/** A proxy may throw at every question; then it is no answer. @template T @param {() => T} ask @returns {T | null} */
function asked(ask) {
  try {
    return ask();
  } catch {
    return null;
  }
}

/** @param {string} code @param {string | undefined} key @param {string} message */
export function refusal(code, key, message) {
  arrays = [];
  return Object.assign(new Error(message), { name: "CalculatorError", code, key: key ?? null });
}
