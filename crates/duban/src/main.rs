//! The command line: one file for each command. It wires the rooms together and holds no rule.

mod chance;
mod clock;
mod data;
mod demo;
mod keep;
mod out;
mod read;
mod serve;
mod settings;
mod trouble;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// duban (督办): reads a government's plan into a ledger, and sees that every task is done.
#[derive(Parser)]
#[command(name = "duban", version, about, long_about = None, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(read::Args),
    Demo(demo::Args),
    Serve(serve::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Read(args) => read::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Serve(args) => serve::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("duban: {trouble}");
            ExitCode::from(trouble.code())
        }
    }
}
