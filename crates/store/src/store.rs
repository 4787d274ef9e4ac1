//! The store as other rooms see it: one folder, one writer, several readers.

use crate::count::{Counters, Counts};
use crate::engine::{Connection, Fault};
use crate::migrate;
use crate::pool::Pool;
use crate::write::queue::{Lane, Next, Queue};
use crate::write::turn::{Answer, Expect, Job, MAX_BATCH, WriteError, open_days, turn};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use ledger::{Command, Who};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;
use tokio::sync::oneshot;

/// The database's file in the data folder.
pub const FILE: &str = "duban.db";

/// Writes that may wait at once; beyond it a sender is told to try again.
const QUEUE_LIMIT: usize = 4_096;

/// A write as the writer thread gets it.
struct Waiting {
    job: Job,
    answer: oneshot::Sender<Answer>,
}

struct Inner {
    queue: Arc<Queue<Waiting>>,
    pool: Pool,
    clock: Arc<Clock>,
    settings: Vec<(&'static str, String)>,
    folder: PathBuf,
    counters: Arc<Counters>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

/// The clock of a store: the system's, set off where a sample's day is set.
#[derive(Default)]
struct Clock {
    /// Microseconds added to the system's time.
    offset: AtomicI64,
}

impl Clock {
    fn now(&self) -> Timestamp {
        let offset = SignedDuration::from_micros(self.offset.load(Ordering::Relaxed));
        // An offset is only ever made so that the sum is a time that was given.
        Timestamp::now().checked_add(offset).unwrap_or(Timestamp::MAX)
    }
}

/// A handle on the store; copies share it. The last one that goes ends the writer, after what waits is written.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

/// A write: who asks, in which jurisdiction, under which key, standing on which version.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The tenant.
    pub jurisdiction: u32,
    /// Who asks.
    pub who: Who,
    /// The key under which it is answered once; none for a fresh one.
    pub key: Option<String>,
    /// The version that the sender looked at.
    pub expect: Option<Expect>,
    /// How urgent it is.
    pub lane: Lane,
}

impl Sent {
    /// A write by the program itself.
    pub fn system(jurisdiction: u32) -> Self {
        Self::by(jurisdiction, Who::System)
    }

    /// A write by somebody.
    pub fn by(jurisdiction: u32, who: Who) -> Self {
        Self { jurisdiction, who, key: None, expect: None, lane: Lane::Interactive }
    }
}

impl Store {
    /// Opens the store in a folder, making both where they are missing.
    ///
    /// # Errors
    /// A folder that is not ours, that cannot be written, or a database of a newer release.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        check_folder(folder)?;
        let path = folder.join(FILE);
        let mut db = Connection::open(&path)?;
        migrate::migrate(&mut db)?;
        let settings = db.settings_in_force()?;
        let pool = Pool::open(&path)?;
        let queue = Arc::new(Queue::new(QUEUE_LIMIT));
        let clock = Arc::new(Clock::default());
        let counters = Arc::new(Counters::default());
        let writer = {
            let (queue, clock, counters) = (Arc::clone(&queue), Arc::clone(&clock), Arc::clone(&counters));
            std::thread::Builder::new()
                .name("writer".into())
                .spawn(move || write_all(&mut db, &queue, &clock, &counters))
                .map_err(|error| Fault::Broken(format!("the writer does not start: {error}")))?
        };
        let writer = Mutex::new(Some(writer));
        let inner = Inner { queue, pool, clock, settings, folder: folder.to_owned(), counters, writer };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// The engine's settings as it reported them at start.
    pub fn settings_in_force(&self) -> &[(&'static str, String)] {
        &self.inner.settings
    }

    /// How writes went since the start.
    pub fn counts(&self) -> Counts {
        self.inner.counters.now()
    }

    /// How many writes wait.
    pub fn waiting(&self) -> usize {
        self.inner.queue.waiting()
    }

    /// The store's time: the system's, unless a sample's was set.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// Sets the time of a sample; it runs on from there.
    pub fn set_now(&self, now: Timestamp) {
        let offset = now.duration_since(Timestamp::now()).as_micros();
        self.inner.clock.offset.store(i64::try_from(offset).unwrap_or(0), Ordering::Relaxed);
    }

    /// Sends a command to the log and waits until it is on disk.
    ///
    /// # Errors
    /// See [`WriteError`]: nothing happened.
    pub async fn write<C: Command>(&self, sent: Sent, command: C) -> Answer {
        self.send(sent, command)?.await.unwrap_or_else(|_| Err(Fault::Lost.into()))
    }

    /// As [`Store::write`], for a thread that may block.
    ///
    /// # Errors
    /// See [`WriteError`]: nothing happened.
    pub fn write_now<C: Command>(&self, sent: Sent, command: C) -> Answer {
        self.send(sent, command)?.blocking_recv().unwrap_or_else(|_| Err(Fault::Lost.into()))
    }

    fn send<C: Command>(&self, sent: Sent, command: C) -> Result<oneshot::Receiver<Answer>, WriteError> {
        // Without a key of the sender's a random one still lets the writer take a turn again whose end it missed.
        let key = sent.key.map_or_else(crate::secret::token, Ok)?;
        let job = Job::of(sent.who, key, sent.expect, command)?;
        let (answer, answered) = oneshot::channel();
        self.inner
            .queue
            .push(sent.jurisdiction, sent.lane, Waiting { job, answer })
            .map_err(|_| WriteError::Busy)?;
        Ok(answered)
    }

    /// Reads on a reader's own thread; everything within sees one state.
    ///
    /// # Errors
    /// Below the rules.
    pub async fn read<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.inner.pool.read(f).await
    }

    /// As [`Store::read`], for a thread that may block.
    ///
    /// # Errors
    /// Below the rules.
    pub fn read_now<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.inner.pool.read_now(f)
    }

    /// Changes own tables, in a transaction on the writer's thread, between two turns.
    ///
    /// # Errors
    /// Below the rules; `Busy` where too much waits.
    pub async fn own<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.send_own(f)?.await.unwrap_or(Err(Fault::Lost))
    }

    /// As [`Store::own`], for a thread that may block.
    ///
    /// # Errors
    /// Below the rules; `Busy` where too much waits.
    pub fn own_now<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.send_own(f)?.blocking_recv().unwrap_or(Err(Fault::Lost))
    }

    fn send_own<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T, Fault>>, Fault> {
        let (answer, answered) = oneshot::channel();
        let write = Box::new(move |db: &mut Connection| {
            // Nobody waits any more: the change was made all the same.
            let _ = answer.send(db.transaction(f));
        });
        self.inner.queue.push_own(write).map_err(|_| Fault::Busy)?;
        Ok(answered)
    }

    /// Opens the days that are missing up to the clock's; the job that wakes at midnight calls it.
    ///
    /// # Errors
    /// `Day` where more are missing than a turn may open.
    pub fn open_day(&self, jurisdiction: u32) -> Result<(), WriteError> {
        self.days(jurisdiction, None)
    }

    /// Opens the days that are missing up to this one, however many: for someone who has looked at the clock.
    ///
    /// # Errors
    /// `Day` where the clock has not reached that day.
    pub fn open_days_to(&self, jurisdiction: u32, last: Date) -> Result<(), WriteError> {
        self.days(jurisdiction, Some(last))
    }

    fn days(&self, jurisdiction: u32, last: Option<Date>) -> Result<(), WriteError> {
        let (answer, answered) = oneshot::channel();
        let now = self.now();
        let write = Box::new(move |db: &mut Connection| {
            let _ = answer.send(open_days(db, jurisdiction, now, last));
        });
        self.inner.queue.push_own(write).map_err(|_| WriteError::Busy)?;
        answered.blocking_recv().unwrap_or(Err(Fault::Lost.into()))
    }
}

/// Makes the folder, or refuses one in which somebody else keeps files.
fn check_folder(folder: &Path) -> Result<(), Fault> {
    let refused = |error: std::io::Error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Fault::ReadOnly,
        _ => Fault::NotOurs(format!("{} is no folder that can be used: {error}", folder.display())),
    };
    std::fs::create_dir_all(folder).map_err(refused)?;
    if folder.join(FILE).exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let name = entry.map_err(refused)?.file_name();
        // A disk of its own has the first from the beginning; the second holds the settings, before there is a ledger.
        if name != "lost+found" && name != "duban.toml" && !name.to_string_lossy().starts_with('.') {
            let folder = folder.display();
            return Err(Fault::NotOurs(format!(
                "{folder} holds files but no {FILE}: name an empty folder, or the one that {FILE} lies in"
            )));
        }
    }
    Ok(())
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.queue.close();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        // The writer ends once the queue is empty; there is nobody left to tell of a panic outside a transaction.
        let _ = writer.map(JoinHandle::join);
    }
}

/// The writer thread: turns, and own changes between them.
fn write_all(db: &mut Connection, queue: &Queue<Waiting>, clock: &Clock, counters: &Counters) {
    while let Some(next) = queue.wait() {
        match next {
            Next::Own(write) => write(db),
            Next::Turn(jurisdiction) => {
                let begun = Instant::now();
                one_turn(db, queue, jurisdiction, clock.now(), counters);
                counters.turn(begun.elapsed());
            }
        }
    }
}

/// Takes a turn and answers; a batch that a fault undid is taken again one by one, so that only the culprit pays.
fn one_turn(
    db: &mut Connection,
    queue: &Queue<Waiting>,
    jurisdiction: u32,
    now: Timestamp,
    counters: &Counters,
) {
    let tell = |sender: oneshot::Sender<Answer>, answer: Answer| {
        counters.answer(&answer);
        // Nobody may wait any more: it was written all the same.
        let _ = sender.send(answer);
    };
    let mut answers = Vec::new();
    let mut take = || {
        let (jobs, senders): (Vec<_>, Vec<_>) = queue
            .take(jurisdiction, MAX_BATCH)
            .into_iter()
            .map(|waiting| (waiting.job, waiting.answer))
            .unzip();
        answers = senders;
        jobs
    };
    let (jobs, done) = turn(db, jurisdiction, now, &mut take);
    match done {
        Ok(given) => {
            for (sender, answer) in answers.into_iter().zip(given) {
                tell(sender, answer);
            }
        }
        Err(fault) if jobs.is_empty() => {
            // The log could not even be locked: what waits is told so, else it would wait for ever.
            for waiting in queue.take(jurisdiction, MAX_BATCH) {
                tell(waiting.answer, Err(fault.clone().into()));
            }
        }
        Err(_) => {
            for (job, sender) in jobs.into_iter().zip(answers) {
                let mut one = Some(job);
                let (_, done) = turn(db, jurisdiction, now, &mut || one.take().into_iter().collect());
                let answer = done
                    .map_err(WriteError::from)
                    .and_then(|mut given| given.pop().unwrap_or(Err(WriteError::Busy)));
                tell(sender, answer);
            }
        }
    }
}
