// The page for many institutions: reads files as people have them, says what `evaluate` says of each line,
// names the lines that it cannot read, and keeps everything to itself.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { cases } from "./cases.mjs";
import { csv, inShiftJis, rowsOf } from "./csv.mjs";

const dist = dirname(process.env.PAGE);
export const batchUrl = pathToFileURL(join(dist, "iryo-dx-hojokin.batch.html")).href;

const module = await import(pathToFileURL(join(dist, "iryo_dx_hojokin.js")).href);
await module.default({ module_or_path: await readFile(join(dist, "iryo_dx_hojokin_bg.wasm")) });
const { questions, programmes, besideGroup, edition } = module.catalogue();
const list = programmes.filter(({ beside }) => !beside);
const besides = programmes.filter(({ beside }) => beside);

const answerOf = (answers, key) => (key.startsWith("costs.") ? answers.costs?.[key.slice(6)] : answers[key]);

/** Two ways to write the same: by the contract's keys and values, and as people do. */
const asKeys = { heading: ({ key }) => key, value: (_, value) => value ?? "" };
const asWords = {
  heading: ({ name }) => name,
  value: ({ choices, unit }, value) => {
    if (value === undefined) return "不明";
    if (typeof value === "boolean") return value ? "有" : "×";
    return choices?.find((choice) => choice.value === value)?.label ?? `${value.toLocaleString("ja-JP")}${unit ?? "円"}`;
  },
};
const grid = ({ heading, value }) => csv([["医療機関名", "医療機関コード", ...questions.map(heading)], ...cases.map(({ say, answers }, at) => [say, `0${at}`, ...questions.map((question) => value(question, answerOf(answers, question.key)))])]);

/** In the order of the columns. */
const STATES = { open: "受付中", upcoming: "これから", check: "要確認", closed: "受付終了", no: "対象外" };
const WINDOWS = { upcoming: "開始日の前", open: "期限の前", closed: "受付終了", unknown: "受付期間は不明" };
const GRADES = { notice: "通知", official: "公的資料", reference: "参考資料" };
const UNSTATED = "公表資料に記載なし";

/** What stands above the figures of the result. */
const COLUMNS = ["状態", "下限額（円）", "上限額（円）", "受付", "期限まで（日）", "根拠"];
const HEADS = [
  ...list.flatMap(({ number, name }) => COLUMNS.map((what) => `${number}. ${name}：${what}`)),
  "合計の下限額（円）",
  "合計の上限額（円）",
  "参考資料による額の下限（円）",
  "参考資料による額の上限（円）",
  ...besides.flatMap(({ name }) => COLUMNS.map((what) => `${besideGroup.label} ${name}：${what}`)),
  "基準日",
  "一覧の版",
];

/** What a line of the result has to say, by what `evaluate` says. */
function expected({ programmes, beside, total, referenceTotal }) {
  const each = ({ state, amount, window }) => [
    STATES[state],
    amount?.min ?? UNSTATED,
    amount?.max ?? UNSTATED,
    WINDOWS[window.state],
    window.deadlines.find(({ daysLeft }) => daysLeft >= 0)?.daysLeft ?? "",
    amount ? GRADES[amount.evidence] : "",
  ];
  return [...programmes.flatMap(each), total.min, total.max, referenceTotal.min, referenceTotal.max, ...beside.flatMap(each)].map(String);
}

const grouped = (number) => number.toLocaleString("en-US");
const rangeWords = ({ min, max }) => (min === max ? `${grouped(min)}円` : `${grouped(min)}円〜${grouped(max)}円`);
const daysWords = (days) => (days.length === 0 ? "―" : Math.min(...days) === 0 ? "基準日が最終日です" : `あと${grouped(Math.min(...days))}日`);
const daysOf = ({ window }) => window.deadlines.map(({ daysLeft }) => daysLeft).filter((days) => days >= 0);
const numbered = (programmes, state) => programmes.filter((one) => one.state === state).length;

/** What a line of the table has to say of the twelve. */
function lineOfAll({ programmes, total, referenceTotal }) {
  const summed = (reference) => programmes.some(({ inTotal, amount }) => inTotal && (amount.evidence === "reference") === reference);
  return [
    summed(false) ? rangeWords(total) : "―",
    summed(true) ? rangeWords(referenceTotal) : "―",
    ...["open", "upcoming", "check"].map((state) => `${numbered(programmes, state)}件`),
    daysWords(programmes.filter(({ state }) => state !== "closed" && state !== "no").flatMap(daysOf)),
  ];
}

/** What it has to say of the one that was chosen. */
function lineOfOne({ state, amount, window }) {
  const SHAPES = { open: "○", upcoming: "▷", check: "？", closed: "■", no: "×" };
  return [`${SHAPES[state]} ${STATES[state]}`, amount ? rangeWords(amount) : UNSTATED, amount ? GRADES[amount.evidence] : "―", WINDOWS[window.state], daysWords(daysOf({ window }))];
}

/** "1億2,000万3円" → 120000003n. */
function fromWords(text) {
  const [, oku, man, rest] = /^(?:([\d,]+)億)?(?:([\d,]+)万)?([\d,]+)?円$/.exec(text).map((part) => BigInt(part?.match(/^[\d,]+$/) ? part.replaceAll(",", "") : 0));
  return oku * 100_000_000n + man * 10_000n + rest;
}

/** Runs in the page: what the other texts below need there. */
function helpers() {
  const { hands = {} } = globalThis;
  globalThis.hands = hands;
  hands.until = async (found, pause = 20) => {
    for (let attempt = 0; attempt * pause < 30_000; attempt += 1) {
      const it = found();
      if (it) return it;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new Error(`waited in vain: ${document.getElementById("batch").textContent.replace(/\s+/g, " ").slice(0, 500)}`);
  };
  hands.idle = () => hands.until(() => !document.querySelector("progress"));
  hands.button = (words) => [...document.querySelectorAll("button")].find(({ textContent }) => textContent.includes(words));
  hands.set = (field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  hands.said = () => document.getElementById("said").textContent;
  hands.cells = (rows) => [...document.querySelectorAll(rows)].map((row) => [...row.children].map(({ textContent }) => textContent.replace(/\s+/g, " ").trim()));
}

/** Runs in the page: gives it a file as a person does. */
async function choose(name, base64) {
  const { hands } = globalThis;
  const field = await hands.until(() => document.getElementById("file"));
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
  document.getElementById("said").textContent = "";
  field.files = files.files;
  field.dispatchEvent(new Event("change"));
  await hands.until(() => hands.said() && !hands.said().endsWith("読み込んでいます。"));
  await hands.idle();
  return {
    said: hands.said(),
    uses: [...document.querySelectorAll("td select")].map(({ value }) => value),
    inSlices: document.getElementById("batch").textContent.includes("Worker"),
  };
}

/** Runs in the page: has it judge on that day, and gives back what stands there then. */
async function judge(on) {
  const { hands } = globalThis;
  const day = document.querySelector("input[type=date]");
  const shown = () => document.querySelector("input[type=date]").parentElement.nextElementSibling.textContent;
  if (on && day.value !== on) {
    const before = shown();
    hands.set(day, on);
    await hands.until(() => shown() !== before);
  }
  hands.button("判定する").click();
  await hands.until(() => !document.querySelector("progress") && !/判定しています/.test(hands.said()));
  return {
    said: hands.said(),
    focus: document.activeElement.id,
    total: document.querySelectorAll("dd")[2]?.textContent,
    programmes: hands.cells("section[aria-labelledby=programmes-title] tr"),
    beside: hands.cells("section[aria-labelledby=beside-title] tr"),
    faults: hands.cells(".faults tbody tr"),
    problems: hands.cells("section[aria-labelledby=problems-title] ul"),
  };
}

/** Runs in the page: what is saved by that button, as base64. */
async function save(words) {
  const { hands } = globalThis;
  const make = URL.createObjectURL;
  let file;
  URL.createObjectURL = (blob) => {
    file = blob;
    return make.call(URL, blob);
  };
  hands.button(words).click();
  await hands.until(() => file);
  URL.createObjectURL = make;
  await hands.idle();
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x2000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return btoa(letters);
}

/** What becomes of the page where a worker is refused: at once, or only when it is to start. */
const NO_WORKER = (html) => html.replace("<meta http-equiv", "<script>globalThis.Worker = class { constructor() { throw new Error('refused'); } };</script><meta http-equiv");
const NO_WORKER_BY_POLICY = (html) => html.replace("worker-src blob:", "worker-src 'none'");
const NO_WASM = (html) => html.replace(" 'wasm-unsafe-eval'", "");

/** A list of which every line has something to say. */
const LINES = [
  "施設名,コード,施設の種類,許可病床数,都道府県,オンライン資格確認,事業額（電子カルテ情報共有サービス）,メモ",
  "一番病院,0001,病院,２５０床,東京,○,2000万円,普通",
  "\"二番\n医院\",0002,無床診療所,0,27,はい,,行が2つ",
  "三番病院,0003,病院,十,京都府,はい,1億円,4行目",
  "四番診療所,0004,診療所,0,北海,たぶん,,2か所",
  "五番病院,0005,病院,10,1,有,\"10,000,000\",食い違い",
  "六番病院,0006,病院,150,01,有,10,000,000,列が多い",
  '七番病院,0007,病院,150,01,有,"100,閉じていない',
  "八番薬局,0008,薬局,,ｵｵｻｶ,,,半角",
  "",
  "九番診療所,0009,診療所,0,沖縄,1,不明,=1+1",
  "十番病院,0010,病院,3001,13,0,-,大きすぎる",
];

/** The tests for one engine; `launch` starts it. */
export function batch(engine, launch) {
  let browser;
  let folder;
  before(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), "batch-"));
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  let count = 0;
  /** The page as it is, or with its text changed. */
  const open = async (change) => {
    let url = batchUrl;
    if (change) {
      const html = await readFile(join(dist, "iryo-dx-hojokin.batch.html"), "utf8");
      const changed = change(html);
      assert.notEqual(changed, html);
      const path = join(folder, `page-${(count += 1)}.html`);
      await writeFile(path, changed);
      url = pathToFileURL(path).href;
    }
    await browser.open(url);
    await browser.evaluate(helpers);
  };
  const chosen = (name, content) => browser.evaluate(choose, name, Buffer.from(content).toString("base64"));
  const saved = async (words) => {
    const bytes = Buffer.from(await browser.evaluate(save, words), "base64");
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    return rowsOf(bytes.subarray(3).toString("utf8"));
  };

  for (const { name, content, above, change, on, encoding } of [
    { name: "by keys, in a worker", content: grid(asKeys), above: 1, on: "2025-11-01", encoding: "UTF-8" },
    { name: "in words and Shift_JIS, in slices", content: inShiftJis(`会員の一覧\r\n\r\n${grid(asWords).replaceAll("〜", "～")}`), above: 3, change: NO_WORKER, on: "2026-02-01", encoding: "Shift_JIS" },
  ]) {
    test(`${engine}: ${cases.length} golden cases as a list ${name} have the figures of evaluate`, async () => {
      await open(change);
      const opened = await chosen("一覧.csv", content);
      assert.ok(opened.said.startsWith(`${encoding}として読み込みました。${grouped(cases.length)}行あります。${questions.length}列を`), opened.said);
      assert.equal(opened.inSlices, change !== undefined);
      assert.deepEqual(opened.uses, ["name", "", ...questions.map(({ key }) => key)]);
      const judged = await browser.evaluate(judge, on);
      assert.deepEqual(judged.faults, []);
      assert.ok(judged.said.startsWith(`判定が終わりました。${grouped(cases.length)}施設を判定しました。補助額の合計は`), judged.said);
      assert.deepEqual(judged.faults, []);
      assert.equal(judged.focus, "result-title");
      const [heads, ...rows] = await saved("結果のCSVを保存");
      assert.deepEqual(heads, ["医療機関名", "医療機関コード", "元の行", "判定", ...HEADS]);
      assert.equal(rows.length, cases.length);
      const reports = cases.map(({ answers }) => module.evaluate({ answers, on }));
      for (const [at, { say }] of cases.entries()) {
        const [, code, line, state, ...figures] = rows[at];
        assert.equal(code, `="0${at}"`);
        assert.equal(line, String(at + 1 + above));
        assert.equal(state, reports[at].problems.length > 0 ? "判定済み（回答に食い違いがあります）" : "判定済み");
        assert.deepEqual(figures, [...expected(reports[at]), on, edition.version], say);
      }
      // What the page adds up, added up here.
      const [least, most] = judged.total.split("〜").map(fromWords);
      const sum = (end) => reports.reduce((sum, { total }) => sum + BigInt(total[end]), 0n);
      assert.deepEqual([least, most ?? least], [sum("min"), sum("max")]);
      const resultsOf = (id) => reports.map(({ programmes, beside }) => [...programmes, ...beside].find((one) => one.id === id));
      const counts = (results) => Object.keys(STATES).map((state) => grouped(numbered(results, state)));
      const [heads12, ...tallies] = judged.programmes;
      assert.deepEqual(heads12, ["補助金", ...Object.values(STATES), "補助額の合計", "参考資料による額"]);
      assert.equal(tallies.length, 12);
      for (const [at, { id, number, name }] of list.entries()) {
        const results = resultsOf(id);
        const [title, ...figures] = tallies[at];
        assert.equal(title, `${number}. ${name}`);
        assert.deepEqual(figures.slice(0, 5), counts(results), id);
        // What is over, or of which every known day has passed, is in no sum.
        for (const { inTotal, state, amount, window } of results) {
          const passed = window.deadlines.length > 0 && window.deadlines.every(({ daysLeft }) => daysLeft < 0);
          assert.equal(inTotal, state !== "closed" && state !== "no" && amount !== null && !passed, id);
        }
        for (const [reference, total] of [[false, figures[5]], [true, figures[6]]]) {
          const paid = results.filter(({ inTotal, amount }) => inTotal && (amount.evidence === "reference") === reference);
          const [low, high] = ["min", "max"].map((end) => paid.reduce((sum, { amount }) => sum + BigInt(amount[end]), 0n));
          if (paid.length > 0) assert.equal(total.replaceAll(",", ""), low === high ? `${low}円` : `${low}円〜${high}円`, id);
          else assert.match(total, /^(―|公表資料に記載なし)$/, id);
        }
      }
      // What stands beside the list is counted, and in no sum.
      const [besideHeads, ...besideTallies] = judged.beside;
      assert.deepEqual(besideHeads, ["補助金", ...Object.values(STATES)]);
      assert.deepEqual(besideTallies, besides.map(({ id, name }) => [name, ...counts(resultsOf(id))]));
      // The table of institutions, of all and of one, on the list or beside it.
      const table = (programme, wanted) =>
        browser.evaluate(async (programme, wanted) => {
          const { hands } = globalThis;
          hands.set(document.getElementById("programme"), programme);
          const rows = () => hands.cells(".institutions tr").map(([, , ...cells]) => cells.map((cell) => cell.replace(/ [↕▲▼]$/, "")));
          await hands.until(() => JSON.stringify(rows()) === wanted).catch(() => {});
          return rows();
        }, programme, JSON.stringify(wanted));
      for (const [id, names, lineOf] of [
        ["", ["補助額の合計", "参考資料による額", "受付中", "これから", "要確認", "次の期限"], lineOfAll],
        ["ehr-sharing", ["状態", "金額", "根拠", "受付", "次の期限"], ({ programmes }) => lineOfOne(programmes.find(({ id }) => id === "ehr-sharing"))],
        ["care-information", ["状態", "金額", "根拠", "受付", "次の期限"], ({ beside }) => lineOfOne(beside.find(({ id }) => id === "care-information"))],
      ]) {
        const wanted = [names, ...reports.slice(0, 100).map(lineOf)];
        assert.deepEqual(await table(id, wanted), wanted, id);
      }
      assert.deepEqual(browser.heard, []);
      assert.deepEqual(browser.requests.filter((url) => !/^(blob|data):/.test(url)), []);
    });
  }

  test(`${engine}: every line that cannot be read is named with its reason, and the rest is judged`, async () => {
    await open();
    const opened = await chosen("名簿.csv", LINES.join("\n"));
    assert.deepEqual(opened.uses, ["name", "", "facilityType", "beds", "prefecture", "onlineEligibility", "costs.ehr-sharing", ""]);
    const { faults, problems, said } = await browser.evaluate(judge, "2025-11-01");
    assert.match(said, /3施設を判定しました。7行は、読み取れない値があるため判定していません/);
    const wanted = [
      ["3行目", "施設の種類", "無床診療所", /医科か歯科かがわからない/],
      ["5行目", "許可病床数", "十", /数字だけで入力/],
      ["6行目", "都道府県", "北海", /都道府県の名前/],
      ["6行目", "オンライン資格確認", "たぶん", /「はい」か「いいえ」/],
      ["8行目", "（行の全体）", "―", /列が10列あり、見出し（8列）より多く/],
      ["9行目", "（行の全体）", "―", /引用符（"）が閉じられていません/],
      ["10行目", "都道府県", "ｵｵｻｶ", /都道府県の名前/],
      ["13行目", "許可病床数", "3001", /0から3,000まで/],
    ];
    assert.equal(faults.length, wanted.length);
    for (const [at, [line, column, value, mend]] of wanted.entries()) {
      assert.deepEqual(faults[at].slice(0, 3), [line, column, value]);
      assert.match(faults[at][3], mend);
    }
    assert.match(problems.flat().join(), /病床数が19床以下.*1行（7行目）/);
    const [, ...lines] = await saved("判定していない行をCSVで保存");
    assert.deepEqual(lines.map(([line, , column]) => [line, column]), wanted.map(([line, column]) => [line.replace("行目", ""), column.replace("（行の全体）", "")]));
    const [, ...rows] = await saved("結果のCSVを保存");
    assert.equal(rows.length, 10);
    assert.deepEqual(rows.filter(([, , , , state]) => state.startsWith("判定済み")).map(([, , , line]) => line), ["2", "7", "12"]);
    assert.match(rows[1][4], /^判定していません。「施設の種類」の「無床診療所」：医科か/);
    // What a spreadsheet would run, and what Excel would change.
    assert.deepEqual(rows.at(-2).slice(0, 3), ["九番診療所", '="0009"', "'=1+1"]);
    assert.equal(rows[1][0], "二番\n医院");
    await browser.evaluate(() => document.querySelectorAll("input[name=for]")[1].click());
    assert.deepEqual((await saved("結果のCSVを保存")).at(-2).slice(0, 3), ["九番診療所", "0009", "'=1+1"]);
    assert.deepEqual(browser.heard, []);
  });

  test(`${engine}: columns can be given another use, but no question two of them`, async () => {
    await open();
    await chosen("a.csv", "名称\t種別\t床\r\n甲\t病院\t200\r\n乙\t診療所\t0\r\n");
    const none = await browser.evaluate(judge);
    assert.match(none.said, /質問に答える列が1つもありません/);
    const said = await browser.evaluate(async () => {
      const { hands } = globalThis;
      const selects = [...document.querySelectorAll("td select")];
      hands.set(selects[1], "facilityType");
      hands.set(selects[2], "facilityType");
      hands.button("判定する").click();
      const twice = hands.said();
      hands.set(selects[2], "beds");
      return twice;
    });
    assert.match(said, /「施設の種類」に、「種別」（2列目）と「床」（3列目）が選ばれています/);
    assert.match((await browser.evaluate(judge)).said, /2施設を判定しました/);
    // The same columns again, mended: what was chosen for them holds on. Others: they are looked at anew.
    const mended = await chosen("b.csv", "名称,種別,床\n甲,病院,300\n");
    assert.deepEqual(mended.uses, ["name", "facilityType", "beds"]);
    assert.deepEqual((await chosen("c.csv", "病床数,種別,床\n20,病院,300\n")).uses, ["beds", "", ""]);
    await chosen("a.csv", "名称\t種別\t床\r\n甲\t病院\t200\r\n乙\t診療所\t0\r\n");
    // Read without a header, the first line is an institution as well, and no answer.
    const bare = await browser.evaluate(async () => {
      const { hands } = globalThis;
      hands.set(document.getElementById("header"), "");
      for (const [at, use] of ["name", "facilityType", "beds"].entries()) hands.set(document.querySelectorAll("td select")[at], use);
      return document.querySelector("#column-0").textContent;
    });
    assert.equal(bare, "1列目");
    const { faults, said: after } = await browser.evaluate(judge);
    assert.match(after, /2施設を判定しました。1行は/);
    assert.deepEqual(faults.map(([line, column, value]) => [line, column, value]), [["1行目", "2列目", "種別"], ["1行目", "3列目", "床"]]);
  });

  for (const [way, change] of [["a worker", undefined], ["slices", NO_WORKER_BY_POLICY]]) {
    test(`${engine}: in ${way} the work can be stopped, and what was read stays`, async () => {
      await open(change);
      const rows = Array.from({ length: 150_000 }, (_, at) => `第${at}診療所,診療所,${at % 20}`);
      const opened = await chosen("多.csv", `名称,施設の種類,病床数\n${rows.join("\n")}`);
      assert.equal(opened.inSlices, change !== undefined);
      const stopped = await browser.evaluate(async () => {
        const { hands } = globalThis;
        hands.button("判定する").click();
        const seen = await hands.until(() => document.querySelector("progress")?.max > 1 && document.querySelector("progress").value, 1);
        hands.button("中止する").click();
        await hands.idle();
        return { seen, said: hands.said(), focus: document.activeElement.id, uses: [...document.querySelectorAll("td select")].map(({ value }) => value), result: document.getElementById("result-title") };
      });
      assert.ok(stopped.seen > 0 && stopped.seen < 150_000, `${stopped.seen}`);
      assert.deepEqual({ ...stopped, seen: 0 }, { seen: 0, said: "中止しました。読み込んだファイルと列の使いみちは、そのまま残っています。", focus: "judge", uses: ["name", "facilityType", "beds"], result: null });
      if (change) return;
      assert.match((await browser.evaluate(judge)).said, /150,000施設を判定しました/);
    });
  }

  test(`${engine}: where the worker ends in the middle of its work, another takes its place, and nothing that was chosen is lost`, async () => {
    await open((html) => html.replace("<meta http-equiv", "<script>globalThis.Worker = class extends Worker { constructor(...given) { super(...given); globalThis.made = this; } };</script><meta http-equiv"));
    await chosen("a.csv", `名称,種別\n${"甲,病院\n".repeat(150_000)}`);
    const { said, uses } = await browser.evaluate(async () => {
      const { hands } = globalThis;
      hands.set(document.querySelectorAll("td select")[1], "facilityType");
      hands.button("判定する").click();
      await hands.until(() => document.querySelector("progress"));
      const { made } = globalThis;
      made.dispatchEvent(new ErrorEvent("error"));
      await hands.until(() => document.querySelector(".fault"));
      const said = document.querySelector(".fault").textContent;
      await hands.until(() => globalThis.made !== made && hands.said().includes("読み込みました"));
      await hands.idle();
      return { said, uses: [...document.querySelectorAll("td select")].map(({ value }) => value) };
    });
    assert.match(said, /判定のプログラムが途中で止まりました。もう一度お試しください/);
    assert.deepEqual(uses, ["name", "facilityType"]);
    assert.match((await browser.evaluate(judge)).said, /150,000施設を判定しました/);
  });

  test(`${engine}: on the batch page too, a clock before the list's day is pointed out and not followed`, async () => {
    await open((html) => NO_WORKER(html).replace("<script>", "<script>Date.now = () => Date.UTC(2020, 0, 1);"));
    await chosen("a.csv", "名称,病床数\n甲,20\n");
    const { text, day } = await browser.evaluate(() => ({
      text: document.querySelector("section[aria-labelledby=judge-title]").textContent.replace(/\s+/g, ""),
      day: document.querySelector("input[type=date]").value,
    }));
    assert.equal(day, "2025-10-21");
    assert.match(text, /この端末の日付（2020年1月1日（令和2年1月1日））は、補助金の一覧の日付（2025年10月21日）より前です/);
    assert.doesNotMatch(text, /（今日）/);
    assert.match((await browser.evaluate(judge)).said, /1施設を判定しました/);
  });

  test(`${engine}: a file that is dropped anywhere is read, and does not take the place of the page`, async () => {
    await open();
    const said = await browser.evaluate(async () => {
      const { hands } = globalThis;
      await hands.until(() => document.getElementById("file"));
      const files = new DataTransfer();
      files.items.add(new File(["名称,病床数\n甲,20\n"], "落とした.csv"));
      const drop = new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true });
      document.querySelector("footer").dispatchEvent(drop);
      await hands.until(() => hands.said().includes("読み込みました"));
      return `${drop.defaultPrevented} ${hands.said()}`;
    });
    assert.match(said, /^true UTF-8として読み込みました。1行あります。1列を/);
  });

  test(`${engine}: the table is sorted by amount and deadline, and shows a hundred at a time`, async () => {
    await open();
    const rows = Array.from({ length: 250 }, (_, at) => `第${at}病院,病院,${20 + ((at * 37) % 300)},はい,導入している,はい,3文書6情報,${at % 7 === 0 ? "" : `${((at * 7919) % 900) + 100}万円`}`);
    await chosen("病院.csv", `名称,施設の種類,病床数,オンライン資格確認,電子処方箋,健診部門システム,共有する情報,事業額（電子カルテ情報共有サービス）\n${rows.join("\n")}`);
    await browser.evaluate(judge, "2025-11-01");
    const look = (change) =>
      browser.evaluate(async ({ programme, sort, page, head }) => {
        const { hands } = globalThis;
        const text = () => document.querySelector(".institutions").textContent + document.querySelector(".pager").textContent;
        const before = text();
        if (programme) hands.set(document.getElementById("programme"), programme);
        if (sort) hands.set(document.getElementById("sort"), sort);
        if (page) hands.button(page).click();
        if (head) [...document.querySelectorAll("button.sort")].find(({ textContent }) => textContent.startsWith(head)).click();
        await hands.until(() => text() !== before);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return {
          rows: hands.cells(".institutions tbody tr"),
          sorted: [...document.querySelectorAll("[aria-sort]")].map((head) => `${head.textContent.trim()[0]} ${head.getAttribute("aria-sort")}`),
          pager: document.querySelector(".pager p").textContent,
        };
      }, change);
    const most = ([, , , amount]) => Number(amount.split("〜").at(-1).replace(/[^\d]/g, ""));
    const falling = await look({ programme: "ehr-sharing", sort: "max falling" });
    assert.equal(falling.rows.length, 100);
    assert.deepEqual(falling.sorted, ["金 descending"]);
    const next = await look({ page: "次の100件" });
    assert.equal(next.pager, "101〜200番目（全250施設）");
    const last = await look({ page: "終わり" });
    const amounts = [falling, next, last].flatMap(({ rows }) => rows.map(most));
    assert.equal(amounts.length, 250);
    assert.deepEqual(amounts, amounts.toSorted((one, other) => other - one));
    assert.ok(new Set(amounts).size > 50);
    const rising = await look({ head: "金額" });
    assert.deepEqual(rising.sorted, ["金 ascending"]);
    assert.deepEqual(rising.rows.map(most), amounts.toReversed().slice(0, 100));
    const soonest = await look({ head: "次の期限" });
    assert.deepEqual(soonest.sorted, ["次 ascending"]);
    assert.match(soonest.rows[0].at(-1), /^あと[\d,]+日$/);
    assert.deepEqual(browser.heard, []);
  });

  test(`${engine}: the sample is read without a fault, and a workbook is told from a list`, async () => {
    await open();
    await browser.evaluate(() => globalThis.hands.until(() => document.getElementById("file")));
    const bytes = Buffer.from(await browser.evaluate(save, "見本のCSVを保存"), "base64");
    const opened = await chosen("見本.csv", bytes);
    assert.deepEqual(opened.uses, ["name", "", ...questions.map(({ key }) => key)]);
    const { said, problems } = await browser.evaluate(judge, "2025-11-01");
    assert.match(said, /5施設を判定しました。補助額の合計は/);
    assert.deepEqual(problems, []);
    // What is no list is said, and what was there stays.
    const workbook = await chosen("名簿.xlsx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
    assert.match(workbook.said, /CSVではありません/);
    assert.deepEqual(workbook.uses, opened.uses);
    assert.match((await browser.evaluate(judge)).said, /5施設を判定しました/);
  });

  test(`${engine}: without WebAssembly the batch page says so, and points to the page that does without`, async () => {
    await open(NO_WASM);
    const { said, link } = await browser.evaluate(async () => {
      const link = await globalThis.hands.until(() => document.querySelector("#batch a"));
      return { said: document.getElementById("batch").textContent, link: link.getAttribute("href") };
    });
    assert.match(said, /WebAssembly.*止められているため、計算できません/);
    assert.equal(link, "iryo-dx-hojokin.nowasm.html");
    assert.deepEqual(browser.heard, []);
  });
}
