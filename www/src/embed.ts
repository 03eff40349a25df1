/** The webmasters' page: takes the choices, shows the code and what becomes of it. */

import type { Id } from "./catalogue";
import { grouped } from "./words/format";
import { type Built, type Choice, foreign, type Form, neededFiles, pageOf, policyFor, snippet } from "./snippet";

/** Nothing is drawn anew while somebody types. */
const AFTER = 300;
/** Letters are read well from this contrast on (WCAG 2.2, 1.4.3). */
const READABLE = 4.5;
/** What the element is painted on. */
const GROUNDS = { light: "#ffffff", dark: "#1a1a1a" } as const;

/** Looks of the page around: of the reader's own, dark, and one that styles every element. */
const HOSTS: Record<string, string> = {
  plain: "<style>body{margin:1rem;font-family:sans-serif}</style>",
  dark: "<style>html{color-scheme:dark}body{margin:1rem;font-family:sans-serif;background:#1a1a1a;color:#f2f2f2}</style>",
  strong:
    "<style>html{font-size:62.5%}body{margin:1rem;font-family:serif}*{line-height:2.4;letter-spacing:.15em}p,a,button,input,h1,h2,h3,li{color:#7a0000!important;text-transform:uppercase!important;background:#fff7d6!important}</style>",
};

const byId = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const built = JSON.parse(byId("data").textContent ?? "") as Built;
const form = byId<HTMLFormElement>("choice");
const preview = byId<HTMLIFrameElement>("preview");
const host = byId<HTMLSelectElement>("host");
const code = byId<HTMLTextAreaElement>("code");

/** The choices as they stand; what cannot be meant is said where it stands, and the last that could be is kept. */
let height = 900;
function read(): Choice {
  const given = new FormData(form);
  const value = (name: string): string => String(given.get(name) ?? "");
  const beside = !given.has("no-beside");
  const offered = [...form.querySelectorAll<HTMLInputElement>("[name=programmes]")].filter((box) => beside || box.dataset.beside === undefined);
  const programmes = offered.filter(({ checked }) => checked).map(({ value }): Id => value);
  say("programmes-fault", programmes.length === 0 ? "補助金を1つ以上選んでください。選ぶまでは、すべてを表示するコードになります。" : "");
  const digits = value("height").normalize("NFKC").trim();
  const sensible = /^\d{3,4}$/.test(digits) && Number(digits) >= 200;
  if (sensible) height = Number(digits);
  say("height-fault", sensible ? "" : `高さは200から9999までの数字で入力してください。今のコードは${height}ピクセルです。`);
  const colours = given.has("coloured") ? { light: value("light"), dark: value("dark") } : null;
  say("contrast", colours ? faint(colours) : "");
  const theme: Record<string, string> = {};
  if (colours) theme["--iryo-dx-accent"] = `light-dark(${colours.light}, ${colours.dark})`;
  if (value("size")) theme["--iryo-dx-font-size"] = value("size");
  if (value("radius")) theme["--iryo-dx-radius"] = value("radius");
  const place = folder(value("place"));
  say("place-fault", place === null ? "フォルダーのアドレスとして使えません。/iryo-dx/ か https://www.example.jp/iryo-dx/ の形で入力してください。今のコードは、同じフォルダーに置くものです。" : "");
  return {
    form: value("form") as Form,
    programmes: programmes.length === 0 || programmes.length === offered.length ? null : programmes,
    beside,
    theme,
    place: place ?? "",
    fixed: value("version") === "fixed",
    nowasm: given.has("nowasm"),
    height,
    fit: given.has("fit"),
    words: value("words").trim() || "医療DX補助金計算機",
    kind: value("kind"),
  };
}

/** The folder with a slash at its end; null where a text is none. The name of one of our files behind it goes. */
function folder(text: string): string | null {
  const plain = text.normalize("NFKC").trim().replace(new RegExp(`(?:${Object.keys(built.files).join("|").replaceAll(".", "\\.")})$`), "");
  if (plain === "") return "";
  // Without a scheme what begins like a host would be a folder of that name.
  if (/[\\?#\s"'<>]/.test(plain) || /^(?!https?:)[a-z][\w+.-]*:/i.test(plain) || /^[\w-]+(\.[\w-]+)*\.(jp|com|org|net)(\/|$)/i.test(plain)) return null;
  const address = plain.endsWith("/") ? plain : `${plain}/`;
  if (!/^(https?:)?\/\//i.test(address)) return /^https?:/i.test(address) ? null : address;
  try {
    const { username, password, href } = new URL(address, "https://example.invalid/");
    return username || password ? null : href;
  } catch {
    return null;
  }
}

/** Which colours are hard to read where the element uses them. */
function faint(colours: { light: string; dark: string }): string {
  const places = [
    { name: "明るい配色", contrast: contrast(colours.light, GROUNDS.light) },
    { name: "暗い配色", contrast: contrast(colours.dark, GROUNDS.dark) },
  ].filter(({ contrast }) => contrast < READABLE);
  if (places.length === 0) return "";
  const found = places.map(({ name, contrast }) => `${name}の色は地の色との明るさの比が${(Math.floor(contrast * 10) / 10).toFixed(1)}で、読みにくいことがあります。`);
  return `${found.join("")}比が${READABLE}以上の色をお選びください。`;
}

/** Of two colours, as WCAG 2.2 computes it. */
function contrast(one: string, other: string): number {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function say(id: string, words: string): void {
  const place = byId(id);
  // Said again it would be read out again.
  if (place.textContent !== words) place.textContent = words;
}

let shown = "";
function show(): void {
  const choice = read();
  for (const part of document.querySelectorAll<HTMLElement>("[data-for]")) part.hidden = !part.dataset.for?.split(" ").includes(choice.form);
  for (const part of document.querySelectorAll<HTMLElement>("[data-when]")) part.hidden = !new FormData(form).has(part.dataset.when ?? "");
  for (const box of form.querySelectorAll<HTMLInputElement>("[data-beside]")) box.disabled = !choice.beside;
  code.value = snippet(choice, built);
  byId("needed").replaceChildren(
    ...neededFiles(choice).map((name) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: name, download: name, textContent: name });
      item.append(link, `（${grouped(built.files[name]?.bytes ?? 0)}バイト）`);
      return item;
    }),
  );
  byId("folder").textContent = [
    ...(choice.fixed ? [`「${choice.place}${built.folder}/」というフォルダーに置いてください。`] : []),
    ...(choice.form === "file" && foreign(choice) ? ["ほかのサーバーに置いたファイルは、保存されずに開かれることがあります。開いた後に、ページの「このページを保存」をお使いください。"] : []),
  ].join("");
  const policy = policyFor(choice);
  byId("policy").textContent = policy.length > 0 ? policy.join(";\n") : "（この載せ方では、加える許可はありません）";
  byId("own-policy").textContent = (built.policies[pageOf(choice)] ?? "").replaceAll("; ", ";\n");
  // What stands beside this page, under whatever address it is to be found later.
  const around = HOSTS[host.value] ?? "";
  const page = `<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>見本</title>${around}<p>（ここから計算機です）</p>\n${snippet({ ...choice, place: "", fixed: false }, built)}\n<p>（ここまで計算機です）</p>`;
  if (page === shown) return;
  shown = page;
  preview.srcdoc = page;
}

let soon: ReturnType<typeof setTimeout> | undefined;
const showSoon = (): void => {
  byId("said").textContent = "";
  clearTimeout(soon);
  soon = setTimeout(show, AFTER);
};
form.addEventListener("input", showSoon);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
  code.focus();
});
host.addEventListener("change", show);

byId("copy").addEventListener("click", async () => {
  clearTimeout(soon);
  show();
  try {
    await navigator.clipboard.writeText(code.value);
    byId("said").textContent = "コピーしました。";
  } catch {
    // Where a page may not write to the clipboard, a person still may.
    code.focus();
    code.select();
    byId("said").textContent = "この画面からは自動でコピーできません。選ばれているコードを、そのままコピーしてください。";
  }
});

/** Compares a file at hand with those of this version. */
async function compare(file: File): Promise<string> {
  if (!globalThis.crypto?.subtle) return "このページの開き方では確かめられません。ページを保存して開くか、下のコマンドをお使いください。";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const found = Object.entries(built.files).find(([, known]) => known.sha256 === sha256);
  return found
    ? `「${file.name}」は、版 ${built.version} の ${found[0]} と同じです。`
    : `「${file.name}」は、版 ${built.version} のどのファイルとも違います。別の版か、書き換えられたものです。`;
}
const file = byId<HTMLInputElement>("file");
file.addEventListener("change", async () => {
  const [chosen] = file.files ?? [];
  byId("verdict").textContent = chosen
    ? await compare(chosen).catch(() => `「${chosen.name}」を読めませんでした。もう一度選んでください。`)
    : "";
});

for (const place of document.querySelectorAll<HTMLElement>("[data-file]")) place.textContent = place.dataset.file === "folder" ? built.folder : built.version;
show();
