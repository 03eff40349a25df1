// The built page in Chromium; also what stands when it cannot calculate at all.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import jsQR from "jsqr";
import { transform } from "esbuild";
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

for (const [how, damage] of [
  ["cut off", (text) => text.slice(0, -1)],
  ["damaged", (text) => text.slice(0, 40_000) + String.fromCharCode(text.charCodeAt(40_000) ^ 1) + text.slice(40_001)],
]) {
  test(`chromium: with its wasm ${how} the twelve rows stand, with a reason`, async () => {
    const browser = await chromium();
    try {
      await browser.page.evaluateOnNewDocument(`{
        const whole = atob;
        globalThis.atob = (text) => (text.length < 20_000 ? whole(text) : (${damage})(whole(text)));
      }`);
      await browser.open(pageUrl);
      const reason = await browser.evaluate(() =>
        document.querySelector("iryo-dx-hojokin").ready.then(
          () => "none",
          (error) => error.name,
        ),
      );
      assert.equal(reason, "NoEngine");
      await browser.page.waitForFunction(() => document.documentElement.innerText.includes("計算のプログラムを始められなかった"), { timeout: 10_000 });
      assert.equal((await browser.evaluate(seen)).rows, 12);
    } finally {
      await browser.close();
    }
  });
}

/** The page's own unpacking, with the decoder that stands in it, here in Node. */
async function unpacking() {
  const decoders = (await readFile(process.env.PAGE, "utf8")).match(/"AGFzbQ[A-Za-z0-9+/]+={0,2}"/g);
  assert.equal(decoders?.length, 1);
  const source = await readFile(new URL("../../www/src/unlzma.ts", import.meta.url), "utf8");
  const { code } = await transform(source, { loader: "ts", format: "esm" });
  const { unlzma } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return (packed) => unlzma(bytes(decoders[0].slice(1, -1)), packed);
}

/** What stands packed in the page. */
async function packedWasm() {
  const texts = (await readFile(process.env.PAGE, "utf8")).match(/[A-Za-z0-9+/]{20000,}={0,2}/g);
  assert.equal(texts?.length, 1);
  return bytes(texts[0]);
}

const bytes = (base64) => new Uint8Array(Buffer.from(base64, "base64"));

test("what is packed in the page is wasm, and so is nothing that is cut off or has one bit changed", async () => {
  const unlzma = await unpacking();
  const packed = await packedWasm();
  assert.ok(WebAssembly.validate(unlzma(packed)));
  for (const length of [0, 12, 13, 17, 18, 19, 1_000, packed.length - 2, packed.length - 1]) {
    assert.throws(() => unlzma(packed.slice(0, length)), undefined, `${length} bytes`);
  }
  assert.throws(() => unlzma(new Uint8Array([...packed, 0])));
  // Behind the header, of which only the length is read.
  for (let at = 14; at < packed.length; at += 2_999) {
    const damaged = packed.slice();
    damaged[at] ^= 1 << at % 8;
    assert.throws(() => unlzma(damaged), undefined, `byte ${at}`);
  }
});

test("short and uniform texts come out as they were packed", async () => {
  const unlzma = await unpacking();
  const text = (base64) => Buffer.from(unlzma(bytes(base64))).toString();
  assert.equal(text("AwAAAAQAAAAAAAAAAAAAAAAA"), "");
  assert.equal(text("AwAAAAQBAAAAAAAAAAAX//wAAA=="), "0");
  assert.equal(
    text(
      "AwAAAASghgEAAAAAAAAD8HvB/q6PoUATvVM2nbQYY2uh7nH35o17fWX51jF9IJgwCNCqY3RZD6Uryerd4nkIfN6omlhVIaTRdK2JVfEAAA==",
    ),
    "\u0007".repeat(100_000),
  );
  assert.equal(
    text(
      "AwAAAARwFwAAAAAAAAAwjGlszg2JPtQ5nteLQFspzZt1bz2z+yKaTRzT9+XZkNukJKklwQjxjTowdKdxDiOX7kkdcRjgeqz9Ur9dlqf2yh3tAA==",
    ),
    Array.from({ length: 3_000 }, (_, at) => "abcdefg"[at % 7] + (at % 3)).join(""),
  );
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
