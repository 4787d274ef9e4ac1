//! The operating system's chance, as text.

use crate::trouble::Trouble;

/// Letters and digits that nobody mistakes for another.
const PLAIN: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// `bytes` random bytes in hex.
pub(crate) fn hex(bytes: usize) -> Result<String, Trouble> {
    Ok(fill(bytes)?.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A password of 16 characters (80 bits), in groups that are easily typed: `k3fa-x8pq-…`.
pub(crate) fn password() -> Result<String, Trouble> {
    let bytes = fill(16)?;
    let groups =
        bytes.chunks(4).map(|group| group.iter().map(|byte| char::from(PLAIN[usize::from(byte % 32)])));
    Ok(groups.map(Iterator::collect).collect::<Vec<String>>().join("-"))
}

fn fill(count: usize) -> Result<Vec<u8>, Trouble> {
    let mut bytes = vec![0; count];
    let failed = |error| Trouble::new(format!("The system gives no random bytes: {error}"), "Try again");
    getrandom::fill(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
