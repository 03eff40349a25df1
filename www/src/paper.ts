/** What stands on paper alone: the answers, all results at a glance, the addresses, and lines to write on. */

import { html, nothing, type TemplateResult } from "lit-html";
import { answerTo } from "./catalogue/answers";
import { inWords } from "./memo";
import { type Model, moneyWords, type Row } from "./model";
import { bothDates, daysLeft, westernDate } from "./words/format";
import { contactWords, DEADLINES, isLive, STATES, titled } from "./words/labels";

/** Lines for what is written by hand. */
const LINES = 6;

/** Before the results: what was answered, and every programme in one line, those beside the list apart. */
export function frontView(model: Model): TemplateResult | typeof nothing {
  if (!model.printing) return nothing;
  const given = model.questions.flatMap((question) => {
    const answer = answerTo(model.answers, question.key);
    return answer === undefined ? [] : [html`<dt>${question.name}</dt><dd>${inWords(question, answer)}</dd>`];
  });
  return html`<section class="paper">
      <h2>回答の内容</h2>
      ${given.length > 0 ? html`<dl>${given}</dl>` : html`<p>まだ回答がありません。</p>`}
    </section>
    ${tableView("結果の一覧", model.rows, model)} ${tableView(model.catalogue.besideGroup.label, model.beside, model)}`;
}

function tableView(title: string, rows: Row[], { catalogue }: Model): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<section class="paper">
    <h2>${title}</h2>
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
        ${rows.map(({ programme, result }) => {
          const live = isLive(result.state);
          const [next] = result.window.deadlines
            .filter((day) => live && day.daysLeft >= 0)
            .sort((one, other) => one.daysLeft - other.daysLeft);
          return html`<tr>
            <th>${titled(programme)}${programme.asOf === null ? nothing : `（${westernDate(programme.asOf)}に調べました）`}</th>
            <td>${STATES[result.state].word}</td>
            <td>${moneyWords({ programme, result }, catalogue)}</td>
            <td>
              ${next ? `${DEADLINES[next.kind]} ${bothDates(next.date)} ${daysLeft(next.daysLeft)}` : live ? "確認できた期限で、これからのものはありません" : "－"}
            </td>
            <td>${contactWords(programme.contact)}</td>
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
