/** What stands on paper alone: the answers, all twelve at a glance, the addresses, and lines to write on. */

import { html, nothing, type TemplateResult } from "lit-html";
import { answerTo } from "./catalogue";
import { bothDates, daysLeft } from "./format";
import { inWords } from "./memo";
import { type Model, moneyWords } from "./model";
import { DEADLINES, STATES, stateOf } from "./words";

/** Lines for what is written by hand. */
const LINES = 6;

/** A link on the paper, where nobody can follow it. */
export interface Printed {
  text: string;
  address: string;
}

/** Before the results: what was answered, and every programme in one line. */
export function frontView(model: Model): TemplateResult | typeof nothing {
  if (!model.printing) return nothing;
  const given = model.questions.flatMap((question) => {
    const answer = answerTo(model.answers, question.key);
    return answer === undefined ? [] : [html`<dt>${question.label}</dt><dd>${inWords(question, answer)}</dd>`];
  });
  return html`<section class="paper">
      <h2>回答の内容</h2>
      ${given.length > 0 ? html`<dl>${given}</dl>` : html`<p>まだ回答がありません。</p>`}
    </section>
    <section class="paper">
      <h2>結果の一覧</h2>
      <table>
        <thead>
          <tr>
            <th>補助金</th>
            <th>結果</th>
            <th>金額</th>
            <th>次の期限</th>
            <th>問合せ先</th>
          </tr>
        </thead>
        <tbody>
          ${model.rows.map(({ programme, result }) => {
            const { number, name, contact } = programme;
            const [next] = result.window.deadlines
              .filter((day) => day.daysLeft >= 0)
              .sort((one, other) => one.daysLeft - other.daysLeft);
            return html`<tr>
              <th>${number}. ${name}</th>
              <td>${STATES[stateOf(result)].word}</td>
              <td>${moneyWords({ programme, result }, model)}</td>
              <td>
                ${next ? `${DEADLINES[next.kind]} ${bothDates(next.date)} ${daysLeft(next.daysLeft)}` : "確認できた期限で、これからのものはありません"}
              </td>
              <td>${contact.name} ${contact.phone}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </section>`;
}

/** After the results. */
export function backView({ printing }: Model): TemplateResult | typeof nothing {
  if (!printing) return nothing;
  return html`<section class="paper">
      <h2>リンク先のアドレス</h2>
      <ul>
        ${printing.map(({ text, address }) => html`<li>${text}<br />${address}</li>`)}
      </ul>
    </section>
    <section class="paper">
      <h2>メモ</h2>
      ${Array.from({ length: LINES }, () => html`<p class="line"></p>`)}
    </section>`;
}
