//! `duban demo`: a sample that is filled from `examples/` by the ordinary commands, and then goes on.

pub(crate) mod example;
mod fill;
mod people;
mod sheet;
mod weeks;

use crate::data::{self, Holds};
use crate::trouble::{Outcome, Trouble};
use crate::{clock, out, serve, settings};
use example::Example;
use jiff::civil::Date;
use ledger::Thing;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use store::query::things;
use store::{Connection, FILE, Key, Store};
use web::App;

/// Where a folder is filled, so that a start that was broken off leaves nothing half done.
const FILLING: &str = ".filling";

/// Try it out: fill a folder with a sample and serve it.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban demo\n  duban demo --data /tmp/demo --listen 127.0.0.1:7200 --today 2026-06-01"
)]
pub(crate) struct Args {
    /// The sample's folder [default: ./data/demo].
    #[command(flatten)]
    flags: settings::Flags,
    /// Where pages are served, on this machine alone [default: 127.0.0.1:7100].
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The day on which the sample goes on at 09:00 [default: the example's, 2026-05-20].
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// A folder with plan.txt, people.toml and weeks.toml in place of those in the program.
    #[arg(long, value_name = "DIR")]
    example: Option<PathBuf>,
    /// Fill the folder and end without serving.
    #[arg(long)]
    fill_only: bool,
    #[command(flatten)]
    convert: settings::Convert,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let settings = settings::load(&args.flags, args.listen, "data/demo")?;
    serve::tell(&settings.log.value);
    let (folder, listen) = (&settings.data.value, settings.listen.value);
    if !listen.ip().is_loopback() {
        return Err(Trouble::usage(
            format!("The demo prints its passwords and is served on this machine alone, not on {listen}"),
            "Give a loopback address such as 127.0.0.1:7100, or use 'duban serve'",
        ));
    }
    let listener = if args.fill_only { None } else { Some(serve::bind(listen)?) };
    let store = match data::holds(folder)? {
        Holds::Others => return Err(data::not_ours(folder)),
        Holds::Ledger => go_on(folder, args.today)?,
        Holds::Nothing => {
            let example = Example::load(args.example.as_deref())?;
            fill(folder, &example, args.today)?;
            go_on(folder, None)?
        }
    };
    let sheet = sheet::read(folder)?;
    out::write(|out| {
        out.write_all(sheet.as_bytes())?;
        if listener.is_some() { writeln!(out, "http://{listen}/") } else { Ok(()) }
    })?;
    match listener {
        Some(listener) => serve::serve(
            listener,
            App::new(store, settings.secure_cookies.value, settings.converter(&args.convert)),
        ),
        None => Ok(()),
    }
}

/// Opens a folder that the demo made, its clock going on.
fn go_on(folder: &Path, today: Option<Date>) -> Result<Store, Trouble> {
    let other = || {
        Trouble::new(
            format!("The ledger in {} is not a demo's", folder.display()),
            "Choose an empty folder with --data, or serve this one with 'duban serve'",
        )
    };
    if !sheet::is_there(folder) {
        return Err(other());
    }
    let store = Store::open(folder)?;
    let founded = store.read_now(|db| things::one(db, Key::new(fill::JURISDICTION, 0)))?;
    match founded.map(|entry| entry.thing) {
        Some(Thing::Jurisdiction(of)) if of.sample => clock::go_on(&store, today).map(|()| store),
        _ => Err(other()),
    }
}

/// Fills a folder beside the place where it belongs, and then moves it there.
fn fill(folder: &Path, example: &Example, today: Option<Date>) -> Outcome {
    let failed = |error: std::io::Error| {
        Trouble::new(
            format!("{} cannot be filled: {error}", folder.display()),
            "Choose another folder with --data",
        )
    };
    let filling = folder.join(FILLING);
    if filling.exists() {
        std::fs::remove_dir_all(&filling).map_err(failed)?;
    }
    let store = Store::open(&filling)?;
    let sheet = fill::fill(&store, example, today.unwrap_or(example.weeks.today))?;
    // The last handle: what waits is written.
    drop(store);
    // Readers may close last and leave the journal; one that may write folds it into the file as it goes.
    drop(Connection::open(&filling.join(FILE))?);
    sheet::write(folder, &sheet).map_err(failed)?;
    std::fs::rename(filling.join(FILE), folder.join(FILE)).map_err(failed)?;
    std::fs::remove_dir_all(&filling).map_err(failed)
}
