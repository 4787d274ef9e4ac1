//! `duban health`: asks the server that runs here, for containers and timers.

use crate::out;
use crate::settings::{self, Flags};
use crate::trouble::{Outcome, Trouble};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long the server may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// Ask /healthz of the server; exit 0 if it is well.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  duban health\n  duban health --listen 127.0.0.1:7200")]
pub(crate) struct Args {
    #[command(flatten)]
    flags: Flags,
    /// Where it serves [default: as in the settings].
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let address = settings::load(&args.flags, args.listen, settings::DATA)?.listen.value;
    let answer = ask(address).map_err(|error| {
        Trouble::new(format!("{address} does not answer: {error}"), "Start the server, or look into its log")
    })?;
    let status = answer.split_whitespace().nth(1).unwrap_or_default();
    if status == "200" {
        return out::line("well");
    }
    Err(Trouble::new(format!("{address} answers with status '{status}'"), "Look into the server's log"))
}

fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
