//! Password hashes and the lock-out: guessing is slow, whoever guesses.

use jiff::{SignedDuration, Timestamp};

use crate::engine::{Connection, Fault, Table};
use crate::key::Key;

/// Wrong passwords in a row that lock an account.
pub const FAILURES_UNTIL_LOCKED: i64 = 5;
/// How long it stays locked: long enough to make guessing pointless, short enough not to need an office.
pub const LOCKED_MINUTES: i64 = 15;

const PASSWORD: Table =
    Table { name: "password", columns: &["account", "hash", "changed", "failures", "locked_until"], keys: 1 };

/// What is known about an account's password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Password {
    /// The hash as a PHC string, which names its algorithm and parameters.
    pub hash: String,
    /// When it was set.
    pub changed: Timestamp,
    /// Wrong passwords since the last right one, or since the last lock ended.
    pub failures: i64,
    /// Until when nobody may try, if that time lies ahead.
    pub locked_until: Option<Timestamp>,
}

/// Sets an account's hash and lifts its lock.
pub fn set(db: &mut Connection, account: Key, hash: &str, now: Timestamp) -> Result<(), Fault> {
    let row = vec![account.into(), hash.into(), now.into(), 0_i64.into(), None::<i64>.into()];
    db.upsert(&PASSWORD, &[row])
}

/// An account's password; none if it cannot sign in. A lock that has ended by `now` is not shown.
pub fn get(db: &mut Connection, account: Key, now: Timestamp) -> Result<Option<Password>, Fault> {
    let sql = "SELECT hash, changed, failures, locked_until FROM password WHERE account = $1";
    let found = db.first(sql, &[account.into()], |row| {
        Ok(Password {
            hash: row.text(0)?,
            changed: row.time(1)?,
            failures: row.int(2)?,
            locked_until: row.maybe_time(3)?,
        })
    })?;
    Ok(found.map(|password| match password.locked_until {
        Some(until) if until <= now => Password { failures: 0, locked_until: None, ..password },
        _ => password,
    }))
}

/// Counts a wrong password and says until when the account is locked now, if it is.
pub fn failed(db: &mut Connection, account: Key, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    let Some(password) = get(db, account, now)? else { return Ok(None) };
    let failures = password.failures + 1;
    let locked_until = password.locked_until.or_else(|| {
        (failures >= FAILURES_UNTIL_LOCKED).then(|| now + SignedDuration::from_mins(LOCKED_MINUTES))
    });
    db.execute(
        "UPDATE password SET failures = $2, locked_until = $3 WHERE account = $1",
        &[account.into(), failures.into(), locked_until.into()],
    )?;
    Ok(locked_until)
}

/// Forgets the failures after a right password.
pub fn succeeded(db: &mut Connection, account: Key) -> Result<(), Fault> {
    let sql = "UPDATE password SET failures = 0, locked_until = NULL WHERE account = $1 AND failures > 0";
    db.execute(sql, &[account.into()]).map(drop)
}

/// Takes an account's password away: nobody signs in with it any more.
pub fn forget(db: &mut Connection, account: Key) -> Result<(), Fault> {
    db.execute("DELETE FROM password WHERE account = $1", &[account.into()]).map(drop)
}
