//! Paths, as far as they are ruling lines.

use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::Number;

use super::matrix::{Matrix, Point};

/// A shape up to this width, in points, is a line.
const RULE_WIDTH: f64 = 3.0;

/// Ruling lines of a page, and lines of a path, that are kept.
const MAX_LINES: usize = 50_000;

/// A straight line along an axis; `at` is its place on the other one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// The ruling lines of a page.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) level: Vec<Rule>,
    pub(super) upright: Vec<Rule>,
}

impl Rules {
    /// Takes a shape that is thin.
    fn take(&mut self, [left, bottom, right, top]: [f64; 4]) {
        let (width, height) = (right - left, top - bottom);
        if self.level.len() + self.upright.len() >= MAX_LINES {
            return;
        }
        if height <= RULE_WIDTH && width > height {
            self.level.push(Rule { at: f64::midpoint(bottom, top), from: left, to: right });
        } else if width <= RULE_WIDTH && height > width {
            self.upright.push(Rule { at: f64::midpoint(left, right), from: bottom, to: top });
        }
    }
}

/// The path that is being built, as its straight parts.
#[derive(Default)]
pub(super) struct Path {
    lines: Vec<(Point, Point)>,
    start: Point,
    at: Point,
}

impl Path {
    /// Follows an instruction that builds or paints a path.
    pub(super) fn follow(&mut self, op: &Op<'_, '_>, ctm: Matrix, rules: &mut Rules) {
        let point = |x: &Number, y: &Number| ctm.place((x.as_f64(), y.as_f64()));
        match op {
            Op::MoveTo(to) => {
                self.at = point(&to.0, &to.1);
                self.start = self.at;
            }
            Op::LineTo(to) => self.line(point(&to.0, &to.1)),
            Op::CubicTo(to) => self.at = point(&to.4, &to.5),
            Op::ClosePath(_) => self.line(self.start),
            Op::RectPath(rect) => {
                let (x, y) = (rect.0.as_f64(), rect.1.as_f64());
                let (right, top) = (x + rect.2.as_f64(), y + rect.3.as_f64());
                self.at = ctm.place((x, y));
                self.start = self.at;
                for corner in [(right, y), (right, top), (x, top), (x, y)] {
                    self.line(ctm.place(corner));
                }
            }
            Op::StrokePath(_) | Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => {
                self.stroke(rules);
            }
            Op::CloseAndStrokePath(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.line(self.start);
                self.stroke(rules);
            }
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => {
                self.fill(rules);
            }
            Op::EndPath(_) => self.lines.clear(),
            _ => {}
        }
    }

    fn line(&mut self, to: Point) {
        if self.lines.len() < MAX_LINES
            && [self.at.0, self.at.1, to.0, to.1].iter().all(|place| place.is_finite())
        {
            self.lines.push((self.at, to));
        }
        self.at = to;
    }

    fn stroke(&mut self, rules: &mut Rules) {
        for line in self.lines.drain(..) {
            rules.take(extent(&[line]));
        }
    }

    /// A filled shape is a line where it is thin.
    fn fill(&mut self, rules: &mut Rules) {
        for shape in self.lines.chunk_by(|(_, end), (start, _)| end == start) {
            rules.take(extent(shape));
        }
        self.lines.clear();
    }
}

/// Left, bottom, right, top.
fn extent(lines: &[(Point, Point)]) -> [f64; 4] {
    lines
        .iter()
        .flat_map(|(a, b)| [a, b])
        .fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[l, b, r, t], (x, y)| {
            [l.min(*x), b.min(*y), r.max(*x), t.max(*y)]
        })
}
