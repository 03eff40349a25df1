/** What the page tells the page around its iframe: how tall it is. */

/** Type of the message; without a height it asks for one. */
export const HEIGHT = "iryo-dx-hojokin-height";

export interface HeightMessage {
  type: typeof HEIGHT;
  /** Whole pixels: a fraction more than the iframe has would bring a scrollbar. */
  height: number;
}

/**
 * Tells the page around, now and at each change. What is measured is the content, which does not hang
 * on the height of the iframe: else the two would grow together without end. To anyone: a height is no
 * secret, and who embeds the page is not known to it.
 */
export function tellHeight(content: HTMLElement): void {
  if (parent === window) return;
  const tell = (): void => {
    const height = Math.ceil(content.getBoundingClientRect().bottom + scrollY);
    parent.postMessage({ type: HEIGHT, height } satisfies HeightMessage, "*");
  };
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.type === HEIGHT) tell();
  });
  // At once too: a frame that is out of sight is not drawn, and what waits for drawing would not come.
  tell();
  new ResizeObserver(tell).observe(content);
}
