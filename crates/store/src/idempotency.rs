//! Answers of former writes, by the key that each write carries: sent twice, done once.
//! Found and written inside the write's own transaction.

use std::collections::HashMap;

use crate::engine::{Connection, Fault, Table, Value};

/// Days of the ledger for which an answer is kept.
pub const ANSWER_DAYS: i64 = 7;

/// The table, for [`Connection::insert`] of [`row`]s.
pub const ANSWER: Table = Table {
    name: "answer",
    columns: &["jurisdiction", "account", "key", "digest", "answer", "day"],
    keys: 3,
};

/// Who sent a write under which key; account 0 is the system.
pub type Sent = (u64, String);

/// What a write was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// SHA-256 of the command; a write with this key and another digest is refused.
    pub digest: [u8; 32],
    /// The answer as JSON.
    pub answer: String,
}

/// The answers that were given to any of these.
pub fn find(db: &mut Connection, jurisdiction: u32, sent: &[Sent]) -> Result<HashMap<Sent, Answered>, Fault> {
    let keys: Vec<Vec<Value>> =
        sent.iter().map(|(account, key)| vec![(*account).into(), key.into()]).collect();
    let found = db.query_in(
        "SELECT account, key, digest, answer FROM answer
         WHERE jurisdiction = $1 AND (account, key) IN {keys}",
        &[jurisdiction.into()],
        &keys,
        |row| {
            let sent = (row.int(0)? as u64, row.text(1)?);
            Ok((sent, Answered { digest: row.bytes32(2)?, answer: row.text(3)? }))
        },
    )?;
    Ok(found.into_iter().collect())
}

/// The row that keeps an answer; `day` is the ledger's, `YYYY-MM-DD`.
pub fn row<'a>(jurisdiction: u32, sent: &'a Sent, answered: &'a Answered, day: &'a str) -> Vec<Value<'a>> {
    vec![
        jurisdiction.into(),
        sent.0.into(),
        (&sent.1).into(),
        (&answered.digest).into(),
        (&answered.answer).into(),
        day.into(),
    ]
}

/// Deletes a jurisdiction's answers of days before `day` (`YYYY-MM-DD`).
pub fn sweep(db: &mut Connection, jurisdiction: u32, day: &str) -> Result<u64, Fault> {
    db.execute("DELETE FROM answer WHERE day < $1 AND jurisdiction = $2", &[day.into(), jurisdiction.into()])
}
