/** The result as plain text, for a mail or a file. Pure: text out, nothing decided. */

import type { AnswerKey, Answers, Report } from "../contract";
import type { Catalogue, Question } from "./catalogue";
import { type AnswerValue, answerTo } from "./catalogue/answers";
import { moneyWords, type Row, rowsOf } from "./model";
import { totalWords } from "./results";
import { bothDates, daysLeft, grouped, range, westernDate, yen } from "./words/format";
import { CONDITIONS, contactWords, DEADLINES, GRADES, isLive, STATES, titled, windowWords } from "./words/labels";

/** An answer as people say it. */
export function inWords(question: Question, answer: AnswerValue): string {
  if (typeof answer === "boolean") return answer ? "はい" : "いいえ";
  if (question.kind === "yen") return yen(Number(answer));
  if (question.kind === "number") return `${grouped(Number(answer))}${question.unit ?? ""}`;
  return question.choices?.find((choice) => choice.value === answer)?.label ?? String(answer);
}

/** All of a report as text, line by line. */
export function memo(report: Report, answers: Answers, catalogue: Catalogue): string {
  const given = catalogue.questions.flatMap((question: Question) => {
    const answer = answerTo(answers, question.key);
    return answer === undefined ? [] : [`・${question.name}：${inWords(question, answer)}`];
  });
  const name = (key: AnswerKey): string => catalogue.questions.find((question) => question.key === key)?.name ?? key;
  const [rows, beside] = [report.programmes, report.beside].map((results) => rowsOf(results, catalogue.programmes)) as [Row[], Row[]];
  const { total, unstated } = totalWords({ rows, catalogue }, report, yen);
  const { ageDays } = report;
  const { besideGroup } = catalogue;
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
    ...(unstated > 0 ? [`　ほかに、金額の記載がない補助金 ${unstated}件（合計に含みません）`] : []),
    ...(report.referenceTotal.max > 0 ? [`　参考資料による額（合計に含みません）：${range(report.referenceTotal, yen)}`] : []),
    ...report.problems.map(({ message }) => `　回答の食い違い：${message}`),
    ...rows.flatMap((row) => ["", ...programmeLines(row, catalogue, name)]),
    ...(beside.length > 0 ? ["", `【${besideGroup.label}】合計に含みません。${besideGroup.note}`] : []),
    ...beside.flatMap((row) => ["", ...programmeLines(row, catalogue, name)]),
    "",
  ].join("\n");
}

function programmeLines(
  { programme, result }: Row,
  catalogue: Catalogue,
  name: (key: AnswerKey) => string,
): string[] {
  const { state, amount, window, conditions, missing } = result;
  const { asOf, contact, detail, noAmount, successor } = programme;
  const source = (id: string): string => catalogue.sources[id]?.title ?? id;
  const money = amount
    ? `${moneyWords({ programme, result }, catalogue)}　根拠：${source(amount.source)}（${GRADES[amount.evidence]}）`
    : (noAmount ?? "公表資料に記載なし");
  return [
    `■${titled(programme)}：${STATES[state].word}`,
    ...(asOf === null ? [] : [`　${westernDate(asOf)}に調べました`]),
    ...(result.eligibility === "no" ? [] : [`　金額：${money}`, ...(amount?.steps ?? []).map((step) => `　　${step}`)]),
    `　期限：${windowWords(window)}`,
    ...window.deadlines.map((day) => `　　${DEADLINES[day.kind]}：${bothDates(day.date)} ${daysLeft(day.daysLeft)}（${GRADES[day.evidence]}）`),
    ...conditions.map((one) => `　${CONDITIONS[one.state].shape}${one.text}（${CONDITIONS[one.state].word}、${GRADES[one.evidence]}）`),
    ...(missing.length > 0 && isLive(state) ? [`　まだお答えでない質問：${missing.map(name).join("、")}`] : []),
    ...successor.map(({ text, source: of, lookedAt }) => `　この補助金のあと：${text}（${westernDate(lookedAt)}に確認、根拠：${source(of)}）`),
    `　問合せ先：${contactWords(contact)}`,
    ...(detail.url ? [`　詳細：${detail.url}`] : []),
  ];
}
