//! Loading: what commands asked for, one statement a kind of question for the whole batch.

use crate::engine::{Connection, Fault, Value};
use crate::key::Key;
use jiff::civil::Date;
use ledger::task::Shown;
use ledger::{Entry, Facet, NameKind, Needs, Thing, World};
use std::collections::HashMap;

/// The world of a turn, and what its things contributed to tables when they were loaded.
pub(crate) struct Loaded {
    /// What decisions see.
    pub(crate) world: World,
    /// What a task's row contributed.
    pub(crate) shown: HashMap<u64, Shown>,
    /// The names that a thing held.
    pub(crate) names: HashMap<u64, Vec<(NameKind, String)>>,
    jurisdiction: u32,
}

impl Loaded {
    /// Begins with the jurisdiction itself, which is thing 0.
    pub(crate) fn begin(db: &mut Connection, jurisdiction: u32, today: Date) -> Result<Self, Fault> {
        let mut loaded =
            Self { world: World::new(today), shown: HashMap::new(), names: HashMap::new(), jurisdiction };
        loaded.things(db, [0])?;
        Ok(loaded)
    }

    /// Loads what is asked for and not yet known; says whether there was anything.
    pub(crate) fn ask(&mut self, db: &mut Connection, needs: Needs) -> Result<bool, Fault> {
        let things = self.things(db, needs.things)?;
        let names = self.names(db, needs.names)?;
        let within = self.within(db, needs.within)?;
        Ok(things | names | within)
    }

    /// Loads things by seq.
    pub(crate) fn things(
        &mut self,
        db: &mut Connection,
        seqs: impl IntoIterator<Item = u64>,
    ) -> Result<bool, Fault> {
        let mut seqs: Vec<u64> = seqs.into_iter().filter(|&seq| !self.world.knows(seq)).collect();
        seqs.sort_unstable();
        seqs.dedup();
        if seqs.is_empty() {
            return Ok(false);
        }
        let keys: Vec<Vec<Value>> =
            seqs.iter().map(|&seq| vec![Key::new(self.jurisdiction, seq).into()]).collect();
        let sql = "SELECT key, version, state, shown FROM thing WHERE (key) IN {keys}";
        let rows = db.query_in(sql, &[], &keys, |row| {
            let shown = row.maybe_bytes(3)?.map(|bytes| decode(&bytes)).transpose()?;
            Ok((row.key(0)?.seq(), row.int(1)? as u64, decode::<Thing>(&row.bytes(2)?)?, shown))
        })?;
        for (seq, version, thing, shown) in rows {
            let names = thing.names();
            if !names.is_empty() {
                self.names.insert(seq, names);
            }
            self.shown.extend(shown.map(|shown: Shown| (seq, shown)));
            self.world.load(seq, Some(Entry { thing, version }));
        }
        for seq in seqs {
            self.world.load(seq, None);
        }
        Ok(true)
    }

    fn names(&mut self, db: &mut Connection, mut names: Vec<(NameKind, String)>) -> Result<bool, Fault> {
        names.retain(|(kind, name)| !self.world.knows_name(*kind, name));
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return Ok(false);
        }
        let keys: Vec<Vec<Value>> =
            names.iter().map(|(kind, name)| vec![(*kind as i64).into(), name.into()]).collect();
        let sql = "SELECT kind, name, key FROM name WHERE jurisdiction = $1 AND (kind, name) IN {keys}";
        let found: HashMap<(i64, String), u64> = db
            .query_in(sql, &[self.jurisdiction.into()], &keys, |row| {
                Ok(((row.int(0)?, row.text(1)?), row.key(2)?.seq()))
            })?
            .into_iter()
            .collect();
        for (kind, name) in names {
            let holder = found.get(&(kind as i64, name.clone())).copied();
            self.world.load_name(kind, name, holder);
        }
        Ok(true)
    }

    fn within(&mut self, db: &mut Connection, mut values: Vec<(Facet, u64)>) -> Result<bool, Fault> {
        values.retain(|&(facet, value)| !self.world.knows_within(facet, value));
        values.sort_unstable();
        values.dedup();
        for &(facet, value) in &values {
            // One more than a command may change: it then refuses by its own limit.
            let keys = db.query(
                "SELECT key FROM facet WHERE jurisdiction = $1 AND facet = $2 AND value = $3 ORDER BY due, key LIMIT $4",
                &[
                    self.jurisdiction.into(),
                    (facet as i64).into(),
                    value.into(),
                    (ledger::limit::TASKS_PER_PORTFOLIO_CHANGE + 1).into(),
                ],
                |row| Ok(row.key(0)?.seq()),
            )?;
            self.things(db, keys.iter().copied())?;
            self.world.load_within(facet, value, keys);
        }
        Ok(!values.is_empty())
    }
}

/// Reads a snapshot.
pub(crate) fn decode<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(bytes)
        .map_err(|error| Fault::Broken(format!("a snapshot cannot be read: {error}")))
}

/// Writes a snapshot.
pub(crate) fn encode<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(value).map_err(|error| Fault::Broken(format!("a snapshot cannot be written: {error}")))
}
