// What anybody may send through any door: no script runs, no exception escapes, the person keeps the
// answers and reads what was wrong.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { pageUrl } from "./suite.mjs";

const ANSWERS = { facilityType: "hospital", beds: 150 };
const START = `#a=${encodeURIComponent(JSON.stringify(ANSWERS))}&on=2025-11-01`;
const IMAGE = '<img src="x" onerror="pwned=1">';
const SCRIPT = '"></textarea></style><script>pwned=1</script>';
const TURNED = "\u202e\u2066床10\u200f";
const HALF = "\ud800";
const MANY = 10_000_000;
const link = (json) => `#a=${encodeURIComponent(json)}`;

/** Where a person reads what was wrong; "nowhere" where there is nobody to tell, and nothing happened. */
const NOTICE = "notice";
const FAILURE = "failure";
const FIELD = "field";
const NOWHERE = "nowhere";

/**
 * Each with its door, what is sent, what of the answers stands afterwards and where it is said. Texts
 * that begin with `js:` are made in the page, where they would be too long or no JSON.
 */
const inputs = [
  // The address.
  ["address", "#a=", ANSWERS, NOTICE],
  ["address", "#a=%", ANSWERS, NOTICE],
  ["address", "#a=%E3%81", ANSWERS, NOTICE],
  ["address", "#a=%00%00", ANSWERS, NOTICE],
  ["address", link("{"), ANSWERS, NOTICE],
  ["address", link("null"), ANSWERS, NOTICE],
  ["address", link("[]"), ANSWERS, NOTICE],
  ["address", link('"facilityType"'), ANSWERS, NOTICE],
  ["address", link("12"), ANSWERS, NOTICE],
  ["address", `#a=${SCRIPT}`, ANSWERS, NOTICE],
  ["address", link('{"__proto__":{"beds":10,"pwned":1}}'), {}, NOTICE],
  ["address", link('{"constructor":{"prototype":{"pwned":1}}}'), {}, NOTICE],
  ["address", link('{"toString":1,"hasOwnProperty":2,"valueOf":3}'), {}, NOTICE],
  ["address", link(JSON.stringify({ [IMAGE]: 1 })), {}, NOTICE],
  ["address", link(JSON.stringify({ facilityType: IMAGE, beds: 20 })), { beds: 20 }, NOTICE],
  ["address", link(JSON.stringify({ beds: "javascript:pwned=1" })), {}, NOTICE],
  ["address", link('{"beds":1e999}'), {}, NOTICE],
  ["address", link('{"beds":-1}'), {}, NOTICE],
  ["address", link('{"beds":0.5,"employees":30}'), { employees: 30 }, NOTICE],
  ["address", link('{"costs":[1,2]}'), {}, NOTICE],
  ["address", link('{"careService":"constructor","recordsPlan":{"new":1},"baseUpFee2026":true}'), { baseUpFee2026: true }, NOTICE],
  ["address", link('{"costs":{"__proto__":1,"ehr-sharing":"=1+1","productivity":5}}'), { costs: { productivity: 5 } }, NOTICE],
  ["address", link('{"costs.ehr-sharing.__proto__":5}'), {}, NOTICE],
  ["address", link(JSON.stringify({ [TURNED]: 1 })), {}, NOTICE],
  ["address", link('{"\\ud800":"\\udfff"}'), {}, NOTICE],
  ["address", link('{"beds\\u0000":1,"\\u2028":2}'), {}, NOTICE],
  ["address", `#on=${SCRIPT}`, {}, NOTICE],
  ["address", "#a=%7B%7D&on=2025-02-30", {}, NOTICE],
  ["address", "#a=%7B%7D&on=-000001-01-01", {}, NOTICE],
  ["address", `#a=%7B%7D&was=${IMAGE}`, {}, NOTICE],
  ["address", "#a=%7B%7D&was=1~0~__proto__~2025-11-01~0~0", {}, NOTICE],
  ["address", "js:'#a=' + '['.repeat(500_000)", ANSWERS, NOTICE],
  ["address", "js:'#a=' + encodeURIComponent(JSON.stringify({ ['k'.repeat(400_000)]: 1 }))", {}, NOTICE],
  ["address", "js:'#' + 'a=%7B%7D&'.repeat(50_000) + 'a=%'", ANSWERS, NOTICE],
  // The property `answers`.
  ["answers", "js:'facilityType'", ANSWERS, FAILURE],
  ["answers", "js:12", ANSWERS, FAILURE],
  ["answers", "js:[{ beds: 1 }]", ANSWERS, FAILURE],
  ["answers", "js:new Map([['beds', 1]])", ANSWERS, FAILURE],
  ["answers", "js:() => 1", ANSWERS, FAILURE],
  ["answers", "js:Symbol('beds')", ANSWERS, FAILURE],
  ["answers", "js:document.body", ANSWERS, FAILURE],
  ["answers", "js:new Proxy({}, { ownKeys() { throw new Error('trap') } })", ANSWERS, FAILURE],
  ["answers", "js:({ get beds() { throw new Error('getter') } })", ANSWERS, FAILURE],
  ["answers", "js:(() => { const one = {}; one.beds = one; return one; })()", ANSWERS, FAILURE],
  ["answers", "js:({ beds: 10n })", ANSWERS, FAILURE],
  ["answers", "js:({ beds: NaN })", ANSWERS, FAILURE],
  ["answers", "js:({ beds: new Number(5) })", ANSWERS, FAILURE],
  ["answers", "js:({ beds: new Date(5) })", ANSWERS, FAILURE],
  ["answers", "js:JSON.parse('{\"__proto__\":{\"beds\":1}}')", ANSWERS, FAILURE],
  ["answers", "js:({ constructor: 1 })", ANSWERS, FAILURE],
  ["answers", "js:({ costs: { 'ehr-sharing': Infinity } })", ANSWERS, FAILURE],
  ["answers", `js:({ facilityType: 'あ'.repeat(${MANY}) })`, ANSWERS, FAILURE],
  ["answers", `js:({ ['k'.repeat(${MANY})]: 1 })`, ANSWERS, FAILURE],
  ["answers", `js:({ [${JSON.stringify(HALF)}]: ${JSON.stringify(HALF)} })`, ANSWERS, FAILURE],
  ["answers", `js:({ ${JSON.stringify(IMAGE)}: 1 })`, ANSWERS, FAILURE],
  ["answers", "js:Array.from({ length: 5_000 }).reduce((inner) => ({ costs: inner }), {})", ANSWERS, FAILURE],
  // The attribute `on`.
  ["on", "2025-13-01", ANSWERS, FAILURE],
  ["on", IMAGE, ANSWERS, FAILURE],
  ["on", "２０２５-11-01", ANSWERS, FAILURE],
  ["on", TURNED, ANSWERS, FAILURE],
  ["on", HALF, ANSWERS, FAILURE],
  ["on", "2025-11-01T00:00", ANSWERS, FAILURE],
  ["on", `js:'9'.repeat(${MANY})`, ANSWERS, FAILURE],
  // The attribute `programmes`.
  ["programmes", IMAGE, ANSWERS, NOWHERE],
  ["programmes", "__proto__ constructor toString", ANSWERS, NOWHERE],
  ["programmes", TURNED, ANSWERS, NOWHERE],
  ["programmes", `js:'x '.repeat(${MANY / 2})`, ANSWERS, NOWHERE],
  // The attribute `beside`.
  ["beside", IMAGE, ANSWERS, NOWHERE],
  ["beside", SCRIPT, ANSWERS, NOWHERE],
  ["beside", "__proto__", ANSWERS, NOWHERE],
  ["beside", HALF, ANSWERS, NOWHERE],
  ["beside", `js:'none '.repeat(${MANY / 5})`, ANSWERS, NOWHERE],
  // Messages from other windows: the page listens to none.
  ["message", "js:({ type: 'iryo-dx-hojokin-height', height: 5 })", ANSWERS, NOWHERE],
  ["message", "js:({ answers: { beds: 1 }, a: '{}', on: '2020-01-01' })", ANSWERS, NOWHERE],
  ["message", `js:${JSON.stringify(SCRIPT)}`, ANSWERS, NOWHERE],
  ["message", `js:'x'.repeat(${MANY})`, ANSWERS, NOWHERE],
  // What is typed; the field is one of yen.
  ["typed", IMAGE, ANSWERS, FIELD],
  ["typed", SCRIPT, ANSWERS, FIELD],
  ["typed", "=1+1", ANSWERS, FIELD],
  ["typed", "1e9", ANSWERS, FIELD],
  ["typed", "0x10", ANSWERS, FIELD],
  ["typed", "-5", ANSWERS, FIELD],
  ["typed", "NaN", ANSWERS, FIELD],
  ["typed", "1,23,4", ANSWERS, FIELD],
  ["typed", "\u202e000,1", ANSWERS, FIELD],
  ["typed", HALF, ANSWERS, FIELD],
  ["typed", "__proto__", ANSWERS, FIELD],
  ["typed", `js:'9'.repeat(${MANY})`, ANSWERS, FIELD],
  ["typed", `js:'あ'.repeat(${MANY / 10})`, ANSWERS, FIELD],
];

/** What a saved file may have been made to hold by hand. */
const files = [
  ["%", {}],
  [SCRIPT, {}],
  [link('{"__proto__":{"beds":1}}'), {}],
  [link(JSON.stringify({ [IMAGE]: 1, beds: 20 })), { beds: 20 }],
  [`${link("{}")}&was=${TURNED}`, {}],
  [`#a=${"[".repeat(MANY)}`, {}],
];

/** Runs in the page before anything else: notes what must not happen. */
const WATCH = `<script>
  globalThis.escaped = [];
  addEventListener("error", ({ message }) => escaped.push(message));
  addEventListener("unhandledrejection", ({ reason }) => escaped.push(String(reason)));
</script>`;

/** Runs in the page: what there is to see. */
function seen() {
  const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
  const text = (part) => part?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const told = {
    notice: text(document.getElementById("notice")),
    failure: text(root.querySelector("[aria-labelledby=failure-title]")),
    field: text(root.getElementById("fault-costs.ehr-sharing")),
  };
  const foreign = (place) => place.querySelectorAll("img, iframe, object, embed, [onerror], [onload], [onclick], a[href^='javascript:' i]").length;
  return {
    told,
    answers: document.querySelector("iryo-dx-hojokin").answers,
    foreign: foreign(root) + foreign(document),
    scripts: document.scripts.length + root.querySelectorAll("script").length,
    pwned: "pwned" in globalThis || "pwned" in {} || "beds" in {},
    escaped: globalThis.escaped,
  };
}

/** Control characters, turned directions and half letters have no place in a sentence. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The tests for one engine; `launch` starts it. */
export function hostile(engine, launch) {
  let browser;
  let folder;
  let page;
  before(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), "hostile-"));
    const html = await readFile(process.env.PAGE, "utf8");
    // Without its own policy: what got in would run.
    const watched = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, WATCH);
    page = (meta) => watched.replace(/(<meta name="iryo-dx-hojokin-answers" content=")"/, (_, head) => `${head}${meta.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`);
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  let count = 0;
  const open = async (meta = "", fragment = "") => {
    const path = join(folder, `page-${(count += 1)}.html`);
    await writeFile(path, page(meta));
    await browser.open(pathToFileURL(path).href + fragment);
    await browser.evaluate(() => document.querySelector("iryo-dx-hojokin").ready);
  };
  const harmless = (found, scripts) => {
    const { told, ...rest } = found;
    for (const words of Object.values(told)) {
      assert.doesNotMatch(words, unfit);
      assert.ok(words.length < 1_000, `${words.length} letters are told`);
    }
    assert.deepEqual(rest, { ...rest, foreign: 0, scripts, pwned: false, escaped: [] });
  };

  test(`${engine}: ${inputs.length} hostile inputs: nothing runs, nothing escapes, the answers stay, and what was wrong is said`, async () => {
    await open("", START);
    const { scripts } = await browser.evaluate(seen);
    const wrong = [];
    for (const [door, given, expected, place] of inputs) {
      const found = await browser.evaluate(
        async (door, given, answers, seenText) => {
          const element = document.querySelector("iryo-dx-hojokin");
          const root = element.shadowRoot;
          const turn = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));
          // From the same place every time, with nothing said.
          for (const name of ["programmes", "beside"]) element.removeAttribute(name);
          element.on = "2025-11-01";
          element.answers = answers;
          document.getElementById("notice").replaceChildren();
          await turn();
          const value = given.startsWith("js:") ? (0, eval)(`(${given.slice(3)})`) : given;
          if (door === "address") {
            const taken = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
            location.hash = value;
            await Promise.race([taken, turn(2_000)]);
          } else if (door === "answers") element.answers = value;
          else if (door === "on") element.setAttribute("on", value);
          else if (door === "programmes" || door === "beside") element.setAttribute(door, value);
          else if (door === "message") {
            postMessage(value, "*");
            await turn(20);
          } else {
            const field = root.getElementById("in-costs.ehr-sharing");
            field.value = value;
            // Some browsers take only so much.
            const { value: taken } = field;
            field.dispatchEvent(new Event("input"));
            field.dispatchEvent(new Event("change"));
            globalThis.kept = taken.length > 0 && field.value === taken;
          }
          await turn();
          const found = (0, eval)(`(${seenText})`)();
          // Whatever came, the next answer is calculated.
          element.on = "2025-11-01";
          element.answers = { facilityType: "clinic" };
          return { ...found, goesOn: element.report.programmes.length === 12 && element.answers.facilityType === "clinic", kept: door !== "typed" || globalThis.kept };
        },
        door,
        given,
        ANSWERS,
        seen.toString(),
      );
      try {
        const { goesOn, kept, ...rest } = found;
        harmless(rest, scripts);
        assert.deepEqual(found.answers, expected);
        const told = Object.entries(found.told).filter(([, words]) => words !== "").map(([name]) => name);
        assert.deepEqual(told, place === NOWHERE ? [] : [place]);
        assert.ok(goesOn, "the next answer is not calculated");
        assert.ok(kept, "what was typed is gone");
      } catch (error) {
        wrong.push(`${door} ${given.slice(0, 80)}: ${error.message}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  for (const [meta, expected] of files) {
    test(`${engine}: a saved file with ${JSON.stringify(meta.slice(0, 40))} for its answers`, async () => {
      await open(meta);
      const found = await browser.evaluate(seen);
      harmless(found, found.scripts);
      assert.deepEqual(found.answers, expected);
      if (meta !== "%" && !meta.startsWith('"')) assert.match(found.told.notice, /使えないため、除いて計算しています/);
    });
  }
}
