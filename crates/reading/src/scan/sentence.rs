//! Sentences that divide the work without a label or bracket: `由A牵头，B配合，月底前完成`.

use std::ops::Range;

use super::Scan;
use crate::assign::take_division;
use crate::draft::{Closed, Draft, trimmed};
use crate::mark::{begins, ends};
use crate::reading::Role;
use crate::role;

/// Characters of the longest sentence that is looked at, and of its longest clause.
const SENTENCE: usize = 800;
const CLAUSE: usize = 100;

impl Scan<'_> {
    /// Takes the words after the last label or bracket; a last sentence may divide the work without either.
    pub(super) fn sentence(&mut self, range: Range<usize>) {
        let c = &self.flow.c;
        let range = trimmed(c, range);
        if range.is_empty() {
            return;
        }
        if self.open.as_ref().is_some_and(|open| open.closed != Closed::No) {
            if let Some(open) = self.open.as_mut().filter(|open| open.measures) {
                open.words(c, range);
                return;
            }
            self.again(range.start);
        }
        let numbered = self.open.as_ref().is_some_and(|open| open.place.own.is_some());
        let mut from = range.start;
        for at in range.clone() {
            // Most characters begin nothing: a look at one spares the rest.
            let may_begin = c[at] == '由' || at == range.start || is_stop(c[at - 1]);
            if at < from || !may_begin || !self.begins_clause(range.start, at, numbered) {
                continue;
            }
            let stop = sentence_end(c, at, range.end);
            if c[at] == '由'
                && let Some(division) =
                    role::division(self.flow, at..stop).filter(|division| division.rest.is_empty())
            {
                let Some(open) = &mut self.open else { return };
                // In the middle of a sentence the units are words of it.
                let inside = at > from && c[at - 1] == ',';
                open.words(c, from..if inside { stop } else { at });
                open.end = stop;
                take_division(self.flow, open, division);
                open.closed = Closed::Bracket;
                return self.sentence(stop..range.end);
            }
            if let Some(mut division) = role::leading(self.flow, at..stop) {
                let Some(open) = &mut self.open else { return };
                open.words(c, from..stop);
                // X牵头 without 由 may only be what a sentence tells.
                open.doubtful = !role::is_led_in(&c[at..stop]);
                division.rest = stop..stop;
                take_division(self.flow, open, division);
                from = stop;
            }
        }
        if let Some(open) = &mut self.open {
            if from > range.start {
                open.closed = Closed::Bracket;
            }
            open.words(c, from..range.end);
        }
    }

    /// A task whose labels name nobody who leads, nobody else, or no unit at all, may say so in its words: 由甲牵头，开展….
    pub(super) fn led_in_words(&self, open: &mut Draft) {
        let nobody = open.units.is_empty();
        let missing = [Role::Lead, Role::Responsible]
            .into_iter()
            .find(|role| !open.units.iter().any(|unit| unit.role == *role));
        let Some(missing) = missing.filter(|_| !nobody || open.closed != Closed::No) else { return };
        let c = &self.flow.c;
        let starts = open.texts.iter().flat_map(|text| text.clone().map(|at| (text.clone(), at)));
        let numbered = open.place.own.is_some();
        let led = starts
            .filter(|(text, at)| c[*at] == '由' && self.begins_clause(text.start, *at, numbered))
            .find_map(|(text, at)| {
                let stop = sentence_end(c, at, text.end);
                let clause = (at..stop).find(|i| c[*i] == ',').filter(|_| !nobody).unwrap_or(stop);
                let found = role::leading(self.flow, at..clause).filter(|division| {
                    nobody || division.clauses.first().is_some_and(|clause| clause.role == missing)
                });
                Some((at, found?))
            });
        if let Some((at, mut division)) = led {
            division.rest = open.end..open.end;
            take_division(self.flow, open, division);
            if nobody && open.told == 0 {
                open.told = told_before(c, &open.texts, at);
            }
        }
    }

    /// Whether words before 由 may be what is handed over: `总投资1860万元的清淤工程由甲牵头`.
    fn is_subject(words: &[char]) -> bool {
        const THINGS: &[&str] =
            &["工程", "项目", "工作", "任务", "事项", "问题", "建设", "资金", "方案", "手续"];
        THINGS.iter().any(|thing| ends(words, thing))
    }

    /// Whether a sentence or clause begins at a place, or a word for the task stands before it: 此项工作由…; in an item of its
    /// own (`numbered`) also what is handed over.
    fn begins_clause(&self, start: usize, at: usize, numbered: bool) -> bool {
        let before = &self.flow.c[at.saturating_sub(CLAUSE).max(start)..at];
        let clause = before.iter().rposition(|c| is_stop(*c)).map_or(before, |n| &before[n + 1..]);
        // 46公里管网由市城投集团负责实施: a clause that is nothing but who does it.
        let whole = || {
            let end = (at..self.flow.c.len().min(at + CLAUSE)).find(|i| is_stop(self.flow.c[*i]));
            end.is_some_and(|end| role::is_handed(self.flow, at + 1..end))
        };
        let words = ["工作", "任务", "事项", "具体"];
        clause.is_empty()
            || (self.flow.c[at] == '由'
                && ((clause.len() <= 6 && words.iter().any(|word| ends(clause, word)))
                    || (numbered && (Self::is_subject(clause) || whole()))))
    }
}

/// Up to where a task that begins with a problem (关于…的问题。) only tells of it, before who mends it is said at a place.
fn told_before(c: &[char], texts: &[Range<usize>], at: usize) -> usize {
    const GOALS: &[&str] = &["整改目标", "目标", "要求"];
    let Some(text) = texts.iter().find(|text| text.contains(&at)) else { return 0 };
    let first = sentence_end(c, text.start, at);
    let begins = |i: &usize| c[*i - 1] == '。' && GOALS.iter().any(|goal| begins(&c[*i..at], goal));
    if ends(&c[text.start..first], "问题") { (first + 1..at).find(begins).unwrap_or(at) } else { 0 }
}

/// Where the sentence that a place stands in ends, as far as it is looked at.
fn sentence_end(c: &[char], at: usize, end: usize) -> usize {
    let near = end.min(at + SENTENCE);
    (at..near).find(|i| c[*i] == '。').unwrap_or(near)
}

/// Whether a clause ends with a character.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | ',' | ';' | ':')
}
