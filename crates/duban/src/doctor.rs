//! `duban doctor`: what somebody who helps from afar has to know, as one text without secrets.

use crate::clock;
use crate::data;
use crate::out;
use crate::settings::{self, Flags};
use crate::trouble::{Outcome, Trouble};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::Thing;
use ledger::limit::DAYS_PER_TURN;
use std::path::Path;
use store::query::things;
use store::{Connection, FILE, Fault, Key, Store, head};
use web::Program;

/// Space below which the disk is called full soon.
const LITTLE_SPACE_MIB: u64 = 512;

/// Look at clock, disk, log, day and engine, and tell in one text.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  duban doctor\n  duban doctor --data /var/lib/duban > doctor.txt")]
pub(crate) struct Args {
    #[command(flatten)]
    flags: Flags,
}

/// What was found: lines to read, and how many of them ask for something to be done.
#[derive(Default)]
struct Findings {
    lines: Vec<String>,
    wrong: usize,
}

impl Findings {
    fn well(&mut self, about: &str, said: impl std::fmt::Display) {
        self.lines.push(format!("{about:<12} {said}"));
    }

    fn wrong(&mut self, about: &str, said: impl std::fmt::Display) {
        self.wrong += 1;
        self.lines.push(format!("{about:<12} ! {said}"));
    }
}

pub(crate) fn run(args: &Args) -> Outcome {
    let settings = settings::load(&args.flags, None, settings::DATA)?;
    let folder = &settings.data.value;
    let mut found = Findings::default();
    found.well("version", env!("CARGO_PKG_VERSION"));
    found.well("data", folder.display());
    found.well("listen", settings.listen.value);
    found.well(
        "cookies",
        if settings.secure_cookies.value { "over TLS only" } else { "over plain HTTP, too" },
    );
    converter(&settings.converter.value, &mut found);
    disk(folder, &mut found);
    let store = data::open(folder, false)?;
    clock::go_on(&store, None)?;
    for (name, value) in store.settings_in_force() {
        found.well("engine", format_args!("{name} = {value}"));
    }
    clocks(&store, &mut found)?;
    out::write(|out| found.lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    match found.wrong {
        0 => Ok(()),
        n => Err(Trouble::new(
            format!("{n} things are not well"),
            "Look at the lines with an exclamation mark",
        )),
    }
}

fn converter(program: &Program, found: &mut Findings) {
    match program {
        Program::At(path) if path.is_file() => found.well("converter", path.display()),
        Program::At(path) => found.wrong(
            "converter",
            format_args!("{} is not there: install LibreOffice or mend the setting", path.display()),
        ),
        Program::Off => found.well("converter", "off: doc, wps and rtf are refused"),
        Program::Absent => found.well("converter", "no LibreOffice on PATH: doc, wps and rtf are refused"),
    }
}

fn disk(folder: &Path, found: &mut Findings) {
    let mib = |bytes: u64| bytes / 1024 / 1024;
    if let Ok(file) = std::fs::metadata(folder.join(FILE)) {
        found.well("database", format_args!("{} MiB", mib(file.len())));
    }
    match rustix::fs::statvfs(folder) {
        Ok(disk) if mib(disk.f_bavail * disk.f_frsize) < LITTLE_SPACE_MIB => {
            found.wrong(
                "disk",
                format_args!("{} MiB are left: make room", mib(disk.f_bavail * disk.f_frsize)),
            );
        }
        Ok(disk) => found.well("disk", format_args!("{} MiB are left", mib(disk.f_bavail * disk.f_frsize))),
        Err(error) => found.wrong("disk", error),
    }
}

fn clocks(store: &Store, found: &mut Findings) -> Outcome {
    let now = store.now();
    found.well("clock", Timestamp::now());
    let all = store.read_now(|db| {
        let mut all = Vec::new();
        for number in things::jurisdictions(db)? {
            all.push((number, head::read(db, number)?, founded(db, number)?));
        }
        Ok(all)
    })?;
    if all.is_empty() {
        found.well("ledger", "nothing is founded yet: open /start with the code that 'duban serve' prints");
    }
    for (number, head, of) in all {
        let (Some(head), Some(Thing::Jurisdiction(of))) = (head, of) else { continue };
        let about = format!("ledger {number}");
        found.well(&about, format_args!("{}{}", of.name, if of.sample { " (sample)" } else { "" }));
        found.well(&about, format_args!("{} entries, root {}", head.size, head.frontier.root()));
        if now < head.at {
            found.wrong(
                &about,
                format_args!("its last entry is of {}, after the clock: mend the clock", head.at),
            );
        } else {
            found.well(&about, format_args!("its last entry is of {}", head.at));
        }
        match TimeZone::get(&of.zone) {
            Ok(zone) => {
                let today = zone.to_datetime(now).date();
                let missing = (today - head.day).get_days();
                let said = format!("its day is {}, the clock's {today} in {}", head.day, of.zone);
                if missing > DAYS_PER_TURN as i32 {
                    found.wrong(
                        &about,
                        format_args!("{said}: if the clock is right, 'duban day open --to {today}'"),
                    );
                } else {
                    found.well(&about, said);
                }
            }
            Err(error) => found.wrong(&about, format_args!("its zone {} is not known: {error}", of.zone)),
        }
        found.well(&about, "clocks count calendar days; this release has no calendar of working days");
    }
    Ok(())
}

fn founded(db: &mut Connection, number: u32) -> Result<Option<Thing>, Fault> {
    Ok(things::one(db, Key::new(number, 0))?.map(|entry| entry.thing))
}
