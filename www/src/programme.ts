/** One programme: its state first, then its money and its days, then why. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Amount, Condition, Evidence } from "../contract";
import type { Programme } from "./catalogue";
import { bothDates, daysLeft, japaneseDate, printedYen, range, spokenYen, yen } from "./format";
import { type Actions, labelOf, type Model, type Row } from "./model";
import {
  CONDITIONS,
  DEADLINES,
  GRADES,
  introductionPassed,
  NOTES,
  OTHER_OVERLAPS,
  OVERLAPS,
  ROUNDINGS,
  STATES,
  stateOf,
  windowWords,
} from "./words";

type Part = TemplateResult | typeof nothing;

export function programmeView({ programme, result }: Row, model: Model, actions: Actions): TemplateResult {
  const state = stateOf(result);
  const { word, shape } = STATES[state];
  const title = `title-${programme.id}`;
  return html`<article id=${programme.id} data-state=${state} aria-labelledby=${title}>
    <header>
      <p class="state" data-state=${state}><span class="shape" aria-hidden="true">${shape}</span>${word}</p>
      <h3 id=${title}><span class="number">${programme.number}.</span> ${programme.name}</h3>
      <p class="small">${programme.system}${programme.kind === programme.name ? nothing : `／${programme.kind}`}</p>
    </header>
    ${introductionPassed(result.window)
      ? html`<p class="passed">導入の完了の期限を過ぎています。期限までに導入を完了していない場合は、対象になりません。</p>`
      : nothing}
    ${moneyView({ programme, result }, model)} ${windowView({ programme, result }, model)}
    ${askView({ programme, result }, model, actions)}
    <details>
      <summary>条件と理由</summary>
      ${conditionsView(result.conditions, model)}
    </details>
    ${result.amount && result.eligibility !== "no"
      ? html`<details>
          <summary>計算の内訳</summary>
          ${stepsView(result.amount, programme, model)}
        </details>`
      : nothing}
    <details>
      <summary>手続きと問合せ先</summary>
      ${officeView(programme, model)}
    </details>
    ${moreView({ programme, result }, model)}
  </article>`;
}

/** Amount or range, or that no source states one. */
function moneyView({ programme, result }: Row, model: Model): Part {
  const { amount, eligibility } = result;
  const closed = result.window.state === "closed";
  if (eligibility === "no") {
    if (closed) return nothing;
    const change = result.conditions.find((condition) => condition.change)?.change;
    return change ? html`<p class="change">${change}、対象になることがあります。</p>` : nothing;
  }
  if (!amount) {
    return html`<p class="money"><b>金額：</b>${programme.noAmount ?? "公表資料に記載なし"}</p>`;
  }
  return html`<p class="money">
      ${closed ? html`<span class="small">受付期間中の額：</span>` : nothing}
      <span class="figure">${range(amount, yen)}</span>
      <span class="printed">（${range(amount, spokenYen)}）</span>
    </p>
    <ul class="facts">
      ${amount.cap.max !== amount.max || amount.cap.min !== amount.cap.max
        ? html`<li>補助上限 ${range(amount.cap, printedYen)}</li>`
        : nothing}
      ${amount.rate ? html`<li>補助率 ${amount.rate.numerator}/${amount.rate.denominator}</li>` : nothing}
      ${amount.costLimit ? html`<li>事業額の上限 ${range(amount.costLimit, printedYen)}</li>` : nothing}
      <li>根拠：${sourceView(amount.source, amount.evidence, model)}</li>
    </ul>`;
}

function windowView({ programme, result }: Row, model: Model): TemplateResult {
  const { deadlines } = result.window;
  return html`<div class="window">
    <p>${windowWords(result.window)}</p>
    ${deadlines.length > 0
      ? html`<ul>
          ${deadlines.map(
            (deadline) =>
              html`<li>
                ${DEADLINES[deadline.kind]}の期限 ${bothDates(deadline.date)} <b>${daysLeft(deadline.daysLeft)}</b>
                <span class="small">根拠：${sourceView(deadline.source, deadline.evidence, model)}</span>
              </li>`,
          )}
        </ul>`
      : nothing}
    ${programme.window.remark ? html`<p class="small">${programme.window.remark}</p>` : nothing}
  </div>`;
}

/** The questions that still decide this programme. */
function askView({ result }: Row, model: Model, actions: Actions): Part {
  if (result.missing.length === 0 || result.window.state === "closed") return nothing;
  return html`<p class="ways">
    <span class="small">この結果を絞る質問：</span>
    ${result.missing.map(
      (key) =>
        html`<button type="button" class="link" @click=${() => actions.ask(key)}>${labelOf(model, key)}</button> `,
    )}
  </p>`;
}

function conditionsView(conditions: Condition[], model: Model): TemplateResult {
  return html`<ul class="conditions">
    ${conditions.map((condition) => {
      const { word, shape } = CONDITIONS[condition.state];
      return html`<li data-state=${condition.state}>
        <span class="shape" aria-hidden="true">${shape}</span>
        <p><span class="hidden">${word}：</span>${condition.text}</p>
        ${condition.change ? html`<p class="change">${condition.change}、この条件を満たします。</p>` : nothing}
        <p class="small">根拠：${sourceView(condition.source, condition.evidence, model)}</p>
      </li>`;
    })}
  </ul>`;
}

/** The steps end with the programme's own sentence on rounding, where it has one. */
function stepsView(amount: Amount, programme: Programme, model: Model): TemplateResult {
  return html`<ol class="steps">
      ${amount.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    ${programme.amount?.roundingNote ? nothing : html`<p class="small">${ROUNDINGS[amount.rounding]}</p>`}
    <p class="small">根拠：${sourceView(amount.source, amount.evidence, model)}</p>`;
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
        ${contact.name}
        ${contact.phone ? html`<a class="phone" href=${`tel:${contact.phone}`}>${contact.phone}</a>` : nothing}
        ${contact.remark ? html`<p class="small">${contact.remark}</p>` : nothing}
      </dd>
      ${page("補助金の詳細ページ", detail)} ${page("システムの概要ページ", overview)}
      ${document.length > 0
        ? html`<dt>日医案内文書</dt>
            <dd>
              ${document.map(
                (paper) =>
                  html`<p>${japaneseDate(paper.date)} ${paper.number}「${paper.title}」</p>
                    ${paper.remark ? html`<p class="small">${paper.remark}</p>` : nothing}`,
              )}
              <p class="small">${linkView(edition.membersPage, "日医案内文書の掲載ページ")}　${edition.membersNote}</p>
            </dd>`
        : nothing}
    </dl>
    ${letter
      .filter((section) => section.programme === id)
      .map(
        (section) =>
          html`<h4>通知の説明：${section.title}</h4>
            ${section.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}`,
      )}`;
}

/** Overlaps; and costs, notes and errata, where there are any. */
function moreView({ programme, result }: Row, model: Model): TemplateResult {
  const errata = model.catalogue.errata.filter((erratum) => erratum.programmes.includes(programme.id));
  const nameOf = (id: string): string =>
    model.catalogue.programmes.find((other) => other.id === id)?.name ?? id;
  const because = (source: string): TemplateResult =>
    html`<span class="small">根拠：${sourceView(source, null, model)}</span>`;
  return html`<details>
    <summary>費用の範囲・注意・併用</summary>
    ${listView("対象になる費用・ならない費用", programme.costItem, (item) => html`
      <b>${item.counts ? "対象" : "対象外"}</b> ${item.text}
      ${item.printed !== null ? html`<p class="small">通知の表記：${item.printed}</p>` : nothing} ${because(item.source)}
    `)}
    ${listView("知っておくこと", programme.note, (note) => html`<b>${NOTES[note.kind]}</b> ${note.text} ${because(note.source)}`)}
    <h4>ほかの補助金との併用</h4>
    <ul>
      ${alike(result.overlaps).map(([overlap, programmes]) => html`<li>
      <b>${programmes.map(nameOf).join("、")}：${OVERLAPS[overlap.state]}</b> ${overlap.text}
      ${overlap.source ? because(overlap.source) : nothing}
      </li>`)}
      <li>${OTHER_OVERLAPS}</li>
    </ul>
    ${listView("通知の表記と、ここで使う表記", errata, (erratum) => html`
      ${erratum.place}：通知「${erratum.printed || "（空欄）"}」→ ここでは「${erratum.used}」
      <p class="small">${erratum.why}</p>
    `)}
  </details>`;
}

type Overlap = Row["result"]["overlaps"][number];

/** Overlaps of which the same is said, together: the first of them, and the programmes. */
function alike(overlaps: Overlap[]): [Overlap, string[]][] {
  const groups = new Map<string, [Overlap, string[]]>();
  for (const overlap of overlaps) {
    const said = [overlap.state, overlap.text, overlap.source].join("\n");
    const group = groups.get(said);
    if (group) group[1].push(overlap.with);
    else groups.set(said, [overlap, [overlap.with]]);
  }
  return [...groups.values()];
}

function listView<T>(title: string, items: T[], item: (one: T) => TemplateResult): Part {
  if (items.length === 0) return nothing;
  return html`<h4>${title}</h4>
    <ul>
      ${items.map((one) => html`<li>${item(one)}</li>`)}
    </ul>`;
}

/** Title of a source, its issuer and its grade. */
function sourceView(id: string, evidence: Evidence | null, model: Model): TemplateResult {
  const source = model.catalogue.sources[id];
  const grade = GRADES[evidence ?? source?.grade ?? "reference"];
  if (!source) return html`${id}（${grade}）`;
  return html`${source.url === null ? source.title : linkView(source.url, source.title)}<span class="grade">（${grade}・${source.issuer}）</span>`;
}

/** A way out of the page: in a new tab, because the answers would be lost in this one. */
function linkView(url: string, text: string): TemplateResult {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}<span class="hidden">（新しいタブで開きます）</span></a>`;
}
