// Who is measured, the floor and this calculator among them.
import { readFileSync } from "node:fs";

export const ENGINES = ["ours", "floor", "publicodes", "json-rules-engine", "json-logic", "datalogic", "zen", "zen-wasm"];

export const engine = (id) => import(`./${id}.mjs`);

/** The version that is installed. */
export const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
