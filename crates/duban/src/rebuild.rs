//! `duban rebuild`: everything derived is derived anew from the log.

use crate::out;
use crate::target::Target;
use crate::trouble::Outcome;

/// Derive all tables anew from the log.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  duban rebuild\n  duban rebuild --data /var/lib/duban")]
pub(crate) struct Args {
    #[command(flatten)]
    target: Target,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let rebuilt = store::rebuild::rebuild(&mut args.target.write()?)?;
    for table in &rebuilt.differ {
        out::line(format_args!("table {table} was other than the log says, and is mended"))?;
    }
    out::line(format_args!("{} events folded, {} tables mended", rebuilt.events, rebuilt.differ.len()))
}
