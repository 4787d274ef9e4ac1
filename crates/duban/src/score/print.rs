//! What `duban score` prints: a table for people, JSON for programs.

use super::{Document, Place};
use reading::score::{Count, Kind, Miss, Score, Warned};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The score of several documents.
#[derive(Default)]
pub(super) struct Group {
    pub(super) documents: usize,
    pub(super) score: Score,
}

impl Group {
    fn add(&mut self, score: &Score) {
        self.documents += 1;
        self.score.add(score);
    }
}

/// All that is printed.
#[derive(Default)]
pub(super) struct All {
    pub(super) total: Group,
    styles: BTreeMap<String, Group>,
    formats: BTreeMap<String, Group>,
    misses: Vec<(String, Miss, Option<Place>)>,
    pub(super) unread: Vec<String>,
}

impl All {
    pub(super) fn add(&mut self, document: Document) {
        self.total.add(&document.score);
        self.styles.entry(document.style).or_default().add(&document.score);
        self.formats.entry(document.format).or_default().add(&document.score);
        self.misses
            .extend(document.misses.into_iter().map(|(miss, place)| (document.name.clone(), miss, place)));
        self.unread.extend(document.unread);
    }

    pub(super) fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        for (document, miss, place) in &self.misses {
            let place = place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
            let number = miss.number.as_deref().map_or_else(String::new, |number| format!(" {number}"));
            let words = |fact: &Option<String>| fact.clone().unwrap_or_else(|| "–".to_owned());
            let warned = if miss.warned { "  (warned of)" } else { "" };
            writeln!(
                out,
                "{document}{place}{number} {}  {}: expected {}, found {}{warned}",
                miss.task,
                miss.kind.text(),
                words(&miss.expected),
                words(&miss.found),
            )?;
        }
        self.unread.iter().try_for_each(|why| writeln!(out, "not read: {why}"))?;
        writeln!(out, "\nkind         precision  recall  F1      found  read  annotated")?;
        for (kind, count) in Kind::ALL.iter().zip(&self.total.score.counts) {
            let (precision, recall, f1) = (count.precision(), count.recall(), count.f1());
            let Count { hits, read, gold } = count;
            writeln!(
                out,
                "{:12} {precision:<9.4}  {recall:.4}  {f1:.4}  {hits:<5}  {read:<4}  {gold}",
                kind.text()
            )?;
        }
        writeln!(out, "score        {:.4} over {} documents", self.total.score.mean(), self.total.documents)?;
        groups(out, "style", &self.styles)?;
        if self.formats.len() > 1 {
            groups(out, "format", &self.formats)?;
        }
        let warned = self.total.score.warned;
        let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| format!("{share:.4}"));
        let Warned { right, right_warned, wrong, wrong_warned } = warned;
        writeln!(out)?;
        for (what, share, of) in [
            ("of the wrong facts are warned of", share(warned.wrong_share()), (wrong_warned, wrong)),
            (
                "of the facts without a warning are right (to be at least 0.995)",
                share(warned.trust()),
                (right - right_warned, right - right_warned + wrong - wrong_warned),
            ),
            (
                "of the right facts are warned of (to be at most 0.03)",
                share(warned.right_share()),
                (right_warned, right),
            ),
        ] {
            writeln!(out, "{share:6} {what}: {} of {}", of.0, of.1)?;
        }
        Ok(())
    }

    pub(super) fn json(&self) -> Value {
        let groups = |groups: &BTreeMap<String, Group>| -> Map<String, Value> {
            groups.iter().map(|(name, group)| (name.clone(), group_json(group))).collect()
        };
        let misses: Vec<Value> = self
            .misses
            .iter()
            .map(|(document, miss, place)| {
                let Miss { kind, number, task, expected, found, warned, .. } = miss;
                json!({
                    "document": document, "number": number, "task": task, "kind": kind.text(),
                    "expected": expected, "found": found, "warned": warned,
                    "line": place.map(|place| place.0), "column": place.map(|place| place.1),
                })
            })
            .collect();
        let mut json = group_json(&self.total);
        json["styles"] = groups(&self.styles).into();
        json["formats"] = groups(&self.formats).into();
        json["unread"] = self.unread.clone().into();
        json["misses"] = misses.into();
        json
    }
}

fn group_json(group: &Group) -> Value {
    let kinds: Map<String, Value> = Kind::ALL
        .iter()
        .zip(group.score.counts)
        .map(|(kind, count)| {
            let Count { hits, read, gold } = count;
            let (precision, recall, f1) = (count.precision(), count.recall(), count.f1());
            let counted = json!({"precision": precision, "recall": recall, "f1": f1, "found": hits, "read": read,
                "annotated": gold});
            (kind.text().to_owned(), counted)
        })
        .collect();
    let warned = group.score.warned;
    let Warned { right, right_warned, wrong, wrong_warned } = warned;
    json!({
        "documents": group.documents, "score": group.score.mean(), "kinds": kinds,
        "warnings": {
            "wrong_warned_share": warned.wrong_share(), "unwarned_right_share": warned.trust(),
            "right_warned_share": warned.right_share(),
            "right": right, "right_warned": right_warned, "wrong": wrong, "wrong_warned": wrong_warned,
        },
    })
}

/// F1 by kind, a line for each group.
fn groups(out: &mut dyn Write, what: &str, groups: &BTreeMap<String, Group>) -> io::Result<()> {
    write!(out, "\nscore   docs")?;
    Kind::ALL.iter().try_for_each(|kind| write!(out, "  {:>6.6}", kind.text()))?;
    writeln!(out, "  {what}")?;
    for (name, group) in groups {
        write!(out, "{:.4} {:5}", group.score.mean(), group.documents)?;
        group.score.counts.iter().try_for_each(|count| write!(out, "  {:.4}", count.f1()))?;
        writeln!(out, "  {name}")?;
    }
    Ok(())
}
