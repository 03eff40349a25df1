/** A file to try it with, and to begin one's own with: every heading, and institutions that do not exist. */

import type { Answers } from "../../contract";
import { answerTo, type Question } from "../catalogue";
import { written } from "./csv";

const INSTITUTIONS: { name: string; code: string; answers: Answers }[] = [
  {
    name: "（見本）みほん総合病院",
    code: "0100001",
    answers: {
      facilityType: "hospital", beds: 250, founder: "medical-corporation", prefecture: "13", employees: 420,
      onlineEligibility: true, ePrescription: "introduced", checkupSystem: true, sharedDocuments: 3, baseUpFee: true,
      costs: { "ehr-sharing": 20_000_000, productivity: 3_500_000 },
    },
  },
  {
    name: "（見本）みほん内科",
    code: "0100002",
    answers: {
      facilityType: "clinic", beds: 0, founder: "sole-proprietor", prefecture: "27", employees: 6,
      onlineEligibility: true, ePrescription: "declared", baseUpFee: true, homeVisits: true,
      costs: { "e-prescription": 500_000, productivity: 180_000 },
    },
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
      onlineEligibility: true, ePrescription: "introduced", readerUnits: 1, costs: { "smartphone-reader": 9_000 },
    },
  },
  { name: "（見本）みほん訪問看護ステーション", code: "0100005", answers: { facilityType: "visiting-nursing", founder: "company", prefecture: "47", baseUpFee: true } },
];

/** An answer as people write it. */
function word(question: Question, answers: Answers): string {
  const value = answerTo(answers, question.key);
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "はい" : "いいえ";
  return question.choices?.find((choice) => choice.value === value)?.label ?? String(value);
}

export function sample(questions: Question[]): string {
  const rows = INSTITUTIONS.map(({ name, code, answers }) => written([name, code, ...questions.map((question) => word(question, answers))]));
  return `\ufeff${written(["医療機関名", "医療機関コード", ...questions.map(({ label }) => label)])}${rows.join("")}`;
}
