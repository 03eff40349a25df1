// Bundles the scripts and the style of the page with esbuild. Its command is of this program's own
// making: one JSON text with { entry, outfile, version, others: { alias, inject, last } } and/or { style, outfile } for each
// result. Beside each script stands `….packages.json`, the packages of npm that are in it.
import { readFile, writeFile } from "node:fs/promises";
import { minify } from "@swc/core";
import { build, transform } from "esbuild";

/** Of the browsers that are to run it; tsconfig.json says the same to the type checker. */
const target = "es2022";

/** Tokens of デジタル庁デザインシステム: only the few that a style names reach the page, as values. */
const tokensFile = "node_modules/@digital-go-jp/design-tokens/dist/tokens.css";
const tokens = new Map([...(await readFile(tokensFile, "utf8")).matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]));

/** The bundler's own wrapping. More would be helpers of its own, which THIRD_PARTY.md does not name. */
const wrapping = 64;

/** The packages that a result of the bundler has parts of. */
function packagesOf({ outputs }) {
  const packages = new Set();
  for (const { bytes, inputs } of Object.values(outputs)) {
    const parts = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const rest = bytes - parts.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    if (rest > wrapping) throw new Error(`${rest} bytes of the bundle come from none of its files`);
    for (const [path] of parts) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
      if (name) packages.add(name);
    }
  }
  return [...packages].toSorted();
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

/** The bundled script, once more by a program that goes further. */
async function smaller(script) {
  const { code } = await minify(script, { compress: { ecma: 2022, passes: 2 }, mangle: true, ecma: 2022 });
  return `${code.trim()}\n`;
}

/** Tells V8 that nearly all is called at the start: else it reads each function twice, to skip it and to compile it. */
const COMPILE_ALL = "//# allFunctionsCalledOnLoad\n";

/**
 * The script with long texts behind everything, as functions: what packs the file for the way sees
 * only so far back, and would have forgotten the script before them. Nothing becomes a global.
 */
function withLast(script, texts) {
  const functions = Object.entries(texts).map(([name, text]) => `function ${name}(){return${JSON.stringify(text)}}`);
  return `${COMPILE_ALL}(()=>{${script.trim()}${functions.join("")}})();\n`;
}

for (const { entry, style, outfile, version, others } of JSON.parse(process.argv[2])) {
  if (style) {
    await writeFile(outfile, await minifiedCss(style));
    continue;
  }
  const { alias, inject, last } = others;
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    alias,
    inject,
    define: { VERSION: JSON.stringify(version) },
    target,
    plugins: [cssAsText, withoutBlanks],
    bundle: true,
    minify: true,
    format: "iife",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
  });
  const script = await smaller(await readFile(outfile, "utf8"));
  await writeFile(outfile, last ? withLast(script, JSON.parse(await readFile(last, "utf8"))) : script);
  await writeFile(`${outfile}.packages.json`, JSON.stringify(packagesOf(metafile)));
}
