//! Bearer tokens of the API: each acts for one account in one post until it is revoked.

use jiff::Timestamp;

use crate::engine::{Connection, Fault, Row, Table};
use crate::key::Key;
use crate::secret;

/// Begins every token, so that people and scanners recognise one that was left lying about.
const PREFIX: &str = "duban_";

const TOKEN: Table =
    Table { name: "token", columns: &["hash", "account", "post", "name", "created", "revoked"], keys: 1 };

/// A token as a list of them shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// SHA-256 of the token, by which it is revoked.
    pub hash: [u8; 32],
    /// For whom it acts.
    pub account: Key,
    /// In which post.
    pub post: Key,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub created: Timestamp,
    /// Since when it is good for nothing.
    pub revoked: Option<Timestamp>,
}

/// Makes a token; it is shown once and kept nowhere here.
pub fn create(
    db: &mut Connection,
    account: Key,
    post: Key,
    name: &str,
    now: Timestamp,
) -> Result<String, Fault> {
    let token = format!("{PREFIX}{}", secret::token()?);
    let hash = secret::hash(&token);
    let row =
        vec![hash.into(), account.into(), post.into(), name.into(), now.into(), None::<Timestamp>.into()];
    db.insert(&TOKEN, &[row])?;
    Ok(token)
}

/// The token that a request carries, unless it is revoked.
pub fn find(db: &mut Connection, token: &str) -> Result<Option<Token>, Fault> {
    let sql = "SELECT hash, account, post, name, created, revoked FROM token
               WHERE hash = $1 AND revoked IS NULL";
    db.first(sql, &[secret::hash(token).into()], read)
}

/// An account's tokens, the newest first, revoked ones too.
pub fn of_account(db: &mut Connection, account: Key) -> Result<Vec<Token>, Fault> {
    let sql = "SELECT hash, account, post, name, created, revoked FROM token
               WHERE account = $1 ORDER BY created DESC, hash";
    db.query(sql, &[account.into()], read)
}

/// Revokes one of an account's tokens; says whether it was good until now.
pub fn revoke(db: &mut Connection, account: Key, hash: &[u8; 32], now: Timestamp) -> Result<bool, Fault> {
    let sql = "UPDATE token SET revoked = $3 WHERE hash = $1 AND account = $2 AND revoked IS NULL";
    Ok(db.execute(sql, &[hash.into(), account.into(), now.into()])? > 0)
}

fn read(row: &Row) -> Result<Token, Fault> {
    Ok(Token {
        hash: row.bytes32(0)?,
        account: row.key(1)?,
        post: row.key(2)?,
        name: row.text(3)?,
        created: row.time(4)?,
        revoked: row.maybe_time(5)?,
    })
}
