// A program of somebody else's, in TypeScript, that uses the package as the contract says.
import { type Answers, catalogue, evaluate, initSync, parseYen, type CalculatorError, type ProgrammeResult, type Report } from "iryo-dx-hojokin";

/** The largest amounts of a hospital with 250 beds, in yen, by programme. */
export function amounts(wasm: BufferSource): Record<string, number | null> {
  initSync({ module: wasm });
  const answers: Answers = {
    facilityType: "hospital",
    beds: 250,
    onlineEligibility: true,
    ePrescription: "introduced",
    checkupSystem: true,
    sharedDocuments: 3,
    costs: { "ehr-sharing": parseYen("２，０００万円") },
  };
  const report: Report = evaluate({ answers, on: "2025-11-01" });
  return Object.fromEntries(report.programmes.map(({ id, amount }) => [id, amount?.max ?? null]));
}

/** How each programme stands, on the list and beside it, for somebody of whom nothing is known. */
export function standing(): Record<string, ProgrammeResult["state"]> {
  const { programmes, beside } = evaluate({ answers: {}, on: "2026-12-01" });
  return Object.fromEntries([...programmes, ...beside].map(({ id, state }) => [id, state]));
}

/** In a page the widget's element and its events have types. */
export function listen(page: Document): void {
  const element = page.querySelector("iryo-dx-hojokin");
  const answers: Answers | undefined = element?.answers;
  element?.addEventListener("iryo-dx-hojokin-change", ({ detail: { report } }) => console.log(report.total.max, answers));
}

/** What is said of an answer that is none. */
export function refusal(): Pick<CalculatorError, "code" | "key"> {
  try {
    // @ts-expect-error the types refuse it too
    evaluate({ answers: { beds: "250" } });
  } catch (error) {
    const { code, key } = error as CalculatorError;
    return { code, key };
  }
  return { code: "none", key: null };
}

export const kinds = (): string[] => Object.keys(catalogue());

/** What is asked, by its key, with what may be chosen; the catalogue has types too. */
export const choices = (): Record<string, (string | number)[]> =>
  Object.fromEntries(catalogue().questions.map(({ key, choices = [] }) => [key, choices.map(({ value }) => value)]));

