//! Readers: a few threads that each own a connection and take queries from one list.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle, available_parallelism};

use tokio::sync::oneshot;

use crate::engine::{Connection, Fault};

/// Queries that may wait; at a tenth of a millisecond each they are through in a tenth of a second.
const WAITING_QUERIES: usize = 2_048;

type Query = Box<dyn FnOnce(&mut Connection) + Send>;

/// The readers of one database; dropping it answers what waits and ends the threads.
pub struct Pool {
    list: Arc<List>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct List {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    queries: VecDeque<Query>,
    closed: bool,
}

impl Pool {
    /// Opens one reader more than the machine has cores: one waits for the disk while the others work,
    /// and more would only add page caches.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let readers = available_parallelism().map_or(2, usize::from) + 1;
        let mut pool = Self { list: Arc::default(), threads: Vec::new() };
        for number in 0..readers {
            let mut db = Connection::open_reader(path)?;
            let list = Arc::clone(&pool.list);
            let thread = Builder::new()
                .name(format!("reader-{number}"))
                .spawn(move || list.serve(&mut db))
                .map_err(|error| Fault::Broken(format!("no thread for a reader: {error}")))?;
            pool.threads.push(thread);
        }
        Ok(pool)
    }

    /// Runs `f` on a reader, in one read transaction: all that it reads is of one state.
    ///
    /// # Errors
    /// What `f` gives; [`Fault::Busy`] when too many queries wait; [`Fault::Broken`] when `f` panicked.
    pub async fn read<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.ask(f)?.await.unwrap_or(Err(Fault::Lost))
    }

    /// As [`Pool::read`], for a thread that may wait and runs no async code.
    pub fn read_now<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.ask(f)?.blocking_recv().unwrap_or(Err(Fault::Lost))
    }

    fn ask<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T, Fault>>, Fault> {
        let (answer, receiver) = oneshot::channel();
        let query = Box::new(move |db: &mut Connection| {
            // Nobody waits any more for a page whose browser has gone.
            if !answer.is_closed() {
                let _ = answer.send(db.reading(f));
            }
        });
        let mut waiting = self.list.lock();
        if waiting.queries.len() >= WAITING_QUERIES {
            return Err(Fault::Busy);
        }
        waiting.queries.push_back(query);
        drop(waiting);
        self.list.changed.notify_one();
        Ok(receiver)
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.list.lock().closed = true;
        self.list.changed.notify_all();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl List {
    fn serve(&self, db: &mut Connection) {
        while let Some(query) = self.next() {
            query(db);
        }
    }

    fn next(&self) -> Option<Query> {
        let mut waiting = self.lock();
        loop {
            if let Some(query) = waiting.queries.pop_front() {
                return Some(query);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing panics while it holds the lock, and a list is whole at every moment.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool() -> (tempfile::TempDir, Pool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pool.sqlite");
        let mut db = Connection::open(&path).unwrap();
        db.batch("CREATE TABLE n (n INTEGER) STRICT; INSERT INTO n VALUES (1), (2), (3)").unwrap();
        (folder, Pool::open(&path).unwrap())
    }

    fn sum(db: &mut Connection) -> Result<i64, Fault> {
        Ok(db.first("SELECT sum(n) FROM n", &[], |row| row.int(0))?.unwrap_or(0))
    }

    #[tokio::test]
    async fn answers_each_who_asks() {
        let (_folder, pool) = pool();
        for n in 0..50 {
            assert_eq!(pool.read(move |db| Ok(sum(db)? + n)).await, Ok(6 + n));
        }
        assert_eq!(pool.read(|_| Err::<(), _>(Fault::Busy)).await, Err(Fault::Busy));
    }

    #[test]
    fn a_panic_is_a_fault_and_the_readers_go_on() {
        let (_folder, pool) = pool();
        for _ in 0..20 {
            let fault = pool.read_now::<()>(|db| panic!("{:?}", sum(db)));
            assert!(matches!(fault, Err(Fault::Broken(_))));
        }
        assert_eq!(pool.read_now(sum), Ok(6));
    }

    #[test]
    fn a_reader_cannot_write() {
        let (_folder, pool) = pool();
        assert_eq!(pool.read_now(|db| db.execute("DELETE FROM n", &[])), Err(Fault::ReadOnly));
        assert_eq!(pool.read_now(sum), Ok(6));
    }

    #[test]
    fn what_waits_is_answered_before_the_end() {
        let (_folder, pool) = pool();
        let answers: Vec<_> = (0..100).map(|_| pool.ask(sum).unwrap()).collect();
        drop(pool);
        assert!(answers.into_iter().all(|answer| answer.blocking_recv() == Ok(Ok(6))));
    }
}
