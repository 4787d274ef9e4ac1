//! Which ledger an administrative command means.

use crate::settings::{self, Flags};
use crate::trouble::Trouble;
use crate::{clock, data};
use store::query::things;
use store::{Connection, FILE, Fault, Sent, Store};

/// The data folder, and the jurisdiction in it.
#[derive(clap::Args)]
pub(crate) struct Target {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// The jurisdiction's number, where the folder holds several.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) jurisdiction: Option<u32>,
}

impl Target {
    /// The store and the jurisdiction's number; a sample's clock goes on.
    pub(crate) fn open(&self) -> Result<(Store, u32), Trouble> {
        let store = data::open(&settings::load(&self.flags, None, settings::DATA)?.data.value, false)?;
        clock::go_on(&store, None)?;
        let all = store.read_now(things::jurisdictions)?;
        Ok((store, self.choose(&all)?))
    }

    /// A connection that only reads, and the jurisdictions that are meant.
    pub(crate) fn read(&self) -> Result<(Connection, Vec<u32>), Trouble> {
        let folder = settings::load(&self.flags, None, settings::DATA)?.data.value;
        data::there(&folder)?;
        let mut db = Connection::open_reader(&folder.join(FILE))?;
        let all = store::verify::jurisdictions(&mut db)?;
        let meant = match self.jurisdiction {
            Some(_) => vec![self.choose(&all)?],
            None => all,
        };
        Ok((db, meant))
    }

    /// A connection that writes, for what no server may do meanwhile.
    pub(crate) fn write(&self) -> Result<Connection, Trouble> {
        let folder = settings::load(&self.flags, None, settings::DATA)?.data.value;
        data::there(&folder)?;
        Ok(Connection::open(&folder.join(FILE))?)
    }

    pub(crate) fn choose(&self, all: &[u32]) -> Result<u32, Trouble> {
        match (self.jurisdiction, all) {
            (Some(number), all) if all.contains(&number) => Ok(number),
            (None, &[only]) => Ok(only),
            (None, []) => Err(Trouble::new(
                "There is no jurisdiction yet",
                "Make one with 'duban jurisdiction add NAME', or open /start with the code that 'duban serve' prints",
            )),
            (asked, all) => {
                let numbers: Vec<String> = all.iter().map(u32::to_string).collect();
                let what = asked.map_or_else(
                    || "The folder holds several jurisdictions".to_owned(),
                    |number| format!("There is no jurisdiction {number}"),
                );
                Err(Trouble::usage(what, format!("Choose with --jurisdiction: {}", numbers.join(", "))))
            }
        }
    }
}

/// A write by the program itself, as administration from the command line is.
pub(crate) fn system(jurisdiction: u32) -> Sent {
    Sent::system(jurisdiction)
}

/// Who holds a name, read through a store.
pub(crate) fn named(
    store: &Store,
    jurisdiction: u32,
    kind: ledger::NameKind,
    name: &str,
) -> Result<Option<u64>, Fault> {
    let name = name.trim().to_owned();
    store.read_now(move |db| things::named(db, jurisdiction, kind, &name))
}
