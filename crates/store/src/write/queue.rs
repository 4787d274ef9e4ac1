//! What waits for the writer: writes by jurisdiction and lane, and changes of own tables.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::engine::Connection;

/// A change of own tables, which the writer makes between two turns. It carries its own way to answer.
pub type OwnWrite = Box<dyn FnOnce(&mut Connection) + Send>;

/// How urgent a write is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Someone waits for it.
    Interactive,
    /// Import, mass actions, deriving anew: at most half of a batch while anyone waits.
    Bulk,
}

/// What the writer does next.
pub enum Next {
    /// A change of own tables.
    Own(OwnWrite),
    /// A turn at the log of this jurisdiction.
    Turn(u32),
}

/// The queue is full or closed: the sender is told to try again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too much waits to be written")]
pub struct QueueFull;

/// A bounded queue of `T`, for any number of senders and one writer.
pub struct Queue<T> {
    limit: usize,
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    /// Jurisdictions with anything waiting, and no others.
    jurisdictions: BTreeMap<u32, Lanes<T>>,
    own: VecDeque<OwnWrite>,
    waiting: usize,
    waiting_bulk: usize,
    last: Last,
    closed: bool,
}

/// What the writer was last sent to do, so that everyone comes by turns.
struct Last {
    own: bool,
    jurisdiction: u32,
}

struct Lanes<T> {
    interactive: VecDeque<T>,
    bulk: VecDeque<T>,
}

impl<T> Queue<T> {
    /// A queue that holds `limit` writes and as many changes of own tables; bulk has half of it at most,
    /// so that it never shuts out those who wait.
    pub fn new(limit: usize) -> Self {
        let state = State {
            jurisdictions: BTreeMap::new(),
            own: VecDeque::new(),
            waiting: 0,
            waiting_bulk: 0,
            last: Last { own: false, jurisdiction: 0 },
            closed: false,
        };
        Self { limit, state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Adds a write at the end of its lane.
    pub fn push(&self, jurisdiction: u32, lane: Lane, item: T) -> Result<(), QueueFull> {
        let mut state = self.lock();
        let bulk = lane == Lane::Bulk;
        if state.closed || state.waiting >= self.limit || bulk && state.waiting_bulk >= self.limit / 2 {
            return Err(QueueFull);
        }
        state.waiting += 1;
        state.waiting_bulk += usize::from(bulk);
        let lanes = state
            .jurisdictions
            .entry(jurisdiction)
            .or_insert_with(|| Lanes { interactive: VecDeque::new(), bulk: VecDeque::new() });
        if bulk {
            lanes.bulk.push_back(item);
        } else {
            lanes.interactive.push_back(item);
        }
        drop(state);
        self.changed.notify_one();
        Ok(())
    }

    /// Adds a change of own tables.
    pub fn push_own(&self, write: OwnWrite) -> Result<(), QueueFull> {
        let mut state = self.lock();
        if state.closed || state.own.len() >= self.limit {
            return Err(QueueFull);
        }
        state.own.push_back(write);
        drop(state);
        self.changed.notify_one();
        Ok(())
    }

    /// How many writes wait, of all jurisdictions.
    pub fn waiting(&self) -> usize {
        self.lock().waiting
    }

    /// Waits until there is something to do; none once the queue is closed and empty. Own changes and
    /// turns alternate, jurisdictions come in circle. A jurisdiction keeps what it has until
    /// [`Queue::take`].
    pub fn wait(&self) -> Option<Next> {
        let mut state = self.lock();
        loop {
            if let Some(next) = state.next() {
                return Some(next);
            }
            if state.closed {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes at most `max` of what waits for a jurisdiction, interactive first, each lane in its order.
    pub fn take(&self, jurisdiction: u32, max: usize) -> Vec<T> {
        let mut state = self.lock();
        let Some(lanes) = state.jurisdictions.get_mut(&jurisdiction) else { return Vec::new() };
        let bulk = lanes.bulk.len().min(max.saturating_sub(lanes.interactive.len()).max(max / 2));
        let interactive = lanes.interactive.len().min(max - bulk);
        let mut taken: Vec<T> = lanes.interactive.drain(..interactive).collect();
        taken.extend(lanes.bulk.drain(..bulk));
        if lanes.interactive.is_empty() && lanes.bulk.is_empty() {
            state.jurisdictions.remove(&jurisdiction);
        }
        state.waiting -= taken.len();
        state.waiting_bulk -= bulk;
        taken
    }

    /// Takes nothing more; the writer ends once it has done what waits.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Nothing panics while it holds the lock, and the state is whole at every moment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> State<T> {
    fn next(&mut self) -> Option<Next> {
        if (self.jurisdictions.is_empty() || !self.last.own)
            && let Some(write) = self.own.pop_front()
        {
            self.last.own = true;
            return Some(Next::Own(write));
        }
        let after = self.jurisdictions.range((Excluded(self.last.jurisdiction), Unbounded)).next();
        let (&jurisdiction, _) = after.or_else(|| self.jurisdictions.first_key_value())?;
        self.last = Last { own: false, jurisdiction };
        Some(Next::Turn(jurisdiction))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn turn(queue: &Queue<u32>) -> Option<u32> {
        match queue.wait() {
            Some(Next::Turn(jurisdiction)) => Some(jurisdiction),
            _ => None,
        }
    }

    fn filled(interactive: u32, bulk: u32) -> Queue<u32> {
        let queue = Queue::new(100);
        (0..bulk).for_each(|n| queue.push(1, Lane::Bulk, 100 + n).unwrap());
        (0..interactive).for_each(|n| queue.push(1, Lane::Interactive, n).unwrap());
        queue
    }

    #[test]
    fn a_batch_is_shared_between_the_lanes() {
        // waiting interactive, waiting bulk, batch -> taken interactive, taken bulk
        for (interactive, bulk, max, expected) in [
            (3, 0, 10, (3, 0)),
            (0, 12, 10, (0, 10)),
            (20, 20, 10, (5, 5)),
            (20, 2, 10, (8, 2)),
            (2, 20, 10, (2, 8)),
            (20, 20, 1, (1, 0)),
            (0, 0, 10, (0, 0)),
        ] {
            let taken = filled(interactive, bulk).take(1, max);
            let split = taken.iter().position(|n| *n >= 100).unwrap_or(taken.len());
            assert_eq!((split, taken.len() - split), expected, "{interactive} {bulk} {max}");
            assert!(taken[..split].is_sorted() && taken[split..].is_sorted());
        }
    }

    #[test]
    fn nothing_is_lost_or_doubled() {
        let queue = filled(20, 13);
        let mut all = Vec::new();
        while turn_waits(&queue) {
            all.extend(queue.take(1, 7));
        }
        all.sort_unstable();
        assert_eq!(all, (0..20).chain(100..113).collect::<Vec<_>>());
    }

    fn turn_waits(queue: &Queue<u32>) -> bool {
        queue.close();
        turn(queue).is_some()
    }

    #[test]
    fn jurisdictions_come_in_circle_and_keep_what_was_not_taken() {
        let queue = Queue::new(10);
        for jurisdiction in [7, 7, 3, 9] {
            queue.push(jurisdiction, Lane::Interactive, 0).unwrap();
        }
        let mut order = Vec::new();
        for _ in 0..4 {
            let jurisdiction = turn(&queue).unwrap();
            order.push(jurisdiction);
            assert_eq!(queue.take(jurisdiction, 1).len(), 1);
        }
        assert_eq!(order, [3, 7, 9, 7]);
        assert!(queue.take(7, 1).is_empty());
    }

    #[test]
    fn own_changes_alternate_with_turns() {
        let queue: Queue<u32> = Queue::new(10);
        (0..3).for_each(|_| queue.push_own(Box::new(|_| ())).unwrap());
        (0..2).for_each(|n| queue.push(1, Lane::Interactive, n).unwrap());
        let order: String = (0..5)
            .map(|_| match queue.wait().unwrap() {
                Next::Own(_) => 'o',
                Next::Turn(jurisdiction) => {
                    queue.take(jurisdiction, 1);
                    't'
                }
            })
            .collect();
        assert_eq!(order, "ototo");
    }

    #[test]
    fn full_and_closed_queues_refuse() {
        let queue = Queue::new(4);
        assert_eq!(queue.push(1, Lane::Bulk, 0), Ok(()));
        assert_eq!(queue.push(1, Lane::Bulk, 0), Ok(()));
        assert_eq!(queue.push(2, Lane::Bulk, 0), Err(QueueFull), "bulk has half of it");
        assert_eq!(queue.push(1, Lane::Interactive, 0), Ok(()));
        assert_eq!(queue.push(1, Lane::Interactive, 0), Ok(()));
        assert_eq!(queue.push(2, Lane::Interactive, 0), Err(QueueFull));
        queue.take(1, 2);
        assert_eq!(queue.push(2, Lane::Interactive, 0), Ok(()), "what was taken makes room");
        queue.close();
        assert_eq!(queue.push(2, Lane::Interactive, 0), Err(QueueFull));
        assert_eq!(queue.push_own(Box::new(|_| ())), Err(QueueFull));
    }

    #[test]
    fn a_closed_queue_is_emptied_and_then_ends() {
        let queue = filled(1, 0);
        queue.close();
        assert_eq!(turn(&queue), Some(1));
        queue.take(1, 10);
        assert_eq!(turn(&queue), None);
    }

    #[test]
    fn the_writer_wakes_for_each_sender() {
        let queue = Arc::new(Queue::new(1_000));
        let senders: Vec<_> = (0..4)
            .map(|sender| {
                let queue = Arc::clone(&queue);
                std::thread::spawn(move || {
                    (0..50).for_each(|n| queue.push(sender, Lane::Interactive, n).unwrap());
                })
            })
            .collect();
        let mut received = 0;
        while received < 200 {
            received += turn(&queue).map_or(0, |jurisdiction| queue.take(jurisdiction, 16).len());
        }
        for sender in senders {
            sender.join().unwrap();
        }
    }
}
