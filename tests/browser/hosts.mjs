// The element and the frame on other people's pages, in every engine: whatever a page does to its own
// elements, and however its script comes, the calculator stands there and looks the same.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import typescript from "typescript";
import { encoded } from "./encoded.mjs";
import { difference, measured } from "./measured.mjs";

const dist = dirname(process.env.PAGE);
const at = (name) => pathToFileURL(join(dist, name)).href;
const WIDGET = "iryo-dx-hojokin.widget.js";
const MINIFIED = "iryo-dx-hojokin.widget.min.js";
const widget = at(WIDGET);
const FRAME = "iryo-dx-hojokin.frame.js";
const frame = at(FRAME);
const page = at("iryo-dx-hojokin.html");
const styleOf = (path) => `<link rel="stylesheet" href="${new URL(`../../node_modules/${path}`, import.meta.url).href}">`;

/** The twelve of the list, and what stands beside it. */
const { programmes, besideGroup } = JSON.parse(await readFile(join(dist, "catalogue.json"), "utf8"));

const FALLBACK = '<a href="https://example.invalid/">医療DX補助金計算機を開く</a>';
const ELEMENT = `<iryo-dx-hojokin on="2025-11-01">${FALLBACK}</iryo-dx-hojokin>`;
const SCRIPT = `<script src="${widget}"></script>`;

/** Style sheets that many pages begin with. */
const RESETS = {
  Normalize: styleOf("normalize.css/normalize.css"),
  "Bootstrap Reboot": styleOf("bootstrap/dist/css/bootstrap-reboot.min.css"),
  "Tailwind Preflight": styleOf("tailwindcss/preflight.css"),
  "Meyer's reset": styleOf("reset-css/reset.css"),
  destyle: styleOf("destyle.css/destyle.css"),
};

/** What the worst of themes does. */
const HOSTILE = {
  "important for everything": `<style>
    * { color: red !important; background: lime !important; margin: 7px !important; padding: 9px !important; border: 3px dotted blue !important;
        font: italic 30px/3 fantasy !important; letter-spacing: 0.3em !important; text-transform: uppercase !important; text-align: right !important;
        word-break: break-all !important; white-space: pre !important; box-sizing: content-box !important; transition: all 3s !important; }
    body * { float: right !important; display: inline-block !important; width: 40% !important; max-width: 200px !important; opacity: 0.4 !important;
        filter: blur(2px) !important; transform: rotate(3deg) !important; columns: 3 !important; overflow: hidden !important; }
  </style>`,
  "a root of 62.5 %": "<style>html { font-size: 62.5%; } body { font-size: 1.4rem; }</style>",
  "huge lines": "<style>html, body, div { line-height: 5; letter-spacing: 1em; word-spacing: 2em; text-indent: 3em; }</style>",
  "from right to left": '<style>html, body, div, iryo-dx-hojokin { direction: rtl; unicode-bidi: bidi-override; writing-mode: horizontal-tb; text-align: end; }</style><script>document.documentElement.dir = "rtl"</script>',
  "all: unset on everything": "<style>* { all: unset; } * { all: unset !important; }</style>",
  "names like ours": "<style>:root, *, .frame, .plate { --ink: red !important; --ground: lime !important; --accent: lime !important; --line: red !important; --wash: red !important; } .summary, .plate, article, .frame { display: none !important; }</style>",
};

/** A place that fills the window and more, and that no theme moves. */
const PINNED =
  "all: initial !important; display: block !important; position: absolute !important; inset: 0 auto auto 0 !important; width: 100vw !important; height: 2000px !important; overflow: clip !important; background: white !important; opacity: 1 !important; direction: ltr !important; unicode-bidi: normal !important; z-index: 9 !important";

/** Scrollbars change their side with the direction of the page. */
const NO_SCROLLBARS = "<style>html { scrollbar-width: none !important; } ::-webkit-scrollbar { width: 0 !important; height: 0 !important; }</style>";

/** The pages with their titles, and words that stand in a place of each once its script works. */
const PAGES = [
  ["iryo-dx-hojokin.html", "医療DX補助金計算機", "iryo-dx-hojokin", "補助金の一覧"],
  ["iryo-dx-hojokin.nowasm.html", "医療DX補助金計算機", "iryo-dx-hojokin", "補助金の一覧"],
  ["iryo-dx-hojokin.batch.html", "一括判定｜医療DX補助金計算機", "#batch", "ファイル"],
  ["embed.html", "サイトに載せる｜医療DX補助金計算機", "#policy", "script-src"],
];

/** The longest text that a minifier of PHP knows for a string, in bytes. */
const LONGEST = 65_535;

/** What the minifiers of caching plugins spoil in a script: the first template literal, or string that is too long. */
function fragileIn(script) {
  const { NoSubstitutionTemplateLiteral, StringLiteral, TemplateExpression } = typescript.SyntaxKind;
  const fragile = ({ kind, pos, end }) => [NoSubstitutionTemplateLiteral, TemplateExpression].includes(kind) || (kind === StringLiteral && Buffer.byteLength(script.slice(pos, end)) > LONGEST);
  const look = (node) => (fragile(node) ? node.getText().slice(0, 200) : typescript.forEachChild(node, look));
  return look(typescript.createSourceFile("script.js", script, typescript.ScriptTarget.Latest, true));
}

const document = (head, body, attributes = "") => `<!DOCTYPE html><html lang="ja"${attributes}><head><meta charset="utf-8"><title>医師会</title>${head}</head><body>${body}</body></html>`;

/** The tests for one engine; `launch` starts it. */
export function hosts(engine, launch) {
  let browser;
  let folder;
  before(async () => {
    browser = await launch();
    // WebKitGTK's window is as large as its screen.
    await browser.page?.setViewport({ width: 800, height: 1500 });
    folder = await mkdtemp(join(tmpdir(), "hosts-"));
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  let count = 0;
  /** Opens that text as a file. */
  const open = async (html) => {
    const path = join(folder, `host-${(count += 1)}.html`);
    await writeFile(path, html);
    await browser.open(pathToFileURL(path).href);
  };

  /** How many calculators stand on the page with a report that people see. */
  const standing = () =>
    browser.evaluate(async () => {
      await Promise.race([customElements.whenDefined("iryo-dx-hojokin"), new Promise((resolve) => setTimeout(resolve, 20_000))]);
      const elements = [...document.querySelectorAll("iryo-dx-hojokin")];
      await Promise.all(elements.map(({ ready }) => ready));
      return elements.map((element) => ({
        programmes: element.report.programmes.length,
        on: element.report.on,
        results: element.shadowRoot.querySelectorAll("article").length,
        fallback: element.firstElementChild?.getClientRects().length ?? 0,
      }));
    });
  /** The height of the page's iframe, once it has another than at first. */
  const frameHeight = () =>
    browser.evaluate(async () => {
      const frame = document.querySelector("iframe");
      for (let attempt = 0; attempt < 60 && frame.clientHeight === 900; attempt += 1) await new Promise((resolve) => setTimeout(resolve, 250));
      return frame.clientHeight;
    });
  const ONE = { programmes: 12, on: "2025-11-01", results: programmes.length, fallback: 0 };

  const ways = {
    "with defer in the head": document(`<script defer src="${widget}"></script>`, ELEMENT),
    "in the head, before the element": document(SCRIPT, ELEMENT),
    "behind the element": document("", ELEMENT + SCRIPT),
    "as an async script": document(`<script async src="${widget}"></script>`, ELEMENT),
    "put in late by another script": document("", `${ELEMENT}<script>setTimeout(() => { const script = document.createElement("script"); script.src = "${widget}"; document.body.append(script); }, 100)</script>`),
    "in a paragraph in a table cell": document("", `<table><tr><td>${ELEMENT}</td></tr></table>${SCRIPT}`),
    "in quirks mode": document("", ELEMENT + SCRIPT).replace("<!DOCTYPE html>", ""),
  };
  for (const [how, html] of Object.entries(ways)) {
    test(`${engine}: the script ${how}`, async () => {
      await open(html);
      assert.deepEqual(await standing(), [ONE]);
    });
  }

  /** The words of a calculator, and those of the page around it. */
  const words = () =>
    browser.evaluate(() => ({ host: document.title, inside: document.querySelector("iryo-dx-hojokin").shadowRoot.textContent.includes("補助金の一覧") }));

  for (const encoding of ["shift_jis", "euc-jp"]) {
    for (const name of [WIDGET, MINIFIED]) {
      test(`${engine}: ${name} on a page in ${encoding} that names no encoding for it`, async () => {
        await open(encoded(document("", `${ELEMENT}<script src="${at(name)}"></script>`).replace("utf-8", encoding), encoding));
        assert.deepEqual(await standing(), [ONE]);
        assert.deepEqual(await words(), { host: "医師会", inside: true });
      });
    }

    test(`${engine}: a frame gets its height on a page in ${encoding}`, async () => {
      const iframe = `<iframe src="${page}" title="医療DX補助金計算機" style="width: 100%; height: 900px; border: 0"></iframe>`;
      await open(encoded(document("", `${iframe}<script src="${frame}"></script>`).replace("utf-8", encoding), encoding));
      assert.ok((await frameHeight()) > 2000);
    });
  }

  test(`${engine}: every page has its letters where the server names another encoding`, async () => {
    const other = await launch();
    try {
      const wrong = [];
      for (const [name, title, selector, words] of PAGES) {
        const address = `http://association.example/${name}`;
        other.serve(address, "text/html; charset=Shift_JIS", await readFile(join(dist, name)));
        await other.open(address);
        const seen = await other.evaluate(
          async (selector, words) => {
            const text = () => {
              const place = document.querySelector(selector);
              return (place?.shadowRoot ?? place)?.textContent ?? "";
            };
            for (let attempt = 0; attempt < 100 && !text().includes(words); attempt += 1) await new Promise((resolve) => setTimeout(resolve, 50));
            return { title: document.title, works: text().includes(words) };
          },
          selector,
          words,
        );
        if (seen.title !== title || !seen.works) wrong.push([name, seen]);
      }
      assert.deepEqual(wrong, []);
    } finally {
      await other.close();
    }
  });

  /** Ends of other people's scripts that swallow or spoil what stands behind them. */
  const ENDS = { "a call and a new line": "(function () {})()\n", "a call": "(function () {})()", "an assignment": "globalThis.theirs = function () {}", "a comment and a new line": "theirs = 1 // theirs\n" };
  for (const [what, end] of Object.entries(ENDS)) {
    test(`${engine}: the scripts in one file behind another's that ends with ${what}`, async () => {
      const path = join(folder, `together-${(count += 1)}.js`);
      const parts = await Promise.all([FRAME, WIDGET].map((name) => readFile(join(dist, name), "utf8")));
      await writeFile(path, ["var theirs;", end, parts[0], end, parts[1]].join(""));
      const iframe = `<iframe src="${page}" title="医療DX補助金計算機" style="width: 100%; height: 900px; border: 0"></iframe>`;
      await open(document("", `${ELEMENT}${iframe}<script src="${pathToFileURL(path).href}"></script>`));
      assert.deepEqual(await standing(), [ONE]);
      assert.ok((await frameHeight()) > 2000);
    });
  }

  test("no classic script has what the minifiers of caching plugins spoil", async () => {
    const scripts = await Promise.all([FRAME, WIDGET, MINIFIED].map((name) => readFile(join(dist, name), "utf8")));
    for (const [name] of PAGES) scripts.push(...Array.from((await readFile(join(dist, name), "utf8")).matchAll(/<script>([^]*?)<\/script>/g), ([, script]) => script));
    assert.equal(scripts.length, 10);
    for (const script of scripts) assert.equal(fragileIn(script), undefined);
  });

  test("both names of the element's script stand for the same bytes", async () => {
    const [one, other] = await Promise.all([WIDGET, MINIFIED].map((name) => readFile(join(dist, name))));
    assert.ok(one.equals(other));
  });

  test(`${engine}: the script twice, the element three times, each with its own answers`, async () => {
    await open(document(SCRIPT, `${ELEMENT}${ELEMENT}<iryo-dx-hojokin on="2025-12-01" programmes="e-prescription ehr-sharing"></iryo-dx-hojokin>${SCRIPT}`));
    assert.deepEqual(await standing(), [ONE, ONE, { ...ONE, on: "2025-12-01", results: 2 }]);
    // What hangs on a question is known for all together alone: here it also decides what is not shown.
    const [whole, part] = await browser.evaluate(() => [...document.querySelectorAll("iryo-dx-hojokin")].slice(1).map(({ shadowRoot }) => shadowRoot.querySelector(".effect").textContent));
    assert.match(whole, /円/);
    assert.match(part, /決まります/);
    assert.doesNotMatch(part, /円/);
    const answers = await browser.evaluate(() => {
      const [one, other] = document.querySelectorAll("iryo-dx-hojokin");
      one.answers = { facilityType: "hospital" };
      one.shadowRoot.getElementById("in-beds").value = "150";
      one.shadowRoot.getElementById("in-beds").dispatchEvent(new Event("change"));
      return [one.answers, other.answers];
    });
    assert.deepEqual(answers, [{ facilityType: "hospital", beds: 150 }, {}]);
  });

  test(`${engine}: what stands beside the list is shown where it is named or nothing says otherwise, and asked for only then`, async () => {
    /** What is shown of the list and beside it, what is asked, and what the summary says. */
    const seen = () =>
      browser.evaluate(async ({ label, note }) => {
        const element = document.querySelector("iryo-dx-hojokin");
        await element.ready;
        await new Promise((resolve) => setTimeout(resolve, 100));
        const { report, shadowRoot: root } = element;
        const ids = [...root.querySelectorAll("article")].map(({ id }) => id);
        const beside = report.beside.map(({ id }) => id);
        const group = root.getElementById("state-beside");
        return {
          list: ids.filter((id) => !beside.includes(id)).sort(),
          beside: ids.filter((id) => beside.includes(id)).sort(),
          // Under their own heading, with the note that says where the knowledge of them ends.
          grouped: [...(group?.closest("section").querySelectorAll("article") ?? [])].map(({ id }) => id).sort(),
          note: group?.closest("section").textContent.includes(note) ?? false,
          judged: report.beside.length,
          careService: root.getElementById("q-careService") !== null,
          costs: [...root.querySelectorAll("[id^='in-costs.']")].map(({ id }) => id.slice("in-costs.".length)),
          prefecture: root.getElementById("q-prefecture") !== null,
          mentioned: root.querySelector(".summary").textContent.includes(label),
          total: root.querySelector(".total") !== null,
          counted: root.querySelectorAll(".counts li[data-state]").length,
        };
      }, besideGroup);
    const beside = programmes.filter((one) => one.beside).map(({ id }) => id).toSorted();
    const list = programmes.filter((one) => !one.beside).map(({ id }) => id).toSorted();
    assert.equal(list.length, 12);
    const all = { list, beside, grouped: beside, note: true, judged: beside.length, careService: true, prefecture: true, mentioned: true, total: true, counted: 5 };
    const without = { ...all, beside: [], grouped: [], note: false, careService: false, mentioned: false };
    const cases = {
      "": all,
      'beside="none"': without,
      'beside="all"': all,
      'beside="none" programmes="care-information"': without,
      'beside="none" programmes="ehr-sharing care-information"': { ...without, list: ["ehr-sharing"], prefecture: false, total: false },
      'programmes="ehr-sharing care-information"': { ...all, list: ["ehr-sharing"], beside: ["care-information"], grouped: ["care-information"], prefecture: false, mentioned: false, total: false },
      'programmes="care-information"': { ...all, list: [], beside: ["care-information"], grouped: ["care-information"], prefecture: false, mentioned: false, total: false, counted: 0 },
    };
    for (const [attributes, expected] of Object.entries(cases)) {
      await open(document("", ELEMENT.replace(" on=", ` ${attributes} on=`) + SCRIPT));
      const { costs, ...found } = await seen();
      assert.deepEqual(found, expected, attributes);
      // What only a programme costs that is not shown is not asked.
      for (const id of beside) assert.equal(costs.includes(id), expected.beside.includes(id), `${attributes}: ${id}`);
    }
    // The attribute holds from when it is set until it is taken back.
    await open(document("", ELEMENT + SCRIPT));
    const change = (name, value) =>
      browser.evaluate((name, value) => {
        const element = document.querySelector("iryo-dx-hojokin");
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
      }, name, value);
    for (const [name, value, expected] of [["beside", "none", without], ["programmes", "ehr-sharing", { ...without, list: ["ehr-sharing"], prefecture: false, total: false }], ["programmes", null, without], ["beside", null, all]]) {
      await change(name, value);
      const { costs: _, ...found } = await seen();
      assert.deepEqual(found, expected, `${name} ${value}`);
    }
  });

  test(`${engine}: of two versions the first wins, which is said once`, async () => {
    const text = await readFile(join(dist, "iryo-dx-hojokin.widget.js"), "utf8");
    const version = /"(\d+\.\d+\.\d+\+[\d.-]+)"/.exec(text)[1];
    const other = join(folder, "other.js");
    await writeFile(other, text.replaceAll(version, "99.0.0+other"));
    const otherTag = `<script src="${pathToFileURL(other).href}"></script>`;
    const listen = "<script>globalThis.warned = []; console.warn = (...words) => warned.push(words.join(' '));</script>";
    await open(document(listen + SCRIPT + otherTag + otherTag + SCRIPT, ELEMENT));
    assert.deepEqual(await standing(), [ONE]);
    const { warned, first } = await browser.evaluate(() => ({ warned, first: customElements.get("iryo-dx-hojokin").version }));
    assert.equal(first, version);
    assert.equal(warned.length, 1);
    assert.ok(warned[0].includes(version) && warned[0].includes("99.0.0+other"), warned[0]);
  });

  test(`${engine}: inside of srcdoc, and moved about on the page`, async () => {
    const inside = document("", ELEMENT + SCRIPT).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    await open(document("", `<iframe srcdoc="${inside}"></iframe><div id="there"></div>${ELEMENT}${SCRIPT}`));
    assert.deepEqual(await standing(), [ONE]);
    const outcome = await browser.evaluate(async () => {
      const element = document.querySelector("iryo-dx-hojokin");
      element.answers = { facilityType: "clinic", beds: 0 };
      document.getElementById("there").append(element);
      element.remove();
      document.body.prepend(element);
      const inner = document.querySelector("iframe").contentWindow;
      await inner.customElements.whenDefined("iryo-dx-hojokin");
      const framed = inner.document.querySelector("iryo-dx-hojokin");
      await framed.ready;
      return { answers: element.answers, articles: element.shadowRoot.querySelectorAll("article").length, framed: framed.report.programmes.length };
    });
    assert.deepEqual(outcome, { answers: { facilityType: "clinic", beds: 0 }, articles: programmes.length, framed: 12 });
  });

  test(`${engine}: inside of a host's form nothing is sent, and nothing of ours is in it`, async () => {
    await open(document("", `<form action="https://example.invalid/"><input name="q" value="1">${ELEMENT}<button>送る</button></form>${SCRIPT}`));
    await standing();
    const outcome = await browser.evaluate(() => {
      const form = document.querySelector("form");
      let sent = 0;
      form.addEventListener("submit", (event) => { sent += 1; event.preventDefault(); });
      const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
      for (const field of root.querySelectorAll("input[type=text]")) {
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true, cancelable: true }));
      }
      for (const button of root.querySelectorAll("button:not([disabled])")) if (button.type !== "button") sent += 100;
      root.querySelector(".onward-button").click();
      return { sent, names: [...new FormData(form).keys()], controls: form.elements.length };
    });
    assert.deepEqual(outcome, { sent: 0, names: ["q"], controls: 2 });
  });

  test(`${engine}: the fallback stays until there is a report, and for good where there can be none`, async () => {
    const tell = `<script>addEventListener("iryo-dx-hojokin-error", ({ detail }) => (globalThis.told = detail), true)</script>`;
    await open(document(`${tell}<script>delete globalThis.WebAssembly</script>`, `${ELEMENT}<script>globalThis.before = document.querySelector("a").getClientRects().length</script>${SCRIPT}`));
    const outcome = await browser.evaluate(async () => {
      const element = document.querySelector("iryo-dx-hojokin");
      const refused = await element.ready.then(() => "ready", (error) => error.name);
      return { before: globalThis.before, refused, after: document.querySelector("a").getClientRects().length, said: element.shadowRoot.textContent.includes("WebAssembly"), told: typeof globalThis.told?.message };
    });
    assert.deepEqual(outcome, { before: 1, refused: "NoEngine", after: 1, said: true, told: "string" });
  });

  test(`${engine}: nothing leaks: no global, no style, no change of the page, no request`, async () => {
    await open(document("<script>globalThis.names = Object.getOwnPropertyNames(globalThis)</script>", ELEMENT + SCRIPT));
    await standing();
    const outcome = await browser.evaluate(() => ({
      globals: Object.getOwnPropertyNames(globalThis).filter((name) => !globalThis.names.includes(name) && name !== "names" && !/^(webdriver|__puppeteer|cdc_|\$)/i.test(name)),
      styles: document.styleSheets.length + document.adoptedStyleSheets.length,
      head: document.head.querySelectorAll("style, link").length,
      body: [...document.body.children].map(({ localName }) => localName),
      stored: document.cookie.length,
      asked: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !name.endsWith("widget.js")),
    }));
    // The one is that of the templating library, which counts its copies on a page.
    assert.deepEqual(outcome, { globals: ["litHtmlVersions"], styles: 0, head: 0, body: ["iryo-dx-hojokin", "script"], stored: 0, asked: [] });
    assert.deepEqual(browser.heard, []);
  });

  test(`${engine}: looks the same under every reset and every hostile theme`, async () => {
    const looks = async (style) => {
      await open(document(NO_SCROLLBARS + style, `<div style="${PINNED}">${ELEMENT}</div>${SCRIPT}`));
      assert.deepEqual(await standing(), [ONE]);
      await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
      return browser.screenshot ? browser.screenshot() : browser.evaluate(measured);
    };
    const plain = await looks("");
    assert.equal(await looks(""), plain, "two pictures of the same page differ");
    const different = [];
    for (const [name, style] of Object.entries({ ...RESETS, ...HOSTILE })) {
      const picture = await looks(style);
      if (picture !== plain) different.push(`${name}${difference(picture, plain)}`);
    }
    assert.deepEqual(different, []);
    // What would prove nothing if every picture were the same.
    assert.notEqual(await looks("<style>:root { --iryo-dx-accent: #800000 }</style>"), plain);
  });

  test(`${engine}: stands in its width wherever its parent asks for its content's`, async () => {
    const parents = {
      flex: "display: flex",
      "a wrapping row": "display: flex; flex-wrap: wrap; align-items: center",
      "a column in the middle": "display: flex; flex-direction: column; align-items: center",
      "a grid in the middle": "display: grid; justify-items: center",
      float: "float: left",
      "inline-block": "display: inline-block",
      "fit-content": "width: fit-content",
      cell: "display: table-cell",
      narrow: "display: flex; width: 280px",
    };
    await open(document("", `${Object.entries(parents).map(([name, style]) => `<div><div title="${name}" style="${style}"></div></div>`).join("")}${ELEMENT}${SCRIPT}`));
    await standing();
    const widths = await browser.evaluate(() => {
      const element = document.querySelector("iryo-dx-hojokin");
      return Object.fromEntries([...document.querySelectorAll("[title]")].map((parent) => {
        parent.append(element);
        return [parent.title, element.offsetWidth];
      }));
    });
    const { narrow, ...others } = widths;
    assert.equal(narrow, 280);
    for (const [name, width] of Object.entries(others)) assert.ok(width >= 600 && width <= 800, `${name}: ${width} px`);
  });

  test(`${engine}: in another document it has its styles, too`, async () => {
    await open(document("", `<iframe></iframe>${ELEMENT}${SCRIPT}`));
    await standing();
    const [before, after] = await browser.evaluate(() => {
      const element = document.querySelector("iryo-dx-hojokin");
      const look = (view) => view.getComputedStyle(element.shadowRoot.querySelector(".plate")).borderTopWidth;
      const before = look(window);
      const { contentWindow, contentDocument } = document.querySelector("iframe");
      contentDocument.body.append(element);
      return [before, look(contentWindow)];
    });
    assert.notEqual(before, "0px");
    assert.equal(after, before);
  });

  test(`${engine}: a frame's height is asked for where its script comes late`, async () => {
    const late = `<script>setTimeout(() => { const script = document.createElement("script"); script.src = "${frame}"; document.body.append(script); }, 1500)</script>`;
    await open(document("", `<iframe src="${page}" title="医療DX補助金計算機" style="width: 100%; height: 900px; border: 0"></iframe>${late}`));
    const height = await frameHeight();
    assert.ok(height > 2000, `${height} px`);
  });

  test(`${engine}: a hidden element is hidden`, async () => {
    await open(document("", ELEMENT.replace(" on=", " hidden on=") + SCRIPT));
    await standing();
    assert.equal(await browser.evaluate(() => document.querySelector("iryo-dx-hojokin").getClientRects().length), 0);
  });

  test(`${engine}: frames get the height of their page, and no more than that`, async () => {
    const iframe = (attributes) => `<iframe src="${page}" title="医療DX補助金計算機" style="width: 100%; height: 900px; border: 0" ${attributes}></iframe>`;
    const forge = `<script>function forge() {
      const type = "iryo-dx-hojokin-height";
      for (const data of [{ type, height: 5 }, { type, height: 5.5 }, { type, height: 1e9 }, { type, height: "5" }, { type, height: -5 }, { type: "other", height: 5 }, null, "5"]) {
        postMessage(data, "*");
        const source = document.querySelector("[srcdoc]").contentWindow;
        dispatchEvent(new MessageEvent("message", { data, origin: "https://example.invalid", source }));
        if (data?.type !== type || data.height !== 5) dispatchEvent(new MessageEvent("message", { data, origin: "null", source }));
      }
    }</script>`;
    await open(document(`<script defer src="${frame}"></script>${forge}`, `${iframe("")}<div style="width: 400px">${iframe('sandbox="allow-scripts allow-forms allow-modals allow-downloads allow-popups"')}</div><iframe srcdoc="" style="height: 77px"></iframe>`));
    const heights = () => browser.evaluate(() => [...document.querySelectorAll("iframe")].map(({ clientHeight }) => clientHeight));
    const settled = async () => {
      let before;
      for (let attempt = 0; attempt < 60; attempt += 1) {
        const now = await heights();
        if (JSON.stringify(now) === before && now[0] !== 900 && now[1] !== 900) return now;
        before = JSON.stringify(now);
        await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
      }
      return heights();
    };
    const first = await settled();
    assert.ok(first[0] > 2000 && first[1] > first[0] && first[2] === 77, `heights: ${first}`);
    await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
    assert.deepEqual(await heights(), first, "it goes on growing");
    // Neither another window, nor another origin, nor an impossible height moves anything.
    await browser.evaluate(() => forge());
    await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    assert.deepEqual(await heights(), first);
  });

  test(`${engine}: a frame without the script beside it keeps its height and calculates`, async () => {
    await open(document("", `<iframe src="${page}" title="医療DX補助金計算機" style="width: 100%; height: 900px; border: 0"></iframe>`));
    await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
    assert.equal(await browser.evaluate(() => document.querySelector("iframe").clientHeight), 900);
  });
}
