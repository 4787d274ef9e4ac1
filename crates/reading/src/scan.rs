//! Walks through the pieces of running text and puts tasks together: words, then what assigns them.

mod bracket;
mod sentence;

use std::ops::Range;

use crate::assign::take_value;
use crate::draft::{Closed, Draft, trimmed};
use crate::fold::is_han;
use crate::header;
use crate::label::{self, Kind, Label};
use crate::mark::{Mark, Style, mark_at};
use crate::outline::{Outline, Piece};
use crate::table::Table;
use crate::text::Flow;
use bracket::close;

/// Characters of the longest name of a field.
const FIELD_CHARS: usize = 8;

/// The tasks of a text, and the outline that they stand in.
pub(crate) fn scan(flow: &Flow, pieces: Vec<Piece>, tables: &[Table]) -> (Outline, Vec<Draft>) {
    let mut scan = Scan {
        flow,
        outline: Outline::default(),
        drafts: Vec::new(),
        open: None,
        pending: None,
        bare: Vec::new(),
        last_mark: None,
    };
    let mut next_marks = vec![None; pieces.len()];
    for i in (1..pieces.len()).rev() {
        next_marks[i - 1] = pieces[i].mark.as_ref().or(next_marks[i]);
    }
    let mut tables = tables.iter().peekable();
    // Whether a paragraph is the only one under a heading.
    let sole = |i: usize| {
        let labelled = |piece: &&Piece| {
            piece.mark.is_none() && label::label_at(&flow.c, piece.range.start, piece.range.end).is_some()
        };
        let ends = |piece: &&Piece| piece.mark.is_some() || label::is_record(&flow.c[piece.range.clone()]);
        if i == 0 || pieces[i - 1].mark.is_none() || pieces[i].mark.is_some() {
            return false;
        }
        let below = &pieces[i + 1..];
        let labels = below.iter().take_while(|piece| labelled(piece)).count();
        // Words behind its labels that have none themselves are the end of the text.
        let mut rest = below[labels..].iter();
        rest.clone().next().is_none_or(|next| ends(&next))
            || (labels > 0 && rest.all(|piece| !ends(&piece) && !labelled(&piece)))
    };
    for (i, (piece, next)) in pieces.iter().zip(next_marks).enumerate() {
        while tables.peek().is_some_and(|table| table.at.end <= piece.range.start) {
            tables.next();
        }
        match tables.peek().filter(|table| table.at.contains(&piece.range.start)) {
            Some(table) if table.at.start == piece.range.start => scan.rows(table),
            Some(_) => {}
            None => scan.piece(piece, next, sole(i)),
        }
    }
    scan.finish();
    // An item that closes late, behind those under it, still stands where it begins.
    scan.drafts.sort_by_key(|draft| draft.start);
    (scan.outline, scan.drafts)
}

struct Scan<'a> {
    flow: &'a Flow,
    outline: Outline,
    drafts: Vec<Draft>,
    open: Option<Draft>,
    /// A label whose units stand on the next line.
    pending: Option<Label>,
    /// An item without units, and those under it, none of which has any so far.
    bare: Vec<Draft>,
    /// Where the last numbered piece begins.
    last_mark: Option<usize>,
}

impl Scan<'_> {
    /// Takes the next piece; `next` is the number that comes after it, `sole` whether it is all that a heading has.
    fn piece(&mut self, piece: &Piece, next: Option<&Mark>, sole: bool) {
        let c = &self.flow.c;
        let mut start = piece.range.start;
        if piece.mark.is_none() && label::is_record(&c[piece.range.clone()]) {
            return self.finish();
        }
        if piece.mark.is_none() && header::is_annex(&c[piece.range.clone()]) {
            self.finish();
            return self.outline.close();
        }
        if piece.mark.is_none()
            && self.pending.is_none()
            && (self.is_other_field(piece) || self.closing_line(piece))
        {
            return;
        }
        if let Some(mark) = &piece.mark {
            self.pending = None;
            self.last_mark = Some(mark.number.start);
            if let Some(open) = &mut self.open {
                // 整改措施：1．… 2．… behind the units: numbered words of the same task.
                if open.closed == Closed::Labels && open.measures && !self.outline.is_open(mark.style) {
                    open.words(c, piece.range.clone());
                    return;
                }
            }
            self.outline.enter(c, piece, mark);
            let own = self.outline.innermost();
            let under = own.and_then(|own| self.outline.headings[own].parent);
            self.finish_before(under);
            let mut draft = Draft::new(mark.number.start, Some(mark.number.clone()), own, under);
            let heading = own.map(|own| &self.outline.headings[own]);
            draft.title = heading.filter(|h| h.alone).map(|h| mark.body..h.title.end);
            self.open = Some(draft);
            // （一）重点任务1：…: the second number is a label.
            let label = mark_at(c, mark.body, piece.range.end).filter(|inner| inner.style == Style::Named);
            start = label.map_or(mark.body, |label| label.body);
        } else if let Some(label) = self.pending.take()
            && self.label_at(piece.range.start, piece.range.end).is_none()
        {
            self.value(&label, piece.range.clone());
            return;
        }
        if piece.mark.is_none() {
            let label = self.label_at(start, piece.range.end);
            let goes_on = self.open.as_ref().is_some_and(|open| match open.closed {
                Closed::No => {
                    label.is_some()
                        || self.begins_with_units(piece)
                        || (open.place.own.is_some() && (sole || !self.is_section_line(open)))
                }
                Closed::Labels => {
                    label.is_some() || open.measures || open.units.is_empty() && self.begins_with_units(piece)
                }
                Closed::Bracket => label.as_ref().is_some_and(|label| label.kind != Kind::Words),
            });
            // 项目名称： begins the next task of a list without numbers.
            let named = label.as_ref().is_some_and(|label| matches!(label.kind, Kind::Name | Kind::Number));
            if !goes_on
                || (named
                    && self
                        .open
                        .as_ref()
                        .is_some_and(|open| open.place.own.is_none() || open.closed != Closed::No))
            {
                self.finish();
                self.open = Some(Draft::new(start, None, None, self.outline.innermost()));
            }
            let gathers = |label: Label| {
                matches!(label.kind, Kind::Units(_) | Kind::PrimaryUnits | Kind::Leaders | Kind::Due)
            };
            if label.map_or_else(|| self.begins_with_units(piece), gathers) {
                self.gather(next);
            }
        }
        self.inside(start..piece.range.end);
    }

    /// Whether a line between the labels of a task is a field of another kind: 整改类型：立行立改.
    fn is_other_field(&self, piece: &Piece) -> bool {
        let c = &self.flow.c[piece.range.clone()];
        let colon = c.iter().take(FIELD_CHARS + 1).position(|c| *c == ':');
        let named = colon.is_some_and(|colon| colon >= 2 && c[..colon].iter().all(|c| is_han(*c)));
        let labels = |line: &Range<usize>| {
            self.label_at(line.start, line.end).is_some_and(|label| label.kind.assigns())
        };
        named
            && self.open.as_ref().is_some_and(|open| open.closed == Closed::Labels)
            && self.label_at(piece.range.start, piece.range.end).is_none()
            && self.flow.lines.get(self.flow.line_of(piece.range.start) + 1).is_some_and(labels)
    }

    /// Units below the last of several items without any are those of the item above them all.
    fn gather(&mut self, next: Option<&Mark>) {
        let Some(open) = self.open.as_ref().filter(|open| open.closed == Closed::No) else { return };
        let mark = open.place.own.and_then(|own| self.outline.headings[own].mark.clone());
        let Some((above, mark)) = self.bare.first().zip(mark) else { return };
        let goes_on = next.is_some_and(|next| next.style == mark.style && next.value == mark.value + 1);
        let chapter = self.is_section_line(above) && !above.announced;
        if (self.bare.len() < 2 && !above.announced)
            || open.place.under.is_none()
            || open.place.under != above.place.own
            || goes_on
            || chapter
        {
            return;
        }
        let mut parts = std::mem::take(&mut self.bare).into_iter().chain(self.open.take());
        let Some(mut whole) = parts.next() else { return };
        for part in parts {
            whole.words(&self.flow.c, part.start..part.end);
        }
        self.open = Some(whole);
    }

    /// Whether a numbered line without words of its own is a heading of chapters, under which paragraphs stand.
    fn is_section_line(&self, open: &Draft) -> bool {
        let mark = open.place.own.and_then(|own| self.outline.headings[own].mark.as_ref());
        let alone = open.place.own.is_some_and(|own| self.outline.headings[own].alone);
        let bare = open.texts.len() <= 1;
        alone && bare && mark.is_some_and(|mark| matches!(mark.style, Style::Han | Style::Chapter))
    }

    /// Reads one piece from its first word.
    fn inside(&mut self, range: Range<usize>) {
        let c = &self.flow.c;
        let (mut from, mut i) = (range.start, range.start);
        if let Some(label) = self.spaced_label(range.start, range.end) {
            (from, i) = self.label(&label, from, range.end);
        }
        while i < range.end {
            match c[i] {
                ':' => {
                    if let Some(label) = label::before(self.flow, from, i) {
                        (from, i) = self.label(&label, from, range.end);
                        continue;
                    }
                }
                '(' | '[' => {
                    let close = close(c, i, range.end);
                    if let Some(close) = close {
                        if let Some(label) = label::label_at(c, i, range.end).filter(|_| c[i] == '[') {
                            (from, i) = self.label(&label, from, range.end);
                            continue;
                        }
                        if self.bracket(from, i, close, range.end) {
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

    /// The label that begins a piece.
    fn label_at(&self, start: usize, end: usize) -> Option<Label> {
        label::label_at(&self.flow.c, start, end).or_else(|| self.spaced_label(start, end))
    }

    /// A label with a blank or a line's end where others have a colon: `责任单位  省教育厅`.
    fn spaced_label(&self, start: usize, end: usize) -> Option<Label> {
        let gap = (start + 2..end.min(start + 10)).find(|i| self.flow.gap(*i)).unwrap_or(end);
        if gap > start + 10 {
            return None;
        }
        let kind = label::kind(&self.flow.c[start..gap])?;
        let assigns = matches!(kind, Kind::Units(_) | Kind::PrimaryUnits | Kind::Leaders | Kind::Due);
        let colon = self.flow.c[start..gap].contains(&':');
        (assigns && !colon).then_some(Label { kind, words: start..gap, value: gap })
    }

    /// Reads a label and what stands behind it; answers where words begin that are not taken yet, and where reading goes on.
    fn label(&mut self, label: &Label, from: usize, end: usize) -> (usize, usize) {
        let c = &self.flow.c;
        let words_before =
            from..label.words.start - usize::from(c.get(label.words.start.wrapping_sub(1)) == Some(&'['));
        let fresh = !trimmed(c, words_before.clone()).is_empty();
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
            if let Some(open) = &mut self.open {
                open.name_by_line(c);
                open.measures = open.closed == Closed::Labels;
                open.announced = true;
                if open.told == 0 && label::is_remedy(&c[label.words.clone()]) {
                    open.told = label.words.start;
                }
            }
            // Behind other words of the task it is printed with them; before them it is none of them.
            let behind = self.open.as_ref().is_some_and(|open| !open.texts.is_empty());
            return (if behind { label.words.start } else { label.value }, label.value);
        }
        if matches!(label.kind, Kind::Name | Kind::Number) {
            let stop = label::next(self.flow, label.value, end).map_or(end, |next| next.words.start);
            let value = trimmed(c, label.value..stop);
            if let Some(open) = self.open.as_mut().filter(|_| !value.is_empty()) {
                let place = if label.kind == Kind::Name { &mut open.title } else { &mut open.place.number };
                place.get_or_insert(value.clone());
                open.end = open.end.max(value.end);
            }
            return (stop, stop);
        }
        let mut stop = label::next(self.flow, label.value, end).map_or(end, |next| next.words.start);
        if label.kind.names() {
            stop = (label.value..stop).find(|i| c[*i] == '。').unwrap_or(stop);
        }
        if trimmed(c, label.value..stop).is_empty() && stop == end {
            self.pending = Some(label.clone());
            if let Some(open) = &mut self.open {
                open.closed = Closed::Labels;
            }
            return (stop, stop);
        }
        let closed = self.open.as_ref().is_some_and(|open| open.closed == Closed::Bracket);
        self.value(label, label.value..stop);
        if closed && label.kind == Kind::Leaders {
            self.share_leaders();
        }
        let stop = (stop + usize::from(c.get(stop) == Some(&'。'))).min(end);
        (stop, stop)
    }

    /// Takes what a label announces.
    fn value(&mut self, label: &Label, range: Range<usize>) {
        let range = trimmed(&self.flow.c, range);
        let Some(mut open) = self.open.take() else { return };
        open.end = open.end.max(range.end);
        take_value(self.flow, &mut open, label, range);
        // 诉求摘要：… assigns nothing.
        if label.kind != Kind::Other || open.closed != Closed::No {
            open.closed = Closed::Labels;
        }
        self.open = Some(open);
    }

    /// Leaders named at the end of an item are those of each task that a bracket closes in it.
    fn share_leaders(&mut self) {
        let Some(open) = self.open.as_ref().filter(|open| open.place.own.is_some()) else { return };
        let beside = self.drafts.iter_mut().rev().take_while(|draft| draft.place.own == open.place.own);
        for draft in beside.filter(|draft| draft.leaders.is_empty()) {
            draft.leaders.clone_from(&open.leaders);
        }
    }

    /// Begins another task under the same number.
    fn again(&mut self, start: usize) {
        let (number, own, under) =
            self.open.as_ref().map_or((None, None, self.outline.innermost()), |open| {
                (open.place.number.clone(), open.place.own, open.place.under)
            });
        self.finish();
        self.open = Some(Draft::new(start, number, own, under));
    }

    /// Takes the rows of a table.
    fn rows(&mut self, table: &Table) {
        self.finish();
        let c = &self.flow.c;
        // A table stands under a section, not under the item above it that is a task itself, nor under a part of it.
        let is_task = |heading: &usize| {
            self.drafts.iter().rev().take(50).any(|draft| draft.place.own == Some(*heading))
        };
        let mut path = self.outline.path(self.outline.innermost());
        if let Some(task) = path.iter().position(is_task) {
            path.truncate(task);
        }
        let under = path.last().copied();
        for row in &table.rows {
            let mut draft = Draft::new(row.at.start, row.number.clone(), None, under);
            for text in &row.texts {
                draft.words(c, text.clone());
            }
            for (column, cell) in &row.fields {
                let label = Label { kind: column.kind, words: column.head.clone(), value: cell.start };
                take_value(self.flow, &mut draft, &label, cell.clone());
            }
            (draft.start, draft.end) = (row.at.start, row.at.end);
            draft.doubt = row.doubt;
            self.open = Some(draft);
            self.finish();
        }
    }

    /// Closes the open task before an item under `under`; leaders that stand alone above items are those of each.
    fn finish_before(&mut self, under: Option<usize>) {
        let Some(open) = self.open.take() else { return };
        let above = open.place.own.is_some() && open.place.own == under;
        let beside = open.place.under.is_some()
            && open.place.under == under
            && self.bare.first().is_some_and(|bare| bare.place.own == under);
        // 一、牵头单位：市城管局: a heading that says who, and nothing to do.
        if let Some(own) = open.place.own.filter(|_| above && open.texts.is_empty() && !open.units.is_empty())
        {
            self.bare.clear();
            self.outline.headings[own].units = open.units;
            self.outline.headings[own].leaders.extend(open.leaders);
            return;
        }
        if !open.units.is_empty() || !(above || beside) {
            self.bare.clear();
            self.open = Some(open);
            return self.finish();
        }
        if above {
            self.bare.clear();
            if let Some(own) = open.place.own {
                self.outline.headings[own].leaders.extend(open.leaders.iter().cloned());
            }
        } else if !open.leaders.is_empty() {
            self.bare.clear();
            self.open = Some(open);
            return self.finish();
        }
        self.bare.push(open);
    }

    /// Closes the open task.
    fn finish(&mut self) {
        if let Some(mut open) = self.open.take() {
            // A task that has a name and nothing else to do is its name.
            if let Some(title) = open.title.clone().filter(|_| open.texts.is_empty()) {
                open.words(&self.flow.c, title);
            }
            if open.units.is_empty() && open.place.own.is_some() {
                let above = self.outline.path(open.place.under);
                let named =
                    above.iter().rev().map(|h| &self.outline.headings[*h].units).find(|u| !u.is_empty());
                open.units = named.cloned().unwrap_or_default();
            }
            self.led_in_words(&mut open);
            if open.is_task() {
                for heading in self.outline.path(open.place.under) {
                    open.leaders.extend(self.outline.headings[heading].leaders.iter().cloned());
                }
                self.drafts.push(open);
            }
        }
    }
}
