//! Columns of numbers: typed arrays of JavaScript.

use alloc::vec::Vec;

use js_sys::{Array, Float64Array, Function, Int32Array, Reflect, Uint8Array, Uint32Array};
use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;

/// A copy of a column that was given; `None` for what is no typed array of numbers, or says something else of its
/// length than it has.
pub(super) fn copy(value: &JsValue) -> Option<Float64Array> {
    let name = JsValue::from("length");
    // The getter that all typed arrays inherit throws for anything else.
    let length = get_with(&Uint8Array::new_with_length(0), &name, value).ok()?;
    if Reflect::get(value, &name).ok()? != length {
        return None;
    }
    // JavaScript refuses big integers, and memory that was taken away.
    let copy = Float64Array::construct(value).ok()?;
    (length.as_f64() == Some(f64::from(copy.length()))).then_some(copy)
}

#[wasm_bindgen]
extern "C" {
    /// `Reflect.get` with a receiver, which a getter has for `this`.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn get_with(target: &JsValue, name: &JsValue, receiver: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_name = Uint8Array)]
    static UINT8_ARRAY: Function;
    #[wasm_bindgen(thread_local_v2, js_name = Int32Array)]
    static INT32_ARRAY: Function;
    #[wasm_bindgen(thread_local_v2, js_name = Uint32Array)]
    static UINT32_ARRAY: Function;
    #[wasm_bindgen(thread_local_v2, js_name = Float64Array)]
    static FLOAT64_ARRAY: Function;
}

/// A typed array of JavaScript.
pub(super) trait TypedArray: JsCast {
    /// What is in it.
    type Cell: Copy;

    /// `new` of this kind of array, which throws where there is no memory, or where the argument is no array for it.
    fn construct(argument: &JsValue) -> Result<Self, JsValue>;

    /// Writes cells from a row on.
    fn write(&self, from: u32, cells: &[Self::Cell]);
}

macro_rules! typed_array {
    ($array:ident, $cell:ty, $constructor:ident) => {
        impl TypedArray for $array {
            type Cell = $cell;

            fn construct(argument: &JsValue) -> Result<Self, JsValue> {
                let constructed =
                    $constructor.with(|constructor| Reflect::construct(constructor, &Array::of1(argument)));
                constructed.map(JsCast::unchecked_into)
            }

            fn write(&self, from: u32, cells: &[$cell]) {
                let to = from + u32::try_from(cells.len()).unwrap_or_default();
                self.subarray(from, to).copy_from(cells);
            }
        }
    };
}

typed_array!(Uint8Array, u8, UINT8_ARRAY);
typed_array!(Int32Array, i32, INT32_ARRAY);
typed_array!(Uint32Array, u32, UINT32_ARRAY);
typed_array!(Float64Array, f64, FLOAT64_ARRAY);

/// A column of results, filled block by block.
pub(super) struct Column<A: TypedArray> {
    array: A,
    /// What is not written yet.
    block: Vec<A::Cell>,
    written: u32,
}

impl<A: TypedArray> Column<A> {
    /// A column for so many rows.
    ///
    /// # Errors
    ///
    /// JavaScript's own error where there is no memory.
    pub(super) fn new(rows: u32) -> Result<Self, JsValue> {
        Ok(Self {
            array: A::construct(&rows.into())?,
            block: Vec::new(),
            written: 0,
        })
    }

    pub(super) fn push(&mut self, cell: A::Cell) {
        self.block.push(cell);
    }

    /// Writes the block to the array.
    pub(super) fn flush(&mut self) {
        self.array.write(self.written, &self.block);
        self.written += u32::try_from(self.block.len()).unwrap_or_default();
        self.block.clear();
    }
}

impl<A: TypedArray> Serialize for Column<A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_wasm_bindgen::preserve::serialize(&self.array, serializer)
    }
}
