// What those share that measure the page in Chromium: a page at rest, when its first question stands,
// the processor's time, and figures of many times.
import { screens } from "./screens.mjs";

/** So long a new window of the browser is busy with itself, in milliseconds. */
const AT_REST = 1000;

/** A page of its own profile, on that screen, in a browser at rest: people open files in a window that stands. */
export async function newPage(browser, screen) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(screens[screen]);
  await page.goto("about:blank");
  await new Promise((resolve) => setTimeout(resolve, AT_REST));
  return { page, close: () => context.close() };
}

const sorted = (times) => [...times].sort((one, other) => one - other);
/** The smallest time that so large a share of all does not exceed. */
export const quantile = (times, share) => sorted(times)[Math.max(0, Math.ceil(share * times.length) - 1)] ?? NaN;
export const median = (times) => quantile(times, 0.5);

/**
 * Runs in the page before its own scripts. The element tells of each report once it is rendered; two
 * frames later the first of them has been painted.
 */
export function noteOpening() {
  const opening = {};
  const note = (part) => {
    Object.assign(opening, part);
    if (opening.ready && opening.painted) globalThis.opening = opening;
  };
  const look = () => {
    const stands = document.querySelector("iryo-dx-hojokin")?.shadowRoot?.querySelector("#next-question .question");
    // What stands at the begin of a frame has been drawn at the begin of the next.
    requestAnimationFrame(stands ? () => note({ painted: performance.now() }) : look);
  };
  requestAnimationFrame(look);
  const told = ({ target }) => target.ready.then(() => note({ ready: performance.now() }));
  addEventListener("iryo-dx-hojokin-change", told, { capture: true, once: true });
}

/** Seconds of its own processor's time that the page has used, whatever else the machine did meanwhile. */
async function used(tools) {
  const { metrics } = await tools.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return { script: of("ScriptDuration"), layout: of("LayoutDuration") + of("RecalcStyleDuration"), task: of("TaskDuration") };
}

/** Begins to count it; what it gives back tells how much it was by then, in milliseconds. */
export async function meter(page) {
  const tools = await page.createCDPSession();
  await tools.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await used(tools);
  return async () => {
    const after = await used(tools);
    return Object.fromEntries(Object.keys(after).map((name) => [name, 1000 * (after[name] - before[name])]));
  };
}
