//! What is done without anybody asking: opening the day, sweeping what has ended.
//!
//! One thread looks at the store's clock. Each job may be done twice without harm, so that two processes beside one
//! database need no lease.

pub mod day;
pub mod sweep;

use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use store::Store;

/// How often the clock is looked at: a day opens at most so long after midnight.
const LOOK: Duration = Duration::from_secs(10);
/// How often what has ended is swept.
const SWEEP_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// The jobs of a process, running until they are stopped.
pub struct Jobs {
    stop: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Jobs {
    /// Starts the thread; what is due is done at once. Without a thread nothing is done, and the log says so.
    pub fn start(store: Store) -> Self {
        let stop = Arc::new((Mutex::new(false), Condvar::new()));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new().name("jobs".into()).spawn(move || run(&store, &stopped));
        if let Err(error) = &thread {
            tracing::error!(%error, "no thread for the jobs: days open with the first write alone");
        }
        Self { stop, thread: thread.ok() }
    }

    /// Stops the thread and waits for the job that it is at.
    pub fn stop(mut self) {
        *self.stop.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.stop.1.notify_all();
        // A job that panicked has said so; there is nothing to add at the end.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn run(store: &Store, (stopped, changed): &(Mutex<bool>, Condvar)) {
    let mut swept: Option<Timestamp> = None;
    loop {
        if let Err(error) = day::open_all(store) {
            tracing::error!(%error, "the day cannot be opened");
        }
        let now = store.now();
        // A sample's clock may have been set back: then it is time, too.
        if swept.is_none_or(|last| now.duration_since(last).abs() >= SWEEP_EVERY) {
            swept = Some(now);
            if let Err(error) = sweep::all(store) {
                tracing::error!(%error, "what has ended cannot be swept");
            }
        }
        let stop = stopped.lock().unwrap_or_else(PoisonError::into_inner);
        let (stop, _) =
            changed.wait_timeout_while(stop, LOOK, |stop| !*stop).unwrap_or_else(PoisonError::into_inner);
        if *stop {
            return;
        }
    }
}
