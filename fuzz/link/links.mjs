// Links that are right, nearly right, cut, edited by hand, or nothing of the kind.
import fc from "fast-check";
import { catalogue, writeSnapshot } from "./holds.mjs";

const anyOf = (values) => fc.constantFrom(...values);

/** Names that every object has, and others that mean something to somebody. */
const odd = anyOf(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "costs", "costs.beds", "length", ""]);
const text = fc.string({ unit: "binary", maxLength: 60 });
const number = fc.oneof(fc.nat(2000), fc.integer(), fc.double(), anyOf([0, -0, 1, 1e12, 1e12 + 1, 2 ** 53, 1e300, 0.5]));
const value = fc.oneof(number, fc.boolean(), fc.constant(null), text, odd, fc.jsonValue({ maxDepth: 3 }));

/** An answer that the question takes, mostly. */
function answer({ kind, choices, min, max }) {
  const fitting = {
    "choice": () => anyOf(choices.map(({ value }) => value)),
    "yes-no": () => fc.boolean(),
    "number": () => fc.integer({ min, max }),
    "yen": () => fc.oneof(fc.nat(30_000_000), fc.integer({ min: 0, max: 1e12 })),
  }[kind]();
  return fc.oneof({ arbitrary: fitting, weight: 6 }, { arbitrary: value, weight: 1 });
}

const isCost = ({ key }) => key.startsWith("costs.");
const entries = (questions) => fc.oneof(...questions.map((question) => fc.tuple(fc.constant(question.key.replace(/^costs\./, "")), answer(question))));
const others = fc.tuple(fc.oneof(odd, text), value);
const group = (inside) =>
  fc.array(fc.oneof({ arbitrary: inside, weight: 8 }, { arbitrary: others, weight: 1 }), { maxLength: 12 }).map((all) => {
    // As text, for names that objects treat in their own way, and for names that come twice.
    return `{${all.map(([name, value]) => `${JSON.stringify(name)}:${value?.written ?? JSON.stringify(value) ?? "null"}`).join()}}`;
  });
const costs = group(entries(catalogue.questions.filter(isCost))).map((written) => ["costs", { written }]);
const answers = group(fc.oneof({ arbitrary: entries(catalogue.questions.filter((one) => !isCost(one))), weight: 4 }, costs));

const day = fc.oneof(
  fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  anyOf(["2025-11-01", "2025-02-29", "2024-02-29", "0000-01-01", "2025-1-1", "２０２５-11-01"]),
);

const ends = fc.option(fc.tuple(fc.nat(30_000_000), fc.option(fc.nat(1_000_000))).map(([min, more]) => ({ min, max: more === null ? null : min + more })));
const snapshot = fc
  .record({
    version: fc.tuple(day, fc.nat(2_000_000)).map(([day, count]) => `${day}.${count}`),
    asOf: day,
    edition: fc.oneof(fc.constant(catalogue.edition.number), fc.string({ unit: "grapheme", maxLength: 45 }), text.map((any) => any.toWellFormed())),
    on: day,
    total: ends,
    programmes: fc
      .array(
        fc.tuple(
          fc.oneof({ arbitrary: anyOf(catalogue.programmes.map(({ id }) => id)), weight: 8 }, odd, text.map((any) => any.toWellFormed())),
          fc.record({
            eligibility: anyOf(["yes", "no", "unknown", "?"]),
            window: fc.record({ state: anyOf(["upcoming", "open", "closed", "unknown", "?"]) }),
            amount: ends,
          }),
        ),
        { maxLength: 13 },
      )
      .map((all) => new Map(all)),
  })
  .map(writeSnapshot);

/** As an address carries it, as a person pastes it, or once too often. */
const carried = (inside) => fc.tuple(inside.map((any) => any.toWellFormed()), anyOf([encodeURIComponent, encodeURIComponent, (text) => text, (text) => encodeURIComponent(encodeURIComponent(text))])).map(([text, by]) => by(text));
const named = (name, inside) => carried(inside).map((text) => `${name}=${text}`);
/** Nested more deeply than anything can be written. */
const nested = fc.tuple(anyOf(catalogue.questions), anyOf(["[", '{"":'])).map(([{ key }, open]) => {
  const ends = { "[": "]", '{"":': "}" };
  return `a={"${key.replace("costs.", 'costs":{"')}":${open.repeat(20_000)}0${ends[open].repeat(20_000)}}${key.startsWith("costs.") ? "}" : ""}`;
});

const field = fc.oneof(
  { arbitrary: named("a", answers), weight: 5 },
  { arbitrary: named("on", fc.oneof({ arbitrary: day, weight: 4 }, text)), weight: 2 },
  { arbitrary: named("was", snapshot), weight: 3 },
  { arbitrary: fc.oneof({ arbitrary: fc.constant("a={}"), weight: 40 }, nested), weight: 1 },
  { arbitrary: carried(fc.oneof(fc.jsonValue().map((any) => `a=${JSON.stringify(any)}`), text, odd)), weight: 1 },
);
const written = fc.tuple(anyOf(["#", "#", ""]), fc.array(field, { maxLength: 4 })).map(([sign, fields]) => sign + fields.join("&"));

/** What an edit puts in. */
const piece = fc.oneof(anyOf(["&", "=", "~", "%", "%22", "%7B", "%5B", ":", ",", '"', "a=", "on=", "was=", "\\ud800", "%F0%9F%98%80", "-", "0", "zz"]), text.map((any) => any.toWellFormed()), odd);
const edit = fc.record({ at: fc.nat(1000), cut: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(1000)), times: anyOf([1, 1, 1, 2, 50]), piece });
const edited = (text, edits) =>
  edits.reduce((text, { at, cut, times, piece }) => {
    const from = Math.floor((at * text.length) / 1000);
    return text.slice(0, from) + piece.repeat(times) + text.slice(from + cut);
  }, text).toWellFormed();

/** Any link; `known` are links that lead somewhere, and may grow. */
export function links(known) {
  const old = fc.nat().map((at) => known[at % known.length] ?? "");
  const spliced = fc.tuple(old, old, fc.nat(1000)).map(([one, other, at]) => one.slice(0, Math.floor((at * one.length) / 1000)) + other.slice(Math.floor((at * other.length) / 1000)));
  const base = fc.oneof({ arbitrary: written, weight: 2 }, { arbitrary: old, weight: 2 }, { arbitrary: spliced, weight: 1 });
  return fc.oneof(written.map((text) => text.toWellFormed()), fc.tuple(base, fc.array(edit, { minLength: 1, maxLength: 4 })).map(([text, edits]) => edited(text, edits)));
}
