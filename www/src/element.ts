/**
 * The class of <iryo-dx-hojokin>: keeps the answers, asks the calculator, shows its report.
 *
 * What stands between the element's tags is its fallback (the table of the twelve programmes). It
 * stays visible until the first report stands, and for good where there can be none.
 */

import { html, nothing, render } from "lit-html";
import type { AnswerKey, Answers, CivilDate, IryoDxHojokinElement, Report } from "../contract";
import css from "../element.css";
import hostCss from "../host.css";
import { calendar } from "./calendar";
import { type Catalogue, type Id, listed, type Programme, type Question } from "./catalogue";
import { type AnswerValue, answerTo, withAnswer } from "./catalogue/answers";
import { amountsAlong, type Curve, curve } from "./curve";
import { deadlinesView } from "./deadlines";
import { CalculatorError, dayOf, readAmount } from "./engine/engine";
import { type Engine, NoEngine, start } from "./engine/start";
import { handOver } from "./handover";
import { listView, NO_FILTER } from "./list";
import { type Actions, type Model, type Order, type Printed, type Row, rowsOf } from "./model";
import { backView, frontView } from "./paper";
import { idleQuestions, nextQuestion, order, telling } from "./placement";
import { titleOf } from "./programme";
import { CARD, fieldOf, placeOf, questionsView, textOf } from "./questions";
import { dayView, failureView, resultsView, spokenSummary, summaryView } from "./results";
import { isCivilDate, short } from "./words/format";
import { read } from "./words/read";

/** Nothing moves for so long after a field was left, in milliseconds. */
const STILL_AFTER = 400;
/** By then all that is seen has been drawn, in milliseconds. */
const REHEARSED_AFTER = 200;
/** Where drawing takes its time, what follows the first picture does not wait for it for longer. */
const ALL_AFTER = 100;

/** Pause after the last change before it is read out, so that typing is not talked over. */
const ANNOUNCE_AFTER = 1000;

/** Constructed stylesheets, one for all elements: unlike <style>, they need no leave from a page's CSP. */
const sheets = new Map<string, CSSStyleSheet>();

function sheetOf(text: string): CSSStyleSheet {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheet;
}

export class IryoDxHojokin extends HTMLElement implements IryoDxHojokinElement {
  static readonly observedAttributes = ["on", "programmes", "beside"];
  /** Of the calculator and of its catalogue, as the build names them. */
  static readonly version = VERSION;

  readonly ready: Promise<void>;

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #texts = new Map<AnswerKey, string>();
  readonly #faults = new Map<AnswerKey, string>();
  #engine: Engine | undefined;
  #answers: Answers = {};
  #report: Report | undefined;
  #clock: CivilDate | null = null;
  #failure: string | null = null;
  #today: CivilDate | null = null;
  /** The question in the foreground; undefined until there is a report to choose it by. */
  #asked: AnswerKey | null | undefined;
  #idle: ReadonlySet<AnswerKey> = new Set();
  /** Where the rows stand; kept while somebody types. */
  #order: Order | undefined;
  /** Whether somebody types; then nothing moves. */
  #typing = false;
  /** Raises what is held to the height that it has come to. */
  readonly #held = new ResizeObserver((parts) => {
    for (const { target, borderBoxSize } of parts) (target as HTMLElement).style.minHeight = `${borderBoxSize[0]?.blockSize}px`;
  });
  #problems: Report["problems"] = [];
  /** Whether the views are being rendered: a field that goes away then says so by an event of its own. */
  #rendering = false;
  /** The question whose field is being written in. */
  #entering: AnswerKey | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #filter = NO_FILTER;
  /** Questions that the person went past without an answer. */
  readonly #putOff = new Set<AnswerKey>();
  /** The curves that are open, with the answers and the day that they hold for. */
  readonly #curves = new Map<Id, { of: string; curves: Curve[] }>();
  #drawing: ReturnType<typeof setTimeout> | undefined;
  #announcing: ReturnType<typeof setTimeout> | undefined;
  #said: string | undefined;
  #aboutToSay = "";
  /** What is wrong with fields that were left, until it is read out. */
  readonly #unsaid = new Map<AnswerKey, string>();
  #begun = false;
  #opened: HTMLDetailsElement[] = [];
  #printing: Printed[] | null = null;
  #settle!: { resolve: () => void; reject: (reason: unknown) => void };

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheetOf(css)];
    render(html`<slot></slot>`, this.#root);
    this.ready = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // A page that does not wait for `ready` shall not get an unhandled rejection.
    this.ready.catch(() => {});
  }

  get answers(): Answers {
    return structuredClone(this.#answers);
  }

  set answers(answers: Answers) {
    const given = copyOf(answers);
    if (this.#engine) this.#update(given);
    else this.#answers = given;
  }

  get on(): CivilDate | null {
    return this.getAttribute("on") || null;
  }

  set on(day: CivilDate | null) {
    if (day) this.setAttribute("on", day);
    else this.removeAttribute("on");
  }

  /** Whether a field is being written in: what it holds may be half of a number. */
  get entering(): boolean {
    return this.#entering !== null;
  }

  get report(): Report {
    return this.#report as Report;
  }

  connectedCallback(): void {
    // Properties set before this class was registered stand on the object itself, before its setters.
    for (const name of ["answers", "on"] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const early = this[name];
      delete (this as Partial<Record<typeof name, unknown>>)[name];
      (this as Record<typeof name, unknown>)[name] = early;
    }
    window.addEventListener("beforeprint", this.#toPaper);
    window.addEventListener("afterprint", this.#fromPaper);
    if (!this.#begun) void this.#begin();
  }

  disconnectedCallback(): void {
    window.removeEventListener("beforeprint", this.#toPaper);
    window.removeEventListener("afterprint", this.#fromPaper);
  }

  /** A constructed stylesheet belongs to the document that it was made in. */
  adoptedCallback(): void {
    const { CSSStyleSheet } = (this.ownerDocument.defaultView ?? window) as typeof globalThis;
    this.#root.adoptedStyleSheets = (this.#report ? [css, hostCss] : [css]).map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  }

  attributeChangedCallback(name: string): void {
    // Another day may leave something to ask again; what stands in front may be of nothing that is shown now.
    if (name === "on") this.#asked ??= undefined;
    else this.#asked = undefined;
    this.#update();
  }

  async #begin(): Promise<void> {
    this.#begun = true;
    try {
      this.#engine = await start();
    } catch (error) {
      this.#sayWhyNot(error instanceof NoEngine ? error.message : String(error));
      this.#settle.reject(error);
      this.#tellError(error);
      return;
    }
    this.#update();
    // What a page set before there was a calculator to refuse it goes; that it was refused stays to be read.
    const refused = this.#failure;
    if (refused === null) return;
    this.#answers = {};
    this.#update();
    this.#failure ??= refused;
    this.#show(this.#engine);
  }

  /** Puts the reason into the fallback's own line, or above the fallback where it has none. */
  #sayWhyNot(reason: string): void {
    const line = this.querySelector("[data-reason]");
    if (line) line.textContent = reason;
    else render(html`<div class="frame" lang="ja"><p class="box">${reason}</p></div><slot></slot>`, this.#root);
  }

  /** Asks the calculator and shows what it says. Answers that are given take the place of all, unless they are refused. */
  #update(given?: Answers): void {
    const engine = this.#engine;
    if (!engine) return;
    const { on } = this;
    const first = this.#report === undefined;
    try {
      const answers = given === undefined ? this.#answers : given;
      this.#report = engine.evaluate(on === null ? { answers } : { answers, on });
      this.#clock = on === null && this.#report.ageDays < 0 ? this.#report.on : null;
      if (this.#clock !== null) this.#report = engine.evaluate({ answers, on: this.#report.catalogue.asOf });
      if (on !== null) this.#today ??= dayOf(null).on;
      this.#failure = null;
      if (given) this.#forget(given);
    } catch (error) {
      this.#failure = this.#failureWords(error, engine);
      this.#show(engine);
      this.#tellError(error);
      return;
    }
    if (first) this.#root.adoptedStyleSheets = [sheetOf(css), sheetOf(hostCss)];
    this.#show(engine, first);
    if (first) this.#afterPaint(() => this.#stand(engine));
    else this.#tell("change", { report: this.#report });
  }

  /** With other answers, all that was written and put off before goes. */
  #forget(answers: Answers): void {
    this.#answers = answers;
    this.#texts.clear();
    this.#faults.clear();
    this.#unsaid.clear();
    this.#putOff.clear();
    this.#asked = undefined;
    this.#entering = null;
    if (this.#typing) this.#rest();
  }

  /** The first question can be read, and answered; all else comes next. */
  #stand(engine: Engine): void {
    this.#show(engine);
    this.#settle.resolve();
    this.#tell("change", { report: this.#report });
    setTimeout(() => this.#rehearse(engine), REHEARSED_AFTER);
  }

  /** Goes the way of a key once without one: a browser is slow where it has not been before. */
  #rehearse(engine: Engine): void {
    if (this.#typing || !this.#report || this.#failure !== null) return;
    engine.evaluate({ answers: this.#answers, on: this.#report.on });
    this.#show(engine);
  }

  /** Runs once something was drawn; at once where nothing is, because nobody sees it. */
  #afterPaint(then: () => void): void {
    if (document.hidden) {
      then();
      return;
    }
    let waiting = true;
    const once = (): void => {
      if (!waiting) return;
      waiting = false;
      then();
    };
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(once)));
    setTimeout(once, ALL_AFTER);
  }

  /** For the person in front of the page; what the page's author has to know goes into the event. */
  #failureWords(error: unknown, engine: Engine): string {
    if (!(error instanceof CalculatorError)) return inWords(error);
    const { on } = this;
    if (on !== null && !isCivilDate(on)) return `基準日「${short(on)}」は、暦にある日付ではありません。`;
    const question = engine.catalogue.questions.find(({ key }) => key === error.key);
    return `${question ? `「${question.name}」の回答` : "このページに渡された回答の一部"}が、使えないものです。`;
  }

  /** Shows the report; in the very first picture what is asked and the summary alone. */
  #show(engine: Engine, first = false): void {
    const model = { ...this.#model(engine), first };
    if ([...this.#curves].some(([id, { of }]) => of !== this.#curvesOf(id, model))) this.#drawSoon(engine);
    this.#rendering = true;
    try {
      // The fallback goes when the first report stands, not before.
      render(
        html`<div class="frame" lang="ja">
          <button type="button" class="skip" @click=${() => this.#actions.toResults()}>結果へ進む</button>
          <div class="layout">
            ${dayView(model, this.#actions)} ${failureView(model)} ${summaryView(model, this.#actions)} ${questionsView(model, this.#actions)}
            <div class="answer">
              ${first ? nothing : [frontView(model), resultsView(model, this.#actions), deadlinesView(model, this.#actions), backView(model)]}
            </div>
          </div>
          <p class="hidden" id="said" role="status" aria-live="polite"></p>
          ${this.#report && !first ? listView(model, this.#actions) : nothing}
        </div>
        ${this.#report ? nothing : html`<slot></slot>`}`,
        this.#root,
      );
    } finally {
      // Whatever happens, what is typed next has to be heard.
      this.#rendering = false;
    }
    // A field that went away was left, and cannot say so.
    if (this.#entering !== null && !this.#root.getElementById(fieldOf(this.#entering))) {
      this.#entering = null;
      this.#holdStill(true);
    }
    this.#announce(spokenSummary(model));
  }

  #model(engine: Engine): Model {
    const { catalogue } = engine;
    const shown = this.#shown(catalogue.programmes);
    const selected = listed({ programmes: shown }).length < listed(catalogue).length;
    const questions = questionsOf(shown, catalogue);
    const report = this.#failure === null ? (this.#report ?? null) : null;
    // Half a number may contradict what the whole one does not.
    if (!this.#typing) this.#problems = report?.problems ?? [];
    const [rows, beside] = [report?.programmes ?? [], report?.beside ?? []].map((results) => rowsOf(results, shown)) as [Row[], Row[]];
    const model = {
      catalogue,
      questions,
      answers: this.#answers,
      on: this.on,
      clock: this.#clock,
      today: this.#today,
      report,
      rows,
      beside,
      next: report ? telling(report, [...rows, ...beside]) : [],
      selected,
      failure: this.#failure,
      texts: this.#texts,
      faults: this.#faults,
      asked: this.#asked ?? null,
      idle: this.#idle,
      order: { list: [], beside: [] },
      printing: this.#printing,
      curves: new Map([...this.#curves].map(([id, { curves }]) => [id, curves])),
      filter: this.#filter,
      first: false,
      problems: this.#problems,
      putOff: this.#putOff,
    };
    const { asked } = model;
    if (report && (this.#asked === undefined || (asked !== null && !questions.some(({ key }) => key === asked)))) this.#goOn(model);
    if (!this.#order || !this.#typing) this.#order = order(model);
    return { ...model, asked: this.#asked ?? null, idle: this.#idle, order: this.#order };
  }

  /** Those that the attributes name; names that nobody has choose nothing. */
  #shown(programmes: Programme[]): Programme[] {
    const there = this.getAttribute("beside") === "none" ? listed({ programmes }) : programmes;
    const ids = (this.getAttribute("programmes") ?? "").split(/\s+/).filter(Boolean);
    const named = there.filter(({ id }) => ids.includes(id));
    return named.length > 0 ? named : there;
  }

  /** Chooses what to ask now. Only then do questions change their places: nothing moves while one types. */
  #goOn(model: Model): void {
    this.#asked = nextQuestion(model, this.#putOff);
    this.#idle = idleQuestions(model);
  }

  readonly #actions: Actions = {
    answer: (key, value) => this.#answer(key, value),

    type: (question: Question, text, done) => {
      const { key } = question;
      // Where nothing was written since the field was read, there is nothing to read: leaving it has up to two events.
      const known = done && this.#entering !== key && text === textOf(question, { texts: this.#texts, answers: this.#answers });
      if (this.#rendering || known) return;
      const reading = read(question, text, readAmount);
      this.#entering = done ? null : key;
      this.#holdStill(done);
      this.#texts.set(key, text);
      if ("value" in reading) {
        this.#faults.delete(key);
        this.#unsaid.delete(key);
        // What was read is written out in full once the person has left the field.
        if (done) this.#texts.delete(key);
        this.#answer(key, reading.value);
      } else {
        // Half-written text is not yet wrong: the mend is shown on leaving, then kept up to date.
        if (done || this.#faults.has(key)) this.#faults.set(key, reading.fault);
        if (done) this.#unsaid.set(key, `${question.name}：${reading.fault}`);
        this.#answer(key, undefined);
      }
    },

    leave: (question, text, back) => {
      if (!back) this.#actions.type(question, text, true);
      // All else moves to its place; the field keeps what is half written in it.
      else if (this.#typing) this.#holdStill(true);
    },

    next: () => {
      const engine = this.#engine;
      if (!engine) return;
      const { asked, ...model } = this.#model(engine);
      // Where nothing stands in front, all that was put off is asked again.
      if (asked === null) this.#putOff.clear();
      else if (model.next.every(({ key }) => key === asked)) {
        this.#putOff.add(asked);
        this.#goOn({ ...model, asked });
        this.#show(engine);
        this.#actions.toResults();
        return;
      } else if (answerTo(this.#answers, asked) === undefined) this.#putOff.add(asked);
      this.#goOn({ ...model, asked });
      this.#show(engine);
      const card = this.#root.getElementById(CARD);
      card?.querySelector<HTMLElement>("input:checked, input[type=text], select, [tabindex]")?.focus({ preventScroll: true });
      card?.scrollIntoView({ block: "nearest" });
    },

    calendar: (id) => {
      const engine = this.#engine;
      if (!engine || !this.#report) return;
      const { rows, beside } = this.#model(engine);
      const chosen = [...rows, ...beside].filter(({ programme }) => id === null || programme.id === id);
      const text = calendar(chosen, this.#report.on);
      if (text !== null) handOver(text, "text/calendar", `iryo-dx-hojokin${id === null ? "" : `-${id}`}.ics`);
    },

    ask: (key) => {
      const place = this.#root.getElementById(placeOf(key));
      const field = place?.querySelector<HTMLElement>("input:checked") ?? place?.querySelector<HTMLElement>("input, select");
      const group = place?.closest("details");
      if (group) group.open = true;
      field?.focus({ preventScroll: true });
      place?.scrollIntoView({ block: "start" });
    },

    draw: (id, open) => {
      // What is opened for the paper alone closes again at once.
      if (open && this.#printing) return;
      if (open) this.#curves.set(id, { of: "", curves: [] });
      else this.#curves.delete(id);
      if (open && this.#engine) this.#drawSoon(this.#engine);
    },

    toResults: () => {
      this.#root.getElementById("results-title")?.focus();
    },

    toProgramme: (id) => this.#moveTo(titleOf(id)),

    toList: () => {
      const fold = this.#root.querySelector<HTMLDetailsElement>(".list details");
      if (fold) fold.open = true;
      this.#moveTo("list-title");
    },

    filter: (change) => {
      this.#filter = { ...this.#filter, ...change };
      if (this.#engine) this.#show(this.#engine);
    },

    day: (date) => {
      this.on = date;
    },
  };

  /** All that a programme's curves hang on: what it asks, but for its costs, which run along them. */
  #curvesOf(id: Id, { catalogue, report, answers }: Model): string {
    const programme = catalogue.programmes.find((one) => one.id === id);
    const others = programme?.costs.length === 1 ? withAnswer(answers, programme.costs[0] ?? "", undefined) : answers;
    return JSON.stringify([others, report?.on]);
  }

  /** Curves take many evaluations: they follow after what is typed, not with it. */
  #drawSoon(engine: Engine): void {
    clearTimeout(this.#drawing);
    this.#drawing = setTimeout(() => {
      this.#draw(engine);
      this.#show(engine);
    });
  }

  #draw(engine: Engine): void {
    const model = this.#model(engine);
    for (const row of [...model.rows, ...model.beside]) {
      const { id } = row.programme;
      const of = this.#curvesOf(id, model);
      const drawn = this.#curves.get(id);
      if (drawn && drawn.of !== of) this.#curves.set(id, { of, curves: this.#curvesFor(row, model, engine) });
    }
  }

  #curvesFor(row: Row, model: Model, engine: Engine): Curve[] {
    const on = model.report?.on;
    if (!on || row.result.amount?.perUnit) return [];
    const limit = row.result.amount?.costLimit;
    const { id, costs } = row.programme;
    return costs.flatMap((key) => {
      const ask = amountsAlong({ id, key, answers: this.#answers, on, questions: engine.catalogue.questions }, engine.evaluateMany);
      return curve(key, ask, limit ? [limit.min, limit.max] : []) ?? [];
    });
  }

  /** Moves to a heading, and brings what it stands over into sight. */
  #moveTo(id: string): void {
    const title = this.#root.getElementById(id);
    title?.focus({ preventScroll: true });
    title?.closest("section, article")?.scrollIntoView();
  }

  /**
   * What stands keeps its place while somebody types, and a moment longer: the press that ends the
   * typing may be on something that would otherwise have moved away under the finger.
   */
  #holdStill(done: boolean): void {
    clearTimeout(this.#resting);
    if (!this.#typing) this.#hold();
    this.#typing = true;
    if (done) this.#resting = setTimeout(() => this.#rest(), STILL_AFTER);
  }

  #rest(): void {
    this.#typing = false;
    this.#release();
    if (this.#engine) this.#show(this.#engine);
  }

  /** The summary keeps its height; what a programme is made of may grow, and then keeps that height. */
  #hold(): void {
    const summary = this.#root.querySelector<HTMLElement>(".summary");
    const parts = [...this.#root.querySelectorAll<HTMLElement>("article > *")];
    const heights = [summary, ...parts].map((part) => part?.getBoundingClientRect().height);
    if (summary) summary.style.height = `${heights[0]}px`;
    for (const [at, part] of parts.entries()) {
      part.style.minHeight = `${heights[at + 1]}px`;
      this.#held.observe(part);
    }
  }

  #release(): void {
    this.#held.disconnect();
    for (const { style } of this.#root.querySelectorAll<HTMLElement>("article > *, .summary")) style.height = style.minHeight = "";
  }

  #answer(key: AnswerKey, value: AnswerValue | undefined): void {
    this.#answers = withAnswer(this.#answers, key, value);
    this.#update();
  }

  /** Reads faults and a changed summary out, once; the first summary is there to be read without that. */
  #announce(summary: string): void {
    const region = this.#root.getElementById("said");
    if (!region) return;
    this.#said ??= summary;
    const news = [...this.#unsaid.values(), ...(this.#said === summary ? [] : [summary])];
    const words = news.join(" ");
    // What is about to be said already is not put off by being shown again.
    if (words === this.#aboutToSay) return;
    clearTimeout(this.#announcing);
    this.#aboutToSay = words;
    if (words === "") return;
    // Emptied first, so that the same words are news again.
    region.textContent = "";
    this.#announcing = setTimeout(() => {
      this.#unsaid.clear();
      this.#said = summary;
      this.#aboutToSay = "";
      region.textContent = words;
    }, ANNOUNCE_AFTER);
  }

  /** Closed details do not print: what a memo needs is opened, the rest as the person has it. */
  readonly #toPaper = (): void => {
    if (!this.#engine) return;
    this.#opened = [...this.#root.querySelectorAll<HTMLDetailsElement>(".results details:not([open], .more)")];
    for (const details of this.#opened) details.open = true;
    const links = this.#root.querySelectorAll<HTMLAnchorElement>(".results details[open] a[target], article > :not(details) a[target]");
    // Of the texts in a link the last is not seen; an address that is its own text stands there already.
    const found = new Map([...links].map((link) => [link.href, [...link.childNodes].find(({ nodeType }) => nodeType === 3)?.textContent ?? ""]));
    this.#printing = [...found].flatMap(([address, text]) => (text === address ? [] : [{ text, address }]));
    this.#show(this.#engine);
  };

  readonly #fromPaper = (): void => {
    for (const details of this.#opened) details.open = false;
    this.#opened = [];
    this.#printing = null;
    if (this.#engine) this.#show(this.#engine);
  };

  #tellError(error: unknown): void {
    const { code = "failed", key = null } = error as Partial<CalculatorError>;
    this.#tell("error", { code, key, message: error instanceof NoEngine ? error.message : inWords(error) });
  }

  #tell(name: "change" | "error", detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`iryo-dx-hojokin-${name}`, { detail, bubbles: true, composed: true }));
  }
}

/** What only a programme asks that is not shown is not asked. */
function questionsOf(shown: Programme[], { programmes, questions }: Catalogue): Question[] {
  if (shown.length === programmes.length) return questions;
  const keys = new Set(shown.flatMap(({ keys }) => keys));
  return questions.filter(({ key }) => keys.has(key));
}

/** What cannot be copied is no answer either: the calculator refuses what stands for it. */
function copyOf(answers: Answers): Answers {
  try {
    return structuredClone(answers ?? {});
  } catch {
    return null as unknown as Answers;
  }
}

/** The calculator's own words where it has them; anything else is a fault of the program. */
function inWords(error: unknown): string {
  return error instanceof CalculatorError
    ? error.message
    : "計算のプログラムが止まりました。リンクを控えてから、ページを読み込み直してください。";
}

