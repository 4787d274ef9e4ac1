//! Walks through the pieces of running text and puts tasks together: words, then what assigns them.

use std::ops::Range;

use crate::draft::{Closed, Draft, Named};
use crate::label::{self, Kind, Label};
use crate::leader::is_person;
use crate::outline::{Outline, Piece};
use crate::reading::Role;
use crate::role::{self, Division};
use crate::rules;
use crate::table::Table;
use crate::text::Flow;
use crate::who::{self, Shared};

/// Characters of the longest bracket that is read as a division of work.
const MAX_BRACKET_CHARS: usize = 800;

/// The tasks of running text, and the outline that they stand in.
pub(crate) struct Scan<'a> {
    flow: &'a Flow,
    pub(crate) outline: Outline,
    pub(crate) drafts: Vec<Draft>,
    open: Option<Draft>,
    /// A label whose units stand on the next line.
    pending: Option<Label>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(flow: &'a Flow) -> Self {
        Self { flow, outline: Outline::default(), drafts: Vec::new(), open: None, pending: None }
    }

    /// Takes the next piece.
    pub(crate) fn piece(&mut self, piece: &Piece) {
        let c = &self.flow.c;
        let mut start = piece.range.start;
        if let Some(mark) = &piece.mark {
            self.pending = None;
            self.outline.enter(c, piece, mark);
            let own = self.outline.innermost();
            let under = own.and_then(|own| self.outline.headings[own].parent);
            self.finish_before(under);
            let mut draft = Draft::new(mark.number.start, Some(mark.number.clone()), own, under);
            let heading = own.map(|own| &self.outline.headings[own]);
            draft.title = heading.filter(|h| h.alone).map(|h| mark.body..h.title.end);
            self.open = Some(draft);
            start = mark.body;
        } else if let Some(label) = self.pending.take() {
            if label::label_at(c, piece.range.start, piece.range.end).is_none() {
                self.value(&label, piece.range.clone());
                return;
            }
        }
        if piece.mark.is_none() {
            let label = label::label_at(c, start, piece.range.end);
            let goes_on = match self.open.as_ref().map(|open| open.closed) {
                None => false,
                Some(Closed::No) => {
                    self.open.as_ref().is_some_and(|open| open.own.is_some() && !self.is_section_line(open))
                }
                Some(Closed::Labels) => label.is_some(),
                Some(Closed::Bracket) => label.is_some_and(|label| label.kind != Kind::Words),
            };
            if !goes_on {
                self.finish();
                self.open = Some(Draft::new(start, None, None, self.outline.innermost()));
            }
        }
        self.inside(start..piece.range.end);
    }

    /// Whether a numbered line without words of its own is a heading of chapters, under which paragraphs stand.
    fn is_section_line(&self, open: &Draft) -> bool {
        open.title.is_some()
            && open.own.is_some_and(|own| self.outline.headings[own].parent.is_none())
            && open.number.as_ref().is_some_and(|n| matches!(self.flow.c[n.start], '一'..='龥'))
    }

    /// Reads one piece from its first word.
    fn inside(&mut self, range: Range<usize>) {
        let c = &self.flow.c;
        let (mut from, mut i) = (range.start, range.start);
        while i < range.end {
            match c[i] {
                ':' => {
                    if let Some(label) = self.label_before(from, i) {
                        i = self.label(&label, from, range.end);
                        from = i;
                        continue;
                    }
                }
                '(' | '[' => {
                    let close = close(c, i, range.end);
                    if let Some(close) = close {
                        if let Some(label) = label::label_at(c, i, range.end).filter(|_| c[i] == '[') {
                            i = self.label(&label, from, range.end);
                            from = i;
                            continue;
                        }
                        if self.bracket(from, i, close) {
                            i = close + 1;
                            from = i;
                            continue;
                        }
                        // A bracket that divides no work may hold one that does, only where it is long.
                        i = close;
                    }
                }
                _ => {}
            }
            i += 1;
        }
        self.sentence(from..range.end);
    }

    /// The label whose colon stands at `colon`, if its words begin after a stop, a blank or the start.
    fn label_before(&self, from: usize, colon: usize) -> Option<Label> {
        let c = &self.flow.c;
        let first = colon.saturating_sub(14).max(from);
        let start = (first..colon)
            .rev()
            .find(|i| {
                matches!(c[*i], '。' | ';' | ',' | ')' | '(' | ']' | '|') || self.flow.gap(*i) && *i > first
            })
            .map_or(first, |i| {
                if self.flow.gap(i) && !matches!(c[i], '。' | ';' | ',' | ')' | '(' | ']' | '|') {
                    i
                } else {
                    i + 1
                }
            });
        let label = label::label_at(c, start, colon + 1)?;
        (label.value == colon + 1).then_some(label)
    }

    /// The next label in a line.
    fn next_label(&self, from: usize, end: usize) -> Option<Label> {
        (from..end).filter(|i| self.flow.c[*i] == ':').find_map(|i| self.label_before(from, i))
    }

    /// Reads a label and what stands behind it; answers where reading goes on.
    fn label(&mut self, label: &Label, from: usize, end: usize) -> usize {
        let c = &self.flow.c;
        let words_before =
            from..label.words.start - usize::from(c.get(label.words.start.wrapping_sub(1)) == Some(&'['));
        let fresh = !crate::draft::trimmed(c, words_before.clone()).is_empty();
        if fresh && self.open.as_ref().is_some_and(|open| open.closed != Closed::No) {
            self.again(words_before.start);
        }
        if let Some(open) = &mut self.open {
            open.words(c, words_before);
        }
        if label.kind == Kind::Words {
            if self.open.as_ref().is_some_and(|open| open.closed == Closed::Bracket) {
                self.finish();
                self.open = Some(Draft::new(label.words.start, None, None, self.outline.innermost()));
            }
            return label.value;
        }
        let mut stop = self.next_label(label.value, end).map_or(end, |next| next.words.start);
        if matches!(label.kind, Kind::Units(_) | Kind::PrimaryUnits | Kind::UnitsAndLeader(_) | Kind::Leaders)
        {
            stop = (label.value..stop).find(|i| c[*i] == '。').unwrap_or(stop);
        }
        if crate::draft::trimmed(c, label.value..stop).is_empty() && stop == end {
            self.pending = Some(label.clone());
            if let Some(open) = &mut self.open {
                open.closed = Closed::Labels;
            }
            return stop;
        }
        self.value(label, label.value..stop);
        (stop + usize::from(c.get(stop) == Some(&'。'))).min(end)
    }

    /// Takes what a label announces.
    fn value(&mut self, label: &Label, range: Range<usize>) {
        let range = crate::draft::trimmed(&self.flow.c, range);
        let Some(mut open) = self.open.take() else { return };
        open.end = open.end.max(range.end);
        take_value(self.flow, &mut open, label, range);
        open.closed = Closed::Labels;
        self.open = Some(open);
    }

    /// Reads a bracket; answers whether it divides work.
    fn bracket(&mut self, from: usize, start: usize, end: usize) -> bool {
        let c = &self.flow.c;
        let inner = start + 1..end;
        let labelled = label::label_at(c, inner.start, inner.end).filter(|label| {
            matches!(
                label.kind,
                Kind::Units(_) | Kind::PrimaryUnits | Kind::Leaders | Kind::UnitsAndLeader(_)
            )
        });
        let division = if labelled.is_some() { None } else { role::division(self.flow, inner.clone()) };
        if labelled.is_none() && division.is_none() {
            return false;
        }
        let empty = crate::draft::trimmed(c, from..start).is_empty();
        if !empty && self.open.as_ref().is_some_and(|open| open.closed != Closed::No) {
            self.again(from);
        }
        let Some(mut open) = self.open.take() else { return false };
        open.words(c, from..start);
        if let Some(mut label) = labelled {
            loop {
                let next = self.next_label(label.value, inner.end);
                let stop = next.as_ref().map_or(inner.end, |next| next.words.start);
                take_value(self.flow, &mut open, &label, label.value..stop);
                match next {
                    Some(next) => label = next,
                    None => break,
                }
            }
        }
        if let Some(division) = division {
            take_division(&mut open, division);
        }
        open.end = end + 1;
        open.closed = Closed::Bracket;
        self.open = Some(open);
        true
    }

    /// Takes the words after the last label or bracket; a last sentence may divide the work without either.
    fn sentence(&mut self, range: Range<usize>) {
        let c = &self.flow.c;
        let range = crate::draft::trimmed(c, range);
        if range.is_empty() {
            return;
        }
        if self.open.as_ref().is_some_and(|open| open.closed != Closed::No) {
            if self.open.as_ref().is_some_and(|open| open.closed == Closed::Labels) && range.len() < 2 {
                return;
            }
            self.again(range.start);
        }
        let by = (range.start..range.end).rev().find(|i| {
            c[*i] == '由' && (*i == range.start || matches!(c[i - 1], '。' | ',' | ';')) && *i + 3 < range.end
        });
        let Some(open) = &mut self.open else { return };
        if let Some(by) = by {
            let stop = (by..range.end).find(|i| c[*i] == '。').unwrap_or(range.end);
            if stop + 1 >= range.end {
                if let Some(division) = role::division(self.flow, by..stop).filter(|d| d.rest.is_empty()) {
                    open.words(c, range.start..by);
                    open.doubtful = true;
                    open.end = range.end;
                    take_division(open, division);
                    open.closed = Closed::Bracket;
                    return;
                }
            }
        }
        open.words(c, range);
    }

    /// Begins another task under the same number.
    fn again(&mut self, start: usize) {
        let (number, own, under) =
            self.open.as_ref().map_or((None, None, self.outline.innermost()), |open| {
                (open.number.clone(), open.own, open.under)
            });
        self.finish();
        self.open = Some(Draft::new(start, number, own, under));
    }

    /// Takes the rows of a table.
    pub(crate) fn rows(&mut self, table: &Table) {
        self.finish();
        let c = &self.flow.c;
        for row in &table.rows {
            let mut draft = Draft::new(row.at.start, row.number.clone(), None, self.outline.innermost());
            for text in &row.texts {
                draft.words(c, text.clone());
            }
            for (column, cell) in &row.fields {
                let label = Label { kind: column.kind, words: column.head.clone(), value: cell.start };
                take_value(self.flow, &mut draft, &label, cell.clone());
            }
            (draft.start, draft.end) = (row.at.start, row.at.end);
            draft.row_doubtful = row.doubtful;
            self.open = Some(draft);
            self.finish();
        }
    }

    /// Closes the open task before an item under `under`; leaders that stand alone above items are those of each.
    fn finish_before(&mut self, under: Option<usize>) {
        let heading =
            self.open.take_if(|open| open.own.is_some() && open.own == under && open.units.is_empty());
        match heading {
            Some(open) => {
                if let Some(own) = open.own {
                    self.outline.headings[own].leaders.extend(open.leaders);
                }
            }
            None => self.finish(),
        }
    }

    /// Closes the open task.
    pub(crate) fn finish(&mut self) {
        if let Some(mut open) = self.open.take() {
            if open.is_task() {
                for heading in self.outline.path(open.under) {
                    open.leaders.extend(self.outline.headings[heading].leaders.iter().cloned());
                }
                self.drafts.push(open);
            }
        }
    }
}

/// Takes what a label announces into a draft.
pub(crate) fn take_value(flow: &Flow, open: &mut Draft, label: &Label, range: Range<usize>) {
    let words = Some(&label.words);
    // A rule in brackets behind the units is no unit.
    let rule = (range.start..range.end)
        .find(|i| matches!(flow.c[*i], '(' | '[') && rules::first_leads(&flow.c, *i..range.end).is_some());
    let units = range.start..rule.unwrap_or(range.end);
    match label.kind {
        Kind::Units(role) => {
            if let Some(division) = role::division(flow, units.clone()) {
                take_division(open, division);
            } else {
                open.assign(who::units(flow, units, &mut Shared::default()), role, words);
            }
        }
        Kind::PrimaryUnits => {
            let first = open.units.len();
            open.assign(who::units(flow, units, &mut Shared::default()), Role::Responsible, words);
            open.units[first..].iter_mut().for_each(|unit| unit.primary = true);
        }
        Kind::UnitsAndLeader(role) => units_and_leader(flow, open, units, role, words),
        Kind::Leaders => leaders(flow, open, range, words),
        Kind::Due => open.dues.push(range),
        Kind::Words | Kind::Name | Kind::Number | Kind::Other => {}
    }
}

fn take_division(open: &mut Draft, division: Division) {
    for clause in division.clauses {
        let label = Some(&clause.verb).filter(|verb| !verb.is_empty());
        open.assign(clause.units, clause.role, label);
    }
    if !division.rest.is_empty() {
        open.dues.push(division.rest);
    }
}

/// `市退役军人局 闵学成`: a blank stands between the unit and its head.
fn units_and_leader(
    flow: &Flow,
    open: &mut Draft,
    range: Range<usize>,
    role: Role,
    label: Option<&Range<usize>>,
) {
    let gap = (range.start + 1..range.end)
        .rev()
        .find(|i| flow.gap(*i) || matches!(flow.c[*i - 1], '、' | '/' | ',' | '\n' | '('));
    match gap.filter(|gap| is_person(&flow.c[*gap..range.end])) {
        Some(gap) => {
            open.assign(who::units(flow, range.start..gap, &mut Shared::default()), role, label);
            leaders(flow, open, gap..range.end, label);
        }
        None => open.assign(who::units(flow, range, &mut Shared::default()), role, label),
    }
}

/// Names and posts of a list.
fn leaders(flow: &Flow, open: &mut Draft, range: Range<usize>, label: Option<&Range<usize>>) {
    let c = &flow.c;
    let mut start = range.start;
    for i in range.start..=range.end {
        let cut = i == range.end || matches!(c[i], '、' | ',' | ';' | '。' | '/' | '\n' | '|');
        let gap = i > start && i < range.end && flow.gap(i) && i - start >= 2 && range.end - i >= 2;
        if !cut && !gap {
            continue;
        }
        let mut at = crate::draft::trimmed(c, start..i);
        for ending in ["同志", "等"] {
            if crate::mark::ends(&c[at.clone()], ending) && at.len() > ending.chars().count() {
                at.end -= ending.chars().count();
            }
        }
        if at.len() >= 2 {
            open.end = open.end.max(at.end);
            open.leaders.push(Named { at, label: label.cloned() });
        }
        start = if gap && !cut { i } else { i + 1 };
    }
}

/// The bracket's end, within its line.
fn close(c: &[char], start: usize, end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, c) in c.iter().enumerate().take(end.min(start + MAX_BRACKET_CHARS)).skip(start) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(i);
                }
            }
            _ => {}
        }
    }
    None
}
