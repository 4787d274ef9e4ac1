//! The data folder: ours, empty, or somebody else's.

use crate::trouble::Trouble;
use std::path::Path;
use store::{FILE, Store};

/// What a folder holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Holds {
    /// Nothing, or it is not there.
    Nothing,
    /// A database of ours, or at least of that name.
    Ledger,
    /// Files that are not ours.
    Others,
}

/// Looks into a folder. Hidden files, the settings and what a mount point has do not count.
pub(crate) fn holds(folder: &Path) -> Result<Holds, Trouble> {
    if folder.join(FILE).is_file() {
        return Ok(Holds::Ledger);
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Holds::Nothing),
        Err(error) => {
            return Err(Trouble::new(
                format!("{} cannot be used as a data folder: {error}", folder.display()),
                "Choose another folder with --data",
            ));
        }
    };
    let foreign = entries.filter_map(Result::ok).any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        !(name.starts_with('.') || name == crate::settings::FILE || name == "lost+found")
    });
    Ok(if foreign { Holds::Others } else { Holds::Nothing })
}

/// A folder that holds what is not ours.
pub(crate) fn not_ours(folder: &Path) -> Trouble {
    Trouble::new(
        format!("{} holds files that duban did not make", folder.display()),
        "Choose an empty folder with --data, or one that duban made",
    )
}

/// Stops at a folder that holds no ledger.
pub(crate) fn there(folder: &Path) -> Result<(), Trouble> {
    match holds(folder)? {
        Holds::Ledger => Ok(()),
        Holds::Others => Err(not_ours(folder)),
        Holds::Nothing => Err(Trouble::new(
            format!("There is no ledger in {}", folder.display()),
            "Name the data folder with --data, or make one with 'duban serve' or 'duban demo'",
        )),
    }
}

/// Opens the store of a folder that holds one; `make` allows an empty folder, too.
pub(crate) fn open(folder: &Path, make: bool) -> Result<Store, Trouble> {
    match holds(folder)? {
        Holds::Nothing if make => {}
        _ => there(folder)?,
    }
    Ok(Store::open(folder)?)
}
