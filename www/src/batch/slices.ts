/** Long work in short pieces, so that the page stays usable and a wish to stop is heard. */

/** Stops what was asked for. */
export class Cancelled extends Error {
  override name = "Cancelled";
}

/** After so many milliseconds others get their turn. */
const SLICE = 40;

/**
 * Lets everything else have its turn: clicks, drawing, messages. Where nobody sees the page, browsers make
 * timers wait for a second, but not messages; where somebody does, messages alone would come before all else.
 */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof document !== "undefined" && !document.hidden) {
      setTimeout(resolve);
      return;
    }
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
