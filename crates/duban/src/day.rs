//! `duban day open`: days that a turn refuses to open by itself, after somebody has looked at the clock.

use crate::out;
use crate::target::Target;
use crate::trouble::{Outcome, Trouble};
use jiff::civil::Date;
use store::write::turn::WriteError;

/// The ledger's day.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    Open(Open),
}

/// Open the days that are missing, however many; look at the clock first, no day can be taken back.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  duban day open --to 2026-05-20")]
struct Open {
    #[command(flatten)]
    target: Target,
    /// The last day to be opened; not after today.
    #[arg(long, value_name = "DATE")]
    to: Date,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let Action::Open(open) = &args.action;
    let (store, number) = open.target.open()?;
    store.open_days_to(number, open.to).map_err(|error| match error {
        WriteError::Day(why) => {
            Trouble::new(format!("The days are not opened: {why}"), "Give a day that has begun")
        }
        other => other.into(),
    })?;
    let day = store.read_now(move |db| store::head::read(db, number))?.map(|head| head.day);
    day.map_or(Ok(()), |day| out::line(format_args!("The ledger's day is {day}")))
}
