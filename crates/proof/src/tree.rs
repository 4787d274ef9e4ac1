//! The Merkle tree of RFC 6962 section 2.1, kept as its frontier: the roots of the full subtrees on its right
//! edge, one for each bit that is set in its size. Appending and the root need no more than these.

use crate::commitment::{HASH_BYTES, Hash, sha256};

/// Bytes of the size that stands before the hashes in [`Frontier::to_bytes`].
const SIZE_BYTES: usize = 8;
/// The largest size that is read: databases count with signed integers of 64 bits.
const MAX_SIZE: u64 = i64::MAX as u64;

/// A tree of `size` leaves that can be appended to and knows its root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// Roots of full subtrees from left to right, so from the largest to the smallest.
    peaks: Vec<Hash>,
}

/// Why bytes are no frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAFrontier {
    /// Fewer than the eight bytes of the size.
    #[error("a frontier begins with its size in 8 bytes, there are {0}")]
    NoSize(usize),
    /// A size that no log can have.
    #[error("a frontier of {0} leaves is larger than any log")]
    TooLarge(u64),
    /// The number of hashes does not follow from the size.
    #[error("a frontier of {size} leaves takes {expected} bytes, there are {found}")]
    Length {
        /// The size that was read.
        size: u64,
        /// Bytes that this size takes.
        expected: usize,
        /// Bytes that were given.
        found: usize,
    },
}

impl Frontier {
    /// Leaves in the tree, which is the index of the next.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends one leaf (see [`crate::leaf`]).
    pub fn push(&mut self, leaf: Hash) {
        // Each trailing one of the size is a full subtree as high as what has been merged so far.
        let merged = self.peaks.len() - self.size.trailing_ones() as usize;
        let peak = self.peaks.drain(merged..).rev().fold(leaf, |right, left| node(left, right));
        self.peaks.push(peak);
        self.size += 1;
    }

    /// The tree's root; of an empty tree SHA-256 of nothing.
    pub fn root(&self) -> Hash {
        let joined = self.peaks.iter().copied().rev().reduce(|right, left| node(left, right));
        joined.unwrap_or_else(|| sha256(&[]))
    }

    /// The size in 8 bytes, big-endian, then the hashes from left to right.
    pub fn to_bytes(&self) -> Vec<u8> {
        let size = self.size.to_be_bytes();
        size.into_iter().chain(self.peaks.iter().flat_map(|peak| peak.0)).collect()
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAFrontier> {
        let (size, hashes) =
            bytes.split_first_chunk::<SIZE_BYTES>().ok_or(NotAFrontier::NoSize(bytes.len()))?;
        let size = u64::from_be_bytes(*size);
        if size > MAX_SIZE {
            return Err(NotAFrontier::TooLarge(size));
        }
        let (peaks, rest) = hashes.as_chunks::<HASH_BYTES>();
        let expected = size.count_ones() as usize;
        if peaks.len() != expected || !rest.is_empty() {
            let expected = SIZE_BYTES + expected * HASH_BYTES;
            return Err(NotAFrontier::Length { size, expected, found: bytes.len() });
        }
        Ok(Self { size, peaks: peaks.iter().copied().map(Hash).collect() })
    }
}

/// An inner node: SHA-256(0x01 ‖ left ‖ right).
fn node(left: Hash, right: Hash) -> Hash {
    sha256(&[&[0x01], &left.0, &right.0])
}
