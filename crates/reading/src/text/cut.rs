//! Tables whose cells are printed one under the other, narrow ones over several lines: where a cell goes on.

use super::{Line, plain};
use crate::label::{self, Kind};
use crate::leader::{has_surname, is_post};
use crate::mark::{begins, ends, mark_at};
use crate::numeral::digits;
use crate::office::{is_certain, is_unit, level};

/// Characters from which a line of a cell's words is full, in wide and in narrow columns.
const FULL_LINE: usize = 14;
const NARROW_LINE: usize = 9;
/// Characters by which a full line may be shorter than most.
const RAGGED: usize = 2;
/// Characters of the longest line in such a table.
const LONGEST_LINE: usize = 40;
/// Heads, one a line, that show such a table, and the characters of the longest.
const HEADS: usize = 3;
const HEAD_CHARS: usize = 8;
const MAX_HEADS: usize = 10;
/// Cells that are cut for certain in a table of this kind, at least.
const CERTAIN: usize = 2;
/// Lines of words, of which one may go on, in a table whose cells are whole.
const WORDS_PER_DOUBT: usize = 8;

/// A table whose cells are printed one below the other.
#[derive(Clone, Copy)]
pub(super) struct Cells {
    /// Where its head begins.
    pub(super) from: usize,
    /// Characters from which a line of its words is full; None where each cell is whole on its line.
    full: Option<usize>,
    /// It has a column of persons.
    leaders: bool,
}

/// The table of a text: below heads one a line, dates and names of units are cut again and again, or words are followed
/// by the cells beside them and not by more words. None where neither is certain.
pub(super) fn table(source: &[char], lines: &[Line]) -> Option<Cells> {
    let text = |line: &Line| plain(&source[line.start..line.end]);
    let kind = |line: &Line| {
        let short = line.end - line.start <= HEAD_CHARS;
        short.then(|| label::column(&text(line))).flatten()
    };
    let head = lines.windows(HEADS).position(|lines| lines.iter().all(|line| kind(line).is_some()))?;
    let from = lines[head].start;
    let heads: Vec<Kind> = lines[head..].iter().take(MAX_HEADS).map_while(kind).collect();
    let leaders = heads.contains(&Kind::Leaders);
    // Where columns of words stand side by side, one is followed by the words of the next.
    let worded = |kind: &Kind| matches!(kind, Kind::Words | Kind::Name | Kind::Goal);
    let columns = heads.iter().filter(|kind| worded(kind)).count().max(1);
    let side_by_side = heads.windows(2).filter(|pair| pair.iter().all(worded)).count();
    let short = |line: &Line| line.end - line.start <= LONGEST_LINE;
    let (mut certain, mut words, mut going_on) = (0, 0, 0);
    // Most lines of words are as long as their column is wide.
    let mut lengths = [0_usize; LONGEST_LINE + 1];
    for pair in lines[head..].windows(2) {
        let (cell, next) = (text(&pair[0]), text(&pair[1]));
        let cut = || is_date_cut(&cell, &next) || is_units_cut(&cell) || is_list_cut(&cell, &next);
        certain += usize::from(pair.iter().all(short) && cut());
        let stopped = matches!(cell.last(), Some('。' | ';'));
        if !stopped && cell.len() <= LONGEST_LINE {
            lengths[cell.len()] += 1;
        }
        if !is_beside(&cell) {
            words += 1;
            let part = mark_at(&next, 0, next.len()).is_some_and(|mark| !mark.is_doubtful(&next));
            going_on += usize::from(!stopped && !part && !is_beside(&next));
        }
    }
    if certain >= CERTAIN {
        let usual = (NARROW_LINE..=LONGEST_LINE).max_by_key(|length| lengths[*length]).unwrap_or(FULL_LINE);
        return Some(Cells { from, full: Some((usual - RAGGED).clamp(NARROW_LINE, FULL_LINE)), leaders });
    }
    let cut = going_on.saturating_sub((words * side_by_side).div_ceil(columns));
    (words >= HEADS && cut * WORDS_PER_DOUBT <= words).then_some(Cells { from, full: None, leaders })
}

impl Cells {
    /// Whether a cell, as far as it is read, whose last line is `last`, goes on in the next line.
    pub(super) fn goes_on(self, cell: &[char], last: &[char], next: &[char]) -> bool {
        let Some(full) = self.full else { return false };
        let (last, next) = (plain(last), plain(next));
        let begins_cell = label::starts(cell, &next)
            || next.len() > LONGEST_LINE
            || digits(&next) == next.len()
            || (digits(&next) == 4 && next.get(4) == Some(&'年'));
        let whole = is_labelled(cell) || is_listed(cell) || (is_timed(cell) && ends_time(cell));
        let full = last.len() >= full && !whole && !self.is_cell(&next);
        let open = !matches!(cell.last(), Some('。' | ';' | '!' | '?') | None);
        let marked = matches!(next.first(), Some('、' | ',' | ';' | '。' | ')'));
        is_date_cut(cell, &next)
            || marked
            || (!begins_cell && open && (is_units_cut(cell) || is_list_cut(cell, &next) || full))
    }

    /// Whether a line below a full one of words is a cell of its own: a list of units, a time, a person.
    fn is_cell(self, line: &[char]) -> bool {
        let first = line.split(|c| is_pause(*c)).next().unwrap_or(line);
        is_certain(first)
            || is_timed(line)
            || (self.leaders && has_surname(line))
            || STANDING.iter().any(|word| begins(line, word))
    }
}

/// Times that are no date.
const STANDING: &[&str] = &["长期", "持续", "常态", "全年", "年底", "每年", "每月", "每季"];

/// Whether a line may be a cell beside words: a number, a name, a list of units, a time.
fn is_beside(cell: &[char]) -> bool {
    cell.len() <= HEAD_CHARS || is_listed(cell) || is_timed(cell)
}

/// Whether a short line begins with a year or a day.
fn is_timed(line: &[char]) -> bool {
    digits(line) > 0 && line.len() <= FULL_LINE && line.iter().any(|c| matches!(c, '年' | '月'))
}

/// Whether a time may end so: 2025年6月底前.
fn ends_time(line: &[char]) -> bool {
    matches!(line.last(), Some('前' | '底' | '末' | '日' | '年' | '内'))
}

/// Whether a character stands between the names of a list.
fn is_pause(c: char) -> bool {
    matches!(c, '、' | ',' | ';')
}

/// `2019年9` before `月底前`.
fn is_date_cut(cell: &[char], next: &[char]) -> bool {
    let year = digits(cell) > 0 && matches!(cell.get(digits(cell)), Some('年' | '月')) && cell.len() <= 9;
    let digit = cell.last().is_some_and(char::is_ascii_digit);
    let goes_on = match next.first() {
        Some('年' | '月' | '日') => digit,
        Some('底' | '前' | '末') => !digit,
        Some('0'..='9') => {
            let month = digits(next) == 1 && matches!(next.get(1), Some('月' | '日'));
            (cell.last() == Some(&'年') && next.contains(&'月')) || (digit && month)
        }
        _ => false,
    };
    year && next.len() <= 8 && goes_on
}

/// Whether a list of units behind its label ends inside a name: `责任单位:县` before `发改局`.
pub(super) fn is_units_cut(line: &[char]) -> bool {
    let label = label::label_at(line, 0, line.len()).filter(|label| matches!(label.kind, Kind::Units(_)));
    label.is_some_and(|label| {
        let last = line.iter().rposition(|c| matches!(c, '、' | ',' | ';' | ':')).map_or(0, |at| at + 1);
        // 县 and 生态环 are no units yet.
        !is_unit(&line[last.max(label.value)..])
    })
}

/// Whether a printed line is the rest of the list of units behind the label that begins the one above it.
pub(super) fn is_rest_of_units(line: &[char], next: &[char]) -> bool {
    let line = plain(line);
    let label = label::label_at(&line, 0, line.len()).filter(|label| matches!(label.kind, Kind::Units(_)));
    label.is_some_and(|label| {
        let next = plain(next);
        let next = next.strip_suffix(&['。']).unwrap_or(&next);
        let last = line.iter().rposition(|c| is_pause(*c) || *c == ':').map_or(0, |at| at + 1);
        let last = &line[last.max(label.value)..];
        // (市、区)人民政府 behind 各县: what stands in the bracket is no list.
        let bracket = (next.first() == Some(&'(')).then(|| next.iter().position(|c| *c == ')')).flatten();
        let (opened, rest) = next.split_at(bracket.map_or(0, |close| close + 1));
        let mut names = rest.split(|c| is_pause(*c));
        let own = names.next().unwrap_or_default();
        let first = [opened, own].concat();
        let whole: Vec<char> = last.iter().chain(&first).copied().collect();
        let two = last.len() > 2 && is_unit(last) && is_unit(own) && opened.is_empty();
        let (cut, goes_on) = (!last.is_empty(), !own.is_empty() && !two);
        cut && goes_on
            && is_unit(&whole)
            && names.all(|name| is_unit(name.strip_suffix(&['等']).unwrap_or(name)))
    })
}

/// `省气象局、省通` before `信管理局`, `各市` before `(州)人民`: a list without a label that ends inside a name.
fn is_list_cut(cell: &[char], next: &[char]) -> bool {
    let last = cell.iter().rposition(|c| is_pause(*c)).map_or(0, |at| at + 1);
    let bracket = (next.first() == Some(&'(')).then(|| next.iter().position(|c| *c == ')')).flatten();
    let from = bracket.unwrap_or(0);
    let rest = &next[..next[from..].iter().position(|c| is_pause(*c)).map_or(next.len(), |at| from + at)];
    let rest = rest.strip_suffix(&['等']).unwrap_or(rest);
    let whole: Vec<char> = cell[last..].iter().chain(rest).copied().collect();
    let listed = last > 2 && cell[..last - 1].split(|c| is_pause(*c)).all(is_unit);
    // 市工业和信 before 息化局: a name with its level, and a rest without one.
    let own = &cell[last..];
    let named = own.first().is_some_and(|c| level(*c) || matches!(c, '省' | '各'))
        && !is_unit(own)
        && !is_post(own)
        && !rest.first().is_some_and(|c| level(*c) || *c == '省');
    // 各县 before (市、区)人民政府, 各市(州)人民 before 政府: the rest is no name of its own.
    let government = matches!(rest, ['政', '府'] | ['人', '民', '政', '府'] | ['管', '委', '会']);
    let each = (own.first() == Some(&'各') && bracket.is_some())
        || (government && (own.contains(&'各') || own.last().is_some_and(|c| level(*c))));
    let whole = is_unit(&whole) || (bracket.is_some() && ends(&whole, "人民"));
    // 市农业农村 before 局: what ends like a village is cut before a single character of an office.
    let last_of_name = matches!(rest, ['局' | '厅' | '委' | '办' | '部' | '院' | '会' | '社']);
    // 各县( before 市、区)人民政府.
    if own.contains(&'(') && !own.contains(&')') && own.first().is_some_and(|c| *c == '各' || level(*c)) {
        return !is_labelled(cell);
    }
    // 市科 before 技局, 市委 before 宣传部.
    let short =
        own.len() <= 2 && own.first().is_some_and(|c| level(*c)) && !rest.first().is_some_and(|c| level(*c));
    let inside = short || (listed && !is_unit(own)) || each || named || last_of_name;
    !is_labelled(cell) && ((whole && inside) || (listed && own.is_empty()))
}

/// Whether a cell is nothing but whole names of units.
fn is_listed(cell: &[char]) -> bool {
    let names = cell.strip_suffix(&['等']).unwrap_or(cell);
    names.split(|c| is_pause(*c)).all(is_unit)
}

fn is_labelled(cell: &[char]) -> bool {
    label::label_at(cell, 0, cell.len()).is_some()
}
