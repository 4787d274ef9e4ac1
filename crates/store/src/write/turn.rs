//! One turn at the log of one jurisdiction: lock, take what waits, load, decide in memory, write all, commit once.
//! No threads here, so that a test drives it step by step.

use super::flush::{flush, open_days};
use super::load::Loaded;
use crate::blob::BlobHash;
use crate::engine::{Connection, Fault};
use crate::head::{self, Head};
use crate::idempotency::{self, Answered, Sent};
use jiff::Timestamp;
use ledger::day::{self, DayError};
use ledger::limit::{DAYS_PER_TURN, EVENTS_PER_WRITE};
use ledger::{Code, Context, Decide, Event, Needs, Refusal, Who, cut, permit};
use proof::Salt;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Rounds in which commands may ask for more, given what was loaded.
const NEED_ROUNDS: usize = 4;

/// Writes that one turn takes at most: one transaction, one flush to disk.
pub const MAX_BATCH: usize = 256;

/// A write in the queue.
pub struct Job {
    /// Who asks.
    pub who: Who,
    /// The key under which it is answered once.
    pub key: String,
    /// SHA-256 of the command's kind and JSON.
    pub digest: [u8; 32],
    /// The thing that was looked at, and the version that was seen.
    pub expect: Option<Expect>,
    /// What is to be done.
    pub command: Box<dyn Decide>,
}

/// The version of a thing on which a write stands (`If-Match`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Expect {
    /// Which thing.
    pub thing: u64,
    /// The seq of its last event, as the page showed it.
    pub version: u64,
}

/// The answer to a write.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recorded {
    /// The first event of the write: the id of what it made.
    pub seq: u64,
    /// Its last event.
    pub version: u64,
}

/// Why a write was not recorded. Nothing happened, and nothing is half-written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WriteError {
    /// A rule refused it.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// Too much waits: later.
    #[error("too much waits to be written")]
    Busy,
    /// The same key came before with another command.
    #[error("the key was used for another command")]
    KeyReused,
    /// Somebody changed the thing since it was looked at.
    #[error("the thing was changed since it was looked at")]
    Stale,
    /// The ledger's day cannot follow the clock.
    #[error("the day cannot be opened: {0}")]
    Day(String),
    /// Below the rules.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What one job was answered.
pub type Answer = Result<Recorded, WriteError>;

/// Takes a turn. `take` is called once the log is held, so that what queued up meanwhile goes along. The jobs come
/// back with their answers, or with the fault that undid the whole batch.
pub fn turn(
    db: &mut Connection,
    jurisdiction: u32,
    now: Timestamp,
    take: &mut dyn FnMut() -> Vec<Job>,
) -> (Vec<Job>, Result<Vec<Answer>, Fault>) {
    let mut jobs = Vec::new();
    let answers = db.transaction(|db| {
        let head = head::lock(db, jurisdiction)?;
        jobs = take();
        let now = cut(now).max(head.at);
        let mut turn = Turn { jurisdiction, now, head, events: Vec::new(), answered: Vec::new() };
        match turn.days(db) {
            Ok(()) => turn.run(db, &jobs),
            Err(TurnError::Fault(fault)) => Err(fault),
            Err(TurnError::Day(error)) => {
                Ok(jobs.iter().map(|_| Err(WriteError::Day(error.to_string()))).collect())
            }
        }
    });
    (jobs, answers)
}

enum TurnError {
    Fault(Fault),
    Day(DayError),
}

impl From<Fault> for TurnError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

struct Turn {
    jurisdiction: u32,
    now: Timestamp,
    head: Head,
    events: Vec<Event>,
    answered: Vec<(Sent, Answered)>,
}

impl Turn {
    /// Opens the days that are missing between the ledger's and the clock's.
    fn days(&mut self, db: &mut Connection) -> Result<(), TurnError> {
        if self.head.size == 0 {
            return Ok(());
        }
        let loaded = Loaded::begin(db, self.jurisdiction, self.head.day)?;
        let date = day::date_of(self.now, &loaded.world.jurisdiction().zone).map_err(TurnError::Day)?;
        let missing = day::missing(self.head.day, date, DAYS_PER_TURN).map_err(TurnError::Day)?;
        if !missing.is_empty() {
            open_days(db, self.jurisdiction, &mut self.head, loaded, &missing, self.now)?;
        }
        Ok(())
    }

    fn run(mut self, db: &mut Connection, jobs: &[Job]) -> Result<Vec<Answer>, Fault> {
        let mut loaded = Loaded::begin(db, self.jurisdiction, self.head.day)?;
        let done = self.former_answers(db, jobs)?;
        ask(db, &mut loaded, jobs)?;
        let mut answers = Vec::with_capacity(jobs.len());
        let mut given: HashMap<Sent, Answered> = done;
        for job in jobs {
            let sent = sent(job);
            let answer = match given.get(&sent) {
                Some(former) if former.digest != job.digest => Err(WriteError::KeyReused),
                Some(former) => read_answer(&former.answer),
                None => self.decide(db, &mut loaded, job)?,
            };
            if let (Ok(recorded), false) = (&answer, given.contains_key(&sent)) {
                let text =
                    serde_json::to_string(recorded).map_err(|error| Fault::Broken(error.to_string()))?;
                let answered = Answered { digest: job.digest, answer: text };
                given.insert(sent.clone(), answered.clone());
                self.answered.push((sent, answered));
            }
            answers.push(answer);
        }
        let Self { jurisdiction, mut head, events, answered, .. } = self;
        if !events.is_empty() {
            flush(db, jurisdiction, &mut head, loaded, &events, &answered)?;
        }
        Ok(answers)
    }

    fn former_answers(&self, db: &mut Connection, jobs: &[Job]) -> Result<HashMap<Sent, Answered>, Fault> {
        let mut keys: Vec<Sent> = jobs.iter().map(sent).collect();
        keys.sort_unstable();
        keys.dedup();
        idempotency::find(db, self.jurisdiction, &keys)
    }

    /// Decides one job in memory; what a former job of the batch made it need is loaded first.
    fn decide(&mut self, db: &mut Connection, loaded: &mut Loaded, job: &Job) -> Result<Answer, Fault> {
        ask(db, loaded, std::slice::from_ref(job))?;
        let next = self.head.size + self.events.len() as u64;
        let cx = Context { now: self.now, today: loaded.world.today(), who: job.who, next };
        if next == 0 && job.command.right() != ledger::Right::Found {
            return Ok(Err(Refusal::of(Code::NotFound).into()));
        }
        let decided = permit(&loaded.world, &cx, job.command.right()).and_then(|_| {
            let stale = job.expect.is_some_and(|expect| {
                loaded.world.entry(expect.thing).is_none_or(|entry| entry.version != expect.version)
            });
            if stale { Ok(None) } else { job.command.decide(&loaded.world, &cx).map(Some) }
        });
        let events = match decided {
            Ok(Some(events)) => events,
            Ok(None) => return Ok(Err(WriteError::Stale)),
            Err(refusal) => return Ok(Err(refusal.into())),
        };
        if events.len() > EVENTS_PER_WRITE {
            return Ok(Err(Refusal::of(Code::WriteTooLarge).with("max", EVENTS_PER_WRITE).into()));
        }
        let (Some(first), Some(last)) = (events.first(), events.last()) else {
            return Err(Fault::Broken(format!("{} decided nothing and refused nothing", job.command.kind())));
        };
        let recorded = Recorded { seq: first.seq, version: last.seq };
        for event in &events {
            loaded.world.apply(event);
        }
        self.events.extend(events);
        Ok(Ok(recorded))
    }
}

fn sent(job: &Job) -> Sent {
    let account = match job.who {
        Who::System => 0,
        Who::Account { account, .. } => account.0,
    };
    (account, job.key.clone())
}

fn read_answer(text: &str) -> Answer {
    serde_json::from_str(text).map_err(|error| WriteError::Fault(Fault::Broken(error.to_string())))
}

/// Loads what jobs need, round by round, until they ask for nothing new.
fn ask(db: &mut Connection, loaded: &mut Loaded, jobs: &[Job]) -> Result<(), Fault> {
    for _ in 0..NEED_ROUNDS {
        let mut needs = Needs::none();
        for job in jobs {
            let mut of_job = job.command.needs(&loaded.world);
            if let Who::Account { account, post } = job.who {
                of_job = of_job.and(account).and(post);
            }
            of_job = of_job.all(job.expect.map(|expect| expect.thing));
            needs.things.extend(of_job.things);
            needs.names.extend(of_job.names);
            needs.within.extend(of_job.within);
        }
        if !loaded.ask(db, needs)? {
            return Ok(());
        }
    }
    Ok(())
}

/// Fresh salts, one for each part of the events.
pub(super) fn salts(count: usize) -> Result<Vec<Salt>, Fault> {
    let mut bytes = vec![0; count * 32];
    getrandom::fill(&mut bytes).map_err(|error| Fault::Broken(format!("no random bytes: {error}")))?;
    let salt = |chunk: &[u8]| {
        let mut salt = [0; 32];
        salt.copy_from_slice(chunk);
        Salt(salt)
    };
    Ok(bytes.chunks_exact(32).map(salt).collect())
}

/// The blobs that events name: from now on they are claimed, and no sweep takes them.
pub(super) fn claimed(events: &[Event]) -> Vec<BlobHash> {
    use ledger::Fact;
    use ledger::document::DocumentEvent;
    use ledger::report::ReportEvent;
    let mut names: Vec<&str> = Vec::new();
    for event in events {
        match &event.fact {
            Fact::Document(DocumentEvent::Kept(kept)) => {
                names.extend([&*kept.sha256, &*kept.text, &*kept.reading])
            }
            Fact::Report(ReportEvent::Written(written)) => {
                names.extend(written.evidence.iter().map(|evidence| &*evidence.sha256));
            }
            _ => {}
        }
    }
    names.into_iter().filter_map(crate::blob::parse).collect()
}
