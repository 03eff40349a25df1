// Types of catalogue.json. Written from catalogue.schema.json by www/shape.mjs; edited by nobody.

/**
 * A civil date in Japan: in TOML without quotes, in JSON a text of the same form.
 */
export type CatalogueCivilDate = string;
/**
 * When something applies: every question of a table has to have an answer that is named there; of
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
 * The ways in which an amount is found.
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
 * How fractions are treated, once, after the rate.
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
 * What is known of the time after the last round.
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
 * Who can answer a question, and when.
 */
export type CatalogueSheet = "institution" | "plans" | "programme";
/**
 * Whether an amount is with consumption tax.
 */
export type CatalogueTaxTreatment = "included" | "excluded" | "not-stated";
/**
 * How far a source can be trusted. The order is that of trust, the weakest first.
 */
export type CatalogueEvidence = "reference" | "official" | "notice";

/**
 * `catalogue.json`: everything that the files say.
 */
export interface Catalogue {
  /**
   * What is said of the programmes beside the list as a whole.
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
   * Places where the supplied text of the notice prints something else than what is used.
   */
  errata: CatalogueErratum[];
  /**
   * Groups of questions, in the order of the page.
   */
  groups: CatalogueGroup[];
  /**
   * The sections of the letter that explain single programmes.
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
 * What is said of the programmes beside the list as a whole.
 */
export interface CatalogueBesideGroup {
  /**
   * Heading in Japanese.
   */
  label: string;
  /**
   * Where the knowledge of them ends, in one or two sentences.
   */
  note: string;
}
/**
 * What a version changed for some programmes, for readers whose earlier result was another.
 */
export interface CatalogueChange {
  /**
   * Day of that version.
   */
  date: CatalogueCivilDate;
  /**
   * Ids of the programmes it concerns.
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
   * The version that it came with.
   */
  version: string;
}
/**
 * Answers that contradict each other.
 */
export interface CatalogueContradiction {
  /**
   * Stable code in the report.
   */
  code: string;
  /**
   * The answer that then counts as not given; without it, every programme says itself what the
   * combination counts as.
   */
  drop: string | null;
  /**
   * The keys that it looks at, in the order of the questions. Derived; no file says it.
   */
  keys: string[];
  /**
   * What is wrong and how to mend it, in Japanese.
   */
  message: string;
  /**
   * Where the rule stands.
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
 * The notice: what it is called, who sent it, and of which day its list is.
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
   * Where the members' documents named in the list are found.
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
 * One printed form and the form that is used instead.
 */
export interface CatalogueErratum {
  /**
   * Where in the notice.
   */
  place: string;
  /**
   * What is printed; empty for a blank cell.
   */
  printed: string;
  /**
   * Ids of the programmes it concerns.
   */
  programmes: string[];
  /**
   * What the catalogue uses.
   */
  used: string;
  /**
   * Why.
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
   * Heading in Japanese.
   */
  label: string;
}
/**
 * A section of the letter.
 */
export interface CatalogueLetterSection {
  /**
   * Whom to ask.
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
 * Whom to ask.
 */
export interface CatalogueContact {
  /**
   * When it answers.
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
   * What the list adds.
   */
  remark: string | null;
}
/**
 * One file under `programmes/`, which is one row of the list, or under `beside/`.
 */
export interface CatalogueProgramme {
  /**
   * How the amount is found; absent where no source gives one.
   */
  amount: CatalogueAmount | null;
  /**
   * The day it was looked at, where it stands beside the list.
   */
  asOf: CatalogueCivilDate | null;
  /**
   * Whether it stands beside the list.
   */
  beside: boolean;
  /**
   * All have to be met.
   */
  condition: CatalogueCondition[];
  /**
   * Column 補助金に関する問合せ先.
   */
  contact: CatalogueContact;
  /**
   * Costs that count and costs that do not.
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
   * The keys that its conditions, amount and window look at, in the order of the questions. Derived; no file says it.
   */
  keys: string[];
  /**
   * Column 種類, as printed.
   */
  kind: string;
  /**
   * The short name that is used on the page.
   */
  name: string;
  /**
   * Why there is no amount, where there is none.
   */
  noAmount: string | null;
  /**
   * What that rests on.
   */
  noAmountSource: string | null;
  /**
   * Explanations of terms, orders of steps, cautions.
   */
  note: CatalogueNote[];
  /**
   * Place in the list, from 1; absent beside the list.
   */
  number: number | null;
  /**
   * Programmes that may not, or only on a condition, share a purchase with this one.
   */
  overlap: CatalogueOverlap[];
  /**
   * Column システム概要ページ.
   */
  overview: CataloguePage;
  /**
   * What follows it, as far as that could be found; only for a programme of the list.
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
 * How the amount is found.
 */
export interface CatalogueAmount {
  /**
   * The cases: exactly one for every institution that is not excluded.
   */
  case: CatalogueCase[];
  /**
   * How fractions are treated.
   */
  rounding: CatalogueRounding;
  /**
   * Sentence on rounding, where there is something to say.
   */
  roundingNote: string | null;
}
/**
 * One case of the amount. Which fields it needs depends on its kind; `docs/catalogue.md` has an
 * example of each.
 */
export interface CatalogueCase {
  /**
   * 補助上限 in yen.
   */
  cap: number | null;
  /**
   * The smaller of two 補助上限 in yen that sources print: it is sure, `cap` is the upper end.
   */
  certainCap: number | null;
  /**
   * What the smaller one rests on.
   */
  certainCapSource: string | null;
  /**
   * Key of the project cost that it takes; `items` takes several instead.
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
   * Why the amount may be anything from 0 although the rate is known, in one sentence.
   */
  fromZero: string | null;
  /**
   * The costs that are added up, each up to a limit of its own.
   */
  items?: CatalogueItem[];
  /**
   * How the amount is found.
   */
  kind: CatalogueCaseKind;
  /**
   * The largest number of units that counts.
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
   * Key of the number of units.
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
 * One condition: met where one of its grounds says so, open where the sources do not settle it,
 * unmet otherwise.
 */
export interface CatalogueCondition {
  /**
   * The ways in which it is met, or left open by the sources.
   */
  ground: CatalogueGround[];
  /**
   * The keys that it looks at, in the order of the questions. Derived; no file says it.
   */
  keys: string[];
  /**
   * What it rests on where no ground names its own.
   */
  source: string;
  /**
   * In Japanese, as a person would ask it.
   */
  text: string;
}
/**
 * One way in which a condition is met or left open.
 */
export interface CatalogueGround {
  /**
   * The change that would bring an institution here, as the end of a sentence in Japanese.
   */
  change: string | null;
  /**
   * True where no source settles the condition for such an institution, whatever else is
   * answered.
   */
  open: boolean;
  /**
   * What it rests on, where that is not the condition's own source.
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
   * What it is.
   */
  text: string;
}
/**
 * An address as used, and as printed where that differs.
 */
export interface CataloguePage {
  /**
   * What the list prints, where it differs; empty for a blank cell.
   */
  printed: string | null;
  /**
   * The address used; absent where the list prints "—".
   */
  url: string | null;
  /**
   * Why the address used is another.
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
   * What has to be said of its place in the list, such as a merged cell.
   */
  remark: string | null;
  /**
   * Its title, as printed.
   */
  title: string;
}
/**
 * Something else to know.
 */
export interface CatalogueNote {
  /**
   * What kind of thing.
   */
  kind: CatalogueNoteKind;
  /**
   * What it rests on.
   */
  source: string;
  /**
   * In Japanese.
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
   * In Japanese.
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
   * The day it was looked at.
   */
  lookedAt: CatalogueCivilDate;
  /**
   * Id of the programme beside the list that it is, where there is one.
   */
  programme: string | null;
  /**
   * What it rests on, or where one would look.
   */
  source: string;
  /**
   * In Japanese; also where nothing was found.
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
   * What has to be said of its days.
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
 * One day that ends something. The day itself still counts.
 */
export interface CatalogueDeadline {
  /**
   * The last day.
   */
  date: CatalogueCivilDate;
  /**
   * True where the programme is closed for everybody once the day has passed.
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
   * What its first day rests on, where that is another source.
   */
  fromSource: string | null;
  /**
   * What its last day ends.
   */
  kind: CatalogueDeadlineKind;
  /**
   * What has to be said of it.
   */
  remark: string | null;
  /**
   * What it rests on; its last day in any case.
   */
  source: string;
  /**
   * The last day, where a source gives one.
   */
  to: CatalogueCivilDate | null;
  /**
   * The institutions that it is for, such as those of a prefecture; all where it is absent.
   */
  when: CatalogueWhen | null;
}
/**
 * One question.
 */
export interface CatalogueQuestion {
  /**
   * The choices, for `choice`.
   */
  choices?: CatalogueChoice[];
  /**
   * Id of its group.
   */
  group: string;
  /**
   * What is needed to answer it, in one short sentence.
   */
  help: string;
  /**
   * Key of the answer in the public contract.
   */
  key: string;
  /**
   * What kind of answer it takes.
   */
  kind: CatalogueQuestionKind;
  /**
   * The question, as a label.
   */
  label: string;
  /**
   * Largest number allowed; the smallest is 0 unless `min` says otherwise.
   */
  max: number | null;
  /**
   * Smallest number allowed.
   */
  min: number | null;
  /**
   * What else a reader may want to know.
   */
  more: string | null;
  /**
   * What is asked for in a few words, for sentences that name it.
   */
  name: string;
  /**
   * The sheet that it stands on.
   */
  sheet: CatalogueSheet;
  /**
   * Whether the yen are with consumption tax; every question for yen says so.
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
   * Label in Japanese.
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
   * What that rests on; absent where no source states it.
   */
  source: string | null;
  /**
   * Whether.
   */
  treatment: CatalogueTaxTreatment;
}
/**
 * One source.
 */
export interface CatalogueSource {
  /**
   * Its day, where it bears one.
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
   * Where it is found.
   */
  url: string | null;
}
