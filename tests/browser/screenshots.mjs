// Takes pictures of the built page: every state on every screen, in every way of showing it. The same
// page gives the same bytes: a fixed day, no caret, nothing that moves.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withPalette } from "./png.mjs";
import { startChromium } from "./puppeteer.mjs";
import { screens } from "./screens.mjs";
import { fragmentOf, states } from "./states.mjs";

const url = pathToFileURL(process.env.PAGE).href;
const folder = process.env.PICTURES;

/** A sheet of A4 in CSS pixels: its width is what a printed page is laid out in. */
const SHEET = { width: 794, height: 1123 };

const light = { name: "prefers-color-scheme", value: "light" };
const dark = { name: "prefers-color-scheme", value: "dark" };
const plain = { name: "forced-colors", value: "none" };
const forced = { name: "forced-colors", value: "active" };
/** How a screen shows the page. */
const MODES = { light: [light, plain], dark: [dark, plain], forced: [light, forced] };
/** Of these the whole length of the page is taken too: of all it would be too many bytes. */
const WHOLE = { states: ["empty", "complete-hospital"], screens: ["phone", "desktop"], print: "complete-clinic" };
/** So many colours a picture has; more would take more bytes, and nobody would see them. */
const COLOURS = { whole: 40, part: 64 };
/** A printed page is shown as far as this: every programme after that looks like those before. */
const LONGEST_PRINT = 4 * SHEET.height;

const browser = await startChromium();
let count = 0;
let bytes = 0;

/** One state in a fresh page. */
async function picture(state, name, screen, media, features, fullPage) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ ...screen, deviceScaleFactor: 1 });
  const tools = await page.createCDPSession();
  await tools.send("Emulation.setEmulatedMedia", { media, features });
  await page.goto(url + fragmentOf(state), { waitUntil: "load" });
  await page.evaluate(async (print) => {
    const calculator = document.querySelector("iryo-dx-hojokin");
    await calculator.ready;
    // What the browser tells the page before it prints.
    if (print) dispatchEvent(new Event("beforeprint"));
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, media === "print");
  if (fullPage) {
    // The page is laid out in all its length, so that what sticks to an edge stands where it belongs.
    const height = await page.evaluate(() => {
      // What is out of sight has only a guessed length until it is laid out.
      const articles = document.querySelector("iryo-dx-hojokin").shadowRoot.querySelectorAll("article");
      for (const article of articles) article.style.contentVisibility = "visible";
      return document.documentElement.scrollHeight;
    });
    await page.setViewport({ width: screen.width, height, deviceScaleFactor: 1 });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  const length = page.viewport().height;
  const height = media === "print" ? Math.min(length, LONGEST_PRINT) : length;
  const clip = { x: 0, y: 0, width: screen.width, height };
  const taken = await page.screenshot({ type: "png", captureBeyondViewport: false, clip });
  const image = withPalette(Buffer.from(taken), fullPage ? COLOURS.whole : COLOURS.part);
  await writeFile(join(folder, `${name}.png`), image);
  count += 1;
  bytes += image.length;
  await context.close();
}

try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [stateName, state] of Object.entries(states)) {
    for (const [screenName, screen] of Object.entries(screens)) {
      const name = `${stateName}-${screenName}`;
      for (const [mode, features] of Object.entries(MODES)) {
        await picture(state, `${name}-${mode}`, screen, "screen", features, false);
      }
      if (WHOLE.states.includes(stateName) && WHOLE.screens.includes(screenName)) {
        await picture(state, `${name}-light-full`, screen, "screen", MODES.light, true);
      }
    }
    await picture(state, `${stateName}-print`, SHEET, "print", MODES.light, false);
    if (WHOLE.print === stateName) await picture(state, `${stateName}-print-full`, SHEET, "print", MODES.light, true);
  }
  console.log(`${count} pictures, ${Math.round(bytes / 1000).toLocaleString("en")} kB, in ${folder}`);
} finally {
  await browser.close();
}
