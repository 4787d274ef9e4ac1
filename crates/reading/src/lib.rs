//! Reads a document of a Chinese government: bytes in, a [`Reading`] out. Pure; knows no other room.
//!
//! The passes, in order: container and charset give the text (`format`, `charset`); `text` joins its lines into
//! paragraphs; `header` reads the head; `outline` cuts the paragraphs at printed numbers; `table` and `scan` put the
//! tasks together; `task` settles roles and reads dates and amounts; `check` looks at the whole.

mod amount;
mod assign;
mod cells;
mod charset;
mod check;
pub mod compare;
mod draft;
mod due;
mod fold;
mod format;
mod header;
mod label;
mod leader;
mod mark;
mod measure;
mod movement;
mod numeral;
mod office;
mod outline;
mod period;
mod reading;
mod recurrence;
mod relative;
mod role;
mod rules;
mod scan;
pub mod score;
mod secret;
mod table;
mod task;
mod text;
mod traditional;
mod unread;
mod unreadable;
mod warning;
mod when;
mod who;

use sha2::{Digest, Sha256};

pub use compare::compare;
pub use reading::*;
pub use recurrence::rhythm;
pub use relative::{relative_deadline, time_unit};
pub use unreadable::Unreadable;

/// The largest document that is read, in bytes.
pub const MAX_DOCUMENT_BYTES: usize = 20 * 1024 * 1024;

/// Reads a document. `name` is its file name, a hint of its format where the bytes do not say.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Reading, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let text = format::text(bytes, name)?;
    if secret::is_marked(&text) {
        return Err(Unreadable::MarkedSecret);
    }
    Ok(reading_of(text))
}

/// Reads what another program made of a document that is refused as old; the reading says so by a warning.
pub fn read_converted(bytes: &[u8], name: Option<&str>) -> Result<Reading, Unreadable> {
    let mut reading = read(bytes, name)?;
    reading.warnings.insert(0, warning::Code::Converted.at(About::Document, Span::default()));
    Ok(reading)
}

/// Reads the rows of a table file (xlsx, xls, ods, csv): the first sheet that is not empty, cells as they are shown.
pub fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    match bytes.len() {
        0 => Err(Unreadable::Empty),
        n if n > MAX_DOCUMENT_BYTES => Err(Unreadable::TooLarge),
        _ => format::rows(bytes),
    }
}

/// Reads an extracted text.
fn reading_of(text: String) -> Reading {
    let text_sha256 = hex(&Sha256::digest(text.as_bytes()));
    let flow = text::Flow::new(text);
    let document = Document { text_sha256, ..header::document(&flow) };
    let now = when::Now {
        year: period::year(&flow, &document),
        issued: document.issued_on.or(document.written_on).map(PartialDate::first_day),
        limit: None,
    };
    // The lines that sign the document belong to no task.
    let signs = [document.spans.issuer, document.spans.issued_on];
    let mut pieces = outline::pieces(&flow);
    pieces.retain(|piece| piece.mark.is_some() || !signs.contains(&Some(flow.span(&piece.range))));
    let (outline, drafts) = scan::scan(&flow, pieces, &table::tables(&flow));
    let common = task::Common {
        now,
        first_leads_from: check::first_leads_from(&flow, &drafts),
        run_in: check::run_in(&flow, &drafts),
        standing: check::standing(&flow),
    };
    let (places, tasks): (Vec<_>, Vec<_>) =
        drafts.into_iter().map(|draft| task::task(&flow, draft, &common)).unzip();
    let read = Reading { document, sections: Vec::new(), tasks, warnings: Vec::new(), text: String::new() };
    let read = check::whole(&flow, &outline, &places, read);
    Reading { text: flow.into_text(), ..read }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
