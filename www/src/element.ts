/**
 * The class of <iryo-dx-hojokin>: keeps the answers, asks the calculator, shows its report.
 *
 * What stands between the element's tags is its fallback (the table of the twelve programmes). It
 * stays visible until the first report stands, and for good where there can be none.
 */

import { html, nothing, render } from "lit-html";
import type { AnswerKey, Answers, CalculatorError, CivilDate, IryoDxHojokinElement, Report } from "../contract";
import css from "../element.css";
import { type AnswerValue, answerTo, keysOf, type Question, withAnswer } from "./catalogue";
import { calendar } from "./calendar";
import { deadlinesView } from "./deadlines";
import { type Engine, NoEngine, start } from "./engine";
import { handOver } from "./handover";
import { isCivilDate } from "./format";
import type { Actions, Model } from "./model";
import { idleQuestions, nextQuestion, type Order, order, telling, usable } from "./placement";
import { answersView, CARD, placeOf, questionsView } from "./questions";
import { read } from "./read";
import { dayView, failureView, resultsView, spokenSummary, summaryView } from "./results";

/** Rows keep their places for so long after a field was left, in milliseconds. */
const STILL_AFTER = 500;
/** And after the last letter, where the field is not left. */
const STILL_WHILE = 3000;

/** Pause after the last change before it is read out, so that typing is not talked over. */
const ANNOUNCE_AFTER = 1000;

let sheet: CSSStyleSheet | undefined;

/** One constructed stylesheet for all elements: unlike <style>, it needs no leave from a page's CSP. */
function styles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

export class IryoDxHojokin extends HTMLElement implements IryoDxHojokinElement {
  static readonly observedAttributes = ["on", "programmes"];

  readonly ready: Promise<void>;

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #texts = new Map<AnswerKey, string>();
  readonly #faults = new Map<AnswerKey, string>();
  #engine: Engine | undefined;
  #answers: Answers = {};
  #report: Report | undefined;
  #clock: CivilDate | null = null;
  #failure: string | null = null;
  /** The question in the foreground; undefined until there is a report to choose it by. */
  #asked: AnswerKey | null | undefined;
  #idle: ReadonlySet<AnswerKey> = new Set();
  /** Where the rows stand; kept while somebody types. */
  #order: Order | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Questions that the person went past without an answer. */
  readonly #putOff = new Set<AnswerKey>();
  #announcing: ReturnType<typeof setTimeout> | undefined;
  #said: string | undefined;
  #aboutToSay = "";
  /** What is wrong with fields that were left, until it is read out. */
  readonly #unsaid = new Map<AnswerKey, string>();
  #begun = false;
  #opened: HTMLDetailsElement[] = [];
  #settle!: { resolve: () => void; reject: (reason: unknown) => void };

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [styles()];
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
    this.#answers = structuredClone(answers ?? {});
    this.#texts.clear();
    this.#faults.clear();
    this.#unsaid.clear();
    this.#putOff.clear();
    this.#asked = undefined;
    this.#update();
  }

  get on(): CivilDate | null {
    return this.getAttribute("on") || null;
  }

  set on(day: CivilDate | null) {
    if (day) this.setAttribute("on", day);
    else this.removeAttribute("on");
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
    window.addEventListener("beforeprint", this.#openAll);
    window.addEventListener("afterprint", this.#closeAgain);
    if (!this.#begun) void this.#begin();
  }

  disconnectedCallback(): void {
    window.removeEventListener("beforeprint", this.#openAll);
    window.removeEventListener("afterprint", this.#closeAgain);
  }

  attributeChangedCallback(): void {
    // Another day, or other programmes, may leave something to ask again.
    this.#asked ??= undefined;
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
  }

  /** Puts the reason into the fallback's own line, or above the fallback where it has none. */
  #sayWhyNot(reason: string): void {
    const line = this.querySelector("[data-reason]");
    if (line) line.textContent = reason;
    else render(html`<div class="frame" lang="ja"><p class="box">${reason}</p></div><slot></slot>`, this.#root);
  }

  /** Asks the calculator and shows what it says. */
  #update(): void {
    const engine = this.#engine;
    if (!engine) return;
    const { on } = this;
    const first = this.#report === undefined;
    try {
      this.#report = engine.evaluate(on === null ? { answers: this.#answers } : { answers: this.#answers, on });
      this.#clock = on === null && this.#report.ageDays < 0 ? this.#report.on : null;
      if (this.#clock !== null) {
        this.#report = engine.evaluate({ answers: this.#answers, on: this.#report.catalogue.asOf });
      }
      this.#failure = null;
    } catch (error) {
      this.#failure = this.#failureWords(error, engine);
      this.#show(engine);
      this.#tellError(error);
      return;
    }
    this.#show(engine);
    if (first) this.#settle.resolve();
    this.#tell("change", { report: this.#report });
  }

  /** For the person in front of the page; what the page's author has to know goes into the event. */
  #failureWords(error: unknown, engine: Engine): string {
    if (!isRefusal(error)) return inWords(error);
    const { on } = this;
    if (on !== null && !isCivilDate(on)) return `基準日「${on}」は、暦にある日付ではありません。`;
    const question = engine.catalogue.questions.find(({ key }) => key === error.key);
    return `${question ? `「${question.label}」の回答` : "このページに渡された回答の一部"}が、使えないものです。`;
  }

  #show(engine: Engine): void {
    const model = this.#model(engine);
    // The fallback goes when the first report stands, not before.
    render(
      html`<div class="frame" lang="ja">
        <button type="button" class="skip" @click=${() => this.#actions.toResults()}>結果へ進む</button>
        <div class="layout">
          ${dayView(model, this.#actions)} ${questionsView(model, this.#actions)}
          <div class="answer">
            ${failureView(model)} ${summaryView(model, this.#actions)} ${answersView(model)} ${resultsView(model, this.#actions)} ${deadlinesView(model, this.#actions)}
          </div>
        </div>
        <p class="hidden" id="said" role="status" aria-live="polite"></p>
      </div>
      ${this.#report ? nothing : html`<slot></slot>`}`,
      this.#root,
    );
    this.#announce(spokenSummary(model));
  }

  #model(engine: Engine): Model {
    const { catalogue } = engine;
    const ids = (this.getAttribute("programmes") ?? "").split(/\s+/).filter(Boolean);
    const shown = catalogue.programmes.filter((programme) => ids.length === 0 || ids.includes(programme.id));
    const selected = shown.length < catalogue.programmes.length;
    const keys = new Set(selected ? shown.flatMap((programme) => [...keysOf(programme, catalogue.questions)]) : []);
    const questions = selected ? catalogue.questions.filter((question) => keys.has(question.key)) : catalogue.questions;
    const report = this.#failure === null ? (this.#report ?? null) : null;
    const byId = new Map(catalogue.programmes.map((programme) => [programme.id, programme]));
    const rows = (report?.programmes ?? []).flatMap((result) => {
      const programme = byId.get(result.id);
      return programme && shown.includes(programme) ? [{ programme, result }] : [];
    });
    const model = {
      catalogue,
      questions,
      answers: this.#answers,
      on: this.on,
      clock: this.#clock,
      report,
      rows,
      selected,
      failure: this.#failure,
      texts: this.#texts,
      faults: this.#faults,
      asked: this.#asked ?? null,
      idle: this.#idle,
      order: [],
    };
    const { asked } = model;
    if (report && (this.#asked === undefined || (asked !== null && !questions.some(({ key }) => key === asked)))) this.#goOn(model);
    if (!this.#order || this.#typing === undefined) this.#order = order(model);
    return { ...model, asked: this.#asked ?? null, idle: this.#idle, order: this.#order };
  }

  /** Chooses what to ask now. Only then do questions change their places: nothing moves while one types. */
  #goOn(model: Model): void {
    this.#asked = nextQuestion(model, this.#putOff);
    this.#idle = idleQuestions(model);
  }

  readonly #actions: Actions = {
    answer: (key, value) => this.#answer(key, value),

    type: (question: Question, text, done) => {
      const reading = read(question, text);
      this.#holdStill(done);
      const { key } = question;
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
        if (done) this.#unsaid.set(key, `${question.label}：${reading.fault}`);
        this.#answer(key, undefined);
      }
    },

    next: () => {
      const engine = this.#engine;
      if (!engine) return;
      const { asked, ...model } = this.#model(engine);
      // Where nothing stands in front, all that was put off is asked again.
      if (asked === null) this.#putOff.clear();
      else if (telling({ ...model, asked } as Model).every(({ key }) => key === asked)) {
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
      const { rows: all } = this.#model(engine);
      // All together are those of the list of deadlines; a single one is what the person asks for.
      const rows = id === null ? usable(all) : all.filter(({ programme }) => programme.id === id);
      const text = calendar(rows, this.#report.on);
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

    toResults: () => {
      this.#root.getElementById("results-title")?.focus();
    },

    day: (date) => {
      this.on = date;
    },
  };

  /**
   * The rows keep their places while somebody types, and a moment longer: the press that ends the
   * typing may be on something that would otherwise have moved away under the finger.
   */
  #holdStill(done: boolean): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(
      () => {
        this.#typing = undefined;
        if (this.#engine) this.#show(this.#engine);
      },
      done ? STILL_AFTER : STILL_WHILE,
    );
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

  /** Closed details do not print. */
  readonly #openAll = (): void => {
    this.#opened = [...this.#root.querySelectorAll<HTMLDetailsElement>(".results details:not([open])")];
    for (const details of this.#opened) details.open = true;
  };

  readonly #closeAgain = (): void => {
    for (const details of this.#opened) details.open = false;
    this.#opened = [];
  };

  #tellError(error: unknown): void {
    const { code = "failed", key = null } = error as Partial<CalculatorError>;
    this.#tell("error", { code, key, message: error instanceof NoEngine ? error.message : inWords(error) });
  }

  #tell(name: "change" | "error", detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`iryo-dx-hojokin-${name}`, { detail, bubbles: true, composed: true }));
  }
}

function isRefusal(error: unknown): error is CalculatorError {
  return typeof (error as Partial<CalculatorError> | null)?.code === "string";
}

/** The calculator's own words where it has them; anything else is a fault of the program. */
function inWords(error: unknown): string {
  return isRefusal(error)
    ? error.message
    : "計算のプログラムが止まりました。リンクを控えてから、ページを読み込み直してください。";
}

