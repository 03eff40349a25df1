/** The report as a whole: the day it is for, its sums, and what contradicts itself. */

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Report, Yen } from "../contract";
import type { Id } from "./catalogue";
import { showDay } from "./leave";
import { type Actions, nameOf, type Model, priceOf, type Row } from "./model";
import { counts, usable } from "./placement";
import { programmeView } from "./programme";
import { bothDates, grouped, printedYen, range, spokenYen, westernDate } from "./words/format";
import { STATES } from "./words/labels";

interface Total {
  /** Whether there is anything in the sum. */
  summed: boolean;
  total: string;
  /** How many that may be used have no amount in any source. */
  unstated: number;
}

/** The total in words, and what stands outside of it: a sum of nothing is not 0円. */
export function totalWords({ rows, catalogue }: Pick<Model, "rows" | "catalogue">, report: Report, figure: (amount: Yen) => string): Total {
  const summed = rows.filter(({ result: { inTotal, amount } }) => inTotal && amount?.evidence !== "reference");
  const [price] = summed.flatMap(({ result }) => priceOf(result, catalogue) ?? []);
  const sum = price ? `${figure(report.total.min)}から（上限は${price.units}で決まります）` : range(report.total, figure);
  return {
    summed: summed.length > 0,
    total: summed.length > 0 ? sum : "合計に入る補助金は、今のところありません",
    unstated: usable(rows).filter(({ result }) => result.amount === null).length,
  };
}

/** What the sum of the twelve leaves out, and what stands beside them. */
function besideTheSum({ rows, beside, catalogue }: Model, { referenceTotal }: Report, unstated: number): string[] {
  const besides = usable(beside).length;
  const reference = rows.some(({ result }) => result.inTotal && result.amount?.evidence === "reference");
  return [
    ...(unstated > 0 ? [`金額の記載がない補助金 ${unstated}件`] : []),
    ...(reference ? [`参考資料による額 ${range(referenceTotal, spokenYen)}`] : []),
    ...(besides > 0 ? [`${catalogue.besideGroup.label} ${besides}件`] : []),
  ];
}

/** The summary in one sentence, to be read out when it has changed. */
export function spokenSummary(model: Model): string {
  if (!model.report) return model.failure ?? "";
  const { total, unstated } = totalWords(model, model.report, spokenYen);
  const others = besideTheSum(model, model.report, unstated);
  const sum = model.selected ? "" : `補助額の合計：${total}。${others.length > 0 ? `合計のほかに、${others.join("、")}。` : ""}`;
  const states = counts(model.rows).map(([state, count]) => `${STATES[state].word} ${count}件`);
  const problem = model.problems.length > 0 ? "回答に食い違いがあります。" : "";
  return `${problem}${sum}${states.join("、")}。`;
}

/** The day asked for, and how old the list is on that day. */
export function dayView(model: Model, actions: Actions): TemplateResult {
  const { report } = model;
  const pick = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    // A day half written counts as nothing yet; only an emptied field means today.
    field.setCustomValidity("");
    if (field.validity.valid) actions.day(field.value || null);
    else if (field.value) {
      field.setCustomValidity("2020年1月1日から2099年12月31日までの日を選んでください。");
      field.reportValidity();
    }
  };
  // A field for dates takes a browser longest of all to make: not before somebody opens it.
  const toDate = ({ currentTarget }: Event): void => {
    ((currentTarget as HTMLElement).closest("details")?.querySelector("input") as HTMLInputElement).type = "date";
  };
  const backToToday = (event: Event): void => {
    // The button goes away with the chosen day; the focus stays nearby.
    ((event.currentTarget as HTMLElement).parentElement?.querySelector("input") as HTMLElement).focus();
    actions.day(null);
  };
  return html`<section class="day" aria-labelledby="day-title">
    <h2 id="day-title">基準日</h2>
    ${report &&
    html`<p class="date">
        ${bothDates(report.on)}${model.on === null && model.clock === null ? html`<span class="small">（今日）</span>` : nothing}
      </p>
      ${model.clock === null ? nothing : clockView(model.clock, report.catalogue.asOf)}
      ${ageView(report.ageDays, report.catalogue.asOf)} ${chosenView(model)}`}
    <details @toggle=${toDate}>
      <summary @click=${toDate}>別の日で調べる</summary>
      <p class="entry">
        <label for="day">基準日</label>
        <input id="day" min="2020-01-01" max="2099-12-31" .value=${model.on ?? ""} @change=${pick} @blur=${(event: Event) => showDay(event, model.on ?? "")} />
        ${model.on === null
          ? nothing
          : html`<button type="button" @click=${backToToday}>今日に戻す</button>`}
      </p>
    </details>
  </section>`;
}

/** From so many days on the list's age is said louder. */
const AGES: [number, string][] = [
  [366, "1年以上たっているため、多くの補助金で、受付が終わっているか、内容が変わっています。一覧の日より後のことは、それぞれの根拠に挙げた資料で確認できたことだけを入れています。"],
  [181, "半年以上たっているため、受付が終わった補助金や、内容の変わった補助金があるとお考えください。"],
  [31, "この間に、金額・条件・期限が変わっていることがあります。"],
  [1, "この間に内容が変わっていることがあります。"],
];
const CHECK = "申請の前に、各補助金の詳細ページと問合せ先の電話で、今の内容をご確認ください。";

/** A day that was chosen stays in links and saved files: what is read then is not what holds today. */
function chosenView({ on, today }: Model): TemplateResult | typeof nothing {
  if (on === null || today === null || on === today) return nothing;
  return html`<p class="age" data-old="true">今日より${on < today ? "前" : "後"}の日を基準日にしています。今日の時点では、受付の状態など、結果が違うことがあります。</p>`;
}

/** How old the list is on the day: the older, the plainer. */
export function ageView(ageDays: number, asOf: string): TemplateResult {
  const list = `補助金の一覧は${westernDate(asOf)}現在のものです。`;
  const step = AGES.find(([days]) => ageDays >= days);
  if (step) {
    const [days, words] = step;
    return html`<p class="age" data-old=${days > 31 ? "true" : nothing}>
      ${list}基準日まで<b>${grouped(ageDays)}日</b>たっています。${words}${CHECK}
    </p>`;
  }
  return ageDays === 0
    ? html`<p class="age">${list}基準日と同じ日です。</p>`
    : html`<p class="age">
        ${list}基準日は、その<b>${grouped(-ageDays)}日前</b>です。その日の補助金の内容は、この一覧と違うことがあります。
      </p>`;
}

/** A clock that says a day before the list was made is wrong: it is named, and not followed. */
export function clockView(clock: string, asOf: string): TemplateResult {
  return html`<p class="box">
    この端末の日付（${bothDates(clock)}）は、補助金の一覧の日付（${westernDate(asOf)}）より前です。端末の日付が正しくないようですので、一覧の日付で調べています。端末の日付を直すか、下で基準日を選んでください。
  </p>`;
}

export function summaryView(model: Model, actions: Actions): TemplateResult | typeof nothing {
  const { report } = model;
  if (!report) return nothing;
  const { summed, total: spoken, unstated } = totalWords(model, report, spokenYen);
  const { total: printed } = totalWords(model, report, printedYen);
  const others = besideTheSum(model, report, unstated);
  return html`<section class="summary" part="summary" aria-labelledby="summary-title"><div class="plate">
    <div class="sum">
      <h2 id="summary-title">今わかる${model.selected ? "範囲" : "補助額の合計"}</h2>
      ${model.selected
        ? nothing
        : html`<p class="total">
            ${summed ? html`<span class="figure">${spoken}</span>` : html`<b>${spoken}</b>`}
            ${printed === spoken ? nothing : html`<span class="printed">${printed}</span>`}
          </p>`}
    </div>
    ${model.selected ? nothing : html`<p class="others">${others.length > 0 ? `合計のほかに、${others.join("、")}` : nothing}</p>`}
    <ul class="counts">
      ${(model.rows.length > 0 ? counts(model.rows) : []).map(
        ([state, count]) =>
          html`<li data-state=${state}><span class="shape" aria-hidden="true">${STATES[state].shape}</span>${STATES[state].word} <b>${count}</b>件</li>`,
      )}
      ${model.faults.size > 0
        ? html`<li>
            読み取れない入力 <b>${model.faults.size}</b>件：${[...model.faults.keys()].map(
              (key) => html`<button type="button" class="link unread" @click=${() => actions.ask(key)}>「${nameOf(model, key)}」を直す</button> `,
            )}
          </li>`
        : nothing}
      <li class="onward">
        <button type="button" class="link" @click=${() => actions.toResults()}>結果へ</button>
        <button type="button" class="link" @click=${() => actions.toList()}>一覧表</button>
      </li>
    </ul>
  </div></section>`;
}

export function failureView(model: Model): TemplateResult | typeof nothing {
  if (model.failure === null) return nothing;
  return html`<section class="box" aria-labelledby="failure-title">
    <h2 id="failure-title">計算できませんでした</h2>
    <p>${model.failure}</p>
    ${Object.keys(model.answers).length > 0 ? html`<p>回答はそのまま残っています。</p>` : nothing}
  </section>`;
}

export function resultsView(model: Model, actions: Actions): TemplateResult | typeof nothing {
  const { report } = model;
  if (!report) return nothing;
  const { besideGroup } = model.catalogue;
  return html`<section class="results" part="results" aria-labelledby="results-title">
    <h2 id="results-title" tabindex="-1">補助金ごとの結果</h2>
    ${model.problems.length > 0
      ? html`<div class="box">
          <h3>回答に食い違いがあります</h3>
          ${model.problems.map(
            (problem) => html`<p>${problem.message}</p>
              <p class="ways">
                ${problem.keys.map(
                  (key) =>
                    html`<button type="button" class="link" @click=${() => actions.ask(key)}>「${nameOf(model, key)}」を見直す</button> `,
                )}
              </p>`,
          )}
        </div>`
      : nothing}
    ${model.order.list.map(([state, ids]) => groupView(state, STATES[state].word, placed(ids, model.rows), nothing, model, actions))}
    ${groupView("beside", besideGroup.label, placed(model.order.beside, model.beside), besideGroup.note, model, actions)}
    <p class="small">
      根拠の区分：「通知」は日本医師会の通知に印刷されている内容、「公的資料」は国・都道府県などの資料、「参考資料」は報道や事業者などの資料です。参考資料による額は、合計に含みません。
    </p>
    <p class="small">
      データ ${report.catalogue.version}（${report.catalogue.edition}）照合番号 <span class="digest">${report.catalogue.digest}</span>
    </p>
  </section>`;
}

function placed(ids: Id[], rows: Row[]): Row[] {
  return ids.flatMap((id) => rows.find(({ programme }) => programme.id === id) ?? []);
}

/** Rows under a heading, with a note at the end. */
function groupView(id: string, title: string, rows: Row[], note: string | typeof nothing, model: Model, actions: Actions): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<section class="state-group" aria-labelledby=${`state-${id}`}>
    <h3 id=${`state-${id}`}>${title}<span class="small">（${rows.length}件）</span></h3>
    ${repeat(rows, ({ programme }) => programme.id, (row) => programmeView(row, model, actions))}
    ${note === nothing ? nothing : html`<p>${note}</p>`}
  </section>`;
}
