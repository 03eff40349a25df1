/** Which column answers which question, by its heading: a suggestion, which the person sees and changes. */

import type { AnswerKey } from "../../contract";
import type { Question } from "../catalogue";

/** A question's key, the name to be shown, or nothing: then the column goes into the result as it is. */
export type Use = AnswerKey | typeof NAME | typeof CARRIED;
export const NAME = "name";
export const CARRIED = "";

/** What else people head a column with than the question's name, where it can mean nothing else: 医療扶助 alone may be any fact about it. */
const HEADINGS: Record<AnswerKey, string[]> = {
  facilityType: ["施設種別", "施設種類", "施設区分", "医療機関種別", "医療機関区分"],
  beds: ["許可病床数", "病床", "ベッド数"],
  founder: ["開設者種別", "開設者区分", "設置主体", "開設主体"],
  employees: ["常時使用する従業員数"],
  prefecture: ["都道府県名", "都道府県コード", "県名", "所在都道府県"],
  onlineEligibility: ["オンライン資格確認", "オン資", "オンライン資格確認の運用"],
  ePrescription: ["電子処方箋", "電子処方せん", "電子処方箋導入", "電子処方箋の導入状況"],
  checkupSystem: ["健診部門システム", "健診システム"],
  sharedDocuments: ["共有する情報", "共有する文書", "共有文書数"],
  recordsPlan: ["電子カルテ導入予定", "電子カルテの予定"],
  baseUpFee: ["ベースアップ評価料（令和7年3月31日時点）"],
  baseUpFee2026: ["ベースアップ評価料（令和8年4月1日時点）"],
  separateRoute: ["別動線", "通常とは異なる動線"],
  homeVisits: ["訪問診療", "訪問診療等"],
  onlineCare: ["オンライン診療", "オンライン診療等"],
  checkups: ["特定健診", "特定健診・特定保健指導"],
  paperClaims: ["紙レセプト", "紙レセ"],
  careService: ["介護サービス"],
  cardIntegration: ["マイナンバーカード一体化", "マイナ一体化"],
  receptionMachine: ["再来受付機の改修"],
  readerUnits: ["カードリーダー台数", "カードリーダーの台数", "スマホ対応カードリーダー台数"],
  inHousePrescribing: ["院内処方機能"],
  largeChainPharmacy: ["大型チェーン薬局", "大型チェーン"],
  itProcesses: ["業務プロセス数", "プロセス数"],
  minimumWageCase: ["最低賃金近傍"],
};

/** Of the column that says which institution it is; the first that is there. */
const NAMES = ["医療機関名", "医療機関名称", "施設名", "施設名称", "事業所名", "薬局名", "病院名", "診療所名", "名称", "名前"];

/** Columns as they are called in words: by their headings, or by their places. */
export function headed(headings: string[], width: number): string[] {
  return Array.from({ length: width }, (_, at) => headings[at]?.trim() || `${at + 1}列目`);
}

/** What a heading comes to: widths, spaces and signs make no difference. */
export function plain(heading: string): string {
  return heading.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{S}]/gu, "");
}

/** The name of a cost, such as 事業額（電子処方箋）. */
const COST = /^(.+)（(.+)）$/;

/** Every heading that stands for the question; the first is written into a new file. */
export function headingsOf({ key, name, label }: Question): string[] {
  const [, head, of] = COST.exec(name) ?? [];
  const costs = head && of ? [`${of}の${head}`, `${of}の費用`] : [];
  return [name, ...(HEADINGS[key] ?? []), ...costs, label, key];
}

/** What each column is for, as far as its heading says so; each question and the name are given once. */
export function usesOf(headings: string[], questions: Question[]): Use[] {
  const known = new Map<string, AnswerKey | null>();
  for (const question of questions) {
    for (const heading of new Set(headingsOf(question).map(plain))) known.set(heading, known.has(heading) ? null : question.key);
  }
  const taken = new Set<Use>();
  const uses = headings.map((heading): Use => {
    const use = known.get(plain(heading)) ?? CARRIED;
    if (taken.has(use)) return CARRIED;
    if (use !== CARRIED) taken.add(use);
    return use;
  });
  const free = headings.map((heading, at) => (uses[at] === CARRIED ? plain(heading) : ""));
  const named = NAMES.map((name) => free.indexOf(plain(name))).find((at) => at >= 0);
  if (named !== undefined) uses[named] = NAME;
  return uses;
}

/** What cannot be meant by such a choice, in words. */
export function faultOf(uses: Use[], headings: string[], questions: Question[]): string | null {
  for (const use of new Set(uses)) {
    const columns = uses.flatMap((one, at) => (one === use ? [at] : []));
    if (use === CARRIED || columns.length < 2) continue;
    const what = use === NAME ? "表に示す名称" : `「${questions.find(({ key }) => key === use)?.name}」`;
    return `${what}に、${columns.map((at) => `「${headings[at]}」（${at + 1}列目）`).join("と")}が選ばれています。どれか1つにして、ほかは「使わない」にしてください。`;
  }
  if (uses.every((use) => use === CARRIED || use === NAME)) {
    return "質問に答える列が1つもありません。下の表で、列の使いみちを選んでください。";
  }
  return null;
}
