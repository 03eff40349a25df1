// How the element looks, in figures: equal on two pages where nothing of either reaches into it.

/** Runs in the page: places and computed styles of all that the element holds, where no picture can be had. */
export function measured() {
  // Not of the element itself, which shows nothing of its own.
  return [...document.querySelector("iryo-dx-hojokin").shadowRoot.querySelectorAll("*")]
    .map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      const style = getComputedStyle(part);
      const names = ["display", "visibility", "opacity", "filter", "transform", "float", "position", "color", "background-color", "border-top", "border-left", "border-radius",
        "padding", "margin", "font-family", "font-size", "font-style", "font-weight", "line-height", "letter-spacing", "word-spacing", "text-align", "text-indent",
        "text-transform", "text-decoration", "white-space", "word-break", "direction", "unicode-bidi", "writing-mode", "column-count", "overflow", "transition-duration"];
      return [part.localName, x, y, width, height, ...names.map((name) => style.getPropertyValue(name))].join("|");
    })
    .join("\n");
}

/** Where measures differ first; of pictures nothing can be said. */
export function difference(one, other) {
  const lines = other.split("\n");
  const at = one.split("\n").findIndex((line, at) => line !== lines[at]);
  return lines.length > 1 ? `: ${one.split("\n")[at]} instead of ${lines[at]}` : "";
}
