//! `duban verify`: the log against its tree; deep: what is derived, and the blobs.

use crate::out;
use crate::target::Target;
use crate::trouble::{Outcome, Trouble};
use proof::Hash;
use store::{blob, rebuild, verify};

/// Check the log and list every fault.
///
/// A log that was rewritten together with all its later leaves is found only by a size and root that were noted
/// earlier: give them with --against.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban verify\n  duban verify --deep\n  duban verify --against 1161:9c0f…64 hex digits"
)]
pub(crate) struct Args {
    #[command(flatten)]
    target: Target,
    /// Also derive everything anew and compare (nothing changes), and check every blob; writers wait meanwhile.
    #[arg(long)]
    deep: bool,
    /// A size and root that were noted earlier.
    #[arg(long, value_name = "SIZE:ROOT", value_parser = noted)]
    against: Option<(u64, Hash)>,
}

fn noted(text: &str) -> Result<(u64, Hash), String> {
    let parsed = text.split_once(':').and_then(|(size, root)| Some((size.parse().ok()?, root.parse().ok()?)));
    parsed.ok_or_else(|| "it is a number, a colon, 64 hex digits".to_owned())
}

pub(crate) fn run(args: &Args) -> Outcome {
    let (mut db, jurisdictions) = args.target.read()?;
    if args.against.is_some() && jurisdictions.len() != 1 {
        args.target.choose(&jurisdictions)?;
    }
    let mut faults = 0;
    let mut fault = |said: &dyn std::fmt::Display| {
        faults += 1;
        out::line(said)
    };
    for &number in &jurisdictions {
        let report = verify::verify(&mut db, number, args.against)?;
        for found in &report.faults {
            fault(&format_args!("jurisdiction {number}: {found}"))?;
        }
        out::line(format_args!("jurisdiction {number}: {}:{}", report.size, report.root))?;
    }
    drop(db);
    if args.deep {
        let mut db = args.target.write()?;
        for table in rebuild::compare(&mut db)?.differ {
            fault(&format_args!("table {table} differs from what the log says"))?;
        }
        for name in blob::damaged(&mut db)? {
            let name =
                <[u8; 32]>::try_from(name).map_or_else(|_| "?".to_owned(), |name| Hash(name).to_string());
            fault(&format_args!("blob {name} has other bytes than its name says"))?;
        }
    }
    match faults {
        0 => Ok(()),
        n => Err(Trouble::new(
            format!("{n} faults were found"),
            "Keep the folder as it is and restore a backup beside it; derived tables are mended by 'duban rebuild'",
        )),
    }
}
