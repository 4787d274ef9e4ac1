//! Commitments: salted hashes that can be open to anyone and tell nothing of what they stand for.
//!
//! An event is committed to as its *entry*: the version's byte, the algorithm's byte, H(salt ‖ public bytes), and
//! H(salt′ ‖ private bytes), or 32 zeros where the event has no private part. The entry is what the tree hashes,
//! so erasing a private part and its salt leaves the log as verifiable as before.

use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// Bytes of one hash, and of a salt.
pub const HASH_BYTES: usize = 32;
/// The first byte of an entry: the form that the bytes after it have, for ever.
pub const ENTRY_VERSION: u8 = 0x01;
/// Bytes of an entry: its version, the algorithm and two hashes.
pub const ENTRY_BYTES: usize = 2 + 2 * HASH_BYTES;

/// What the log commits to for one event: version ‖ algorithm ‖ public hash ‖ private hash or zeros.
pub type Entry = [u8; ENTRY_BYTES];

/// 32 bytes from the operating system that keep a commitment from being guessed. The caller draws them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; HASH_BYTES]);

impl fmt::Debug for Salt {
    // A salt in a trace would open the commitment that it protects.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

/// A hash of 32 bytes, written as 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; HASH_BYTES]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Why a text is no hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash is written as 64 hex digits")]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;

    /// Reads 64 hex digits of either case.
    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let digit = |ascii: u8| char::from(ascii).to_digit(16).map(|value| value as u8);
        if text.len() != 2 * HASH_BYTES {
            return Err(NotAHash);
        }
        let mut hash = [0; HASH_BYTES];
        for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let (Some(high), Some(low)) = (digit(pair[0]), digit(pair[1])) else { return Err(NotAHash) };
            *byte = high << 4 | low;
        }
        Ok(Self(hash))
    }
}

/// The hash function of a commitment; the number is the entry's second byte, for ever.
/// The tree above the entries is SHA-256 whatever this says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4).
    Sha256 = 1,
}

/// Why a byte names no algorithm that this release can compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnknownAlgorithm {
    /// 2 is kept for SM3 (GB/T 32905).
    #[error("algorithm 2 is reserved for SM3, which this release cannot compute")]
    Sm3,
    /// A number that stands for nothing.
    #[error("algorithm {0} is unknown: 1 is SHA-256, 2 is reserved for SM3")]
    Other(u8),
}

impl TryFrom<u8> for Algorithm {
    type Error = UnknownAlgorithm;

    fn try_from(byte: u8) -> Result<Self, UnknownAlgorithm> {
        match byte {
            1 => Ok(Self::Sha256),
            2 => Err(UnknownAlgorithm::Sm3),
            other => Err(UnknownAlgorithm::Other(other)),
        }
    }
}

/// H(salt ‖ bytes): the commitment to one part of an event.
pub fn commit(algorithm: Algorithm, salt: &Salt, bytes: &[u8]) -> Hash {
    match algorithm {
        Algorithm::Sha256 => sha256(&[&salt.0, bytes]),
    }
}

/// The entry of an event whose parts are at hand, each with its salt.
pub fn entry(algorithm: Algorithm, public: (&Salt, &[u8]), private: Option<(&Salt, &[u8])>) -> Entry {
    let part = |(salt, bytes)| commit(algorithm, salt, bytes);
    entry_of_hashes(algorithm, part(public), private.map(part))
}

/// The entry of an event from its parts' commitments: for a private part that was erased, or never known here.
pub fn entry_of_hashes(algorithm: Algorithm, public: Hash, private: Option<Hash>) -> Entry {
    let mut entry = [0; ENTRY_BYTES];
    entry[..2].copy_from_slice(&[ENTRY_VERSION, algorithm as u8]);
    entry[2..2 + HASH_BYTES].copy_from_slice(&public.0);
    if let Some(private) = private {
        entry[2 + HASH_BYTES..].copy_from_slice(&private.0);
    }
    entry
}

/// The tree's leaf for an entry: SHA-256(0x00 ‖ entry), RFC 6962 section 2.1.
pub fn leaf(entry: &[u8]) -> Hash {
    sha256(&[&[0x00], entry])
}

/// SHA-256 of the parts one after the other.
pub(crate) fn sha256(parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    Hash(hasher.finalize().into())
}
