/** Amounts, numbers and dates as people read them. Pure: text out, nothing decided. */

import type { CivilDate, Range, Yen } from "../../contract";

/** 1590 → "1,590"; of whole numbers from 0. */
export function grouped(number: number | bigint): string {
  const digits = String(number);
  // Not by a pattern, which takes twice as long: a report has more than a hundred amounts.
  let text = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3) text = `${digits.slice(Math.max(0, end - 3), end)},${text}`;
  return text;
}

/** 6579000 → "6,579,000円". */
export function yen(amount: Yen): string {
  return `${grouped(amount)}円`;
}

/** As official papers print it: 6579000 → "6,579千円"; in yen where it is not whole thousands. */
export function printedYen(amount: Yen): string {
  return amount > 0 && amount % 1000 === 0 ? `${grouped(amount / 1000)}千円` : yen(amount);
}

/** As people say it: 6579000 → "657万9,000円". */
export function spokenYen(amount: Yen): string {
  const oku = Math.floor(amount / 100_000_000);
  const man = Math.floor(amount / 10_000) % 10_000;
  const rest = amount % 10_000;
  const parts = [oku && `${grouped(oku)}億`, man && `${grouped(man)}万`, (rest || amount === 0) && grouped(rest)];
  // A number that stands for "nothing of this unit" is left out; the text "0" of an empty amount stays.
  return `${parts.filter((part) => typeof part === "string").join("")}円`;
}

/** Both ends of a range, or the one figure where they are equal. */
export function range({ min, max }: Range, figure: (amount: Yen) => string): string {
  return min === max ? figure(min) : `${figure(min)}〜${figure(max)}`;
}

/** The eras, latest first: name, first day, and the western year before their first. */
const ERAS: [string, CivilDate, number][] = [
  ["令和", "2019-05-01", 2018],
  ["平成", "1989-01-08", 1988],
  ["昭和", "1926-12-25", 1925],
];

function parts(date: CivilDate): [number, number, number] {
  const [year, month, day] = date.split("-").map(Number);
  return [year ?? 0, month ?? 0, day ?? 0];
}

/** "2025-10-21" → "2025年10月21日". */
export function westernDate(date: CivilDate): string {
  const [year, month, day] = parts(date);
  return `${year}年${month}月${day}日`;
}

/** "2025-10-21" → "令和7年10月21日"; the western date before 昭和. */
export function japaneseDate(date: CivilDate): string {
  const era = ERAS.find(([, first]) => first <= date);
  if (!era) return westernDate(date);
  const [year, month, day] = parts(date);
  const inEra = year - era[2];
  return `${era[0]}${inEra === 1 ? "元" : inEra}年${month}月${day}日`;
}

/** "2025-10-21" → "2025年10月21日（令和7年10月21日）". */
export function bothDates(date: CivilDate): string {
  const western = westernDate(date);
  const japanese = japaneseDate(date);
  return japanese === western ? western : `${western}（${japanese}）`;
}

/** Days left until a deadline, which still counts itself. */
export function daysLeft(days: number): string {
  if (days === 0) return "基準日が最終日です";
  return days > 0 ? `あと${grouped(days)}日` : `${grouped(-days)}日前に過ぎました`;
}

/** Whether a text is a day that exists, from the year 1, written as "YYYY-MM-DD". */
export function isCivilDate(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What stands in a sentence must not end its line, turn its direction round, or be half a letter. */
export function short(text: string): string {
  // Cut first, behind what is shown: a pattern over millions of letters is too much for some browsers.
  const letters = [...text.slice(0, 100).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "□")];
  return letters.length > 40 ? `${letters.slice(0, 40).join("")}…` : letters.join("");
}
