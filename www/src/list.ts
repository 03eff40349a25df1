/** The association's own list: all of its rows, whatever was answered and whatever the page shows, to search in. */

import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { live } from "lit-html/directives/live.js";
import { errataOf, listed, type Programme } from "./catalogue";
import type { Actions, Filter, Model, Row } from "./model";
import { contactView, erratumView, linkView, papersView } from "./programme";
import { bothDates, westernDate } from "./words/format";
import { ERRATA, STATES } from "./words/labels";

export const NO_FILTER: Filter = { text: "", system: "", kind: "" };

/** The notice's columns in its order, and what the page adds. */
const COLUMNS = [
  "システム",
  "種類",
  "システム概要ページ",
  "補助金詳細ページ",
  "日医案内文書",
  "補助金に関する問合せ先",
  "今の結果",
];

/** What can be chosen from. */
const CHOICES = [
  ["system", COLUMNS[0]],
  ["kind", COLUMNS[1]],
] as const;

export function listView(model: Model, actions: Actions): TemplateResult {
  const { catalogue, filter, rows } = model;
  const { edition } = catalogue;
  const programmes = listed(catalogue);
  const states = programmes.map(({ id }) => rows.filter(({ result }) => result.id === id).map(({ result }) => result.state));
  return html`<section class="list" aria-labelledby="list-title">
    <h2 id="list-title" tabindex="-1">日本医師会の一覧（全${programmes.length}件）</h2>
    <p class="small">${edition.number}「${edition.title}」、${westernDate(edition.asOf)}現在</p>
    <details>
      <summary>一覧表と検索</summary>
      ${guard([filter, String(states)], () => tableView(model, actions))}
    </details>
  </section>`;
}

/** What can be searched, and the search: the same for as long as neither this nor any state changes. */
function tableView(model: Model, actions: Actions): TemplateResult {
  const { catalogue, filter } = model;
  const { edition } = catalogue;
  const programmes = listed(catalogue);
  const words = fold(filter.text).match(/\S+/g) ?? [];
  const found = programmes.filter(
    (programme) =>
      CHOICES.every(([key]) => ["", programme[key]].includes(filter[key])) &&
      words.every((word) => textOf(programme, model).includes(word)),
  );
  const clear = (event: Event): void => {
    // The button goes away with what it clears; the focus stays nearby.
    (event.currentTarget as HTMLElement).closest("details")?.querySelector("input")?.focus();
    actions.filter(NO_FILTER);
  };
  // Firefox has no such key of its own in a search field; in a composition the key belongs to the input method.
  const escape = ({ key, isComposing }: KeyboardEvent): void => {
    if (key === "Escape" && !isComposing) actions.filter({ text: "" });
  };
  return html`<div class="filter" role="search">
      <label>一覧を検索
        <input type="search" .value=${live(filter.text)} @keydown=${escape}
          @input=${(event: Event) => actions.filter({ text: (event.target as HTMLInputElement).value })} />
      </label>
      ${CHOICES.map(
        ([key, label]) => html`<label>${label}
          <select .value=${filter[key]} @change=${(event: Event) => actions.filter({ [key]: (event.target as HTMLSelectElement).value })}>
            <option value="">すべて</option>
            ${[...new Set(programmes.map((programme) => programme[key]))].map((value) => html`<option>${value}</option>`)}
          </select>
        </label>`,
      )}
    </div>
    <p class="ways">
      <span role="status"
        >${programmes.length}件中${found.length}件${found.length > 0 ? nothing : "。当てはまる行はありません"}</span
      >
      ${Object.values(filter).some(Boolean) ? html`<button type="button" @click=${clear}>条件を消す</button>` : nothing}
    </p>
    <table role="table" aria-labelledby="list-title">
      <thead>
        <tr role="row">
          ${COLUMNS.map((column) => html`<th role="columnheader">${column}</th>`)}
        </tr>
      </thead>
      ${found.map((programme) => rowView(programme, model, actions))}
    </table>
    <p class="small">${edition.membersNote}</p>`;
}

/** One row, and what the notice prints otherwise in it. The roles stay where a narrow page makes blocks of the cells. */
function rowView(programme: Programme, model: Model, actions: Actions): TemplateResult {
  const { number, system, kind, overview, detail, document, contact, id } = programme;
  const row = model.rows.find(({ result }) => result.id === id);
  const papers = html`${papersView(document)}
    <p>${linkView(model.catalogue.edition.membersPage, "日医案内文書の掲載ページ")}</p>`;
  const cells = [kind, addressView(overview), addressView(detail), document.length > 0 ? papers : "—", contactView(contact), stateView(row, actions)];
  const errata = errataOf(programme, model.catalogue);
  return html`<tbody>
    <tr role="row">
      <th role="rowheader"><span class="label">${COLUMNS[0]}</span>${number}. ${system}</th>
      ${cells.map((cell, at) => html`<td role="cell"><span class="label">${COLUMNS[at + 1]}</span>${cell}</td>`)}
    </tr>
    ${errata.length > 0
      ? html`<tr role="row">
          <td role="cell" colspan=${COLUMNS.length}>
            <b>${ERRATA}</b>
            <ul>
              ${errata.map(erratumView)}
            </ul>
          </td>
        </tr>`
      : nothing}
  </tbody>`;
}

function addressView({ url, printed }: Programme["overview"]): unknown {
  if (url === null) return "—";
  return html`${linkView(url, url)}${printed === null ? nothing : html`<p class="small">通知の表記と異なります</p>`}`;
}

/** The list is whole where the page shows only some of the programmes: the others have no result here. */
function stateView(row: Row | undefined, actions: Actions): unknown {
  if (!row) return "—";
  const { programme, result } = row;
  const { word, shape } = STATES[result.state];
  return html`<p class="state" data-state=${result.state}><span class="shape" aria-hidden="true">${shape}</span>${word}</p>
    <button type="button" class="link" @click=${() => actions.toProgramme(result.id)}><span class="hidden">${programme.name}の</span>結果を見る</button>`;
}

/** All that a row says, and its dates in both calendars. */
function textOf(programme: Programme, { catalogue, rows }: Model): string {
  const { number, system, kind, name, overview, detail, document, contact, id } = programme;
  const row = rows.find(({ result }) => result.id === id);
  return fold(
    leaves([
      [number, system, kind, name, overview, detail, document, contact],
      document.map(({ date }) => bothDates(date)),
      errataOf(programme, catalogue).map(({ place, printed, used, why }) => [place, printed, used, why]),
      row && STATES[row.result.state].word,
    ]).join("\n"),
  );
}

function leaves(part: unknown): unknown[] {
  return part instanceof Object ? Object.values(part).flatMap(leaves) : [part];
}

/** The same for all ways of writing it: wide or not, large or small, in either kana, with any dash or none. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[-‐-―−ー]/g, "")
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
