//! The one integer that keys a row: jurisdiction × 2^36 + seq.

/// How many bits of a key are the seq; 2^36 events a jurisdiction, and 2^17 jurisdictions below 2^53,
/// so that JSON and `JavaScript` hold every key exactly.
const SEQ_BITS: u32 = 36;

/// Largest seq that a key can hold.
pub const MAX_SEQ: u64 = (1 << SEQ_BITS) - 1;

/// Largest number that a jurisdiction can have.
pub const MAX_JURISDICTION: u32 = (1 << (53 - SEQ_BITS)) - 1;

/// The key of a row: the jurisdiction's number and the seq of the event that made the thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(i64);

impl Key {
    /// Puts a key together. A number that is larger than a key can hold stays at the largest, of which
    /// there is no row, rather than becoming another jurisdiction's key.
    pub const fn new(jurisdiction: u32, seq: u64) -> Self {
        let jurisdiction = if jurisdiction > MAX_JURISDICTION { MAX_JURISDICTION } else { jurisdiction };
        let seq = if seq > MAX_SEQ { MAX_SEQ } else { seq };
        Self(((jurisdiction as i64) << SEQ_BITS) | seq as i64)
    }

    /// The key that a column holds.
    pub const fn from_column(column: i64) -> Self {
        Self(column)
    }

    /// The integer as a column holds it.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Every key of a jurisdiction lies in this range, and no other's.
    pub const fn all_of(jurisdiction: u32) -> std::ops::RangeInclusive<Self> {
        Self::new(jurisdiction, 0)..=Self::new(jurisdiction, MAX_SEQ)
    }

    /// The index of the event in its jurisdiction's log.
    pub const fn seq(self) -> u64 {
        (self.0 as u64) & MAX_SEQ
    }

    /// The jurisdiction's number.
    pub const fn jurisdiction(self) -> u32 {
        (self.0 >> SEQ_BITS) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_apart_what_it_put_together() {
        for (jurisdiction, seq) in [(0, 0), (0, MAX_SEQ), (1, 0), (42, 7), (MAX_JURISDICTION, MAX_SEQ)] {
            let key = Key::new(jurisdiction, seq);
            assert_eq!((key.jurisdiction(), key.seq()), (jurisdiction, seq));
            assert!(key.get() < 1 << 53);
        }
    }

    #[test]
    fn a_number_out_of_range_meets_no_neighbour() {
        assert_eq!(Key::new(1, MAX_SEQ + 5).jurisdiction(), 1);
        assert!(Key::new(1, MAX_SEQ) < Key::new(2, 0));
    }
}
