// How the page for many institutions reads a file: its bytes, its lines, its headings and its cells. In Node, on the
// sources as they are and the built calculator; the page as a whole is tested in browsers.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { inShiftJis } from "../browser/csv.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { outputFiles } = await build({
  stdin: {
    contents: ["csv", "encoding", "headings", "sheet", "values", "forms"].map((name) => `export * from "./www/src/batch/${name}";`).join("\n"),
    resolveDir: root,
  },
  bundle: true,
  write: false,
  format: "esm",
  target: "es2022",
});
const page = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
const calculator = await import(pathToFileURL(join(root, "target/dist/iryo_dx_hojokin.js")).href);
calculator.initSync({ module: await readFile(join(root, "target/dist/iryo_dx_hojokin_bg.wasm")) });
/** As the page has the calculator read an amount. */
function readAmount(text) {
  try {
    return { value: calculator.parseYen(text) };
  } catch ({ name, message }) {
    assert.equal(name, "CalculatorError");
    return { fault: message };
  }
}
const readerOf = (question) => page.reader(question, readAmount);
const { questions } = calculator.catalogue();
const question = (key) => questions.find((one) => one.key === key);

/** Every line with its number, its cells and its fault, as the page comes to them. */
async function linesOf(text, separator = ",") {
  // The first row is the header.
  const sheet = await page.sheetOf(text, separator, { breathe: async () => {} }, () => {});
  return sheet.lines.map((line, row) => ({ line, ...page.rowAt(sheet, row, page.widthOf(sheet, 0)) }));
}
const cellsOf = (text, separator = ",") => page.entryAt(text, 0, separator).cells;

test("reading: what is written is read again, whatever stands in it", () => {
  const cell = fc.oneof(fc.string({ unit: "binary", maxLength: 20 }), fc.constantFrom('"', '""', ",", "\r\n", "\n", "\r", " x ", '",', "=1+1", ""));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (cells) => {
      const text = page.written(cells);
      const { cells: read, next, fault } = page.entryAt(text, 0, ",");
      assert.equal(fault, null);
      assert.deepEqual(read, cells);
      assert.equal(next, text.length);
    }),
    { numRuns: 2000 },
  );
});

test("reading: any text at all comes to an end, and each line is read once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('"', ",", "\n", "\r", "\r\n", "a", " ", '""'), { maxLength: 60 }), async (parts) => {
      const lines = await linesOf(parts.join(""));
      for (const [at, { line }] of lines.entries()) assert.ok(at === 0 || line > lines[at - 1].line);
      assert.ok((lines.at(-1)?.line ?? 0) <= parts.join("").split(/\r\n|\n|\r/).length);
    }),
    { numRuns: 2000 },
  );
});

test("reading: lines have the numbers that a person sees, whatever ends them", async () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = ["a,b", "1,2", "", `"3${end}still 3",4`, ",", "5,6", "", ""].join(end);
    assert.deepEqual((await linesOf(text)).map(({ line, cells }) => [line, cells.at(-1)]), [[1, "b"], [2, "2"], [4, "4"], [7, "6"]]);
  }
});

test("reading: a line that is broken takes no other line with it", async () => {
  const lines = await linesOf(['a,b', '1,"open', '2,"x"y', '3,4,5', '5,"6" ', '7,8,,,'].join("\n"));
  assert.deepEqual(lines.map(({ line, fault }) => [line, fault?.slice(0, 8) ?? null]), [
    [1, null],
    [2, "閉じた引用符（\""],
    [3, "閉じた引用符（\""],
    [4, "列が3列あり、見"],
    [5, null],
    [6, null],
  ]);
  const [, open] = await linesOf('a,b\n1,"open\n');
  assert.match(open.fault, /閉じられていません/);
  // A mark that nobody closed must not make each line look through the whole file.
  const many = await linesOf(`a\n${'"x""\n'.repeat(3000)}`);
  assert.equal(many.length, 3001);
});

test("reading: the separator is found", () => {
  assert.equal(page.separatorOf("a,b\n1,2\n"), ",");
  assert.equal(page.separatorOf("a\tb,c\n1\t2\n"), "\t");
  assert.equal(page.separatorOf('a;b;"c,d"\n1;2,5;3\n'), ";");
  assert.equal(page.separatorOf("one column"), ",");
  assert.deepEqual(cellsOf('a\t"b\tc"', "\t"), ["a", "b\tc"]);
});

test("reading: the encoding is found, and what is no list is told", () => {
  const text = "名称,病床数\r\n医院,０\r\n";
  const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
  for (const [bytes, encoding] of [
    [Buffer.from(text), "utf-8"],
    [Buffer.from(`\ufeff${text}`), "utf-8"],
    [inShiftJis(text), "shift_jis"],
    [utf16, "utf-16le"],
    [Buffer.from(utf16).swap16(), "utf-16be"],
    [utf16.subarray(2), "utf-16le"],
  ]) {
    assert.deepEqual(page.decode(new Uint8Array(bytes), null), { text, encoding, damaged: 0 });
  }
  assert.ok(page.decode(inShiftJis(text), "utf-8").damaged > 0);
  assert.throws(() => page.decode(Uint8Array.of(0x50, 0x4b, 3, 4), null), { name: "NoText" });
  assert.throws(() => page.decode(Uint8Array.of(0, 0, 0, 0, 65), null), { name: "NoText" });
});

test("reading: every heading of the list is known, and belongs to one question", () => {
  for (const one of questions) {
    const headings = page.headingsOf(one);
    // Into a new file the name is written; the question itself and its key are read as well.
    assert.equal(headings[0], one.name);
    for (const heading of [one.label, one.key]) assert.ok(headings.includes(heading), heading);
    for (const heading of headings) assert.deepEqual(page.usesOf([heading], questions), [one.key], heading);
  }
  assert.deepEqual(page.usesOf(["名称", "医療機関名", " 許可 病床数（床）", "許可病床数", "BEDS", "Ｂｅｄｓ", "備考"], questions), ["", "name", "", "beds", "", "", ""]);
  assert.deepEqual(page.usesOf(["ｂｅｄｓ", "costs.ehr-sharing", "施設 種別"], questions), ["beds", "costs.ehr-sharing", "facilityType"]);
  assert.deepEqual(page.usesOf(["病床数はいくつですか", "電子カルテ導入予定", "介護サービス", "ベースアップ評価料（令和8年4月1日時点）", "介護情報基盤の事業額"], questions), ["beds", "recordsPlan", "careService", "baseUpFee2026", "costs.care-information"]);
  // Of two days the heading has to say which.
  assert.deepEqual(page.usesOf(["ベースアップ評価料"], questions), [""]);
  assert.match(page.faultOf(["beds", "beds"], ["a", "b"], questions), /^「病床数」に、「a」（1列目）と「b」（2列目）/);
  assert.match(page.faultOf(["name", ""], ["a", "b"], questions), /1つもありません/);
  assert.equal(page.faultOf(["name", "beds"], ["a", "b"], questions), null);
});

test("reading: every choice is read by its value and its label, and no answer by its forms", () => {
  for (const one of questions) {
    const read = readerOf(one);
    for (const open of ["", " ", "　", "-", "－", "―", "不明", "わからない"]) assert.equal(read(open), -1, `${one.key}: ${open}`);
    for (const [at, { value, label }] of (one.choices ?? []).entries()) {
      const code = typeof value === "number" ? value : at;
      for (const form of [value, label, `　${label} `]) assert.equal(read(String(form)), code, `${one.key}: ${form}`);
    }
  }
});

test("reading: at each amount it is said whether consumption tax is part of it", () => {
  for (const { key, kind, tax } of questions) assert.equal(tax !== null, kind === "yen", key);
  assert.match(page.acceptedBy(question("costs.e-prescription")), /消費税を含めた金額で入れてください/);
  assert.match(page.acceptedBy(question("costs.productivity")), /消費税を除いた金額で入れてください/);
  assert.match(page.acceptedBy(question("costs.ehr-sharing")), /消費税を含めるかどうかは、公表資料に記載がありません/);
});

/** By question: what is read as what, and what is refused. */
const read = {
  facilityType: { 病院: 0, 診療所: 1, ＨＯＳＰＩＴＡＬ: 0, 歯科医院: 2, 調剤薬局: 3 },
  founder: { 個人: 1, 医療法人: 0, 株式会社: 5, 一般社団法人: 4 },
  prefecture: { 1: 0, "01": 0, "０１": 0, 北海道: 0, 東京: 12, 東京都: 12, 京都: 25, 大阪: 26, 47: 46 },
  beds: { 0: 0, "20床": 20, "２０": 20, "1,000": 1000, 3000: 3000 },
  employees: { "5人": 5, "5名": 5 },
  onlineEligibility: { はい: 1, いいえ: 0, 有: 1, 無: 0, あり: 1, なし: 0, "○": 1, "〇": 1, "◯": 1, "×": 0, "１": 1, 0: 0, TRUE: 1, False: 0, する: 1, していない: 0 },
  sharedDocuments: { 3: 3, "２文書6情報": 2, "3文書": 3 },
  recordsPlan: { 新規: 0, 入れ替え: 1, 更新予定: 1, 予定なし: 2, なし: 2 },
  careService: { なし: 0, 訪問: 1, 通所: 1, 居宅療養管理指導: 2, 入所: 3 },
  baseUpFee2026: { はい: 1, 無: 0 },
  "costs.ehr-sharing": { 0: 0, "2000万円": 20_000_000, "13,158千円": 13_158_000, "\\13,158,000": 13_158_000, "￥1,000": 1000 },
};
const refused = {
  facilityType: ["無床診療所", "有床診療所", "クリニック", "病", "0", "病院?診療所"],
  founder: ["法人"],
  prefecture: ["0", "48", "-1", "(1)", "北海", "東京府", "1.0"],
  beds: ["-1", "3001", "20.5", "二十", "1,00", "10 20", "#N/A"],
  onlineEligibility: ["x", "2", "たぶん", "有無", "◎"],
  ePrescription: ["はい", "未導入", "1"],
  sharedDocuments: ["1", "3.0"],
  recordsPlan: ["はい", "あり", "0"],
  careService: ["はい", "あり", "1"],
  itProcesses: ["0", "8"],
  "costs.ehr-sharing": ["高い", "1000000000001", "-5", "0.5円"],
};
for (const [key, forms] of Object.entries(read)) {
  test(`reading: ${key}`, () => {
    for (const [text, value] of Object.entries(forms)) assert.equal(readerOf(question(key))(text), value, text);
  });
}
for (const [key, texts] of Object.entries(refused)) {
  test(`reading: ${key}, what is refused with a mend`, () => {
    for (const text of texts) assert.match(String(readerOf(question(key))(text)), /。|：/, text);
  });
}

test("reading: what a spreadsheet would run or change is written so that it stays", () => {
  for (const [cell, safe] of [["=1+1", "'=1+1"], ["+81", "'+81"], ["-5", "'-5"], ["@a", "'@a"], ["＝1", "'＝1"], ["\t=1", "'\t=1"], ["\rx", "'\rx"]]) {
    assert.equal(page.guarded(cell, true), safe);
    assert.equal(page.guarded(cell, false), safe);
  }
  for (const [cell, kept] of [["0123456", '="0123456"'], ["1310123456789", '="1310123456789"'], ["1-2-3", '="1-2-3"'], ["1/2", '="1/2"'], ["1e5", '="1e5"']]) {
    assert.equal(page.guarded(cell, true), kept);
    assert.equal(page.guarded(cell, false), cell);
  }
  for (const cell of ["0", "120", "東京都千代田区1-2-3", "0.5", "病院", "-", ""]) assert.equal(page.guarded(cell, true), cell);
});
