/** A file to try it with, and to begin one's own with: every heading, and institutions that do not exist. */

import type { Answers, Yen } from "../../contract";
import type { Question } from "../catalogue";
import { answerTo } from "../catalogue/answers";
import { written } from "./csv";
import { headingsOf } from "./headings";

/** `cost`: of whatever costs something. */
const INSTITUTIONS: { name: string; code: string; answers: Answers; cost?: Yen }[] = [
  {
    name: "（見本）みほん総合病院",
    code: "0100001",
    answers: {
      facilityType: "hospital", beds: 250, founder: "medical-corporation", prefecture: "13", employees: 420,
      onlineEligibility: true, ePrescription: "introduced", checkupSystem: true, sharedDocuments: 3, baseUpFee: true,
    },
    cost: 3_000_000,
  },
  {
    name: "（見本）みほん内科",
    code: "0100002",
    answers: {
      facilityType: "clinic", beds: 0, founder: "sole-proprietor", prefecture: "27", employees: 6,
      onlineEligibility: true, ePrescription: "declared", baseUpFee: true, homeVisits: true,
    },
    cost: 400_000,
  },
  {
    name: "（見本）みほん歯科",
    code: "0100003",
    answers: { facilityType: "dental-clinic", beds: 0, founder: "sole-proprietor", prefecture: "40", onlineEligibility: true, ePrescription: "none" },
  },
  {
    name: "（見本）みほん薬局",
    code: "0100004",
    answers: {
      facilityType: "pharmacy", beds: 0, founder: "company", prefecture: "01", employees: 12, largeChainPharmacy: false,
      onlineEligibility: true, ePrescription: "introduced", readerUnits: 1,
    },
    cost: 20_000,
  },
  { name: "（見本）みほん訪問看護ステーション", code: "0100005", answers: { facilityType: "visiting-nursing", founder: "company", prefecture: "47", baseUpFee: true } },
];

/** An answer as people write it. */
function word(question: Question, answers: Answers, cost: Yen | undefined): string {
  const value = question.kind === "yen" ? cost : answerTo(answers, question.key);
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "はい" : "いいえ";
  return question.choices?.find((choice) => choice.value === value)?.label ?? String(value);
}

export function sample(questions: Question[]): string {
  const rows = INSTITUTIONS.map(({ name, code, answers, cost }) => written([name, code, ...questions.map((question) => word(question, answers, cost))]));
  return `\ufeff${written(["医療機関名", "医療機関コード", ...questions.map((question) => headingsOf(question)[0] ?? question.key)])}${rows.join("")}`;
}
