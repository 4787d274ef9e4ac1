//! Blobs: attachments, documents, extracted texts, each kept once under the SHA-256 of its bytes.
//! Events name them by hash; one that no event names is swept.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::engine::{Connection, Fault};

/// Largest blob: a scanned document of some hundred pages, or a photograph in full size.
pub const MAX_BLOB_BYTES: usize = 20 * 1024 * 1024;

/// The name of a blob: SHA-256 of its bytes.
pub type BlobHash = [u8; 32];

/// A blob.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its media type, such as `application/pdf`, as the upload's check found it.
    pub media: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is known about a blob without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its media type.
    pub media: String,
    /// Its length in bytes.
    pub size: u64,
    /// When it was first stored.
    pub stored_at: Timestamp,
    /// Whether an event names it.
    pub claimed: bool,
}

/// The name that these bytes have.
pub fn hash(bytes: &[u8]) -> BlobHash {
    Sha256::digest(bytes).into()
}

/// The name written as 64 hex digits, as events have it.
pub fn parse(hex: &str) -> Option<BlobHash> {
    hex.parse::<proof::Hash>().ok().map(|hash| hash.0)
}

/// Stores bytes and gives their name; bytes that are there already stay as they are, but count as stored
/// just now, so that they are not swept under someone who is about to name them.
///
/// # Errors
/// [`Fault::Broken`] where they are longer than [`MAX_BLOB_BYTES`], which the caller has to check before.
pub fn put(db: &mut Connection, media: &str, bytes: &[u8], now: Timestamp) -> Result<BlobHash, Fault> {
    if bytes.len() > MAX_BLOB_BYTES {
        return Err(Fault::Broken(format!("a blob of {} bytes, at most {MAX_BLOB_BYTES}", bytes.len())));
    }
    let hash = hash(bytes);
    db.execute(
        "INSERT INTO blob (hash, size, media, stored_at, claimed, bytes) VALUES ($1, $2, $3, $4, 0, $5)
         ON CONFLICT (hash) DO UPDATE SET stored_at = excluded.stored_at",
        &[(&hash).into(), bytes.len().into(), media.into(), now.into(), bytes.into()],
    )?;
    Ok(hash)
}

/// A blob by its name.
pub fn get(db: &mut Connection, hash: &BlobHash) -> Result<Option<Blob>, Fault> {
    db.first("SELECT media, bytes FROM blob WHERE hash = $1", &[hash.into()], |row| {
        Ok(Blob { media: row.text(0)?, bytes: row.bytes(1)? })
    })
}

/// What is known about a blob.
pub fn about(db: &mut Connection, hash: &BlobHash) -> Result<Option<About>, Fault> {
    db.first("SELECT media, size, stored_at, claimed FROM blob WHERE hash = $1", &[hash.into()], |row| {
        Ok(About {
            media: row.text(0)?,
            size: row.int(1)? as u64,
            stored_at: row.time(2)?,
            claimed: row.int(3)? != 0,
        })
    })
}

/// Notes that events name these blobs: they stay. Says how many of them are there.
pub fn claim(db: &mut Connection, hashes: &[BlobHash]) -> Result<usize, Fault> {
    let mut there = 0;
    for hash in hashes {
        there += db.execute("UPDATE blob SET claimed = 1 WHERE hash = $1", &[hash.into()])? as usize;
    }
    Ok(there)
}

/// Deletes what no event names and was stored before `before`.
pub fn sweep(db: &mut Connection, before: Timestamp) -> Result<u64, Fault> {
    db.execute("DELETE FROM blob WHERE claimed = 0 AND stored_at < $1", &[before.into()])
}

/// Blobs whose bytes do not have the hash that names them, by name, for the deep check.
pub fn damaged(db: &mut Connection) -> Result<Vec<Vec<u8>>, Fault> {
    let checked = db.query("SELECT hash, bytes FROM blob ORDER BY hash", &[], |row| {
        let name = row.bytes(0)?;
        Ok((hash(&row.bytes(1)?)[..] != name[..]).then_some(name))
    })?;
    Ok(checked.into_iter().flatten().collect())
}
