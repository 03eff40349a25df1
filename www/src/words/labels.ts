/** Words on the screen for the fixed values of a report. */

import type { Amount, Condition, Evidence, ProgrammeResult } from "../../contract";
import type { DeadlineKind, NoteKind, Programme, Tax } from "../catalogue";
import { bothDates } from "./format";

/** What a programme is to the person in front of the page. */
export type State = ProgrammeResult["state"];

/** Each state as a word and as a shape, in the order in which they are shown. */
export const STATES: Record<State, { word: string; shape: string }> = {
  open: { word: "受付中", shape: "○" },
  upcoming: { word: "これから", shape: "▷" },
  check: { word: "要確認", shape: "？" },
  closed: { word: "受付終了", shape: "■" },
  no: { word: "対象外", shape: "×" },
};

/** The states in the order in which they are shown. */
export const ORDER = Object.keys(STATES) as State[];

/** Whether a programme is neither over nor out of the question. */
export function isLive(state: State): boolean {
  return state !== "closed" && state !== "no";
}

/** Where the day asked for lies, where the state does not say it. */
export const WINDOWS: Record<ProgrammeResult["window"]["state"], string> = {
  upcoming: "開始日の前",
  open: "期限の前",
  closed: "",
  unknown: "受付期間は不明",
};

type Deadline = ProgrammeResult["window"]["deadlines"][number];

/** What a deadline is for. */
export const DEADLINES: Record<DeadlineKind, string> = {
  introduce: "導入の完了",
  apply: "申請",
  spend: "支出",
  use: "利用",
};

const kindsOf = (deadlines: Deadline[]): string =>
  [...new Set(deadlines.map((deadline) => DEADLINES[deadline.kind]))].join("・");

/**
 * What is known of the day asked for. A known deadline ahead does not say that applications are
 * being taken, and a passed one not that there is no later one.
 */
export function windowWords({ state, opens, deadlines }: ProgrammeResult["window"]): string {
  const passed = deadlines.filter((deadline) => deadline.daysLeft < 0);
  const ahead = deadlines.filter((deadline) => deadline.daysLeft >= 0);
  switch (state) {
    case "upcoming":
      return `公表資料で確認できた開始日${opens ? `、${bothDates(opens)}` : ""}の前です。`;
    case "open":
      return `公表資料で確認できた期限（${kindsOf(ahead)}）の前です。`;
    case "closed": {
      const reported = passed.every((deadline) => deadline.evidence === "reference");
      return `公表資料で確認できた期限（${kindsOf(passed)}）を過ぎています。${reported ? "（報道などの参考資料による期限です）" : ""}`;
    }
    case "unknown":
      return passed.length > 0 && ahead.length === 0
        ? `公表資料で確認できた期限（${kindsOf(passed)}）は、どれも過ぎています。この後も受け付けているかは、公表資料から決まりません。問合せ先にご確認ください。`
        : "受付期間は公表資料から決まりません。問合せ先にご確認ください。";
  }
}

/** A programme can be open for those alone who have introduced the system in time. */
export function introductionPassed({ state, deadlines }: ProgrammeResult["window"]): boolean {
  const introductions = deadlines.filter(({ kind }) => kind === "introduce");
  return state === "open" && introductions.length > 0 && introductions.every(({ daysLeft }) => daysLeft < 0);
}

/** A programme's name, with its number where it has one. */
export function titled({ number, name }: Programme): string {
  return number === null ? name : `${number}. ${name}`;
}

/** Whom to ask, in one line. */
export function contactWords({ name, phone, hours }: Programme["contact"]): string {
  return [name, phone, hours && `（${hours}）`].filter(Boolean).join(" ");
}

export const CONDITIONS: Record<Condition["state"], { word: string; shape: string }> = {
  met: { word: "満たす", shape: "✓" },
  unmet: { word: "満たさない", shape: "✗" },
  unknown: { word: "未確認", shape: "？" },
};

export const GRADES: Record<Evidence, string> = {
  notice: "通知",
  official: "公的資料",
  reference: "参考資料",
};

/** At a question for yen. */
export const TAXES: Record<Tax, string> = {
  included: "消費税を含めた金額で入れてください",
  excluded: "消費税を除いた金額で入れてください",
  "not-stated": "消費税を含めるかどうかは、公表資料に記載がありません",
};

export const ROUNDINGS: Record<Amount["rounding"], string> = {
  "floor-1000": "千円未満は切り捨てます。",
  "floor-1": "1円未満は切り捨てます。",
  "not-stated": "端数処理は公表資料に記載がありません。",
};

/** What a text on combining two programmes comes to. */
export const OVERLAPS: Record<ProgrammeResult["overlaps"][number]["state"], string> = {
  may: "それぞれ申請",
  "may-if": "条件つきで、それぞれ申請",
  "may-not": "同じ費用を両方に使うことは不可",
  "not-stated": "公表資料に記載なし",
};

/** Of two programmes of which the catalogue says nothing together. */
export const OVERLAP_NOT_STATED = "同じ費用に両方を使えるかは、公表資料に記載がありません（要確認）。";

/** Headings of the notes, in the order in which they are shown. */
export const NOTES: Record<NoteKind, string> = {
  order: "手続きの順序",
  document: "提出する書類",
  once: "申請できる回数",
  return: "補助金を返す場合",
  term: "言葉の説明",
  caution: "注意すること",
};

/** Heading of what the notice prints otherwise. */
export const ERRATA = "通知の表記と、ここで使う表記";
