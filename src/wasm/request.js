// Reads a request that is as plain as most are, in one go: question by question it is some hundred calls
// between wasm and JavaScript. Whatever is anything else, `request.rs` reads and refuses with its reason.
// @ts-check
import { begin, list, number, text } from "./report.js";

/** For each key its place and, where one value is chosen of several, the places of these. @type {Map<unknown, { at: number, places: Map<unknown, number> | null }>} */
let keys = new Map();

/** @param {Float64Array} words */
export function rememberKeys(words) {
  begin(words, "");
  let at = 0;
  keys = new Map(
    list(() => {
      const key = text();
      const values = list(() => [() => number() === 1, text, number][number()]?.());
      return [key, { at: at++, places: values.length > 0 ? new Map(values.map((value, place) => [value, place])) : null }];
    }),
  );
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function plain(value) {
  if (typeof value !== "object" || value === null) return false;
  const above = Object.getPrototypeOf(value);
  return above === Object.prototype || above === null;
}

/**
 * The day as 20251021, 0 where none is asked for, then the place of each answered key and its value.
 * `undefined` where anything is not as it usually is.
 * @param {unknown} request
 */
export function read(request) {
  try {
    if (!plain(request)) return undefined;
    const { answers, on = "0000-00-00", ...rest } = request;
    const [, year, month, day] = (typeof on === "string" && /^(\d{4})-(\d\d)-(\d\d)$/.exec(on)) || [];
    const words = [Number(`${year}${month}${day}`)];
    const usual = plain(answers) && Reflect.ownKeys(rest).length === 0 && put(words, answers, "");
    return usual && year !== undefined ? Float64Array.from(words) : undefined;
  } catch {
    // A proxy may throw at every question.
    return undefined;
  }
}

/** @param {number[]} words @param {Record<string, unknown>} answers @param {string} group @returns {boolean} */
function put(words, answers, group) {
  return Reflect.ownKeys(answers).every((name) => {
    if (typeof name !== "string") return true;
    const value = answers[name];
    if (value === undefined) return true;
    if (name === "costs" && group === "") return plain(value) && put(words, value, "costs.");
    const key = name.startsWith("costs.") ? undefined : keys.get(group + name);
    const one = key?.places ? key.places.get(value) : typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
    if (key === undefined || one === undefined) return false;
    words.push(key.at, one);
    return true;
  });
}
