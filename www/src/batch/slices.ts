/** Long work in short pieces, so that the page stays usable and a wish to stop is heard. */

/** Stops what was asked for. */
export class Cancelled extends Error {
  override name = "Cancelled";
}

/** After so many milliseconds others get their turn. */
const SLICE = 40;

/** Timers that follow each other are slowed down by browsers, messages are not. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export interface Pace {
  /** Gives way where it is time to; throws where the work is to stop. */
  breathe(): Promise<void>;
}

export function pace(isCancelled: () => boolean, tell: () => void): Pace {
  let since = performance.now();
  return {
    async breathe() {
      if (performance.now() - since < SLICE) return;
      tell();
      await turn();
      if (isCancelled()) throw new Cancelled();
      since = performance.now();
    },
  };
}
