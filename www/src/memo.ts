/** The result as plain text, for a mail or a file. Pure: text out, nothing decided. */

import type { AnswerKey, Answers, CivilDate, Report } from "../contract";
import { type AnswerValue, answerTo, type CatalogueData, nextStart, type Question } from "./catalogue";
import { bothDates, daysLeft, grouped, range, westernDate, yen } from "./format";
import { moneyWords, type Row } from "./model";
import { totalWords } from "./results";
import { CONDITIONS, DEADLINES, GRADES, STATES, stateOf, windowWords } from "./words";

/** An answer as people say it. */
export function inWords(question: Question, answer: AnswerValue): string {
  if (typeof answer === "boolean") return answer ? "はい" : "いいえ";
  if (question.kind === "yen") return yen(Number(answer));
  if (question.kind === "number") return `${grouped(Number(answer))}${question.unit ?? ""}`;
  return question.choices?.find((choice) => choice.value === answer)?.label ?? String(answer);
}

/** All of a report as text, line by line. */
export function memo(report: Report, answers: Answers, catalogue: CatalogueData): string {
  const given = catalogue.questions.flatMap((question: Question) => {
    const answer = answerTo(answers, question.key);
    return answer === undefined ? [] : [`・${question.label}：${inWords(question, answer)}`];
  });
  const label = (key: AnswerKey): string => catalogue.questions.find((question) => question.key === key)?.label ?? key;
  const rows = catalogue.programmes.flatMap((programme) => {
    const result = report.programmes.find(({ id }) => id === programme.id);
    return result ? [{ programme, result }] : [];
  });
  const { total, left } = totalWords({ rows, catalogue }, report, yen);
  const { ageDays } = report;
  return [
    "医療DX補助金計算機の結果（目安です。補助を受けられるかどうかと金額は、それぞれの窓口が決めます）",
    `基準日：${bothDates(report.on)}`,
    `補助金の一覧：${report.catalogue.edition}（${westernDate(report.catalogue.asOf)}現在、${ageDays < 0 ? `基準日の${grouped(-ageDays)}日後` : `基準日の${grouped(ageDays)}日前`}）`,
    `データ：${report.catalogue.version} 照合番号 ${report.catalogue.digest}`,
    "",
    "■回答",
    ...(given.length > 0 ? given : ["・まだ回答がありません。"]),
    "",
    `■補助額の合計：${total}`,
    ...(left ? [`　${left}（合計に含みません）`] : []),
    ...(report.referenceTotal.max > 0 ? [`　参考資料による額（合計に含みません）：${range(report.referenceTotal, yen)}`] : []),
    ...report.problems.map(({ message }) => `　回答の食い違い：${message}`),
    ...rows.flatMap((row) => ["", ...programmeLines(row, report.on, catalogue, label)]),
    "",
  ].join("\n");
}

function programmeLines(
  { programme, result }: Row,
  on: CivilDate,
  catalogue: CatalogueData,
  label: (key: AnswerKey) => string,
): string[] {
  const { amount, window, conditions, missing } = result;
  const begins = nextStart(programme, on);
  const { number, name, contact, detail, noAmount } = programme;
  const state = stateOf(result);
  const source = (id: string): string => catalogue.sources[id]?.title ?? id;
  const money = amount
    ? `${moneyWords({ programme, result }, { catalogue })}　根拠：${source(amount.source)}（${GRADES[amount.evidence]}）`
    : (noAmount ?? "公表資料に記載なし");
  return [
    `■${number}. ${name}：${STATES[state].word}`,
    ...(result.eligibility === "no" ? [] : [`　金額：${money}`, ...(amount?.steps ?? []).map((step) => `　　${step}`)]),
    `　期限：${windowWords(window, begins && bothDates(begins))}`,
    ...window.deadlines.map((day) => `　　${DEADLINES[day.kind]}：${bothDates(day.date)} ${daysLeft(day.daysLeft)}（${GRADES[day.evidence]}）`),
    ...conditions.map((one) => `　${CONDITIONS[one.state].shape}${one.text}（${CONDITIONS[one.state].word}、${GRADES[one.evidence]}）`),
    ...(missing.length > 0 && state !== "closed" ? [`　まだうかがっていないこと：${missing.map(label).join("、")}`] : []),
    `　問合せ先：${[contact.name, contact.phone].filter(Boolean).join(" ")}`,
    ...(detail.url ? [`　詳細：${detail.url}`] : []),
  ];
}
