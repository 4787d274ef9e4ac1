//! A document as rules need it.

use super::event::Kept;

/// A document never changes: its state is what was kept.
pub type Document = Kept;
