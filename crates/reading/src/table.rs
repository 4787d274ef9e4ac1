//! Tables that a text shows as rows: cells between bars, or one cell a line.

use std::ops::Range;

use crate::text::Flow;

/// A table: the paragraphs that it takes.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) lines: Range<usize>,
}

/// The tables of a text.
pub(crate) fn tables(_flow: &Flow) -> Vec<Table> {
    Vec::new()
}
