// Where WebAssembly is refused, by a page's policy or by the browser, and where it stops in the middle of its work.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { cases, fulfilled, reportsOf } from "./cases.mjs";

const dist = dirname(process.env.PAGE);
const at = (name) => pathToFileURL(join(dist, name)).href;

/** Scripts and styles may be there, WebAssembly may not. */
const POLICY = `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline' file:">`;
const host = (script) => `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">${POLICY}<title>医師会</title></head><body>
<iryo-dx-hojokin on="2025-11-01"><p data-reason>まだ</p><a href="https://example.invalid/">計算機を開く</a></iryo-dx-hojokin><script src="${at(script)}"></script></body></html>`;

/** The tests for one engine; `launch` starts it. */
export function nowasm(engine, launch) {
  let browser;
  let folder;
  before(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), "nowasm-"));
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  let count = 0;
  const open = async (html, fragment = "") => {
    const path = join(folder, `page-${(count += 1)}.html`);
    await writeFile(path, html);
    await browser.open(pathToFileURL(path).href + fragment);
  };
  /** Whether there is a calculator, and what the page says. */
  const outcome = () =>
    browser.evaluate(async () => {
      const element = document.querySelector("iryo-dx-hojokin");
      const state = await element.ready.then(() => "ready", (error) => error.name);
      await new Promise((resolve) => setTimeout(resolve));
      return {
        state,
        programmes: element.report?.programmes.length ?? 0,
        said: document.querySelector("[data-reason]").textContent,
        seen: document.querySelector("[data-reason]").getClientRects().length > 0,
        link: document.querySelector("[data-reason] a")?.getAttribute("href") ?? null,
      };
    });

  test(`${engine}: a host page that refuses WebAssembly: the element says so`, async () => {
    await open(host("iryo-dx-hojokin.widget.js"));
    const refused = await outcome();
    assert.deepEqual({ ...refused, said: "" }, { state: "NoEngine", programmes: 0, said: "", seen: true, link: null });
    assert.match(refused.said, /WebAssembly.*設定で止められているため、計算できません。$/);
  });

  test(`${engine}: the page where WebAssembly is refused keeps its table, and points to the other with the answers`, async () => {
    const html = await readFile(process.env.PAGE, "utf8");
    assert.equal(html.split(" 'wasm-unsafe-eval'").length, 2);
    const fragment = "#a=%7B%22beds%22%3A10%7D";
    await open(html.replace(" 'wasm-unsafe-eval'", ""), fragment);
    const { said, ...rest } = await outcome();
    assert.deepEqual(rest, { state: "NoEngine", programmes: 0, seen: true, link: `iryo-dx-hojokin.nowasm.html${fragment}` });
    assert.match(said, /止められているため、計算できません。 このページと同じ場所に、WebAssembly を使わない版が/);
    const rows = await browser.evaluate(() => [...document.querySelectorAll("tbody tr")].filter((row) => row.getClientRects().length > 0).length);
    assert.equal(rows, 12);
  });

  test(`${engine}: the page without WebAssembly fulfils every golden case`, async () => {
    const html = await readFile(join(dist, "iryo-dx-hojokin.nowasm.html"), "utf8");
    assert.ok(!html.includes("wasm-unsafe-eval"));
    await browser.open(at("iryo-dx-hojokin.nowasm.html"));
    assert.equal((await outcome()).state, "ready");
    const reports = await reportsOf(browser);
    assert.equal(reports.length, cases.length);
    const wrong = cases.filter((golden, index) => {
      const { failure, report } = reports[index];
      if (failure) return true;
      try {
        assert.deepEqual(fulfilled(golden, report), golden.expect);
        return false;
      } catch {
        return true;
      }
    });
    assert.deepEqual(wrong.map(({ file, say }) => `${file}: ${say}`), []);
    assert.deepEqual(browser.heard, []);
  });

  for (const name of ["iryo-dx-hojokin.html", "iryo-dx-hojokin.nowasm.html"]) {
    test(`${engine}: ${name} goes on after its calculator broke down`, async () => {
      // Overwritten memory is what comes nearest to a fault of ours. The one form has the browser's
      // memory, the other a large buffer of its own.
      const html = await readFile(join(dist, name), "utf8");
      const [policy] = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(html);
      const spy = `<script>
        globalThis.instances = 0;
        let memory;
        globalThis.spoil = () => new Uint8Array(memory()).fill(0xff);
        const count = (made) => { globalThis.instances += 1; memory = made; };
        const { Instance } = globalThis.WebAssembly;
        WebAssembly.Instance = new Proxy(Instance, {
          construct(target, given) {
            const instance = new target(...given);
            if (instance.exports.evaluate) count(() => instance.exports.memory.buffer);
            return instance;
          },
        });
        let first;
        ArrayBuffer = new Proxy(ArrayBuffer, {
          construct(target, [size]) {
            const buffer = new target(size);
            if (size >= 0x100000) {
              first ??= size;
              if (size === first) count(() => buffer);
              else memory = () => buffer;
            }
            return buffer;
          },
        });
      </script>`;
      await open(html.replace(policy, spy));
      assert.equal((await outcome()).state, "ready");
      const seen = await browser.evaluate(() => {
        const element = document.querySelector("iryo-dx-hojokin");
        const told = [];
        element.addEventListener("iryo-dx-hojokin-error", ({ detail }) => told.push(detail));
        element.answers = { facilityType: "hospital", beds: 100 };
        const before = JSON.stringify(element.report);
        globalThis.spoil();
        element.answers = { facilityType: "hospital", beds: 100 };
        return { told, same: JSON.stringify(element.report) === before, instances: globalThis.instances };
      });
      assert.deepEqual(seen, { told: [], same: true, instances: 2 });
    });
  }
}
