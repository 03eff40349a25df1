// A WordPress that is gone after the test: its files, its database and what runs them stand in a
// folder of their own, with PHP's own server on a free port and a MariaDB that no network reaches.
import { execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

/** Nothing takes longer to start, on a busy machine either; in milliseconds. */
const PATIENCE = 60_000;

/** Whoever runs the test; MariaDB does not run as root unless told so. */
const user = `--user=${userInfo().username}`;

/** What every WordPress has to be told of its database. */
const config = (socket) => `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
$table_prefix = 'wp_';
define('ABSPATH', __DIR__ . '/');
require ABSPATH . 'wp-settings.php';
`;

/** PHP's own server answers one request at a time, so that WordPress must not wait for itself either. */
const CLOSED = `<?php
add_filter('pre_http_request', fn() => new WP_Error('closed', 'There is no network.'));
`;

/**
 * Starts a program and waits until it says that it is ready.
 * It ends with this process, however that ends: the kernel sees to it.
 */
async function start(program, args, ready) {
  const child = spawn("setpriv", ["--pdeathsig", "KILL", program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ended = new Promise((resolve) => child.once("close", resolve));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  let patience;
  try {
    const match = await new Promise((resolve, reject) => {
      const fail = (what) => reject(new Error(`${program} ${what}:\n${said.slice(-2000)}`));
      const listen = (bytes) => {
        said = (said + bytes).slice(-10_000);
        const found = ready.exec(said);
        if (found) resolve(found);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.once("error", (error) => fail(`does not start (${error.message})`));
      child.once("close", (code) => fail(`ended with ${code}`));
      patience = setTimeout(() => fail("does not get ready"), PATIENCE);
    });
    return { match, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(patience);
  }
}

/** Its own folder with empty tables, and the server on it. */
async function database(folder) {
  const data = join(folder, "data");
  const socket = join(folder, "socket");
  const first = join(folder, "first.sql");
  await promisify(execFile)("mariadb-install-db", ["--no-defaults", `--datadir=${data}`, user, "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"]);
  await writeFile(first, "CREATE DATABASE wordpress CHARACTER SET utf8mb4;");
  const args = ["--no-defaults", `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(folder, "pid")}`, `--init-file=${first}`, "--skip-networking", user];
  const { stop } = await start("/usr/sbin/mariadbd", args, /ready for connections/);
  return { socket, stop };
}

/**
 * A copy of WordPress with its own database, running; not yet installed.
 * @param source the folder with its files
 */
export async function startWordPress(source) {
  const folder = await mkdtemp(join(tmpdir(), "wordpress-"));
  const stops = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const site = join(folder, "site");
    const content = join(site, "wp-content");
    const uploads = join(content, "uploads");
    // Its links lead to other packages; that of .htaccess leads to nowhere, and is Apache's.
    await cp(source, site, { recursive: true, dereference: true, filter: (path) => basename(path) !== ".htaccess" });
    for (const name of ["mu-plugins", "uploads"]) await mkdir(join(content, name));
    await writeFile(join(content, "mu-plugins/closed.php"), CLOSED);
    const { socket, stop: stopDatabase } = await database(folder);
    stops.push(stopDatabase);
    await writeFile(join(site, "wp-config.php"), config(socket));
    const php = await start("php", ["-S", "127.0.0.1:0", "-t", site], /\((http:\/\/[\d.:]+)\) started/);
    stops.push(php.stop);
    const url = php.match[1];
    return {
      url,
      /** Puts a file into wp-content/uploads, as people do who have FTP. */
      put: (name, content) => writeFile(join(uploads, name), content),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
