//! `duban score`: a folder of annotated documents, and how well they are read.

mod print;

use crate::out;
use crate::trouble::{Outcome, Trouble};
use print::All;
use reading::score::{Gold, Miss, Score, score};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Hold readings against annotations: precision, recall and F1, and whether warnings stand where readings are wrong.
///
/// FOLDER holds documents (`NAME.txt`, `NAME.docx`, …) and `gold/NAME.json`, the annotation of each. Note lines at
/// the head of a txt document (`# style: table`) are cut off before it is read; they and the annotation's own keys
/// say what group a document belongs to. One without such a note is a group of its own.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban score corpus\n  duban score corpus --min 0.97\n  duban score corpus --style source --json | jq '.styles'"
)]
pub(crate) struct Args {
    /// The folder of documents.
    folder: PathBuf,
    /// The note by which documents are grouped.
    #[arg(long, value_name = "NOTE", default_value = "style")]
    style: String,
    /// Fail where the mean F1 lies below this.
    #[arg(long, value_name = "F1")]
    min: Option<f64>,
    /// Print everything as JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let mut all = All::default();
    let files = files(&args.folder)?;
    for (name, gold) in annotations(&args.folder)? {
        let paths: Vec<_> = files.iter().filter(|path| stem(path) == name && path.is_file()).collect();
        documents(&paths, &name, gold, &args.style)?.into_iter().for_each(|document| all.add(document));
    }
    if all.total.documents == 0 {
        let what = format!("{} holds no annotated document", args.folder.display());
        return Err(Trouble::new(what, "Name a folder with documents and gold/NAME.json"));
    }
    out::write(|out| if args.json { writeln!(out, "{}", all.json()) } else { all.table(out) })?;
    let mean = all.total.score.mean();
    if !all.unread.is_empty() {
        let (unread, documents) = (all.unread.len(), all.total.documents);
        let what = format!("{unread} of {documents} documents could not be read");
        return Err(Trouble::new(what, "Look at the reasons above and mend or remove them"));
    }
    match args.min {
        Some(min) if mean < min => Err(Trouble::new(
            format!("The mean F1 is {mean:.4}, below {min}"),
            "Look at the misses above, then mend the reading or the annotation",
        )),
        _ => Ok(()),
    }
}

/// Annotations by the name of their document, in its order.
fn annotations(folder: &Path) -> Result<BTreeMap<String, Value>, Trouble> {
    let mut annotations = BTreeMap::new();
    for path in files(&folder.join("gold"))? {
        if path.extension().is_some_and(|extension| extension == "json") {
            let gold =
                serde_json::from_slice(&bytes(&path)?).map_err(|error| no_annotation(&path, &error))?;
            annotations.insert(stem(&path), gold);
        }
    }
    Ok(annotations)
}

/// The documents of a name, one for each format, held against its annotation.
fn documents(paths: &[&PathBuf], name: &str, gold: Value, style: &str) -> Result<Vec<Document>, Trouble> {
    let noted = gold.get(style).and_then(Value::as_str).map(str::to_owned);
    let gold: Gold = serde_json::from_value(gold)
        .map_err(|error| no_annotation(&Path::new("gold").join(name).with_extension("json"), &error))?;
    if paths.is_empty() {
        let style = noted.unwrap_or_else(|| name.to_owned());
        let why = format!("{name}: there is no such document beside its annotation");
        return Ok(vec![Document::unread(name.to_owned(), style, String::new(), &gold, why)]);
    }
    paths.iter().map(|path| document(path, &gold, noted.as_deref(), style)).collect()
}

/// One document held against its annotation.
fn document(path: &Path, gold: &Gold, noted: Option<&str>, style: &str) -> Result<Document, Trouble> {
    let format = path.extension().unwrap_or_default().to_string_lossy().into_owned();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut bytes = bytes(path)?;
    let mut notes = String::new();
    if format == "txt"
        && let Ok(text) = std::str::from_utf8(&bytes)
    {
        let body = text
            .split_inclusive('\n')
            .scan(0, |at, line| Some((std::mem::replace(at, *at + line.len()), line)))
            .find(|(_, line)| !line.starts_with("# ") && !line.trim().is_empty())
            .map_or(text.len(), |(at, _)| at);
        text[..body].clone_into(&mut notes);
        bytes.drain(..body);
    }
    let note = || {
        let prefix = format!("# {style}:");
        notes.lines().find_map(|line| line.strip_prefix(&prefix)).map(str::trim)
    };
    let style = noted.or_else(note).map_or_else(|| stem(path), str::to_owned);
    Ok(match reading::read(&bytes, path.to_str()) {
        Ok(reading) => {
            let (score, misses) = score(gold, Some(&reading));
            // Places are told as they stand in the file, notes and all.
            let misses = place(misses, &reading.text, notes.lines().count());
            Document { name, style, format, score, misses, unread: None }
        }
        Err(why) => {
            let why = format!("{name}: {why}");
            Document::unread(name, style, format, gold, why)
        }
    })
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let read = || fs::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect::<io::Result<_>>();
    let mut files: Vec<PathBuf> = read().map_err(|error| cannot_read(folder, &error))?;
    files.sort();
    Ok(files)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    fs::read(path).map_err(|error| cannot_read(path, &error))
}

fn cannot_read(path: &Path, error: &io::Error) -> Trouble {
    Trouble::new(format!("{} cannot be read: {error}", path.display()), "Check the path")
}

fn no_annotation(path: &Path, error: &serde_json::Error) -> Trouble {
    Trouble::new(format!("{} is no annotation: {error}", path.display()), "Mend it and run the command again")
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Line and column, both from 1.
type Place = (usize, usize);

/// Misses with the place of each in the text, which stands `above` lines down.
fn place(misses: Vec<Miss>, text: &str, above: usize) -> Vec<(Miss, Option<Place>)> {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.chars().enumerate().filter(|(_, c)| *c == '\n').map(|(at, _)| at + 1))
        .collect();
    let of = |at: usize| {
        let line = starts.partition_point(|&start| start <= at);
        (line + above, at - starts[line - 1] + 1)
    };
    misses.into_iter().map(|miss| (miss.at.map(of), miss)).map(|(place, miss)| (miss, place)).collect()
}

/// One file and how it was read.
struct Document {
    name: String,
    style: String,
    format: String,
    score: Score,
    misses: Vec<(Miss, Option<Place>)>,
    unread: Option<String>,
}

impl Document {
    /// Of one that cannot be read nothing was found.
    fn unread(name: String, style: String, format: String, gold: &Gold, why: String) -> Self {
        let (score, misses) = score(gold, None);
        Self { name, style, format, score, misses: place(misses, "", 0), unread: Some(why) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reading::score::Kind;

    #[test]
    fn places_are_lines_and_columns_from_one() {
        let miss = |at| Miss {
            kind: Kind::Lead,
            number: None,
            task: String::new(),
            expected: None,
            found: None,
            warned: false,
            at: Some(at),
        };
        for (at, expected) in [(0, (1, 1)), (1, (1, 2)), (3, (2, 1)), (4, (3, 1))] {
            assert_eq!(place(vec![miss(at)], "甲乙\n\n丙", 0)[0].1, Some(expected), "{at}");
        }
    }
}
