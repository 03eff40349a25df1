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
/** A fresh calculator in the place of one that broke down (any error that is no CalculatorError). */
export function reset(): void;

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
/** Generated from catalogue.schema.json: questions (with sheet: "institution" | "plans" | "programme"), programmes (with beside, asOf, successor), sources, errata. */
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
// Types of catalogue.json. Written from catalogue.schema.json by www/shape.mjs; edited by nobody.

/**
 * A civil date in Japan, of the years 2000 to 2099: in TOML without quotes, in JSON a text of the same form.
 */
export type CatalogueCivilDate = string;
/**
 * When something applies: every question of a table has to have one of the answers that the table names; of
 * several tables, one has to apply.
 */
export type CatalogueWhen =
  | {
      [k: string]: CatalogueWanted;
    }
  | {
      [k: string]: CatalogueWanted;
    }[];
/**
 * The answers to one question that are meant.
 */
export type CatalogueWanted = boolean | CatalogueChoiceValue | CatalogueAnswer[] | CatalogueRange;
/**
 * A choice's value.
 */
export type CatalogueChoiceValue = number | string;
/**
 * An answer.
 */
export type CatalogueAnswer = boolean | CatalogueChoiceValue;
/**
 * The ways of calculating an amount.
 */
export type CatalogueCaseKind =
  | "share"
  | "items"
  | "per-bed"
  | "per-unit"
  | "base-per-bed"
  | "flat-limit"
  | "frame"
  | "ceiling"
  | "not-stated";
/**
 * 端数処理: how fractions of an amount are treated, once, after rate and cap.
 */
export type CatalogueRounding = "floor-1000" | "floor-1" | "not-stated";
/**
 * The kinds of notes.
 */
export type CatalogueNoteKind = "term" | "order" | "document" | "once" | "return" | "caution";
/**
 * Whether two programmes may share a purchase.
 */
export type CatalogueOverlapState = "may" | "may-if" | "may-not" | "not-stated";
/**
 * What the sources say of the time after the last round.
 */
export type CatalogueAfter = "closed" | "unknown";
/**
 * What a deadline ends.
 */
export type CatalogueDeadlineKind = "introduce" | "apply" | "spend" | "use";
/**
 * The kinds of answers.
 */
export type CatalogueQuestionKind = "choice" | "yes-no" | "number" | "yen";
/**
 * Who can answer a question.
 */
export type CatalogueSheet = "institution" | "plans" | "programme";
/**
 * How sources treat consumption tax.
 */
export type CatalogueTaxTreatment = "included" | "excluded" | "not-stated";
/**
 * How far a source can be trusted. The order is that of trust: what rests on several sources has the
 * smallest grade.
 *
 * ```
 * use catalogue_model::Evidence;
 *
 * let grades = [Evidence::Notice, Evidence::Reference, Evidence::Official];
 * assert_eq!(grades.into_iter().min(), Some(Evidence::Reference));
 * ```
 */
export type CatalogueEvidence = "reference" | "official" | "notice";

/**
 * `catalogue.json`: everything that the files say.
 */
export interface Catalogue {
  /**
   * Heading and note of the programmes beside the list.
   */
  besideGroup: CatalogueBesideGroup;
  /**
   * What changed from version to version, and why.
   */
  changes: CatalogueChange[];
  /**
   * Answers that contradict each other.
   */
  contradictions: CatalogueContradiction[];
  /**
   * 照合番号: SHA-256 of the files, as 64 hexadecimal digits.
   */
  digest: string;
  /**
   * The notice that the catalogue follows.
   */
  edition: CatalogueEdition;
  /**
   * Places where the notice prints something else than what the catalogue uses.
   */
  errata: CatalogueErratum[];
  /**
   * Groups of questions, in the order of the page.
   */
  groups: CatalogueGroup[];
  /**
   * The sections of the notice's letter, each of which explains a programme.
   */
  letter: CatalogueLetterSection[];
  /**
   * The programmes in the order of the list, then those beside it.
   */
  programmes: CatalogueProgramme[];
  /**
   * The questions, in the order in which they are asked when nothing else decides.
   */
  questions: CatalogueQuestion[];
  /**
   * The sources by their short ids.
   */
  sources: {
    [k: string]: CatalogueSource;
  };
}
/**
 * Heading and note of the programmes beside the list.
 */
export interface CatalogueBesideGroup {
  /**
   * Heading.
   */
  label: string;
  /**
   * What is not known of them, in one or two sentences.
   */
  note: string;
}
/**
 * What a version changed for some programmes, for readers whose earlier result was different.
 */
export interface CatalogueChange {
  /**
   * Day of that version.
   */
  date: CatalogueCivilDate;
  /**
   * Ids of the programmes that it concerns.
   */
  programmes: string[];
  /**
   * What it rests on.
   */
  sources: string[];
  /**
   * What changed and why, in one sentence.
   */
  text: string;
  /**
   * The version that made the change.
   */
  version: string;
}
/**
 * Answers that contradict each other.
 */
export interface CatalogueContradiction {
  /**
   * Its name in the public contract.
   */
  code: string;
  /**
   * Key of the answer that then counts as not given; without it, each programme says itself how it treats
   * the combination.
   */
  drop: string | null;
  /**
   * The keys that it looks at, in the order of the questions. Derived by the build; TOML files do not have
   * it.
   */
  keys: string[];
  /**
   * What is wrong, and how to mend it.
   */
  message: string;
  /**
   * What the rule rests on.
   */
  source: string;
  /**
   * When the answers contradict each other.
   */
  when: CatalogueWhen;
}
/**
 * Numbers from one to another, both included; at least one of them is given.
 */
export interface CatalogueRange {
  /**
   * The smallest.
   */
  from?: number | null;
  /**
   * The largest.
   */
  to?: number | null;
}
/**
 * The notice: its number and titles, who issued it, and the day of its list.
 */
export interface CatalogueEdition {
  /**
   * Day of the notice; the list is "as of" this civil date in Japan.
   */
  asOf: CatalogueCivilDate;
  /**
   * Who issued it.
   */
  issuer: string;
  /**
   * Title of the list attached to it.
   */
  listTitle: string;
  /**
   * What a reader has to know of that page.
   */
  membersNote: string;
  /**
   * Address of the members' page with the documents that the list names.
   */
  membersPage: string;
  /**
   * Number of the notice, such as 日医発第1203号（情シ）.
   */
  number: string;
  /**
   * Title of the notice.
   */
  title: string;
  /**
   * Version of this catalogue: the day of the list and a counter of corrections.
   */
  version: string;
}
/**
 * A place of the notice where the catalogue uses something else than what is printed.
 */
export interface CatalogueErratum {
  /**
   * The place in the notice.
   */
  place: string;
  /**
   * What is printed; empty for a blank cell.
   */
  printed: string;
  /**
   * Ids of the programmes that it concerns.
   */
  programmes: string[];
  /**
   * What the catalogue uses.
   */
  used: string;
  /**
   * The reason.
   */
  why: string;
}
/**
 * A group of questions.
 */
export interface CatalogueGroup {
  /**
   * Short id.
   */
  id: string;
  /**
   * Heading.
   */
  label: string;
}
/**
 * A section of the notice's letter.
 */
export interface CatalogueLetterSection {
  /**
   * The office to ask.
   */
  contact: CatalogueContact;
  /**
   * Page on the subsidy.
   */
  detail: string;
  /**
   * Page on the system, where the section names one.
   */
  overview: string | null;
  /**
   * Paragraphs, as printed.
   */
  paragraphs: string[];
  /**
   * Id of the programme that the section explains.
   */
  programme: string;
  /**
   * Heading, as printed.
   */
  title: string;
}
/**
 * The office to ask.
 */
export interface CatalogueContact {
  /**
   * Its opening hours.
   */
  hours: string | null;
  /**
   * Name of the office.
   */
  name: string;
  /**
   * Telephone number in digits and hyphens.
   */
  phone: string | null;
  /**
   * What the list adds to it.
   */
  remark: string | null;
}
/**
 * One file under `programmes/`, which is one row of the list, or under `beside/`.
 */
export interface CatalogueProgramme {
  /**
   * The amount; absent where no source gives one.
   */
  amount: CatalogueAmount | null;
  /**
   * The day on which its sources were looked at; only beside the list.
   */
  asOf: CatalogueCivilDate | null;
  /**
   * Whether it stands beside the list.
   */
  beside: boolean;
  /**
   * The conditions, all of which have to be met.
   */
  condition: CatalogueCondition[];
  /**
   * Column 補助金に関する問合せ先.
   */
  contact: CatalogueContact;
  /**
   * Kinds of costs that count, and kinds that do not.
   */
  costItem: CatalogueCostItem[];
  /**
   * Keys of the project costs that this programme asks for.
   */
  costs: string[];
  /**
   * Column 補助金詳細ページ.
   */
  detail: CataloguePage;
  /**
   * Column 日医案内文書.
   */
  document: CatalogueDocument[];
  /**
   * Id in the public contract; also the name of the file.
   */
  id: string;
  /**
   * The keys that its conditions, costs, amount and window look at, in the order of the questions. Derived
   * by the build; TOML files do not have it.
   */
  keys: string[];
  /**
   * Column 種類, as printed.
   */
  kind: string;
  /**
   * The short name on the page.
   */
  name: string;
  /**
   * Why there is no amount; only where `amount` is absent.
   */
  noAmount: string | null;
  /**
   * What `noAmount` rests on.
   */
  noAmountSource: string | null;
  /**
   * Explanations of terms, orders of steps, cautions.
   */
  note: CatalogueNote[];
  /**
   * Its place in the list, from 1; absent beside the list.
   */
  number: number | null;
  /**
   * What the sources say of using this programme and another one for the same purchase.
   */
  overlap: CatalogueOverlap[];
  /**
   * Column システム概要ページ.
   */
  overview: CataloguePage;
  /**
   * What follows it, as far as that could be found; required for a programme of the list, and only there.
   */
  successor: CatalogueSuccessor[];
  /**
   * Column システム.
   */
  system: string;
  /**
   * When it can be used.
   */
  window: CatalogueWindow;
}
/**
 * The amount of a programme.
 */
export interface CatalogueAmount {
  /**
   * The cases: exactly one applies to each institution that the conditions do not exclude.
   */
  case: CatalogueCase[];
  /**
   * How fractions are treated.
   */
  rounding: CatalogueRounding;
  /**
   * A sentence on rounding, where the sources leave a question.
   */
  roundingNote: string | null;
}
/**
 * One case of the amount. The kind decides which fields it needs; `docs/catalogue.md` has an example of each
 * kind.
 */
export interface CatalogueCase {
  /**
   * 補助上限 in yen.
   */
  cap: number | null;
  /**
   * The smaller of two 補助上限 in yen that sources print: the certain one, while `cap` is the upper end.
   */
  certainCap: number | null;
  /**
   * What `certainCap` rests on.
   */
  certainCapSource: string | null;
  /**
   * Key of the project cost that counts; `items` has several instead.
   */
  cost: string | null;
  /**
   * 事業額上限 in yen.
   */
  costLimit: number | null;
  /**
   * 補助上限 or 基準額 in yen for each bed or unit.
   */
  each: number | null;
  /**
   * 下限額 in yen: a smaller amount is not granted at all.
   */
  floor: number | null;
  /**
   * Why the amount may be anything from 0 up although the rate is known, in one sentence.
   */
  fromZero: string | null;
  /**
   * The costs that are added up, each up to a limit of its own.
   */
  items?: CatalogueItem[];
  /**
   * How the amount is calculated.
   */
  kind: CatalogueCaseKind;
  /**
   * The largest number of units that counts; without it all that can be answered.
   */
  most: number | null;
  /**
   * Its name, as shown in the calculation.
   */
  name: string;
  /**
   * 補助率, as "1/2".
   */
  rate: string | null;
  /**
   * Why there is no amount, for `not-stated`.
   */
  reason: string | null;
  /**
   * What it rests on.
   */
  source: string;
  /**
   * Key of the number of units; `beds` where it is absent.
   */
  unit: string | null;
  /**
   * When it applies.
   */
  when: CatalogueWhen;
}
/**
 * A cost with a limit of its own.
 */
export interface CatalogueItem {
  /**
   * Key of the cost.
   */
  cost: string;
  /**
   * Its 事業額上限 in yen.
   */
  limit: number;
}
/**
 * One condition: met where one of its grounds says so, open where the sources do not settle it, unmet
 * otherwise.
 */
export interface CatalogueCondition {
  /**
   * The ways in which it is met, or left open by the sources.
   */
  ground: CatalogueGround[];
  /**
   * The keys that its grounds look at, in the order of the questions. Derived by the build; TOML files do
   * not have it.
   */
  keys: string[];
  /**
   * What it rests on; a ground can name another source.
   */
  source: string;
  /**
   * A sentence, as a person would ask it.
   */
  text: string;
}
/**
 * One way in which a condition is met or left open.
 */
export interface CatalogueGround {
  /**
   * The change by which an institution would meet it, as the end of a sentence.
   */
  change: string | null;
  /**
   * True where no source settles the condition for such an institution, whatever else is answered.
   */
  open: boolean;
  /**
   * What it rests on, where that is not the source of the condition.
   */
  source: string | null;
  /**
   * When it applies.
   */
  when: CatalogueWhen;
}
/**
 * A kind of cost that counts, or does not.
 */
export interface CatalogueCostItem {
  /**
   * Whether it counts.
   */
  counts: boolean;
  /**
   * What the notice prints, where that differs.
   */
  printed: string | null;
  /**
   * What it rests on.
   */
  source: string;
  /**
   * Its description.
   */
  text: string;
}
/**
 * An address as used, and as printed where that differs.
 */
export interface CataloguePage {
  /**
   * What the list prints, where that differs; empty for a blank cell.
   */
  printed: string | null;
  /**
   * The address that the catalogue uses; absent where the list prints "—".
   */
  url: string | null;
  /**
   * Why the address differs.
   */
  why: string | null;
}
/**
 * A document of the association.
 */
export interface CatalogueDocument {
  /**
   * Its day.
   */
  date: CatalogueCivilDate;
  /**
   * Its number.
   */
  number: string;
  /**
   * A remark on its place in the list, such as a merged cell.
   */
  remark: string | null;
  /**
   * Its title, as printed.
   */
  title: string;
}
/**
 * An explanation, an order of steps or a caution.
 */
export interface CatalogueNote {
  /**
   * Its kind.
   */
  kind: CatalogueNoteKind;
  /**
   * What it rests on.
   */
  source: string;
  /**
   * A sentence.
   */
  text: string;
}
/**
 * Another programme, and whether one purchase may serve both.
 */
export interface CatalogueOverlap {
  /**
   * What it rests on.
   */
  source: string;
  /**
   * Whether a purchase may be shared.
   */
  state: CatalogueOverlapState;
  /**
   * A sentence.
   */
  text: string;
  /**
   * Id of the other programme.
   */
  with: string;
}
/**
 * What follows a programme of the list.
 */
export interface CatalogueSuccessor {
  /**
   * The day on which that was looked at.
   */
  lookedAt: CatalogueCivilDate;
  /**
   * Id of the programme beside the list that follows, where there is one.
   */
  programme: string | null;
  /**
   * What it rests on, or where one would look.
   */
  source: string;
  /**
   * A sentence; also where nothing was found.
   */
  text: string;
}
/**
 * When the programme can be used.
 */
export interface CatalogueWindow {
  /**
   * What is known of the time after the last round: `closed`, unless the sources leave it open.
   */
  after: CatalogueAfter;
  /**
   * Other days to know, such as the last day of an introduction.
   */
  deadline: CatalogueDeadline[];
  /**
   * A remark on the window as a whole.
   */
  remark: string | null;
  /**
   * The periods in which it is received, in order; none where the sources give none.
   */
  round: CatalogueRound[];
  /**
   * What the remark rests on.
   */
  source: string | null;
}
/**
 * A day that ends something. The day itself still counts.
 */
export interface CatalogueDeadline {
  /**
   * The last day.
   */
  date: CatalogueCivilDate;
  /**
   * True where the programme is closed for all institutions after that day.
   */
  ends: boolean;
  /**
   * What it ends.
   */
  kind: CatalogueDeadlineKind;
  /**
   * What it rests on.
   */
  source: string;
}
/**
 * A period of reception. Both days count.
 */
export interface CatalogueRound {
  /**
   * The first day, where a source gives one.
   */
  from: CatalogueCivilDate | null;
  /**
   * What its first day rests on, where that is not `source`.
   */
  fromSource: string | null;
  /**
   * What its last day ends.
   */
  kind: CatalogueDeadlineKind;
  /**
   * A remark, such as which institutions it is for; required where there is a `when`.
   */
  remark: string | null;
  /**
   * What it rests on; `fromSource` can name another source for its first day.
   */
  source: string;
  /**
   * The last day, where a source gives one.
   */
  to: CatalogueCivilDate | null;
  /**
   * The institutions that it is for, such as those of a prefecture; all institutions where it is absent.
   */
  when: CatalogueWhen | null;
}
/**
 * One question.
 */
export interface CatalogueQuestion {
  /**
   * The choices; required for `choice`, and only there.
   */
  choices?: CatalogueChoice[];
  /**
   * Id of its group.
   */
  group: string;
  /**
   * Where the answer is found, in one short sentence.
   */
  help: string;
  /**
   * Key of the answer in the public contract.
   */
  key: string;
  /**
   * The kind of answer that it takes.
   */
  kind: CatalogueQuestionKind;
  /**
   * The question, as the label of its field.
   */
  label: string;
  /**
   * The largest number; required for `number`.
   */
  max: number | null;
  /**
   * The smallest number; 0 where it is absent.
   */
  min: number | null;
  /**
   * A longer explanation.
   */
  more: string | null;
  /**
   * What it asks for in a few words, for sentences that name the answer.
   */
  name: string;
  /**
   * The sheet on which it stands: who can answer it.
   */
  sheet: CatalogueSheet;
  /**
   * Whether the yen are with consumption tax; required for `yen`, and only there.
   */
  tax: CatalogueTax | null;
  /**
   * Unit shown behind a number.
   */
  unit: string | null;
}
/**
 * One choice.
 */
export interface CatalogueChoice {
  /**
   * Label.
   */
  label: string;
  /**
   * Value in the public contract: a text, or a whole number.
   */
  value: CatalogueChoiceValue;
}
/**
 * Whether an amount is with consumption tax.
 */
export interface CatalogueTax {
  /**
   * What it rests on; absent where no source states it.
   */
  source: string | null;
  /**
   * The treatment that the sources state.
   */
  treatment: CatalogueTaxTreatment;
}
/**
 * One source.
 */
export interface CatalogueSource {
  /**
   * Its day, where it states one.
   */
  date: CatalogueCivilDate | null;
  /**
   * How far it can be trusted.
   */
  grade: CatalogueEvidence;
  /**
   * Who issued it.
   */
  issuer: string;
  /**
   * What a reader has to know of it.
   */
  note: string | null;
  /**
   * Title of the document or page.
   */
  title: string;
  /**
   * Its address, where it is public.
   */
  url: string | null;
}
// The part of the package's types that is no contract: what the widget registers, and how the module is
// started. The build puts it behind contract.d.ts and the catalogue's shape, without the lines that import.

declare global {
  interface HTMLElementTagNameMap { "iryo-dx-hojokin": IryoDxHojokinElement }
  interface HTMLElementEventMap {
    "iryo-dx-hojokin-change": CustomEvent<{ report: Report }>;
    "iryo-dx-hojokin-error": CustomEvent<{ code: string; key: AnswerKey | null; message: string }>;
  }
}

/** Where the wasm is found, such as `new URL("iryo_dx_hojokin_bg.wasm", import.meta.url)`; or the wasm itself. */
export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

/** The wasm itself: its bytes, or compiled. */
export type SyncInitInput = BufferSource | WebAssembly.Module;

/** What the wasm exports. Its functions are for the module alone. */
export interface InitOutput {
  readonly memory: WebAssembly.Memory;
}

/**
 * Starts the calculator; to be awaited before anything else is called. Given a place, it fetches the wasm.
 *
 * Throws CalculatorError with the code "other-catalogue" where wasm and module are of different versions, and
 * with "no-wasm" where nothing is given. { module_or_path } may be left away, which wasm-bindgen calls deprecated.
 */
export default function init(given: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;

/** The same at once, with the wasm itself. Older browsers refuse to compile that much at once in a page. */
export function initSync(given: { module: SyncInitInput } | SyncInitInput): InitOutput;

/** The same as `reset`; its old name. */
export function __wbg_reset_state(): void;
