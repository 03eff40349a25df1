/** A small drawing of the amount against one cost, and the same in words. */

import { html, nothing, svg, type TemplateResult } from "lit-html";
import type { Amount, Range, Yen } from "../contract";
import { answerTo } from "./catalogue/answers";
import type { Curve, Point } from "./curve";
import { nameOf, type Model, type Row } from "./model";
import { printedYen, range, spokenYen } from "./words/format";

const [WIDTH, HEIGHT] = [320, 150];
const [LEFT, TOP, BOTTOM] = [6, 22, 38];
/** As many times as wide as its bends a picture becomes at most. */
const FAR = 2;
/** Up to this share of the width there is room for a word on the right. */
const FEW = 0.8;

export function chartsView({ programme, result }: Row, model: Model): TemplateResult[] {
  const { amount } = result;
  if (!amount) return [];
  // Of several costs the limit is that of all together: it stands at no place of one of them.
  const one = programme.costs.length === 1 ? amount : { ...amount, costLimit: null };
  return (model.curves.get(programme.id) ?? []).map((curve) => chartView(curve, one, model));
}

function chartView({ key, points: sampled, named, flat }: Curve, { cap, costLimit, ...amount }: Amount, model: Model): TemplateResult {
  const answer = answerTo(model.answers, key);
  const own = typeof answer === "number" ? answer : null;
  const last = sampled.at(-1)?.cost ?? 0;
  // Far beyond, the rest would be a line at the edge: then the point stands at the end of the picture.
  const far = own !== null && own > FAR * last;
  const points = own !== null && own > last ? [...sampled, { cost: far ? FAR * last : own, amount }] : sampled;
  const end = points.at(-1)?.cost || 1;
  const at = Math.min(own ?? 0, end);
  const most = Math.max(cap.max, ...points.map((point) => point.amount.max));
  const x = (cost: Yen): number => LEFT + ((WIDTH - 2 * LEFT) * cost) / end;
  const y = (money: Yen): number => TOP + (HEIGHT - TOP) * (1 - money / most);
  const line = (side: keyof Range, some: Point[]): string =>
    some.map((point) => `${x(point.cost).toFixed(1)},${y(point.amount[side]).toFixed(1)}`).join(" ");
  const limits = ends(costLimit);
  const id = `chart-${key}`;
  return html`<figure>
    <figcaption id=${id}><b>「${nameOf(model, key)}」の答えと補助額</b></figcaption>
    <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT + BOTTOM}" role="img" aria-labelledby=${id} aria-describedby="${id}-words">
      <polygon class="open" points="${line("max", points)} ${line("min", [...points].reverse())}" />
      ${ends(cap).map((money) => svg`<path class="ceiling" d="M${LEFT} ${y(money)}H${WIDTH - LEFT}" />`)}
      ${cap.max > 0 ? svg`<text x=${LEFT} y=${y(cap.max) - 6}>補助上限 ${range(cap, printedYen)}</text>` : nothing}
      ${limits.map((cost) => svg`<path class="limit" d="M${x(cost)} ${TOP}V${HEIGHT}" />`)}
      ${costLimit
        ? svg`<text x=${x(costLimit.max)} y=${HEIGHT + 16} text-anchor="${anchor(x(costLimit.max))}">事業額の上限 ${range(costLimit, printedYen)}</text>`
        : nothing}
      <polyline class="lower" points=${line("min", points)} />
      <polyline class="upper" points=${line("max", points)} />
      <path class="axis" d="M${LEFT} ${TOP}V${HEIGHT}H${WIDTH - LEFT}" />
      <text x=${LEFT} y=${HEIGHT + 34}>0円</text>
      <text x=${WIDTH - LEFT} y=${HEIGHT + 34} text-anchor="end">事業額 ${spokenYen(end)}</text>
      ${own === null
        ? nothing
        : svg`<path class="own" d="M${x(at)} ${y(amount.min)}V${y(amount.max)}" /><circle class="own" cx=${x(at)} cy=${y(amount.max)} r="5" />
          <text x=${x(at) + (at < FEW * end ? 9 : -9)} y=${y(amount.max) + 18} text-anchor=${at < FEW * end ? "start" : "end"}>ご回答${far ? "（さらに右）" : nothing}</text>`}
    </svg>
    <ul class="small" id="${id}-words">
      ${own === null ? nothing : html`<li><b>ご回答の事業額 ${spokenYen(own)}：補助額 ${range(amount, spokenYen)}</b></li>`}
      ${named.filter(({ cost }) => cost !== own || cost === flat).map(
        ({ cost, amount }) => html`<li>
          事業額 ${spokenYen(cost)}${cost === flat ? "以上" : nothing}：補助額 ${range(amount, spokenYen)}${cost === flat ? "（それより多くても変わりません）" : nothing}
        </li>`,
      )}
    </ul>
  </figure>`;
}

/** Both ends of a range, once each. */
function ends(both: Range | null): Yen[] {
  return both ? [...new Set([both.min, both.max])].filter((money) => money > 0) : [];
}

/** A text grows to the side where there is room for it. */
function anchor(at: number): string {
  return at < WIDTH / 3 ? "start" : at > (2 * WIDTH) / 3 ? "end" : "middle";
}
