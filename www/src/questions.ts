/** The questions, as the catalogue puts them. They keep their places; only their marks change. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { AnswerKey } from "../contract";
import { type AnswerValue, answerTo, type Question } from "./catalogue";
import { grouped, spokenYen, yen } from "./format";
import { type Actions, boundless, labelOf, type Model, openPeriodKeys } from "./model";

/** Id of the place of a question, to move to. */
export const placeOf = (key: string): string => `q-${key}`;

/** Choices beyond this number stand in a list to pick from instead of radio buttons. */
const MOST_RADIOS = 10;

export function questionsView(model: Model, actions: Actions): TemplateResult {
  return html`<section class="questions" aria-labelledby="questions-title">
    <h2 id="questions-title">お答えいただくこと</h2>
    ${nextView(model, actions)}
    ${model.catalogue.groups.map((group) => {
      const questions = model.questions.filter((question) => question.group === group.id);
      if (questions.length === 0) return nothing;
      const answered = questions.filter((question) => answerTo(model.answers, question.key) !== undefined).length;
      // A heading inside of the summary would be no heading: a button's content has no structure.
      return html`<section class="group">
        <h3>${group.label}</h3>
        <details ?open=${model.openGroups.has(group.id)}>
          <summary><span class="hidden">${group.label}の質問、</span><span class="progress">${questions.length}問中${answered}問に回答</span></summary>
          ${questions.map((question) => questionView(question, model, actions))}
        </details>
      </section>`;
    })}
  </section>`;
}

/** The most telling question, as a way to it: the field itself stays in its group. */
function nextView(model: Model, actions: Actions): TemplateResult | typeof nothing {
  if (!model.report) return nothing;
  const shown = new Set(model.rows.map((row) => row.result.id));
  const next = model.report.next.filter((entry) => entry.decides.some((id) => shown.has(id)));
  const [first] = next;
  if (!first) return periodView(model, actions);
  const price = model.rows.flatMap((row) =>
    first.decides.includes(row.programme.id) ? (boundless(row, model) ?? []) : [],
  )[0];
  const effects = [
    `${first.decides.filter((id) => shown.has(id)).length}件の補助金に関わります。`,
    price
      ? `1${price.question.unit ?? ""}あたり${spokenYen(price.each)}までの補助金が含まれています。`
      : first.effect > 0 && `この回答で、最大${spokenYen(first.effect)}変わります。`,
    next.length > 1 && `ほかに${next.length - 1}問あります。`,
  ];
  return nextBox(first.key, effects.filter(Boolean).join(""), model, actions);
}

/** Where no amount can change any more, a reception still can. */
function periodView(model: Model, actions: Actions): TemplateResult {
  const [key] = model.rows.flatMap((row) => openPeriodKeys(row, model));
  return key === undefined
    ? html`<p class="next">残りの回答で、受付終了前の補助金の結果が変わることはありません。</p>`
    : nextBox(key, "受付期間に関わります。金額は変わりません。", model, actions);
}

function nextBox(key: AnswerKey, effects: string, model: Model, actions: Actions): TemplateResult {
  return html`<div class="next">
    <h3>次にうかがうこと</h3>
    <p><button type="button" class="link" @click=${() => actions.ask(key)}>${labelOf(model, key)}</button></p>
    <p class="small">${effects}</p>
  </div>`;
}

function questionView(question: Question, model: Model, actions: Actions): TemplateResult {
  const answer = answerTo(model.answers, question.key);
  if (question.kind === "number" || question.kind === "yen") return textView(question, answer, model, actions);
  const choices: { value: AnswerValue; label: string }[] =
    question.kind === "yes-no"
      ? [
          { value: true, label: "はい" },
          { value: false, label: "いいえ" },
        ]
      : (question.choices ?? []);
  return choices.length > MOST_RADIOS
    ? selectView(question, choices, answer, model, actions)
    : radioView(question, choices, answer, model, actions);
}

function radioView(
  question: Question,
  choices: { value: AnswerValue; label: string }[],
  answer: AnswerValue | undefined,
  model: Model,
  actions: Actions,
): TemplateResult {
  const { key } = question;
  const radio = (label: string, value: AnswerValue | undefined): TemplateResult =>
    html`<label class="choice"
      ><input type="radio" name=${key} .checked=${live(answer === value)} @change=${() => actions.answer(key, value)} /><span
        >${label}</span
      ></label
    >`;
  return html`<fieldset class="question" id=${placeOf(key)} aria-describedby=${`help-${key}`}>
    <legend>${question.label}</legend>
    ${markView(question, model)} ${helpView(question)}
    ${choices.map((choice) => radio(choice.label, choice.value))} ${radio("わからない・答えない", undefined)}
  </fieldset>`;
}

function selectView(
  question: Question,
  choices: { value: AnswerValue; label: string }[],
  answer: AnswerValue | undefined,
  model: Model,
  actions: Actions,
): TemplateResult {
  const { key } = question;
  const place = choices.findIndex((choice) => choice.value === answer);
  const pick = (event: Event): void =>
    actions.answer(key, choices[Number((event.target as HTMLSelectElement).value)]?.value);
  return html`<div class="question" id=${placeOf(key)}>
    <label class="name" for=${`in-${key}`}>${question.label}</label>
    ${markView(question, model)} ${helpView(question)}
    <select id=${`in-${key}`} aria-describedby=${`help-${key}`} @change=${pick}>
      <option value="-1" .selected=${live(place < 0)}>わからない・答えない</option>
      ${choices.map(
        (choice, index) =>
          html`<option value=${String(index)} .selected=${live(index === place)}>${choice.label}</option>`,
      )}
    </select>
  </div>`;
}

function textView(
  question: Question,
  answer: AnswerValue | undefined,
  model: Model,
  actions: Actions,
): TemplateResult {
  const { key } = question;
  const fault = model.faults.get(key);
  const text = model.texts.get(key) ?? (typeof answer === "number" ? grouped(answer) : "");
  const echo = question.kind === "yen" && typeof answer === "number" ? `${yen(answer)}（${spokenYen(answer)}）` : "";
  const typed = (event: Event): void =>
    actions.type(question, (event.target as HTMLInputElement).value, event.type === "change");
  // `live` leaves the field alone while it already shows the text: the caret and an input method's
  // unfinished characters stay where they are.
  return html`<div class="question" id=${placeOf(key)}>
    <label class="name" for=${`in-${key}`}>${question.label}</label>
    ${markView(question, model)} ${helpView(question)}
    <p class="entry">
      <input
        id=${`in-${key}`}
        type="text"
        inputmode="numeric"
        autocomplete="off"
        aria-describedby=${`fault-${key} echo-${key} help-${key}`}
        aria-invalid=${fault === undefined ? nothing : "true"}
        .value=${live(text)}
        @input=${typed}
        @change=${typed}
      /><span class="unit">${question.unit ?? (question.kind === "yen" ? "円" : "")}</span>
    </p>
    <p class="echo" id=${`echo-${key}`}>${echo}</p>
    <p class="fault" id=${`fault-${key}`}>${fault ?? ""}</p>
  </div>`;
}

/** One short word at the corner of each question, so that nothing moves when it changes. */
function markView(question: Question, model: Model): TemplateResult {
  if (answerTo(model.answers, question.key) !== undefined) return html`<p class="mark" data-mark="done">回答済み</p>`;
  const matters =
    !model.report ||
    model.report.next.some((entry) => entry.key === question.key) ||
    model.rows.some((row) => openPeriodKeys(row, model).includes(question.key));
  return matters
    ? html`<p class="mark">未回答</p>`
    : html`<p class="mark" data-mark="idle"><span class="hidden">今の結果には</span>影響なし</p>`;
}

function helpView(question: Question): TemplateResult {
  return html`<p class="help" id=${`help-${question.key}`}>${question.help}</p>`;
}

/** The answers as a list, for paper. */
export function answersView(model: Model): TemplateResult {
  const given = model.questions.flatMap((question) => {
    const answer = answerTo(model.answers, question.key);
    return answer === undefined ? [] : [html`<dt>${question.label}</dt><dd>${inWords(question, answer)}</dd>`];
  });
  return html`<section class="given" aria-hidden="true">
    <h2>回答の内容</h2>
    ${given.length > 0 ? html`<dl>${given}</dl>` : html`<p>まだ回答がありません。</p>`}
  </section>`;
}

function inWords(question: Question, answer: AnswerValue): string {
  if (typeof answer === "boolean") return answer ? "はい" : "いいえ";
  if (question.kind === "yen") return yen(Number(answer));
  if (question.kind === "number") return `${grouped(Number(answer))}${question.unit ?? ""}`;
  return question.choices?.find((choice) => choice.value === answer)?.label ?? String(answer);
}
