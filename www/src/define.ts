/** Registers <iryo-dx-hojokin>, once, even where several copies of the script stand on one page. */

import { IryoDxHojokin } from "./element";

const NAME = "iryo-dx-hojokin";
/** Where on the registered class it is noted that another version was told of. */
const TOLD = Symbol.for(`${NAME}-told`);

/** The first copy wins; that there is another of a different version is said once, to the page's author. */
export function define(): void {
  const first = customElements.get(NAME) as (CustomElementConstructor & { version?: string; [TOLD]?: boolean }) | undefined;
  if (!first) customElements.define(NAME, IryoDxHojokin);
  else if (first.version !== IryoDxHojokin.version && !first[TOLD]) {
    first[TOLD] = true;
    console.warn(`<${NAME}>: このページには別の版（${first.version}）が先に読み込まれているため、版 ${IryoDxHojokin.version} は使いません。`);
  }
}
