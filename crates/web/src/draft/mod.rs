//! 待核对方案: a reading under review, corrected fact by fact, confirmed or dropped.

mod from_reading;

pub use from_reading::from_reading;
