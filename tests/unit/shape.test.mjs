// The types of catalogue.json: what they say is always there is there.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { schemaOf, shape } from "../../www/shape.mjs";

const read = async (name) => JSON.parse(await readFile(new URL(`../../pkg/${name}`, import.meta.url), "utf8"));
const schema = await read("catalogue.schema.json");
const catalogue = await read("catalogue.json");

/** What of a value is not as a schema says; objects and lists alone. */
function faults(value, part, definitions, place = "") {
  if (part.allOf) return part.allOf.flatMap((one) => faults(value, one, definitions, place));
  if (part.$ref) return faults(value, definitions[part.$ref.replace("#/$defs/", "")], definitions, place);
  const ways = part.anyOf ?? part.oneOf;
  if (ways) {
    const found = ways.map((one) => faults(value, one, definitions, place));
    return found.find((one) => one.length === 0) ?? found.flat();
  }
  if (Array.isArray(value)) return part.items ? value.flatMap((one, at) => faults(one, part.items, definitions, `${place}[${at}]`)) : [place];
  if (value === null || typeof value !== "object") return [part.type ?? typeof (part.const ?? value)].flat().includes(typeOf(value)) ? [] : [place];
  if (part.type !== "object") return [place];
  const { properties = {}, required = [], additionalProperties } = part;
  const missing = required.filter((name) => !(name in value)).map((name) => `${place}.${name}`);
  const inside = Object.entries(value).flatMap(([name, one]) => {
    const inner = properties[name] ?? additionalProperties;
    return inner ? faults(one, inner, definitions, `${place}.${name}`) : [`${place}.${name}`];
  });
  return [...missing, ...inside];
}

function typeOf(value) {
  if (value === null) return "null";
  return Number.isInteger(value) ? "integer" : typeof value;
}

test("shape: catalogue.json has all that its types say is there, and nothing else", () => {
  const { $defs, ...whole } = schemaOf(schema);
  assert.deepEqual(faults(catalogue, whole, $defs), []);
});

test("shape: the types in the sources are those of the schema", async () => {
  assert.equal(await readFile(new URL("../../www/src/catalogue/shape.ts", import.meta.url), "utf8"), await shape(schema));
});
