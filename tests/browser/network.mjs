// Closes the network of a browser, and hears every attempt to use it: the browser gets this server
// as its proxy for everything, and the server notes what was asked for and hangs up. It answers only
// for addresses that a test gives it.
import { createServer } from "node:net";

/**
 * @returns {Promise<{
 *   port: number,
 *   heard: string[],
 *   serve: (address: string, type: string, content: Uint8Array | string) => void,
 *   close: () => Promise<void>,
 * }>}
 */
export async function closedNetwork() {
  const heard = [];
  const served = new Map();
  const server = createServer((socket) => {
    socket.on("error", () => {}); // the browser may hang up first
    const unspoken = setTimeout(() => note("a connection without a word"), 2000);
    const note = (what) => {
      clearTimeout(unspoken);
      heard.push(what);
      socket.destroy();
    };
    socket.once("data", (bytes) => {
      const [line] = bytes.toString("latin1").split("\r\n");
      const answer = served.get(/^GET (\S+) /.exec(line)?.[1]);
      if (!answer) return note(line);
      clearTimeout(unspoken);
      socket.end(answer);
    });
    socket.once("close", () => clearTimeout(unspoken));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    heard,
    serve: (address, type, content) => {
      const body = Buffer.from(content);
      const head = `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
      served.set(address, Buffer.concat([Buffer.from(head), body]));
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
