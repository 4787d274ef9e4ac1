//! The command line: one file for each command. It wires the rooms together and holds no rule.

mod account;
mod chance;
mod clock;
mod data;
mod day;
mod demo;
mod doctor;
mod generate;
mod health;
mod import;
mod jurisdiction;
mod keep;
mod out;
mod read;
mod reader;
mod rebuild;
mod score;
mod serve;
mod settings;
mod target;
mod token;
mod trouble;
mod unit;
mod verify;

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
    Score(score::Args),
    Demo(demo::Args),
    Serve(serve::Args),
    Import(import::Args),
    Jurisdiction(jurisdiction::Args),
    Account(account::Args),
    Token(token::Args),
    Unit(unit::Args),
    Day(day::Args),
    Verify(verify::Args),
    Rebuild(rebuild::Args),
    Settings(settings::Args),
    Doctor(doctor::Args),
    Health(health::Args),
    Generate(generate::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Read(args) => read::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Jurisdiction(args) => jurisdiction::run(&args),
        Command::Account(args) => account::run(&args),
        Command::Token(args) => token::run(&args),
        Command::Unit(args) => unit::run(&args),
        Command::Day(args) => day::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Rebuild(args) => rebuild::run(&args),
        Command::Settings(args) => settings::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Health(args) => health::run(&args),
        Command::Generate(args) => generate::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("duban: {trouble}");
            ExitCode::from(trouble.code())
        }
    }
}
