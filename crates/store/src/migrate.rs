//! Makes the tables of a new database and brings those of an older release up to date.

use crate::engine::{Connection, Fault, text_index};

/// The text index over the tasks' words.
pub const SEARCH: &str = "search";

/// The steps that lead from one version of the schema to the next; the first is the whole schema.
/// Once released, a step is never changed.
const STEPS: &[Step] = &[first, presence];

type Step = fn(&mut Connection) -> Result<(), Fault>;

fn first(db: &mut Connection) -> Result<(), Fault> {
    db.batch(include_str!("schema/log.sql"))?;
    db.batch(include_str!("schema/own.sql"))?;
    db.batch(include_str!("schema/derived.sql"))?;
    db.batch(&text_index(SEARCH))
}

fn presence(db: &mut Connection) -> Result<(), Fault> {
    db.batch(include_str!("schema/presence.sql"))
}

/// Brings the schema to this release's version, all in one transaction.
///
/// # Errors
/// [`Fault::NotOurs`] where a newer release wrote the database.
pub fn migrate(db: &mut Connection) -> Result<(), Fault> {
    db.transaction(|db| {
        let found = version(db)?;
        let Some(missing) = STEPS.get(found..) else {
            let known = STEPS.len();
            return Err(Fault::NotOurs(format!(
                "the database has version {found} and this release knows {known}: use the newer release"
            )));
        };
        for step in missing {
            step(db)?;
        }
        db.execute(
            "INSERT INTO meta (name, value) VALUES ('schema', $1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            &[STEPS.len().to_string().into()],
        )?;
        Ok(())
    })
}

/// The schema's version; 0 where there is none yet.
fn version(db: &mut Connection) -> Result<usize, Fault> {
    if !db.has_table("meta")? {
        return Ok(0);
    }
    let value = db.first("SELECT value FROM meta WHERE name = 'schema'", &[], |row| row.text(0))?;
    let value = value.unwrap_or_default();
    value.parse().map_err(|_| Fault::Broken(format!("meta.schema is '{value}', which is no number")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_database_gets_its_tables_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = Connection::open(&folder.path().join("new.sqlite")).unwrap();
        migrate(&mut db).unwrap();
        db.execute("INSERT INTO start_code VALUES (x'00', 1)", &[]).unwrap();
        migrate(&mut db).unwrap();
        assert_eq!(version(&mut db).unwrap(), STEPS.len());
        assert_eq!(db.first("SELECT count(*) FROM start_code", &[], |row| row.int(0)).unwrap(), Some(1));
    }

    #[test]
    fn a_newer_releases_database_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = Connection::open(&folder.path().join("newer.sqlite")).unwrap();
        migrate(&mut db).unwrap();
        db.execute("UPDATE meta SET value = '999'", &[]).unwrap();
        assert!(matches!(migrate(&mut db), Err(Fault::NotOurs(_))));
    }
}
