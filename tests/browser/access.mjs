// For everyone: what axe finds, the flow by keyboard alone, what a screen reader is told, and the page
// at 320 px, with text twice as large, in forced colours. In Chromium, which can be asked all of that.
import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { states } from "./states.mjs";

const axe = await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const PHONE = { width: 360, height: 740 };
const NARROW = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 900 };

/** What a person may have done to the page, beside answering. */
const conditions = {
  "everything opened": () => {
    const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
    for (const details of [...root.querySelectorAll("details"), ...document.querySelectorAll("#take details")]) details.open = true;
    return new Promise((resolve) => setTimeout(resolve, 1500));
  },
  "entries that cannot be read": () => {
    const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
    for (const key of ["beds", "employees", "costs.ehr-sharing"]) {
      const field = root.getElementById(`in-${key}`);
      field.value = "二十";
      field.dispatchEvent(new Event("input"));
      field.dispatchEvent(new Event("change"));
    }
  },
  "answers that contradict each other": () => {
    const element = document.querySelector("iryo-dx-hojokin");
    element.answers = { ...element.answers, facilityType: "hospital", beds: 5 };
  },
  "a day that is none": () => {
    document.querySelector("iryo-dx-hojokin").on = "2025-02-30";
  },
  "text to copy by hand": () => {
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined });
    document.querySelector("#take [data-does=text]").click();
  },
  "the list searched in vain": async () => {
    const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
    root.querySelector(".list details").open = true;
    const field = root.querySelector(".list input");
    field.value = "どこにもない言葉";
    field.dispatchEvent(new Event("input"));
  },
  "on paper": () => {
    dispatchEvent(new Event("beforeprint"));
  },
};

export function access(launch, pageUrl) {
  let browser;
  let page;
  before(async () => {
    browser = await launch();
    ({ page } = browser);
  });
  after(() => browser?.close());

  const open = async ({ answers, on }, viewport = DESKTOP) => {
    await page.setViewport(viewport);
    await browser.open(`${pageUrl}#a=${encodeURIComponent(JSON.stringify(answers))}&on=${on}`);
    await page.evaluate(() => document.querySelector("iryo-dx-hojokin").ready.then(() => true));
  };
  /** What is emulated lasts as long as this session. */
  let client;
  const emulate = async (features) => {
    client ??= await page.createCDPSession();
    await client.send("Emulation.setEmulatedMedia", { features });
  };

  /** What axe finds. Contrast is asked for apart: it takes axe longer than all else together. */
  const violations = async (contrast) => {
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(
      (values, contrast) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, rules: { "color-contrast": { enabled: contrast } } }),
      RULES,
      contrast,
    );
    assert.ok(passes.length > 20, `only ${passes.length} rules had something to look at`);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).join(", ")}`);
  };

  for (const [name, state] of Object.entries(states)) {
    test(`everyone: axe finds nothing, contrast included: ${name}`, async () => {
      for (const [viewport, scheme] of [
        [PHONE, "light"],
        [DESKTOP, "dark"],
      ]) {
        await emulate([{ name: "prefers-color-scheme", value: scheme }]);
        await open(state, viewport);
        assert.deepEqual(await violations(true), [], `${scheme}, ${viewport.width} px`);
      }
      await emulate([]);
    });
  }

  test("everyone: axe finds nothing on the webmasters' page, whichever form is chosen", async () => {
    for (const [viewport, scheme] of [
      [PHONE, "light"],
      [DESKTOP, "dark"],
    ]) {
      await emulate([{ name: "prefers-color-scheme", value: scheme }]);
      await page.setViewport(viewport);
      await browser.open(new URL("embed.html", pageUrl).href);
      for (const form of ["element", "frame", "link"]) {
        const wide = await page.evaluate(async (form) => {
          document.querySelector(`[value=${form}]`).click();
          await new Promise((resolve) => setTimeout(resolve, 400));
          // The example is a page of its own.
          document.getElementById("preview").removeAttribute("srcdoc");
          return document.documentElement.scrollWidth > innerWidth;
        }, form);
        assert.deepEqual(await violations(true), [], `${form}, ${scheme}, ${viewport.width} px`);
        assert.equal(wide, false, `${form}, ${viewport.width} px: scrolls sideways`);
      }
    }
    await emulate([]);
  });

  test("everyone: axe finds nothing on the batch page: before a file, its columns, what came out", async () => {
    const list = join(tmpdir(), `batch-${process.pid}.csv`);
    const rows = Array.from({ length: 12 }, (_, at) => `第${at}病院,${at % 9 === 0 ? "無床診療所" : "病院"},${at},はい,東京都,0${at}`);
    await writeFile(list, `名称,施設種別,病床数,オンライン資格確認,都道府県,備考\n${rows.join("\n")}\n`);
    const idle = () => page.waitForFunction(() => !document.querySelector("progress"));
    try {
      for (const [viewport, scheme] of [
        [PHONE, "light"],
        [DESKTOP, "dark"],
      ]) {
        await emulate([{ name: "prefers-color-scheme", value: scheme }]);
        await page.setViewport(viewport);
        await browser.open(new URL("iryo-dx-hojokin.batch.html", pageUrl).href);
        const field = await page.waitForSelector("#file");
        const holds = async (what) => {
          assert.deepEqual(await violations(true), [], `${what}, ${scheme}, ${viewport.width} px`);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${what}, ${viewport.width} px: scrolls sideways`);
        };
        await page.evaluate(() => (document.querySelector("details").open = true));
        await holds("before a file");
        await page.evaluate(() => (document.querySelector("details").open = false));
        await field.uploadFile(list);
        await page.waitForSelector("#judge");
        await idle();
        await holds("columns");
        await page.evaluate(() => document.getElementById("judge").click());
        await page.waitForSelector("#result-title");
        await page.waitForSelector(".institutions");
        await holds("what came out");
        await page.select("#programme", "ehr-sharing");
        await page.waitForFunction(() => [...document.querySelectorAll(".institutions th")].some(({ textContent }) => textContent.trim() === "状態"));
        await page.evaluate(() => document.querySelector("th .sort").click());
        await holds("one programme");
      }
    } finally {
      await emulate([]);
      await rm(list);
    }
  });

  test("everyone: axe finds nothing, whatever was done to the page", async () => {
    for (const [viewport, state] of [
      [PHONE, states["complete-hospital"]],
      [DESKTOP, states["three-answers"]],
    ]) {
      for (const [does, act] of Object.entries(conditions)) {
        await open(state, viewport);
        await page.evaluate(act);
        assert.deepEqual(await violations(false), [], `${does}, ${viewport.width} px`);
      }
    }
  });

  test("everyone: every colour of text stands out from every ground, light and dark", async () => {
    for (const scheme of ["light", "dark"]) {
      await emulate([{ name: "prefers-color-scheme", value: scheme }]);
      await open(states.empty);
      const { dark, ratios } = await page.evaluate(() => {
        const probe = document.createElement("span");
        document.querySelector("iryo-dx-hojokin").shadowRoot.querySelector(".frame").append(probe);
        const dark = matchMedia("(prefers-color-scheme: dark)").matches;
      const light = (name) => {
          probe.style.setProperty("color", `var(--${name})`);
          const parts = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3);
          const [r, g, b] = parts.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ratio = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
        const grounds = ["ground", "wash"];
        return { dark, ratios: [
          ...["ink", "soft", "accent", "good", "warn", "bad"].flatMap((ink) => grounds.map((ground) => [`${ink} on ${ground}`, ratio(ink, ground), 4.5])),
          ...grounds.map((ground) => [`edge on ${ground}`, ratio("edge", ground), 3]),
          ["focus: ring on its own glow", ratio("ink", "focus"), 3],
        ] };
      });
      assert.equal(dark, scheme === "dark");
      assert.equal(ratios.length, 15);
      for (const [pair, ratio, least] of ratios) assert.ok(ratio >= least, `${scheme}: ${pair} is ${ratio.toFixed(2)}`);
    }
    await emulate([]);
  });

  /** What has the focus, as a screen reader would say it. */
  const focused = async () => {
    client ??= await page.createCDPSession();
    const { result } = await client.send("Runtime.evaluate", {
      expression: "(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at; })()",
    });
    const { nodes } = await client.send("Accessibility.getPartialAXTree", { objectId: result.objectId, fetchRelatives: false });
    const [node] = nodes;
    return { role: node.role?.value, name: node.name?.value ?? "" };
  };
  /** Goes on by Tab until something of that role and name has the focus. */
  const tabTo = async (role, name, most = 60) => {
    const passed = [];
    for (let count = 0; count < most; count += 1) {
      await page.keyboard.press("Tab");
      const now = await focused();
      if (now.role === role && name.test(now.name)) return now;
      passed.push(`${now.role} ${now.name}`);
    }
    assert.fail(`no ${role} ${name} among ${passed.join(" / ")}`);
  };

  test("everyone: from the first question to the reasons by keyboard alone", async () => {
    await open({ answers: {}, on: "2030-01-01" }, PHONE);
    await page.keyboard.press("Tab");
    assert.deepEqual(await focused(), { role: "link", name: "本文へ進む" });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.deepEqual(await focused(), { role: "button", name: "結果へ進む" });
    // The first question: a radio group is one stop, its choices are reached by arrows.
    await tabTo("radio", /./);
    const asked = [];
    for (let count = 0; count < 40; count += 1) {
      const { key, kind, done } = await page.evaluate(() => {
        const card = document.querySelector("iryo-dx-hojokin").shadowRoot.getElementById("next-question");
        const question = card.querySelector(".question");
        return {
          key: question?.id ?? "",
          kind: card.querySelector("select") ? "select" : card.querySelector("input[type=text]") ? "text" : "radio",
          done: question === null,
        };
      });
      if (done) break;
      assert.ok(!asked.includes(key), `${key} was asked twice`);
      asked.push(key);
      const { role } = await focused();
      assert.equal(role, { text: "textbox", radio: "radio", select: "combobox" }[kind], key);
      if (kind === "text") await page.keyboard.type("300");
      else if (kind === "select") await page.keyboard.press("ArrowDown");
      else {
        // From わからない, which is chosen, round to the first choice.
        await page.keyboard.press("ArrowDown");
      }
      await tabTo("button", /次の質問へ|結果を見る/, 4);
      await page.keyboard.press("Enter");
    }
    assert.ok(asked.length >= 4, asked.join());
    const answers = await page.evaluate(() => document.querySelector("iryo-dx-hojokin").answers);
    assert.equal(answers.facilityType, "hospital");
    assert.equal(answers.costs["ehr-sharing"], 300);
    // The last press led to the results; on to the reasons of the first programme.
    assert.deepEqual(await focused(), { role: "heading", name: "補助金ごとの結果" });
    await tabTo("DisclosureTriangle", /条件と理由/);
    await page.keyboard.press("Enter");
    const opened = await page.evaluate(() => {
      const details = document.querySelector("iryo-dx-hojokin").shadowRoot.activeElement.parentElement;
      return { open: details.open, id: details.closest("article").id, conditions: details.querySelectorAll("li").length };
    });
    assert.ok(opened.open && opened.conditions > 0, JSON.stringify(opened));
  });

  test("everyone: what has the focus is in sight, and seen to have it", async () => {
    await open(states["complete-hospital"], PHONE);
    const hidden = [];
    let stops = 0;
    for (; stops < 400; stops += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        if (!at || at === document.body) return null;
        const { left, right, top, bottom } = at.getBoundingClientRect();
        const root = at.getRootNode();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const seen = root.elementFromPoint(x, y);
        const style = getComputedStyle(at);
        return {
          name: `${at.localName} ${at.id} ${at.textContent.trim().slice(0, 20)}`,
          covered: !(seen && (at.contains(seen) || seen.contains(at) || at.closest("label")?.contains(seen) || at.closest(".group, article")?.contains(seen))),
          ring: style.outlineStyle !== "none" || style.boxShadow !== "none",
        };
      });
      if (at === null) break;
      if (at.covered || !at.ring) hidden.push(JSON.stringify(at));
    }
    assert.deepEqual(hidden, []);
    // All of the page was gone through.
    assert.ok(stops > 40 && stops < 400, `${stops} stops`);
  });

  test("everyone: a screen reader meets names, states, help and faults", async () => {
    await open({ answers: { facilityType: "hospital" }, on: "2030-01-01" });
    await page.evaluate(conditions["everything opened"]);
    await page.evaluate(conditions["entries that cannot be read"]);
    client ??= await page.createCDPSession();
    const { nodes } = await client.send("Accessibility.getFullAXTree");
    const property = (node, name) => node.properties?.find((one) => one.name === name)?.value.value;
    const of = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role);
    const names = (role) => of(role).map((node) => node.name?.value);
    for (const region of ["基準日", "今わかる補助額の合計", "お答えいただくこと", "補助金ごとの結果", "これからの期限", "結果を持ち帰る"]) {
      assert.ok(names("region").includes(region), `${region} in ${names("region").join(" / ")}`);
    }
    // Those of the list by their numbers, and those beside it by their names alone.
    assert.equal(names("article").length, 19);
    const numbered = names("article").filter((name) => /^\d+\. ?./.test(name));
    assert.deepEqual(numbered.map(parseFloat).sort((one, other) => one - other), Array.from({ length: 12 }, (_, at) => at + 1), names("article").join());
    assert.ok(names("article").every((name) => numbered.includes(name) || /^\D+$/.test(name)), names("article").join());
    // Each control has a name of its own, groups are named after their question.
    for (const role of ["radio", "textbox", "combobox", "button", "link", "group"]) {
      const nameless = of(role).filter((node) => !node.name?.value && role !== "group");
      assert.deepEqual(nameless, [], role);
    }
    const kind = of("radio").filter((node) => property(node, "checked") === "true").map((node) => node.name.value);
    assert.ok(kind.some((name) => name.startsWith("病院")), kind.join());
    const unread = of("textbox").filter((node) => property(node, "invalid") === "true");
    assert.deepEqual(unread.map((node) => node.name.value).sort(), ["事業額（電子カルテ情報共有サービス）はいくらですか", "従業員は何人ですか", "病床数はいくつですか"].sort());
    for (const node of unread) assert.match(node.description?.value ?? "", /入力してください|書いてください|読み取れません/, node.name.value);
    // Nothing is said twice: one live region in the element.
    assert.equal(await page.evaluate(() => document.querySelector("iryo-dx-hojokin").shadowRoot.querySelectorAll(".frame > [aria-live]").length), 1);
  });

  test("everyone: news is said once, in order, and not while one types", async () => {
    await open({ answers: {}, on: "2025-11-01" });
    const said = await page.evaluate(async () => {
      const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
      const region = root.querySelector(".frame > [role=status]");
      const said = [];
      new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
      const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
      const field = root.getElementById("in-beds");
      for (const text of ["2", "25", "250"]) {
        field.value = text;
        field.dispatchEvent(new Event("input"));
        await pause(100);
      }
      const typing = said.length;
      field.dispatchEvent(new Event("change"));
      await pause(1600);
      root.querySelector("#q-facilityType input").click();
      await pause(1600);
      root.querySelector("#q-facilityType input").click();
      await pause(1600);
      return { said, typing };
    });
    assert.equal(said.typing, 0);
    assert.equal(new Set(said.said).size, said.said.length);
    assert.ok(said.said.length >= 1 && said.said.length <= 2, said.said.join(" | "));
    assert.match(said.said.at(-1), /補助額の合計：.*受付中 \d+件/);
  });

  test("everyone: nothing moves while one types, and all is in its place again afterwards", async () => {
    for (const viewport of [PHONE, DESKTOP]) {
      await open(states["complete-hospital"], viewport);
      await page.evaluate(() => {
        const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
        root.getElementById("in-beds").closest("details").open = true;
        root.getElementById("in-beds").focus();
        root.getElementById("in-beds").select();
      });
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
      const measure = () =>
        page.evaluate(() => {
          const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
          const height = (part) => part.getBoundingClientRect().height;
          return {
            field: root.getElementById("in-beds").getBoundingClientRect().top,
            summary: height(root.querySelector(".summary")),
            articles: [...root.querySelectorAll("article")].map((article) => [article.id, height(article)]),
            held: [...root.querySelectorAll("article > *, .summary")].filter(({ style }) => style.height || style.minHeight).length,
            amount: root.querySelector("#ehr-sharing").textContent,
          };
        });
      const before = await measure();
      for (const letter of ["1", "5", "あ", "Backspace", "0"]) {
        if (letter === "Backspace") await page.keyboard.press(letter);
        else await page.keyboard.type(letter);
        const now = await measure();
        assert.ok(Math.abs(now.field - before.field) < 1, `${viewport.width} px, ${letter}: the field moved by ${now.field - before.field} px`);
        assert.equal(now.summary, before.summary);
        assert.deepEqual(now.articles.map(([id]) => id), before.articles.map(([id]) => id));
        for (const [at, [id, height]] of now.articles.entries()) assert.ok(height >= before.articles[at][1] - 0.5, `${id} became smaller`);
      }
      const typed = await measure();
      assert.notEqual(typed.amount, before.amount);
      await page.keyboard.press("Tab");
      await new Promise((resolve) => setTimeout(resolve, 800));
      assert.equal((await measure()).held, 0);
    }
  });

  test("everyone: what one chooses stays under the finger", async () => {
    await open({}, PHONE);
    const moved = [];
    for (const name of ["onlineEligibility", "ePrescription", "founder", "facilityType"]) {
      const choices = await page.evaluateHandle((name) => {
        const group = document.querySelector("iryo-dx-hojokin").shadowRoot.querySelector(`[name="${name}"]`).closest("fieldset");
        const fold = group.closest("details");
        if (fold) fold.open = true;
        return [...group.querySelectorAll("input")];
      }, name);
      for (const choice of (await choices.getProperties()).values()) {
        const input = choice.asElement();
        const top = () => input.evaluate((input) => input.getBoundingClientRect().top);
        await input.evaluate((input) => input.scrollIntoView({ block: "center" }));
        await page.evaluate(() => new Promise(requestAnimationFrame));
        const before = await top();
        await input.click();
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        const by = (await top()) - before;
        if (Math.abs(by) > 2) moved.push(`${name}: ${by} px`);
      }
    }
    assert.deepEqual(moved, []);
  });

  test("everyone: what comes from elsewhere while one types takes the place of what was typed", async () => {
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    const typeInto = async (key, text) => {
      await page.evaluate((key) => {
        const field = document.querySelector("iryo-dx-hojokin").shadowRoot.getElementById(`in-${key}`);
        const group = field.closest("details");
        if (group) group.open = true;
        field.focus();
      }, key);
      await page.keyboard.type(text, { delay: 30 });
    };
    const state = () =>
      page.evaluate(() => ({ answers: document.querySelector("iryo-dx-hojokin").answers, address: decodeURIComponent(location.hash) }));
    const known = { facilityType: "hospital", onlineEligibility: true };
    const fragment = `#a=${JSON.stringify(known)}&on=2025-11-01`;
    await open({ answers: known, on: "2025-11-01" });
    await typeInto("employees", "120");
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual((await state()).answers, { ...known, employees: 120 });
    // Back, while the field still has the focus.
    await page.goBack();
    assert.deepEqual(await state(), { answers: known, address: fragment });
    // The page goes on writing its address.
    await page.evaluate(() => document.querySelector("iryo-dx-hojokin").shadowRoot.querySelector("#q-onlineEligibility input").click());
    assert.equal((await state()).address, fragment);
    await typeInto("employees", "77");
    await page.keyboard.press("Tab");
    await page.goBack();
    await page.goForward();
    assert.equal((await state()).answers.employees, 77);
    // From the page around it, while somebody types.
    await typeInto("beds", "90");
    await page.evaluate(() => (document.querySelector("iryo-dx-hojokin").answers = { facilityType: "clinic" }));
    assert.deepEqual((await state()).answers, { facilityType: "clinic" });
    assert.deepEqual(errors, []);
  });

  test("everyone: half a number is no contradiction, and the question in front says what holds now", async () => {
    await open({ answers: { facilityType: "hospital" }, on: "2025-11-01" });
    const said = () =>
      page.evaluate(() => {
        const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
        return { boxes: root.querySelectorAll(".results > .box").length, beside: root.getElementById("fault-beds").textContent, effect: root.querySelector(".effect").textContent };
      });
    await page.evaluate(() => {
      const field = document.querySelector("iryo-dx-hojokin").shadowRoot.getElementById("in-beds");
      field.closest("details").open = true;
      field.focus();
    });
    await page.keyboard.type("15");
    assert.deepEqual([(await said()).boxes, (await said()).beside], [0, ""]);
    await page.keyboard.press("Tab");
    await new Promise((resolve) => setTimeout(resolve, 800));
    const settled = await said();
    assert.equal(settled.boxes, 1);
    assert.match(settled.beside, /病床数を20以上に直すか/);
    await page.evaluate(() => {
      const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
      root.querySelector(".onward-button").click();
      for (const input of root.querySelectorAll("#q-facilityType input")) if (input.parentElement.textContent.includes("その他")) input.click();
    });
    const { effect } = await said();
    const idle = await page.evaluate(() => document.querySelector("iryo-dx-hojokin").shadowRoot.querySelector("#next-question [data-mark=idle]") !== null);
    assert.equal(/変わりません。$/.test(effect.trim()), idle, effect);
  });

  test("everyone: what is read first is seen first, in one column and in two", async () => {
    for (const viewport of [PHONE, DESKTOP]) {
      await open(states["complete-hospital"], viewport);
      const places = await page.evaluate(() => {
        const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
        return [...root.querySelectorAll("h2, h3, h4")].map((heading) => {
          const { left, top } = heading.getBoundingClientRect();
          return { text: heading.textContent.trim().slice(0, 12), left, top };
        });
      });
      assert.ok(places.length > 15);
      for (const [at, { text, left, top }] of places.entries()) {
        const before = places[at - 1] ?? { left: 0, top: -1e9 };
        // Downwards; or to the right, to the top of the next column.
        assert.ok(top >= before.top - 1 || left > before.left + 100, `${viewport.width} px: ${before.text} → ${text}`);
      }
    }
  });

  for (const [name, viewport, size] of [
    ["320 px wide", NARROW, "100%"],
    ["with text twice as large", { width: 640, height: 800 }, "200%"],
    ["on a desktop with text twice as large", DESKTOP, "200%"],
  ]) {
    test(`everyone: nothing is cut or has to be scrolled sideways ${name}`, async () => {
      for (const state of ["three-answers", "complete-hospital", "all-closed"]) {
        await open(states[state], viewport);
        await page.evaluate((size) => (document.documentElement.style.fontSize = size), size);
        await page.evaluate(conditions["everything opened"]);
        const cut = await page.evaluate(() => {
          const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
          const wide = document.documentElement.clientWidth;
          return [...document.querySelectorAll("body *"), ...root.querySelectorAll("*")]
            .filter((part) => part.checkVisibility?.() !== false && !part.closest(".hidden, .skip, svg, option, [hidden]"))
            .filter((part) => {
              const { left, right, width } = part.getBoundingClientRect();
              const style = getComputedStyle(part);
              const clips = style.overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1;
              return width > 0 && style.clipPath === "none" && (right > wide + 1 || left < -1 || (clips && !part.matches("input, select, textarea")));
            })
            .map((part) => `${part.localName}.${part.className} ${part.textContent.trim().slice(0, 30)}`);
        });
        assert.deepEqual(cut, [], state);
      }
    });
  }

  test("everyone: in forced colours everything that has a shape keeps it", async () => {
    await emulate([
      { name: "forced-colors", value: "active" },
      { name: "prefers-color-scheme", value: "dark" },
    ]);
    await open(states["three-answers"]);
    await page.evaluate(conditions["everything opened"]);
    const faint = await page.evaluate(() => {
      const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
      const ground = getComputedStyle(root.querySelector(".frame")).backgroundColor;
      const faint = [];
      for (const part of root.querySelectorAll("article, .plate, .next, button:not(.link, .skip), input[type=text], select")) {
        const style = getComputedStyle(part);
        if (style.borderInlineStartStyle === "none" || style.borderInlineStartColor === ground) faint.push(`border of ${part.localName}.${part.className}`);
      }
      for (const part of root.querySelectorAll(".chart .upper, .chart .axis, .bar .rail")) if (getComputedStyle(part).stroke === ground) faint.push(part.getAttribute("class"));
      for (const part of root.querySelectorAll(".bar .sure")) if (getComputedStyle(part).fill === ground) faint.push("bar");
      return { faint, drawn: root.querySelectorAll(".chart .upper").length, active: matchMedia("(forced-colors: active)").matches };
    });
    assert.ok(faint.active && faint.drawn > 0);
    assert.deepEqual(faint.faint, []);
    await emulate([]);
  });

  test("everyone: nothing moves by itself", async () => {
    await open(states["three-answers"]);
    const moving = await page.evaluate(async () => {
      const root = document.querySelector("iryo-dx-hojokin").shadowRoot;
      root.querySelector(".onward-button").click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      const parts = [...root.querySelectorAll("*")].filter((part) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(part);
        return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
      });
      return { running: document.getAnimations().length, parts: parts.length };
    });
    assert.deepEqual(moving, { running: 0, parts: 0 });
  });
}
