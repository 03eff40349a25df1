// Closes the network of a browser, and hears every attempt to use it: the browser gets this server
// as its proxy for everything, and the server notes what was asked for and hangs up.
import { createServer } from "node:net";

/** @returns {Promise<{ port: number, heard: string[], close: () => Promise<void> }>} */
export async function closedNetwork() {
  const heard = [];
  const server = createServer((socket) => {
    socket.on("error", () => {}); // the browser may hang up first
    const unspoken = setTimeout(() => note("a connection without a word"), 2000);
    const note = (what) => {
      clearTimeout(unspoken);
      heard.push(what);
      socket.destroy();
    };
    socket.once("data", (bytes) => note(bytes.toString("latin1").split("\r\n")[0]));
    socket.once("close", () => clearTimeout(unspoken));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    heard,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
