// Measures the built page in Chromium, opened as people open it: how soon the first question stands,
// how long a keystroke takes, and whether anything moves meanwhile. Prints figures, judges none: times
// are those of the machine that it runs on.
import { pathToFileURL } from "node:url";
import { median, meter, newPage, noteOpening, quantile } from "./opening.mjs";
import { startChromium } from "./puppeteer.mjs";
import { fragmentOf, states } from "./states.mjs";

/** The built page and, where it is given, one of before: both are measured in turns, in one run. */
const pages = [["before", process.env.BEFORE], ["now", process.env.PAGE]]
  .filter(([, path]) => path)
  .map(([name, path]) => ({ name, url: pathToFileURL(path).href }));

/** Openings that are measured, of each screen; those before them warm the browser up. */
const OPENINGS = 25;
const WARM_UP = 3;
/** Milliseconds. */
const TARGETS = { opening: 150, keystroke: 16 };
/** So long after an action the page has settled: fields left and words read out, in milliseconds. */
const SETTLED = 1500;
/** Pause between two keystrokes: that of a quick typist, in milliseconds. */
const PAUSE = 80;

const p95 = (times) => quantile(times, 0.95);
const largest = (times) => Math.max(...times);
const ms = (time) => `${time.toFixed(1)} ms`;

/** One line of a table; a figure beside its target says whether it meets it. */
function line(what, figure, target, met) {
  const verdict = met === undefined ? "" : met ? "met" : "MISSED";
  console.log(`  ${what.padEnd(52)} ${figure.padStart(30)}  ${target.padEnd(14)} ${verdict}`.trimEnd());
}
const times = (what, all, target) => {
  line(
    what,
    `${ms(median(all))} / ${ms(p95(all))} / ${ms(largest(all))}`,
    target === undefined ? "" : `p95 < ${target} ms`,
    target === undefined ? undefined : p95(all) < target,
  );
};

async function open(browser, screen, url) {
  const { page, close } = await newPage(browser, screen);
  await page.evaluateOnNewDocument(noteOpening);
  const spent = await meter(page);
  await page.goto(url, { waitUntil: "load" });
  const opening = await (await page.waitForFunction(() => globalThis.opening)).jsonValue();
  const seen = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  const measured = { ...opening, seen, ...(await spent()) };
  await close();
  return measured;
}

async function measureOpenings(browser, screen) {
  const openings = new Map(pages.map(({ name }) => [name, []]));
  for (let count = -WARM_UP; count < OPENINGS; count += 1) {
    for (const { name, url } of pages) {
      const measured = await open(browser, screen, url);
      if (count >= 0) openings.get(name).push(measured);
    }
  }
  for (const [name, all] of openings) showOpenings(name, screen, all);
}

function showOpenings(name, screen, openings) {
  const all = (name) => openings.map((opening) => opening[name]);
  console.log(`\nOpening the file (${name}), ${screen}, ${openings.length} times: median / 95th percentile / largest`);
  times("to `ready`", all("ready"));
  times("to a usable first question, painted", all("painted"), TARGETS.opening);
  times("to the browser's first contentful paint", all("seen"));
  times("processor's time of the page", all("task"));
  times("  of which script", all("script"));
}

/** Runs in the page: notes every change that a person makes, and what it moves. */
function noteChanges() {
  const { shadowRoot: root } = document.querySelector("iryo-dx-hojokin");
  const noted = { changes: [], events: [] };
  globalThis.noted = noted;
  const afterTask = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };
  const place = (field) => field.getBoundingClientRect().top;
  const results = root.querySelector(".answer");
  let shown = results.textContent;
  // A radio button's `change` does not leave the shadow root, so the listeners stand at its edge.
  for (const type of ["input", "change"]) {
    let top;
    root.addEventListener(type, ({ target }) => (top = place(target)), true);
    root.addEventListener(type, (event) => {
      if ((event.target.type === "radio") !== (type === "change")) return;
      const update = performance.now() - event.timeStamp;
      const { target } = event;
      const stood = top;
      requestAnimationFrame(() => {
        const drawing = performance.now();
        // What is posted in a frame comes after its style, its layout and its paint.
        afterTask(() => {
          const now = performance.now();
          const text = results.textContent;
          noted.changes.push({
            update,
            frame: now - event.timeStamp,
            drawing: now - drawing,
            moved: Math.abs(place(target) - stood),
            updated: text !== shown,
          });
          shown = text;
        });
      });
    });
  }
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (["keydown", "click"].includes(name)) noted.events.push(duration);
    }
  }).observe({ type: "event", durationThreshold: 16 });
}

/** Layout shifts with the nodes that moved. The page itself is not told of nodes in a shadow root; the tools are. */
async function noteShifts(page) {
  const tools = await page.createCDPSession();
  const shifts = [];
  const waiting = [];
  const begun = Date.now() / 1000;
  tools.on("PerformanceTimeline.timelineEventAdded", ({ event }) => {
    // It also tells what was before.
    if (event.time < begun) return;
    const { value, hadRecentInput, sources } = event.layoutShiftDetails;
    const shift = { value, answering: hadRecentInput, sources: [] };
    shifts.push(shift);
    for (const { nodeId, previousRect, currentRect } of sources) {
      const by = Math.round(currentRect.y - previousRect.y);
      const name = nodeId === undefined ? Promise.resolve("gone") : nameOf(tools, nodeId);
      waiting.push(name.then((name) => shift.sources.push(`${name} by ${by} px`)));
    }
  });
  await tools.send("PerformanceTimeline.enable", { eventTypes: ["layout-shift"] });
  return async () => {
    await Promise.all(waiting);
    await tools.detach();
    return shifts;
  };
}

async function nameOf(tools, backendNodeId) {
  try {
    const { node } = await tools.send("DOM.describeNode", { backendNodeId });
    const at = (name) => node.attributes?.[node.attributes.indexOf(name) + 1];
    const id = node.attributes?.includes("id") ? `#${at("id")}` : "";
    const classes = node.attributes?.includes("class") ? `.${at("class").replaceAll(" ", ".")}` : "";
    return node.localName ? `${node.localName}${id}${classes}` : `“${node.nodeValue.trim().slice(0, 20)}”`;
  } catch {
    return "gone";
  }
}

const settle = (page) => new Promise((resolve) => setTimeout(resolve, SETTLED)).then(() => page.evaluate(() => new Promise(requestAnimationFrame)));

/** Finds a field as a person does: opens its group, and brings it to the middle of the screen. */
async function goTo(page, selector) {
  const field = await page.evaluateHandle((selector) => {
    const field = document.querySelector("iryo-dx-hojokin").shadowRoot.querySelector(selector);
    const group = field.closest("details");
    if (group) group.open = true;
    field.scrollIntoView({ block: "center" });
    return field;
  }, selector);
  await settle(page);
  return field.asElement();
}

/** Types over what the field holds, and leaves it. */
async function typeOver(page, key, text) {
  const field = await goTo(page, `[id="in-${key}"]`);
  await field.focus();
  await field.evaluate((field) => field.select());
  return async () => {
    for (const letter of text) await page.keyboard.type(letter, { delay: PAUSE });
  };
}

/** The name of what is chosen begins with this; all else is typed. */
const CHOOSING = "radio buttons";

/** What is done with the page, each apart: from a page at rest to a page at rest. */
const ACTIONS = {
  "beds, 1590": (page) => typeOver(page, "beds", "1590"),
  "employees, 1,000": (page) => typeOver(page, "employees", "1,000"),
  "cost, 20,000千円": (page) => typeOver(page, "costs.ehr-sharing", "20,000千円"),
  "cost, 12345678": (page) => typeOver(page, "costs.productivity", "12345678"),
  "beds, mending what could not be read": async (page) => {
    const spoil = await typeOver(page, "beds", "二十");
    await spoil();
    await page.keyboard.press("Tab");
    return typeOver(page, "beds", "200");
  },
  [`${CHOOSING}, one after the other`]: async (page) => {
    const names = ["onlineEligibility", "ePrescription", "founder", "facilityType"];
    const buttons = [];
    for (const name of names) buttons.push(...(await radios(page, name)));
    return async () => {
      for (const button of buttons) {
        // Into view first: scrolling moves everything, and is the person's own doing.
        await button.evaluate((button) => button.scrollIntoView({ block: "center" }));
        await button.click();
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    };
  },
};

async function radios(page, name) {
  const first = await goTo(page, `[name="${name}"]`);
  const all = await first.evaluateHandle((first) => [...first.closest("fieldset").querySelectorAll("input")]);
  return [...(await all.getProperties()).values()].map((handle) => handle.asElement());
}

async function measureChanges(browser, { name: which, url }, screen, state) {
  const changes = [];
  const events = [];
  const shifts = new Map();
  const fields = [];
  const spending = [];
  for (const [name, prepare] of Object.entries(ACTIONS)) {
    const { page, close } = await newPage(browser, screen);
    await page.goto(url + fragmentOf(states[state]), { waitUntil: "load" });
    await page.evaluate(() => document.querySelector("iryo-dx-hojokin").ready.then(() => {}));
    const act = await prepare(page);
    await settle(page);
    await page.evaluate(noteChanges);
    const shiftsOf = await noteShifts(page);
    const spent = await meter(page);
    await act();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
    const noted = await page.evaluate(() => globalThis.noted);
    spending.push(await spent());
    const chosen = name.startsWith(CHOOSING);
    changes.push(...noted.changes.map((change) => ({ ...change, chosen })));
    events.push(...noted.events);
    shifts.set(name, await shiftsOf());
    fields.push([name, largest(noted.changes.map(({ moved }) => moved))]);
    await close();
  }
  const updated = changes.filter(({ updated }) => updated).length;
  console.log(`\nTyping and choosing (${which}), ${screen}, ${state}: ${changes.length} changes, of which ${updated} changed the results; median / 95th percentile / largest`);
  const all = (name, some = changes) => some.map((change) => change[name]);
  times("from the keystroke to updated results", all("update", changes.filter(({ chosen }) => !chosen)), TARGETS.keystroke);
  times("from a choice to updated results", all("update", changes.filter(({ chosen }) => chosen)));
  times("from the event to the end of its frame", all("frame"));
  times("style, layout and paint of that frame", all("drawing"));
  const each = (name) => ms(spending.reduce((sum, spent) => sum + spent[name], 0) / changes.length);
  line("processor's time a change: all / script / layout", `${each("task")} / ${each("script")} / ${each("layout")}`, "");
  line("key or press to the frame presented (Event Timing)", `${events.length} of 16 ms or more, ${ms(Math.max(0, ...events))} at most`, "");
  const shifted = (chosen, count) => {
    const some = [...shifts].filter(([name]) => name.startsWith(CHOOSING) === chosen).flatMap(([, some]) => some);
    return some.filter(count).reduce((sum, { value }) => sum + value, 0);
  };
  // As browsers count it (CLS): what follows a key or a press within half a second is the answer to it.
  const unasked = shifted(false, ({ answering }) => !answering);
  line("layout shift while typing", unasked.toFixed(4), "0", unasked === 0);
  line("  and in what a key changes, its own letter among it", shifted(false, ({ answering }) => answering).toFixed(4), "");
  line("layout shift while choosing, where results are put in order", shifted(true, () => true).toFixed(4), "");
  const far = largest(fields.map(([, moved]) => moved));
  line("farthest that the field itself moved", `${far.toFixed(1)} px`, "0", far < 1);
  for (const [name, moved] of fields) {
    const some = shifts.get(name);
    const sum = some.reduce((sum, { value }) => sum + value, 0);
    if (sum === 0 && moved < 1) continue;
    console.log(`    ${name}: ${sum.toFixed(4)}, the field by ${moved.toFixed(1)} px`);
    const worst = [...some].sort((one, other) => other.value - one.value).slice(0, 2);
    for (const { value, sources } of worst) console.log(`      ${value.toFixed(4)}  ${sources.join(", ")}`);
  }
}

const browser = await startChromium();
try {
  console.log(await browser.version());
  for (const screen of ["phone", "desktop"]) await measureOpenings(browser, screen);
  for (const screen of ["phone", "desktop"]) {
    for (const state of ["empty", "complete-hospital"]) {
      for (const page of pages) await measureChanges(browser, page, screen, state);
    }
  }
} finally {
  await browser.close();
}
