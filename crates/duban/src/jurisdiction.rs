//! `duban jurisdiction add`: founding from the command line, in place of `/start`.

use crate::settings::{self, Flags};
use crate::trouble::Outcome;
use crate::{chance, data, out};
use ledger::jurisdiction::Found;
use store::Sent;
use store::query::things;

/// Jurisdictions.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    Add(Add),
}

/// Found a jurisdiction and print its number.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban jurisdiction add 青海省\n  duban jurisdiction add 某县 --zone Asia/Urumqi"
)]
struct Add {
    #[command(flatten)]
    flags: Flags,
    /// Name of the area or office.
    name: String,
    /// Time zone.
    #[arg(long, default_value = "Asia/Shanghai")]
    zone: String,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let Action::Add(add) = &args.action;
    let store = data::open(&settings::load(&add.flags, None, settings::DATA)?.data.value, true)?;
    let number = store.read_now(things::jurisdictions)?.last().map_or(1, |last| last + 1);
    let found =
        Found { name: add.name.clone(), zone: add.zone.clone(), origin: chance::hex(8)?, sample: false };
    store.write_now(Sent::system(number), found)?;
    out::line(number)
}
