//! The one way to standard output. A reader that went away (`duban read FILE | head`) is the end, not an error.

use crate::trouble::{Outcome, Trouble};
use std::io::{self, BufWriter, ErrorKind, Write};

/// Writes to standard output what `say` writes, all at once.
pub(crate) fn write(say: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Outcome {
    let mut out = BufWriter::new(io::stdout().lock());
    match say(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Trouble::new(
            format!("The output cannot be written: {error}"),
            "Look at where it goes and try again",
        )),
        _ => Ok(()),
    }
}

/// Writes one line to standard output.
pub(crate) fn line(line: impl std::fmt::Display) -> Outcome {
    write(|out| writeln!(out, "{line}"))
}
