/** The way to the desk: in a worker where one can be made, else beside the page, in slices. */

import type { Answer, Call, FromDesk, Given, Progress, Started, ToDesk } from "./protocol";
import type {} from "./worker";

/** What the desk could not do, in words. */
export class Refused extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/** A worker that says nothing for so long says nothing at all. */
const PATIENCE = 15_000;

interface Port {
  postMessage(what: ToDesk): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: Error): void;
  progress: ((progress: Progress) => void) | undefined;
}

export class Client {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;

  constructor(
    port: Port,
    /** Whether the page can be used as ever while the desk works. */
    readonly apart: boolean,
  ) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<FromDesk>) => {
      const waiting = this.#waiting.get(data.id);
      if (!waiting) return;
      if ("progress" in data) {
        waiting.progress?.(data.progress);
        return;
      }
      this.#waiting.delete(data.id);
      if ("value" in data) waiting.resolve(data.value);
      else waiting.reject(new Refused(data.failure.name, data.failure.message));
    };
  }

  ask<Name extends Call>(call: Name, given: Given<Name>, progress?: (progress: Progress) => void): Promise<Answer<Name>> {
    this.#next += 1;
    const id = this.#next;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, progress });
      this.#port.postMessage({ id, call, given });
    });
  }

  cancel(): void {
    this.#port.postMessage({ cancel: true });
  }

  /** Whatever is waited for will not come. */
  fail(reason: Error): void {
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}

/** The desk at work; `lost` hears of it where a worker ends on its own. */
export async function connect(lost: () => void): Promise<{ client: Client; started: Started }> {
  const here = globalThis.iryoDxHojokinDesk;
  if (!here) throw new Refused("NoDesk", "判定のプログラムを始められませんでした。ページを読み込み直してください。");
  const found = await inWorker(here.text, lost);
  if (found) return found;
  const { port1, port2 } = new MessageChannel();
  here.serve(port2);
  const client = new Client(port1, false);
  return { client, started: await client.ask("start", null) };
}

/** null where no worker can be made of a text, or where what it says is that it cannot start. */
async function inWorker(text: string, lost: () => void): Promise<{ client: Client; started: Started } | null> {
  let worker: Worker;
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    worker = new Worker(address);
  } catch {
    return null;
  } finally {
    // Some browsers read it only after this turn.
    setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
  }
  const client = new Client(worker, true);
  let ready = false;
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    client.fail(new Refused("Lost", "判定のプログラムが途中で止まりました。もう一度お試しください。ファイルが大きすぎるときは、いくつかに分けてください。"));
    if (ready) lost();
  };
  const patience = setTimeout(() => client.fail(new Refused("Silent", "")), PATIENCE);
  try {
    const started = await client.ask("start", null);
    ready = true;
    return { client, started };
  } catch {
    worker.terminate();
    return null;
  } finally {
    clearTimeout(patience);
  }
}
