// Taking the result along: the drawing of the amount, paper, text, and the page as one file.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const hospital = {
  facilityType: "hospital",
  onlineEligibility: true,
  ePrescription: "introduced",
  beds: 250,
  checkupSystem: true,
  sharedDocuments: 3,
  costs: { "ehr-sharing": 10_000_000 },
};

/** The tests for one engine; `browser` gives what was launched, `openWith` goes to answers on a day. */
export function taking(engine, browser, openWith) {
  test(`${engine}: the drawing says what the calculator says`, async () => {
    await openWith(hospital, "2025-11-01");
    const drawn = await browser().evaluate(async () => {
      const element = document.querySelector("iryo-dx-hojokin");
      const root = element.shadowRoot;
      const yen = (text) => {
        const [, oku, man, rest] = /^(?:([\d,]+)億)?(?:([\d,]+)万)?([\d,]+)?円$/.exec(text) ?? [];
        const number = (digits = "0") => Number(digits.replaceAll(",", ""));
        return number(oku) * 100_000_000 + number(man) * 10_000 + number(rest);
      };
      const charts = {};
      for (const details of root.querySelectorAll("details:has(.steps)")) details.open = true;
      await new Promise((resolve) => setTimeout(resolve, 1500));
      for (const figure of root.querySelectorAll("figure")) {
        const key = figure.querySelector("figcaption").id.slice("chart-".length);
        charts[key] = [...figure.querySelectorAll("li")].map((item) => {
          const [, cost, from, to] = /事業額 (\S+円)(?:以上)?：補助額 ([^〜（]+円)(?:〜([^〜（]+円))?/.exec(item.textContent.replace(/\s+/g, " "));
          return { text: item.textContent.trim(), cost: yen(cost), min: yen(from), max: yen(to ?? from) };
        });
        charts[key].id = figure.closest("article").id;
      }
      const before = element.answers;
      const wrong = [];
      let compared = 0;
      for (const [key, points] of Object.entries(charts)) {
        for (const { text, cost, min, max } of points) {
          element.answers = { ...before, costs: { ...before.costs, [key.slice("costs.".length)]: cost } };
          const { amount } = element.report.programmes.find(({ id }) => id === points.id);
          compared += 1;
          if (amount.min !== min || amount.max !== max) wrong.push({ key, text, amount });
        }
      }
      return { wrong, compared, keys: Object.keys(charts), ehr: charts["costs.ehr-sharing"] };
    });
    assert.deepEqual(drawn.wrong, []);
    assert.ok(drawn.compared > 30 && drawn.keys.length >= 8, `${drawn.compared} points of ${drawn.keys}`);
    assert.match(drawn.ehr[0].text, /ご回答の事業額 1,000万円：補助額 500万円/);
    assert.match(drawn.ehr.at(-1).text, /事業額 1,315万8,000円以上：補助額 657万9,000円（それより多くても変わりません）/);
  });

  test(`${engine}: on paper stand all twelve, the answers, the steps, every address, and lines to write on`, async () => {
    await openWith(hospital, "2025-11-01");
    const { paper, after, screen } = await browser().evaluate(() => {
      const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
      const plain = (part) => part.textContent.replace(/\s+/g, "");
      const state = () => ({
        open: root.querySelectorAll(".results details[open]").length,
        paper: root.querySelectorAll(".paper").length,
      });
      const screen = state();
      dispatchEvent(new Event("beforeprint"));
      const sections = [...root.querySelectorAll(".paper")];
      const links = [...root.querySelectorAll(".results details[open] a[target], article > :not(details) a[target]")];
      const paper = {
        given: plain(sections[0]),
        rows: [...root.querySelectorAll(".paper tbody tr")].map((row) => [...row.children].map(plain)),
        open: [...root.querySelectorAll("article")].map((article) => article.querySelectorAll("details[open]").length),
        addresses: links.filter(({ href }) => !root.textContent.includes(href)).map(({ href }) => href),
        links: links.length,
        lines: root.querySelectorAll(".line").length,
        names: [...root.querySelectorAll(".paper li")].filter((item) => /^\s*http|\?lit/.test(item.innerText)).length,
        text: plain(root.querySelector(".results")),
      };
      dispatchEvent(new Event("afterprint"));
      return { paper, after: state(), screen };
    });
    assert.deepEqual(after, screen);
    assert.equal(screen.paper, 0);
    assert.equal(paper.rows.length, 12);
    assert.match(paper.given, /病床数250床/);
    assert.match(paper.given, /事業額（電子カルテ情報共有サービス）10,000,000円/);
    assert.deepEqual(paper.rows[9].slice(0, 3), ["10.電子カルテ情報共有サービス", "使える見込み", "5,000,000円"]);
    assert.match(paper.rows[9][3], /導入の完了2031年3月31日（令和13年3月31日）あと1,976日/);
    assert.match(paper.rows[9][4], /0800-080-4583/);
    assert.equal(paper.rows[0][2], "公表資料に記載なし");
    assert.ok(paper.open.every((open) => open >= 2), paper.open.join());
    assert.deepEqual(paper.addresses, []);
    assert.equal(paper.names, 0);
    assert.ok(paper.links > 12 && paper.lines >= 5);
    assert.match(paper.text, /10,000,000円×補助率1\/2＝5,000,000円.*データ2025-10-21\.\d+（日医発第1203号/);
  });

  test(`${engine}: the result as text holds all twelve, and can be taken even without a clipboard`, async () => {
    await openWith({ facilityType: "hospital" }, "2025-11-01");
    const { text, said, shown, refused } = await browser().evaluate(async () => {
      const place = document.getElementById("take");
      const clipboard = (writeText) => Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText } });
      const press = async () => {
        place.querySelector("[data-does=text]").click();
        await new Promise((resolve) => setTimeout(resolve, 0));
        return place.querySelector("[role=status]").textContent;
      };
      let text;
      clipboard(async (given) => (text = given));
      const said = await press();
      clipboard(() => Promise.reject(new Error("not allowed")));
      const refused = await press();
      return { text, said, refused, shown: place.querySelector("textarea").value };
    });
    assert.match(said, /コピーしました/);
    assert.match(refused, /下の文章を選んで/);
    assert.equal(shown, text);
    assert.equal(text.match(/^■\d+\. /gm)?.length, 12);
    assert.match(text, /^基準日：2025年11月1日（令和7年11月1日）$/m);
    assert.match(text, /^・施設の種類：病院/m);
    // The end of an input field is no amount, here as on the page.
    assert.match(text, /^■補助額の合計：0円から（上限は病床数で決まります）$/m);
    assert.match(text, /金額：1床あたり40,000円まで　根拠：/);
    assert.match(text, /照合番号 [0-9a-f]{64}/);
  });

  test(`${engine}: the page saved by its button or by the browser opens with its answers and goes on`, async () => {
    await openWith(hospital, "2025-11-01");
    const files = await browser().evaluate(async () => {
      const create = URL.createObjectURL;
      let taken;
      URL.createObjectURL = (blob) => create.call(URL, (taken = blob));
      document.querySelector("#take [data-does=save]").click();
      URL.createObjectURL = create;
      return { button: await taken.text(), browser: `<!DOCTYPE html>${document.documentElement.outerHTML}` };
    });
    const folder = await mkdtemp(join(tmpdir(), "saved-"));
    try {
      for (const [name, text] of Object.entries(files)) {
        const file = join(folder, `${name}.html`);
        await writeFile(file, text);
        await browser().open(pathToFileURL(file).href);
        const seen = await browser().evaluate(async () => {
          const element = document.querySelector("iryo-dx-hojokin");
          await element.ready;
          const before = { answers: element.answers, on: element.on };
          const field = element.shadowRoot.getElementById("in-costs.ehr-sharing");
          field.value = "20,000千円";
          field.dispatchEvent(new Event("change"));
          const { amount } = element.report.programmes.find(({ id }) => id === "ehr-sharing");
          return { before, amount: amount.max, takes: document.getElementById("take").hidden, notice: document.getElementById("notice").textContent };
        });
        assert.deepEqual(seen, { before: { answers: hospital, on: "2025-11-01" }, amount: 6_579_000, takes: false, notice: "" }, name);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
