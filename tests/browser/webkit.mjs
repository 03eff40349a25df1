// WebKitGTK behind the same interface as puppeteer.mjs: WebDriver by hand, on a screen of its own.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closedNetwork } from "./network.mjs";

/** Keys as WebDriver numbers them. */
const KEYS = { Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", ArrowUp: "\uE013", ArrowDown: "\uE015" };

const miniBrowser = ["4.1", "4.0", "6.0"]
  .flatMap((version) => ["x86_64", "aarch64"].map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-${version}/MiniBrowser`))
  .find((path) => existsSync(path));

export async function webkit() {
  const network = await closedNetwork();
  const home = await mkdtemp(join(tmpdir(), "webkit-"));
  const screen = await startScreen();
  const port = await freePort();
  const service = spawn("/usr/bin/WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: {
      ...process.env,
      DISPLAY: screen.display,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", // its sandbox does not start as root
      WEBKIT_DISABLE_COMPOSITING_MODE: "1", // no graphics card on that screen
    },
  });

  /** One WebDriver command. */
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const end = async () => {
    service.kill();
    screen.close();
    await network.close();
    await rm(home, { recursive: true, force: true });
  };

  try {
    await untilReady(() => call("GET", "/status"));
    const address = `127.0.0.1:${network.port}`;
    const { sessionId } = await call("POST", "/session", {
      capabilities: {
        alwaysMatch: {
          proxy: { proxyType: "manual", httpProxy: address, sslProxy: address },
          "webkitgtk:browserOptions": { binary: miniBrowser, args: ["--automation"] },
        },
      },
    });
    const session = `/session/${sessionId}`;
    await call("POST", `${session}/timeouts`, { script: 120_000, pageLoad: 60_000 });
    const strike = (keys) =>
      call("POST", `${session}/actions`, {
        actions: [{ type: "key", id: "keyboard", actions: keys.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]) }],
      });
    return {
      // WebDriver reports no requests; the page's own list of them and the network stand for it.
      requests: [],
      heard: network.heard,
      serve: network.serve,
      open: async (url) => {
        await call("POST", `${session}/url`, { url: "about:blank" });
        await call("POST", `${session}/url`, { url });
      },
      evaluate: async (fn, ...args) => {
        const { value, error } = await call("POST", `${session}/execute/async`, {
          script: `const done = arguments[arguments.length - 1];
            Promise.resolve().then(() => (${fn})(...arguments[0]))
              .then((value) => done({ value }), (error) => done({ error: String(error) }));`,
          args: [args],
        });
        if (error) throw new Error(error);
        return value;
      },
      type: (text) => strike([...text]),
      press: (key) => strike([KEYS[key]]),
      close: async () => {
        await call("DELETE", session);
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** An X server without a screen; it chooses its number and says it on the fourth file. */
async function startScreen() {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3].once("data", (bytes) => resolve(bytes.toString().trim()));
  });
  return { display: `:${number}`, close: () => server.kill() };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilReady(ask) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
