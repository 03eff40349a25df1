//! All combinations of known and open answers.

use serde_json::Value as Json;

/// One key and the values it is tried at, as they stand in JSON.
pub(super) struct Axis {
    pub(super) name: String,
    pub(super) values: Vec<Json>,
}

/// All combinations of the axes, each axis with one place more than values: "open".
pub(super) struct Space<'a> {
    pub(super) axes: &'a [Axis],
    pub(super) strides: Vec<usize>,
    pub(super) size: usize,
}

impl<'a> Space<'a> {
    pub(super) fn new(axes: &'a [Axis]) -> Self {
        let mut size = 1;
        let strides = axes
            .iter()
            .map(|axis| {
                let stride = size;
                size *= axis.values.len() + 1;
                stride
            })
            .collect();
        Self { axes, strides, size }
    }

    /// The value of an axis at a place, `None` where it is open.
    pub(super) fn value(&self, place: usize, axis: usize) -> Option<&'a Json> {
        let values = &self.axes[axis].values;
        values.get(place / self.strides[axis] % (values.len() + 1))
    }

    fn is_open(&self, place: usize, axis: usize) -> bool {
        self.value(place, axis).is_none()
    }

    /// The open axes of a place.
    pub(super) fn open(&self, place: usize) -> Vec<usize> {
        (0..self.axes.len())
            .filter(|axis| self.is_open(place, *axis))
            .collect()
    }

    /// The places that differ from this one only in having the open axis answered.
    pub(super) fn answered(&self, place: usize, axis: usize) -> impl Iterator<Item = usize> {
        let stride = self.strides[axis];
        let open = self.axes[axis].values.len();
        (0..open).map(move |value| place - (open - value) * stride)
    }

    /// Fills all places from those where every axis but `except` is answered, axis by axis.
    pub(super) fn fold<T: Clone>(&self, table: &mut [T], except: Option<usize>, join: impl Fn(&mut T, &T)) {
        for axis in (0..self.axes.len()).filter(|axis| Some(*axis) != except) {
            for place in (0..self.size).filter(|place| self.is_open(*place, axis)) {
                let mut sum = table[place].clone();
                for from in self.answered(place, axis) {
                    join(&mut sum, &table[from].clone());
                }
                table[place] = sum;
            }
        }
    }
}
