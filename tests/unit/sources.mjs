// The sources of the page as they are, without a page: with a catalogue and a wasm that a test makes up.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a test puts in place of the wasm, function by function. */
const WASM = `
const wasm = () => globalThis.madeUpWasm;
export const digest = () => wasm().digest();
export const laws = () => wasm().laws();
export const evaluate = (request) => wasm().evaluate(request);
export const evaluateMany = (request) => wasm().evaluateMany(request);
export const parseYen = (text) => wasm().parseYen(text);
export const initSync = (given) => wasm().initSync(given);
export const __wbg_reset_state = () => wasm().reset();
export default async (given) => wasm().initSync(given);
`;

function madeUp(catalogue) {
  const contents = {
    "iryo-dx-hojokin-wasm": { contents: WASM, loader: "js" },
    "catalogue-text": { contents: JSON.stringify(catalogue), loader: "text" },
    calculator: { contents: "export const calculator = () => new Uint8Array();", loader: "js" },
  };
  return {
    name: "made-up",
    setup(plugins) {
      const filter = new RegExp(`^(${Object.keys(contents).join("|")})$`);
      plugins.onResolve({ filter }, ({ path }) => ({ path, namespace: "made-up" }));
      plugins.onLoad({ filter: /.*/, namespace: "made-up" }, ({ path }) => contents[path]);
    },
  };
}

let loaded = 0;

/** All that these files of www/src export, afresh each time. The default of `module` is there as `init`. */
export async function load(files, catalogue = {}) {
  const { outputFiles } = await build({
    stdin: {
      contents: files.map((file) => `export * from "./www/src/${file}";${file === "module" ? 'export { default as init } from "./www/src/module";' : ""}`).join("\n"),
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    plugins: [madeUp(catalogue)],
  });
  loaded += 1;
  const text = `${outputFiles[0].text}\n// ${loaded}`;
  return import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
}

/** A question of a made-up catalogue. */
export const question = (key, name, rest = {}) => ({ key, name, label: `${name}は`, kind: "yen", unit: null, min: null, max: null, choices: [], ...rest });

/** A programme of a made-up catalogue. */
export const programme = (id, rest = {}) => ({ id, beside: false, name: id, number: null, keys: [], condition: [], amount: null, overlap: [], ...rest });

/** A made-up catalogue, as far as reports are joined with it. */
export const catalogue = (rest = {}) => ({
  edition: { number: "架発第1号", asOf: "2025-10-21", version: "2025-10-21.1" },
  digest: "d".repeat(64),
  questions: [],
  contradictions: [],
  programmes: [],
  sources: { notice: { grade: "notice" }, page: { grade: "official" }, paper: { grade: "reference" } },
  ...rest,
});
