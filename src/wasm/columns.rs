//! Columns of numbers: typed arrays of JavaScript.

use alloc::vec::Vec;

use js_sys::{
    Array, ArrayBuffer, DataView, Float64Array, Function, Int32Array, Reflect, Uint8Array, Uint32Array,
};
use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;

/// A copy of a column that was given; `None` for what is no typed array of numbers, or says something else of its
/// length than it has.
pub(super) fn copy(value: &JsValue) -> Option<Float64Array> {
    if !ArrayBuffer::is_view(value) || value.is_instance_of::<DataView>() {
        return None;
    }
    let length = Reflect::get(value, &"length".into()).ok()?;
    // Big integers are refused by JavaScript itself, and so is an array whose memory was taken away.
    let copy: Float64Array = construct("Float64Array", value).ok()?.unchecked_into();
    (length.as_f64() == Some(f64::from(copy.length()))).then_some(copy)
}

/// `new name(argument)`, which throws where there is no memory.
fn construct(name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let constructor = Reflect::get(&js_sys::global(), &name.into())?;
    Reflect::construct(constructor.unchecked_ref::<Function>(), &Array::of1(argument))
}

/// A typed array that results are written to.
pub(super) trait TypedArray: JsCast {
    /// What is in it.
    type Cell: Copy;
    /// Its name in JavaScript.
    const NAME: &str;

    /// Writes cells from a row on.
    fn write(&self, from: u32, cells: &[Self::Cell]);
}

macro_rules! typed_array {
    ($array:ident, $cell:ty) => {
        impl TypedArray for $array {
            type Cell = $cell;
            const NAME: &str = stringify!($array);

            fn write(&self, from: u32, cells: &[$cell]) {
                let to = from + u32::try_from(cells.len()).unwrap_or_default();
                self.subarray(from, to).copy_from(cells);
            }
        }
    };
}

typed_array!(Uint8Array, u8);
typed_array!(Int32Array, i32);
typed_array!(Uint32Array, u32);
typed_array!(Float64Array, f64);

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
            array: construct(A::NAME, &rows.into())?.unchecked_into(),
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
