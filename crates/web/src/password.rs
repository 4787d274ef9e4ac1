//! Password hashes: argon2id with its crate's parameters (19 MiB, two passes), slow for whoever guesses.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};

/// The hash of a password as a PHC string with a fresh salt. Takes some 20 ms: never on a thread that serves.
///
/// # Errors
/// The system gives no random bytes or no memory.
pub fn hash(password: &str) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

/// Whether this is the password of a hash; a hash that cannot be read is nobody's.
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_password() {
        let made = hash("督查 2026").unwrap();
        assert!(made.starts_with("$argon2id$"));
        assert!(verify("督查 2026", &made));
        assert!(!verify("督查 2025", &made));
        assert!(!verify("督查 2026", "督查 2026"));
    }
}
