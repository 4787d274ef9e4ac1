//! Reading documents for commands that run to their end: old formats are converted, and Ctrl-C ends that, too.

use crate::trouble::Trouble;
use reading::{Reading, Unreadable};
use std::path::Path;
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{Signal, SignalKind, signal};
use web::{Converter, Unread};

/// What a shell expects of a program that was ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// Reads one document after another.
pub(crate) struct Reader {
    converter: Converter,
    runtime: Runtime,
    /// From now on Ctrl-C no longer ends the program by itself.
    interrupt: Signal,
}

impl Reader {
    pub(crate) fn new(converter: Converter) -> Result<Self, Trouble> {
        let failed =
            |error: std::io::Error| Trouble::new(format!("The reader cannot start: {error}"), "Try again");
        let runtime = Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let interrupt = {
            let _inside = runtime.enter();
            signal(SignalKind::interrupt()).map_err(failed)?
        };
        Ok(Self { converter, runtime, interrupt })
    }

    /// The reading of a file's bytes.
    pub(crate) fn read(&mut self, file: &Path, bytes: Vec<u8>) -> Result<Reading, Trouble> {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        let read = self.runtime.block_on(async {
            tokio::select! {
                biased;
                _ = self.interrupt.recv() => None,
                read = self.converter.read(bytes.into(), &name) => Some(read),
            }
        });
        // The conversion has ended with its future: nothing is left behind.
        read.unwrap_or_else(|| std::process::exit(INTERRUPTED)).map_err(|why| unread(file, why))
    }
}

/// A document that was not read.
fn unread(file: &Path, why: Unread) -> Trouble {
    let (what, todo) = match why {
        Unread::Unreadable(why) => return unreadable(file, why),
        Unread::Off => (
            "is in an old format, and converting is switched off",
            "Save it as docx, a table as xlsx, or set the converter with --converter or DUBAN_CONVERTER",
        ),
        Unread::Absent => (
            "is in an old format, and there is no LibreOffice to convert it",
            "Install LibreOffice, name its program with --converter, or save it as docx, a table as xlsx",
        ),
        Unread::Busy => ("waited too long for its turn to be converted", "Try again in a moment"),
        Unread::Slow => {
            ("took longer than a minute to convert and was stopped", "Save it as docx, a table as xlsx")
        }
        Unread::Failed => (
            "could not be converted; it may be damaged",
            "Open it in Word or WPS and save it as docx, a table as xlsx",
        ),
        Unread::Large => {
            ("is larger than 20 MiB once converted", "Save it as docx without its pictures, or divide it")
        }
        Unread::Lost => ("could not be read: the reader itself failed", "Tell the makers of duban"),
    };
    Trouble::new(format!("{} {what}", file.display()), todo)
}

/// A document that cannot be read; the reader's own sentences say what and what to do.
pub(crate) fn unreadable(file: &Path, why: Unreadable) -> Trouble {
    let said = why.to_string();
    let (what, todo) = said.split_once('。').unwrap_or((&said, ""));
    Trouble::new(format!("{}: {what}。", file.display()), todo)
}
