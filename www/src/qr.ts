/** An address as a QR code. */

import { svg, type TemplateResult } from "lit-html";
import { generate } from "lean-qr/nano";

/** Free modules that the standard asks for around the code. */
const QUIET = 4;

/** The code, dark on light in every scheme; null where the text is longer than a code can hold. */
export function qrView(text: string, label: string): TemplateResult | null {
  let code: ReturnType<typeof generate>;
  try {
    code = generate(text);
  } catch {
    return null;
  }
  const side = code.size + 2 * QUIET;
  let dark = "";
  for (let y = 0; y < code.size; y += 1) for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) dark += `M${x} ${y}h1v1h-1z`;
  return svg`<svg class="qr" viewBox="${-QUIET} ${-QUIET} ${side} ${side}" role="img" aria-label=${label} shape-rendering="crispEdges">
    <path fill="#fff" d="M${-QUIET} ${-QUIET}h${side}v${side}h${-side}z" /><path d=${dark} />
  </svg>`;
}
