/**
 * Beside an iframe with the page in it: gives the iframe the height that the page asks for.
 *
 * Without this script the iframe keeps the height of its tag, and scrolls. A height is taken from the
 * window inside an iframe of this document alone, and only from the origin that the iframe's address
 * has. (Within `sandbox` every page has the same, which is none.)
 */

import { HEIGHT, type HeightMessage } from "./height";

/** Taller than any page of this kind, in pixels. */
const TALLEST = 100_000;

addEventListener("message", ({ data, origin, source }: MessageEvent<Partial<HeightMessage> | null>) => {
  const height = data?.type === HEIGHT ? data.height : undefined;
  if (!Number.isInteger(height) || !(height as number > 0 && height as number <= TALLEST)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source && named(origin) === named(originOf(frame))) frame.style.height = `${height}px`;
  }
});

// For the case that it was told before anybody listened. A page that is not ours knows nothing of it.
for (const frame of document.querySelectorAll("iframe")) frame.contentWindow?.postMessage({ type: HEIGHT }, "*");

/** The origin that an iframe's page has, as messages name it. */
function originOf(frame: HTMLIFrameElement): string {
  const closed = frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
  return closed ? "null" : new URL(frame.src, document.baseURI).origin;
}

/** Files have no origin, for which browsers have two names. */
const named = (origin: string): string => origin.replace("file://", "null");
