/** Taking the result along: as text, as a link, on paper, and as this page in one file. */

import { render } from "lit-html";
import type { IryoDxHojokin } from "./element";
import type { Engine } from "./engine/start";
import { handOver } from "./handover";
import { withFigures, writeLink } from "./link";
import { memo } from "./memo";
import { qrView } from "./qr";

/** A code of more letters is too fine for some cameras: then it does without the figures. */
const MOST_IN_CODE = 1200;

/** Name of the element in the head that keeps the answers inside a saved page. */
const SAVED_IN = "iryo-dx-hojokin-answers";

/** The fragment that a saved page brings with it; empty in a page that was not saved. */
export function savedFragment(): string {
  return savingElement()?.content ?? "";
}

/** Keeps a fragment inside the page, so that the browser's own "save" saves it too. */
export function saveFragment(fragment: string): void {
  const meta = savingElement();
  if (meta) meta.content = fragment;
}

function savingElement(): HTMLMetaElement | null {
  return document.querySelector<HTMLMetaElement>(`meta[name="${SAVED_IN}"]`);
}

/** Wires the buttons below the results. They stand there only where a script does. */
export function offer(calculator: IryoDxHojokin, engine: Engine): void {
  const place = document.getElementById("take");
  if (!place) return;
  const said = place.querySelector<HTMLElement>("[role=status]");
  const shown = place.querySelector<HTMLTextAreaElement>("textarea");
  const copy = async (text: string, done: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      if (shown) shown.hidden = true;
      if (said) said.textContent = done;
    } catch {
      // Where a page may not write to the clipboard, a person still may.
      if (!shown || !said) return;
      shown.hidden = false;
      shown.value = text;
      shown.focus();
      shown.select();
      said.textContent = "この画面からは自動でコピーできません。下の文章を選んで、コピーしてください。";
    }
  };
  const address = (most = Infinity): string => {
    const here = location.href.replace(/#.*$/s, "");
    const answers = writeLink(calculator.answers, calculator.on);
    const whole = here + withFigures(answers, calculator.report);
    return whole.length > most ? here + answers : whole;
  };
  const code = place.querySelector("details");
  const drawn = place.querySelector<HTMLElement>("details div");
  const draw = (): void => {
    if (code?.open && drawn) render(qrView(address(MOST_IN_CODE), "回答の入ったリンク") ?? "回答が多いため、QRコードに入りません。", drawn);
  };
  // A page that the browser saved still holds what was drawn then.
  drawn?.replaceChildren();
  // The address of a file means nothing on another device.
  if (code) code.hidden = !location.protocol.startsWith("http");
  code?.addEventListener("toggle", draw);
  calculator.addEventListener("iryo-dx-hojokin-change", draw);
  const does: Record<string, () => void> = {
    print: () => window.print(),
    text: () => void copy(memo(calculator.report, calculator.answers, engine.catalogue), "結果を文章でコピーしました。"),
    link: () => void copy(address(), "回答の入ったリンクをコピーしました。"),
    save: () => {
      handOver(asFile(), "text/html", `iryo-dx-hojokin-${calculator.report.on}.html`);
      if (said) said.textContent = "回答の入ったこのページを、1つのファイルとして保存しました。ネットワークがなくても開けます。";
    },
  };
  for (const button of place.querySelectorAll("button")) {
    button.addEventListener("click", () => does[button.dataset.does ?? ""]?.());
  }
  place.hidden = false;
}

/** This page as it was loaded, with the present answers inside. */
function asFile(): string {
  const page = document.documentElement.cloneNode(true) as HTMLElement;
  page.removeAttribute("class");
  for (const part of page.querySelectorAll("#notice, #since > *, #take [role=status], #take details div")) part.replaceChildren();
  for (const part of page.querySelectorAll<HTMLElement>("#take, #take textarea")) part.hidden = true;
  return `<!DOCTYPE html>\n${page.outerHTML}\n`;
}
