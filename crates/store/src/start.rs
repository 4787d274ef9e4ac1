//! The one-time code that `serve` prints on an empty folder and `/start` asks for.

use jiff::Timestamp;

use crate::engine::{Connection, Fault};
use crate::secret;

/// Bytes of chance in a code: short enough to be typed, long enough not to be guessed over a network.
const CODE_BYTES: usize = 8;

/// Makes a code in place of any earlier one, such as `3f9a-01bc-77d2-e4a0`.
pub fn make(db: &mut Connection, now: Timestamp) -> Result<String, Fault> {
    let mut bytes = [0; CODE_BYTES];
    secret::fill(&mut bytes)?;
    let code = bytes.chunks(2).map(secret::hex).collect::<Vec<_>>().join("-");
    db.execute("DELETE FROM start_code", &[])?;
    db.execute(
        "INSERT INTO start_code (code_hash, created) VALUES ($1, $2)",
        &[secret::hash(&plain(&code)).into(), now.into()],
    )?;
    Ok(code)
}

/// Whether this is the code; it stays good, so that a form with another mistake can be sent again.
pub fn is_right(db: &mut Connection, code: &str) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM start_code WHERE code_hash = $1";
    Ok(db.first(sql, &[secret::hash(&plain(code)).into()], |_| Ok(()))?.is_some())
}

/// Uses the code up; `false` if it is not the code or no longer good.
pub fn take(db: &mut Connection, code: &str) -> Result<bool, Fault> {
    let sql = "DELETE FROM start_code WHERE code_hash = $1";
    Ok(db.execute(sql, &[secret::hash(&plain(code)).into()])? > 0)
}

/// Codes are typed by hand: case, blanks and hyphens do not count.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_lowercase()).collect()
}
