// The built page in Chromium; also what stands when it cannot calculate at all.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import jsQR from "jsqr";
import { chromium } from "./puppeteer.mjs";
import { access } from "./access.mjs";
import { batch } from "./batch.mjs";
import { embedding } from "./embed.mjs";
import { hostile } from "./hostile.mjs";
import { hosts } from "./hosts.mjs";
import { nowasm } from "./nowasm.mjs";
import { pageUrl, suite } from "./suite.mjs";

/** Rows of the list that a person sees, and the words on the page. */
function seen() {
  const rows = [...document.querySelectorAll("tbody tr")].filter((row) => row.getClientRects().length > 0);
  return { rows: rows.length, text: document.body.innerText + (document.querySelector("iryo-dx-hojokin")?.shadowRoot?.textContent ?? "") };
}

suite("chromium", chromium);
hosts("chromium", chromium);
embedding("chromium", chromium);
batch("chromium", chromium);
hostile("chromium", chromium);
nowasm("chromium", chromium);
access(chromium, pageUrl);

test("chromium: without JavaScript the twelve rows stand, with a reason", async () => {
  const browser = await chromium();
  try {
    await browser.page.setJavaScriptEnabled(false);
    await browser.open(pageUrl);
    const { rows, text } = await browser.evaluate(seen);
    assert.equal(rows, 12);
    assert.match(text, /JavaScript/);
  } finally {
    await browser.close();
  }
});

test("chromium: without WebAssembly the twelve rows stand, with a reason", async () => {
  const browser = await chromium();
  try {
    await browser.page.evaluateOnNewDocument(() => delete globalThis.WebAssembly);
    await browser.open(pageUrl);
    // The page learns it on starting: asynchronously.
    await browser.page.waitForFunction(() => document.documentElement.innerText.includes("WebAssembly"), { timeout: 10_000 });
    const { rows, text } = await browser.evaluate(seen);
    assert.equal(rows, 12);
    assert.match(text, /WebAssembly/);
  } finally {
    await browser.close();
  }
});

test("chromium: where little may be compiled at once, it calculates all the same", async () => {
  const browser = await chromium();
  try {
    await browser.page.evaluateOnNewDocument(() => {
      const { Module } = WebAssembly;
      WebAssembly.Module = new Proxy(Module, {
        construct: (target, [bytes]) => {
          if (bytes.byteLength > 4096) throw new RangeError("WebAssembly.Compile is disallowed on the main thread");
          return new target(bytes);
        },
      });
    });
    await browser.open(pageUrl);
    const programmes = await browser.evaluate(async () => {
      const element = document.querySelector("iryo-dx-hojokin");
      await element.ready;
      return element.report.programmes.length;
    });
    assert.equal(programmes, 12);
  } finally {
    await browser.close();
  }
});

test("chromium: with its wasm cut off the twelve rows stand, with a reason", async () => {
  const browser = await chromium();
  try {
    await browser.page.evaluateOnNewDocument(() => {
      const { Module } = WebAssembly;
      WebAssembly.Module = new Proxy(Module, { construct: (target, [bytes]) => new target(bytes.slice(0, -1)) });
    });
    await browser.open(pageUrl);
    const reason = await browser.evaluate(() =>
      document.querySelector("iryo-dx-hojokin").ready.then(
        () => "none",
        (error) => error.name,
      ),
    );
    assert.equal(reason, "NoEngine");
    await browser.page.waitForFunction(() => document.documentElement.innerText.includes("計算できません"), { timeout: 10_000 });
    assert.equal((await browser.evaluate(seen)).rows, 12);
  } finally {
    await browser.close();
  }
});

test("chromium: a browser that decodes no base64 into bytes calculates all the same", async () => {
  const browser = await chromium();
  try {
    await browser.page.evaluateOnNewDocument(() => delete Uint8Array.fromBase64);
    await browser.open(pageUrl);
    assert.equal(await browser.evaluate(() => document.querySelector("iryo-dx-hojokin").ready.then(() => document.querySelector("iryo-dx-hojokin").report.programmes.length)), 12);
  } finally {
    await browser.close();
  }
});

test("chromium: a clock before the list's day is pointed out and not followed", async () => {
  const browser = await chromium();
  try {
    await browser.page.evaluateOnNewDocument(() => {
      Date.now = () => Date.UTC(2020, 0, 1);
    });
    await browser.open(pageUrl);
    const { on, text } = await browser.evaluate(async () => {
      const element = document.querySelector("iryo-dx-hojokin");
      await element.ready;
      return { on: element.report.on, text: element.shadowRoot.querySelector(".day").textContent.replace(/\s+/g, "") };
    });
    assert.equal(on, "2025-10-21");
    assert.match(text, /この端末の日付（2020年1月1日（令和2年1月1日））は、補助金の一覧の日付（2025年10月21日）より前です/);
    assert.doesNotMatch(text, /（今日）/);
  } finally {
    await browser.close();
  }
});

test("chromium: where the page has an address, a QR code holds it with the answers", async () => {
  const browser = await chromium();
  try {
    const { page } = browser;
    const address = "http://association.example/dx/";
    await page.setRequestInterception(true);
    page.on("request", async (request) => {
      if (request.url().startsWith(address)) await request.respond({ contentType: "text/html; charset=utf-8", body: await readFile(process.env.PAGE) });
      else await request.continue();
    });
    const fragment = `#a=${encodeURIComponent(JSON.stringify({ facilityType: "hospital", beds: 150 }))}&on=2025-11-01`;
    await browser.open(address + fragment);
    const { pixels, side, hidden } = await browser.evaluate(async () => {
      await document.querySelector("iryo-dx-hojokin").ready;
      const details = document.querySelector("#take details");
      details.open = true;
      await new Promise((resolve) => setTimeout(resolve, 100));
      const code = details.querySelector("svg").cloneNode(true);
      const side = code.viewBox.baseVal.width * 4;
      for (const name of ["width", "height"]) code.setAttribute(name, side);
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(code))}`;
      await image.decode();
      const context = Object.assign(document.createElement("canvas"), { width: side, height: side }).getContext("2d");
      context.drawImage(image, 0, 0);
      return { pixels: [...context.getImageData(0, 0, side, side).data], side, hidden: details.hidden };
    });
    assert.equal(hidden, false);
    const read = jsQR(Uint8ClampedArray.from(pixels), side, side)?.data ?? "";
    assert.ok(read.startsWith(address + fragment), read);
    // A file's address means nothing on another device.
    await browser.open(pageUrl);
    assert.equal(await browser.evaluate(() => document.querySelector("iryo-dx-hojokin").ready.then(() => document.querySelector("#take details").hidden)), true);
  } finally {
    await browser.close();
  }
});
