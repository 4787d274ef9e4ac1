//! A load generator: connections that are kept alive, each sending its next request when the last is answered.
//! Two targets take turns (A B A B …), so that a shared machine disturbs both alike.

mod connection;
mod target;

use std::time::{Duration, Instant};
use target::Target;

const USAGE: &str =
    "load [--connections 32] [--seconds 10] [--rounds 5] NAME ADDRESS PID FILE [NAME ADDRESS PID FILE]
FILE holds a request a line, fields separated by tabs: method, path, headers separated by ' | ', body.
{n} in a field becomes a running number. The file is sent from top to bottom, again and again.";

/// Requests before a round that are not counted: they fill caches and let the processor settle.
const WARM_UP: Duration = Duration::from_millis(500);

/// One round at one target.
struct Round {
    rate: f64,
    /// Processor time of the server for each request, in microseconds.
    processor: f64,
    p50: f64,
    p99: f64,
    bytes: f64,
    refused: usize,
}

// One thread: the generator shares two cores with the server and must stay the smaller part.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut connections, mut seconds, mut rounds) = (32, 10, 5);
    let mut args = std::env::args().skip(1).peekable();
    while let Some(flag) = args.next_if(|arg| arg.starts_with("--")) {
        let value = args.next().and_then(|value| value.parse().ok()).ok_or(USAGE)?;
        match flag.as_str() {
            "--connections" => connections = value,
            "--seconds" => seconds = value,
            "--rounds" => rounds = value,
            _ => return Err(USAGE.into()),
        }
    }
    let mut targets = Vec::new();
    while let Some(name) = args.next() {
        let mut next = || args.next().ok_or(USAGE);
        targets.push(Target::read(name, next()?, &next()?, &next()?)?);
    }
    if targets.is_empty() || targets.len() > 2 {
        return Err(USAGE.into());
    }
    let mut measured: Vec<Vec<Round>> = targets.iter().map(|_| Vec::new()).collect();
    println!("{connections} connections, {seconds} s a round");
    println!(
        "{:12} {:>9} {:>11} {:>9} {:>9} {:>11} {:>8}",
        "", "rate/s", "cpu µs/req", "p50 ms", "p99 ms", "bytes/req", "refused"
    );
    for _ in 0..rounds {
        for (target, rounds) in targets.iter().zip(&mut measured) {
            run(target, connections, WARM_UP).await?;
            let round = run(target, connections, Duration::from_secs(seconds as u64)).await?;
            print(&target.name, &round);
            rounds.push(round);
        }
    }
    println!("median");
    for (target, rounds) in targets.iter().zip(&measured) {
        print(&target.name, &median_round(rounds));
    }
    if let ([a, b], [first, second]) = (&measured[..], &targets[..]) {
        let rate = median(a.iter().zip(b).map(|(a, b)| b.rate / a.rate));
        let processor = median(a.iter().zip(b).map(|(a, b)| b.processor / a.processor));
        let (first, second) = (&first.name, &second.name);
        println!(
            "{second} / {first}, median of neighbouring rounds: rate {rate:.2}, processor time {processor:.2}"
        );
    }
    Ok(())
}

async fn run(
    target: &Target,
    connections: usize,
    time: Duration,
) -> Result<Round, Box<dyn std::error::Error>> {
    let before = target.processor_microseconds()?;
    let start = Instant::now();
    let clients: Vec<_> =
        (0..connections).map(|_| tokio::spawn(connection::run(target.clone(), start + time))).collect();
    let (mut times, mut bytes, mut refused) = (Vec::new(), 0, 0);
    for client in clients {
        let sent = client.await??;
        times.extend(sent.times);
        bytes += sent.bytes;
        refused += sent.refused;
    }
    let elapsed = start.elapsed().as_secs_f64();
    let processor = target.processor_microseconds()? - before;
    times.sort_unstable();
    let count = times.len().max(1);
    let at =
        |share: f64| times.get((count as f64 * share) as usize).map_or(0.0, |time| f64::from(*time) / 1000.0);
    Ok(Round {
        rate: times.len() as f64 / elapsed,
        processor: processor / count as f64,
        p50: at(0.50),
        p99: at(0.99),
        bytes: bytes as f64 / count as f64,
        refused,
    })
}

/// Each column's median: a round that something else disturbed does not count.
fn median_round(rounds: &[Round]) -> Round {
    let column = |column: fn(&Round) -> f64| median(rounds.iter().map(column));
    Round {
        rate: column(|round| round.rate),
        processor: column(|round| round.processor),
        p50: column(|round| round.p50),
        p99: column(|round| round.p99),
        bytes: column(|round| round.bytes),
        refused: rounds.iter().map(|round| round.refused).sum(),
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn print(name: &str, round: &Round) {
    let Round { rate, processor, p50, p99, bytes, refused } = round;
    println!("{name:12} {rate:>9.0} {processor:>11.1} {p50:>9.2} {p99:>9.2} {bytes:>11.0} {refused:>8}");
}
