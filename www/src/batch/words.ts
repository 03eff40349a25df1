/** Words on the screen and in the result for the fixed values of a row. */

import { WINDOWS as AHEAD } from "../words/labels";
import type { Window } from "./protocol";

export const WINDOWS: Record<Window, string> = { ...AHEAD, closed: "受付終了" };

export const UNSTATED = "公表資料に記載なし";
