/**
 * What a webmaster pastes. No script stands in it but by its address, and neither an empty line nor an
 * attribute without a value: editors of web sites rewrite those.
 */

import type { Id } from "./catalogue";

export type Form = "element" | "frame" | "link" | "file";

export interface Choice {
  form: Form;
  /** null for all. */
  programmes: Id[] | null;
  /** Whether what stands beside the list is shown. */
  beside: boolean;
  /** Custom properties of the element. */
  theme: Record<string, string>;
  /** The folder, empty or with a slash at its end. */
  place: string;
  /** In a folder of its own version, whose files never change. */
  fixed: boolean;
  /** Whether the page is the one without WebAssembly. The element has no such form. */
  nowasm: boolean;
  /** Pixels. */
  height: number;
  /** Whether the frame follows the height of what is inside. */
  fit: boolean;
  /** What the link says. */
  words: string;
  /** The facility type that stands chosen at the start; empty for none. */
  kind: string;
}

/** What the build knows of the files beside this page. */
export interface Built {
  version: string;
  /** Name of the version's folder. */
  folder: string;
  files: Record<string, { bytes: number; sha384: string; sha256: string }>;
  /** The policy that the pages carry. */
  policies: Record<string, string>;
}

const NAME = "医療DX補助金計算機";
/** Under this name, not the one without "min": programs that minify a site's scripts leave it as it is. */
const WIDGET = "iryo-dx-hojokin.widget.min.js";
const FRAME = "iryo-dx-hojokin.frame.js";
/** Scripts, downloads and links, but neither this site's data nor its other windows. */
const SANDBOX = "allow-scripts allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox";

export const pageOf = ({ form, nowasm }: Choice): string => `iryo-dx-hojokin.${nowasm && form !== "element" ? "nowasm." : ""}html`;

/** The files that have to be uploaded. */
export function neededFiles(choice: Choice): string[] {
  if (choice.form === "element") return [WIDGET, pageOf(choice)];
  return [pageOf(choice), ...(choice.form === "frame" && choice.fit ? [FRAME] : [])];
}

/** The code. */
export function snippet(choice: Choice, built: Built): string {
  const folder = choice.place + (choice.fixed ? `${built.folder}/` : "");
  const address = attribute(folder + pageOf(choice));
  const start = choice.kind && attribute(`#a=${encodeURIComponent(JSON.stringify({ facilityType: choice.kind }))}`);
  switch (choice.form) {
    case "element":
      return [element(choice, address), script(folder, WIDGET, choice, built)].join("\n");
    case "frame":
      return [
        `<iframe src="${address}${start}" title="${NAME}" sandbox="${SANDBOX}" allow="clipboard-write" style="width: 100%; height: ${choice.height}px; border: 0"></iframe>`,
        ...(choice.fit ? [script(folder, FRAME, choice, built)] : []),
      ].join("\n");
    case "link":
      return `<a href="${address}${start}">${text(choice.words)}</a>`;
    case "file":
      return `<a href="${address}" download="${pageOf(choice)}">${text(choice.words)}</a>`;
  }
}

function element({ programmes, beside, theme }: Choice, address: string): string {
  const style = Object.entries(theme).map(([name, value]) => `${name}: ${value}`).join("; ");
  const attributes = [
    ...(programmes ? [` programmes="${programmes.join(" ")}"`] : []),
    ...(beside ? [] : [' beside="none"']),
    ...(style ? [` style="${style}"`] : []),
  ];
  return `<iryo-dx-hojokin${attributes.join("")}><a href="${address}">${NAME}を開く</a></iryo-dx-hojokin>`;
}

function script(folder: string, name: string, { fixed }: Choice, { files }: Built): string {
  const integrity = fixed ? ` integrity="sha384-${files[name]?.sha384}"` : "";
  // Of another site, a browser compares only what that site lets everybody read.
  const foreign = integrity && originOf(folder) ? ' crossorigin="anonymous"' : "";
  // On a page in Shift_JIS or EUC-JP the script would be read as that.
  return `<script src="${attribute(folder + name)}" charset="utf-8" defer="defer"${integrity}${foreign}></script>`;
}

/** The leave that a site's policy has to give, a directive a line. */
export function policyFor(choice: Choice): string[] {
  const from = originOf(choice.place) || "'self'";
  switch (choice.form) {
    case "element":
      return [
        `script-src ${from} 'wasm-unsafe-eval'`,
        ...(Object.keys(choice.theme).length > 0 ? ["style-src-attr 'unsafe-inline'"] : []),
      ];
    case "frame":
      return [`frame-src ${from}`, ...(choice.fit ? [`script-src ${from}`] : []), "style-src-attr 'unsafe-inline'"];
    default:
      return [];
  }
}

/** Whether the files stand on another site than the page. */
export const foreign = ({ place }: Choice): boolean => originOf(place) !== "";

/** The origin of another site; empty for an address on the same. */
function originOf(address: string): string {
  return /^https?:\/\/[^/]+/i.exec(address)?.[0] ?? "";
}

const text = (words: string): string => words.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const attribute = (words: string): string => words.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
