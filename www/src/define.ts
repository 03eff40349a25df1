/** Registers <iryo-dx-hojokin>, once, even where two copies of the script stand on one page. */

import { IryoDxHojokin } from "./element";

const NAME = "iryo-dx-hojokin";

export function define(): void {
  if (!customElements.get(NAME)) customElements.define(NAME, IryoDxHojokin);
}
