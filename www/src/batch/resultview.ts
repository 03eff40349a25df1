/** What came out: the sums, what was not judged, each programme, and each institution in a table. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { type Id, listed, type Programme } from "../catalogue";
import { bothDates, daysLeft, grouped } from "../words/format";
import { GRADES, isLive, ORDER, STATES } from "../words/labels";
import type { Judged, PageRow, SortKey, Tally } from "./protocol";
import { NO_SUM, rangeDigits, sumDigits, sumWords } from "./spoken";
import { type Actions, FALLS, nameOf, PAGE, type State } from "./state";
import { UNSTATED, WINDOWS } from "./words";

export function resultView(state: State, judged: Judged, actions: Actions): TemplateResult {
  const { day, judged: fine, refused, total, reference } = judged;
  const besideLabel = state.catalogue.besideGroup.label;
  return html`<section aria-labelledby="result-title">
    <h2 id="result-title" tabindex="-1">4. 結果</h2>
    ${state.stale
      ? html`<p class="box">この結果を出した後に、列の使いみちか基準日が変わりました。もう一度「判定する」を押すと、新しい結果になります。</p>`
      : nothing}
    <p>${bothDates(day.on)}を基準日とした結果です。</p>
    <dl class="sums">
      <div><dt>判定した施設</dt><dd>${grouped(fine)}</dd></div>
      <div><dt>判定していない行</dt><dd>${grouped(refused)}</dd></div>
      <div><dt>補助額の合計</dt><dd>${total ? endsView(sumWords(total)) : NO_SUM}</dd></div>
      ${reference
        ? html`<div><dt>ほかに、参考資料による額</dt><dd>${endsView(sumWords(reference))}<span class="small">（合計に含みません）</span></dd></div>`
        : nothing}
    </dl>
    <p class="small">合計は、施設ごとの下限額と上限額をそれぞれ足したものです。上限額は、空欄の質問にどう答えても超えない額です。病床数や事業額の列がないときは、実際よりずっと大きな額になります。公表資料に金額がない補助金、受付の終わった補助金、確認できた期限がどれも過ぎている補助金は入っていません。${besideLabel}も入っていません。</p>
    ${faultsView(judged, actions)} ${problemsView(judged)} ${programmesView("補助金ごとの集計", judged.programmes, true, state)}
    ${programmesView(besideLabel, judged.beside, false, state)} ${institutionsView(state, actions)} ${saveView(state, actions)}
  </section>`;
}

/** A line breaks between the two ends of a range, not inside of them. */
function endsView(words: string): TemplateResult[] {
  return words.split(/(?<=〜)/).map((end) => html`<span class="end">${end}</span>`);
}

function faultsView({ refused, faults, faultCount }: Judged, actions: Actions): TemplateResult | typeof nothing {
  if (refused === 0) return nothing;
  return html`<section aria-labelledby="faults-title">
    <h3 id="faults-title">判定していない行（${grouped(refused)}行）</h3>
    <p>読み取れない値がある行は、金額の範囲が思わぬ広さになるため判定していません。ファイルを直して、選び直してください。ほかの行は判定しています。</p>
    <table role="table" class="faults">
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">行</th><th role="columnheader" scope="col">列</th><th role="columnheader" scope="col">書かれている値</th><th role="columnheader" scope="col">直し方</th></tr></thead>
      <tbody role="rowgroup">
        ${faults.map(
          ({ line, column, value, mend }) => html`<tr role="row">
            <th role="rowheader" scope="row">${grouped(line)}行目</th>
            <td role="cell" data-label="列">${column || "（行の全体）"}</td>
            <td role="cell" data-label="書かれている値">${value || "―"}</td>
            <td role="cell" data-label="直し方">${mend}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${faultCount > faults.length ? html`<p>ほかに${grouped(faultCount - faults.length)}か所あります。すべては、次のCSVに入っています。</p>` : nothing}
    <p><button type="button" class="plain" @click=${() => actions.save("faults")}>判定していない行をCSVで保存</button></p>
  </section>`;
}

function problemsView({ problems }: Judged): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<section aria-labelledby="problems-title">
    <h3 id="problems-title">回答に食い違いのある行</h3>
    <p>次の行は、食い違いを次のように扱って判定しています。</p>
    <ul>
      ${problems.map(
        ({ message, count, lines }) => html`<li>${message}<br /><span class="small">${grouped(count)}行（${lines.map((line) => `${grouped(line)}行目`).join("、")}${count > lines.length ? "、ほか" : ""}）</span></li>`,
      )}
    </ul>
  </section>`;
}

/** Stands where there is nothing, which is not 0. */
const NOTHING = "―";

const COUNTS = ORDER.map((state) => STATES[state].word);
const SUMS = ["補助額の合計", "参考資料による額"];

/** How many institutions stand how with each programme; those beside the list are in no sum. */
function programmesView(title: string, tallies: Tally[], summed: boolean, { catalogue }: State): TemplateResult | typeof nothing {
  if (tallies.length === 0) return nothing;
  const heads = ["補助金", ...COUNTS, ...(summed ? SUMS : [])];
  const id = summed ? "programmes-title" : "beside-title";
  const figures = ({ counts, sum, reference, unstated }: Tally): string[] => {
    const rest = unstated > 0 && !sum && !reference ? UNSTATED : NOTHING;
    const sums = [sum, reference].map((one) => (one ? sumDigits(one) : rest));
    return [...ORDER.map((state) => grouped(counts[state])), ...(summed ? sums : [])];
  };
  return html`<section aria-labelledby=${id}>
    <h3 id=${id}>${title}（施設の数）</h3>
    <table role="table">
      <thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
      <tbody role="rowgroup">
        ${tallies.map(
          (tally) => html`<tr role="row">
            <th role="rowheader" scope="row">${nameOf(catalogue, tally.id)}</th>
            ${figures(tally).map((figure, at) => html`<td role="cell" class="figures" data-label=${heads[at + 1]}>${figure}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
    <p class="small">
      ${summed ? `「${NOTHING}」は、足す額がないことを示します。` : catalogue.besideGroup.note}
    </p>
  </section>`;
}

const SORTS: Record<SortKey, string> = { line: "ファイルの順", max: "上限額", min: "下限額", reference: "参考資料による額", days: "次の期限" };

interface Column {
  head: string;
  sort: SortKey | null;
  cell(row: PageRow): TemplateResult | string;
  figures?: boolean;
}

const amountWords = (unstated: string) => ({ amount }: PageRow): string => (amount ? rangeDigits(amount) : unstated);
const daysWords = ({ days }: PageRow): string => (days === null ? NOTHING : daysLeft(days));

/** Of the twelve together. */
const ALL: Column[] = [
  { head: "補助額の合計", sort: "max", cell: amountWords(NOTHING), figures: true },
  { head: "参考資料による額", sort: "reference", cell: ({ reference }) => (reference ? rangeDigits(reference) : NOTHING), figures: true },
  ...ORDER.filter(isLive).map((state): Column => ({ head: STATES[state].word, sort: null, cell: ({ counts }) => `${counts[state]}件`, figures: true })),
  { head: "次の期限", sort: "days", cell: daysWords },
];

/** Of the one that was chosen. */
const ONE: Column[] = [
  { head: "状態", sort: null, cell: ({ state }) => (state ? html`<span aria-hidden="true">${STATES[state].shape}</span> ${STATES[state].word}` : "") },
  { head: "金額", sort: "max", cell: amountWords(UNSTATED), figures: true },
  { head: "根拠", sort: null, cell: ({ evidence }) => (evidence ? GRADES[evidence] : NOTHING) },
  { head: "受付", sort: null, cell: ({ window }) => (window ? WINDOWS[window] : "") },
  { head: "次の期限", sort: "days", cell: daysWords },
];

function institutionsView(state: State, actions: Actions): TemplateResult {
  const { catalogue, view, page } = state;
  const columns = view.programme ? ONE : ALL;
  const option = ({ id }: Programme): TemplateResult => html`<option value=${id} ?selected=${view.programme === id}>${nameOf(catalogue, id)}</option>`;
  const named = state.uses.includes("name");
  const chosenIn = (event: Event): string => (event.target as HTMLSelectElement).value;
  const sortBy = (sort: SortKey): void => actions.look({ sort, falling: sort === view.sort ? !view.falling : FALLS[sort] });
  const sorted = (sort: SortKey | null): string | typeof nothing => (sort === null || sort !== view.sort ? nothing : view.falling ? "descending" : "ascending");
  const head = (text: string, sort: SortKey | null): TemplateResult => html`<th role="columnheader" scope="col" aria-sort=${sorted(sort)}>
    ${sort === null
      ? text
      : html`<button type="button" class="sort" @click=${() => sortBy(sort)}>${text}<span aria-hidden="true">${sort === view.sort ? (view.falling ? " ▼" : " ▲") : " ↕"}</span></button>`}
  </th>`;
  const choices = (Object.keys(SORTS) as SortKey[]).filter((sort) => sort !== "reference" || !view.programme).flatMap((sort) => [`${sort} ${FALLS[sort] ? "falling" : "rising"}`, `${sort} ${FALLS[sort] ? "rising" : "falling"}`]);
  const order = (choice: string): string => {
    const [sort, way] = choice.split(" ") as [SortKey, string];
    const ways: Record<SortKey, [string, string]> = { line: ["", "（逆）"], max: ["（小さい順）", "（大きい順）"], min: ["（小さい順）", "（大きい順）"], reference: ["（小さい順）", "（大きい順）"], days: ["（近い順）", "（遠い順）"] };
    return SORTS[sort] + ways[sort][Number(way === "falling")];
  };
  return html`<section aria-labelledby="institutions-title">
    <h3 id="institutions-title">施設ごとの結果</h3>
    <div class="row">
      <label>補助金
        <select id="programme" .value=${live(view.programme ?? "")} @change=${(event: Event) => {
          const programme = (chosenIn(event) || null) as Id | null;
          actions.look({ programme, ...(programme && view.sort === "reference" && { sort: "max" }) });
        }}>
          <option value="" ?selected=${view.programme === null}>すべて（合計）</option>
          ${listed(catalogue).map(option)}
          <optgroup label=${catalogue.besideGroup.label}>${catalogue.programmes.filter(({ beside }) => beside).map(option)}</optgroup>
        </select></label>
      <label>並べる順
        <select id="sort" .value=${live(`${view.sort} ${view.falling ? "falling" : "rising"}`)} @change=${(event: Event) => {
          const [sort, way] = chosenIn(event).split(" ") as [SortKey, string];
          actions.look({ sort, falling: way === "falling" });
        }}>
          ${choices.map((choice) => html`<option value=${choice} ?selected=${choice === `${view.sort} ${view.falling ? "falling" : "rising"}`}>${order(choice)}</option>`)}
        </select></label>
      <label class="tick"><input type="checkbox" id="possible" .checked=${live(view.possible)} @change=${(event: Event) => actions.look({ possible: (event.target as HTMLInputElement).checked })} /> 対象外と受付終了を除く</label>
    </div>
    ${page === null
      ? nothing
      : html`<table role="table" class="institutions">
            <thead role="rowgroup"><tr role="row">${head("行", "line")}${named ? head("名称", null) : nothing}${columns.map((column) => head(column.head, column.sort))}</tr></thead>
            <tbody role="rowgroup">
              ${page.rows.map(
                (row) => html`<tr role="row">
                  <th role="rowheader" scope="row">${grouped(row.line)}行目${row.problem ? html`<span class="small">（食い違い）</span>` : nothing}</th>
                  ${named ? html`<td role="cell" data-label="名称">${row.name}</td>` : nothing}
                  ${columns.map((column) => html`<td role="cell" class=${column.figures ? "figures" : nothing} data-label=${column.head}>${column.cell(row)}</td>`)}
                </tr>`,
              )}
            </tbody>
          </table>
          <p class="small">「${NOTHING}」は、合計に入る補助金か、先の期限がないことを示します。</p>
          ${page.of === 0 ? html`<p>当てはまる施設はありません。</p>` : pagerView(view.from, page.of, actions)}`}
  </section>`;
}

function pagerView(from: number, of: number, actions: Actions): TemplateResult {
  const last = Math.floor((of - 1) / PAGE) * PAGE;
  const to = (words: string, target: number, possible: boolean): TemplateResult =>
    html`<button type="button" class="plain" aria-disabled=${possible ? nothing : "true"} @click=${() => (possible ? actions.look({ from: target }) : undefined)}>${words}</button> `;
  return html`<nav class="pager" aria-label="表のページ">
    <p role="status">${grouped(from + 1)}〜${grouped(Math.min(of, from + PAGE))}番目（全${grouped(of)}施設）</p>
    <p>${to("はじめ", 0, from > 0)}${to(`前の${PAGE}件`, from - PAGE, from > 0)}${to(`次の${PAGE}件`, from + PAGE, from < last)}${to("終わり", last, from < last)}</p>
  </nav>`;
}

function saveView({ forExcel }: State, actions: Actions): TemplateResult {
  const radio = (chosen: boolean, words: string, more: string): TemplateResult =>
    html`<label><input type="radio" name="for" .checked=${live(forExcel === chosen)} @change=${() => actions.forExcel(chosen)} /> ${words}<span>${more}</span></label>`;
  return html`<section aria-labelledby="save-title">
    <h3 id="save-title">結果をCSVで保存</h3>
    <p>「使わない」と「表に示す名称」の列の後ろに、施設ごと、補助金ごとの結果が並びます。判定していない行も、理由を付けて入ります。文字コードは UTF-8（BOM付き）です。</p>
    <fieldset>
      <legend>コードや番号の書き方</legend>
      ${radio(true, "Excelで開く", "先頭の0や長い番号、1-2のような番地が変わらないように、そのような値だけを =\"0123\" の形で書きます。ほかのソフトでは、この形のまま見えることがあります。")}
      ${radio(false, "ほかのソフトで読み込む", "値をそのまま書きます。Excelで開くと、先頭の0が消えるなど、値が変わることがあります。")}
    </fieldset>
    <p class="small">= + - @ などで始まる値は、表計算ソフトが数式として実行しないように、先頭に ' を付けます。</p>
    <p><button type="button" @click=${() => actions.save("result")}>結果のCSVを保存</button></p>
  </section>`;
}
