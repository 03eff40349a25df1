import type { AnswerKey, IryoDxHojokinElement, Report } from "./contract";

// What the widget registers, for programs with types.
declare global {
  interface HTMLElementTagNameMap { "iryo-dx-hojokin": IryoDxHojokinElement }
  interface HTMLElementEventMap {
    "iryo-dx-hojokin-change": CustomEvent<{ report: Report }>;
    "iryo-dx-hojokin-error": CustomEvent<{ code: string; key: AnswerKey | null; message: string }>;
  }
}

export type SyncInitInput = BufferSource | WebAssembly.Module;
export type InitInput = RequestInfo | URL | Response | SyncInitInput;

/** What the WebAssembly itself exports. */
export interface InitOutput {
  readonly memory: WebAssembly.Memory;
}

/** Starts the calculator, from the bytes of iryo_dx_hojokin_bg.wasm or from where they can be fetched. */
export default function init(source: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;

/** Starts the calculator at once. */
export function initSync(source: { module: SyncInitInput } | SyncInitInput): InitOutput;

/** Puts a fresh instance in the place of one that broke down. */
export function __wbg_reset_state(): void;
