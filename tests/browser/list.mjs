// The association's list inside the page: whole, and to be searched in.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

/** What the page was built from, out of the same build. */
const { edition, errata, programmes: known } = JSON.parse(readFileSync(join(dirname(process.env.PAGE), "catalogue.json"), "utf8"));
/** The association's own: what stands beside its list is in no row of it. */
const programmes = known.filter(({ beside }) => !beside);

/** 2025-10-21 as the notice writes it. */
const reiwa = (date) => date.replace(/(\d+)-0?(\d+)-0?(\d+)/, (_, year, month, day) => `令和${year - 2018}年${month}月${day}日`);

/** What the list shows: how many it says there are, and which rows there are. */
function shown() {
  const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
  return {
    said: root.querySelector(".list [role=status]").textContent,
    rows: [...root.querySelectorAll(".list [role=rowheader]")].map((cell) => Number(/\d+/.exec(cell.textContent)[0])),
  };
}

/** Types or chooses, then looks. */
function narrow({ text, system, kind }) {
  const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
  const field = root.querySelector(".list input[type=search]");
  const selects = [...root.querySelectorAll(".list select")];
  const put = (control, value, event) => {
    if (value === undefined) return;
    control.value = value;
    control.dispatchEvent(new Event(event));
  };
  put(field, text, "input");
  put(selects[0], system, "change");
  put(selects[1], kind, "change");
}

export function listTests(engine, { evaluate, openWith }) {
  const narrowed = async (bounds) => {
    await evaluate(narrow, { text: "", system: "", kind: "", ...bounds });
    return evaluate(shown);
  };
  const all = programmes.map(({ number }) => number);

  test(`${engine}: the list has every column of all twelve rows, unasked`, async () => {
    await openWith({}, "2025-11-01");
    const { title, edition: line, columns, rows, states } = await evaluate(() => {
      const { shadowRoot: root, report } = document.querySelector("iryo-dx-hojokin");
      const list = root.querySelector(".list");
      /** The words of a cell without its column's name, and where its links go. */
      const cell = (part) => {
        const rest = part.cloneNode(true);
        const label = rest.querySelector(".label");
        label?.remove();
        return {
          label: label?.textContent,
          text: rest.textContent.replace(/\s+/g, " ").trim(),
          links: [...part.querySelectorAll("a")].map((link) => [link.getAttribute("href"), link.target]),
        };
      };
      return {
        title: list.querySelector("h2").textContent,
        edition: list.querySelector("h2 + p").textContent,
        columns: [...list.querySelectorAll("[role=columnheader]")].map((column) => column.textContent),
        rows: [...list.querySelectorAll("tbody")].map((body) => [...body.querySelector("tr").children].map(cell)),
        states: report.programmes.map(({ state }) => state),
      };
    });
    assert.equal(title, "日本医師会の一覧（全12件）");
    assert.ok(line.includes(edition.number) && line.includes("2025年10月21日現在"), line);
    assert.deepEqual(columns, [
      "システム",
      "種類",
      "システム概要ページ",
      "補助金詳細ページ",
      "日医案内文書",
      "補助金に関する問合せ先",
      "今の結果",
    ]);
    assert.deepEqual([rows.length, programmes.length, known.length], [12, 12, 19]);
    const words = { open: "受付中", upcoming: "これから", check: "要確認", closed: "受付終了", no: "対象外" };
    for (const [at, programme] of programmes.entries()) {
      const { number, system, kind, overview, detail, document, contact, name } = programme;
      const [head, kindCell, overviewCell, detailCell, papers, office, result] = rows[at];
      assert.deepEqual(rows[at].map(({ label }) => label), columns);
      assert.equal(head.text, `${number}. ${system}`);
      assert.equal(kindCell.text, kind);
      for (const [cell, { url, printed }] of [
        [overviewCell, overview],
        [detailCell, detail],
      ]) {
        assert.deepEqual(cell.links, url === null ? [] : [[url, "_blank"]]);
        assert.ok(cell.text.startsWith(url ?? "—"), cell.text);
        assert.equal(cell.text.includes("通知の表記と異なります"), printed !== null, name);
      }
      if (document.length === 0) assert.equal(papers.text, "—");
      for (const { number, date, title, remark } of document) {
        assert.ok(papers.text.includes(`${reiwa(date)} ${number}「${title}」`), papers.text);
        assert.ok(papers.text.includes(remark ?? ""), papers.text);
        assert.deepEqual(papers.links, [[edition.membersPage, "_blank"]]);
      }
      assert.ok(office.text.startsWith([contact.name, contact.phone].filter(Boolean).join(" ")), office.text);
      assert.ok(office.text.includes(contact.hours ?? ""), office.text);
      assert.ok(office.text.includes(contact.remark ?? ""), office.text);
      assert.deepEqual(office.links, contact.phone ? [[`tel:${contact.phone}`, ""]] : []);
      assert.ok(result.text.includes(words[states[at]]), `${name}: ${result.text}`);
    }
  });

  test(`${engine}: each erratum stands in the rows that it concerns, and in no other`, async () => {
    await openWith({}, "2025-11-01");
    const notes = await evaluate(() =>
      [...document.querySelector("iryo-dx-hojokin").shadowRoot.querySelectorAll(".list tbody")].map((body) =>
        [...body.querySelectorAll("li")].map((item) => item.textContent.replace(/\s+/g, "")),
      ),
    );
    const expected = programmes.map(({ id }) =>
      errata
        .filter(({ programmes }) => programmes.includes(id))
        .map(({ place, printed, used, why }) => `${place}：通知「${printed || "（空欄）"}」→ここでは「${used}」${why}`.replace(/\s+/g, "")),
    );
    assert.deepEqual(notes, expected);
    assert.ok(expected.flat().length >= errata.length);
  });

  test(`${engine}: the list is searched in, however one types`, async () => {
    await openWith({}, "2025-11-01");
    assert.deepEqual(await narrowed({}), { said: "12件中12件", rows: all });
    for (const [text, rows] of [
      ["０５７０－６６６－３７６", [12]], // full width
      ["0570666376", [12]], // no dash
      ["0570ー666ー376", [12]], // what an input method makes of a dash
      ["しすてむ全般", [11, 12]],
      ["かーどりーだー", [8]],
      ["ｶｰﾄﾞﾘｰﾀﾞｰ", [8]],
      ["kb0012330", [8]],
      ["第１１３２号", [9]],
      ["令和7年10月9日", [9]],
      ["smri", [12]], // as the notice prints it
      ["健部門", []],
      ["健康部門", [10]], // an erratum alone says so
      ["電子処方箋　導入", [9]],
      ["導入 電子処方箋", [9]],
      ["null", []],
      ["   ", all],
    ]) {
      assert.deepEqual((await narrowed({ text })).rows, rows, text);
    }
  });

  test(`${engine}: the list is narrowed by system and by kind, which the answers leave alone`, async () => {
    await openWith({}, "2025-11-01");
    const choices = await evaluate(() =>
      [...document.querySelector("iryo-dx-hojokin").shadowRoot.querySelectorAll(".list select")].map((select) => [
        select.labels[0].textContent.trim().split(/\s/)[0],
        ...[...select.options].map(({ value, text }) => (value === "" ? text : value)),
      ]),
    );
    const values = (key) => [...new Set(programmes.map((programme) => programme[key]))];
    assert.deepEqual(choices, [
      ["システム", "すべて", ...values("system")],
      ["種類", "すべて", ...values("kind")],
    ]);
    for (const key of ["system", "kind"]) {
      for (const value of values(key)) {
        const rows = programmes.filter((programme) => programme[key] === value).map(({ number }) => number);
        assert.deepEqual(await narrowed({ [key]: value }), { said: `12件中${rows.length}件`, rows }, value);
      }
    }
    assert.deepEqual((await narrowed({ system: "システム全般", text: "0570" })).rows, [12]);
    await evaluate(() => {
      document.querySelector("iryo-dx-hojokin").answers = { beds: 100 };
    });
    assert.deepEqual(await evaluate(shown), { said: "12件中1件", rows: [12] });
  });

  test(`${engine}: where nothing is found it is said, and cleared by button or key`, async () => {
    await openWith({}, "2025-11-01");
    const steps = await evaluate(async () => {
      const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
      const list = root.querySelector(".list");
      const field = list.querySelector("input");
      const region = list.querySelector("[role=status]");
      const type = (text) => {
        field.value = text;
        field.dispatchEvent(new Event("input"));
      };
      const button = () => list.querySelector(".ways button");
      // The very node that was there before is changed: only that is announced.
      const state = () => ({ said: region.isConnected && region.textContent, text: field.value, rows: list.querySelectorAll("tbody").length, button: button()?.textContent ?? null });
      const steps = [state()];
      type("そのようなものはない");
      steps.push(state());
      list.querySelector("details").open = true;
      button().focus();
      button().click();
      steps.push({ ...state(), focus: root.activeElement === field });
      type("0570");
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing: true }));
      steps.push(state());
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      steps.push(state());
      return steps;
    });
    const whole = { said: "12件中12件", text: "", rows: 12, button: null };
    assert.deepEqual(steps, [
      whole,
      {
        said: "12件中0件。当てはまる行はありません",
        text: "そのようなものはない",
        rows: 0,
        button: "条件を消す",
      },
      { ...whole, focus: true },
      { said: "12件中1件", text: "0570", rows: 1, button: "条件を消す" },
      whole,
    ]);
  });

  test(`${engine}: the list is one tap away, and each of its rows leads to the result`, async () => {
    await openWith({}, "2025-11-01");
    const went = await evaluate(async () => {
      const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
      const inSight = (part) => {
        const { top, bottom } = part.getBoundingClientRect();
        // To the nearest pixel, as far as a browser scrolls.
        return Math.round(top) >= 0 && Math.round(bottom) <= innerHeight;
      };
      const way = [...root.querySelectorAll(".summary button")].find(({ textContent }) => textContent === "一覧表");
      const tall = way.getBoundingClientRect().height;
      way.click();
      const title = root.activeElement;
      const list = { id: title.id, open: root.querySelector(".list details").open, inSight: inSight(title), tall };
      const results = [...root.querySelectorAll(".list td button")].map((button) => {
        button.click();
        return { article: root.activeElement.closest("article")?.id, inSight: inSight(root.activeElement) };
      });
      return { list, results };
    });
    assert.ok(went.list.tall >= 44, `${went.list.tall} px`);
    assert.deepEqual({ ...went.list, tall: null }, { id: "list-title", open: true, inSight: true, tall: null });
    assert.deepEqual(
      went.results,
      programmes.map(({ id }) => ({ article: id, inSight: true })),
    );
  });

  test(`${engine}: the list is whole where the page shows one programme, and where it cannot calculate`, async () => {
    await openWith({}, "2025-11-01");
    const seen = await evaluate(() => {
      const element = document.querySelector("iryo-dx-hojokin");
      const root = element.shadowRoot;
      const state = () => ({
        rows: root.querySelectorAll(".list tbody").length,
        ways: root.querySelectorAll(".list td button").length,
      });
      element.setAttribute("programmes", "ehr-sharing");
      const one = state();
      element.answers = { beds: -1 };
      return { one, none: state() };
    });
    assert.deepEqual(seen, { one: { rows: 12, ways: 1 }, none: { rows: 12, ways: 0 } });
  });

  test(`${engine}: on 320 px the rows are blocks with their columns' names, and nothing is scrolled sideways`, async () => {
    await openWith({}, "2025-11-01");
    const seen = await evaluate(() => {
      const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
      const list = root.querySelector(".list");
      list.querySelector("details").open = true;
      const look = (width) => {
        document.querySelector("main").style.width = `${width}px`;
        const right = list.getBoundingClientRect().right;
        const [label, cell] = ["td .label", "td"].map((selector) => list.querySelector(selector));
        return {
          label: getComputedStyle(label).display,
          heads: getComputedStyle(list.querySelector("thead")).display,
          cell: getComputedStyle(cell).display,
          // A hidden text reaches nowhere.
          over: [...list.querySelectorAll("*:not(.hidden)")].filter((part) => part.getBoundingClientRect().right > right + 0.5).length,
          scrolls: list.scrollWidth > list.clientWidth,
        };
      };
      return [look(288), look(1000)];
    });
    assert.deepEqual(seen, [
      { label: "block", heads: "none", cell: "block", over: 0, scrolls: false },
      { label: "none", heads: "table-header-group", cell: "table-cell", over: 0, scrolls: false },
    ]);
  });
}
