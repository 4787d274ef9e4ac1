//! Names and times that a line's end cuts.

use crate::label::{self, Kind};
use crate::leader::is_post;
use crate::mark::ends;
use crate::numeral::digits;
use crate::office::{is_unit, level};

use super::plain;

/// Characters of the longest cell beside words that may be anything, and of the longest time.
const SHORT: usize = 8;
const TIME_CHARS: usize = 14;

/// Whether a line may be a cell beside words: a number, a name, a list of units, a time.
pub(super) fn is_beside(cell: &[char]) -> bool {
    cell.len() <= SHORT || is_listed(cell) || is_timed(cell)
}

/// Whether a short line begins with a year or a day.
fn is_timed(line: &[char]) -> bool {
    digits(line) > 0 && line.len() <= TIME_CHARS && line.iter().any(|c| matches!(c, '年' | '月'))
}

/// Whether a character stands between the names of a list.
pub(super) fn is_pause(c: char) -> bool {
    matches!(c, '、' | ',' | ';')
}

/// `2019年9` before `月底前`.
pub(super) fn is_date_cut(cell: &[char], next: &[char]) -> bool {
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
pub(super) fn is_list_cut(cell: &[char], next: &[char]) -> bool {
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
    let government = matches!(
        rest,
        ['府'] | ['政', '府'] | ['民', '政', '府'] | ['人', '民', '政', '府'] | ['管', '委', '会']
    );
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
pub(super) fn is_listed(cell: &[char]) -> bool {
    let names = cell.strip_suffix(&['等']).unwrap_or(cell);
    // 达到100%市教育局 ends like a unit.
    let is_name =
        |name: &[char]| is_unit(name) && !name.iter().any(|c| c.is_ascii_digit() || matches!(c, '%' | '。'));
    names.split(|c| is_pause(*c)).all(is_name)
}

fn is_labelled(cell: &[char]) -> bool {
    label::label_at(cell, 0, cell.len()).is_some()
}
