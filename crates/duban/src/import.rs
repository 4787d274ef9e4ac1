//! `duban import`: documents straight into drafts; what is kept already is skipped, so that it can be run again.

use crate::keep;
use crate::reader::Reader;
use crate::target::{Target, system};
use crate::trouble::{Outcome, Trouble};
use crate::{out, settings};
use ledger::{Kind, Thing};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use store::query::things;
use store::{Store, blob};

/// Read documents into drafts.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban import plans/*.txt\n  duban import --data /var/lib/duban 方案.html"
)]
pub(crate) struct Args {
    #[command(flatten)]
    target: Target,
    /// The documents.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    convert: settings::Convert,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let (store, number) = args.target.open()?;
    let settings = settings::load(&args.target.flags, None, settings::DATA)?;
    let mut reader = Reader::new(settings.converter(&args.convert))?;
    let mut kept = kept(&store, number)?;
    let mut failed = 0;
    for file in &args.files {
        match import(&store, number, file, &mut reader, &mut kept) {
            Ok(said) => out::line(format_args!("{}: {said}", file.display()))?,
            // One document that cannot be read does not stop the others.
            Err(trouble) => {
                failed += 1;
                eprintln!("duban: {trouble}");
            }
        }
    }
    match failed {
        0 => Ok(()),
        n => Err(Trouble::new(
            format!("{n} of {} documents were not imported", args.files.len()),
            "Mend them and run the same command again",
        )),
    }
}

/// The documents that are kept, by the hash of their bytes.
fn kept(store: &Store, number: u32) -> Result<HashSet<String>, Trouble> {
    let documents = store.read_now(move |db| things::all(db, number, Kind::Document))?;
    let hash = |(_, entry): (u64, ledger::Entry)| match entry.thing {
        Thing::Document(document) => Some(document.sha256),
        _ => None,
    };
    Ok(documents.into_iter().filter_map(hash).collect())
}

fn import(
    store: &Store,
    number: u32,
    file: &Path,
    reader: &mut Reader,
    kept: &mut HashSet<String>,
) -> Result<String, Trouble> {
    let bytes = std::fs::read(file).map_err(|error| {
        Trouble::new(format!("{} cannot be read: {error}", file.display()), "Check the path")
    })?;
    if !kept.insert(proof::Hash(blob::hash(&bytes)).to_string()) {
        return Ok("is kept already".into());
    }
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    let reading = reader.read(file, bytes.clone())?;
    let made = keep::keep(store, system(number), &name, &bytes, &reading)?;
    Ok(format!("draft {}, {} tasks, {} warnings", made.draft, made.tasks, made.warnings))
}
