//! How well a reading agrees with an annotation: precision, recall, F1 by kind of fact, and whether the warnings
//! stand where the reading is wrong.

mod fact;
mod gold;

use crate::reading::Reading;
use fact::{Fact, Facts, Found};
pub use gold::*;
use std::collections::BTreeMap;

/// The kinds of fact that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A task, found when its words begin as annotated.
    Tasks,
    /// A task's lead unit.
    Lead,
    /// A task's responsible unit.
    Responsible,
    /// A task's unit, whatever the role.
    Units,
    /// A task's leader.
    Leaders,
    /// A task's date; a month or year is met by any day within it.
    Deadlines,
    /// A task's amount: value, unit, comparator.
    Targets,
}

impl Kind {
    /// All of them, in the order of their counts.
    pub const ALL: [Self; 7] = [
        Self::Tasks,
        Self::Lead,
        Self::Responsible,
        Self::Units,
        Self::Leaders,
        Self::Deadlines,
        Self::Targets,
    ];

    /// Its name.
    pub fn text(self) -> &'static str {
        ["tasks", "lead", "responsible", "units", "leaders", "deadlines", "targets"][self as usize]
    }
}

/// How many facts were found, read and annotated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Facts both read and annotated.
    pub hits: usize,
    /// Facts read.
    pub read: usize,
    /// Facts annotated.
    pub gold: usize,
}

impl Count {
    /// The share of the read facts that is right; 1 where nothing was to be read and nothing was.
    pub fn precision(self) -> f64 {
        self.share(self.read, self.gold)
    }

    /// The share of the annotated facts that was read; 1 where nothing was to be read and nothing was.
    pub fn recall(self) -> f64 {
        self.share(self.gold, self.read)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    fn share(self, whole: usize, other: usize) -> f64 {
        share(self.hits, whole).unwrap_or(f64::from(u8::from(other == 0)))
    }
}

/// Where warnings stand: at wrong facts, as they should, or at right ones. A unit counts once, in its role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Warned {
    /// Read facts that are right.
    pub right: usize,
    /// Those of them that are warned of.
    pub right_warned: usize,
    /// Read facts that are wrong.
    pub wrong: usize,
    /// Those of them that are warned of.
    pub wrong_warned: usize,
}

impl Warned {
    /// Of the wrong facts, the share that is warned of; none where nothing is wrong.
    pub fn wrong_share(self) -> Option<f64> {
        share(self.wrong_warned, self.wrong)
    }

    /// Of the facts without a warning, the share that is right; none where each has one.
    pub fn trust(self) -> Option<f64> {
        let right = self.right - self.right_warned;
        share(right, right + self.wrong - self.wrong_warned)
    }

    /// Of the right facts, the share that is warned of; none where nothing is right.
    pub fn right_share(self) -> Option<f64> {
        share(self.right_warned, self.right)
    }
}

/// A fact that was missed, found wrongly, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// What kind of fact.
    pub kind: Kind,
    /// The printed number of its task.
    pub number: Option<String>,
    /// How the task's words begin.
    pub task: String,
    /// What is annotated; none where nothing is.
    pub expected: Option<String>,
    /// What was read; none where nothing was.
    pub found: Option<String>,
    /// Whether what was read carries a warning.
    pub warned: bool,
    /// The place of what was read, else of its task: a character of the extracted text.
    pub at: Option<usize>,
}

/// How one reading, or several, agree with their annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Counts in the order of [`Kind::ALL`].
    pub counts: [Count; 7],
    /// Where warnings stand.
    pub warned: Warned,
}

impl Score {
    /// The mean F1 of the kinds.
    pub fn mean(&self) -> f64 {
        self.counts.iter().map(|count| count.f1()).sum::<f64>() / Kind::ALL.len() as f64
    }

    /// Counts another document's facts with these.
    pub fn add(&mut self, other: &Self) {
        for (sum, count) in self.counts.iter_mut().zip(other.counts) {
            sum.hits += count.hits;
            sum.read += count.read;
            sum.gold += count.gold;
        }
        self.warned.right += other.warned.right;
        self.warned.right_warned += other.warned.right_warned;
        self.warned.wrong += other.warned.wrong;
        self.warned.wrong_warned += other.warned.wrong_warned;
    }
}

/// Holds a reading against its annotation. Without a reading nothing was found.
pub fn score(gold: &Gold, reading: Option<&Reading>) -> (Score, Vec<Miss>) {
    let gold = fact::annotated(gold);
    let read = fact::meet_short(reading.map(fact::read).unwrap_or_default(), &gold);
    let text = reading.map_or("", |reading| &reading.text);
    let mut score = Score::default();
    let mut misses = Vec::new();
    for kind in Kind::ALL {
        let (gold_facts, read_facts) = (&gold[kind as usize], &read[kind as usize]);
        let (missed, hits) = without(kind, gold_facts, read_facts);
        let (extra, right) = without(kind, read_facts, gold_facts);
        score.counts[kind as usize] =
            Count { hits: hits.min(right), read: read_facts.len(), gold: gold_facts.len() };
        // A unit stands among the lead or responsible ones already.
        if kind != Kind::Units {
            let wrong_warned = extra.iter().filter(|(_, found)| found.warned).count();
            let warned = read_facts.values().filter(|found| found.warned).count();
            score.warned.right += right;
            score.warned.right_warned += warned - wrong_warned;
            score.warned.wrong += extra.len();
            score.warned.wrong_warned += wrong_warned;
            misses.extend(paired(kind, &missed, &extra, &read, text));
        }
    }
    misses.sort_by(|a, b| a.at.is_none().cmp(&b.at.is_none()).then(a.at.cmp(&b.at)));
    (score, misses)
}

/// The facts that have none like them among `others`, and how many have.
fn without<'a>(
    kind: Kind,
    facts: &'a BTreeMap<Fact, Found>,
    others: &BTreeMap<Fact, Found>,
) -> (Vec<(&'a Fact, &'a Found)>, usize) {
    let known = |fact: &Fact| {
        others.contains_key(fact)
            || (kind == Kind::Deadlines
                && others.keys().any(|other| other.0 == fact.0 && within(&other.1, &fact.1)))
    };
    let alone: Vec<_> = facts.iter().filter(|(fact, _)| !known(fact)).collect();
    let met = facts.len() - alone.len();
    (alone, met)
}

/// Whether one date lies within the other, which says less.
fn within(one: &str, other: &str) -> bool {
    let inside = |day: &str, whole: &str| day.strip_prefix(whole).is_some_and(|rest| rest.starts_with('-'));
    inside(one, other) || inside(other, one)
}

/// What is missed and what is wrong, side by side where they belong to one task.
fn paired(
    kind: Kind,
    missed: &[(&Fact, &Found)],
    extra: &[(&Fact, &Found)],
    read: &Facts,
    text: &str,
) -> Vec<Miss> {
    let mut tasks = BTreeMap::<&str, [Vec<&(&Fact, &Found)>; 2]>::new();
    for (side, facts) in [missed, extra].into_iter().enumerate() {
        for fact in facts {
            tasks.entry(&fact.0.0).or_default()[side].push(fact);
        }
    }
    let mut misses = Vec::new();
    for (task, [missed, extra]) in tasks {
        let there = read[Kind::Tasks as usize].get(&(task.to_owned(), String::new()));
        let task_at = there.and_then(|found| found.places.first()).map(|place| place.start);
        for line in 0..missed.len().max(extra.len()) {
            let (missed, extra) = (missed.get(line), extra.get(line));
            let words =
                |(fact, _): &(&Fact, &Found)| if fact.1.is_empty() { &fact.0 } else { &fact.1 }.clone();
            let number = [missed, extra].into_iter().flatten().find_map(|(_, found)| found.number.clone());
            let place = extra.and_then(|(_, found)| found.places.first()).map(|place| place.start);
            misses.push(Miss {
                kind,
                number,
                task: task.to_owned(),
                expected: missed.map(|fact| words(fact)),
                found: extra.map(|fact| words(fact)),
                warned: extra.is_some_and(|(_, found)| found.warned),
                at: place.or(task_at).or_else(|| fact::place_of(task, text)),
            });
        }
    }
    misses
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
