/** What differs from the result that a link or a saved page carries, above the present one. */

import { html, render, type TemplateResult } from "lit-html";
import { type Comparison, totalWords } from "./compare";
import type { Snapshot } from "./snapshot";
import { westernDate } from "./words/format";

/** Shows a comparison, or takes the last one away. */
export function showSince(comparison: Comparison | null, faulty: boolean): void {
  const [said, place] = document.getElementById("since")?.children ?? [];
  if (!said || !place) return;
  const words = comparison ? inOneSentence(comparison) : "";
  // The same words once more would be read out once more.
  if (said.textContent !== words) said.textContent = words;
  // Anew each time: a page that a browser saved has what was shown in it.
  const fresh = document.createElement("div");
  if (comparison && comparison.differences.length > 0) render(view(comparison, faulty), fresh);
  place.replaceChildren(fresh);
}

function inOneSentence({ was, now, order, differences }: Comparison): string {
  const list = order === 0 ? "" : `${order > 0 ? "このページの一覧は、前回より古い版です" : "一覧が新しい版になりました"}（前回 ${was.version}、今回 ${now.version}）。`;
  if (differences.length > 0) return `${list}前回の結果と${differences.length}件が違います。`;
  return list && `${list}この回答での結果は変わっていません。`;
}

function view({ was, now, differences }: Comparison, faulty: boolean): TemplateResult {
  return html`<section aria-labelledby="since-title">
    <h2 id="since-title" tabindex="-1">前回の結果との違い</h2>
    <p>リンクかファイルを開いたときの回答で比べています。${faulty ? "使えないものを除いたことも、違いの理由になり得ます。" : ""}</p>
    <ul>
      <li>${basis("前回", was)}</li>
      <li>${basis("今回", now)}</li>
    </ul>
    <ul>
      ${differences.map(
        ({ name, was, now, why }) => html`<li>
          <b>${name}</b>：${was} → ${now}<br />理由：${why}
        </li>`,
      )}
    </ul>
  </section>`;
}

function basis(which: string, { edition, asOf, version, on, total }: Snapshot): string {
  return `${which}：基準日 ${westernDate(on)}、${edition}（${westernDate(asOf)}現在）、データ ${version}、補助額の合計 ${totalWords(total)}`;
}
