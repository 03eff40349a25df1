// The webmasters' page: whatever is chosen, the code that comes of it works where it is pasted.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const dist = dirname(process.env.PAGE);
const embed = pathToFileURL(join(dist, "embed.html")).href;

/** The twelve of the list, and what stands beside it. */
const { programmes } = JSON.parse(await readFile(join(dist, "catalogue.json"), "utf8"));
const beside = programmes.filter((one) => one.beside).map(({ id }) => id);

/** Each choice with what has to come of it. */
const choices = [
  { name: "as it stands", set: {}, needs: ["iryo-dx-hojokin.widget.min.js", "iryo-dx-hojokin.html"], policy: "script-src 'self' 'wasm-unsafe-eval'", attributes: "", articles: programmes.length },
  {
    name: "two programmes, colours and sizes",
    set: { programmes: ["e-prescription", "ehr-sharing"], coloured: true, light: "#7a003c", dark: "#ffb0d0", size: "1.25rem", radius: "0" },
    needs: ["iryo-dx-hojokin.widget.min.js", "iryo-dx-hojokin.html"],
    policy: "script-src 'self' 'wasm-unsafe-eval';\nstyle-src-attr 'unsafe-inline'",
    articles: 2,
    accent: "rgb(122, 0, 60)",
  },
  {
    name: "nothing beside the list",
    set: { "no-beside": true },
    needs: ["iryo-dx-hojokin.widget.min.js", "iryo-dx-hojokin.html"],
    policy: "script-src 'self' 'wasm-unsafe-eval'",
    attributes: ' beside="none"',
    articles: 12,
  },
  {
    name: "one programme of the list and one beside it",
    set: { programmes: ["ehr-sharing", "care-information"] },
    needs: ["iryo-dx-hojokin.widget.min.js", "iryo-dx-hojokin.html"],
    policy: "script-src 'self' 'wasm-unsafe-eval'",
    attributes: ' programmes="ehr-sharing care-information"',
    articles: 2,
  },
  // The element has no form without WebAssembly; what was ticked for another form has no say in it.
  { name: "the element with what was ticked for a frame", set: { nowasm: true }, needs: ["iryo-dx-hojokin.widget.min.js", "iryo-dx-hojokin.html"], policy: "script-src 'self' 'wasm-unsafe-eval'", articles: programmes.length },
  {
    name: "a frame without WebAssembly",
    set: { form: "frame", nowasm: true },
    needs: ["iryo-dx-hojokin.nowasm.html", "iryo-dx-hojokin.frame.js"],
    policy: "frame-src 'self';\nscript-src 'self';\nstyle-src-attr 'unsafe-inline'",
    frame: (height) => height > 2000,
  },
  {
    name: "in a folder",
    set: { place: "files/dx" },
    needs: ["iryo-dx-hojokin.widget.min.js", "iryo-dx-hojokin.html"],
    policy: "script-src 'self' 'wasm-unsafe-eval'",
    folder: "files/dx/",
    articles: programmes.length,
  },
  {
    name: "a frame that fits, with a facility type",
    set: { form: "frame", kind: "clinic" },
    needs: ["iryo-dx-hojokin.html", "iryo-dx-hojokin.frame.js"],
    policy: "frame-src 'self';\nscript-src 'self';\nstyle-src-attr 'unsafe-inline'",
    frame: (height) => height > 2000,
  },
  {
    name: "a frame of its own height",
    set: { form: "frame", fit: false, height: "７００" },
    needs: ["iryo-dx-hojokin.html"],
    policy: "frame-src 'self';\nstyle-src-attr 'unsafe-inline'",
    frame: (height) => height === 700,
  },
  { name: "a link", set: { form: "link", kind: "pharmacy", words: "<b>薬局 & 補助金</b>" }, needs: ["iryo-dx-hojokin.html"], link: "<b>薬局 & 補助金</b>", answers: { facilityType: "pharmacy" } },
  { name: "a file to be saved", set: { form: "file" }, needs: ["iryo-dx-hojokin.html"], link: "医療DX補助金計算機", answers: {} },
];

/** Runs in the page: makes the choices as a person does, and gives back what stands there then. */
async function choose(set) {
  const form = document.getElementById("choice");
  for (const [name, value] of Object.entries(set)) {
    for (const field of [form.elements[name]].flatMap((found) => (found instanceof RadioNodeList ? [...found] : [found]))) {
      if (field.type === "checkbox") field.checked = Array.isArray(value) ? value.includes(field.value) : value;
      else if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.requestSubmit();
  return {
    code: document.getElementById("code").value,
    needs: [...document.querySelectorAll("#needed a")].map(({ textContent }) => textContent),
    policy: document.getElementById("policy").textContent,
    folder: document.getElementById("folder").textContent,
    preview: document.getElementById("preview").srcdoc,
    faults: [...document.querySelectorAll(".fault")].map(({ textContent }) => textContent).filter(Boolean),
    refused: [...form.querySelectorAll("[name=programmes]:disabled")].map(({ value }) => value),
  };
}

/** The tests for one engine; `launch` starts it. */
export function embedding(engine, launch) {
  let browser;
  let site;
  before(async () => {
    browser = await launch();
    site = await mkdtemp(join(tmpdir(), "site-"));
  });
  after(async () => {
    await browser?.close();
    await rm(site, { recursive: true, force: true });
  });

  for (const { name, set, needs, policy, folder = "", articles, accent, frame, link, answers, attributes } of choices) {
    test(`${engine}: the code for ${name} works where it is pasted`, async () => {
      await browser.open(embed);
      const made = await browser.evaluate(choose, set);
      assert.deepEqual(made.needs, needs);
      if (policy) assert.equal(made.policy, policy);
      assert.deepEqual(made.faults, []);
      if (attributes !== undefined) assert.ok(made.code.includes(`<iryo-dx-hojokin${attributes}>`), made.code);
      // What editors of web sites rewrite: empty lines, attributes without a value, scripts with a text.
      assert.doesNotMatch(made.code, /\n\s*\n|<script[^>]*>[^<]/);
      for (const [tag] of made.code.matchAll(/<[a-z][^>]*>/g)) assert.match(tag.replaceAll(/ [a-z]+="[^"]*"/g, ""), /^<[a-z-]+>$/);
      // The files that it names and no others, and a policy that says no more than the page told.
      const place = await mkdtemp(join(site, "page-"));
      await mkdir(join(place, folder), { recursive: true });
      for (const file of needs) await copyFile(join(dist, file), join(place, folder, file));
      // 'self' means nothing of files.
      const leave = policy && `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${policy.replaceAll("'self'", "file:").replaceAll(";\n", "; ")}">`;
      const path = join(place, "index.html");
      await writeFile(path, `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">${leave ?? ""}<title>医師会</title></head><body>${made.code}</body></html>`);
      await browser.open(pathToFileURL(path).href);
      if (articles) {
        const seen = await browser.evaluate(async () => {
          await customElements.whenDefined("iryo-dx-hojokin");
          const element = document.querySelector("iryo-dx-hojokin");
          await element.ready;
          const root = element.shadowRoot;
          return {
            articles: root.querySelectorAll("article").length,
            accent: getComputedStyle(root.querySelector(".onward-button")).color + getComputedStyle(root.querySelector(".onward-button")).backgroundColor,
            fallback: element.querySelector("a").getAttribute("href"),
          };
        });
        assert.equal(seen.articles, articles);
        assert.equal(seen.fallback, folder + needs[1]);
        if (accent) assert.ok(seen.accent.includes(accent), seen.accent);
      } else if (frame) {
        const height = await browser.evaluate(async () => {
          const frame = document.querySelector("iframe");
          let height;
          for (let attempt = 0; attempt < 40 && (height = frame.clientHeight) < 2000; attempt += 1) await new Promise((resolve) => setTimeout(resolve, frame.style.height === "900px" ? 500 : 50));
          return height;
        });
        assert.ok(frame(height), `${height}px`);
      } else {
        const { text, href } = await browser.evaluate(() => ({ text: document.querySelector("a").textContent, href: document.querySelector("a").href }));
        assert.equal(text, link);
        await browser.open(href);
        assert.deepEqual(await browser.evaluate(() => document.querySelector("iryo-dx-hojokin").ready.then(() => document.querySelector("iryo-dx-hojokin").answers)), answers);
      }
      assert.deepEqual(browser.heard, []);
    });
  }

  test(`${engine}: a fixed version has a folder of its own and the digest of its script, a moving one has neither`, async () => {
    await browser.open(embed);
    const fixed = await browser.evaluate(choose, { version: "fixed", place: "https://files.example/dx" });
    const [, folder] = /src="https:\/\/files\.example\/dx\/([^/"]+)\/iryo-dx-hojokin\.widget\.min\.js"/.exec(fixed.code);
    assert.match(folder, /^\d+\.\d+\.\d+_[\d.-]+$/);
    assert.ok(fixed.folder.includes(`https://files.example/dx/${folder}/`));
    const digest = createHash("sha384").update(await readFile(join(dist, "iryo-dx-hojokin.widget.min.js"))).digest("base64");
    assert.ok(fixed.code.includes(`charset="utf-8" defer="defer" integrity="sha384-${digest}" crossorigin="anonymous"`), fixed.code);
    assert.equal(fixed.policy, "script-src https://files.example 'wasm-unsafe-eval'");
    // The example takes what stands beside this page.
    assert.doesNotMatch(fixed.preview, /files\.example|integrity/);
    const moving = await browser.evaluate(choose, { version: "moving" });
    assert.doesNotMatch(moving.code, /integrity|crossorigin/);
    assert.match(moving.code, /src="https:\/\/files\.example\/dx\/iryo-dx-hojokin\.widget\.min\.js"/);
  });

  test(`${engine}: what stands beside the list is left out as a whole, or one by one`, async () => {
    await browser.open(embed);
    const list = programmes.map(({ id }) => id).filter((id) => !beside.includes(id));
    const all = await browser.evaluate(choose, {});
    assert.deepEqual([all.refused, /(programmes|beside)=/.test(all.code)], [[], false]);
    const none = await browser.evaluate(choose, { "no-beside": true });
    assert.deepEqual(none.refused, beside);
    assert.match(none.code, /^<iryo-dx-hojokin beside="none"><a /);
    assert.deepEqual(none.faults, []);
    // What was ticked beside the list before is not in the code, and alone it chooses nothing.
    const some = await browser.evaluate(choose, { programmes: ["productivity", beside[0]] });
    assert.match(some.code, /^<iryo-dx-hojokin programmes="productivity" beside="none"><a /);
    const alone = await browser.evaluate(choose, { programmes: [beside[0]] });
    assert.match(alone.faults.join(), /補助金を1つ以上選んでください/);
    assert.match(alone.code, /^<iryo-dx-hojokin beside="none"><a /);
    const again = await browser.evaluate(choose, { "no-beside": false });
    assert.deepEqual([again.refused, again.faults], [[], []]);
    assert.match(again.code, new RegExp(`^<iryo-dx-hojokin programmes="${beside[0]}"><a `));
    const but = await browser.evaluate(choose, { programmes: [...list, ...beside.slice(1)] });
    assert.match(but.code, new RegExp(`^<iryo-dx-hojokin programmes="${[...list, ...beside.slice(1)].join(" ")}"><a `));
  });

  test(`${engine}: what cannot be meant is said, and the code stays usable`, async () => {
    await browser.open(embed);
    const none = await browser.evaluate(choose, { programmes: [] });
    assert.match(none.faults.join(), /補助金を1つ以上選んでください/);
    assert.doesNotMatch(none.code, /programmes/);
    const low = await browser.evaluate(choose, { form: "frame", height: "12", place: '"><script>pwned=1</script>' });
    assert.match(low.faults.join(), /200から9999までの数字/);
    assert.match(low.code, /height: 900px/);
    assert.doesNotMatch(low.code, /<script>pwned|""/);
    for (const [place, src] of [
      ["//cdn.example.jp/x", "https://cdn.example.jp/x/"],
      ["https://例え.jp/", "https://xn--r8jz45g.jp/"],
      ["/iryo-dx/iryo-dx-hojokin.widget.js", "/iryo-dx/"],
      ["ｈｔｔｐｓ：／／example.jp/a", "https://example.jp/a/"],
      ["../dx", "../dx/"],
    ]) {
      const { code, policy, faults } = await browser.evaluate(choose, { form: "element", place });
      assert.ok(code.includes(`src="${src}iryo-dx-hojokin.widget.min.js"`), `${place}: ${code}`);
      assert.doesNotMatch(faults.join(), /フォルダー/, place);
      assert.ok(policy.startsWith(`script-src ${src.startsWith("https:") ? new URL(src).origin : "'self'"} `), policy);
    }
    for (const place of ["https://user:pw@example.jp/", "https://example.jp;script-src */", "example.jp/iryo", "C:\\web\\iryo", "javascript:alert(1)", "/a?b=1", "/x#y", "https:/example.jp/", "https://"]) {
      const { code, faults } = await browser.evaluate(choose, { form: "element", place });
      assert.match(faults.join(), /フォルダーのアドレスとして使えません/, place);
      assert.ok(code.includes('src="iryo-dx-hojokin.widget.min.js"'), `${place}: ${code}`);
    }
    const pale = await browser.evaluate(choose, { form: "element", coloured: true, light: "#ffff00", dark: "#ffff00" });
    assert.match(pale.faults.join(), /明るい配色の色は地の色との明るさの比が1\.0で/);
    assert.doesNotMatch(pale.faults.join(), /暗い配色/);
    assert.equal(await browser.evaluate(() => "pwned" in globalThis), false);
  });

  test(`${engine}: the example shows what the code makes`, async () => {
    await browser.open(embed);
    await browser.evaluate(choose, { programmes: ["productivity"] });
    const seen = await browser.evaluate(async () => {
      const preview = document.getElementById("preview");
      preview.scrollIntoView();
      let element;
      // The example that stood there before may still be there.
      for (let attempt = 0; attempt < 100 && !element?.report; attempt += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        element = preview.contentDocument?.querySelector("iryo-dx-hojokin[programmes=productivity]");
      }
      await element.ready;
      return { articles: element.shadowRoot.querySelectorAll("article").length, fallback: element.firstElementChild.getClientRects().length };
    });
    assert.deepEqual(seen, { articles: 1, fallback: 0 });
    assert.deepEqual(browser.heard, []);
  });

  test(`${engine}: a file at hand is compared with those of this version`, async () => {
    const text = await readFile(join(dist, "iryo-dx-hojokin.frame.js"), "utf8");
    await browser.open(embed);
    const said = await browser.evaluate(async (text) => {
      const said = [];
      for (const [name, content] of [["frame.js", text], ["other.js", `${text} `]]) {
        const files = new DataTransfer();
        files.items.add(new File([content], name));
        const field = document.getElementById("file");
        field.files = files.files;
        field.dispatchEvent(new Event("change"));
        await new Promise((resolve) => setTimeout(resolve, 300));
        said.push(document.getElementById("verdict").textContent);
      }
      return said;
    }, text);
    assert.match(said[0], /^「frame\.js」は、版 .+ の iryo-dx-hojokin\.frame\.js と同じです。$/);
    assert.match(said[1], /^「other\.js」は、.*どのファイルとも違います/);
  });
}
