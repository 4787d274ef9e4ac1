//! One turn at the log of one jurisdiction: lock, take what waits, load, decide in memory, write all, commit once.
//! No threads here, so that a test drives it step by step.

use super::flush::{append_days, flush};
use super::load::Loaded;
use crate::blob::BlobHash;
use crate::engine::{Connection, Fault};
use crate::head::{self, Head};
use crate::idempotency::{self, Answered, Sent};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::day;
use ledger::limit::{DAYS_PER_TURN, EVENTS_PER_WRITE};
use ledger::{Code, Command, Context, Decide, Event, Needs, Refusal, Who, cut, permit};
use proof::Salt;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Rounds in which commands may ask for more, given what was loaded.
const NEED_ROUNDS: usize = 8;

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

impl Job {
    /// A job that does `command`.
    pub fn of<C: Command>(who: Who, key: String, expect: Option<Expect>, command: C) -> Result<Self, Fault> {
        let json = serde_json::to_vec(&command).map_err(|error| Fault::Broken(error.to_string()))?;
        let digest = Sha256::new().chain_update(C::KIND).chain_update([0]).chain_update(&json).finalize();
        Ok(Self { who, key, digest: digest.into(), expect, command: Box::new(command) })
    }
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
        let mut turn = Turn::begin(db, jurisdiction, now)?;
        jobs = take();
        match turn.open_days(db, None)? {
            Ok(()) => turn.run(db, &jobs),
            Err(error) => Ok(jobs.iter().map(|_| Err(error.clone())).collect()),
        }
    });
    (jobs, answers)
}

/// Opens the days that are missing up to the clock's, or up to `last`, however many, which the clock must have
/// reached.
pub fn open_days(
    db: &mut Connection,
    jurisdiction: u32,
    now: Timestamp,
    last: Option<Date>,
) -> Result<(), WriteError> {
    db.transaction(|db| Turn::begin(db, jurisdiction, now)?.open_days(db, last))?
}

struct Turn {
    jurisdiction: u32,
    now: Timestamp,
    head: Head,
    loaded: Loaded,
    events: Vec<Event>,
    answered: Vec<(Sent, Answered)>,
}

impl Turn {
    /// Holds the log; its time never falls, whatever the clock does.
    fn begin(db: &mut Connection, jurisdiction: u32, now: Timestamp) -> Result<Self, Fault> {
        let head = head::lock(db, jurisdiction)?;
        let loaded = Loaded::begin(db, jurisdiction, head.day)?;
        let now = cut(now).max(head.at);
        Ok(Self { jurisdiction, now, head, loaded, events: Vec::new(), answered: Vec::new() })
    }

    /// Opens the days that are missing between the ledger's and the clock's.
    fn open_days(
        &mut self,
        db: &mut Connection,
        last: Option<Date>,
    ) -> Result<Result<(), WriteError>, Fault> {
        if self.head.size == 0 {
            return Ok(Ok(()));
        }
        match self.missing(last) {
            Ok(missing) if missing.is_empty() => {}
            Ok(missing) => {
                append_days(db, self.jurisdiction, &mut self.head, &mut self.loaded, &missing, self.now)?;
            }
            Err(why) => return Ok(Err(WriteError::Day(why))),
        }
        Ok(Ok(()))
    }

    fn missing(&self, last: Option<Date>) -> Result<Vec<Date>, String> {
        let zone = &self.loaded.world.jurisdiction().zone;
        let clock = day::date_of(self.now, zone).map_err(|error| error.to_string())?;
        let (last, at_most) = match last {
            Some(last) if last > clock => return Err(format!("{last} is not yet: the clock says {clock}")),
            Some(last) => (last, usize::MAX),
            None => (clock, DAYS_PER_TURN),
        };
        day::missing(self.head.day, last, at_most).map_err(|error| error.to_string())
    }

    /// Decides the jobs one after the other and writes what they made.
    fn run(mut self, db: &mut Connection, jobs: &[Job]) -> Result<Vec<Answer>, Fault> {
        let mut given = self.former_answers(db, jobs)?;
        ask(db, &mut self.loaded, jobs)?;
        let mut answers = Vec::with_capacity(jobs.len());
        for job in jobs {
            let sent = sent(job);
            let answer = match given.get(&sent) {
                Some(former) if former.digest != job.digest => Err(WriteError::KeyReused),
                Some(former) => read_answer(&former.answer),
                None => {
                    let answer = self.decide(db, job)?;
                    if let Ok(recorded) = &answer {
                        let answered = Answered { digest: job.digest, answer: write_answer(recorded)? };
                        given.insert(sent.clone(), answered.clone());
                        self.answered.push((sent, answered));
                    }
                    answer
                }
            };
            answers.push(answer);
        }
        if !self.events.is_empty() {
            flush(db, self.jurisdiction, &mut self.head, self.loaded, &self.events, &self.answered)?;
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
    fn decide(&mut self, db: &mut Connection, job: &Job) -> Result<Answer, Fault> {
        ask(db, &mut self.loaded, std::slice::from_ref(job))?;
        let world = &mut self.loaded.world;
        let next = self.head.size + self.events.len() as u64;
        let cx = Context { now: self.now, today: world.today(), who: job.who, next };
        let decided = permit(world, &cx, job.command.right()).and_then(|_| {
            let stale = job.expect.is_some_and(|expect| {
                world.entry(expect.thing).is_none_or(|entry| entry.version != expect.version)
            });
            if stale { Ok(None) } else { job.command.decide(world, &cx).map(Some) }
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
            world.apply(event);
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

fn write_answer(recorded: &Recorded) -> Result<String, Fault> {
    serde_json::to_string(recorded).map_err(|error| Fault::Broken(error.to_string()))
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
                names.extend([&*kept.sha256, &*kept.text, &*kept.reading]);
            }
            Fact::Report(ReportEvent::Written(written)) => {
                names.extend(written.evidence.iter().map(|evidence| &*evidence.sha256));
            }
            _ => {}
        }
    }
    names.into_iter().filter_map(crate::blob::parse).collect()
}
