/** One programme: its state first, then its money and its days, then why. */

import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import type { Condition, Evidence, ProgrammeResult, Range } from "../contract";
import { type Erratum, errataOf, type NoteKind, type Programme, type Round } from "./catalogue";
import { chartsView } from "./chart";
import { type Actions, nameOf, type Model, priceOf, type Row } from "./model";
import { scale } from "./placement";
import { bothDates, daysLeft, japaneseDate, printedYen, range, spokenYen, westernDate, yen } from "./words/format";
import {
  CONDITIONS,
  DEADLINES,
  ERRATA,
  GRADES,
  introductionPassed,
  isLive,
  NOTES,
  OVERLAPS,
  ROUNDINGS,
  STATES,
  windowWords,
} from "./words/labels";

type Part = TemplateResult | typeof nothing;

/** Id of the heading of a programme's result, to move to. */
export const titleOf = (id: string): string => `title-${id}`;

export function programmeView({ programme, result }: Row, model: Model, actions: Actions): TemplateResult {
  const { state } = result;
  const { word, shape } = STATES[state];
  // What comes after it is the next thing to know of what is over, or may be.
  const after = state === "closed" || state === "check";
  const title = titleOf(programme.id);
  return html`<article id=${programme.id} part="programme" data-state=${state} aria-labelledby=${title}>
    <div class="lead">
      <header>
        <p class="state" data-state=${state}><span class="shape" aria-hidden="true">${shape}</span>${word}</p>
        <h4 id=${title} tabindex="-1">${programme.number === null ? nothing : html`<span class="number">${programme.number}.</span> `}${programme.name}</h4>
        <p class="small">${programme.system}${programme.kind === programme.name ? nothing : `／${programme.kind}`}</p>
        ${programme.asOf === null ? nothing : html`<p class="small">${westernDate(programme.asOf)}に調べました</p>`}
      </header>
      ${introductionPassed(result.window)
        ? html`<p class="passed">導入の完了の期限を過ぎています。期限までに導入を完了していない場合は、対象になりません。</p>`
        : nothing}
      ${moneyView({ programme, result }, model)} ${windowView({ programme, result }, model, actions)}
      ${after ? successorView(programme, model, actions) : nothing}
      ${askView({ programme, result }, model, actions)}
    </div>
    <details>
      <summary>条件と理由</summary>
      ${guard([JSON.stringify(result.conditions), result.eligibility, String(result.missing)], () => conditionsView(result, model))}
    </details>
    <div>
      ${result.amount && result.eligibility !== "no"
        ? html`<details @toggle=${(event: Event) => actions.draw(programme.id, (event.target as HTMLDetailsElement).open)}>
            <summary>計算の内訳</summary>
            ${stepsView({ programme, result }, model)} ${chartsView({ programme, result }, model)}
          </details>`
        : nothing}
    </div>
    <details>
      <summary>手続きと問合せ先</summary>
      ${guard([programme], () => officeView(programme, model))}
      ${after ? nothing : successorView(programme, model, actions)}
    </details>
    <details class="more">
      <summary>費用の範囲・書類・注意・併用</summary>
      ${guard([programme], () => moreView({ programme, result }, model))}
    </details>
  </article>`;
}

/** Amount or range, or that no source states one. */
function moneyView(row: Row, model: Model): Part {
  const { programme, result } = row;
  const { amount, eligibility, state } = result;
  const closed = state === "closed";
  if (eligibility === "no") return closed ? nothing : unmetView(result.conditions);
  if (!amount) {
    return html`<p class="money"><b>金額：</b>${programme.noAmount ?? (reasons(programme) || "公表資料に記載なし")}</p>`;
  }
  const spoken = range(amount, spokenYen);
  const price = priceOf(result, model.catalogue);
  return html`<p class="money">
      ${closed ? html`<span class="small">受付期間中の額：</span>` : nothing}
      ${price
        ? html`<span class="figure">1${price.unit}あたり${yen(price.each)}まで</span>
            <span class="printed">（${spokenYen(price.each)}）</span>`
        : html`<span class="figure">${range(amount, yen)}</span>
            ${spoken === range(amount, yen) ? nothing : html`<span class="printed">（${spoken}）</span>`}`}
    </p>
    ${price || closed || programme.beside ? nothing : barView(amount, scale(model.rows))}
    ${price
      ? html`<p class="small">上限額は、${price.units}などの回答で決まります。場合ごとの額は「計算の内訳」にあります。</p>`
      : nothing}
    <ul class="facts">
      ${price === undefined && (amount.cap.max !== amount.max || amount.cap.min !== amount.cap.max)
        ? html`<li>補助上限 ${amount.cap.min === 0 ? `${printedYen(amount.cap.max)}まで` : range(amount.cap, printedYen)}</li>`
        : nothing}
      ${rateView(row)}
      ${amount.costLimit
        ? html`<li>
            事業額の上限 ${range(amount.costLimit, printedYen)}${limitedForSome(row) ? "（記載がある場合）" : nothing}
          </li>`
        : nothing}
      <li>${sourceView(amount.source, amount.evidence, model)}</li>
      ${isLive(state) && !model.selected && !programme.beside ? outsideView(result) : nothing}
    </ul>
    ${result.missing.length === 0 && amount.min !== amount.max
      ? html`<p class="small">公表資料からは、これ以上絞れません。理由は「計算の内訳」にあります。</p>`
      : nothing}`;
}

/** Why the amount is in no sum, or not in that of the notice and official papers. */
function outsideView({ inTotal, amount }: ProgrammeResult): Part {
  if (!inTotal) return html`<li>公表資料で確認できた期限がどれも過ぎているため、合計に含みません</li>`;
  return amount?.evidence === "reference" ? html`<li>参考資料による額のため、合計に含みません</li>` : nothing;
}

/** Both ends of the amount beside the largest amount of all; said in words just before. */
function barView({ min, max }: Range, largest: number): Part {
  if (largest === 0 || max === 0) return nothing;
  const at = (amount: number): number => (100 * amount) / largest;
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="rail" width="100" height="4" /><rect class="open" width=${at(max)} height="4" /><rect
      class="sure" width=${at(min)} height="4" />
  </svg>`;
}

/** What would have to change, where every unmet condition can be met; else what is not met. */
function unmetView(conditions: Condition[]): Part {
  const unmet = conditions.filter(({ state }) => state === "unmet");
  if (unmet.length === 0) return nothing;
  const changes = unmet.flatMap(({ change }) => change ?? []);
  return changes.length === unmet.length
    ? html`<p class="change">${changes.join("、さらに")}、対象になることがあります。</p>`
    : html`<p>満たしていない条件：${unmet.map(({ text }) => text).join("、")}</p>`;
}

/** Why an amount that is found for others is not stated here. */
function reasons(programme: Programme): string {
  return [...new Set((programme.amount?.case ?? []).flatMap(({ reason }) => reason ?? []))].join("");
}

/** Whether some of the cases that may still apply can be without 事業額上限. */
function limitedForSome({ programme, result }: Row): boolean {
  const unlimited = programme.amount?.case.some((one) => one.costLimit === null && !one.items) ?? false;
  return unlimited && !result.amount?.rate && result.missing.length > 0;
}

function rateView({ programme, result }: Row): Part {
  const rate = result.amount?.rate;
  if (rate) {
    return html`<li>補助率 ${rate.numerator === rate.denominator ? "10/10（全額）" : `${rate.numerator}/${rate.denominator}`}</li>`;
  }
  // Without a rate in the report, the cases may also have several.
  return programme.amount?.case.every((one) => one.rate === null)
    ? html`<li>補助率 公表資料に記載なし</li>`
    : nothing;
}

function windowView(row: Row, model: Model, actions: Actions): TemplateResult {
  const { programme, result } = row;
  const { state, eligibility, window } = result;
  const asks = isLive(state) ? window.asks : [];
  const taken = window.state === "open" || window.state === "upcoming";
  return html`<div class="window">
    ${asks.length > 0 && window.state === "unknown" ? nothing : html`<p>${windowWords(window)}</p>`}
    ${asks.length > 0
      ? html`<p>
          申請などの受付期間は、次の質問の答えによって違います。
          ${asks.map(
            (key) =>
              html`<button type="button" class="link" @click=${() => actions.ask(key)}>「${nameOf(model, key)}」に答える</button> `,
          )}
        </p>`
      : nothing}
    ${programme.beside && state === "check" && eligibility === "yes" && taken
      ? html`<p>調べた日から日がたっています。今も受け付けているかを、問合せ先にご確認ください。</p>`
      : nothing}
    ${window.deadlines.length > 0 ? html`<ul>${deadlinesView(window.deadlines, model)}</ul>` : nothing}
    ${programme.window.remark ? html`<p class="small">${programme.window.remark}</p>` : nothing}
    ${isLive(state) && window.deadlines.some((day) => day.daysLeft >= 0)
      ? html`<p class="ways">
          <button type="button" class="link" @click=${() => actions.calendar(result.id)}>
            <span class="hidden">${programme.name}の</span>期限をカレンダーに入れる（.ics）
          </button>
        </p>`
      : nothing}
  </div>`;
}

/** What follows it, as far as that was found, with the day on which it was looked at. */
function successorView({ successor }: Programme, model: Model, actions: Actions): Part {
  return listView("この補助金のあと", successor, ({ text, source, lookedAt, programme: id }) => {
    const next = model.beside.find(({ programme }) => programme.id === id)?.programme;
    return html`<li>
      ${text}<span class="small">（${westernDate(lookedAt)}に調べました）${sourceView(source, null, model)}</span>
      ${next === undefined
        ? nothing
        : html`<button type="button" class="link" @click=${() => actions.toProgramme(next.id)}>「${next.name}」を見る</button>`}
    </li>`;
  });
}

type Deadline = Row["result"]["window"]["deadlines"][number];

/** Of each kind and source the next day in full, the others in short: one programme can have many. */
function deadlinesView(deadlines: Deadline[], model: Model): TemplateResult[] {
  const groups = grouping(deadlines, ({ kind, source, evidence }) => [kind, source, evidence].join("\n"));
  const days = (title: string, some: Deadline[]): Part =>
    some.length === 0
      ? nothing
      : html`<br /><span class="small">${title} ${some.map(({ date }) => westernDate(date)).join("、")}</span>`;
  return groups
    .map((group) => {
      const ahead = group.filter(({ daysLeft }) => daysLeft >= 0);
      const passed = group.filter(({ daysLeft }) => daysLeft < 0);
      return { main: (ahead.shift() ?? passed.pop()) as Deadline, ahead, passed };
    })
    .sort((one, other) => (one.main.date < other.main.date ? -1 : 1))
    .map(
      ({ main, ahead, passed }) => html`<li>
        ${DEADLINES[main.kind]}の期限 ${bothDates(main.date)} <b>${daysLeft(main.daysLeft)}</b>
        <span class="small">${sourceView(main.source, main.evidence, model)}</span>
        ${days("その後の期限", ahead)} ${days("先に過ぎた期限", passed)}
      </li>`,
    );
}

/** What to do next: the questions that still decide this programme, its first step, or whom to ask. */
function askView({ programme, result }: Row, model: Model, actions: Actions): Part {
  const { state, eligibility, missing, conditions } = result;
  if (state === "no") return nothing;
  const order = programme.note.find(({ kind }) => kind === "order");
  const todo = (words: unknown): TemplateResult => html`<p class="todo"><b>次にすること：</b>${words}</p>`;
  if (state === "closed") return todo("新しい募集があるかどうかを、問合せ先にご確認ください。");
  const ask =
    missing.length > 0
      ? html`<p class="ways">
          <span class="small">この結果を絞る質問：</span>
          ${missing.map(
            (key) =>
              html`<button type="button" class="link" @click=${() => actions.ask(key)}>${nameOf(model, key)}</button> `,
          )}
        </p>`
      : nothing;
  if (eligibility === "yes") {
    const page = programme.detail.url;
    return html`${todo(html`${page === null ? "問合せ先" : linkView(page, "補助金の詳細ページ")}で、今の受付と申請の方法をご確認ください。`)}
      ${order
        ? html`<p class="small">${NOTES.order}：${order.text} ${sourceView(order.source, null, model)}</p>`
        : nothing}${ask}`;
  }
  return conditions.some((condition) => isOpen(condition, result))
    ? html`${todo("対象になるかどうかは、公表資料から決まりません。問合せ先にご確認ください。")}${ask}`
    : html`${missing.length > 0 ? todo("次の質問に答えると、対象になるかどうかや金額がはっきりします。") : nothing}${ask}`;
}

/** Whether a condition stays unknown because no answer that is still open has a say in it. */
function isOpen({ state, keys }: Condition, { missing }: ProgrammeResult): boolean {
  return state === "unknown" && !keys.some((key) => missing.includes(key));
}

function conditionsView(result: ProgrammeResult, model: Model): TemplateResult {
  return html`<ul class="conditions">
    ${result.conditions.map((condition) => {
      const { word, shape } = CONDITIONS[condition.state];
      return html`<li data-state=${condition.state}>
        <span class="shape" aria-hidden="true">${shape}</span>
        <p><span class="hidden">${word}：</span>${condition.text}</p>
        ${condition.change ? html`<p class="change">${condition.change}、この条件を満たします。</p>` : nothing}
        ${isOpen(condition, result) && result.eligibility === "unknown"
          ? html`<p>公表資料からは決まりません。</p>`
          : nothing}
        <p class="small">${sourceView(condition.source, condition.evidence, model)}</p>
      </li>`;
    })}
  </ul>`;
}

/** The steps end with the programme's own sentence on rounding, where it has one. */
function stepsView({ programme, result }: Row, model: Model): Part {
  const { amount } = result;
  if (!amount) return nothing;
  return html`<ol class="steps">
      ${amount.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    ${programme.amount?.roundingNote ? nothing : html`<p class="small">${ROUNDINGS[amount.rounding]}</p>`}
    <p class="small">${sourceView(amount.source, amount.evidence, model)}</p>`;
}

/** Pages, documents of the association, and whom to ask. */
function officeView(programme: Programme, model: Model): TemplateResult {
  const { overview, detail, document, contact, id } = programme;
  const { edition, letter } = model.catalogue;
  const page = (name: string, { url, printed, why }: Programme["overview"]): Part =>
    url === null
      ? nothing
      : html`<dt>${name}</dt>
          <dd>
            ${linkView(url, url)}
            ${printed !== null
              ? html`<p class="small">通知の表記：${printed || "（空欄）"}${why ? `　${why}` : ""}</p>`
              : nothing}
          </dd>`;
  return html`<dl class="office">
      <dt>問合せ先</dt>
      <dd>
        ${contactView(contact)}
      </dd>
      ${programme.window.round.some(({ from, remark }) => from !== null || remark !== null)
        ? html`<dt>公表資料で確認できた期間</dt>
            <dd>
              <ul>
                ${programme.window.round.map((round) => html`<li>${roundView(round, model)}</li>`)}
              </ul>
            </dd>`
        : nothing}
      ${page("補助金の詳細ページ", detail)} ${page("システムの概要ページ", overview)}
      ${document.length > 0
        ? html`<dt>日医案内文書</dt>
            <dd>
              ${papersView(document)}
              <p class="small">${linkView(edition.membersPage, "日医案内文書の掲載ページ")}　${edition.membersNote}</p>
            </dd>`
        : nothing}
    </dl>
    ${letter
      .filter((section) => section.programme === id)
      .map(
        (section) =>
          html`<h5>通知の説明：${section.title}</h5>
            ${section.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}`,
      )}`;
}

/** Whom to ask. */
export function contactView({ name, phone, hours, remark }: Programme["contact"]): TemplateResult {
  return html`${name}
  ${phone ? html`<a class="phone" href=${`tel:${phone}`}>${phone}</a>` : nothing}
  ${hours ? html`<span class="small">${hours}</span>` : nothing}
  ${remark ? html`<p class="small">${remark}</p>` : nothing}`;
}

/** Documents of the association, with what is remarked on each. */
export function papersView(papers: Programme["document"]): TemplateResult[] {
  return papers.map(
    ({ date, number, title, remark }) =>
      html`<p>${japaneseDate(date)} ${number}「${title}」</p>
        ${remark ? html`<p class="small">${remark}</p>` : nothing}`,
  );
}

/** Where the notice prints something else than what is used here. */
export function erratumView({ place, printed, used, why }: Erratum): TemplateResult {
  return html`<li>
    ${`${place}：通知「${printed || "（空欄）"}」→ ここでは「${used}」`}
    <p class="small">${why}</p>
  </li>`;
}

/** A period of reception: whose it is stands in its remark. */
function roundView({ kind, from, to, remark, source }: Round, model: Model): TemplateResult {
  const [begin, end] = [from && `${japaneseDate(from)}から`, to && `${japaneseDate(to)}まで`];
  return html`${DEADLINES[kind]}：${begin}${end}
    <p class="small">${remark ? `${remark} ` : nothing}${sourceView(source, null, model)}</p>`;
}

/** Costs, notes and overlaps; and errata, where there are any. */
function moreView({ programme, result }: Row, model: Model): TemplateResult {
  const nameOf = (id: string): string =>
    model.catalogue.programmes.find((other) => other.id === id)?.name ?? id;
  // What no source speaks of has no source; it is said once, after what is stated.
  const stated = result.overlaps.filter(({ source }) => source !== "");
  const silent = result.overlaps.filter(({ source }) => source === "");
  return html`
    ${listView("対象になる費用・ならない費用", programme.costItem, (item) => html`<li>
      <b>${item.counts ? "対象" : "対象外"}</b> ${item.text}
      ${item.printed !== null ? html`<p class="small">通知の表記：${item.printed}</p>` : nothing}
      <span class="small">${sourceView(item.source, null, model)}</span>
    </li>`)}
    ${(Object.entries(NOTES) as [NoteKind, string][]).map(([kind, title]) =>
      listView(
        title,
        programme.note.filter((note) => note.kind === kind),
        (note) => html`<li>${note.text} <span class="small">${sourceView(note.source, null, model)}</span></li>`,
      ),
    )}
    <h5>ほかの補助金との併用</h5>
    <ul>
      ${grouping(stated, ({ state, text, source }) => [state, text, source].join("\n")).map(
        ([first, ...rest]) =>
          first &&
          html`<li>
            <b>${`${[first, ...rest].map((overlap) => nameOf(overlap.with)).join("、")}：${OVERLAPS[first.state]}`}</b>
            ${first.text} <span class="small">${sourceView(first.source, null, model)}</span>
          </li>`,
      )}
      ${silent[0]
        ? html`<li>
            <b>${stated.length > 0 ? "そのほかの補助金" : "どの補助金も"}：${OVERLAPS[silent[0].state]}</b>
            ${silent[0].text}それぞれの問合せ先にご確認ください。
          </li>`
        : nothing}
    </ul>
    ${listView(ERRATA, errataOf(programme, model.catalogue), erratumView)}
  `;
}

/** The items in groups of which the same is said, in the order of each group's first. */
function grouping<T>(items: T[], said: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(said(item));
    if (group) group.push(item);
    else groups.set(said(item), [item]);
  }
  return [...groups.values()];
}

function listView<T>(title: string, items: T[], item: (one: T) => TemplateResult): Part {
  if (items.length === 0) return nothing;
  return html`<h5>${title}</h5>
    <ul>
      ${items.map(item)}
    </ul>`;
}

/** Title of a source, its issuer and its grade. It stands hundreds of times: as few parts as can be. */
export function sourceView(id: string, evidence: Evidence | null, { catalogue }: Model): TemplateResult {
  const source = catalogue.sources[id];
  if (!source) return html`根拠：${id}`;
  const { title, url, grade, issuer } = source;
  const graded = `（${GRADES[evidence ?? grade]}・${issuer}）`;
  return url === null
    ? html`根拠：${title}<span class="grade">${graded}</span>`
    : html`根拠：<a href=${url} target="_blank" rel="noopener noreferrer">${title}<span class="hidden">（新しいタブで開きます）</span></a><span class="grade">${graded}</span>`;
}

/** A way out of the page: in a new tab, because the answers would be lost in this one. */
export function linkView(url: string, text: string): TemplateResult {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}<span class="hidden">（新しいタブで開きます）</span></a>`;
}
