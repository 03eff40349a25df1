// What has to hold of the built page in every engine, opened as people open it: as a file.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { cases, fulfilled } from "./cases.mjs";

/** The page under test. */
export const pageUrl = pathToFileURL(process.env.PAGE).href;

/** A day and answers of issue 2's own examples, with the amount as the page may write it. */
const linked = [
  {
    answers: { beds: 250, checkupSystem: true, sharedDocuments: 3, costs: { "ehr-sharing": 20_000_000 } },
    amount: /6,579,000|657万9,?000/,
  },
  {
    answers: { beds: 150, checkupSystem: true, sharedDocuments: 3, costs: { "ehr-sharing": 20_000_000 } },
    amount: /5,456,500|545万6,?500/,
  },
].map(({ answers, amount }) => ({
  answers: { facilityType: "hospital", onlineEligibility: true, ePrescription: "introduced", ...answers },
  amount,
}));

/** The tests for one engine; `launch` starts it. */
export function suite(engine, launch) {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const open = async (fragment = "") => {
    await browser.open(pageUrl + fragment);
    await browser.evaluate(() => document.querySelector("iryo-dx-hojokin").ready.then(() => true));
  };

  test(`${engine}: ${cases.length} golden cases`, async (t) => {
    await open();
    const reports = await browser.evaluate((cases) => {
      const element = document.querySelector("iryo-dx-hojokin");
      let failure = null;
      element.addEventListener("iryo-dx-hojokin-error", ({ detail }) => (failure = detail));
      return cases.map(({ on, answers }) => {
        failure = null;
        // Through nothing, so that a case that fails cannot show the report of the case before.
        element.answers = {};
        element.on = on;
        element.answers = answers;
        return { failure, report: element.report };
      });
    }, cases);
    assert.equal(reports.length, cases.length);
    for (const [index, golden] of cases.entries()) {
      await t.test(`${golden.file}: ${golden.say}`, () => {
        const { failure, report } = reports[index];
        assert.equal(failure, null);
        assert.deepEqual(fulfilled(golden, report), golden.expect);
      });
    }
  });

  test(`${engine}: a link brings its answers, and the page shows the amount`, async () => {
    for (const { answers, amount } of linked) {
      await open(`#a=${encodeURIComponent(JSON.stringify(answers))}&on=2025-11-01`);
      const shown = await browser.evaluate(() => {
        const element = document.querySelector("iryo-dx-hojokin");
        return { answers: element.answers, on: element.on, text: element.shadowRoot.textContent };
      });
      assert.deepEqual(shown.answers, answers);
      assert.equal(shown.on, "2025-11-01");
      assert.match(shown.text.replace(/\s+/g, ""), amount);
    }
  });

  test(`${engine}: an answer that is no answer is told, and the page goes on`, async () => {
    await open();
    const told = await browser.evaluate(() => {
      const element = document.querySelector("iryo-dx-hojokin");
      const told = [];
      element.addEventListener("iryo-dx-hojokin-error", ({ detail }) => told.push(detail.key));
      element.answers = { bedz: 20 };
      element.answers = { beds: 20.5 };
      element.answers = { costs: { "ehr-sharing": -1 } };
      element.answers = { beds: 20 };
      return { keys: told, programmes: element.report.programmes.length };
    });
    assert.deepEqual(told, { keys: ["bedz", "beds", "costs.ehr-sharing"], programmes: 12 });
  });

  test(`${engine}: the page asks the network for nothing`, async () => {
    await open();
    const entries = await browser.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    assert.deepEqual(away(entries), []);
    assert.deepEqual(away(browser.requests), []);
    assert.deepEqual(browser.heard, []);
  });

  test(`${engine}: the page's own policy stops what would ask`, async () => {
    await open();
    const outcome = await browser.evaluate(async () => {
      const stopped = [];
      document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
      const asked = await fetch("http://probe.invalid/fetch").then(
        () => "answered",
        () => "refused",
      );
      const image = new Image();
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve("loaded");
        image.onerror = () => resolve("refused");
      });
      image.src = "http://probe.invalid/image.png";
      return { asked, image: await loaded, stopped: stopped.sort() };
    });
    assert.deepEqual(outcome, { asked: "refused", image: "refused", stopped: ["connect-src", "img-src"] });
    assert.deepEqual(browser.heard, []);
  });

  // Last, as it makes noise: without it, silence would prove nothing.
  test(`${engine}: the closed network hears what does ask`, async () => {
    await browser.open("http://probe.invalid/heard").catch(() => {}); // refused, as it should be
    assert.ok(
      browser.heard.some((line) => line.includes("probe.invalid/heard")),
      `heard only: ${browser.heard.join(", ")}`,
    );
  });
}

/** Addresses that are not inside the page itself. */
function away(addresses) {
  return addresses.filter((address) => !/^(data|blob|about):/.test(address) && !address.startsWith(pageUrl));
}
