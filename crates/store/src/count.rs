//! Counters of writes since the start, for whoever watches the program.

use crate::write::turn::{Answer, WriteError};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The counters as the writer counts.
#[derive(Default)]
pub(crate) struct Counters {
    turns: AtomicU64,
    turn_micros: AtomicU64,
    recorded: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
}

/// The counters at one moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Turns that were taken.
    pub turns: u64,
    /// Microseconds that they took together.
    pub turn_micros: u64,
    /// Writes that are on disk.
    pub recorded: u64,
    /// Writes that a rule refused, or that stood on an older version.
    pub refused: u64,
    /// Writes that failed below the rules.
    pub failed: u64,
}

impl Counters {
    /// Counts a turn.
    pub(crate) fn turn(&self, took: Duration) {
        self.turns.fetch_add(1, Ordering::Relaxed);
        self.turn_micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Counts an answer.
    pub(crate) fn answer(&self, answer: &Answer) {
        let counter = match answer {
            Ok(_) => &self.recorded,
            Err(WriteError::Refused(_) | WriteError::Stale | WriteError::KeyReused) => &self.refused,
            Err(WriteError::Busy | WriteError::Day(_) | WriteError::Fault(_)) => &self.failed,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// The counters now.
    pub(crate) fn now(&self) -> Counts {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Counts {
            turns: get(&self.turns),
            turn_micros: get(&self.turn_micros),
            recorded: get(&self.recorded),
            refused: get(&self.refused),
            failed: get(&self.failed),
        }
    }
}
