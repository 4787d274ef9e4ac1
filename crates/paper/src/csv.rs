//! CSV as spreadsheets on office computers open it: UTF-8 with a byte order mark, CRLF, fields quoted where needed.

use std::io::{self, Write};

/// Writes a head and rows.
///
/// # Errors
/// Those of `to`.
pub fn write<R>(to: &mut impl Write, head: &[&str], rows: impl IntoIterator<Item = R>) -> io::Result<()>
where
    R: AsRef<[String]>,
{
    to.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row.as_ref().iter().map(|field| plain(field)))?;
    }
    writer.flush()
}

/// A field that a spreadsheet would take for a formula is kept as text by an apostrophe before it.
fn plain(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '@', '\t', '\r'])
        || field.starts_with('-') && field[1..].parse::<f64>().is_err();
    if formula { format!("'{field}") } else { field.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_formulas_are_text() {
        let mut out = Vec::new();
        let row = ["（4）", "说\"好\"，再做", "=1+1", "-5.5", "-x"].map(String::from);
        write(&mut out, &["a", "b", "c", "d", "e"], [row]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "\u{feff}a,b,c,d,e\r\n（4）,\"说\"\"好\"\"，再做\",'=1+1,-5.5,'-x\r\n");
    }
}
