// Bundles the scripts and the styles with esbuild. Its command is one JSON text of xtask/src/pack.rs:
// { version, catalogue, wasm, scripts: [{ entry, outfile, alias, inject, module, eager, ascii }],
// styles: [{ entry, outfile }] }. Beside each script it writes `….packages.json`, the packages of npm
// of which parts are in it.
import { readFile, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";

/** Of the browsers that are to run it; tsconfig.json says the same to the type checker. */
const target = "es2022";

/** Tokens of デジタル庁デザインシステム: only the few that a style names reach the page, as values. */
const tokensFile = "node_modules/@digital-go-jp/design-tokens/dist/tokens.css";
const tokens = new Map([...(await readFile(tokensFile, "utf8")).matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]));

/** So many bytes esbuild writes around the files of a bundle. What is more are helpers of its own. */
const WRAPPING = 64;

/** The packages of npm of which parts are in a bundle. */
function packagesOf({ outputs }, script, minified) {
  const packages = new Set();
  for (const { bytes, inputs } of Object.values(outputs)) {
    const parts = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const rest = bytes - parts.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    // Where nothing is minified, the names of the files stand around them too, and helpers have readable names.
    if (minified ? rest > WRAPPING : /^var __\w+ = (Object\.|\()/m.test(script)) packages.add("esbuild");
    for (const [path] of parts) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
      if (name) packages.add(name);
    }
  }
  return [...packages].toSorted();
}

/** The folders of www/src in their order: each imports from itself and from those before it, everything else from all. */
const FOLDERS = ["contract", "catalogue", "words", "engine"];

/** The place of a file of www/src in that order; undefined for any other file. */
function placeOf(path) {
  const folder = /^www\/src\/([^/.]+)/.exec(path)?.[1];
  if (folder === undefined) return undefined;
  const place = path.startsWith(`www/src/${folder}/`) ? FOLDERS.indexOf(folder) : -1;
  return place < 0 ? FOLDERS.length : place;
}

/** Fails where a file of www/src imports from a folder behind its own. Imports of types alone are not seen. */
function checkImports({ inputs }) {
  for (const [path, { imports }] of Object.entries(inputs)) {
    for (const imported of imports) {
      if (placeOf(imported.path) > placeOf(path)) {
        throw new Error(`${path} imports ${imported.path}: ${FOLDERS.join(" < ")} < everything else, and imports go to the left`);
      }
    }
  }
}

async function minifiedCss(path) {
  const bundled = await build({ entryPoints: [path], bundle: true, write: false, charset: "utf8", target: target, metafile: true });
  const foreign = Object.keys(bundled.metafile.inputs).filter((input) => input.includes("node_modules/"));
  if (foreign.length > 0) throw new Error(`${path}: ${foreign} is inside, which THIRD_PARTY.md does not name`);
  const css = bundled.outputFiles[0].text.replace(/var\((--(?:color|font)-[\w-]+)\)/g, (_, name) => {
    if (!tokens.has(name)) throw new Error(`${path}: the design system has no token ${name}`);
    return tokens.get(name);
  });
  return (await transform(css, { loader: "css", minify: true, charset: "utf8", target: target })).code.trim();
}

/** `import css from "./x.css"` gives the minified text: styles go into shadow roots by script. */
const cssAsText = {
  name: "css-as-text",
  setup(plugins) {
    plugins.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minifiedCss(path),
      loader: "text",
    }));
  },
};

/** Elements that lines begin and end with: what is blank beside them is not seen. */
const LINES = "(?:article|d[dlt]|details|div|fieldset|figcaption|figure|h[1-6]|header|legend|li|ol|option|p|section|summary|t[dhr]|table|tbody|thead|ul)";
const blankBefore = new RegExp(`(?<=[>}])()\\n(?=</?${LINES}[ >])`, "g");
const blankBehind = new RegExp(`(</${LINES}>|<${LINES}(?: [a-z-]+="[^"$]*")*>)\\n`, "g");

/** Without these line ends; in a comment one ends what is no program. */
const joined = (text, ends) =>
  text.replace(ends, (_, tag, at) => {
    const line = text.slice(0, at + tag.length).split("\n").at(-1);
    if (/(^|\s)\/\//.test(line)) throw new Error(`a comment must not end with a tag: ${line}`);
    return tag;
  });

/**
 * Indentation and line ends mean nothing in the sources, but they would stay in the templates, because
 * minifying keeps texts: the page would hold thousands of them as nodes.
 */
const withoutBlanks = {
  name: "without-blanks",
  setup(plugins) {
    plugins.onLoad({ filter: /www\/src\/.+\.ts$/ }, async ({ path }) => ({
      contents: joined(joined((await readFile(path, "utf8")).replace(/\n +/g, "\n"), blankBefore), blankBehind),
      loader: "ts",
    }));
  },
};

/** The longest text in one piece: a minifier of PHP knows strings of up to 65,535 bytes, and takes longer ones for code. */
const PIECE = 8_000;

/** A module that gives the text, in pieces. */
const moduleOf = (text) => `export default ${JSON.stringify(text.match(new RegExp(`.{1,${PIECE}}`, "gsu")))}.join("");`;

/**
 * Texts that the build makes: the wasm as base64, and the catalogue as JSON. Two slashes together stand in
 * neither: what does not know the string would take the rest of it for a comment.
 */
const builtTexts = ({ wasm, catalogue }) => ({
  name: "built-texts",
  setup(plugins) {
    const texts = {
      // The alphabet for addresses has no slash.
      "calculator-wasm": async () => (await readFile(wasm)).toString("base64url"),
      "catalogue-text": async () => JSON.stringify(JSON.parse(await readFile(catalogue, "utf8"))).replaceAll("//", "/\\/"),
    };
    plugins.onResolve({ filter: /^(calculator-wasm|catalogue-text)$/ }, ({ path }) => ({ path, namespace: "built-texts" }));
    plugins.onLoad({ filter: /./, namespace: "built-texts" }, async ({ path }) => ({ contents: moduleOf(await texts[path]()), loader: "js" }));
  },
});

/** Tells V8 that nearly all is called at the start: else it reads each function twice, to skip it and to compile it. */
const COMPILE_ALL = "//# allFunctionsCalledOnLoad\n";

/** How esbuild begins a classic script. */
const BEGINNING = '"use strict";(()=>{';

/** With a semicolon first, so that it also stands safely behind another's script in one file. */
function separated(script) {
  if (!script.startsWith(BEGINNING)) throw new Error(`a script begins with ${script.slice(0, 20)} instead of ${BEGINNING}`);
  return `;(()=>{"use strict";${script.slice(BEGINNING.length)}`;
}

/** A script for <script>, minified. Minifiers of others strip blanks in template literals, so there are none. */
const CLASSIC = { format: "iife", minify: true, supported: { "template-literal": false } };
/** A script for `import`, readable. */
const MODULE = { format: "esm" };

const { version, catalogue, wasm, scripts, styles } = JSON.parse(process.argv[2]);
for (const { entry, outfile } of styles) await writeFile(outfile, await minifiedCss(entry));
for (const { entry, outfile, alias, inject, module = false, eager = false, ascii = false } of scripts) {
  const { metafile, outputFiles } = await build({
    ...(module ? MODULE : CLASSIC),
    entryPoints: [entry],
    outfile,
    alias,
    inject,
    define: { VERSION: JSON.stringify(version) },
    target,
    plugins: [cssAsText, withoutBlanks, builtTexts({ wasm, catalogue })],
    bundle: true,
    charset: ascii ? "ascii" : "utf8",
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    write: false,
  });
  checkImports(metafile);
  const [{ text }] = outputFiles;
  await writeFile(outfile, module ? text : (eager ? COMPILE_ALL : "") + separated(text));
  await writeFile(`${outfile}.packages.json`, JSON.stringify(packagesOf(metafile, text, !module)));
}
