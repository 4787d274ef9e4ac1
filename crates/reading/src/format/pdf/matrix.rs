//! Places on a page, and how they are moved.

/// A place, in points from the lower left corner of the page.
pub(super) type Point = (f64, f64);

/// An affine map, as PDF writes it: `[a b c d e f]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// What comes first is `inner`.
    pub(super) fn after(self, inner: Self) -> Self {
        let (outer, inner) = (self.0, inner.0);
        let row = |from: usize, origin: f64, axis: usize| {
            outer[axis] * inner[from] + outer[axis + 2] * inner[from + 1] + origin
        };
        let (e, f) = (outer[4], outer[5]);
        Self([row(0, 0.0, 0), row(0, 0.0, 1), row(2, 0.0, 0), row(2, 0.0, 1), row(4, e, 0), row(4, f, 1)])
    }

    pub(super) fn moved(self, x: f64, y: f64) -> Self {
        self.after(Self([1.0, 0.0, 0.0, 1.0, x, y]))
    }

    pub(super) fn place(self, (x, y): Point) -> Point {
        let map = self.0;
        (map[0] * x + map[2] * y + map[4], map[1] * x + map[3] * y + map[5])
    }
}
