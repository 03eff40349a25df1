/** The catalogue, by the names that this program uses for its parts, and what is looked up in it. */

import type { AnswerKey, BesideId, ProgrammeId } from "../../contract";
import type { Catalogue, CatalogueErratum, CatalogueProgramme, CatalogueQuestion } from "./shape";

export type {
  Catalogue,
  CatalogueCondition as ConditionText,
  CatalogueDeadlineKind as DeadlineKind,
  CatalogueErratum as Erratum,
  CatalogueNoteKind as NoteKind,
  CatalogueProgramme as Programme,
  CatalogueQuestion as Question,
  CatalogueRound as Round,
  CatalogueTaxTreatment as Tax,
} from "./shape";

/** A programme of the list, or one beside it. */
export type Id = ProgrammeId | BesideId;

/** The programmes of the association's list. */
export function listed({ programmes }: Pick<Catalogue, "programmes">): CatalogueProgramme[] {
  return programmes.filter(({ beside }) => !beside);
}

/** What concerns the programme. */
export function errataOf({ id }: CatalogueProgramme, { errata }: Catalogue): CatalogueErratum[] {
  return errata.filter(({ programmes }) => programmes.includes(id));
}

/** The questions by their keys. */
export function questionsByKey({ questions }: Catalogue): ReadonlyMap<AnswerKey, CatalogueQuestion> {
  return new Map(questions.map((question) => [question.key, question]));
}

/** What stands at a place of a list of the catalogue; that there is nothing is a fault of the program. */
export function entryAt<Entry>(list: readonly Entry[], place: number): Entry {
  const entry = list[place];
  if (entry === undefined) throw new RangeError(`the catalogue has nothing at place ${place}`);
  return entry;
}
