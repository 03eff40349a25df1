// Chromium and Firefox behind the interface that the tests use:
//   open(url)               goes there and waits for the load
//   evaluate(fn, ...args)   runs fn in the page; what it gives back may be a promise
//   type(text), press(key)  real keys, to where the focus is; keys by their names, such as Tab
//   screenshot()            what is seen, as base64 of a PNG; not in WebKitGTK, whose driver waits for a drawing that may never come
//   requests                addresses that pages asked for, apart from those opened
//   heard                   what reached the closed network
//   serve(address, type, content)   has the closed network answer for an address, with that Content-Type
//   close()
import puppeteer from "puppeteer-core";
import { closedNetwork } from "./network.mjs";

/** What Chromium asks its maker on its own account goes to a port where nobody listens. */
const nowhere = "http://127.0.0.1:9";

/** Chromium as Puppeteer has it, without a window and without a network. */
export const startChromium = () =>
  puppeteer.launch({
    browser: "chrome",
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-features=AutofillServerCommunication",
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--no-first-run",
      "--no-sandbox", // its sandbox does not start as root
      `--proxy-server=${nowhere}`,
    ],
  });

/** @param reachable servers, as HOST:PORT, that its pages may talk to all the same */
export async function chromium({ reachable = [] } = {}) {
  const network = await closedNetwork();
  const browser = await startChromium();
  // A context of its own, with a proxy of its own: what it hears comes from pages alone, and none of
  // it has to be explained away as the browser's.
  const context = await browser.createBrowserContext({
    proxyServer: `http://127.0.0.1:${network.port}`,
    proxyBypassList: ["<-loopback>", ...reachable],
  });
  return driver(browser, context, network);
}

export async function firefox() {
  const network = await closedNetwork();
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    extraPrefsFirefox: {
      // Puppeteer switches this rule off: a page of several files would pass here and fail at people's.
      "security.fileuri.strict_origin_policy": true,
      "network.proxy.allow_hijacking_localhost": true,
      // A panel over the page would take the focus with it, and what is typed next would leave no field.
      "browser.download.alwaysOpenPanel": false,
    },
  });
  // As above.
  const context = await browser.createBrowserContext({ proxyServer: `127.0.0.1:${network.port}` });
  return driver(browser, context, network);
}

/** @param context the browser, or the one of its contexts in which pages are opened */
async function driver(browser, context, network) {
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => {
    if (!request.isNavigationRequest()) requests.push(request.url());
  });
  return {
    /** Puppeteer's own page, for what only one engine can do. */
    page,
    requests,
    heard: network.heard,
    serve: network.serve,
    open: async (url) => {
      // The same address with another fragment would not load anew.
      await page.goto("about:blank");
      await page.goto(url, { waitUntil: "load" });
    },
    evaluate: (fn, ...args) => page.evaluate(fn, ...args),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    screenshot: () => page.screenshot({ encoding: "base64" }),
    close: async () => {
      await browser.close();
      await network.close();
    },
  };
}
