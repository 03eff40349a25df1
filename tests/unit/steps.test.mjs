// The sentences of a calculation, kind by kind.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { load, question } from "./sources.mjs";

const { stepWords } = await load(["words/steps"]);

const questions = new Map(
  [
    question("cost", "事業額（電子処方箋）"),
    question("price", "価格（カードリーダー）"),
    question("spent", "支出額（生産性向上・職場環境整備等、消費税を除く）"),
    question("device", "事業額（外来診療等のモバイル端末等）"),
    question("refit", "事業額（外来診療等のレセコン改修）"),
    question("beds", "病床数", { kind: "number", min: 0, max: 3000, unit: "床" }),
    question("units", "スマホ保険証対応のカードリーダーの台数", { kind: "number", min: 0, max: 100, unit: "台" }),
  ].map((one) => [one.key, one]),
);
const amount = {
  case: [
    { name: "病院（3台まで）", fromZero: null },
    { name: "通常枠・1〜3種類（最低賃金近傍の事業者）", fromZero: null },
    { name: "架空", fromZero: "上限額の決め方が公表資料にないため、下は0円からとしています。" },
  ],
  rounding: "floor-1000",
  roundingNote: "千円未満を切り捨てています。",
};
const half = { numerator: 1, denominator: 2 };
const whole = { numerator: 1, denominator: 1 };
const fixed = (cap, certain = null) => ({ kind: "fixed", cap, certain });
const law = (rest) => ({ case: 1, items: [{ cost: "cost", limit: null }], rate: half, cap: fixed(5), floor: 0, ...rest });
/** A step with the law that it names. */
const formula = (rest, named = false) => ({ kind: "formula", case: 1, named, law: law(rest) });

/** Each kind with its sentences; those that tests/cases/steps.toml has too. */
const IN_CASES = [
  [{ kind: "excluded" }, "対象にならないため、補助額は0円です。"],
  [{ kind: "case", case: 0 }, "「病院（3台まで）」の場合で計算します。"],
  [{ kind: "one-of" }, "答えによって、次のどれかになります。"],
  [
    formula({ rate: { numerator: 2, denominator: 3 }, cap: fixed(1_499_999), floor: 50_000 }, true),
    "「通常枠・1〜3種類（最低賃金近傍の事業者）」の場合：事業額の2/3、補助上限は1,499,999円、下限額は50,000円。",
  ],
  [formula({ items: [{ cost: "cost", limit: 13_158_000 }], cap: fixed(6_579_000) }), "事業額（13,158,000円まで）の1/2、補助上限は6,579,000円。"],
  [formula({ rate: null, cap: fixed(2_007_000) }), "事業額に対する補助率は公表資料に記載なし、補助上限は2,007,000円。"],
  [
    formula({ items: [{ cost: "device", limit: 41_000 }, { cost: "refit", limit: 130_000 }], rate: { numerator: 3, denominator: 4 }, cap: fixed(128_000) }),
    "「事業額（外来診療等のモバイル端末等）」（41,000円まで）と「事業額（外来診療等のレセコン改修）」（130,000円まで）の合計の3/4、補助上限は128,000円。",
  ],
  [
    formula({ items: [{ cost: "price", limit: null }], cap: { kind: "per-unit", key: "units", each: 7_000, most: 3 } }),
    "価格の1/2、補助上限は1台あたり7,000円（3台まで）。",
  ],
  [
    formula({ items: [{ cost: "spent", limit: null }], rate: whole, cap: { kind: "per-unit", key: "beds", each: 40_000, most: 3000 } }),
    "支出額の全額、補助上限は1床あたり40,000円。",
  ],
  [{ kind: "open", keys: ["units"], least: 0, most: 21_000, bound: null }, "「スマホ保険証対応のカードリーダーの台数」が未回答のため、0円から21,000円までの範囲です。"],
  [
    { kind: "open", keys: ["spent", "beds"], least: 0, most: 120_000_000, bound: { key: "beds", highest: 3000 } },
    "「支出額（生産性向上・職場環境整備等、消費税を除く）」と「病床数」が未回答のため、0円から120,000,000円（入力できるいちばん大きい3,000床のとき）までの範囲です。",
  ],
  [{ kind: "cost", cost: "price", single: true, amount: 100_000, limit: null }, "価格は100,000円です。"],
  [
    { kind: "cost", cost: "cost", single: true, amount: 20_000_000, limit: 13_158_000 },
    "事業額20,000,000円は事業額上限13,158,000円を超えるため、13,158,000円で計算します。",
  ],
  [{ kind: "cost", cost: "cost", single: true, amount: 13_157_999, limit: 13_158_000 }, "事業額13,157,999円は事業額上限13,158,000円以内です。"],
  [
    { kind: "cost", cost: "refit", single: false, amount: 100_001, limit: 781_000 },
    "「事業額（外来診療等のレセコン改修）」100,001円は事業額上限781,000円以内です。",
  ],
  [{ kind: "sum", amount: 141_001 }, "合計は141,001円です。"],
  [{ kind: "units-over", key: "units", given: 5, most: 3 }, "5台のうち、3台までが対象です。"],
  [{ kind: "units", key: "units", base: false, units: 3, each: 7_000, product: 21_000 }, "補助上限は 3台 × 7,000円 ＝ 21,000円です。"],
  [
    { kind: "rate-not-stated", cost: "cost", cap: 2_007_000, most: 2_007_000 },
    "補助率は公表資料に記載がないため、0円から、事業額と補助上限2,007,000円の小さいほうの2,007,000円までの範囲です。",
  ],
  [{ kind: "whole", share: 800_001 }, "全額が対象のため、800,001円です。"],
  [{ kind: "share", of: 42_000, rate: half, share: 21_000, cut: false }, "42,000円 × 補助率1/2 ＝ 21,000円"],
  [{ kind: "share", of: 99_999, rate: half, share: 49_999, cut: true }, "99,999円 × 補助率1/2 ＝ 49,999円（1円未満切捨て）"],
  [{ kind: "cap", cap: 4_500_000, share: "below" }, "補助上限4,500,000円以内です。"],
  [{ kind: "cap", cap: 21_000, share: "equal" }, "補助上限21,000円と同じです。"],
  [{ kind: "cap", cap: 54_000, share: "above" }, "補助上限54,000円を超えるため、54,000円になります。"],
  [{ kind: "rounded", to: 282_000 }, "千円未満を切り捨てて282,000円です。"],
  [{ kind: "below-floor", floor: 50_000 }, "下限額50,000円に届かないため、補助額は0円です。"],
  [{ kind: "amount", amount: 6_579_000 }, "補助額は6,579,000円です。"],
  [{ kind: "own-share", cost: 20_000_000, amount: 6_579_000, own: 13_421_000 }, "自己負担は 20,000,000円 − 6,579,000円 ＝ 13,421,000円です。"],
  [{ kind: "not-stated-left-out" }, "公表資料に金額の記載がない場合は、この範囲に含めていません。"],
  [{ kind: "may-not-be-met" }, "条件を満たさない場合は0円です。"],
  [{ kind: "rounding-note" }, "千円未満を切り捨てています。"],
];

const OTHERS = [
  [formula({ cap: fixed(1_000_000, 800_000) }), "事業額の1/2、補助上限は資料によって800,000円と1,000,000円。"],
  [formula({ cap: { kind: "base-per-unit", key: "beds", each: 1_500, most: 3000 } }), "事業額の1/2、基準額（費用を数える上限）は1床あたり1,500円。"],
  [{ kind: "units", key: "beds", base: true, units: 1200, each: 1_500, product: 1_800_000 }, "基準額は 1200床 × 1,500円 ＝ 1,800,000円です。"],
  [{ kind: "base-share", base: 1_500, rate: half, share: 750, cut: false }, "補助上限は 基準額1,500円 × 補助率1/2 ＝ 750円です。"],
  [{ kind: "base-share", base: 1_501, rate: half, share: 750, cut: true }, "補助上限は 基準額1,501円 × 補助率1/2 ＝ 750円（1円未満切捨て）です。"],
  [{ kind: "rate-not-stated", cost: null, cap: 500, most: 400 }, "補助率は公表資料に記載がないため、0円から、合計と補助上限500円の小さいほうの400円までの範囲です。"],
  [{ kind: "at-most", amount: 300 }, "補助額は300円までです。"],
  [
    { kind: "between", certain: 800_000, least: 800_000, most: 1_000_000 },
    "補助上限を800,000円とする資料もあるため、補助額は、確実な800,000円から1,000,000円までの範囲です。",
  ],
  [{ kind: "from-zero", case: 2 }, "上限額の決め方が公表資料にないため、下は0円からとしています。"],
  [{ kind: "eligibility-open" }, "対象になるかどうかを公表資料から決められないため、下は0円からとしています。"],
];

const texts = (...laws) => ({ questions, amount, laws: new Map(laws.map((law) => [law.case, law])) });

for (const [{ law, ...step }, sentence] of [...IN_CASES, ...OTHERS]) {
  test(`steps: ${step.kind}: ${sentence}`, () => assert.equal(stepWords(step, law ? texts(law) : texts()), sentence));
}

test("steps: the sentences are those that the cases of calculations have", async () => {
  const cases = await readFile(new URL("../cases/steps.toml", import.meta.url), "utf8");
  for (const [, sentence] of IN_CASES) assert.ok(cases.includes(`"${sentence}"`), sentence);
});

test("steps: every kind is here", async () => {
  const source = await readFile(new URL("../../www/src/words/steps.ts", import.meta.url), "utf8");
  const kinds = new Set([...source.matchAll(/^ {2}\| \{ kind: "([\w-]+)"/gm)].map(([, kind]) => kind));
  assert.deepEqual(new Set([...IN_CASES, ...OTHERS].map(([{ kind }]) => kind)), kinds);
});

test("steps: a key or a case that the catalogue does not have is a fault, not a sentence", () => {
  assert.throws(() => stepWords({ kind: "cost", cost: "nothing", single: true, amount: 1, limit: null }, texts()), RangeError);
  assert.throws(() => stepWords({ kind: "case", case: 9 }, texts()), RangeError);
  assert.throws(() => stepWords({ kind: "formula", case: 1, named: false }, texts()), RangeError);
});
