/** The deadlines that lie ahead, in their order. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions, Model, Row } from "./model";
import { usable } from "./placement";
import { bothDates, daysLeft } from "./words/format";
import { DEADLINES, GRADES } from "./words/labels";

type Deadline = Row["result"]["window"]["deadlines"][number];

/** Deadlines ahead of what is neither over nor out of the question. */
function ahead({ rows, beside }: Model): { row: Row; day: Deadline }[] {
  return usable([...rows, ...beside])
    .flatMap((row) => row.result.window.deadlines.filter(({ daysLeft }) => daysLeft >= 0).map((day) => ({ row, day })))
    .sort((one, other) => one.day.daysLeft - other.day.daysLeft);
}

export function deadlinesView(model: Model, actions: Actions): TemplateResult | typeof nothing {
  if (!model.report) return nothing;
  const days = ahead(model);
  return html`<section class="deadlines" aria-labelledby="deadlines-title">
    <h2 id="deadlines-title">これからの期限</h2>
    ${days.length === 0
      ? html`<p>使えるかもしれない補助金で、公表資料に期限が見つかったものはありません。</p>`
      : html`<ol class="timeline">
            ${days.map(
              ({ row, day }) => html`<li>
                <p><b>${bothDates(day.date)}</b> ${daysLeft(day.daysLeft)}</p>
                <p>${row.programme.name}：${DEADLINES[day.kind]}の期限<span class="grade">（${GRADES[day.evidence]}${row.programme.beside ? `、${model.catalogue.besideGroup.label}` : nothing}）</span></p>
              </li>`,
            )}
          </ol>
          <p class="ways">
            <button type="button" @click=${() => actions.calendar(null)}>期限をカレンダーに入れる（.ics）</button>
            <span class="small">各期限の1か月前にお知らせが付きます。</span>
          </p>`}
  </section>`;
}
