//! `duban unit import`: the directory of units from a table file.

use crate::out;
use crate::target::{Target, system};
use crate::trouble::{Outcome, Trouble};
use std::path::PathBuf;
use web::directory::Directory;
use web::unit::sheet::{Verdict, compare};
use web::unit::take::take;
use web::words::{Locale, Words};

/// Units.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    Import(Import),
}

/// Import units, aliases, groups and mergers from a table file (xlsx, xls, ods, csv). Rows that are as the units are
/// stay as they are, so that an import that broke off can be run again.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban unit import 单位.xlsx --dry-run\n  duban unit import --data /var/lib/duban units.csv"
)]
struct Import {
    #[command(flatten)]
    target: Target,
    /// The table file.
    file: PathBuf,
    /// Only say what each row would do.
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let Action::Import(import) = &args.action;
    let (store, number) = import.target.open()?;
    let w = Words::get(Locale::ZhCn);
    let name = import.file.display();
    let bytes = std::fs::read(&import.file)
        .map_err(|error| Trouble::new(format!("{name} cannot be read: {error}"), "Check the path"))?;
    let rows =
        reading::rows(&bytes).map_err(|why| Trouble::new(format!("{name}: {why}"), "Choose another file"))?;
    let directory = store.read_now(move |db| Directory::load(db, number, None))?;
    let sheet = compare(&rows, &directory).ok_or_else(|| {
        Trouble::new(format!("{name}: {}", w.t("unit-import-no-head")), "Then run it again")
    })?;
    let mut wrong = 0;
    for line in &sheet.lines {
        let told = match &line.verdict {
            Verdict::New => w.t("unit-row-new").to_owned(),
            Verdict::Changed(_, fields) => {
                let fields = w.list(fields.iter().map(|field| w.of("people-field", field)));
                format!("{} {fields}", w.t("unit-row-changed"))
            }
            Verdict::Same => continue,
            Verdict::Faulty(faults) => {
                wrong += 1;
                for fault in faults {
                    eprintln!("{name}:{}: {} {}", line.row, line.facts.name, fault.sentence(w));
                }
                continue;
            }
        };
        out::line(format_args!("{}: {} {told}", line.row, line.facts.name))?;
    }
    if !import.dry_run {
        let today = store.read_now(move |db| store::head::read(db, number))?.map(|head| head.day);
        let taken = take(&store, &directory, &sheet, (today.unwrap_or_default(), w), || system(number))?;
        for (row, unit, why) in &taken.refused {
            wrong += 1;
            eprintln!("{name}:{row}: {unit} {why}");
        }
        out::line(w.fill("unit-imported", &[("added", &taken.added), ("changed", &taken.changed)]))?;
    }
    match wrong {
        0 => Ok(()),
        n => Err(Trouble::new(
            format!("{n} rows of {name} are not imported"),
            "Mend them and run the same command again",
        )),
    }
}
