// The element and the frame in a real WordPress: pasted into the block カスタムHTML by people of three
// roles, and read by a visitor.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { cases, fulfilled } from "../browser/cases.mjs";
import { difference, measured } from "../browser/measured.mjs";
import { chromium } from "../browser/puppeteer.mjs";
import { addPeople, install, logIn, publish, reopen, upload } from "./person.mjs";
import { startWordPress } from "./wordpress.mjs";

const dist = dirname(process.env.PAGE);
const PAGE = "iryo-dx-hojokin.html";
const WIDGET = "iryo-dx-hojokin.widget.min.js";
const FRAME = "iryo-dx-hojokin.frame.js";
const built = (name) => readFile(join(dist, name), "utf8");
/** The twelve of the list, and what stands beside it. */
const { programmes, questions } = JSON.parse(await built("catalogue.json"));

/** Where the files stand on the site: what a webmaster writes before their names. */
const UPLOADS = "/wp-content/uploads/";
/** The day of the golden cases below. */
const ON = "2025-11-01";

const blocks = [...(await readFile(new URL("../../README.ja.md", import.meta.url), "utf8")).matchAll(/^```html\n([^]*?)\n```$/gm)].map(([, html]) => html);
/** What README.ja.md tells people to paste, with the one tag that is asked for. */
function snippet(tag) {
  const found = blocks.filter((html) => html.includes(`<${tag} `));
  assert.equal(found.length, 1, `README.ja.md has ${found.length} blocks with <${tag}>`);
  return found[0].replace(/(src|href)="(?=iryo-dx-hojokin)/g, `$1="${UPLOADS}`);
}
/** With the attributes that ask for all that there is, on a day that does not pass. */
const ELEMENT = snippet("iryo-dx-hojokin").replace(/<iryo-dx-hojokin [^>]*>/, `<iryo-dx-hojokin on="${ON}">`);
/** What of it is ordinary HTML. */
const [LINK] = /<a .*<\/a>/.exec(ELEMENT);
const IFRAME = snippet("iframe");
/** As the editor keeps a block カスタムHTML. */
const stored = (html) => `<!-- wp:html -->\n${html}\n<!-- /wp:html -->`;

let wordpress;
/** The browser of those who write, and that of a visitor, who has never logged in. */
let writer;
let visitor;
/** What Chromium says of errors on the visitor's pages. */
const errors = [];
before(async () => {
  wordpress = await startWordPress(process.env.WORDPRESS);
  for (const name of [PAGE, WIDGET, FRAME]) await wordpress.put(name, await built(name));
  const reachable = [new URL(wordpress.url).host];
  writer = await chromium({ reachable });
  visitor = await chromium({ reachable });
  visitor.page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  visitor.page.on("pageerror", (error) => errors.push(String(error)));
  await install(writer, wordpress.url);
  await addPeople(writer, wordpress.url, ["editor", "author"]);
});
after(async () => {
  await visitor?.close();
  await writer?.close();
  await wordpress?.stop();
});

/** Opens a page as a visitor; what was heard before is forgotten. */
async function visit(address) {
  for (const list of [errors, visitor.requests, visitor.heard]) list.length = 0;
  await visitor.open(new URL(address, wordpress.url).href);
}

/** Nothing went wrong since then, and nothing was asked of any other server. */
function undisturbed() {
  assert.deepEqual(errors, []);
  assert.deepEqual(visitor.heard, []);
  const elsewhere = ({ protocol, origin }) => protocol !== "data:" && origin !== wordpress.url;
  assert.deepEqual(visitor.requests.filter((address) => elsewhere(new URL(address))), []);
}

/** The calculator on the visitor's page, once it stands. */
const standing = () =>
  visitor.evaluate(async () => {
    await customElements.whenDefined("iryo-dx-hojokin");
    const element = document.querySelector("iryo-dx-hojokin");
    await element.ready;
    return { programmes: element.report.programmes.length, results: element.shadowRoot.querySelectorAll("article").length, fallback: element.querySelector("a")?.getClientRects().length };
  });
const ALL = { programmes: 12, results: programmes.length, fallback: 0 };

/** Its measures, once they stay. */
async function settled() {
  let before;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const now = await visitor.evaluate(measured);
    if (now === before) return now;
    before = now;
    await visitor.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  }
  throw new Error("the element does not come to rest");
}

test("wordpress: who administers it pastes the element, and the block is stored as pasted and stays valid", async (t) => {
  await logIn(writer, wordpress.url, "administrator");
  const page = await publish(writer, wordpress.url, "page", "補助金の計算", ELEMENT);
  assert.equal(page.stored, stored(ELEMENT));
  const { blocks, warnings } = await reopen(writer, wordpress.url, page.id);
  assert.deepEqual(blocks.map(({ name, isValid }) => ({ name, isValid })), [{ name: "core/html", isValid: true }]);
  assert.deepEqual(warnings, []);

  await t.test("the visitor gets it as pasted", async () => {
    const html = await (await fetch(page.address)).text();
    assert.ok(html.includes(`\n${ELEMENT}\n`), "WordPress changed it on the way");
    await visit(page.address);
    assert.deepEqual(await standing(), ALL);
    undisturbed();
  });

  await t.test("nothing of the theme reaches in", async () => {
    const here = await settled();
    // As wide as the theme's column lets it be; what the theme says to the boxes in it is not for this one.
    const { x, y, width, font } = await visitor.evaluate(() => {
      const element = document.querySelector("iryo-dx-hojokin");
      const column = element.parentElement.getBoundingClientRect();
      const [left, right] = ["padding-left", "padding-right"].map((side) => parseFloat(getComputedStyle(element.parentElement).getPropertyValue(side)));
      return { x: column.x + left, y: element.getBoundingClientRect().y, width: column.width - left - right, font: getComputedStyle(document.body).font };
    });
    // The same element in the same place of an empty page.
    const box = `<div style="position: absolute; left: ${x}px; top: ${y}px; width: ${width}px">${ELEMENT}</div>`;
    await wordpress.put("empty.html", `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>医師会</title></head><body>${box}</body></html>`);
    await visit(`${UPLOADS}empty.html`);
    assert.deepEqual(await standing(), ALL);
    const there = await settled();
    assert.ok(here === there, `the theme reaches in${difference(here, there)}`);
    // What would prove nothing if the theme said nothing, or if a change could not be measured.
    assert.notEqual(await visitor.evaluate(() => getComputedStyle(document.body).font), font);
    await visitor.evaluate(() => document.documentElement.style.setProperty("--iryo-dx-accent", "#800000"));
    assert.ok((await settled()) !== there);
  });

  await t.test("answers typed by keyboard give the amount of the golden case", async () => {
    const golden = cases.find(({ programme, on, answers, expect }) => programme === "ehr-sharing" && on === ON && answers.facilityType === "hospital" && answers.beds === 150 && expect.amount);
    const { facilityType, beds, ...others } = golden.answers;
    await visit(page.address);
    await standing();
    const asked = visitor.requests.length;
    const report = () => visitor.evaluate(() => document.querySelector("iryo-dx-hojokin").report);
    await visitor.evaluate((answers) => (document.querySelector("iryo-dx-hojokin").answers = answers), others);
    assert.notDeepEqual(fulfilled(golden, await report()), golden.expect);
    const focus = (selector) => visitor.evaluate((selector) => document.querySelector("iryo-dx-hojokin").shadowRoot.querySelector(selector).focus(), selector);
    const { keyboard } = visitor.page;
    // The choice of that value is told by its words alone.
    const place = questions.find(({ key }) => key === "facilityType").choices.findIndex(({ value }) => value === facilityType);
    await focus(`#q-facilityType label:nth-of-type(${place + 1}) input`);
    await keyboard.press("Space");
    // It stands in a group that is closed at first.
    await focus("details:has(#in-beds) > summary");
    await keyboard.press("Space");
    await focus("#in-beds");
    await keyboard.type(String(beds));
    await keyboard.press("Tab");
    assert.deepEqual(await visitor.evaluate(() => document.querySelector("iryo-dx-hojokin").answers), golden.answers);
    assert.deepEqual(fulfilled(golden, await report()), golden.expect);
    await visitor.page.waitForFunction(
      (amount) => document.querySelector("iryo-dx-hojokin").shadowRoot.querySelector("#ehr-sharing .figure").textContent.includes(amount),
      {},
      golden.expect.amount.toLocaleString("ja-JP"),
    );
    assert.equal(visitor.requests.length, asked, "an answer made it ask the network");
    undisturbed();
  });
});

/** The iframe on the visitor's page, once its page calculates. */
async function framed() {
  const frame = await visitor.page.waitForSelector("iframe");
  const inside = await frame.contentFrame();
  await inside.waitForFunction(() => document.querySelector("iryo-dx-hojokin")?.report);
  const results = await inside.evaluate(async () => {
    const element = document.querySelector("iryo-dx-hojokin");
    await element.ready;
    return element.shadowRoot.querySelectorAll("article").length;
  });
  const height = () => frame.evaluate(({ clientHeight }) => clientHeight);
  return { results, height: await height(), toScroll: async () => (await inside.evaluate(() => document.documentElement.scrollHeight)) - (await height()) };
}

test("wordpress: an editor pastes the iframe with its script, and it takes its page's height", async () => {
  await logIn(writer, wordpress.url, "editor");
  const page = await publish(writer, wordpress.url, "page", "補助金の計算（枠）", IFRAME);
  assert.equal(page.stored, stored(IFRAME));
  await visit(page.address);
  const { results, toScroll } = await framed();
  assert.equal(results, programmes.length);
  await visitor.page.waitForFunction(() => document.querySelector("iframe").clientHeight > 2000);
  // As tall as its page, into which this one cannot look.
  assert.equal(await toScroll(), 0);
  assert.equal(await visitor.evaluate(() => document.querySelector("iframe").contentDocument), null);
  undisturbed();
});

test("wordpress: of an author's element the link inside stays, and leads to the calculator", async () => {
  await logIn(writer, wordpress.url, "author");
  const post = await publish(writer, wordpress.url, "post", "補助金の計算（投稿）", ELEMENT);
  // The line of the script is empty.
  assert.equal(post.stored, stored(`\n${LINK}`));
  await visit(post.address);
  const left = await visitor.evaluate(() => [...document.querySelectorAll("iryo-dx-hojokin, script[src*=iryo-dx-hojokin]")].length);
  assert.equal(left, 0);
  await Promise.all([visitor.page.waitForNavigation({ waitUntil: "load" }), visitor.page.click(`a[href="${UPLOADS}${PAGE}"]`)]);
  assert.equal((await standing()).programmes, 12);
  undisturbed();
});

test("wordpress: of an author's iframe nothing stays", async () => {
  await logIn(writer, wordpress.url, "author");
  const post = await publish(writer, wordpress.url, "post", "補助金の計算（投稿の枠）", IFRAME);
  assert.equal(post.stored, stored("\n"));
});

test("wordpress: the media library refuses the scripts, and takes the page from who may write HTML", async (t) => {
  const files = [];
  for (const [name, type] of [[WIDGET, "text/javascript"], [FRAME, "text/javascript"], [PAGE, "text/html"]]) files.push({ name, type, text: await built(name) });
  const refused = { refused: "Sorry, you are not allowed to upload this file type." };
  await logIn(writer, wordpress.url, "author");
  assert.deepEqual(await upload(writer, wordpress.url, files), [refused, refused, refused]);
  await logIn(writer, wordpress.url, "administrator");
  const [widget, frame, { address }] = await upload(writer, wordpress.url, files);
  assert.deepEqual([widget, frame], [refused, refused]);

  await t.test("without FTP, the page stands in an iframe of fixed height", async () => {
    const pasted = `<iframe src="${address}" title="医療DX補助金計算機" style="width: 100%; height: 900px; border: 0"></iframe>`;
    const page = await publish(writer, wordpress.url, "page", "補助金の計算（FTPなし）", pasted);
    assert.equal(page.stored, stored(pasted));
    await visit(page.address);
    const { results, height } = await framed();
    assert.deepEqual({ results, height }, { results: programmes.length, height: 900 });
    undisturbed();
  });

  await t.test("a script's text is changed by WordPress on its way to the visitor", async () => {
    const pasted = `<script>${await built(FRAME)}</script>`;
    const page = await publish(writer, wordpress.url, "page", "補助金の計算（貼り付けたスクリプト）", pasted);
    assert.equal(page.stored, stored(pasted));
    const html = await (await fetch(page.address)).text();
    assert.match(pasted, /&&/);
    assert.match(html, /iryo-dx-hojokin-height[^]*&#038;&#038;[^]*<\/script>/);
  });
});
