// The folder that people take, as a package: installed by npm, checked by tsc, run by Node.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = dirname(resolve(process.env.PAGE));

let home;
before(async () => {
  home = await mkdtemp(join(tmpdir(), "package-"));
  await writeFile(join(home, "package.json"), JSON.stringify({ private: true, type: "module" }));
  // As a copy, so that only what belongs to the package is there.
  execFileSync("npm", ["install", "--offline", "--install-links", "--no-audit", "--no-fund", "--ignore-scripts", folder], { cwd: home, stdio: "pipe" });
  for (const name of ["use.ts", "same.ts"]) await copyFile(join(root, "tests/package", name), join(home, name));
  await copyFile(join(root, "www/contract.d.ts"), join(home, "contract.d.ts"));
});
after(() => rm(home, { recursive: true, force: true }));

test("package: a TypeScript program compiles against it, and its types are the contract's", async () => {
  const options = ["--strict", "--noUncheckedIndexedAccess", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom"];
  try {
    execFileSync(join(root, "node_modules/.bin/tsc"), [...options, "use.ts", "same.ts"], { cwd: home, stdio: "pipe" });
  } catch ({ stdout }) {
    assert.fail(String(stdout));
  }
});

test("package: the program runs, with the amounts that the page shows", async () => {
  const { amounts, choices, kinds, refusal, standing } = await import(pathToFileURL(join(home, "use.js")).href);
  const wasm = await readFile(join(home, "node_modules/iryo-dx-hojokin/iryo_dx_hojokin_bg.wasm"));
  assert.equal(amounts(wasm)["ehr-sharing"], 6_579_000);
  const { programmes } = JSON.parse(await readFile(join(folder, "catalogue.json"), "utf8"));
  assert.deepEqual(Object.keys(standing()), programmes.map(({ id }) => id));
  for (const [id, state] of Object.entries(standing())) assert.ok(["open", "upcoming", "check", "closed", "no"].includes(state), id);
  assert.deepEqual(refusal(), { code: "wrong-type", key: "beds" });
  assert.ok(kinds().includes("programmes"));
  assert.deepEqual(choices().sharedDocuments.toSorted(), [2, 3]);
});

test("package: every file that it names is there, and every other file is named", async () => {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { files } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  const named = Object.values(manifest.exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)));
  for (const path of [...named, manifest.types, ...manifest.sideEffects]) assert.ok(files[path.replace("./", "")] || path === "./manifest.json", `${path} is not in the folder`);
  assert.deepEqual(manifest.files.toSorted(), [...Object.keys(files), "manifest.json"].filter((name) => name !== "package.json").toSorted());
  assert.equal(manifest.license, "MIT OR Apache-2.0");
});

test("package: the notices of what is inside go along, in the folder and in the widget", async () => {
  const page = await readFile(join(folder, "THIRD_PARTY.md"), "utf8");
  const widget = await readFile(join(folder, "iryo-dx-hojokin.widget.js"), "utf8");
  const comment = widget.slice(widget.lastIndexOf("/*!"));
  const texts = ["Permission is hereby granted, free of charge", "Redistribution and use in source and binary forms"];
  for (const name of ["lit-html", "lean-qr", "wasm-bindgen"]) assert.ok(page.includes(`| ${name} |`), name);
  for (const text of [...texts, "Google LLC", "デジタル庁", "Alex Crichton", "Rust Project Contributors"]) {
    assert.ok(page.replaceAll(/\s+/g, " ").includes(text), `${text} in THIRD_PARTY.md`);
    assert.ok(comment.includes(text), `${text} in the widget`);
  }
  assert.ok(comment.endsWith("*/\n"));
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) {
    assert.equal(await readFile(join(folder, name), "utf8"), await readFile(join(root, name), "utf8"));
  }
});
