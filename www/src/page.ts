/** The page around the element: its address, and what stands outside of the element. */

import type { Answers, CivilDate } from "../contract";
import { compare } from "./compare";
import { define } from "./define";
import type { IryoDxHojokin } from "./element";
import { type Engine, start } from "./engine/start";
import { tellHeight } from "./height";
import { figuresIn, NO_ANSWERS, readLink, withFigures, writeLink } from "./link";
import { showSince } from "./since";
import { offer, savedFragment, saveFragment } from "./take";
import { grouped } from "./words/format";

/** Browsers refuse too many changes of the address in a short time; after this pause they allow more. */
const WRITE_AGAIN_AFTER = 2000;
/** While a number is being written, the address waits for so long a pause. */
const WRITE_AFTER = 200;

const element = document.querySelector("iryo-dx-hojokin");
if (element instanceof HTMLElement) run(element as IryoDxHojokin);

/** State of the history's entries that this page made: the figures of their link, if they are of one. */
const OWN = "";

/** Goes with the element, which becomes one of its class on the way. */
function run(calculator: IryoDxHojokin): void {
  /** What a saved page brought with it; empty in any other. */
  const saved = savedFragment();
  let taking = false;
  let known: Known = { answers: calculator.answers ?? {}, on: calculator.on };
  /** The fragment that says the same as the element. */
  let written = "";
  /** What the step back undoes: one answer, however often it was retyped. */
  let step: string | undefined;

  /** The fragment that says it. In a saved page an empty address would bring its first answers back. */
  const said = (): string => writeLink(calculator.answers, calculator.on) || (saved && NO_ANSWERS);
  const addressOf = (fragment: string): string => fragment || location.pathname + location.search;

  const takeLink = (engine: Engine, opening = false): void => {
    // A saved page has its answers inside; what stands in the address comes first.
    const { state }: { state: unknown } = history;
    // An anchor of somebody else's says nothing of answers.
    const foreign = location.hash !== "" && !/^#(.*&)?(a|on)=/.test(location.hash);
    const address = foreign && !opening ? location.hash : (foreign ? "" : location.hash) || saved;
    const fragment = figuresIn(address) || typeof state !== "string" ? address : address + state;
    const linked = readLink(fragment, engine.catalogue);
    if (!linked) return;
    notice(linked.faults);
    clearTimeout(again);
    taking = true;
    try {
      calculator.on = linked.on;
      if (linked.answers) calculator.answers = linked.answers;
    } finally {
      taking = false;
    }
    // A damaged link stays in the address bar until the person changes an answer.
    written = writeLink(calculator.answers, calculator.on);
    step = undefined;
    known = { answers: calculator.answers, on: calculator.on };
    const { answers, was, faults } = linked;
    // The address goes without the figures; its entry of the history keeps them, for who comes back to it.
    if (was && answers && faults.length === 0 && figuresIn(location.hash)) history.replaceState(figuresIn(fragment), "", addressOf(said()));
    void calculator.ready.then(() => {
      saveFragment(withFigures(said(), calculator.report));
      // Between one's own answers the comparison stays; it goes with another's link.
      if (answers && was) showSince(compare(was, calculator.report, engine.evaluate({ answers, on: was.on }), engine.catalogue), faults.length > 0);
      else if (state !== OWN) showSince(null, false);
    });
  };

  let again: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(again);
    const fragment = said();
    if (taking || fragment === written) return;
    const now = { answers: calculator.answers, on: calculator.on };
    const changed = changes(known, now);
    try {
      history[changed === step ? "replaceState" : "pushState"](OWN, "", addressOf(fragment));
      written = fragment;
      step = changed;
      known = now;
    } catch {
      again = setTimeout(write, WRITE_AGAIN_AFTER);
    }
  };
  const writeAddress = (): void => {
    if (taking) return;
    saveFragment(withFigures(said(), calculator.report));
    clearTimeout(again);
    // Half a number is no step to go back to, and writing can take longer than a frame.
    if (calculator.entering) again = setTimeout(write, WRITE_AFTER);
    else write();
  };

  window.addEventListener("pagehide", write);

  // Asked for before the element asks, and so told before it: its first report is already the link's.
  start().then(
    (engine) => {
      takeLink(engine, true);
      offer(calculator, engine);
      window.addEventListener("hashchange", () => takeLink(engine));
      calculator.addEventListener("iryo-dx-hojokin-change", writeAddress);
    },
    () => {}, // the element says why
  );
  define();

  const drawn = (): void => document.documentElement.classList.remove("starting");
  calculator.ready.then(undefined, () => pointElsewhere(location.hash || saved)).then(drawn).then(() => tellHeight(document.body));
  calculator.addEventListener("iryo-dx-hojokin-error", drawn);
}

/** The page that does without WebAssembly. */
const NOWASM = "iryo-dx-hojokin.nowasm.html";

/** What is not there cannot be seen from here, so that is said too. */
function pointElsewhere(fragment: string): void {
  const link = document.createElement("a");
  link.href = NOWASM + fragment;
  link.textContent = NOWASM;
  document.querySelector("[data-reason]")?.append(" このページと同じ場所に、WebAssembly を使わない版が置かれていれば、そちらで計算できます：", link);
}

interface Known {
  answers: Answers;
  on: CivilDate | null;
}

/** Names what differs, the same for the same answers, whatever their values. */
function changes(before: Known, after: Known): string {
  const flat = ({ answers: { costs = {}, ...others }, on }: Known): Record<string, unknown> => ({ on, ...others, ...costs });
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => old[key] !== now[key]).join();
}

/** As many faults of a link are named; a damaged one can have thousands. */
const MOST_FAULTS = 10;

/** Names what of a link could not be used. */
function notice(faults: string[]): void {
  const place = document.getElementById("notice");
  if (!place) return;
  place.replaceChildren();
  if (faults.length === 0) return;
  const text = document.createElement("p");
  text.textContent = "リンクに含まれる次のものは使えないため、除いて計算しています。ほかの回答はそのままです。";
  const list = document.createElement("ul");
  const rest = faults.length - MOST_FAULTS;
  for (const fault of [...faults.slice(0, MOST_FAULTS), ...(rest > 0 ? [`ほかに${grouped(rest)}件`] : [])]) {
    const item = document.createElement("li");
    item.textContent = fault;
    list.append(item);
  }
  place.append(text, list);
}

// The address's fragment holds the answers: going past the header must not replace it.
document.querySelector<HTMLElement>("a[href='#main']")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main")?.focus();
});
