//! Who looks at what just now: each account at one thing, noted anew while its page is open.

use crate::engine::{Connection, Fault, Table};
use crate::key::Key;
use jiff::{SignedDuration, Timestamp};

/// Whoever was not noted for so long has gone: a few rounds of a page that asks every three seconds.
pub const HERE_SECONDS: i64 = 20;
/// How old a note may grow before it is written again; a page that asks should not cost a write each time.
pub const NOTE_SECONDS: i64 = 10;

const PRESENCE: Table = Table { name: "presence", columns: &["account", "thing", "part", "seen"], keys: 1 };

/// Somebody who looks at a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present {
    /// Whose account.
    pub account: Key,
    /// The part that is looked at, such as a task of a draft; 0 for none.
    pub part: u64,
    /// When it was noted.
    pub seen: Timestamp,
}

impl Present {
    /// Whether a note of this part need not be written again.
    pub fn holds(&self, part: u64, now: Timestamp) -> bool {
        self.part == part && now.duration_since(self.seen) < SignedDuration::from_secs(NOTE_SECONDS)
    }
}

/// Notes that an account looks at a part of a thing, and at nothing else.
pub fn note(db: &mut Connection, account: Key, thing: Key, part: u64, now: Timestamp) -> Result<(), Fault> {
    db.upsert(&PRESENCE, &[vec![account.into(), thing.into(), part.into(), now.into()]])
}

/// Everybody who looks at a thing, by account.
pub fn of(db: &mut Connection, thing: Key, now: Timestamp) -> Result<Vec<Present>, Fault> {
    let since = now - SignedDuration::from_secs(HERE_SECONDS);
    let sql = "SELECT account, part, seen FROM presence WHERE thing = $1 AND seen > $2 ORDER BY account";
    db.query(sql, &[thing.into(), since.into()], |row| {
        Ok(Present { account: row.key(0)?, part: row.int(1)? as u64, seen: row.time(2)? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_noted_is_here_for_a_while_and_at_one_thing() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = Connection::open(&folder.path().join("new.sqlite")).unwrap();
        crate::migrate::migrate(&mut db).unwrap();
        let (one, other, account) = (Key::new(1, 7), Key::new(1, 8), Key::new(1, 3));
        let at = |seconds: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds);
        note(&mut db, account, one, 70, at(100)).unwrap();
        let here = of(&mut db, one, at(100 + HERE_SECONDS - 1)).unwrap();
        assert_eq!(here, [Present { account, part: 70, seen: at(100) }]);
        assert!(here[0].holds(70, at(105)) && !here[0].holds(71, at(105)) && !here[0].holds(70, at(110)));
        assert!(of(&mut db, one, at(100 + HERE_SECONDS)).unwrap().is_empty());
        note(&mut db, account, other, 0, at(101)).unwrap();
        assert!(of(&mut db, one, at(102)).unwrap().is_empty(), "nobody is at two things");
    }
}
