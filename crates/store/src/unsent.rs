//! Unsent forms: what someone typed stays until it is sent or thrown away.

use jiff::Timestamp;

use crate::engine::{Connection, Fault, Table};
use crate::key::Key;

/// Largest body of an unsent form; the longest form's texts are below a third of it.
pub const MAX_BODY_BYTES: usize = 128 * 1024;

const UNSENT: Table = Table { name: "unsent", columns: &["account", "form", "body", "saved"], keys: 2 };

/// A form that was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    /// The form's path, which names the thing too.
    pub form: String,
    /// What was typed, as the browser would send it.
    pub body: String,
    /// When it was saved.
    pub saved: Timestamp,
}

/// Keeps what was typed in place of what was kept before; too long a body is left out and `false` given.
pub fn save(
    db: &mut Connection,
    account: Key,
    form: &str,
    body: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let fits = body.len() <= MAX_BODY_BYTES;
    if fits {
        db.upsert(&UNSENT, &[vec![account.into(), form.into(), body.into(), now.into()]])?;
    }
    Ok(fits)
}

/// What someone typed into a form and has not sent.
pub fn get(db: &mut Connection, account: Key, form: &str) -> Result<Option<Unsent>, Fault> {
    let sql = "SELECT form, body, saved FROM unsent WHERE account = $1 AND form = $2";
    db.first(sql, &[account.into(), form.into()], |row| {
        Ok(Unsent { form: row.text(0)?, body: row.text(1)?, saved: row.time(2)? })
    })
}

/// All of an account's unsent forms, the last saved first.
pub fn of_account(db: &mut Connection, account: Key) -> Result<Vec<Unsent>, Fault> {
    let sql = "SELECT form, body, saved FROM unsent WHERE account = $1 ORDER BY saved DESC, form";
    db.query(sql, &[account.into()], |row| {
        Ok(Unsent { form: row.text(0)?, body: row.text(1)?, saved: row.time(2)? })
    })
}

/// Throws one away, as when it has been sent.
pub fn discard(db: &mut Connection, account: Key, form: &str) -> Result<(), Fault> {
    db.delete(&UNSENT, &[vec![account.into(), form.into()]])
}
