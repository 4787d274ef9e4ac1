//! Sessions of browsers: a random token in a cookie, its hash here.

use jiff::{SignedDuration, Timestamp};

use crate::engine::{Connection, Fault, Row, Table};
use crate::key::Key;
use crate::secret;

/// A session that was not used for so long has ended: a working day.
pub const IDLE_HOURS: i64 = 8;
/// A session ends after so long however busy it is.
pub const ABSOLUTE_HOURS: i64 = 24;
/// How old "last seen" may grow before it is written again; a page should not cost a write.
pub const TOUCH_MINUTES: i64 = 5;

const SESSION: Table = Table {
    name: "session",
    columns: &["token_hash", "account", "post", "csrf", "created", "seen", "expires"],
    keys: 1,
};

/// A session as a request finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub account: Key,
    /// The post in which the person acts now.
    pub post: Key,
    /// What the session's forms must carry.
    pub csrf: String,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used, to within [`TOUCH_MINUTES`].
    pub seen: Timestamp,
    /// When it ends at the latest.
    pub expires: Timestamp,
}

impl Session {
    /// Whether `seen` is so old that [`touch`] should write it.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen) >= SignedDuration::from_mins(TOUCH_MINUTES)
    }
}

/// Begins a session and gives its token, which is kept nowhere here.
pub fn create(db: &mut Connection, account: Key, post: Key, now: Timestamp) -> Result<String, Fault> {
    let token = secret::token()?;
    let expires = now + SignedDuration::from_hours(ABSOLUTE_HOURS);
    db.insert(
        &SESSION,
        &[vec![
            secret::hash(&token).into(),
            account.into(),
            post.into(),
            secret::token()?.into(),
            now.into(),
            now.into(),
            expires.into(),
        ]],
    )?;
    Ok(token)
}

/// The session of a token, unless it has ended by `now`.
pub fn find(db: &mut Connection, token: &str, now: Timestamp) -> Result<Option<Session>, Fault> {
    let sql = "SELECT account, post, csrf, created, seen, expires FROM session
               WHERE token_hash = $1 AND expires > $2 AND seen > $3";
    db.first(sql, &[secret::hash(token).into(), now.into(), idle_since(now).into()], read)
}

/// An account's sessions that have not ended, the last used first.
pub fn of_account(db: &mut Connection, account: Key, now: Timestamp) -> Result<Vec<Session>, Fault> {
    let sql = "SELECT account, post, csrf, created, seen, expires FROM session
               WHERE account = $1 AND expires > $2 AND seen > $3 ORDER BY seen DESC";
    db.query(sql, &[account.into(), now.into(), idle_since(now).into()], read)
}

/// Notes that a session is used.
pub fn touch(db: &mut Connection, token: &str, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE session SET seen = $2 WHERE token_hash = $1 AND seen < $2";
    db.execute(sql, &[secret::hash(token).into(), now.into()]).map(drop)
}

/// Lets the session's person act in another post. Whether the post is theirs is the caller's to check.
pub fn switch_post(db: &mut Connection, token: &str, post: Key) -> Result<(), Fault> {
    let sql = "UPDATE session SET post = $2 WHERE token_hash = $1";
    db.execute(sql, &[secret::hash(token).into(), post.into()]).map(drop)
}

/// Ends one session.
pub fn end(db: &mut Connection, token: &str) -> Result<(), Fault> {
    db.execute("DELETE FROM session WHERE token_hash = $1", &[secret::hash(token).into()]).map(drop)
}

/// Ends an account's sessions, as when its password changes or it is closed; says how many there were.
pub fn end_all(db: &mut Connection, account: Key) -> Result<u64, Fault> {
    db.execute("DELETE FROM session WHERE account = $1", &[account.into()])
}

/// Deletes the sessions that have ended by `now`.
pub fn sweep(db: &mut Connection, now: Timestamp) -> Result<u64, Fault> {
    let sql = "DELETE FROM session WHERE expires <= $1 OR seen <= $2";
    db.execute(sql, &[now.into(), idle_since(now).into()])
}

fn idle_since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(IDLE_HOURS)
}

fn read(row: &Row) -> Result<Session, Fault> {
    Ok(Session {
        account: row.key(0)?,
        post: row.key(1)?,
        csrf: row.text(2)?,
        created: row.time(3)?,
        seen: row.time(4)?,
        expires: row.time(5)?,
    })
}
