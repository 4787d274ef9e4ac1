//! The outline: pieces of the text that begin with a printed number, and the sections they make.

mod fields;

use std::ops::Range;

use crate::draft::{Assigned, Named};
use crate::fold::is_han;
use crate::header::ends_like_title;
use crate::label;
use crate::leader;
use crate::mark::{Mark, STYLES, Style, before_amount, ends, mark_at, may_begin};
use crate::numeral::is_han_numeral;
use crate::office::is_unit;
use crate::text::Flow;

/// Characters from which a line is a text without line breaks, whose numbers stand inside it.
const RUNNING_LINE_CHARS: usize = 150;
/// Characters of the longest title before an item on its line.
const TITLE_CHARS: usize = 60;
/// Characters of the longest heading that a number may follow without a full stop.
const HEADING_CHARS: usize = 45;

/// A paragraph, or a part of one that begins with a number.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) range: Range<usize>,
    pub(crate) mark: Option<Mark>,
    /// Its number stands at the end of a line of units.
    pub(crate) runs_on: bool,
}

/// Cuts the text into pieces.
pub(crate) fn pieces(flow: &Flow) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(flow.lines.len());
    let mut last = Last::default();
    for line in &flow.lines {
        pieces_of_line(flow, line.clone(), &mut last, &mut pieces);
    }
    fields::without_numbers(flow, &mut pieces);
    pieces
}

/// The last value seen of each style.
#[derive(Default)]
struct Last([u32; STYLES]);

impl Last {
    fn continues(&self, mark: &Mark) -> bool {
        mark.value == self.0[mark.style as usize] + 1 || mark.value == 1
    }

    fn see(&mut self, mark: &Mark) {
        self.0[mark.style as usize] = mark.value;
    }
}

fn pieces_of_line(flow: &Flow, line: Range<usize>, last: &mut Last, pieces: &mut Vec<Piece>) {
    let c = &flow.c[..];
    let mark = mark_at(c, line.start, line.end).filter(|m| {
        !m.is_doubtful(c)
            || (matches!(m.style, Style::Digit | Style::Second) && m.value > 1 && last.continues(m))
    });
    let mark =
        mark.or_else(|| before_amount(c, line.start, line.end).filter(|m| m.value > 1 && last.continues(m)));
    if let Some(mark) = &mark {
        last.see(mark);
    }
    let label = label::label_at(c, line.start, line.end).filter(|l| l.kind.is_units());
    // Labels inside a line show that it holds several items.
    let labelled = || line.clone().any(|i| c[i] == ':' && ends(&c[line.start..i], "单位"));
    // 第三条…。3.1…】3.2…: so do decimal numbers behind stops.
    let decimals = || {
        (line.start + 1..line.end).any(|i| {
            matches!(c[i - 1], '。' | ')' | ']')
                && c[i].is_ascii_digit()
                && mark_at(c, i, line.end).is_some_and(|m| m.style == Style::Second && !m.is_doubtful(c))
        })
    };
    let running = line.len() >= RUNNING_LINE_CHARS || labelled() || decimals();
    let mut piece = Piece { range: line.clone(), mark, runs_on: false };
    if label.is_some() || running {
        let body = piece.mark.as_ref().map_or(line.start, |mark| mark.body);
        let mut heading_end = if piece.mark.is_some() { body + HEADING_CHARS } else { line.start };
        let mut after = body + 1;
        // A title that the first item follows on its line.
        let untitled = piece.mark.is_some();
        let titled =
            |i: usize| !untitled && i - line.start <= TITLE_CHARS && ends_like_title(&c[line.start..i]);
        let mut quoted = false;
        // Where what the last label announces begins.
        let mut value: Option<usize> = None;
        for i in body + 1..line.end {
            if c[i] == ':' && label::before(flow, line.start, i).is_some_and(|label| label.kind.assigns()) {
                value = Some(i + 1);
            }
            if i < after {
                continue;
            }
            if c[i] == '。' {
                heading_end = 0;
            }
            let before = c[i - 1];
            let after_stop = matches!(before, '。' | ')' | ']' | ':' | ';' | '|');
            match c[i] {
                '“' | '《' => quoted = true,
                '”' | '》' => quoted = false,
                _ => {}
            }
            if quoted || !may_begin(c[i]) {
                continue;
            }
            // 二、优化服务 （六）建设市场: a blank stands where others break the line.
            let gapped = running && flow.gap(i);
            // 配合单位:市财政局2.推进改造: nothing parts the last unit from the next item.
            let numeral = !is_han(c[i]) || is_han_numeral(c[i]) || c[i] == '第';
            let ends_value = numeral
                && label.is_none()
                && value.is_some_and(|value| i > value && label::ends_value(c, value..i));
            let possible = match &label {
                Some(label) => i > label.value && (is_han(before) || after_stop),
                None => after_stop || ends_value || i < heading_end || titled(i),
            };
            // 多证合一、一照一码: a numeral inside words is none.
            // 省民政厅三、完善机制: a heading that a list of units ran on into.
            let behind_unit = || {
                let value = label.as_ref().map(|label| label.value).filter(|_| c.get(i + 1) == Some(&'、'));
                value.is_some_and(|value| {
                    let near = value.max(i.saturating_sub(HEADING_CHARS))..i;
                    let name = near.clone().rev().find(|at| matches!(c[*at], '、' | ','));
                    is_unit(&c[name.map_or(near.start, |at| at + 1)..i])
                })
            };
            let inside = !after_stop
                && !ends_value
                && !titled(i)
                && !gapped
                && is_han(before)
                && matches!(c[i], '一'..='龥')
                && c[i] != '第'
                && !behind_unit();
            if !(possible || gapped) || inside {
                continue;
            }
            let sure = |m: &Mark| !m.is_doubtful(c) || (after_stop && m.value > 1 && m.body == m.number.end);
            let Some(mark) = mark_at(c, i, line.end).filter(|m| last.continues(m) && sure(m)) else {
                continue;
            };
            if !possible && !matches!(mark.style, Style::Han | Style::HanParen) {
                continue;
            }
            // A list of units holds `3.` only where a heading has run on into it.
            if label.is_some()
                && !after_stop
                && !matches!(mark.style, Style::Digit | Style::Han | Style::HanParen)
            {
                continue;
            }
            last.see(&mark);
            heading_end = mark.body + HEADING_CHARS;
            after = mark.body + 1;
            piece.range.end = i;
            let next =
                Piece { range: i..line.end, runs_on: label.is_some() && !after_stop, mark: Some(mark) };
            pieces.push(std::mem::replace(&mut piece, next));
        }
    }
    pieces.push(piece);
}

/// A heading on the way from the outermost section to a task.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    style: Style,
    /// Its index among the headings found.
    pub(crate) heading: usize,
}

/// A numbered item that may be a heading.
#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) parent: Option<usize>,
    pub(crate) mark: Option<Mark>,
    /// Number and words, of a heading that runs on its first sentence.
    pub(crate) title: Range<usize>,
    /// The line holds the heading alone.
    pub(crate) alone: bool,
    /// The printed number runs on from a line of units.
    pub(crate) runs_on: bool,
    /// Leaders of all tasks under it.
    pub(crate) leaders: Vec<Named>,
    /// Units of all tasks under it that name none.
    pub(crate) units: Vec<Assigned>,
}

/// The headings in force, outermost first.
#[derive(Default)]
pub(crate) struct Outline {
    pub(crate) headings: Vec<Heading>,
    open: Vec<Open>,
}

impl Outline {
    /// Enters a numbered piece.
    pub(crate) fn enter(&mut self, c: &[char], piece: &Piece, mark: &Mark) {
        if let Some(same) = self.open.iter().position(|open| open.style == mark.style) {
            self.open.truncate(same);
        }
        let parent = self.open.last().map(|open| open.heading);
        let (title, alone) = title(c, mark, &piece.range);
        let leaders = leader::of_heading(c, mark.body..title.end);
        let leaders = leaders.into_iter().map(|at| Named { at, label: None }).collect();
        self.open.push(Open { style: mark.style, heading: self.headings.len() });
        self.headings.push(Heading {
            parent,
            mark: Some(mark.clone()),
            title,
            alone,
            runs_on: piece.runs_on,
            leaders,
            units: Vec::new(),
        });
    }

    /// Closes all headings: an annex begins.
    pub(crate) fn close(&mut self) {
        self.open.clear();
    }

    /// Whether an item numbered in this style is in force.
    pub(crate) fn is_open(&self, style: Style) -> bool {
        self.open.iter().any(|open| open.style == style)
    }

    /// The innermost heading in force.
    pub(crate) fn innermost(&self) -> Option<usize> {
        self.open.last().map(|open| open.heading)
    }

    /// The heading and those above it, outermost first.
    pub(crate) fn path(&self, heading: Option<usize>) -> Vec<usize> {
        let mut path: Vec<usize> = std::iter::successors(heading, |h| self.headings[*h].parent).collect();
        path.reverse();
        path
    }
}

/// The heading's range, and whether nothing else stands on its line.
fn title(c: &[char], mark: &Mark, range: &Range<usize>) -> (Range<usize>, bool) {
    let stop = (mark.body..range.end).find(|i| matches!(c[*i], '。' | ':'));
    match stop {
        Some(stop) if c[stop] == '。' => (mark.number.start..stop, stop + 1 == range.end),
        Some(stop) => (mark.number.start..stop, false),
        None => (mark.number.start..range.end, range.end - mark.body <= HEADING_CHARS),
    }
}
