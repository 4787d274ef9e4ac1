//! Reports: one writer thread; what queued up while a transaction was on its way to the disk goes into the next.

use crate::db::{self, Session};
use rusqlite::Connection;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::oneshot;

const QUEUE_LIMIT: usize = 1024;
const MAX_BATCH: usize = 256;

#[derive(Deserialize)]
pub struct Body {
    percent: i64,
    figure: String,
    text: String,
}

struct Job {
    task: i64,
    session: Session,
    body: Body,
    done: oneshot::Sender<i64>,
}

#[derive(Clone)]
pub struct Writer(SyncSender<Job>);

impl Writer {
    pub fn start(file: &str) -> rusqlite::Result<Self> {
        let db = db::open(file)?;
        let (sender, jobs) = sync_channel(QUEUE_LIMIT);
        std::thread::spawn(move || run(&db, &jobs));
        Ok(Self(sender))
    }

    /// The report's seq once it is on the disk; none when the queue is full or the write failed.
    pub async fn write(&self, task: i64, session: Session, body: Body) -> Option<i64> {
        let (done, answer) = oneshot::channel();
        self.0.try_send(Job { task, session, body, done }).ok()?;
        answer.await.ok()
    }
}

fn run(db: &Connection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let batch: Vec<Job> = std::iter::once(first).chain(jobs.try_iter().take(MAX_BATCH - 1)).collect();
        match commit(db, &batch) {
            Ok(first_seq) => {
                for (job, seq) in batch.into_iter().zip(first_seq..) {
                    let _ = job.done.send(seq); // a client that went away has its report all the same
                }
            }
            Err(error) => {
                eprintln!("a batch of {} failed: {error}", batch.len());
                let _ = db.execute_batch("ROLLBACK");
            }
        }
    }
}

fn commit(db: &Connection, batch: &[Job]) -> rusqlite::Result<i64> {
    let at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros() as i64);
    db.execute_batch("BEGIN IMMEDIATE")?;
    let first: i64 =
        db.prepare_cached("SELECT size FROM head WHERE jurisdiction = 1")?.query_row([], |row| row.get(0))?;
    for (job, seq) in batch.iter().zip(first..) {
        add(db, job, seq, at)?;
    }
    let size = first + batch.len() as i64;
    db.prepare_cached("UPDATE head SET size = ?1, at = ?2 WHERE jurisdiction = 1")?.execute([size, at])?;
    db.execute_batch("COMMIT")?;
    Ok(first)
}

fn add(db: &Connection, job: &Job, seq: i64, at: i64) -> rusqlite::Result<()> {
    let Job { task, session, body, .. } = job;
    let bytes = event(seq, session.account, *task, "report.added", at, body.percent, &body.text);
    log(db, seq, *task, "report.added", at, bytes.as_bytes())?;
    db.prepare_cached("INSERT INTO report VALUES (?1, ?2, ?3, ?4, ?5)")?.execute((
        seq,
        task,
        session.unit,
        body.percent,
        &body.text,
    ))?;
    db.prepare_cached("INSERT INTO figure VALUES (?1, 1, ?2, ?3)")?.execute((task, seq, &body.figure))?;
    db.prepare_cached("UPDATE task SET percent = ?1, updated = ?2 WHERE key = ?3")?.execute((
        body.percent,
        at,
        task,
    ))?;
    Ok(())
}

/// An event's bytes, about as long as the main program's.
pub fn event(seq: i64, who: i64, on: i64, kind: &str, at: i64, percent: i64, text: &str) -> String {
    let text = text.replace(['"', '\\'], "'");
    format!(
        "{{\"seq\":{seq},\"at\":\"2026-05-20T01:00:00.{:06}Z\",\"who\":{who},\"post\":{who},\"on\":{on},\"kind\":\"{kind}\",\
         \"data\":{{\"percent\":{percent},\"text\":\"{text}\"}}}}",
        at % 1_000_000
    )
}

/// One event with its leaf.
pub fn log(db: &Connection, seq: i64, on: i64, kind: &str, at: i64, bytes: &[u8]) -> rusqlite::Result<()> {
    let salt = Sha256::digest(seq.to_be_bytes()); // as many bytes as a drawn one; nothing here is secret
    let public = Sha256::new().chain_update(salt).chain_update(bytes).finalize();
    let entry = [&[1][..], &public, &[0; 32]].concat();
    db.prepare_cached("INSERT INTO event VALUES (?1, ?2, ?3, ?4, '2026-05-20', ?5, ?6)")?.execute((
        seq,
        on,
        kind,
        at,
        salt.as_slice(),
        bytes,
    ))?;
    db.prepare_cached("INSERT INTO leaf VALUES (?1, ?2)")?.execute((seq, entry))?;
    Ok(())
}
