/** The ES module: what bindgen makes of the calculator. */

export { __wbg_reset_state, catalogue, default, evaluate, evaluateMany, initSync, parseYen } from "iryo-dx-hojokin-wasm";
