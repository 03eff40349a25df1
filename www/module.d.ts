// The part of the package's types that is no contract: what the widget registers, and how the module is
// started. The build puts it behind contract.d.ts and the catalogue's shape, without the lines that import.
import type { AnswerKey, IryoDxHojokinElement, Report } from "./contract";

declare global {
  interface HTMLElementTagNameMap { "iryo-dx-hojokin": IryoDxHojokinElement }
  interface HTMLElementEventMap {
    "iryo-dx-hojokin-change": CustomEvent<{ report: Report }>;
    "iryo-dx-hojokin-error": CustomEvent<{ code: string; key: AnswerKey | null; message: string }>;
  }
}

/** Where the wasm is found, such as `new URL("iryo_dx_hojokin_bg.wasm", import.meta.url)`; or the wasm itself. */
export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

/** The wasm itself: its bytes, or compiled. */
export type SyncInitInput = BufferSource | WebAssembly.Module;

/** What the wasm exports. Its functions are for the module alone. */
export interface InitOutput {
  readonly memory: WebAssembly.Memory;
}

/**
 * Starts the calculator; to be awaited before anything else is called. Given a place, it fetches the wasm.
 *
 * Throws CalculatorError with the code "other-catalogue" where wasm and module are of different versions, and
 * with "no-wasm" where nothing is given. { module_or_path } may be left away, which wasm-bindgen calls deprecated.
 */
export default function init(given: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;

/** The same at once, with the wasm itself. Older browsers refuse to compile that much at once in a page. */
export function initSync(given: { module: SyncInitInput } | SyncInitInput): InitOutput;

/** The same as `reset`; its old name. */
export function __wbg_reset_state(): void;
