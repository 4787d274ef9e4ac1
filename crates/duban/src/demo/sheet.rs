//! The sheet of sample accounts: `account password role unit`, kept beside the sample and printed at each start.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::trouble::Trouble;

/// Its file; only its owner may read it.
const FILE: &str = "sample-accounts.txt";

/// One line of it.
pub(super) struct Line {
    pub(super) login: String,
    pub(super) password: String,
    pub(super) role: &'static str,
    /// The unit; for a leader the name, `-` where there is neither.
    pub(super) unit: String,
}

/// Whether the folder has one.
pub(super) fn is_there(folder: &Path) -> bool {
    folder.join(FILE).is_file()
}

/// Reads it.
pub(super) fn read(folder: &Path) -> Result<String, Trouble> {
    fs::read_to_string(folder.join(FILE)).map_err(|error| {
        Trouble::new(
            format!("The sample's accounts in {} cannot be read: {error}", folder.display()),
            "Delete the folder and run 'duban demo' again",
        )
    })
}

/// Writes it.
pub(super) fn write(folder: &Path, lines: &[Line]) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut file =
        fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(folder.join(FILE))?;
    for Line { login, password, role, unit } in lines {
        writeln!(file, "{login} {password} {role} {unit}")?;
    }
    file.sync_all()
}
