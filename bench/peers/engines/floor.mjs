// The rules as JavaScript functions by hand: see `../floor.mjs`.
export const name = "hand-written JavaScript";
export const rules = (scope) => scope;
/** What the engine itself has for the parts of a subsidy. */
export const has = {
  arithmetic: "JavaScript",
  floor: "JavaScript",
  absent: "reads what is absent as no",
  why: "none",
  next: "none",
  days: "no",
};

export async function load(scope) {
  const functions = await import("../floor.mjs");
  return {
    prepare: (answers) => ({ costs: {}, ...answers }),
    evaluate: functions[scope],
    read: (said) =>
      Object.fromEntries(
        Object.entries(said).map(([id, { eligibility, min, max }]) => [
          id,
          { eligibility, amount: min === null ? null : Number.isNaN(max) ? undefined : [min, max] },
        ]),
      ),
  };
}

export const entry = (scope) => `export { ${scope} as evaluate } from "./floor.mjs";`;
