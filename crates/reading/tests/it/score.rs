//! How well a reading agrees with an annotation: F1 of tasks, units, leaders, deadlines, targets.

use std::collections::BTreeSet;

use reading::{PartialDate, Reading, Role};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// The annotation of one document.
#[derive(Deserialize)]
pub(crate) struct Gold {
    pub(crate) document: GoldDocument,
    tasks: Vec<GoldTask>,
}

/// What the document prints of itself.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct GoldDocument {
    pub(crate) title: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) document_number: Option<String>,
    pub(crate) index_number: Option<String>,
    pub(crate) written_on: Option<PartialDate>,
    pub(crate) issued_on: Option<PartialDate>,
}

#[derive(Deserialize)]
struct GoldTask {
    text_start: String,
    lead: Vec<String>,
    responsible: Vec<String>,
    leaders: Vec<String>,
    deadlines: Vec<GoldDeadline>,
    targets: Vec<GoldTarget>,
}

#[derive(Deserialize)]
struct GoldDeadline {
    date: String,
}

#[derive(Deserialize)]
struct GoldTarget {
    value: serde_json::Value,
    unit: String,
    comparator: String,
}

/// The kinds of fact that are counted.
pub(crate) const KINDS: [&str; 7] =
    ["tasks", "lead", "responsible", "units", "leaders", "deadlines", "targets"];

/// Facts of one document by kind, each as the start of its task's words and the fact.
type Facts = [BTreeSet<(String, String)>; 7];

/// Found, read and annotated facts.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    hits: usize,
    read: usize,
    gold: usize,
}

impl Count {
    /// The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found.
    pub(crate) fn f1(self) -> f64 {
        let share = |whole: usize, other: usize| match whole {
            0 => f64::from(u8::from(other == 0)),
            whole => self.hits as f64 / whole as f64,
        };
        let (precision, recall) = (share(self.read, self.gold), share(self.gold, self.read));
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    /// The count of several documents.
    pub(crate) fn add(&mut self, other: Self) {
        self.hits += other.hits;
        self.read += other.read;
        self.gold += other.gold;
    }
}

/// Counts by kind, and what was missed or found wrongly.
pub(crate) fn compare(gold: &Gold, reading: &Reading) -> ([Count; 7], Vec<String>) {
    let gold = gold_facts(gold);
    let read = meet_short(read_facts(reading), &gold[0]);
    let mut faults = Vec::new();
    let counts = std::array::from_fn(|kind| {
        let known = |fact: &(String, String), facts: &BTreeSet<(String, String)>| {
            facts.iter().any(|other| other.0 == fact.0 && same(KINDS[kind], &other.1, &fact.1))
        };
        let found = gold[kind].iter().filter(|fact| known(fact, &read[kind])).count();
        let right = read[kind].iter().filter(|fact| known(fact, &gold[kind])).count();
        for fact in gold[kind].iter().filter(|fact| !known(fact, &read[kind])) {
            faults.push(format!("missed {}: {} {}", KINDS[kind], fact.0, fact.1));
        }
        for fact in read[kind].iter().filter(|fact| !known(fact, &gold[kind])) {
            faults.push(format!("extra {}: {} {}", KINDS[kind], fact.0, fact.1));
        }
        Count { hits: found.min(right), read: read[kind].len(), gold: gold[kind].len() }
    });
    (counts, faults)
}

/// A month or year is met by any day within it.
fn same(kind: &str, one: &str, other: &str) -> bool {
    let within = |day: &str, whole: &str| day.strip_prefix(whole).is_some_and(|rest| rest.starts_with('-'));
    one == other || (kind == "deadlines" && (within(one, other) || within(other, one)))
}

/// Width, white space and kinds of bracket made one.
fn fold(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '﹒' | '．' => '.',
            '〔' | '【' => '(',
            '〕' | '】' => ')',
            c => c,
        })
        .collect()
}

/// The first twelve characters of a task's words, without a number before them.
fn start(body: &str) -> String {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    let body = fold(body);
    let mut rest = body.as_str();
    loop {
        let bare = rest.trim_start_matches('第').trim_start_matches(numeral);
        let bracket =
            rest.strip_prefix('(').map(|r| r.trim_start_matches(numeral)).and_then(|r| r.strip_prefix(')'));
        rest = match (bare.strip_prefix(['.', '、', ':', ')', '条', '项']), bracket) {
            (Some(after), _) if bare.len() < rest.len() => after,
            (_, Some(after)) => after,
            _ => break,
        };
    }
    rest.chars().take(12).collect()
}

fn gold_facts(gold: &Gold) -> Facts {
    let mut facts = Facts::default();
    for task in &gold.tasks {
        let deadlines = task.deadlines.iter().map(|deadline| deadline.date.clone());
        let targets = task.targets.iter().map(|target| {
            let value = target.value.as_str().map_or_else(|| target.value.to_string(), str::to_owned);
            format!("{} {} {}", decimal(&value), fold(&target.unit), target.comparator)
        });
        add(&mut facts, &task.text_start, &task.lead, &task.responsible, &task.leaders, deadlines, targets);
    }
    facts
}

fn read_facts(reading: &Reading) -> Facts {
    let mut facts = Facts::default();
    for task in &reading.tasks {
        let deadlines = task.deadlines.iter().map(|deadline| deadline.date.to_string());
        let targets = task.targets.iter().map(|target| {
            let comparator = serde_json::to_value(target.comparator).expect("an enum is JSON");
            format!(
                "{} {} {}",
                decimal(&target.value),
                fold(&target.unit),
                comparator.as_str().expect("as text")
            )
        });
        add(&mut facts, &task.body, &task.lead, &task.responsible, &task.leaders, deadlines, targets);
        assert!(task.unit_spans.iter().all(|m| {
            let list = if m.role == Role::Lead { &task.lead } else { &task.responsible };
            list.contains(&m.unit)
        }));
    }
    facts
}

fn add(
    facts: &mut Facts,
    body: &str,
    lead: &[String],
    responsible: &[String],
    leaders: &[String],
    deadlines: impl Iterator<Item = String>,
    targets: impl Iterator<Item = String>,
) {
    let key = start(body);
    if key.is_empty() {
        return;
    }
    facts[0].insert((key.clone(), String::new()));
    facts[1].extend(lead.iter().map(|unit| (key.clone(), fold(unit))));
    facts[2].extend(responsible.iter().map(|unit| (key.clone(), fold(unit))));
    facts[3].extend(lead.iter().chain(responsible).map(|unit| (key.clone(), fold(unit))));
    facts[4].extend(leaders.iter().map(|leader| (key.clone(), fold(leader))));
    facts[5].extend(deadlines.map(|date| (key.clone(), date)));
    facts[6].extend(targets.map(|target| (key.clone(), target)));
}

/// A decimal without zeros that say nothing.
fn decimal(value: &str) -> String {
    if value.contains('.') {
        value.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        value.to_owned()
    }
}

/// Starts cut to the annotation's where that is shorter than twelve characters.
fn meet_short(read: Facts, gold: &BTreeSet<(String, String)>) -> Facts {
    let exact: BTreeSet<&str> = gold.iter().map(|(key, _)| key.as_str()).collect();
    let mut short: Vec<&str> = exact.iter().copied().filter(|key| key.chars().count() < 12).collect();
    short.sort_by_key(|key| std::cmp::Reverse(key.len()));
    let met = |key: String| {
        if exact.contains(key.as_str()) {
            return key;
        }
        short.iter().find(|s| key.starts_with(**s)).map_or(key.clone(), |s| (*s).to_owned())
    };
    read.map(|facts| facts.into_iter().map(|(key, fact)| (met(key), fact)).collect())
}
