//! `duban read`: a document's ledger, as a table, as JSON, or its extracted text; or two documents held against
//! each other.

mod compared;

use crate::reader::Reader;
use crate::trouble::{Outcome, Trouble};
use crate::{out, settings};
use reading::{Reading, Task};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Read a document and print its ledger; of two documents, what goes on, changed, ended and is new in the second.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban read plan.txt\n  duban read plan.pdf --json | jq '.tasks[].lead'\n  duban read plan.docx --text\n  duban read plan.doc --converter /opt/libreoffice/program/soffice\n  duban read campaign.txt plan.txt"
)]
pub(crate) struct Args {
    /// The document.
    file: PathBuf,
    /// A later document, to be compared with it.
    #[arg(conflicts_with = "text")]
    later: Option<PathBuf>,
    /// Print the reading as JSON.
    #[arg(long)]
    json: bool,
    /// Print the extracted text, to which all spans refer.
    #[arg(long, conflicts_with = "json")]
    text: bool,
    #[command(flatten)]
    convert: settings::Convert,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let mut reader = Reader::new(settings::converter(&args.convert)?)?;
    let reading = read(&mut reader, &args.file)?;
    if let Some(later) = &args.later {
        let later = read(&mut reader, later)?;
        return out::write(|out| compared::print(out, &reading, &later, args.json));
    }
    out::write(|out| {
        if args.json {
            serde_json::to_writer(&mut *out, &reading)?;
            writeln!(out)
        } else if args.text {
            out.write_all(reading.text.as_bytes())
        } else {
            table(out, &reading)
        }
    })
}

fn read(reader: &mut Reader, file: &Path) -> Result<Reading, Trouble> {
    let name = file.display();
    let bytes = std::fs::read(file)
        .map_err(|error| Trouble::new(format!("{name} cannot be read: {error}"), "Check the path"))?;
    reader.read(file, bytes)
}

/// A column: its head and its width in terminal cells (Chinese takes two).
const COLUMNS: [(&str, usize); 7] = [
    ("no.", 8),
    ("task", 38),
    ("lead", 22),
    ("responsible", 26),
    ("due", 21),
    ("targets", 26),
    ("warnings", 24),
];

fn table(out: &mut dyn Write, reading: &Reading) -> io::Result<()> {
    let document = &reading.document;
    let facts = [&document.title, &document.document_number, &document.issuer];
    for fact in facts.into_iter().flatten() {
        writeln!(out, "{fact}")?;
    }
    if let Some(period) = document.period {
        writeln!(out, "{} – {}", period.start, period.end)?;
    }
    writeln!(out)?;
    line(out, COLUMNS.map(|(head, _)| head.to_owned()))?;
    let mut section: &[String] = &[];
    for task in &reading.tasks {
        if task.section != section {
            section = &task.section;
            writeln!(out, "\n{}", section.join(" / "))?;
        }
        line(out, cells(task))?;
    }
    writeln!(out, "\n{} tasks", reading.tasks.len())?;
    for warning in reading.warnings.iter().chain(reading.tasks.iter().flat_map(|task| &task.warnings)) {
        writeln!(out, "{} {}..{} {}", warning.code, warning.span.start, warning.span.end, warning.message)?;
    }
    Ok(())
}

fn cells(task: &Task) -> [String; 7] {
    let mut dates: Vec<String> = task.deadlines.iter().map(|deadline| deadline.date.to_string()).collect();
    dates.sort_unstable();
    dates.dedup();
    dates.extend(task.recurrences.iter().map(|recurrence| recurrence.text.clone()));
    dates.extend(task.relative_deadlines.iter().map(|limit| limit.text.clone()));
    let targets: Vec<&str> = task.targets.iter().map(|target| &*target.text).collect();
    let warnings: Vec<&str> = task.warnings.iter().map(|warning| &*warning.code).collect();
    [
        task.number.clone().unwrap_or_default(),
        task.title.clone().unwrap_or_else(|| task.body.clone()),
        task.lead.join("、"),
        task.responsible.join("、"),
        dates.join(" "),
        targets.join("；"),
        warnings.join(" "),
    ]
}

fn line(out: &mut dyn Write, cells: [String; 7]) -> io::Result<()> {
    columns(out, cells.iter().zip(COLUMNS.map(|(_, width)| width)))
}

/// Cells side by side, each as wide as its column; the last without blanks behind it.
fn columns<'a>(
    out: &mut dyn Write,
    cells: impl ExactSizeIterator<Item = (&'a String, usize)>,
) -> io::Result<()> {
    let last = cells.len() - 1;
    for (at, (cell, width)) in cells.enumerate() {
        let cell = clipped(cell, width);
        let gap = if at == last { 0 } else { width + 2 - cell.width() };
        write!(out, "{cell}{:gap$}", "")?;
    }
    writeln!(out)
}

/// A text that takes at most `width` cells, its end marked where it is cut.
fn clipped(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut clipped = String::new();
    let mut used = 1;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > width {
            break;
        }
        clipped.push(character);
    }
    clipped + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_clipped_by_their_width() {
        for (text, width, clip) in
            [("省财政厅", 8, "省财政厅"), ("省财政厅", 7, "省财政…"), ("abc", 3, "abc"), ("abcd", 3, "ab…")]
        {
            assert_eq!(clipped(text, width), clip, "{text} {width}");
        }
    }
}
