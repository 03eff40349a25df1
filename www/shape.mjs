// Writes www/src/catalogue/shape.ts, the types of catalogue.json, from the schema that the build writes:
//
//   node www/shape.mjs pkg/catalogue.schema.json           writes it
//   node www/shape.mjs --check pkg/catalogue.schema.json   fails where it is not what the schema says
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const SHAPE = fileURLToPath(new URL("src/catalogue/shape.ts", import.meta.url));
/** Begins every name: the contract, which has a Condition and an Amount too, stands in the same file for others. */
const PREFIX = "Catalogue";
/** Types whose name in the schema is that of a file. */
const RENAMED = { ProgrammeFile: "Programme" };

const nameOf = (name) => (name === PREFIX ? name : `${PREFIX}${RENAMED[name] ?? name}`);

/** The schema of catalogue.json alone. */
export function schemaOf({ $defs }) {
  // Names with a dot are of what holds for the TOML files.
  const definitions = structuredClone(Object.fromEntries(Object.entries($defs).filter(([name]) => !name.includes("."))));
  // What a field is by default says nothing of its type, and would be taken for a part of it.
  for (const { properties = {} } of Object.values(definitions)) for (const property of Object.values(properties)) delete property.default;
  const renamed = Object.fromEntries(Object.entries(definitions).map(([name, definition]) => [nameOf(name), definition]));
  return JSON.parse(JSON.stringify({ ...renamed[PREFIX], title: PREFIX, $defs: renamed }), (_, value) => {
    const name = /^#\/\$defs\/(\w+)$/.exec(value?.$ref ?? "")?.[1];
    if (name === undefined) return value;
    // What stands beside a reference would make a second type of it; a member of `allOf` is only named.
    const { $ref, ...rest } = value;
    return { ...rest, allOf: [{ $ref: `#/$defs/${nameOf(name)}` }] };
  });
}

/** The file's text. */
export async function shape(schema) {
  return compile(schemaOf(schema), PREFIX, {
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    bannerComment: "// Types of catalogue.json. Written from catalogue.schema.json by www/shape.mjs; edited by nobody.",
    style: { printWidth: 110 },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2);
  const check = given[0] === "--check";
  const path = given[check ? 1 : 0] ?? "pkg/catalogue.schema.json";
  const wanted = await shape(JSON.parse(await readFile(path, "utf8")));
  if (!check) await writeFile(SHAPE, wanted);
  else if ((await readFile(SHAPE, "utf8")) !== wanted) {
    console.error(`www/src/catalogue/shape.ts is not what ${path} says. Write it anew: node www/shape.mjs ${path}`);
    process.exitCode = 1;
  }
}
