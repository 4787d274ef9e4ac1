//! `duban serve`: pages and API over one data folder, until it is told to stop.

use crate::trouble::{Outcome, Trouble};
use crate::{clock, data, out, settings};
use jiff::civil::Date;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;
use store::query::things;
use tracing_subscriber::EnvFilter;
use web::App;

/// How long requests that are under way may take to end after the signal.
const GRACE: Duration = Duration::from_secs(5);

/// Serve pages and the REST API.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban serve\n  duban serve --data /var/lib/duban --listen 127.0.0.1:7100"
)]
pub(crate) struct Args {
    #[command(flatten)]
    flags: settings::Flags,
    /// Where pages are served [default: 127.0.0.1:7100].
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The day on which a sample goes on at 09:00; refused for a real ledger.
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    #[command(flatten)]
    convert: settings::Convert,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let settings = settings::load(&args.flags, args.listen, settings::DATA)?;
    tell(&settings.log.value);
    let listener = bind(settings.listen.value)?;
    let store = data::open(&settings.data.value, true)?;
    clock::go_on(&store, args.today)?;
    let founded = !store.read_now(things::jurisdictions)?.is_empty();
    if !founded {
        let now = store.now();
        let code = store.own_now(move |db| store::start::make(db, now))?;
        out::line(format!(
            "The ledger is empty. Open http://{}/start with this code: {code}",
            settings.listen.value
        ))?;
    }
    out::line(format!("Serving {} on http://{}", settings.data.value.display(), settings.listen.value))?;
    serve(listener, App::new(store, settings.secure_cookies.value, settings.converter(&args.convert)))
}

/// Tells of the work on standard error, as the filter says.
pub(crate) fn tell(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    // A second subscriber, as tests make it, leaves the first in place.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Takes the address before anything else is done, so that a port in use costs nothing.
pub(crate) fn bind(address: SocketAddr) -> Result<TcpListener, Trouble> {
    let listener = TcpListener::bind(address).and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok(listener)
    });
    listener.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Trouble::new(
            format!("{address} is in use by another program"),
            "Stop that program or choose another address with --listen",
        ),
        _ => Trouble::new(
            format!("{address} cannot be listened on: {error}"),
            "Choose another address with --listen",
        ),
    })
}

/// Serves until SIGTERM or Ctrl-C, lets requests end, writes what waits.
pub(crate) fn serve(listener: TcpListener, app: App) -> Outcome {
    let failed =
        |error: std::io::Error| Trouble::new(format!("The server failed: {error}"), "Start it again");
    let jobs = jobs::Jobs::start(app.store.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    let done = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let stop = stopped()?;
        let (ended, end) = tokio::sync::oneshot::channel::<()>();
        let server = axum::serve(listener, web::router(app)).with_graceful_shutdown(async move {
            stop.await;
            let _ = ended.send(());
        });
        let late = async {
            // The server gone first, there is nothing to cut short.
            let _ = end.await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            served = server => served,
            () = late => Ok(()),
        }
    });
    runtime.shutdown_timeout(GRACE);
    // The last handle on the store goes with the jobs: the writer ends after what waits is on disk.
    jobs.stop();
    done.map_err(failed)
}

/// Resolves when the program is told to stop.
fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
