//! What closes a task: a bracket or a line that divides the work.

use std::ops::Range;

use super::Scan;
use crate::assign::{take_division, take_value};
use crate::draft::{Closed, Draft, trimmed};
use crate::header;
use crate::label;
use crate::mark::begins;
use crate::outline::Piece;
use crate::reading::Role;
use crate::role::{self, Division};
use crate::who::{self, Shared};

/// Characters of the longest bracket that is read as a division of work.
const MAX_BRACKET_CHARS: usize = 800;
/// Characters of the longest heading without a number.
const HEADING_CHARS: usize = 16;

impl Scan<'_> {
    /// Takes a paragraph that is a division of work and nothing else, `甲、乙等按职责分工负责`: it closes the open item, or
    /// the unnumbered paragraphs above it that no blank line parts.
    pub(super) fn closing_line(&mut self, piece: &Piece) -> bool {
        let labelled = self.label_at(piece.range.start, piece.range.end).is_some();
        let Some(open) = self.open.as_ref().filter(|open| open.closed == Closed::No && !labelled) else {
            return false;
        };
        let (numbered, start, under) = (open.place.own.is_some(), open.start, open.place.under);
        let Some(division) = self.closing_division(piece.range.clone(), numbered) else { return false };
        let block = self.headings_skipped(self.flow.block_of(piece.range.start), piece.range.start);
        let alone = !numbered && block <= start && self.last_mark.is_none_or(|mark| mark < block);
        let Some(mut whole) = self.open.take() else { return false };
        if alone {
            whole = Draft::new(block, None, None, under);
            whole.words(&self.flow.c, block..piece.range.start);
        }
        take_division(self.flow, &mut whole, division);
        whole.end = piece.range.end;
        whole.closed = Closed::Bracket;
        self.open = Some(whole);
        true
    }

    /// Where the paragraphs from `block` on begin that a line closes: behind the task before them, and of several headings in a
    /// row with the last.
    fn headings_skipped(&self, block: usize, end: usize) -> usize {
        let c = &self.flow.c;
        let last = self.drafts.last().map(|draft| self.flow.line_of(draft.end) + 1);
        let block =
            last.and_then(|line| self.flow.lines.get(line)).map_or(block, |line| block.max(line.start));
        let heads = |line: &Range<usize>| {
            line.len() <= HEADING_CHARS
                && !c[line.clone()].iter().any(|c| matches!(c, ',' | '。' | ';' | ':'))
        };
        let lines = self.flow.lines[self.flow.line_of(block)..].iter().take_while(|line| line.end < end);
        let lines: Vec<&Range<usize>> = lines.filter(|line| !line.is_empty()).collect();
        // A heading above another, with words below both.
        let skipped = lines.windows(3).take_while(|three| heads(three[0]) && heads(three[1])).count();
        lines.get(skipped).map_or(block, |line| line.start)
    }

    /// What such a paragraph says: by its verbs, or below a numbered item as a list.
    fn closing_division(&self, range: Range<usize>, numbered: bool) -> Option<Division> {
        let sure = |division: &Division| {
            let units = || division.clauses.iter().flat_map(|clause| &clause.units);
            division.rest.is_empty()
                && units().count() > 1
                && units().filter(|unit| unit.doubtful).count() * 3 <= units().count()
        };
        let listed = || self.listed_line(range.clone()).filter(|_| numbered);
        role::division(self.flow, range.clone()).filter(sure).or_else(listed)
    }

    /// A line below an item that is nothing but units, one of them marked, or with a labelled line below it.
    fn listed_line(&self, range: Range<usize>) -> Option<Division> {
        let flow = self.flow;
        let below = flow.lines.get(flow.line_of(range.start) + 1);
        let labelled = below.is_some_and(|line| label::label_at(&flow.c, line.start, line.end).is_some());
        let marked = flow.c[range.clone()].iter().any(|c| matches!(c, '★' | '▲' | '☆'));
        ((marked || labelled) && who::is_certain_list(flow, range.clone())).then(|| role::listed(flow, range))
    }

    /// Whether a paragraph begins with a bracket of units: it closes the one before.
    pub(super) fn begins_with_units(&self, piece: &Piece) -> bool {
        let (c, start) = (&self.flow.c, piece.range.start);
        matches!(c[start], '(' | '[')
            && close(c, start, piece.range.end).is_some_and(|end| {
                let inner = start + 1..end;
                label::label_at(c, inner.start, inner.end).is_some_and(|label| label.kind.names())
                    || role::division(self.flow, inner.clone()).is_some()
                    || self.is_closing_list(inner, end, end + 1)
            })
    }

    /// Reads a bracket; answers whether it divides work.
    pub(super) fn bracket(&mut self, from: usize, start: usize, end: usize, piece_end: usize) -> bool {
        let c = &self.flow.c;
        let inner = start + 1..end;
        let labelled = label::label_at(c, inner.start, inner.end).filter(|label| label.kind.names());
        let division = if labelled.is_some() { None } else { role::division(self.flow, inner.clone()) };
        let listed =
            labelled.is_none() && division.is_none() && self.is_closing_list(inner.clone(), end, piece_end);
        // 问题整改台账（市行政审批局）: whose list it is.
        // The same below the title, on a line of its own.
        let above =
            self.open.as_ref().filter(|open| open.place.own.is_none()).and_then(|open| open.texts.last());
        let below = above.is_some_and(|title| header::ends_like_title(&c[title.clone()]))
            && trimmed(c, from..start).is_empty();
        let titled = listed
            && (below
                || self.open.as_ref().is_none_or(|open| open.place.own.is_none() && open.texts.is_empty())
                    && header::ends_like_title(&c[from..start]));
        if labelled.is_none() && division.is_none() && !listed || titled {
            return false;
        }
        let empty = trimmed(c, from..start).is_empty();
        if !empty && self.open.as_ref().is_some_and(|open| open.closed != Closed::No) {
            self.again(from);
        }
        let Some(mut open) = self.open.take() else { return false };
        open.words(c, from..start);
        if let Some(mut label) = labelled {
            loop {
                let next = label::next(self.flow, label.value, inner.end);
                let stop = next.as_ref().map_or(inner.end, |next| next.words.start);
                take_value(self.flow, &mut open, &label, label.value..stop);
                match next {
                    Some(next) => label = next,
                    None => break,
                }
            }
        }
        if let Some(division) = division {
            take_division(self.flow, &mut open, division);
        }
        if listed {
            open.assign(who::units(self.flow, inner, &mut Shared::default()), Role::Responsible, None);
        }
        open.end = end + 1;
        open.closed = Closed::Bracket;
        self.open = Some(open);
        true
    }

    /// Whether a bracket at an item's or a sentence's end holds units and nothing else: `（★省教育厅、省财政厅）`.
    pub(super) fn is_closing_list(&self, inner: Range<usize>, close: usize, piece_end: usize) -> bool {
        let stopped = inner.start >= 2 && self.flow.c[inner.start - 2] == '。';
        let closes = stopped || close + 1 >= piece_end || matches!(self.flow.c[close + 1], '。' | ';' | '\n');
        // （设在市发展改革委）: where an office is.
        let placed = ["设在", "设于", "挂靠"].iter().any(|word| begins(&self.flow.c[inner.clone()], word));
        closes && !placed && who::is_certain_list(self.flow, inner)
    }
}

/// The bracket's end, within its line.
pub(super) fn close(c: &[char], start: usize, end: usize) -> Option<usize> {
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
