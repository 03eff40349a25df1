/** Words on the screen for the fixed values of a report. */

import type { Amount, Condition, Evidence, ProgrammeResult } from "../contract";
import type { NoteKind } from "./catalogue";

/** What a programme is to the person in front of the page. */
export type State = "yes" | "unknown" | "no" | "closed";

/** Each state as a word and as a shape. */
export const STATES: Record<State, { word: string; shape: string }> = {
  yes: { word: "使える見込み", shape: "○" },
  unknown: { word: "確認が必要", shape: "？" },
  no: { word: "対象外", shape: "×" },
  closed: { word: "受付終了", shape: "■" },
};

/** A closed programme is closed, whoever asks. */
export function stateOf(result: ProgrammeResult): State {
  return result.window.state === "closed" ? "closed" : result.eligibility;
}

export const WINDOWS: Record<ProgrammeResult["window"]["state"], string> = {
  upcoming: "受付前です",
  open: "受付中です",
  closed: "受付は終わりました",
  unknown: "受付期間は公表資料から決まりません。問合せ先にご確認ください",
};

export const DEADLINES: Record<ProgrammeResult["window"]["deadlines"][number]["kind"], string> = {
  introduce: "導入の期限",
  apply: "申請の期限",
  spend: "支出の期限",
  use: "利用の期限",
};

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

export const ROUNDINGS: Record<Amount["rounding"], string> = {
  "floor-1000": "千円未満は切り捨てます。",
  "floor-1": "1円未満は切り捨てます。",
  "not-stated": "端数処理は公表資料に記載がありません。",
};

export const OVERLAPS: Record<ProgrammeResult["overlaps"][number]["state"], string> = {
  may: "併用できます",
  "may-if": "条件つきで併用できます",
  "may-not": "併用できません",
  "not-stated": "公表資料に記載がありません",
};

export const NOTES: Record<NoteKind, string> = {
  term: "用語",
  order: "手順",
  document: "書類",
  once: "回数",
  return: "返還",
  caution: "注意",
};
