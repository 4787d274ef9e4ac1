//! When accounts were last used, as far as sessions tell that have not ended.

use crate::engine::{Connection, Fault};
use crate::key::Key;
use jiff::Timestamp;
use std::collections::HashMap;

/// The last use of each account of a jurisdiction that has a session, by the account's seq.
pub fn accounts(db: &mut Connection, jurisdiction: u32) -> Result<HashMap<u64, Timestamp>, Fault> {
    let keys = Key::all_of(jurisdiction);
    let rows = db.query(
        "SELECT account, MAX(seen) FROM session WHERE account BETWEEN $1 AND $2 GROUP BY account",
        &[(*keys.start()).into(), (*keys.end()).into()],
        |row| Ok((row.key(0)?.seq(), row.time(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}
