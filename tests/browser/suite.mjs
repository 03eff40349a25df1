// What has to hold of the built page in every engine, opened as people open it: as a file.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import ICAL from "ical.js";
import { cases, fulfilled, reportsOf } from "./cases.mjs";
import { states } from "./states.mjs";
import { taking } from "./taking.mjs";
import { listTests } from "./list.mjs";
import { links } from "./links.mjs";

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

/** The events of a calendar file, as a program that is not ours reads them. */
function events(text) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part);
    const alarm = part.getFirstSubcomponent("valarm").getFirstPropertyValue("trigger");
    return {
      uid: event.uid,
      day: event.startDate.isDate && event.startDate.toString(),
      end: event.endDate.toString(),
      alarm: alarm.toString(),
      summary: event.summary,
    };
  });
}

/** The tests for one engine; `launch` starts it. */
export function suite(engine, launch) {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const open = async (fragment = "") => {
    await browser.open(pageUrl + fragment);
    const stood = await browser.evaluate(() => {
      const element = document.querySelector("iryo-dx-hojokin");
      // Says where it stopped, instead of waiting for the driver's patience to end.
      const patience = new Promise((resolve) => {
        setTimeout(() => resolve(`report: ${Boolean(element.report)}, picture: ${element.shadowRoot.textContent.length} letters, hidden: ${document.hidden}`), 60_000);
      });
      return Promise.race([element.ready.then(() => "ready"), patience]);
    });
    assert.equal(stood, "ready");
  };

  test(`${engine}: ${cases.length} golden cases`, async (t) => {
    await open();
    const reports = await reportsOf(browser);
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

  const openWith = (answers, on) => open(`#a=${encodeURIComponent(JSON.stringify(answers))}&on=${on}`);
  taking(engine, () => browser, openWith);
  /** The words of the parts of the element that a selector finds, without spaces. */
  const words = (selector) =>
    browser.evaluate((selector) => {
      const { shadowRoot } = document.querySelector("iryo-dx-hojokin");
      return [...shadowRoot.querySelectorAll(selector)].map((part) => part.textContent.replace(/\s+/g, ""));
    }, selector);
  const wordsWith = async (answers, on, selector) => {
    await openWith(answers, on);
    return (await words(selector)).join("\n");
  };
  const [{ answers: hospital }] = linked;

  test(`${engine}: a sum of nothing is not 0円, and what is left out is counted`, async () => {
    const excluded = { facilityType: "clinic", beds: 0, founder: "sole-proprietor", employees: 101 };
    const clinic = await wordsWith(excluded, "2026-12-01", ".summary");
    assert.doesNotMatch(clinic, /(^|\D)0円/);
    assert.match(clinic, /合計に入る補助金は、今のところありません.*金額の記載がない補助金\d+件/);
    const sum = await wordsWith(hospital, "2025-11-01", ".summary");
    assert.match(sum, /657万9,000円〜2,190万1,000円.*合計のほかに、金額の記載がない補助金\d+件、参考資料による額0円〜351万9,000円、一覧にない支援\d+件○/);
    // What is over, or may be, is in neither sum.
    const late = await wordsWith(hospital, "2026-12-01", ".summary");
    assert.match(late, /合計657万9,000円6,579千円合計のほかに、金額の記載がない補助金\d+件、一覧にない支援\d+件○/);
  });

  test(`${engine}: an amount without an end is shown by its unit, until the units are known`, async () => {
    const open = { facilityType: "hospital" };
    assert.match(await wordsWith(open, "2025-11-01", ".summary"), /0円から（上限は病床数で決まります）/);
    assert.match(await wordsWith(open, "2025-11-01", "#productivity .figure"), /^1床あたり40,000円まで$/);
    assert.match(await wordsWith({ ...open, beds: 100 }, "2025-11-01", "#productivity .figure"), /^0円〜4,000,000円$/);
  });

  test(`${engine}: an amount that only a reference gives says that it is not in the total`, async () => {
    const graded = async (on) => {
      await openWith({}, on);
      return browser.evaluate(() => {
        const { report, shadowRoot } = document.querySelector("iryo-dx-hojokin");
        const says = (id) => shadowRoot.getElementById(id).textContent.includes("合計に含みません");
        return report.programmes.map(({ id, state, inTotal, amount }) => ({ id, state, inTotal, reference: amount?.evidence === "reference", amount, said: says(id) }));
      });
    };
    const open = await graded("2025-11-01");
    assert.ok(open.some(({ reference }) => reference));
    for (const { id, reference, said } of open) assert.equal(said, reference, id);
    // Neither is one of which every known day has passed.
    const late = (await graded("2026-12-01")).filter(({ state, amount }) => state === "check" && amount);
    assert.ok(late.some(({ inTotal }) => !inTotal));
    for (const { id, inTotal, reference, said } of late) assert.equal(said, reference || !inTotal, id);
  });

  test(`${engine}: where the reception depends on an answer, it is asked for`, async () => {
    const known = { ...hospital, baseUpFee: true };
    const asked = await wordsWith(known, "2025-11-01", "#productivity .window");
    assert.match(asked, /申請などの受付期間は、次の質問の答えによって違います。「都道府県」に答える/);
    assert.match(await wordsWith(known, "2025-11-01", "#q-prefecture .mark"), /未回答/);
    const told = await wordsWith({ ...known, prefecture: "13" }, "2025-11-01", "#productivity .window");
    assert.match(told, /申請の期限2025年12月31日/);
    assert.doesNotMatch(told, /答えによって違います|「都道府県」に答える/);
  });

  test(`${engine}: what is not stated of combining programmes is said once at each`, async () => {
    await openWith({}, "2025-11-01");
    const texts = await words("article");
    assert.equal(texts.length, 19);
    assert.equal((await words("article .number")).length, 12);
    // Of one that excludes whatever else is paid from public money nothing is left unsaid.
    const unsaid = await browser.evaluate(() => {
      const { report, shadowRoot } = document.querySelector("iryo-dx-hojokin");
      const of = (id) => report.programmes.concat(report.beside).find((one) => one.id === id);
      return [...shadowRoot.querySelectorAll("article")].map(({ id }) => of(id).overlaps.some(({ state }) => state === "not-stated"));
    });
    assert.equal(unsaid.filter((some) => !some).length, 1);
    for (const [at, text] of texts.entries()) {
      assert.equal((text.match(/補助金(も)?：公表資料に記載なし同じ費用に両方を使えるかは/g) ?? []).length, Number(unsaid[at]));
      assert.doesNotMatch(text, /併用できま/);
      assert.doesNotMatch(text, /補助上限0円/);
    }
  });

  test(`${engine}: a window says which known deadline it speaks of`, async () => {
    const before = await wordsWith(hospital, "2025-11-01", "#ehr-sharing");
    assert.match(before, /公表資料で確認できた期限（導入の完了・申請）の前です/);
    assert.doesNotMatch(before, /受付中です|期限を過ぎています/);
    const late = await wordsWith(hospital, "2031-04-01", "#ehr-sharing");
    assert.match(late, /^[^]{0,60}導入の完了の期限を過ぎています/);
    const closed = await wordsWith(hospital, "2031-10-01", "#ehr-sharing");
    assert.match(closed, /期限（導入の完了・申請）を過ぎています/);
    assert.doesNotMatch(closed, /報道などの参考資料による期限/);
    const later = await wordsWith({}, "2026-12-01", "#it-introduction");
    assert.match(later, /期限（申請）は、どれも過ぎています。この後も受け付けているかは、公表資料から決まりません/);
    // Nobody knows whether it goes on: that is not 受付中, whoever asks.
    const { answers } = states["complete-hospital"];
    assert.equal(await wordsWith(answers, "2025-11-01", "#it-introduction .state"), "○受付中");
    assert.equal(await wordsWith(answers, "2026-12-01", "#it-introduction .state"), "？要確認");
    const early = await wordsWith({}, "2025-06-01", "#card-integration");
    assert.match(early, /開始日、2025年6月6日（令和7年6月6日）の前です/);
    const reported = await wordsWith({}, "2026-01-16", "#outpatient-mobile");
    assert.match(reported, /期限（申請）を過ぎています。（報道などの参考資料による期限です）/);
  });

  test(`${engine}: the rounding is said once`, async () => {
    const text = await wordsWith(hospital, "2025-11-01", "#ehr-sharing details:has(.steps)");
    assert.equal(text.match(/端数処理は/g).length, 1);
  });

  test(`${engine}: one question stands in front, says what hangs on it, and gives way only when told to`, async () => {
    await openWith({ facilityType: "hospital", onlineEligibility: true, ePrescription: "introduced", founder: "public", publicAssistance: false, checkups: false }, "2030-01-01");
    const seen = await browser.evaluate(() => {
      const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
      const card = () => root.getElementById("next-question");
      const press = () => card().querySelector("p.ways button").click();
      const state = () => ({
        asked: card().querySelector(".question")?.id ?? null,
        effect: card().querySelector(".effect")?.textContent.replace(/\s+/g, "") ?? "",
        button: card().querySelector("p.ways button").textContent.trim(),
        focus: card().contains(root.activeElement),
        twice: root.querySelectorAll(`[id="${card().querySelector(".question")?.id}"]`).length,
      });
      const steps = [state()];
      const type = (text, event) => {
        const field = card().querySelector("input[type=text]");
        field.value = text;
        field.dispatchEvent(new Event(event));
      };
      type("2", "input");
      type("２０，０００千円", "input");
      type("２０，０００千円", "change");
      steps.push(state());
      press();
      steps.push(state());
      press();
      steps.push(state());
      return steps;
    });
    const [first, typed, second, third] = seen;
    assert.equal(first.asked, "q-costs.ehr-sharing");
    assert.match(first.effect, /^この質問の答えで、最大6,579千円（657万9,000円）変わります。1件の補助金/);
    assert.equal(first.button, "わからないので、先へ進む");
    assert.equal(first.twice, 1);
    // Typing and leaving the field do not take the question away.
    assert.equal(typed.asked, first.asked);
    assert.equal(typed.button, "次の質問へ");
    assert.ok(second.asked !== first.asked && second.focus);
    // Put off, it does not come back by itself.
    assert.ok(![first.asked, second.asked].includes(third.asked));
  });

  test(`${engine}: what can change nothing stands apart, and is still there`, async () => {
    await openWith({ facilityType: "clinic" }, "2025-11-01");
    const apart = await browser.evaluate(() => {
      const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
      const group = [...root.querySelectorAll(".group")].at(-1);
      return {
        title: group.querySelector("h3").textContent,
        open: group.querySelector("details").open,
        keys: [...group.querySelectorAll(".question")].map(({ id }) => id),
        all: new Set([...root.querySelectorAll(".question")].map(({ id }) => id)).size,
        total: root.querySelectorAll(".question").length,
      };
    });
    assert.equal(apart.title, "今の結果に影響しない質問");
    assert.equal(apart.open, false);
    assert.ok(apart.keys.includes("q-largeChainPharmacy") && apart.keys.includes("q-checkupSystem"), apart.keys.join());
    assert.ok(apart.all === apart.total && apart.all > 30);
  });

  test(`${engine}: the most useful programmes come first, and stay while one types`, async () => {
    await openWith({ ...hospital, prefecture: "13", baseUpFee: true, costs: { "ehr-sharing": 1_000_000, productivity: 2_000_000 } }, "2025-11-01");
    const order = await browser.evaluate(async () => {
      const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
      const places = () =>
        [...root.querySelectorAll(".state-group")].map((group) => [
          group.querySelector("h3").textContent.replace(/（.*/, ""),
          [...group.querySelectorAll("article")].map(({ id }) => id),
        ]);
      const before = places();
      const field = root.getElementById("in-costs.ehr-sharing");
      field.value = "10,000千円";
      field.dispatchEvent(new Event("input"));
      const typing = places();
      field.dispatchEvent(new Event("change"));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return { before, typing, after: places() };
    });
    const [[word, first], [next, unknown]] = order.before;
    assert.deepEqual([word, next], ["受付中", "要確認"]);
    const two = (ids) => ids.filter((id) => ["productivity", "ehr-sharing"].includes(id));
    assert.deepEqual(two(first), ["productivity", "ehr-sharing"]);
    assert.ok(unknown.length > 0);
    assert.deepEqual(order.typing, order.before);
    assert.deepEqual(two(order.after[0][1]), ["ehr-sharing", "productivity"]);
  });

  test(`${engine}: back takes one answer back, forward gives it again`, async () => {
    await open();
    const seen = await browser.evaluate(async () => {
      const element = document.querySelector("iryo-dx-hojokin");
      const root = element.shadowRoot;
      const enter = (key, texts) => {
        const field = root.getElementById(`in-${key}`);
        for (const text of texts) {
          field.value = text;
          field.dispatchEvent(new Event("input"));
        }
        field.dispatchEvent(new Event("change"));
      };
      const step = (way) =>
        new Promise((resolve) => {
          addEventListener("hashchange", () => setTimeout(() => resolve(element.answers), 0), { once: true });
          history[way]();
        });
      enter("beds", ["1", "15", "150"]);
      enter("employees", ["3", "30"]);
      return [await step("back"), await step("back"), await step("forward")];
    });
    assert.deepEqual(seen, [{ beds: 150 }, {}, { beds: 150 }]);
  });

  test(`${engine}: the day is chosen in a field for dates, however its fold is opened`, async () => {
    const opened = async (way) => {
      await openWith({}, "2025-11-01");
      return browser.evaluate(async (way) => {
        const element = document.querySelector("iryo-dx-hojokin");
        const fold = element.shadowRoot.querySelector(".day details");
        const field = fold.querySelector("input");
        if (way === "press") fold.querySelector("summary").click();
        else {
          fold.open = true;
          await new Promise((resolve) => fold.addEventListener("toggle", () => setTimeout(resolve), { once: true }));
        }
        const seen = { open: fold.open, type: field.type, value: field.value };
        field.value = "2026-02-01";
        field.dispatchEvent(new Event("change"));
        return { ...seen, on: element.on };
      }, way);
    };
    for (const way of ["press", "another"]) {
      assert.deepEqual(await opened(way), { open: true, type: "date", value: "2025-11-01", on: "2026-02-01" }, way);
    }
  });

  test(`${engine}: the older the list on the day, the plainer it is said`, async () => {
    const said = async (on) => {
      await openWith({}, on);
      const [age] = await words(".age");
      const [old] = await browser.evaluate(() => [document.querySelector("iryo-dx-hojokin").shadowRoot.querySelector(".age").dataset.old ?? null]);
      return { age, old };
    };
    for (const [on, pattern, old] of [
      ["2025-10-20", /その1日前です/, null],
      ["2025-10-21", /基準日と同じ日です/, null],
      ["2025-11-20", /30日たっています。この間に内容が変わっていることがあります/, null],
      ["2025-11-21", /31日たっています。この間に、金額/, null],
      ["2026-04-19", /180日たっています。この間に、金額/, null],
      ["2026-04-20", /181日たっています。半年以上/, "true"],
      ["2026-10-21", /365日たっています。半年以上/, "true"],
      ["2026-10-22", /366日たっています。1年以上/, "true"],
    ]) {
      const { age, old: marked } = await said(on);
      assert.match(age, pattern, on);
      assert.equal(marked, old, on);
    }
  });

  test(`${engine}: the deadlines come as a calendar that another program reads`, async () => {
    await openWith(hospital, "2025-11-01");
    const files = await browser.evaluate(async () => {
      const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
      const taken = [];
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        taken.push(blob);
        return create.call(URL, blob);
      };
      const [all] = root.querySelectorAll(".deadlines button");
      const [one] = root.querySelectorAll("#ehr-sharing .window button");
      for (const button of [all, one]) button.click();
      URL.createObjectURL = create;
      const timeline = [...root.querySelectorAll(".timeline li")].map((item) => item.textContent.replace(/\s+/g, ""));
      return { timeline, texts: await Promise.all(taken.map((blob) => blob.text())), types: taken.map(({ type }) => type) };
    });
    assert.deepEqual(files.types, ["text/calendar;charset=utf-8", "text/calendar;charset=utf-8"]);
    const [all, one] = files.texts.map(events);
    assert.equal(all.length, files.timeline.length);
    assert.deepEqual(one, [
      {
        uid: "ehr-sharing-introduce-2031-03-31@iryo-dx-hojokin",
        day: "2031-03-31",
        end: "2031-04-01",
        alarm: "2031-02-28T00:00:00Z",
        summary: "電子カルテ情報共有サービス：導入の完了の期限",
      },
      {
        uid: "ehr-sharing-apply-2031-09-30@iryo-dx-hojokin",
        day: "2031-09-30",
        end: "2031-10-01",
        alarm: "2031-08-30T00:00:00Z",
        summary: "電子カルテ情報共有サービス：申請の期限",
      },
    ]);
    assert.equal(new Set(all.map(({ uid }) => uid)).size, all.length);
    assert.match(files.timeline[0], /^2025年12月2日（令和7年12月2日）あと31日IT導入補助金：申請の期限/);
    for (const text of files.texts) {
      assert.ok(text.endsWith("END:VCALENDAR\r\n"));
      for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
    }
  });

  test(`${engine}: the calendar of all holds no deadline of what is out of the question`, async () => {
    await openWith({ facilityType: "clinic", beds: 0 }, "2025-11-01");
    const { text, items } = await browser.evaluate(async () => {
      const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
      const create = URL.createObjectURL;
      let taken;
      URL.createObjectURL = (blob) => create.call(URL, (taken = blob));
      root.querySelector(".deadlines button").click();
      URL.createObjectURL = create;
      return { text: await taken.text(), items: root.querySelectorAll(".timeline li").length };
    });
    const uids = events(text).map(({ uid }) => uid);
    assert.equal(uids.length, items);
    assert.ok(uids.length > 0 && !uids.some((uid) => uid.startsWith("ehr-sharing")), uids.join());
  });

  test(`${engine}: headings have structure`, async () => {
    await openWith(hospital, "2025-11-01");
    const { levels, lost } = await browser.evaluate(() => {
      const { shadowRoot } = document.querySelector("iryo-dx-hojokin");
      return {
        levels: [...shadowRoot.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ localName }) => Number(localName[1])),
        lost: shadowRoot.querySelectorAll("summary :is(h1, h2, h3, h4, h5, h6)").length,
      };
    });
    assert.equal(lost, 0);
    for (const [at, level] of levels.entries()) assert.ok(level <= (levels[at - 1] ?? 1) + 1, `${levels[at - 1]} → ${level}`);
  });

  test(`${engine}: a number is read, or what to type is said`, async () => {
    await open();
    const typed = await browser.evaluate(() => {
      const element = document.querySelector("iryo-dx-hojokin");
      const type = (key, text) => {
        const field = element.shadowRoot.getElementById(`in-${key}`);
        field.value = text;
        field.dispatchEvent(new Event("change"));
        return element.answers[key] ?? element.shadowRoot.getElementById(`fault-${key}`).textContent;
      };
      return {
        read: ["１５０", "150床", " 1,590 ", "１，５９０ 床", "20　", "0"].map((text) => type("beds", text)),
        people: ["３００名", "300人", "1,000"].map((text) => type("employees", text)),
        not: ["1,5", "19,20", "10 20", "10²", "①", ",20", "1,000,", "10人", "-1", "1.5", "二十", "1e2"].map((text) => type("beds", text)),
        many: type("beds", "3001"),
        few: type("itProcesses", "多"),
      };
    });
    assert.deepEqual(typed.read, [150, 150, 1590, 1590, 20, 0]);
    assert.deepEqual(typed.people, [300, 300, 1000]);
    for (const fault of typed.not) assert.equal(fault, "数字だけで入力してください。例：150");
    assert.match(typed.many, /0から3,000まで/);
    assert.match(typed.few, /例：7/);
  });

  test(`${engine}: leaving a field ends typing, also where it holds what it held before`, async () => {
    await openWith({ facilityType: "hospital" }, "2026-11-29");
    const field = (key) => browser.evaluate((key) => document.querySelector("iryo-dx-hojokin").shadowRoot.getElementById(key).closest("details")?.setAttribute("open", ""), key);
    const into = (key) => browser.evaluate((key) => document.querySelector("iryo-dx-hojokin").shadowRoot.getElementById(key).focus(), key);
    /** What each row says, and the group that it stands in. */
    const standing = () =>
      browser.evaluate(() => {
        const { shadowRoot, report } = document.querySelector("iryo-dx-hojokin");
        const rows = [...shadowRoot.querySelectorAll("article")].map(({ id, dataset, parentElement }) => ({
          id,
          state: dataset.state,
          group: parentElement.closest("section").querySelector("h3, h4").textContent.replace(/（.*/s, "").trim(),
          word: report.programmes.concat(report.beside).find((one) => one.id === id).state,
          beside: report.beside.some((one) => one.id === id),
        }));
        return { rows, problems: shadowRoot.querySelector(".results").textContent.includes("回答に食い違いがあります"), answers: document.querySelector("iryo-dx-hojokin").answers };
      });
    const WORDS = { open: "受付中", upcoming: "これから", check: "要確認", closed: "受付終了", no: "対象外" };
    await field("in-beds");
    await into("in-beds");
    // Without the focus of the window no field is ever left.
    assert.equal(await browser.evaluate(() => document.hasFocus()), true);
    await browser.type("5");
    await browser.press("Backspace");
    await browser.press("Tab");
    // Nothing moves for a moment after a field was left.
    await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    await browser.evaluate(() => {
      const place = document.querySelector("iryo-dx-hojokin").shadowRoot.getElementById("q-facilityType");
      for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      place.querySelector("input:checked").focus();
    });
    // From 病院 to 診療所, the next choice.
    await browser.press("ArrowDown");
    const after = await standing();
    assert.deepEqual(after.answers, { facilityType: "clinic" });
    assert.deepEqual([after.rows.length, after.rows.filter(({ beside }) => !beside).length], [19, 12]);
    for (const { id, state, group, word, beside } of after.rows) {
      assert.equal(state, word, id);
      // What stands beside the list is one group, whatever its states.
      assert.equal(group, beside ? "一覧にない支援" : WORDS[word], id);
    }
    // A contradiction is named once the field is left.
    await into("in-beds");
    await browser.type("25");
    assert.equal((await standing()).problems, false);
    await browser.press("Tab");
    await browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    assert.equal((await standing()).problems, true);
  });

  test(`${engine}: an error is read out on leaving the field, once`, async () => {
    await open();
    const said = await browser.evaluate(async () => {
      const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
      const region = root.querySelector("[role=status]");
      const said = [];
      new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, { childList: true });
      const enter = (key, text) => {
        const field = root.getElementById(`in-${key}`);
        field.value = text;
        field.dispatchEvent(new Event("input"));
        field.dispatchEvent(new Event("change"));
        return new Promise((resolve) => setTimeout(resolve, 1500));
      };
      await enter("beds", "二十");
      await enter("employees", "10");
      return said;
    });
    assert.match(said[0] ?? "", /病床数：数字だけで入力してください/);
    assert.doesNotMatch(said.slice(1).join(), /数字だけで/);
  });

  test(`${engine}: what a link brings that is of no use is named, shortly`, async () => {
    const notice = () => {
      const element = document.querySelector("iryo-dx-hojokin");
      return {
        items: [...document.querySelectorAll("#notice li")].map((item) => item.textContent),
        on: element.on,
        programmes: element.shadowRoot.querySelectorAll("article").length,
        numbered: element.shadowRoot.querySelectorAll("article .number").length,
      };
    };
    await open("#a={}&on=0000-01-01");
    assert.deepEqual(await browser.evaluate(notice), {
      items: ["基準日「0000-01-01」は、暦にある日付ではありません"],
      on: null,
      programmes: 19,
      numbered: 12,
    });
    const unknown = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, 1]));
    await open(`#a=${encodeURIComponent(JSON.stringify(unknown))}`);
    const { items } = await browser.evaluate(notice);
    assert.equal(items.length, 11);
    assert.equal(items[10], "ほかに1,990件");
  });

  test(`${engine}: a day that is none is refused in a visitor's words`, async () => {
    await open();
    const text = await browser.evaluate(() => {
      const element = document.querySelector("iryo-dx-hojokin");
      element.on = "2025-02-30";
      return element.shadowRoot.querySelector("[aria-labelledby=failure-title]").textContent;
    });
    assert.match(text, /基準日「2025-02-30」は、暦にある日付ではありません/);
    assert.doesNotMatch(text, /answers|\{/);
  });

  listTests(engine, { evaluate: (...all) => browser.evaluate(...all), openWith });

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

  links(engine, { open, go: (url) => browser.open(url), evaluate: (...given) => browser.evaluate(...given) });

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
