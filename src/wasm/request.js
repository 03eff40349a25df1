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
    const length = lengthOf(value);
    if (Number.isInteger(length)) {
      words.push(NUMBERS, length);
      return void found.push(/** @type {Float64Array} */ (value));
    }
    const entries = depth > DEEPEST ? null : held(value);
    words.push(...(entries ? [GROUP, entries.length] : [OTHER]));
    for (const [name, inner] of entries ?? []) {
      tell(name);
      put(inner, depth + 1);
    }
  };
  put(request, 0);
  // Not before all is read: an object may answer with a program of its own.
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

/** The length of an array of numbers: of one with a type, but not of those beyond the exact ones. @param {any} value */
const lengthOf = (value) =>
  asked(() => (ArrayBuffer.isView(value) && /^(?!Big).*Array$/.test(Reflect.get(value, Symbol.toStringTag)) ? Reflect.get(value, "length") : null));

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
