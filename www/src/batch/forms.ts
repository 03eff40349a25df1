/** What people write in cells: the words that are read, and those that look like it. */

import type { Question } from "../catalogue";
import { MOST_YEN } from "../catalogue/answers";
import { grouped } from "../words/format";
import { TAXES } from "../words/labels";

/** Forms of not knowing. */
export const OPEN = ["不明", "わからない", "分からない", "未回答", "未確認", "n/a", "na", "null"];

export const YES = ["はい", "有", "有り", "あり", "ある", "○", "◯", "〇", "1", "true", "yes", "y", "する", "している", "済", "済み"];
export const NO = ["いいえ", "無", "無し", "なし", "ない", "×", "✕", "✖", "☓", "0", "false", "no", "n", "しない", "していない"];

/** Other words for a choice. Only what can mean no other choice of the question stands here. */
export const OTHERS: Record<string, Record<string, string[]>> = {
  facilityType: {
    "dental-clinic": ["歯科医院", "歯科"],
    pharmacy: ["保険薬局", "調剤薬局"],
    "visiting-nursing": ["訪問看護", "訪問看護事業所"],
  },
  founder: {
    "medical-corporation": ["医療法人社団", "医療法人財団", "社会医療法人"],
    "sole-proprietor": ["個人開業医", "個人事業主"],
    "association-or-foundation": ["一般社団法人", "一般財団法人", "公益社団法人", "公益財団法人"],
    company: ["株式会社", "有限会社", "合同会社"],
    public: ["国", "都道府県", "市町村", "自治体", "独立行政法人", "地方独立行政法人", "国立大学法人"],
  },
  ePrescription: {
    introduced: ["導入済", "導入済み"],
    declared: ["申出済", "申出済み"],
  },
  sharedDocuments: { 3: ["3文書"], 2: ["2文書"] },
  recordsPlan: {
    new: ["新規", "新規導入"],
    replace: ["更新", "更新予定", "入れ替え", "入替", "買い替え"],
    none: ["なし", "無", "無し", "予定なし"],
  },
  careService: {
    none: ["なし", "無", "無し"],
    visit: ["訪問", "通所", "短期滞在"],
    "home-guidance": ["居宅療養管理指導"],
    residential: ["居住", "入所"],
  },
};

/** What looks like a choice and is none, with the reason. */
export const UNCLEAR: Record<string, [string[], string]> = {
  facilityType: [
    ["無床診療所", "有床診療所", "医院", "クリニック"],
    "医科か歯科かがわからないため、読み取れません。医科は「診療所」、歯科は「歯科診療所」と書いてください。無床か有床かは、病床数の列で答えてください（無床は0）。",
  ],
  ePrescription: [
    ["未導入", "導入していない", "いいえ", "無", "なし", "×", "0"],
    "申出をしているかどうかがわからないため、読み取れません。「導入する旨を申し出ている」か「導入も申出もしていない」と書いてください。",
  ],
};

/** As it is compared: widths, case and spaces make no difference. */
export const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");

/** What may stand in a column, in words, for who prepares a file. */
export function acceptedBy(question: Question): string {
  switch (question.kind) {
    case "yes-no":
      return "はい・いいえ（有・無、あり・なし、○・×、する・しない、1・0、true・falseも）";
    case "choice":
      return question.key === "prefecture"
        ? "都道府県の名前（都・府・県はなくても）、または番号（01から47、先頭の0はなくても）"
        : (question.choices ?? []).map(({ value, label }) => `${label}〔${[value, ...(OTHERS[question.key]?.[value] ?? [])].join("、")}〕`).join("、");
    case "number":
      return `${grouped(question.min ?? 0)}から${grouped(question.max ?? MOST_YEN)}までの整数（「${question.unit}」を付けても）`;
    case "yen":
      return `金額（13158000、13,158千円、1,300万円など）${question.tax ? `。${TAXES[question.tax.treatment]}` : ""}`;
  }
}
