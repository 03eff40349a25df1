/** Words on the screen and in the result for the fixed values of a row. */

import { WINDOWS as AHEAD } from "../words";
import type { Eligibility, Window } from "./protocol";

/** As far as the conditions go; whether a programme is still received stands beside it. */
export const ELIGIBILITIES: Record<Eligibility, { word: string; shape: string }> = {
  yes: { word: "条件に合う", shape: "○" },
  unknown: { word: "確認が必要", shape: "？" },
  no: { word: "対象外", shape: "×" },
};

export const WINDOWS: Record<Window, string> = { ...AHEAD, closed: "受付終了" };

export const UNSTATED = "公表資料に記載なし";
