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
