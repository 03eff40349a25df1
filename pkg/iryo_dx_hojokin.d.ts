/* tslint:disable */
/* eslint-disable */

declare global {
    interface HTMLElementTagNameMap { "iryo-dx-hojokin": IryoDxHojokinElement }
    interface HTMLElementEventMap {
        "iryo-dx-hojokin-change": CustomEvent<{ report: Report }>;
        "iryo-dx-hojokin-error": CustomEvent<{ code: string; key: AnswerKey | null; message: string }>;
    }
}


/**
 * The public interface of the calculator. The names and meanings below are fixed: other people's
 * pages, scripts and saved links rely on them. Everything behind them is free.
 *
 * pkg/ holds, ready to use and committed:
 *   iryo-dx-hojokin.html        the whole page in one file: opens from file://, asks the network for nothing
 *   iryo-dx-hojokin.widget.js   one classic script that defines <iryo-dx-hojokin>, wasm inside
 *   iryo-dx-hojokin.frame.js    height of an iframe that holds the page; embed.html, the webmasters' page
 *   iryo_dx_hojokin.js, iryo_dx_hojokin_bg.wasm, iryo_dx_hojokin.d.ts   the ES module (wasm-bindgen, target web)
 *   catalogue.json, catalogue.csv, catalogue.schema.json                the catalogue as open data
 *   package.json, manifest.json                                         npm metadata; digests of sources and files
 */

/** Civil date in Japan, "YYYY-MM-DD". No time of day, no time zone. */
export type CivilDate = string;
/** Whole yen, 0 to 1_000_000_000_000. Never a fraction. */
export type Yen = number;

export type ProgrammeId =
| "medical-assistance" | "outpatient-mobile" | "home-visit-mobile" | "online-care-mobile"
| "checkup-body-mobile" | "exempt-body-mobile" | "card-integration" | "smartphone-reader"
| "e-prescription" | "ehr-sharing" | "productivity" | "it-introduction";
/** Programmes beside the list: never on it, never in its sums. Any id of catalogue().programmes with beside: true. */
export type BesideId = string;

/** Project cost in yen, tax as the programme counts it. Two programmes take two items. */
export type CostId =
| Exclude<ProgrammeId, "outpatient-mobile" | "home-visit-mobile">
| "outpatient-mobile.device" | "outpatient-mobile.refit"
| "home-visit-mobile.device" | "home-visit-mobile.refit"
| BesideId;

/** What is known of one institution. Every key may be absent: absent = not answered yet. */
export interface Answers {
    facilityType?: "hospital" | "clinic" | "dental-clinic" | "pharmacy" | "visiting-nursing" | "checkup-body" | "other";
    founder?: "medical-corporation" | "sole-proprietor" | "social-welfare-corporation" | "school-corporation"
    | "association-or-foundation" | "company" | "public" | "other";
    /** JIS X 0401, "01" to "47". */
    prefecture?: string;
    /** 許可病床数, 0 to 3000. 0 = no beds. */
    beds?: number;
    /** 常時使用する従業員数, 0 to 100000. */
    employees?: number;
    /** 大型チェーン薬局. */
    largeChainPharmacy?: boolean;
    /** オンライン資格確認 is in operation. */
    onlineEligibility?: boolean;
    ePrescription?: "introduced" | "declared" | "none";
    /** 健診部門システム is installed. */
    checkupSystem?: boolean;
    /** Documents to be shared: 3文書6情報 or 2文書6情報. */
    sharedDocuments?: 2 | 3;
    /** ベースアップ評価料 was filed as of 2025-03-31. */
    baseUpFee?: boolean;
    publicAssistance?: boolean;
    separateRoute?: boolean;
    homeVisits?: boolean;
    onlineCare?: boolean;
    checkups?: boolean;
    paperClaims?: boolean;
    cardIntegration?: "subsidy" | "card" | "both" | "none";
    receptionMachine?: boolean;
    /** 0 to 100. */
    readerUnits?: number;
    inHousePrescribing?: boolean;
    /** Number of business processes the tool covers, 1 to 7. */
    itProcesses?: number;
    minimumWageCase?: boolean;
    /** Plan for an electronic record system. */
    recordsPlan?: "new" | "replace" | "none";
    /** Which care service is provided. */
    careService?: "none" | "visit" | "home-guidance" | "residential" | "other";
    /** ベースアップ評価料 was filed as of 2026-04-01. */
    baseUpFee2026?: boolean;
    costs?: Partial<Record<CostId, Yen>>;
}
/** The name of one answer: a key of Answers, or "costs." + a CostId. */
export type AnswerKey = string;

export interface Report {
    catalogue: { edition: string; asOf: CivilDate; version: string; digest: string };
    /** The day the question is asked for. */
    on: CivilDate;
    /** Days from the catalogue's asOf to `on`; negative when `on` is earlier. */
    ageDays: number;
    /** Always all twelve, in the notice's order. */
    programmes: ProgrammeResult[];
    /** What stands beside the list, in the catalogue's order; in no sum. */
    beside: ProgrammeResult[];
    /**
     * Sum over programmes that are not closed and whose amount is of evidence notice or official.
     * A programme of which every known day has passed is in no sum, even where its window is unknown.
     */
    total: Range;
    /** The same sum over amounts of evidence reference: shown apart, never added in. */
    referenceTotal: Range;
    /**
     * Unanswered keys that can still change a programme that is not closed. Those that decide one of the twelve
     * before those that decide only what stands beside; in each: those that can still change an eligibility, by the
     * largest amount of the programmes concerned; then amounts, by effect; then receptions. A key that does two counts
     * as the first. What stands beside is not asked about on a day before the list's.
     */
    next: { key: AnswerKey; decides: (ProgrammeId | BesideId)[]; effect: Yen; settles: "eligibility" | "amount" | "reception" }[];
    /**
     * Answers that contradict each other: beds with the facility type (beds then counts as not given), or
     * sharedDocuments 3 with checkupSystem false (it then counts as 2).
     */
    problems: { keys: AnswerKey[]; code: string; message: string }[];
}

export interface Range { min: Yen; max: Yen }

export interface ProgrammeResult {
    id: ProgrammeId | BesideId;
    /** The one word a person reads. closed before no; open and upcoming only where eligibility is yes. */
    state: "open" | "upcoming" | "check" | "closed" | "no";
    /** Whether its amount is in total or referenceTotal. */
    inTotal: boolean;
    /** "unknown" also where the sources do not settle it; then `missing` does not name a way out. */
    eligibility: "yes" | "no" | "unknown";
    conditions: Condition[];
    window: {
        /** Before the list's day a period whose first day no source states is unknown, not open. */
        state: "upcoming" | "open" | "closed" | "unknown";
        /** Keys that decide which reception is this institution's; empty where they do not differ or are answered. */
        asks: AnswerKey[];
        /** The next known first day, where one lies ahead. */
        opens: CivilDate | null;
        deadlines: { kind: "introduce" | "apply" | "spend" | "use"; date: CivilDate; daysLeft: number; evidence: Evidence; source: string }[];
    };
    /** null where no source gives an amount: never 0 for "not stated". */
    amount: Amount | null;
    /**
     * Exactly the unanswered keys for which two ways of completing the answers exist that differ in
     * this key alone and lead to a different eligibility or a different amount (two ranges differ when
     * an end differs; null differs from every range). Ways in which beds and facility type
     * contradict each other do not count. The window plays no part.
     */
    missing: AnswerKey[];
    /** Ids of programmes that may not, or only on a condition, share a purchase with this one. */
    overlaps: { with: ProgrammeId | BesideId; state: "may" | "may-if" | "may-not" | "not-stated"; text: string; source: string }[];
}

export type Evidence = "notice" | "official" | "reference";

export interface Condition {
    /** In Japanese, as a person would ask it. */
    text: string;
    state: "met" | "unmet" | "unknown";
    keys: AnswerKey[];
    evidence: Evidence;
    /** Id of a source in the catalogue. */
    source: string;
    /** The nearest change that would meet an unmet condition, if one exists ("20床以上であれば"). */
    change?: string;
}

/**
 * min and max: the smallest and the largest amount over every way of answering what is still
 * unanswered, each within the bounds of its key (an unknown cost may be anything from 0); ways in
 * which beds and facility type contradict each other do not count. Exact, not estimates. Equal when
 * settled. 0..0 when eligibility is "no". Ways for which no source gives an amount are left out;
 * where none is left, or the programme has no published amount, amount is null.
 */
export interface Amount extends Range {
    /** The printed ceiling, over the same completions. */
    cap: Range;
    /** null where the source gives none. */
    rate: { numerator: number; denominator: number } | null;
    costLimit: Range | null;
    evidence: Evidence;
    source: string;
    /** Each step of the calculation as a sentence with its figures, in order. */
    steps: string[];
    /** Where the upper end is only the bound of an input: the price of one unit, and the key that counts them. */
    perUnit: { key: AnswerKey; each: Yen } | null;
    rounding: "floor-1000" | "floor-1" | "not-stated";
}

export interface Request { answers: Answers; /** default: today in Japan */ on?: CivilDate }

/**
 * Throws CalculatorError for what is not an Answers: an unknown key (also inside costs), a wrong type,
 * a fraction, NaN, a negative or too large number, an impossible date. Contradictions do not throw.
 */
export function evaluate(request: Request): Report;
/** The embedded catalogue: programmes, questions with labels and help, sources, errata. */
export function catalogue(): Catalogue;
/** "１，３１５万８千円", "13,158千円", "1315.8万円", "13158000" → 13158000. Throws CalculatorError with code "not-an-amount". */
export function parseYen(text: string): Yen;

/**
 * A column of answers: row n is the answer of institution n. Yes is 1, no is 0; a text to choose is its place
 * among the choices of its question in `catalogue()`, from 0; numbers are themselves, also where they are to
 * choose from (sharedDocuments is 2 or 3), and so are yen. -1 is not answered, and so is NaN.
 */
export type Column = Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array
| Int8Array | Uint8Array | Uint8ClampedArray;

/** Many institutions on one day, 1,000,000 at most. A column that is absent is answered by nobody; all others have `rows` rows. */
export interface ManyRequest { rows: number; columns: Partial<Record<AnswerKey, Column>>; /** default: today in Japan */ on?: CivilDate }

/** What comes out, a row an institution: the figures that `evaluate` gives for each alone. Yen and days are whole. */
export interface ManyReport {
    catalogue: Report["catalogue"];
    on: CivilDate;
    ageDays: number;
    rows: number;
    /** Always all twelve, in the notice's order. */
    programmes: ManyResult[];
    /** What stands beside the list, in the catalogue's order. */
    beside: ManyResult[];
    /** As in Report, a row each. */
    total: RangeColumns;
    referenceTotal: RangeColumns;
    /** As in Report, each with the rows that it concerns, ascending. Those are judged. */
    problems: { keys: AnswerKey[]; code: string; message: string; rows: Uint32Array }[];
    /** Rows that are not judged, ascending, each with the first answer that is none. All others are judged. */
    refused: { row: number; key: AnswerKey; code: string; message: string }[];
    /** What the numbers in the columns of these names stand for: each is a place in its list. */
    codes: {
        eligibility: ["yes", "no", "unknown", "refused"];
        window: ["upcoming", "open", "closed", "unknown", "refused"];
        evidence: ["notice", "official", "reference", "none"];
        state: ["open", "upcoming", "check", "closed", "no", "refused"];
    };
}

/** NaN stands where `evaluate` gives null, and in a row that is refused. */
export interface RangeColumns { min: Float64Array; max: Float64Array }

export interface ManyResult extends RangeColumns {
    id: ProgrammeId | BesideId;
    /** As in ProgrammeResult. */
    state: Uint8Array;
    /** 1 where its amount is in total or referenceTotal, else 0. */
    inTotal: Uint8Array;
    eligibility: Uint8Array;
    window: Uint8Array;
    /** Days left of the next deadline that has not passed; -1 where none is known. */
    daysLeft: Int32Array;
    /** Of the amount; "none" where there is none. */
    evidence: Uint8Array;
}

/**
 * Throws CalculatorError for what is not a ManyRequest: an unknown key, a column of another kind or length, an
 * impossible date. An answer that is none is no error: its row is refused, and the rest is judged.
 */
export function evaluateMany(request: ManyRequest): ManyReport;

export interface CalculatorError extends Error { code: string; key: AnswerKey | null; message: string }
/** As catalogue.schema.json has it: questions (with sheet: "institution" | "plans" | "programme"), programmes (with beside, asOf, successor), sources, errata. */
export interface Catalogue { [key: string]: unknown }

/** <iryo-dx-hojokin>. Attributes: on="YYYY-MM-DD", programmes="ehr-sharing e-prescription" (shows only these), beside="none" (nothing that stands beside the list). */
export interface IryoDxHojokinElement extends HTMLElement {
    answers: Answers;
    on: CivilDate | null;
    readonly report: Report;
    /** Resolves when the first report stands on the page. */
    readonly ready: Promise<void>;
}
/*
 * Events of the element, bubbling and composed: "iryo-dx-hojokin-change" (detail: { report }), "iryo-dx-hojokin-error".
 * Answers in a link: the fragment of the page's address, "#a=" + encodeURIComponent(JSON.stringify(answers)),
 * with "&on=YYYY-MM-DD" after it where a day was chosen. Never the query string.
 */



export function __wbg_reset_state(): void;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly catalogue: () => [number, number, number];
    readonly evaluate: (a: any) => [number, number, number];
    readonly evaluateMany: (a: any) => [number, number, number];
    readonly parseYen: (a: any) => [number, number, number];
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
