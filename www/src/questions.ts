/** The questions: one in the foreground, all others in their groups. Places change only on going on. */

import { html, noChange, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import type { Question } from "./catalogue";
import { type AnswerValue, answerTo } from "./catalogue/answers";
import { comesBack } from "./leave";
import { inWords } from "./memo";
import { type Actions, type Model, priceOf, type Telling } from "./model";
import { sourceView } from "./programme";
import { grouped, printedYen, spokenYen } from "./words/format";
import { TAXES } from "./words/labels";

type Part = TemplateResult | typeof nothing;

/** Id of the place of a question, to move to. */
export const placeOf = (key: string): string => `q-${key}`;

/** Id of the field of a question, where it has one that is typed into or picked from. */
export const fieldOf = (key: string): string => `in-${key}`;

/** Choices beyond this number stand in a list to pick from instead of radio buttons. */
const MOST_RADIOS = 10;

export function questionsView(model: Model, actions: Actions): TemplateResult {
  return html`<section class="questions" part="questions" aria-labelledby="questions-title">
    <h2 id="questions-title">お答えいただくこと</h2>
    ${cardView(model, actions)}
    ${model.first ? nothing : groupsView(model, actions)}
  </section>`;
}

function groupsView(model: Model, actions: Actions): Part[] {
  const grouped = model.questions.filter(({ key }) => key !== model.asked && !model.idle.has(key));
  const idle = model.questions.filter(({ key }) => key !== model.asked && model.idle.has(key));
  return [
    ...model.catalogue.groups.map((group) => {
      const questions = grouped.filter((question) => question.group === group.id);
      const answered = questions.filter((question) => answerTo(model.answers, question.key) !== undefined).length;
      return groupView(group.label, questions, `${questions.length}問中${answered}問に回答`, nothing, model, actions);
    }),
    groupView(
      "今の結果に影響しない質問",
      idle,
      `${idle.length}問`,
      html`<p class="small">今のほかの回答では、答えても結果は変わりません。</p>`,
      model,
      actions,
    ),
  ];
}

function groupView(
  label: string,
  questions: Question[],
  count: string,
  remark: Part,
  model: Model,
  actions: Actions,
): Part {
  if (questions.length === 0) return nothing;
  const given = questions.flatMap((question) => {
    const answer = answerTo(model.answers, question.key);
    if (answer === undefined) return [];
    return [`${question.name}：${inWords(question, answer)}`];
  });
  // A heading inside of the summary would be no heading: a button's content has no structure.
  return html`<section class="group">
    <h3>${label}</h3>
    <details>
      <summary><span class="hidden">${label}、</span><span class="progress">${count}</span>
        ${given.length > 0 ? html`<span class="short">${given.join("、")}</span>` : nothing}</summary>
      ${remark}
      ${repeat(questions, ({ key }) => key, (question) => questionView(question, model, actions))}
    </details>
  </section>`;
}

/** The most telling question, and what hangs on it. It stays until the person goes on. */
function cardView(model: Model, actions: Actions): Part {
  if (!model.report) return nothing;
  const open = model.next;
  const question = model.questions.find(({ key }) => key === model.asked);
  if (!question) {
    return html`<div class="next" id=${CARD}>
      <h3 tabindex="-1">${open.length === 0 ? "うかがうことは、もうありません" : "ひととおりうかがいました"}</h3>
      <p>
        ${open.length === 0
          ? "残りの回答で、受付終了前の補助金の結果が変わることはありません。"
          : `まだお答えでない質問が${open.length}問あります。下の一覧から、いつでもお答えいただけます。`}
      </p>
      <p class="ways">
        <button type="button" @click=${() => actions.toResults()}>結果を見る</button>
        ${open.length === 0 ? nothing : html`<button type="button" @click=${() => actions.next()}>残りの質問へ</button>`}
      </p>
    </div>`;
  }
  const answered = answerTo(model.answers, question.key) !== undefined;
  const rest = open.filter(({ key }) => key !== question.key && !model.putOff.has(key)).length;
  // In a composition the key belongs to the input method.
  const enter = (event: KeyboardEvent): void => {
    const field = event.target as HTMLInputElement;
    if (event.key !== "Enter" || event.isComposing || field.type !== "text") return;
    event.preventDefault();
    actions.type(question, field.value, true);
    if (!model.faults.has(question.key)) actions.next();
  };
  return html`<div class="next" id=${CARD}>
    <h3>次にうかがうこと <span class="small">${rest > 0 ? `（あと${rest}問）` : nothing}</span></h3>
    ${effectView(open.find(({ key }) => key === question.key), answered, model)}
    <div @keydown=${enter}>${repeat([question], ({ key }) => key, (one) => questionView(one, model, actions))}</div>
    <p class="ways">
      <button type="button" class="onward-button" @click=${() => actions.next()}>
        ${answered ? (rest > 0 ? "次の質問へ" : "結果を見る") : "わからないので、先へ進む"}
      </button>
    </p>
  </div>`;
}

/** Id of the foreground. */
export const CARD = "next-question";

/** Once there is an answer, what was said before it stays: another text would move the field. */
function effectView(one: Telling | undefined, answered: boolean, model: Model): TemplateResult | typeof noChange {
  if (!one) return answered ? noChange : html`<p class="effect">今のほかの回答では、この質問に答えても結果は変わりません。</p>`;
  return html`<p class="effect">${settledWords(one, model)}<span class="small">${one.decides.length}件の補助金に関わります。</span></p>`;
}

/** What the answer settles, and by how much the amounts move with it. */
function settledWords({ settles, effect, decides }: Telling, { rows, beside, catalogue }: Model): string {
  // The effect is that on the list's sum, where the question decides one of the list.
  const whose = rows.some(({ result }) => decides.includes(result.id)) ? "" : `${catalogue.besideGroup.label}の金額が、`;
  const [price] = [...rows, ...beside].flatMap(({ result }) => (decides.includes(result.id) ? (priceOf(result, catalogue) ?? []) : []));
  const amount = price
    ? `1${price.unit}あたり${spokenYen(price.each)}までの補助金が含まれています。`
    : effect > 0
      ? `この質問の答えで、${whose}最大${printedYen(effect)}（${spokenYen(effect)}）変わります。`
      : "";
  switch (settles) {
    case "eligibility":
      return `対象になるかどうかが決まります。${amount}`;
    case "amount":
      return amount || "金額が決まります。";
    case "reception":
      return "受付の期間が決まります。";
    case null:
      return "対象になるかどうか、金額、受付の期間のどれかが決まります。";
  }
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
    ${markView(question, model)} ${helpView(question, model)}
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
    <label class="name" for=${fieldOf(key)}>${question.label}</label>
    ${markView(question, model)} ${helpView(question, model)}
    <select id=${fieldOf(key)} aria-describedby=${`help-${key}`} @change=${pick}>
      <option value="-1" .selected=${live(place < 0)}>わからない・答えない</option>
      ${choices.map(
        (choice, index) =>
          html`<option value=${String(index)} .selected=${live(index === place)}>${choice.label}</option>`,
      )}
    </select>
  </div>`;
}

/** What the field of a question shows: what was typed, until it is read; then the answer. */
export function textOf({ key }: Question, { texts, answers }: Pick<Model, "texts" | "answers">): string {
  const answer = answerTo(answers, key);
  return texts.get(key) ?? (typeof answer === "number" ? grouped(answer) : "");
}

function textView(
  question: Question,
  answer: AnswerValue | undefined,
  model: Model,
  actions: Actions,
): TemplateResult {
  const { key } = question;
  const fault = model.faults.get(key) ?? model.problems.find(({ keys }) => keys.includes(key))?.message;
  const words = typeof answer === "number" ? inWords(question, answer) : "";
  const echo = question.kind === "yen" && typeof answer === "number" ? `${words}（${spokenYen(answer)}）` : words;
  const typed = (event: Event): void =>
    actions.type(question, (event.target as HTMLInputElement).value, event.type === "change");
  const leave = (event: Event): void => actions.leave(question, (event.target as HTMLInputElement).value, comesBack(event));
  const clear = (event: Event): void => {
    (event.currentTarget as HTMLElement).parentElement?.querySelector("input")?.focus();
    actions.type(question, "", true);
  };
  // `live` leaves the field alone while it already shows the text: the caret and an input method's
  // unfinished characters stay where they are.
  return html`<div class="question" id=${placeOf(key)}>
    <label class="name" for=${fieldOf(key)}>${question.label}</label>
    ${markView(question, model)} ${helpView(question, model)}
    <p class="entry">
      <input
        id=${fieldOf(key)}
        type="text"
        inputmode="numeric"
        autocomplete="off"
        aria-describedby=${`fault-${key} echo-${key} help-${key}${question.tax ? ` tax-${key}` : ""}`}
        aria-invalid=${model.faults.has(key) ? "true" : nothing}
        .value=${live(textOf(question, model))}
        @input=${typed}
        @change=${typed}
        @blur=${leave}
      /><span class="unit">${question.unit ?? (question.kind === "yen" ? "円" : "")}</span>
      <button type="button" class="link" @click=${clear}>
        <span class="hidden">${question.name}は</span>わからない
      </button>
    </p>
    <p class="echo" id=${`echo-${key}`}>${echo}</p>
    <p class="fault" id=${`fault-${key}`}>${fault ?? ""}</p>
  </div>`;
}

/** One short word at the corner of each question, so that nothing moves when it changes. */
function markView(question: Question, model: Model): TemplateResult {
  if (answerTo(model.answers, question.key) !== undefined) return html`<p class="mark" data-mark="done">回答済み</p>`;
  const matters = !model.report || model.next.some(({ key }) => key === question.key);
  return matters
    ? html`<p class="mark">未回答</p>`
    : html`<p class="mark" data-mark="idle"><span class="hidden">今の結果には</span>影響なし</p>`;
}

/** What one needs to answer, and what else helps. */
function helpView({ key, name, help, more, tax }: Question, model: Model): Part[] {
  return [
    html`<p class="help" id=${`help-${key}`}>${help}</p>`,
    tax === null
      ? nothing
      : html`<p class="help">
          <span id=${`tax-${key}`}>${TAXES[tax.treatment]}。</span>${tax.source === null ? nothing : sourceView(tax.source, null, model)}
        </p>`,
    more === null
      ? nothing
      : html`<details class="about">
          <summary><span class="hidden">「${name}」を</span>くわしく</summary>
          <p>${more}</p>
        </details>`,
  ];
}
