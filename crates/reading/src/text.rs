//! The text as rules see it: paragraphs on one line each, folded characters, each knowing where it is printed.

mod aligned;
mod cut;
mod layout;
mod page;
mod rows;
mod segment;
mod spaced;
mod stacked;
mod wrapped;

use std::ops::Range;

use crate::fold::{folded, is_han, restored};
use crate::numeral::is_han_numeral;
use crate::reading::Span;
use layout::Layout;
use page::{is_bare_number, is_page_number, running_heads};
use rows::Row;
use segment::Place;
use spaced::{Shown, Single, is_spaced_head, shown, wide_gaps};
use stacked::Cells;

/// Characters of the longest bracket that goes on over lines.
const BRACKET_CHARS: usize = 160;

/// Characters between two places whose byte is kept.
const STEP: usize = 16;

/// The document with wrapped lines joined, page numbers and meaningless blanks left out.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// Folded characters; paragraphs end with `\n`.
    pub(crate) c: Vec<char>,
    /// Where each is printed in the extracted text.
    at: Vec<u32>,
    /// The extracted text: a long one is not kept as characters once more.
    text: String,
    /// The byte at which each 16th of its characters begins.
    steps: Vec<u32>,
    /// Paragraphs, without their `\n`.
    pub(crate) lines: Vec<Range<usize>>,
    /// Where a printed line that was joined to the one before begins.
    joints: Vec<usize>,
    /// Those of the joints at which a line of a cell begins.
    cells: Vec<usize>,
    /// Where paragraphs begin that blank lines part from those before.
    apart: Vec<usize>,
    /// Those of the joints at which a text that is not wrapped was cut inside a sentence.
    pub(crate) broken: Vec<usize>,
}

/// A printed line: its characters between blanks, and their columns.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    columns: usize,
    /// A line without words stands before it.
    apart: bool,
    /// A bar alone on its line stands before it.
    barred: bool,
}

#[derive(PartialEq, Eq)]
enum Join {
    No,
    Wrapped,
    Broken,
}

/// A line folded, without blanks.
fn plain(line: &[char]) -> Vec<char> {
    line.iter().map(|c| folded(*c)).filter(|c| *c != ' ').collect()
}

impl Flow {
    /// Joins and folds an extracted text.
    pub(crate) fn new(text: String) -> Self {
        let source: Vec<char> = text.chars().collect();
        let lines = printed_lines(&source);
        let layout = Layout::of(&source, &lines);
        let running = running_heads(&source, &lines, &layout);
        // A document holds fewer than 2^32 bytes (MAX_TEXT_BYTES).
        let steps = text.char_indices().step_by(STEP).map(|(byte, _)| byte as u32).collect();
        let mut flow = Self {
            c: Vec::with_capacity(source.len()),
            at: Vec::with_capacity(source.len()),
            text,
            steps,
            ..Self::default()
        };
        let mut last: Option<Line> = None;
        // Whether wide blanks stand between cells, and the table whose cells one blank parts.
        let (mut spaced, mut single) = (false, None::<Single>);
        let cells = Cells::of(&source, &lines);
        let all = shown(&source, &lines);
        for (n, shown) in all.iter().enumerate() {
            let line = match shown {
                Shown::Line(line) => *line,
                Shown::Row(row) => {
                    flow.push_row(&source, row);
                    last = None;
                    continue;
                }
            };
            let own = &source[line.start..line.end];
            let after_full =
                last.is_some_and(|last: Line| layout.wrapped && last.columns * 10 >= layout.width * 6);
            let place = cells.place(line.start);
            let head = Single::head(own);
            let of_page = (after_full && is_bare_number(own)) || (running.contains(own) && head.is_none());
            let in_cell = matches!(place, Some(Place::Begins | Place::GoesOn));
            if is_page_number(own) || (of_page && !in_cell) || place == Some(Place::Head) {
                continue;
            }
            let inside = flow.is_bracket_open();
            // An office above a date signs the document.
            let signs = || match all.get(n + 1) {
                Some(Shown::Line(next)) => layout::is_signature(&source, line, *next),
                _ => false,
            };
            let join = match place {
                _ if line.barred || signs() => Join::No,
                Some(Place::GoesOn) => Join::Wrapped,
                Some(Place::Begins) => Join::No,
                _ => last.map_or(Join::No, |last| layout.join(&source, last, line, inside)),
            };
            let gaps = wide_gaps(own);
            // A line between rows that has no cells names those below it.
            let row_below = || match all.get(n + 1) {
                Some(Shown::Line(next)) => wide_gaps(&source[next.start..next.end]).len() >= 2,
                _ => false,
            };
            spaced = (spaced && (!gaps.is_empty() || row_below()))
                || (gaps.len() >= 2 && is_spaced_head(own, &gaps));
            let head = head.filter(|_| !spaced);
            let numbered = cells.inside(&line).map(|start| vec![start - 1 - line.start]);
            let row = || numbered.or_else(|| single.as_mut().filter(|_| !in_cell)?.row(own));
            let row = head.as_ref().map(|_| Single::gaps(own)).or_else(row);
            single = head.or(single);
            let row = row.filter(|_| !spaced);
            // What stands below a row is none of its last cell.
            last = row.is_none().then_some(line);
            match row {
                Some(gaps) => flow.push_cells(&source, line, &gaps),
                None => flow.push_line(&source, line, &join, if spaced { &gaps } else { &[] }),
            }
        }
        flow
    }

    /// `bars` are places in the line at which a cell ends.
    fn push_line(&mut self, source: &[char], line: Line, join: &Join, bars: &[usize]) {
        let mut start = self.c.len();
        if *join != Join::No {
            if let Some(open) = self.lines.pop() {
                start = open.start;
            }
            self.c.pop();
            self.at.pop();
            self.joints.push(self.c.len());
            if *join == Join::Broken {
                self.broken.push(self.c.len());
            }
        }
        if line.apart && *join == Join::No {
            self.apart.push(start);
        }
        let mut blank = false;
        for i in without_breaks(source, line.start..line.end) {
            let c = folded(source[i]);
            if bars.contains(&(i - line.start)) {
                self.push('|', i);
                blank = false;
                continue;
            }
            if c == ' ' {
                blank = true;
                continue;
            }
            // A blank is a character only between two Latin words; elsewhere `gap` remembers it.
            if blank && c.is_ascii_alphanumeric() && self.c.last().is_some_and(char::is_ascii_alphanumeric) {
                self.push(' ', i - 1);
            }
            blank = false;
            let c = if c == '.' && self.is_stop(start, source.get(i + 1)) { '。' } else { c };
            self.push(c, i);
        }
        self.lines.push(start..self.c.len());
        self.push('\n', line.end);
    }

    /// Takes a row whose cells end at `gaps`, one cell a line.
    fn push_cells(&mut self, source: &[char], line: Line, gaps: &[usize]) {
        let mut start = line.start;
        for end in gaps.iter().map(|gap| line.start + gap).chain([line.end]) {
            let apart = line.apart && start == line.start;
            self.push_line(source, Line { start, end, apart, ..line }, &Join::No, &[]);
            start = end;
        }
    }

    /// Whether the last paragraph ends inside a bracket.
    fn is_bracket_open(&self) -> bool {
        let line = self.lines.last().map_or(&[][..], |line| &self.c[line.clone()]);
        let depth = line.iter().rev().take(BRACKET_CHARS).fold(0_i32, |depth, c| match c {
            '(' | '[' => depth + 1,
            ')' | ']' => depth - 1,
            _ => depth,
        });
        depth > 0 && line.iter().rev().take(BRACKET_CHARS).any(|c| matches!(c, '(' | '['))
    }

    /// Takes a row of a table whose cells may be printed on several lines each.
    fn push_row(&mut self, source: &[char], row: &Row) {
        let start = self.c.len();
        // A bar is printed nowhere: it stands with what is next to it.
        let mut at = row.iter().find_map(|cell| cell.first()).map_or(0, |part| part.start);
        for cell in row {
            self.push('|', cell.first().map_or(at, |part| part.start));
            for part in cell {
                let mut first = true;
                for i in without_breaks(source, part.clone()).filter(|i| folded(source[*i]) != ' ') {
                    if std::mem::take(&mut first) {
                        self.joints.push(self.c.len());
                        self.cells.push(self.c.len());
                    }
                    self.push(folded(source[i]), i);
                }
            }
            at = cell.last().map_or(at, |part| part.end - 1);
        }
        self.push('|', at);
        self.lines.push(start..self.c.len());
        self.push('\n', at + 1);
    }

    /// Whether a dot that comes next closes a sentence: behind words that are no number, before none.
    fn is_stop(&self, line: usize, next: Option<&char>) -> bool {
        let closes = self.c.last().is_some_and(|c| is_han(*c) || matches!(c, ')' | '%' | '”'));
        let next_open = || next.is_some_and(|c| folded(*c).is_ascii_alphanumeric() || folded(*c) == '.');
        if !closes || next_open() {
            return false;
        }
        // Words that are a number alone have no stop behind them: 第三条. 三.
        let mut since =
            self.c[line..].iter().rev().take_while(|c| !matches!(c, '。' | ';' | ':' | ')' | '\n'));
        self.c.last() == Some(&')') || !since.all(|c| is_han_numeral(*c) || matches!(c, '第' | '条'))
    }

    fn push(&mut self, c: char, at: usize) {
        self.c.push(c);
        // A document holds fewer than 2^32 characters (MAX_DOCUMENT_BYTES).
        self.at.push(at as u32);
    }

    /// Where a range is printed; an empty one is the place before its start.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.at.get(range.start).or(self.at.last()).copied().unwrap_or(0) as usize;
        if range.is_empty() {
            return Span::new(start, start);
        }
        let at = &self.at[range.clone()];
        // What is read first of a row may be printed last: a cell may begin on a line above the one before it.
        match at.iter().min().zip(at.iter().max()).filter(|_| !self.cells.is_empty()) {
            Some((first, last)) => Span::new(*first as usize, *last as usize + 1),
            None => Span::new(start, at[at.len() - 1] as usize + 1),
        }
    }

    /// A range as printed, one line for each paragraph; blanks inside a line are one blank.
    pub(crate) fn print(&self, range: Range<usize>) -> String {
        let mut out = String::with_capacity(range.len() * 3);
        for (i, printed) in self.printed(range.clone()) {
            if i > range.start && self.c[i] != ' ' && self.c[i - 1] != ' ' && self.gap(i) {
                out.push(' ');
            }
            out.push(printed);
        }
        out
    }

    /// The characters of a range as printed, radicals restored.
    fn printed(&self, range: Range<usize>) -> impl Iterator<Item = (usize, char)> {
        let (mut rest, mut next) = ("".chars(), u32::MAX);
        range.map(move |i| {
            if matches!(self.c[i], '\n' | ' ' | '|') {
                return (i, self.c[i]);
            }
            if self.at[i] != next {
                let at = self.at[i] as usize;
                rest = self.text[self.steps[at / STEP] as usize..].chars();
                rest.by_ref().take(at % STEP).for_each(drop);
            }
            next = self.at[i] + 1;
            (i, rest.next().map_or(self.c[i], restored))
        })
    }

    /// The extracted text, no longer needed.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// A range as printed without any blank: a name.
    pub(crate) fn name(&self, range: Range<usize>) -> String {
        self.printed(range).map(|(_, c)| c).filter(|c| !c.is_whitespace()).collect()
    }

    /// Whether a blank is printed before the character, on the same line.
    pub(crate) fn gap(&self, i: usize) -> bool {
        i > 0
            && self.at[i] > self.at[i - 1] + 1
            && self.c[i - 1] != '\n'
            && self.joints.binary_search(&i).is_err()
    }

    /// Whether a line of a cell that was joined to the one before begins here.
    pub(crate) fn begins_line_of_cell(&self, i: usize) -> bool {
        self.cells.binary_search(&i).is_ok()
    }

    /// Whether a blank line stands before the paragraph that begins here.
    pub(crate) fn is_apart(&self, start: usize) -> bool {
        self.apart.binary_search(&start).is_ok()
    }

    /// Where the paragraphs begin that no blank line parts from a position.
    pub(crate) fn block_of(&self, at: usize) -> usize {
        let before = self.apart.partition_point(|start| *start <= at);
        before.checked_sub(1).map_or(0, |n| self.apart[n])
    }

    /// The paragraph that a position stands in.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.end < at).min(self.lines.len().saturating_sub(1))
    }
}

/// The places of a range without <br>, by which tables in plain text end a line of a cell: a gap remains.
fn without_breaks(source: &[char], range: Range<usize>) -> impl Iterator<Item = usize> {
    const BREAKS: [&[char]; 3] =
        [&['<', 'b', 'r', '>'], &['<', 'b', 'r', '/', '>'], &['<', 'b', 'r', ' ', '/', '>']];
    let (end, mut next) = (range.end, range.start);
    range.filter(move |i| {
        if source[*i] == '<' {
            let tag = BREAKS.iter().find(|tag| source[*i..end].starts_with(tag));
            next = i + tag.map_or(0, |tag| tag.len());
        }
        *i >= next
    })
}

/// Lines that hold more than blanks or a bar.
fn printed_lines(source: &[char]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let (mut apart, mut barred) = (false, false);
    while start < source.len() {
        let end = source[start..].iter().position(|c| *c == '\n').map_or(source.len(), |n| start + n);
        let blank = |c: &char| folded(*c) == ' ';
        let first = source[start..end].iter().position(|c| !blank(c)).map(|first| start + first);
        // A bar alone on its line parts cells as a line without words does.
        let bar = first.is_some_and(|i| folded(source[i]) == '|' && source[i + 1..end].iter().all(blank));
        if let Some(first) = first.filter(|_| !bar) {
            let last =
                source[first..end].iter().rposition(|c| !blank(c)).map_or(end, |last| first + last + 1);
            let columns = source[first..last].iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            lines.push(Line { start: first, end: last, columns, apart, barred });
            (apart, barred) = (false, false);
        } else {
            apart = true;
            barred |= bar;
        }
        start = end + 1;
    }
    lines
}
