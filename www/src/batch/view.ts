/** The page's steps, one below the other: the file, its columns, the day, what came out. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { showDay } from "../leave";
import { ageView, clockView } from "../results";
import { bothDates, grouped, short } from "../words/format";
import { SEPARATORS, type Separator } from "./csv";
import { type Encoding, ENCODINGS } from "./encoding";
import { acceptedBy } from "./forms";
import { CARRIED, headingsOf, NAME } from "./headings";
import { resultView } from "./resultview";
import { type Actions, headingsIn, institutionsIn, type State } from "./state";

const chosenIn = (event: Event): string => (event.target as HTMLSelectElement).value;

export function batchView(state: State, actions: Actions): TemplateResult {
  return html`${fileView(state, actions)} ${state.opened ? html`${columnsView(state, actions)} ${judgeView(state, actions)}` : nothing}
  ${state.judged ? resultView(state, state.judged, actions) : nothing}`;
}

/** What went wrong, or what is being done, at its own place. */
export function failureIn({ failure }: State, part: string): TemplateResult | typeof nothing {
  return failure?.part === part ? html`<p class="box fault">${failure.message}</p>` : nothing;
}

export function busyView({ busy }: State, actions: Actions): TemplateResult | typeof nothing {
  if (!busy) return nothing;
  const { what, progress } = busy;
  return html`<div class="busy">
    <p id="busy-what">${what}${progress ? html` <span class="figures">${Math.floor((100 * progress.done) / Math.max(1, progress.of))}％</span>` : nothing}</p>
    ${progress
      ? html`<progress aria-labelledby="busy-what" max=${progress.of} .value=${progress.done}></progress>`
      : html`<progress aria-labelledby="busy-what"></progress>`}
    <button type="button" class="plain" @click=${actions.cancel}>中止する</button>
  </div>`;
}

function fileView(state: State, actions: Actions): TemplateResult {
  const { file, opened, header, busy } = state;
  const choose = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    actions.choose(field.files?.[0]);
    // So that the same file can be chosen again, after it was mended.
    field.value = "";
  };
  return html`<section class="step" aria-labelledby="file-title">
    <h2 id="file-title">1. ファイルを選ぶ</h2>
    <div class="drop">
      <label for="file">CSVファイル</label>
      <input id="file" type="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" aria-describedby="file-help" @change=${choose} />
      <p id="file-help">ここにファイルをドラッグして選ぶこともできます。1行に1施設を書き、その上に見出しの行を置いてください。文字コードは UTF-8 でも Shift_JIS でもかまいません。</p>
    </div>
    <p><button type="button" class="plain" @click=${actions.sample}>見本のCSVを保存</button></p>
    ${acceptedView(state)} ${failureIn(state, "file")}
    ${file && opened
      ? html`<p><b>${short(file.name)}</b>：${grouped(institutionsIn(state))}行</p>
          ${opened.damaged > 0
            ? html`<p class="box fault">この文字コードでは読めない文字が${grouped(opened.damaged)}か所あります（「�」と表示されます）。文字コードを選び直すと読めることがあります。</p>`
            : nothing}
          <div class="row">
            <label>文字コード
              <select .value=${live(opened.encoding)} ?disabled=${busy !== null} @change=${(event: Event) => actions.encode(chosenIn(event) as Encoding)}>
                ${Object.entries(ENCODINGS).map(([value, label]) => html`<option value=${value} ?selected=${value === opened.encoding}>${label}</option>`)}
              </select></label>
            <label>区切り
              <select .value=${live(opened.separator)} ?disabled=${busy !== null} @change=${(event: Event) => actions.separate(chosenIn(event) as Separator)}>
                ${Object.entries(SEPARATORS).map(([value, label]) => html`<option value=${value} ?selected=${value === opened.separator}>${label}</option>`)}
              </select></label>
            <label>見出しの行
              <select id="header" .value=${live(String(header ?? ""))} @change=${(event: Event) => actions.head(chosenIn(event) === "" ? null : Number(chosenIn(event)))}>
                ${opened.first.map(({ line, cells }, at) => html`<option value=${at} ?selected=${at === header}>${line}行目（${short(cells.filter((cell) => cell.trim() !== "").slice(0, 2).join("、"))}）</option>`)}
                <option value="" ?selected=${header === null}>見出しはない</option>
              </select></label>
          </div>
          <p class="small">どれも、ファイルの中身から判断したものです。文字が正しく表示されていないときは、選び直してください。</p>`
      : nothing}
    ${opened ? nothing : busyView(state, actions)}
  </section>`;
}

/** What a file may say, made of the questions themselves. */
function acceptedView({ catalogue }: State): TemplateResult {
  return html`<details>
    <summary>使える見出しと値の一覧</summary>
    <p class="small">見出しは、どれか1つを使ってください。全角と半角、空白や記号の違いは問いません。空欄、「不明」「わからない」「-」は、答えていないものとして扱います。</p>
    <table role="table">
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">質問</th><th role="columnheader" scope="col">使える見出し</th><th role="columnheader" scope="col">使える値</th></tr></thead>
      <tbody role="rowgroup">
        ${catalogue.questions.map(
          (question) => html`<tr role="row">
            <th role="rowheader" scope="row">${question.name}</th>
            <td role="cell" data-label="使える見出し">${headingsOf(question).join("、")}</td>
            <td role="cell" data-label="使える値">${acceptedBy(question)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

/** So many letters and values show what is in a column. */
const LETTERS = 20;
const VALUES = 3;

function columnsView(state: State, actions: Actions): TemplateResult {
  const { catalogue, opened, header, uses } = state;
  const headings = headingsIn(state);
  const rows = (opened?.first ?? []).slice(header === null ? 0 : header + 1);
  const values = (at: number): string => {
    const found = rows.map(({ cells }) => (cells[at] ?? "").trim()).filter((cell) => cell !== "");
    const told = found.slice(0, VALUES).map((cell) => (cell.length > LETTERS ? `${short(cell.slice(0, LETTERS))}…` : short(cell)));
    return told.join("、") || "（空欄）";
  };
  const answered = uses.filter((use) => use !== CARRIED && use !== NAME).length;
  return html`<section class="step" aria-labelledby="columns-title">
    <h2 id="columns-title">2. 列の使いみちを確かめる</h2>
    <p>見出しから判断した使いみちです。違っていれば選び直してください。「使わない」の列は、結果のCSVにそのまま残ります。</p>
    <table role="table">
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">列</th><th role="columnheader" scope="col">はじめの値</th><th role="columnheader" scope="col">使いみち</th></tr></thead>
      <tbody role="rowgroup">
        ${headings.map(
          (heading, at) => html`<tr role="row">
            <th role="rowheader" scope="row" id=${`column-${at}`}>${short(heading)}</th>
            <td role="cell" data-label="はじめの値">${values(at)}</td>
            <td role="cell" data-label="使いみち">
              <select aria-labelledby=${`column-${at}`} data-used=${uses[at] === CARRIED ? nothing : "true"} .value=${live(uses[at] ?? CARRIED)} @change=${(event: Event) => actions.use(at, chosenIn(event))}>
                <option value=${CARRIED} ?selected=${uses[at] === CARRIED}>使わない</option>
                <option value=${NAME} ?selected=${uses[at] === NAME}>表に示す名称</option>
                ${catalogue.groups.map(
                  (group) => html`<optgroup label=${group.label}>
                    ${catalogue.questions
                      .filter((question) => question.group === group.id)
                      .map(({ key, name }) => html`<option value=${key} ?selected=${uses[at] === key}>${name}</option>`)}
                  </optgroup>`,
                )}
              </select>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>
    <p class="small">${catalogue.questions.length}の質問のうち${answered}に答える列があります。列のない質問と空欄は「答えていない」ものとして判定し、金額はあり得る範囲で示します。</p>
  </section>`;
}

function judgeView(state: State, actions: Actions): TemplateResult {
  const { day, today, catalogue, opened, busy, apart } = state;
  const pick = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    field.setCustomValidity("");
    if (field.validity.valid) actions.day(field.value || null);
    else if (field.value) {
      field.setCustomValidity("2020年1月1日から2099年12月31日までの日を選んでください。");
      field.reportValidity();
    }
  };
  return html`<section aria-labelledby="judge-title">
    <h2 id="judge-title">3. 判定する</h2>
    ${day.clock === null ? nothing : clockView(day.clock, catalogue.edition.asOf)}
    <p class="row"><label>基準日 <input type="date" min="2020-01-01" max="2099-12-31" .value=${live(day.on)} @change=${pick} @blur=${(event: Event) => showDay(event, day.on)} /></label>
      <span>${bothDates(day.on)}${day.on === today && day.clock === null ? "（今日）" : ""}</span></p>
    ${ageView(day.ageDays, catalogue.edition.asOf)}
    <p><button type="button" id="judge" aria-disabled=${busy ? "true" : nothing} @click=${actions.judge}>判定する</button></p>
    ${failureIn(state, "judge")} ${failureIn(state, "save")} ${opened ? busyView(state, actions) : nothing}
    ${apart ? nothing : html`<p class="small">このブラウザーでは、判定を画面とは別に進める仕組み（Worker）が使えないため、少しずつ区切って判定します。時間がかかることがあります。</p>`}
  </section>`;
}
