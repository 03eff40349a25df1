// target/parts/snippets/iryo-dx-hojokin-b7df999c632098b4/src/wasm/report.js
var decoder = new TextDecoder("utf-16le", { ignoreBOM: true });
var texts = [];
var overlaps = [];
var words;
var at = 0;
var told;
var read = 0;
function rememberOverlaps(given, units) {
  begin(given, units);
  overlaps = list(() => list(() => [text(), text(), text(), text()]).flat());
}
function begin(given, units) {
  words = given;
  told = decoder.decode(units);
  read = 0;
  const before = given.length - 1;
  texts.length = /** @type {number} */
  given[before];
  at = before - 1 - /** @type {number} */
  given[before - 1];
  while (at < before - 1) texts.push(sentence());
  at = 0;
}
function report(given, units) {
  begin(given, units);
  const programme = overlaps.values();
  return {
    ...head(),
    programmes: list(() => result(programme.next().value ?? [])),
    beside: list(() => result(programme.next().value ?? [])),
    total: range(),
    referenceTotal: range(),
    next: list(() => ({ key: text(), decides: list(text), effect: number(), settles: text() })),
    problems: list(() => ({ keys: list(text), code: text(), message: text() }))
  };
}
var head = () => ({ catalogue: { edition: text(), asOf: date(), version: text(), digest: text() }, on: date(), ageDays: number() });
var number = () => (
  /** @type {number} */
  words[at++]
);
var text = () => texts[number()];
function list(one) {
  const all = [];
  for (let left = number(); left > 0; left--) all.push(one());
  return all;
}
var maybe = (one) => number() ? one() : null;
function date() {
  const digits = String(number()).padStart(8, "0");
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
var range = () => ({ min: number(), max: number() });
var sentence = () => told.slice(read, read += number());
var result = (shared) => ({
  id: text(),
  state: text(),
  inTotal: number() === 1,
  eligibility: text(),
  conditions: list(condition),
  window: { state: text(), asks: list(text), opens: maybe(date), deadlines: list(() => ({ kind: text(), date: date(), daysLeft: number(), evidence: text(), source: text() })) },
  amount: maybe(amount),
  missing: list(text),
  overlaps: sharing(shared)
});
function condition() {
  const one = { text: text(), state: text(), keys: list(text), evidence: text(), source: text() };
  if (number()) one.change = text();
  return one;
}
var amount = () => ({
  min: number(),
  max: number(),
  cap: range(),
  rate: maybe(() => ({ numerator: number(), denominator: number() })),
  costLimit: maybe(range),
  evidence: text(),
  source: text(),
  steps: list(sentence),
  perUnit: maybe(() => ({ key: text(), each: number() })),
  rounding: text()
});
function sharing(shared) {
  const all = [];
  for (let at2 = 0; at2 < shared.length; at2 += 4) all.push({ with: shared[at2], state: shared[at2 + 1], text: shared[at2 + 2], source: shared[at2 + 3] });
  return all;
}

// target/parts/snippets/iryo-dx-hojokin-b7df999c632098b4/src/wasm/request.js
var DEEPEST = 2;
var [OTHER, FLAG, NUMBER, TEXT, GROUP, NUMBERS] = [0, 1, 2, 3, 4, 5];
var together = "";
var arrays = [];
function takeApart(request) {
  const words2 = [];
  const said = [];
  const found = [];
  const lengths = [];
  const tell = (text2) => {
    words2.push(text2.length);
    said.push(text2);
  };
  const put = (value, depth) => {
    if (typeof value === "boolean") return void words2.push(FLAG, Number(value));
    if (typeof value === "number") return void words2.push(NUMBER, value);
    if (typeof value === "string") {
      words2.push(TEXT);
      return tell(value);
    }
    if (isNumbers(value) && asked(() => value.length) === lengthOf(value)) {
      lengths.push(words2.length + 1);
      words2.push(NUMBERS, 0);
      return void found.push(value);
    }
    const entries = depth > DEEPEST ? null : held(value);
    words2.push(...entries ? [GROUP, entries.length] : [OTHER]);
    for (const [name, inner] of entries ?? []) {
      tell(name);
      put(inner, depth + 1);
    }
  };
  put(request, 0);
  found.forEach((array, nth) => words2[
    /** @type {number} */
    lengths[nth]
  ] = lengthOf(array));
  arrays = found;
  together = said.join("\n");
  return Float64Array.from(words2);
}
function texts2() {
  const given = together;
  together = "";
  return given;
}
var numbers = () => arrays.splice(0);
var typed = Object.getPrototypeOf(Uint8Array.prototype);
var told2 = (name) => {
  const { get } = (
    /** @type {PropertyDescriptor} */
    Object.getOwnPropertyDescriptor(typed, name)
  );
  return (array) => get?.call(array);
};
var lengthOf = told2("length");
var kindOf = told2(Symbol.toStringTag);
var isNumbers = (value) => /^(?!Big).*Array$/.test(kindOf(value) ?? "");
function copyNumbers(from, begin2, end, into, at2) {
  for (let place = begin2; place < end; place++) into[at2++] = /** @type {number} */
  from[place];
}
function held(value) {
  return asked(() => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const above = Object.getPrototypeOf(value);
    if (above !== null && (typeof above !== "object" || Object.getPrototypeOf(above) !== null)) return null;
    const names = Reflect.ownKeys(value).filter((name) => typeof name === "string");
    const entry = (name) => (
      /** @type {[string, unknown]} */
      [name, asked(() => Reflect.get(value, name))]
    );
    return names.map(entry).filter(([, inner]) => inner !== void 0);
  });
}
function asked(ask) {
  try {
    return ask();
  } catch {
    return null;
  }
}
function refusal(code, key, message) {
  arrays = [];
  return Object.assign(new Error(message), { name: "CalculatorError", code, key: key ?? null });
}

// target/parts/snippets/iryo-dx-hojokin-b7df999c632098b4/src/wasm/many.js
var range2 = (rows) => ({ min: new Float64Array(rows), max: new Float64Array(rows) });
var Columns = class {
  #given = numbers();
  #rows;
  #programmes;
  #total;
  #referenceTotal;
  /** All that come out, in the order in which they are written. */
  #out;
  /** @type {number[][]} */
  #problems = [];
  /** @type {ManyReport["refused"]} */
  #refused = [];
  /** @param {number} rows @param {number} programmes */
  constructor(rows, programmes) {
    this.#rows = rows;
    this.#programmes = Array.from({ length: programmes }, () => ({
      state: new Uint8Array(rows),
      inTotal: new Uint8Array(rows),
      eligibility: new Uint8Array(rows),
      window: new Uint8Array(rows),
      evidence: new Uint8Array(rows),
      daysLeft: new Int32Array(rows),
      ...range2(rows)
    }));
    this.#total = range2(rows);
    this.#referenceTotal = range2(rows);
    this.#out = [...this.#programmes, this.#total, this.#referenceTotal].flatMap((columns) => Object.values(columns));
  }
  /** @param {number} begin @param {number} end */
  read(begin2, end) {
    const cells = new Float64Array(this.#given.length * (end - begin2));
    this.#given.forEach((column, nth) => copyNumbers(column, begin2, end, cells, nth * (end - begin2)));
    return cells;
  }
  /** @param {number} begin @param {number} end @param {Float64Array} cells */
  write(begin2, end, cells) {
    this.#out.forEach((column, nth) => column.set(cells.subarray(nth * (end - begin2), (nth + 1) * (end - begin2)), begin2));
  }
  /** @param {Float64Array} words @param {Uint16Array} units */
  note(words2, units) {
    begin(words2, units);
    list(() => (this.#problems[number()] ??= []).push(number()));
    this.#refused.push(...list(() => ({ row: number(), key: sentence(), code: text(), message: sentence() })));
  }
  /** @type {(words: Float64Array, units: Uint16Array) => ManyReport} */
  report(words2, units) {
    begin(words2, units);
    const columns = this.#programmes.values();
    const one = () => Object.assign({ id: text() }, columns.next().value);
    return {
      ...head(),
      rows: this.#rows,
      programmes: list(one),
      beside: list(one),
      total: this.#total,
      referenceTotal: this.#referenceTotal,
      problems: this.#told(),
      refused: this.#refused,
      codes: {
        eligibility: ["yes", "no", "unknown", "refused"],
        window: ["upcoming", "open", "closed", "unknown", "refused"],
        evidence: ["notice", "official", "reference", "none"],
        state: ["open", "upcoming", "check", "closed", "no", "refused"]
      }
    };
  }
  #told() {
    const rows = this.#problems.values();
    const all = list(() => ({ keys: list(text), code: text(), message: text(), rows: Uint32Array.from(rows.next().value ?? []) }));
    return all.filter(({ rows: rows2 }) => rows2.length > 0);
  }
};

// target/parts/iryo_dx_hojokin.js
function __wbg_reset_state() {
  __wbg_instance_id++;
  cachedDataViewMemory0 = null;
  cachedFloat64ArrayMemory0 = null;
  cachedUint16ArrayMemory0 = null;
  cachedUint8ArrayMemory0 = null;
  if (typeof numBytesDecoded !== "undefined") numBytesDecoded = 0;
  if (typeof WASM_VECTOR_LEN !== "undefined") WASM_VECTOR_LEN = 0;
  __wbg_reinit_scheduled = false;
  wasmInstance = new WebAssembly.Instance(wasmModule, __wbg_get_imports());
  wasm = wasmInstance.exports;
  wasm.__wbindgen_start();
}
function catalogue() {
  let ret;
  __wbg_call_guard();
  ret = wasm.catalogue();
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function evaluate(request) {
  let ret;
  __wbg_call_guard();
  ret = wasm.evaluate(request);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function evaluateMany(request) {
  let ret;
  __wbg_call_guard();
  ret = wasm.evaluateMany(request);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function parseYen(text2) {
  let ret;
  __wbg_call_guard();
  ret = wasm.parseYen(text2);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function __wbg_get_imports() {
  const import0 = {
    __proto__: null,
    __wbg_Error_208446807d0d1e30: function(arg0, arg1) {
      const ret = Error(getStringFromWasm0(arg0, arg1));
      return ret;
    },
    __wbg___wbindgen_string_get_7ce8eee7fd327545: function(arg0, arg1) {
      const obj = arg1;
      const ret = typeof obj === "string" ? obj : void 0;
      var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      var len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
      throw new Error(getStringFromWasm0(arg0, arg1));
    },
    __wbg_new_eec9b58078fa8df1: function() {
      return handleError(function(arg0, arg1) {
        const ret = new Columns(arg0 >>> 0, arg1 >>> 0);
        return ret;
      }, arguments);
    },
    __wbg_note_cd98a8ab7d84c620: function(arg0, arg1, arg2, arg3, arg4) {
      arg0.note(getArrayF64FromWasm0(arg1, arg2), getArrayU16FromWasm0(arg3, arg4));
    },
    __wbg_now_7bcd756de12734fe: function() {
      return handleError(function() {
        const ret = Date.now();
        return ret;
      }, arguments);
    },
    __wbg_parse_c3f72b5a24f83c01: function() {
      return handleError(function(arg0, arg1) {
        const ret = JSON.parse(getStringFromWasm0(arg0, arg1));
        return ret;
      }, arguments);
    },
    __wbg_read_8643acfaaf6ab992: function(arg0, arg1, arg2, arg3) {
      const ret = arg1.read(arg2 >>> 0, arg3 >>> 0);
      const ptr1 = passArrayF64ToWasm0(ret, wasm.__wbindgen_malloc);
      const len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg_refusal_c65c6069665e1cf7: function(arg0, arg1, arg2, arg3, arg4, arg5) {
      const ret = refusal(getStringFromWasm0(arg0, arg1), arg2 === 0 ? void 0 : getStringFromWasm0(arg2, arg3), getStringFromWasm0(arg4, arg5));
      return ret;
    },
    __wbg_rememberOverlaps_3f389f20e0b07e66: function(arg0, arg1, arg2, arg3) {
      rememberOverlaps(getArrayF64FromWasm0(arg0, arg1), getArrayU16FromWasm0(arg2, arg3));
    },
    __wbg_report_05ee26f519b0ef97: function(arg0, arg1, arg2, arg3, arg4) {
      const ret = arg0.report(getArrayF64FromWasm0(arg1, arg2), getArrayU16FromWasm0(arg3, arg4));
      return ret;
    },
    __wbg_report_775e158cd7a5b399: function(arg0, arg1, arg2, arg3) {
      const ret = report(getArrayF64FromWasm0(arg0, arg1), getArrayU16FromWasm0(arg2, arg3));
      return ret;
    },
    __wbg_takeApart_17eaedcc69eaa231: function(arg0, arg1) {
      const ret = takeApart(arg1);
      const ptr1 = passArrayF64ToWasm0(ret, wasm.__wbindgen_malloc);
      const len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg_texts_90a025a2ed60f027: function(arg0) {
      const ret = texts2();
      const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
      getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
    },
    __wbg_write_67973704b3c91f9e: function(arg0, arg1, arg2, arg3, arg4) {
      arg0.write(arg1 >>> 0, arg2 >>> 0, getArrayF64FromWasm0(arg3, arg4));
    },
    __wbindgen_generic_0000000000000001: function(arg0) {
      const ret = arg0;
      return ret;
    },
    __wbindgen_generic_0000000000000002: function(arg0) {
      const ret = BigInt.asUintN(64, arg0);
      return ret;
    },
    __wbindgen_init_externref_table: function() {
      const table = wasm.__wbindgen_externrefs;
      table.set(0, void 0);
      table.set(1024, void 0);
      table.set(1025, null);
      table.set(1026, true);
      table.set(1027, false);
    }
  };
  return {
    __proto__: null,
    "./iryo_dx_hojokin_bg.js": import0
  };
}
function __wbg_call_guard() {
  if (__wbg_reinit_scheduled) {
    __wbg_reset_state();
    return;
  }
}
var __wbg_instance_id = 0;
function addToExternrefTable0(obj) {
  const idx = wasm.__externref_table_alloc();
  wasm.__wbindgen_externrefs.set(idx, obj);
  return idx;
}
function getArrayF64FromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return getFloat64ArrayMemory0().subarray(ptr / 8, ptr / 8 + len);
}
function getArrayU16FromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return getUint16ArrayMemory0().subarray(ptr / 2, ptr / 2 + len);
}
var cachedDataViewMemory0 = null;
function getDataViewMemory0() {
  if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) {
    cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
  }
  return cachedDataViewMemory0;
}
var cachedFloat64ArrayMemory0 = null;
function getFloat64ArrayMemory0() {
  if (cachedFloat64ArrayMemory0 === null || cachedFloat64ArrayMemory0.byteLength === 0) {
    cachedFloat64ArrayMemory0 = new Float64Array(wasm.memory.buffer);
  }
  return cachedFloat64ArrayMemory0;
}
function getStringFromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
var cachedUint16ArrayMemory0 = null;
function getUint16ArrayMemory0() {
  if (cachedUint16ArrayMemory0 === null || cachedUint16ArrayMemory0.byteLength === 0) {
    cachedUint16ArrayMemory0 = new Uint16Array(wasm.memory.buffer);
  }
  return cachedUint16ArrayMemory0;
}
var cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
  if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
    cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
  }
  return cachedUint8ArrayMemory0;
}
function handleError(f, args) {
  try {
    return f.apply(this, args);
  } catch (e) {
    const idx = addToExternrefTable0(e);
    wasm.__wbindgen_exn_store(idx);
  }
}
function isLikeNone(x) {
  return x === void 0 || x === null;
}
function passArrayF64ToWasm0(arg, malloc) {
  const ptr = malloc(arg.length * 8, 8) >>> 0;
  getFloat64ArrayMemory0().set(arg, ptr / 8);
  WASM_VECTOR_LEN = arg.length;
  return ptr;
}
function passStringToWasm0(arg, malloc, realloc) {
  if (realloc === void 0) {
    const buf = cachedTextEncoder.encode(arg);
    const ptr2 = malloc(buf.length, 1) >>> 0;
    getUint8ArrayMemory0().subarray(ptr2, ptr2 + buf.length).set(buf);
    WASM_VECTOR_LEN = buf.length;
    return ptr2;
  }
  let len = arg.length;
  let ptr = malloc(len, 1) >>> 0;
  const mem = getUint8ArrayMemory0();
  let offset = 0;
  for (; offset < len; offset++) {
    const code = arg.charCodeAt(offset);
    if (code > 127) break;
    mem[ptr + offset] = code;
  }
  if (offset !== len) {
    if (offset !== 0) {
      arg = arg.slice(offset);
    }
    ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
    const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
    const ret = cachedTextEncoder.encodeInto(arg, view);
    offset += ret.written;
    ptr = realloc(ptr, len, offset, 1) >>> 0;
  }
  WASM_VECTOR_LEN = offset;
  return ptr;
}
var __wbg_reinit_scheduled = false;
function takeFromExternrefTable0(idx) {
  const value = wasm.__wbindgen_externrefs.get(idx);
  wasm.__externref_table_dealloc(idx);
  return value;
}
var cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
cachedTextDecoder.decode();
var MAX_SAFARI_DECODE_BYTES = 2146435072;
var numBytesDecoded = 0;
function decodeText(bytes) {
  numBytesDecoded += bytes.length;
  if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
    cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
    cachedTextDecoder.decode();
    numBytesDecoded = bytes.length;
  }
  return cachedTextDecoder.decode(bytes);
}
var cachedTextEncoder = new TextEncoder();
if (!("encodeInto" in cachedTextEncoder)) {
  cachedTextEncoder.encodeInto = function(arg, view) {
    const buf = cachedTextEncoder.encode(arg);
    view.set(buf);
    return {
      read: arg.length,
      written: buf.length
    };
  };
}
var WASM_VECTOR_LEN = 0;
var wasmModule;
var wasmInstance;
var wasm;
function __wbg_finalize_init(instance, module) {
  wasmInstance = instance;
  wasm = instance.exports;
  wasmModule = module;
  cachedDataViewMemory0 = null;
  cachedFloat64ArrayMemory0 = null;
  cachedUint16ArrayMemory0 = null;
  cachedUint8ArrayMemory0 = null;
  wasm.__wbindgen_start();
  return wasm;
}
async function __wbg_load(module, imports) {
  if (typeof Response === "function" && module instanceof Response) {
    if (!module.ok) {
      throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
    }
    if (typeof WebAssembly.instantiateStreaming === "function") {
      try {
        return await WebAssembly.instantiateStreaming(module, imports);
      } catch (e) {
        const validResponse = expectedResponseType(module.type);
        if (validResponse && module.headers.get("Content-Type") !== "application/wasm") {
          console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
        } else {
          throw e;
        }
      }
    }
    const bytes = await module.arrayBuffer();
    return await WebAssembly.instantiate(bytes, imports);
  } else {
    const instance = await WebAssembly.instantiate(module, imports);
    if (instance instanceof WebAssembly.Instance) {
      return { instance, module };
    } else {
      return instance;
    }
  }
  function expectedResponseType(type) {
    switch (type) {
      case "basic":
      case "cors":
      case "default":
        return true;
    }
    return false;
  }
}
function initSync(module) {
  if (wasm !== void 0) return wasm;
  if (module !== void 0) {
    if (Object.getPrototypeOf(module) === Object.prototype) {
      ({ module } = module);
    } else {
      console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
    }
  }
  const imports = __wbg_get_imports();
  if (!(module instanceof WebAssembly.Module)) {
    module = new WebAssembly.Module(module);
  }
  const instance = new WebAssembly.Instance(module, imports);
  return __wbg_finalize_init(instance, module);
}
var __wbg_init_promise;
async function __wbg_init(module_or_path) {
  if (wasm !== void 0) return wasm;
  if (__wbg_init_promise === void 0) {
    __wbg_init_promise = __wbg_init_once(module_or_path);
    __wbg_init_promise.catch(() => {
      __wbg_init_promise = void 0;
    });
  }
  return __wbg_init_promise;
}
async function __wbg_init_once(module_or_path) {
  if (module_or_path !== void 0) {
    if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
      ({ module_or_path } = module_or_path);
    } else {
      console.warn("using deprecated parameters for the initialization function; pass a single object instead");
    }
  }
  const imports = __wbg_get_imports();
  if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
    module_or_path = fetch(module_or_path);
  }
  const { instance, module } = await __wbg_load(await module_or_path, imports);
  return __wbg_finalize_init(instance, module);
}
export {
  __wbg_reset_state,
  catalogue,
  __wbg_init as default,
  evaluate,
  evaluateMany,
  initSync,
  parseYen
};
