// Taking the result along: the drawing of the amount, paper, text, and the page as one file.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
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

/** The words for the states of a report. */
const STATES = { open: "受付中", upcoming: "これから", check: "要確認", closed: "受付終了", no: "対象外" };

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
          const { programmes, beside } = element.report;
          const { amount } = [...programmes, ...beside].find(({ id }) => id === points.id);
          compared += 1;
          if (amount.min !== min || amount.max !== max) wrong.push({ key, text, amount });
        }
      }
      const besides = element.report.beside.filter(({ id }) => Object.values(charts).some((points) => points.id === id)).length;
      return { wrong, compared, keys: Object.keys(charts), besides, ehr: charts["costs.ehr-sharing"] };
    });
    assert.deepEqual(drawn.wrong, []);
    assert.ok(drawn.compared > 30 && drawn.keys.length >= 8 && drawn.besides > 0, `${drawn.compared} points of ${drawn.keys}`);
    assert.match(drawn.ehr[0].text, /ご回答の事業額 1,000万円：補助額 500万円/);
    assert.match(drawn.ehr.at(-1).text, /事業額 1,315万8,000円以上：補助額 657万9,000円（それより多くても変わりません）/);
  });

  test(`${engine}: on paper stand all twelve, what is beside them, the answers, the steps, every address, and lines to write on`, async () => {
    await openWith(hospital, "2025-11-01");
    const { paper, after, screen, beside } = await browser().evaluate(() => {
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
        tables: sections.filter((section) => section.querySelector("table")).map((section) => ({
          title: plain(section.querySelector("h2")),
          rows: [...section.querySelectorAll("tbody tr")].map((row) => [...row.children].map(plain)),
        })),
        open: [...root.querySelectorAll("article")].map((article) => article.querySelectorAll("details[open]").length),
        addresses: links.filter(({ href }) => !root.textContent.includes(href)).map(({ href }) => href),
        links: links.length,
        lines: root.querySelectorAll(".line").length,
        names: [...root.querySelectorAll(".paper li")].filter((item) => /^\s*http|\?lit/.test(item.innerText)).length,
        text: plain(root.querySelector(".results")),
      };
      dispatchEvent(new Event("afterprint"));
      return { paper, after: state(), screen, beside: document.querySelector("iryo-dx-hojokin").report.beside };
    });
    assert.deepEqual(after, screen);
    assert.equal(screen.paper, 0);
    const [{ rows }, others] = paper.tables;
    assert.deepEqual(paper.tables.map(({ title }) => title), ["結果の一覧", "一覧にない支援"]);
    assert.equal(rows.length, 12);
    assert.match(paper.given, /病床数250床/);
    assert.match(paper.given, /事業額（電子カルテ情報共有サービス）10,000,000円/);
    assert.deepEqual(rows[9].slice(0, 3), ["10.電子カルテ情報共有サービス", "受付中", "5,000,000円"]);
    assert.match(rows[9][3], /導入の完了2031年3月31日（令和13年3月31日）あと1,976日/);
    assert.match(rows[9][4], /0800-080-4583/);
    assert.equal(rows[0][2], "公表資料に記載なし");
    // Those beside the list have no number, and the day on which they were looked at.
    assert.deepEqual(others.rows.map(([, state]) => state), beside.map(({ state }) => STATES[state]));
    for (const [name] of others.rows) assert.match(name, /^\D.*（20\d\d年\d+月\d+日に調べました）$/);
    assert.ok(paper.open.every((open) => open >= 2), paper.open.join());
    assert.deepEqual(paper.addresses, []);
    assert.equal(paper.names, 0);
    assert.ok(paper.links > 12 && paper.lines >= 5);
    assert.match(paper.text, /10,000,000円×補助率1\/2＝5,000,000円.*データ2025-10-21\.\d+（日医発第1203号/);
  });

  test(`${engine}: the result as text holds all twelve and what is beside them, and can be taken even without a clipboard`, async () => {
    await openWith({ facilityType: "hospital" }, "2025-11-01");
    const { text, said, shown, refused, beside } = await browser().evaluate(async () => {
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
      const { report } = document.querySelector("iryo-dx-hojokin");
      return { text, said, refused, shown: place.querySelector("textarea").value, beside: report.beside };
    });
    assert.match(said, /コピーしました/);
    assert.match(refused, /下の文章を選んで/);
    assert.equal(shown, text);
    const [list, others] = text.split(/^【一覧にない支援】合計に含みません。.+$/m);
    assert.equal(list.match(/^■\d+\. /gm)?.length, 12);
    assert.deepEqual([...others.matchAll(/^■.*：(.+)$/gm)].map(([, state]) => state), beside.map(({ state }) => STATES[state]));
    assert.equal(others.match(/^　20\d\d年\d+月\d+日に調べました$/gm)?.length, beside.length);
    assert.match(text, /^基準日：2025年11月1日（令和7年11月1日）$/m);
    assert.match(text, /^・施設の種類：病院/m);
    // The end of an input field is no amount, here as on the page.
    assert.match(text, /^■補助額の合計：0円から（上限は病床数で決まります）$/m);
    assert.match(text, /金額：1床あたり40,000円まで　根拠：/);
    assert.match(text, /照合番号 [0-9a-f]{64}/);
  });

  test(`${engine}: the file as shipped, saved by its button or by the browser opens with its answers, goes on, and asks for nothing`, async () => {
    for (const on of ["2025-11-01", null]) {
      await openWith(hospital, on ?? "2025-11-01");
      const files = await browser().evaluate(async (on) => {
        document.querySelector("iryo-dx-hojokin").on = on;
        const create = URL.createObjectURL;
        let taken;
        URL.createObjectURL = (blob) => create.call(URL, (taken = blob));
        document.querySelector("#take [data-does=save]").click();
        URL.createObjectURL = create;
        return { button: await taken.text(), browser: `<!DOCTYPE html>${document.documentElement.outerHTML}`, fragment: location.hash };
      }, on);
      const { fragment, ...saved } = files;
      const folder = await mkdtemp(join(tmpdir(), "saved-"));
      try {
        const shipped = await readFile(process.env.PAGE, "utf8");
        for (const [name, text] of Object.entries({ shipped, ...saved })) {
          const address = async (html) => {
            const file = join(folder, `${name}.html`);
            await writeFile(file, html);
            return pathToFileURL(file).href + (name === "shipped" ? fragment : "");
          };
          await browser().open(await address(text));
          const seen = await browser().evaluate(shown);
          assert.deepEqual(
            seen,
            { ...seen, answers: hospital, on, kind: "病院（20床以上）", beds: "250", amount: 6_579_000, takes: false, notice: "", asked: [] },
            `${name} ${on}`,
          );
          await browser().open(await address(threeYearsLater(text)));
          const later = await browser().evaluate(shown);
          assert.deepEqual([later.answers, later.on, later.amount], [hospital, on, 6_579_000], name);
          const { age, day, today } = await browser().evaluate(aged);
          // Either the day is today's and the list is old, or the day is not today's.
          if (on === null) {
            assert.ok(age > 3 * 365 && day === today, `${name}: ${age} days on ${day}`);
            assert.match(later.old, /日たっています。1年以上/);
          } else assert.equal(later.past, true, name);
        }
        assert.deepEqual(browser().requests.filter((url) => !url.startsWith("data:") && !url.startsWith("blob:")), []);
        assert.deepEqual(browser().heard, []);
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  });
}

/** The file with a clock that is three years ahead; its policy gives leave to the one script that sets it. */
function threeYearsLater(html) {
  const script = "{ const now = Date.now; Date.now = () => now() + 3 * 365.25 * 86_400_000; }";
  const leave = `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}' `;
  assert.equal(html.split("script-src ").length, 2);
  return html.replace("script-src ", leave).replace('<meta name="viewport"', `<script>${script}</script><meta name="viewport"`);
}

/** Runs in the page: what a person sees of what was saved, and what comes of a changed cost. */
async function shown() {
  const element = document.querySelector("iryo-dx-hojokin");
  await element.ready;
  const root = element.shadowRoot;
  const before = {
    answers: element.answers,
    on: element.on,
    kind: root.querySelector("input[name=facilityType]:checked")?.closest("label").textContent.trim(),
    beds: root.getElementById("in-beds").value,
    old: root.querySelector(".age").textContent.replace(/\s+/g, ""),
    past: /今日より前の日を基準日にしています/.test(root.querySelector(".day").textContent),
    notice: document.getElementById("notice").textContent,
    takes: document.getElementById("take").hidden,
    asked: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !/^(data|blob):/.test(name)),
  };
  const field = root.getElementById("in-costs.ehr-sharing");
  field.value = "20,000千円";
  field.dispatchEvent(new Event("change"));
  const { amount } = element.report.programmes.find(({ id }) => id === "ehr-sharing");
  return { ...before, amount: amount.max };
}

/** Runs in the page: how old the list is on the day that holds. */
function aged() {
  const { ageDays, on } = document.querySelector("iryo-dx-hojokin").report;
  return { age: ageDays, day: on, today: new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10) };
}
