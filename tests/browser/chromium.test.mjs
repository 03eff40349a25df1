// The built page in Chromium; also what stands when it cannot calculate at all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "./puppeteer.mjs";
import { pageUrl, suite } from "./suite.mjs";

/** Rows of the list that a person sees, and the words on the page. */
function seen() {
  const rows = [...document.querySelectorAll("tbody tr")].filter((row) => row.getClientRects().length > 0);
  return { rows: rows.length, text: document.body.innerText + (document.querySelector("iryo-dx-hojokin")?.shadowRoot?.textContent ?? "") };
}

suite("chromium", chromium);

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
