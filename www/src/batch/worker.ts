/** The script of the desk. In a worker it serves who made the worker; in the page it waits to be asked. */

import { serve } from "./desk";

declare global {
  /** What the page's own script finds: how to serve from here, and the text of which a worker is made. */
  var iryoDxHojokinDesk: { serve: typeof serve; text: string } | undefined;
}

if (typeof document === "undefined") serve(globalThis as unknown as MessagePort);
else globalThis.iryoDxHojokinDesk = { serve, text: document.currentScript?.textContent ?? "" };
