// Which characters of the sources have run. Blocks would not do: the engine joins those that ran as
// often as each other, so that there is always a new one.
import { Session } from "node:inspector";

export class Reached {
  #session = new Session();
  #file;
  #seen;
  /** For each place the length of the innermost function around it. */
  #inside;

  /** @param file name of the script that is looked at; @param length of its text */
  constructor(file, length) {
    this.#file = file;
    this.#seen = new Uint8Array(length);
    this.#inside = new Uint32Array(length).fill(2 ** 32 - 1);
    this.#session.connect();
    this.#ask("Profiler.enable");
    this.#ask("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** The places that have run since the last time, and were not seen to run before. */
  fresh() {
    const { result } = this.#ask("Profiler.takePreciseCoverage");
    const functions = result.filter(({ url }) => url === this.#file).flatMap(({ functions }) => functions.map(({ ranges }) => ranges));
    const lengthOf = ([{ startOffset, endOffset }]) => endOffset - startOffset;
    for (const ranges of functions) {
      const [{ startOffset, endOffset }] = ranges;
      for (let at = startOffset; at < endOffset; at++) this.#inside[at] = Math.min(this.#inside[at], lengthOf(ranges));
    }
    const ran = new Uint8Array(this.#seen.length);
    for (const ranges of functions) {
      // Within a function the later ranges say it more exactly; functions inside it speak for themselves.
      for (const { startOffset, endOffset, count } of ranges) {
        for (let at = startOffset; at < endOffset; at++) if (this.#inside[at] === lengthOf(ranges)) ran[at] = count > 0 ? 1 : 0;
      }
    }
    return [...ran.keys()].filter((at) => ran[at] && !this.#seen[at]);
  }

  add(places) {
    for (const at of places) this.#seen[at] = 1;
  }

  forget() {
    this.#seen.fill(0);
  }

  /** The share of the text that was seen to run, in percent. */
  get share() {
    return Math.round((100 * this.#seen.reduce((sum, one) => sum + one, 0)) / this.#seen.length);
  }

  /** The inspector answers before it returns. */
  #ask(method, parameters) {
    let answer;
    this.#session.post(method, parameters, (error, result) => {
      if (error) throw new Error(`${method}: ${error.message}`);
      answer = result;
    });
    return answer;
  }
}
