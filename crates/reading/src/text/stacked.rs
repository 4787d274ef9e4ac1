//! Tables whose cells are printed one below the other, each whole on its line or cut at the width of its column.

use super::cut::{is_beside, is_date_cut, is_list_cut, is_pause, is_units_cut};
use super::page::{is_bare_number, is_page_number};
use super::segment::{self, Place, Printed};
use super::spaced::{Single, blanks};
use super::{Line, plain};
use crate::fold::{folded, is_han};
use crate::label::{self, Kind};
use crate::mark::is_numbered;
use crate::measure::measure;
use crate::numeral::{digits, value};

/// Characters of the longest line in such a table.
const LONGEST_LINE: usize = 40;
/// Heads, one below the other, that show such a table, and the characters of the longest line of one.
const HEADS: usize = 3;
const HEAD_CHARS: usize = 8;
const MAX_HEADS: usize = 12;
/// Columns of half a head: 完成 above 时限.
const HALF_HEAD: usize = 4;
/// Digits of the longest number of a row.
const MAX_NUMBER: usize = 3;
/// Cells that are cut for certain in a table of this kind, at least.
const CERTAIN: usize = 2;
/// Lines of words, of which one may go on, in a table whose cells are whole.
const WORDS_PER_DOUBT: usize = 8;

/// The tables of a text whose cells are printed one below the other.
#[derive(Default)]
pub(super) struct Cells {
    /// The place of each line, by where it begins.
    places: Vec<(usize, Place)>,
}

/// The heads of such a table.
struct Head {
    columns: Vec<Kind>,
    /// The line behind them.
    end: usize,
    /// They stand on one line, parted by blanks.
    level: bool,
}

/// The printed lines of a text.
struct Lines<'a> {
    source: &'a [char],
    lines: &'a [Line],
}

impl Cells {
    pub(super) fn of(source: &[char], lines: &[Line]) -> Self {
        let all = Lines { source, lines };
        let heads = all.heads();
        let mut places = Vec::new();
        for (n, (first, head)) in heads.iter().enumerate() {
            let end = heads.get(n + 1).map_or(lines.len(), |(next, _)| *next);
            places.extend(all.places(*first, head, end));
        }
        Self { places }
    }

    /// Where a cell begins inside a line, behind the number of its row.
    pub(super) fn inside(&self, line: &Line) -> Option<usize> {
        let next = self.places.partition_point(|(start, _)| *start <= line.start);
        self.places.get(next).map(|(start, _)| *start).filter(|start| *start < line.end)
    }

    /// The place of the line that begins at `start`; None where it is in no such table.
    pub(super) fn place(&self, start: usize) -> Option<Place> {
        let n = self.places.binary_search_by_key(&start, |(start, _)| *start).ok()?;
        Some(self.places[n].1)
    }
}

impl Lines<'_> {
    fn words(&self, n: usize) -> Vec<char> {
        plain(&self.source[self.lines[n].start..self.lines[n].end])
    }

    fn is_short(&self, n: usize) -> bool {
        self.lines.get(n).is_some_and(|line| line.end - line.start <= HEAD_CHARS)
    }

    /// What a line announces as the head of a column.
    fn kind(&self, n: usize) -> Option<Kind> {
        self.is_short(n).then(|| label::column(&self.words(n))).flatten()
    }

    /// What a head announces that begins on a line, and the lines that it is printed on.
    fn head_at(&self, n: usize) -> Option<(Kind, usize)> {
        let own = self.kind(n);
        let below = || {
            let next = self.kind(n + 1);
            let columns = || self.lines[n].columns.max(self.lines[n + 1].columns);
            // 整改完 / 成时间, 完成 / 时限.
            let parts = next.is_none() || (own.is_none() && columns() <= HALF_HEAD);
            let both = || label::kind(&[self.words(n), self.words(n + 1)].concat());
            (self.is_short(n) && self.is_short(n + 1) && parts).then(both).flatten()
        };
        below().map(|kind| (kind, 2)).or_else(|| Some((own?, 1)))
    }

    /// The heads that begin on a line: one below the other, or on one line above a number.
    fn head(&self, first: usize) -> Option<Head> {
        let (mut columns, mut known, mut n) = (Vec::new(), 0, first);
        while columns.len() < MAX_HEADS {
            if let Some((kind, printed)) = self.head_at(n) {
                columns.push(kind);
                known += 1;
                n += printed;
            } else if known > 0 && self.is_short(n) && self.head_at(n + 1).is_some() {
                // A head that is not known stands between known ones: 重点产业链.
                columns.push(if columns.contains(&Kind::Words) { Kind::Other } else { Kind::Name });
                n += 1;
            } else {
                break;
            }
        }
        if known >= HEADS {
            return Some(Head { columns, end: n, level: false });
        }
        let own = |n: usize| self.lines.get(n).map(|line| &self.source[line.start..line.end]);
        // 1, or 1 平岭镇石材集中加: below them is no whole row.
        let next = own(first + 1).filter(|next| folded(next[0]).is_ascii_digit())?;
        let columns = Single::head(own(first)?)?.into_columns();
        let number =
            is_bare_number(next) || (number_before(next).is_some() && blanks(next).len() + 2 < columns.len());
        number.then_some(Head { columns, end: first + 1, level: true })
    }

    /// Where heads begin, but for those that stand on each page again.
    fn heads(&self) -> Vec<(usize, Head)> {
        let mut found: Vec<(usize, Head)> = Vec::new();
        let mut n = 0;
        while n < self.lines.len() {
            match self.head(n) {
                Some(head) => {
                    let next = head.end;
                    if found.last().is_none_or(|(_, above)| above.columns != head.columns) {
                        found.push((n, head));
                    }
                    n = next;
                }
                None => n += 1,
            }
        }
        found
    }

    /// The places of the lines of a table; none where it is certain neither that cells are cut nor that they are whole.
    fn places(&self, first: usize, head: &Head, end: usize) -> Vec<(usize, Place)> {
        let begins = |lines: std::ops::Range<usize>| lines.map(|n| (self.lines[n].start, Place::Begins));
        match self.are_cut(first, head, end) {
            Some(false) if !head.level => begins(first..end).collect(),
            Some(true) => {
                let parts = self.parts(first, head, end);
                let (starts, lines): (Vec<usize>, Vec<Printed>) = parts.into_iter().unzip();
                let places = segment::places(&lines, &head.columns);
                let heads = begins(first..head.end).filter(|_| !head.level);
                heads.chain(starts.into_iter().zip(places)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The printed lines below a head and where each begins, page numbers left out; the number of a row is one of its own,
    /// though words stand behind it: 1 平岭镇石材集中加.
    fn parts(&self, first: usize, head: &Head, end: usize) -> Vec<(usize, Printed)> {
        let heads: Vec<Vec<char>> = (first..head.end).map(|n| self.words(n)).collect();
        let mut parts = Vec::with_capacity(end - head.end);
        // The number of the next row, where rows begin so.
        let first_row =
            self.lines.get(head.end).and_then(|line| number_before(&self.source[line.start..line.end]));
        let numbered = head.columns[0] == Kind::Number && first_row.is_some_and(|(number, _)| number == 1);
        let mut next = numbered.then_some(1);
        // What is printed from margin to margin of a page stands behind the table.
        let narrow = |line: &&Line| line.end - line.start <= 2 * LONGEST_LINE;
        for line in self.lines[head.end..end].iter().take_while(narrow) {
            let own = &self.source[line.start..line.end];
            if is_page_number(own) {
                continue;
            }
            let words = plain(own);
            let number = number_before(own).filter(|(number, _)| Some(*number) == next);
            let (head, apart) = (heads.contains(&words), line.apart);
            if let Some((value, n)) = number {
                next = Some(value + 1);
                let behind = n + 1;
                let number = Printed::new(plain(&own[..n]), n, false, apart);
                let rest = Printed::new(plain(&own[behind..]), line.columns - behind, false, false);
                parts.extend([(line.start, number), (line.start + behind, rest)]);
            } else {
                parts.push((line.start, Printed::new(words, line.columns, head, apart)));
            }
        }
        parts
    }

    /// Whether cells are cut: dates and names of units are, again and again; or they are not: words are followed by the
    /// cells beside them and not by more words. None where neither is certain.
    fn are_cut(&self, first: usize, head: &Head, end: usize) -> Option<bool> {
        // Where columns of words stand side by side, one is followed by the words of the next.
        let worded = |kind: &Kind| matches!(kind, Kind::Words | Kind::Name | Kind::Goal);
        let columns = head.columns.iter().filter(|kind| worded(kind)).count().max(1);
        let side_by_side = head.columns.windows(2).filter(|pair| pair.iter().all(worded)).count();
        let short = |n: usize| self.lines[n].end - self.lines[n].start <= LONGEST_LINE;
        let (mut certain, mut words, mut going_on) = (0, 0, 0);
        for n in first..end.saturating_sub(1) {
            let (cell, next) = (self.words(n), self.words(n + 1));
            let paused = next.first().is_some_and(|c| is_pause(*c) || matches!(c, '。' | ')'));
            let cut =
                || paused || is_date_cut(&cell, &next) || is_units_cut(&cell) || is_list_cut(&cell, &next);
            certain += usize::from(short(n) && short(n + 1) && cut());
            let stopped = matches!(cell.last(), Some('。' | ';'));
            if !is_beside(&cell) {
                words += 1;
                let part = is_numbered(&next);
                going_on += usize::from(!stopped && !part && !is_beside(&next));
            }
        }
        if certain >= CERTAIN {
            return Some(true);
        }
        let cut = going_on.saturating_sub((words * side_by_side).div_ceil(columns));
        (words >= HEADS && cut * WORDS_PER_DOUBT <= words).then_some(false)
    }
}

/// A number before a blank and words, and its digits.
fn number_before(line: &[char]) -> Option<(u32, usize)> {
    let figures: Vec<char> = line.iter().take(MAX_NUMBER + 1).map(|c| folded(*c)).collect();
    let n = digits(&figures);
    let words = plain(line.get(n..)?);
    let blank = line.get(n).is_some_and(|c| folded(*c) == ' ');
    let is_word = |c: &char| is_han(*c) && !matches!(c, '年' | '月' | '日' | '号');
    let named =
        words.first().is_some_and(|c| is_word(c) || matches!(c, '“' | '《')) && measure(&words).is_none();
    (blank && named && (1..=MAX_NUMBER).contains(&n)).then_some((value(&figures[..n])?, n))
}
