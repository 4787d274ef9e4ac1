//! Tokens that only their holder knows: the tables keep a hash.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::engine::Fault;

/// Bytes of chance in a token.
const TOKEN_BYTES: usize = 32;

/// A new token from the operating system's chance, as 64 hex digits.
pub(crate) fn token() -> Result<String, Fault> {
    let mut bytes = [0; TOKEN_BYTES];
    fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// Fills `bytes` with the operating system's chance.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), Fault> {
    getrandom::fill(bytes)
        .map_err(|error| Fault::Broken(format!("the system gives no random bytes: {error}")))
}

/// What the tables keep of a token; a token has so much chance that one fast hash is enough.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
