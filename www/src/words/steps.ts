/** The steps of a calculation in sentences, each with its figures. */

import type { AnswerKey, Yen } from "../../contract";
import { entryAt, type Programme, type Question } from "../catalogue";
import { bounds } from "../catalogue/answers";
import { grouped, yen } from "./format";

export interface Rate {
  numerator: number;
  denominator: number;
}

/** One step of a calculation as figures. Yen are whole; `case` is a place in `programme.amount.case`. */
export type Step =
  | { kind: "excluded" }
  | { kind: "case"; case: number }
  | { kind: "one-of" }
  /** The formula of a case; with its name where several may apply. */
  | { kind: "formula"; case: number; named: boolean }
  /** The range that open questions leave; `bound` where it ends at the largest number that a question takes. */
  | { kind: "open"; keys: AnswerKey[]; least: Yen; most: Yen; bound: { key: AnswerKey; highest: number } | null }
  | { kind: "cost"; cost: AnswerKey; single: boolean; amount: Yen; limit: Yen | null }
  | { kind: "sum"; amount: Yen }
  | { kind: "units-over"; key: AnswerKey; given: number; most: number }
  | { kind: "units"; key: AnswerKey; base: boolean; units: number; each: Yen; product: Yen }
  | { kind: "base-share"; base: Yen; rate: Rate; share: Yen; cut: boolean }
  /** `cost` is null where several costs are added up. */
  | { kind: "rate-not-stated"; cost: AnswerKey | null; cap: Yen; most: Yen }
  | { kind: "whole"; share: Yen }
  | { kind: "share"; of: Yen; rate: Rate; share: Yen; cut: boolean }
  | { kind: "cap"; cap: Yen; share: "below" | "equal" | "above" }
  | { kind: "rounded"; to: Yen }
  | { kind: "below-floor"; floor: Yen }
  | { kind: "at-most"; amount: Yen }
  | { kind: "between"; certain: Yen; least: Yen; most: Yen }
  | { kind: "amount"; amount: Yen }
  | { kind: "own-share"; cost: Yen; amount: Yen; own: Yen }
  | { kind: "not-stated-left-out" }
  | { kind: "from-zero"; case: number }
  | { kind: "eligibility-open" }
  | { kind: "may-not-be-met" }
  | { kind: "rounding-note" };

/** The figures of a formula. */
export interface LawFigures {
  case: number;
  items: { cost: AnswerKey; limit: Yen | null }[];
  rate: Rate | null;
  cap:
    | { kind: "fixed"; cap: Yen; certain: Yen | null }
    | { kind: "per-unit" | "base-per-unit"; key: AnswerKey; each: Yen; most: number };
  /** 0 where there is none. */
  floor: Yen;
}

/** Where the texts of a step are looked up. */
export interface StepTexts {
  questions: ReadonlyMap<AnswerKey, Question>;
  amount: Programme["amount"];
  /** The laws of the programme, by their cases. */
  laws: ReadonlyMap<number, LawFigures>;
}

/** The sentence of a step. */
export function stepWords(step: Step, texts: StepTexts): string {
  switch (step.kind) {
    case "excluded":
      return "対象にならないため、補助額は0円です。";
    case "case":
      return `「${caseAt(texts, step.case).name}」の場合で計算します。`;
    case "one-of":
      return "答えによって、次のどれかになります。";
    case "formula":
      return `${step.named ? `「${caseAt(texts, step.case).name}」の場合：` : ""}${formulaWords(lawAt(texts, step.case), texts)}。`;
    case "open":
      return `${step.keys.map((key) => quoted(texts, key)).join("と")}が未回答のため、${yen(step.least)}から${yen(step.most)}${boundWords(step.bound, texts)}までの範囲です。`;
    case "cost": {
      const name = step.single ? shortName(texts, step.cost) : quoted(texts, step.cost);
      if (step.limit === null) return `${name}は${yen(step.amount)}です。`;
      const limit = yen(step.limit);
      return step.amount > step.limit
        ? `${name}${yen(step.amount)}は事業額上限${limit}を超えるため、${limit}で計算します。`
        : `${name}${yen(step.amount)}は事業額上限${limit}以内です。`;
    }
    case "sum":
      return `合計は${yen(step.amount)}です。`;
    case "units-over": {
      const unit = unitOf(texts, step.key);
      return `${step.given}${unit}のうち、${step.most}${unit}までが対象です。`;
    }
    case "units":
      return `${step.base ? "基準額" : "補助上限"}は ${step.units}${unitOf(texts, step.key)} × ${yen(step.each)} ＝ ${yen(step.product)}です。`;
    case "base-share":
      return `補助上限は 基準額${yen(step.base)} × 補助率${rateWords(step.rate)} ＝ ${yen(step.share)}${cutWords(step.cut)}です。`;
    case "rate-not-stated":
      return `補助率は公表資料に記載がないため、0円から、${step.cost === null ? "合計" : shortName(texts, step.cost)}と補助上限${yen(step.cap)}の小さいほうの${yen(step.most)}までの範囲です。`;
    case "whole":
      return `全額が対象のため、${yen(step.share)}です。`;
    case "share":
      return `${yen(step.of)} × 補助率${rateWords(step.rate)} ＝ ${yen(step.share)}${cutWords(step.cut)}`;
    case "cap":
      return capWords(yen(step.cap), step.share);
    case "rounded":
      return `千円未満を切り捨てて${yen(step.to)}です。`;
    case "below-floor":
      return `下限額${yen(step.floor)}に届かないため、補助額は0円です。`;
    case "at-most":
      return `補助額は${yen(step.amount)}までです。`;
    case "between":
      return `補助上限を${yen(step.certain)}とする資料もあるため、補助額は、確実な${yen(step.least)}から${yen(step.most)}までの範囲です。`;
    case "amount":
      return `補助額は${yen(step.amount)}です。`;
    case "own-share":
      return `自己負担は ${yen(step.cost)} − ${yen(step.amount)} ＝ ${yen(step.own)}です。`;
    case "not-stated-left-out":
      return "公表資料に金額の記載がない場合は、この範囲に含めていません。";
    case "from-zero":
      return caseAt(texts, step.case).fromZero ?? "";
    case "eligibility-open":
      return "対象になるかどうかを公表資料から決められないため、下は0円からとしています。";
    case "may-not-be-met":
      return "条件を満たさない場合は0円です。";
    case "rounding-note":
      return texts.amount?.roundingNote ?? "";
  }
}

function caseAt({ amount }: StepTexts, place: number): NonNullable<Programme["amount"]>["case"][number] {
  return entryAt(amount?.case ?? [], place);
}

function lawAt({ laws }: StepTexts, place: number): LawFigures {
  const law = laws.get(place);
  if (!law) throw new RangeError(`the programme has no law for its case ${place}`);
  return law;
}

/** A formula, such as 「事業額（1,000円まで）の1/2、補助上限は500円」. */
function formulaWords({ items, rate, cap, floor }: LawFigures, texts: StepTexts): string {
  const costs =
    items.length === 1
      ? items.map(({ cost, limit }) => shortName(texts, cost) + limitWords(limit)).join("")
      : `${items.map(({ cost, limit }) => quoted(texts, cost) + limitWords(limit)).join("と")}の合計`;
  return `${costs}${shareWords(rate)}、${ceilingWords(cap, texts)}${floor > 0 ? `、下限額は${yen(floor)}` : ""}`;
}

function limitWords(limit: Yen | null): string {
  return limit === null ? "" : `（${yen(limit)}まで）`;
}

function shareWords(rate: Rate | null): string {
  if (rate === null) return "に対する補助率は公表資料に記載なし";
  return rate.numerator === rate.denominator ? "の全額" : `の${rateWords(rate)}`;
}

function ceilingWords(cap: LawFigures["cap"], texts: StepTexts): string {
  if (cap.kind === "fixed") return cap.certain === null ? `補助上限は${yen(cap.cap)}` : `補助上限は資料によって${yen(cap.certain)}と${yen(cap.cap)}`;
  const question = questionOf(texts, cap.key);
  const unit = question.unit ?? "";
  const name = cap.kind === "base-per-unit" ? "基準額（費用を数える上限）" : "補助上限";
  return `${name}は1${unit}あたり${yen(cap.each)}${cap.most < bounds(question).max ? `（${cap.most}${unit}まで）` : ""}`;
}

/** Says where a range ends at the largest number that a question takes: no institution may be that large. */
function boundWords(bound: { key: AnswerKey; highest: number } | null, texts: StepTexts): string {
  return bound === null ? "" : `（入力できるいちばん大きい${grouped(bound.highest)}${unitOf(texts, bound.key)}のとき）`;
}

function capWords(cap: string, share: "below" | "equal" | "above"): string {
  switch (share) {
    case "below":
      return `補助上限${cap}以内です。`;
    case "equal":
      return `補助上限${cap}と同じです。`;
    case "above":
      return `補助上限${cap}を超えるため、${cap}になります。`;
  }
}

function rateWords({ numerator, denominator }: Rate): string {
  return `${numerator}/${denominator}`;
}

/** Stands behind a share that does not come out in whole yen. */
function cutWords(cut: boolean): string {
  return cut ? "（1円未満切捨て）" : "";
}

function questionOf({ questions }: StepTexts, key: AnswerKey): Question {
  const question = questions.get(key);
  if (!question) throw new RangeError(`the catalogue has no question ${key}`);
  return question;
}

function quoted(texts: StepTexts, key: AnswerKey): string {
  return `「${questionOf(texts, key).name}」`;
}

/** What a question calls a cost, without what stands behind it in brackets. */
function shortName(texts: StepTexts, cost: AnswerKey): string {
  const { name } = questionOf(texts, cost);
  const bracket = name.indexOf("（");
  return bracket < 0 ? name : name.slice(0, bracket);
}

function unitOf(texts: StepTexts, key: AnswerKey): string {
  return questionOf(texts, key).unit ?? "";
}
