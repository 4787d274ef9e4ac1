//! What it costs that printed lines are one cell, and that it stands in a column: nothing where all fits, up to about ten
//! for what may be, forty and more for what hardly is.

use super::Printed;
use crate::due::is_due;
use crate::label::{Kind, label_at};
use crate::leader::{ends_post, is_named, is_person, is_post, is_surnamed};
use crate::numeral::{digits, is_number};
use crate::office::{is_certain, is_unit, level};
use crate::text::cut::{is_listed, is_pause};
use crate::who::is_none;

/// Dearer than anything that may be right.
pub(super) const NEVER: u32 = 1_000_000;
/// A cell that fits but for a little; one of words, which may be anything; one that is less likely, unlikely, and hardly so.
const NEARLY: u32 = 4;
pub(super) const WORDS: u32 = 8;
const RATHER_NOT: u32 = 12;
const UNLIKELY: u32 = 20;
pub(super) const HARDLY: u32 = 45;
/// A line that cannot begin a cell.
const MISPLACED: u32 = 60;
/// Words that end inside a sentence, and without a stop.
const OPEN: u32 = 30;
const UNSTOPPED: u32 = 3;
/// A line that is longer than its column is wide.
pub(super) const TOO_LONG: u32 = 30;

/// Lines of the highest cell that is anything but words.
const MAX_LINES: usize = 12;
/// Characters of the longest line that cuts a label, and of the longest name of a person with its post.
const LABEL_CUT: usize = 4;
const PERSON_CHARS: usize = 24;
/// Characters of the shortest words that say what is to be done.
const SHORT: usize = 5;

/// What a cell is, whatever column it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Number,
    Units,
    /// More names of units than others.
    SomeUnits,
    Nobody,
    Person,
    Due,
    Words,
}

fn words(cell: &[Printed]) -> Vec<char> {
    cell.iter().flat_map(|line| line.words.iter().copied()).collect()
}

/// What the lines of a cell say.
pub(super) fn content(cell: &[Printed]) -> Content {
    if cell.len() > MAX_LINES {
        return Content::Words;
    }
    let words = words(cell);
    if cell.len() == 1 && is_number(&words) {
        return Content::Number;
    }
    if is_none(&words) {
        return Content::Nobody;
    }
    if is_due(&words) {
        return Content::Due;
    }
    let labelled = cell[0].labelled || (cell[0].words.len() <= LABEL_CUT && is_labelled(&words));
    let names = words.strip_suffix(&['。']).unwrap_or(&words);
    if labelled || is_listed(names) || cell.iter().all(|line| line.listed) {
        return Content::Units;
    }
    let posted = || words.iter().any(|c| ends_post(*c)) && (is_post(&words) || is_named(&words));
    if words.len() <= PERSON_CHARS && (is_surnamed(&words) || words.contains(&'·') || posted()) {
        return Content::Person;
    }
    let mut names = words.split(|c| is_pause(*c));
    let all = names.clone().count();
    let units = names.clone().filter(|name| is_unit(name)).count();
    let listed = names.next().is_some_and(is_certain) && units * 2 > all && words.last() != Some(&'。');
    if listed { Content::SomeUnits } else { Content::Words }
}

/// What it costs that a cell stands in a column of this kind.
pub(super) fn fit(cell: &[Printed], content: Content, kind: Kind) -> u32 {
    match (kind, content) {
        (Kind::Number, Content::Number) | (Kind::Leaders, Content::Person) => 0,
        (Kind::Number, _) => NEVER,
        (Kind::Words | Kind::Name | Kind::Goal, Content::Number) => 2 * HARDLY,
        (Kind::Words | Kind::Goal | Kind::Name, Content::Words) => {
            let chars: usize = cell.iter().map(|line| line.words.len()).sum();
            let short = if kind != Kind::Name && chars < SHORT { UNLIKELY } else { 0 };
            let end = match cell.last().and_then(|line| line.words.last()) {
                Some('。') => 0,
                Some('、' | ',' | ':') => OPEN,
                _ => UNSTOPPED,
            };
            WORDS + short + end
        }
        (Kind::Name, Content::Person) => WORDS,
        // 送戏下乡 ends like a unit.
        (Kind::Name, Content::Units) if !is_certain(&words(cell)) => WORDS,
        (Kind::Name, _) => 30,
        (Kind::Words | Kind::Goal, _) => HARDLY,
        (Kind::Other, Content::Words | Content::Nobody) => {
            let lines = cell.len() as u32 - 1;
            let unit = if lines > 0 && is_unit(&words(cell)) { UNLIKELY } else { 0 };
            WORDS + 2 + lines * NEARLY + unit
        }
        (Kind::Other, Content::Due) => RATHER_NOT,
        (Kind::Other, _) => UNLIKELY,
        (Kind::Due, Content::Due) => time_goes_on(cell),
        (Kind::Leaders, Content::Words) if is_person(&words(cell)) => RATHER_NOT,
        (_, Content::Nobody) | (Kind::UnitsAndLeader(_), Content::Person) => NEARLY,
        (Kind::Due | Kind::Leaders, _) => HARDLY,
        (_, Content::Units) => {
            // 查采样任务市大数据局 ends like a unit too.
            let own = |c: &char| level(*c) || matches!(c, '省' | '各' | '国' | '中');
            if cell[0].words.first().is_some_and(own) { 0 } else { NEARLY / 2 }
        }
        (_, Content::SomeUnits) => UNLIKELY,
        _ => MISPLACED,
    }
}

/// What it costs that a time goes on over lines.
fn time_goes_on(cell: &[Printed]) -> u32 {
    let above = words(&cell[..cell.len() - 1]);
    let whole = is_due(&above) && !matches!(above.last(), Some('0'..='9' | '年' | '月' | '日' | '至' | '-'));
    if whole {
        // 长期坚持 above 产业发展
        RATHER_NOT
    } else if !above.is_empty() && !is_due(&above) && digits(&cell[0].words) == 0 {
        // 人民政府 above 年底前
        UNLIKELY
    } else {
        0
    }
}

/// What it costs that a cell of the column `to` follows one of `from`: the columns left out between them; one of the same
/// column or of one before it begins another row.
pub(super) fn left_out(columns: &[Kind], from: usize, to: usize) -> u32 {
    let cost = |kinds: &[Kind]| -> u32 {
        let weight = |kind: &Kind| match kind {
            Kind::Words => 30,
            Kind::Other => NEARLY,
            Kind::Goal | Kind::Name => 10,
            Kind::Number => 16,
            _ => 14,
        };
        kinds.iter().map(weight).sum()
    };
    if to > from { cost(&columns[from + 1..to]) } else { cost(&columns[from + 1..]) + cost(&columns[..to]) }
}

/// What it costs that a cell goes on with a paragraph of its own.
pub(super) fn paragraph_cost(above: &Printed, line: &Printed, kind: Kind) -> u32 {
    match kind {
        Kind::Words | Kind::Goal | Kind::Other if line.numbered => 2,
        Kind::Words | Kind::Goal | Kind::Other => {
            let stopped = matches!(above.words.last(), Some('。' | ';'));
            if stopped && !line.due && !line.listed { WORDS } else { HARDLY }
        }
        Kind::Leaders if is_person(&above.words) && is_person(&line.words) => NEARLY,
        _ if kind.is_units() && line.labelled => 2,
        _ if kind.is_units() && above.listed && line.listed => WORDS,
        _ => HARDLY,
    }
}

/// What it costs that a cell begins with the rest of another: a stop, 月底前 below 2019年10, 前 below 2024年9月底.
pub(super) fn misplaced(cell: &[Printed], kind: Kind) -> u32 {
    let first = &cell[0].words;
    let rest = match first[..] {
        ['、' | ',' | ';' | '。' | ')' | ':' | '”' | '》', ..] | ['底' | '末', '前'] => true,
        ['月', next, ..] => matches!(next, '底' | '末' | '前') || next.is_ascii_digit(),
        ['日', next, ..] => next == '前',
        [_] => kind != Kind::Number && cell.len() == 1 && !is_none(first),
        _ => false,
    };
    if rest { MISPLACED } else { 0 }
}

/// Whether words begin with a label of units: 牵头单位:县 of 牵头单位:县教育局.
pub(super) fn is_labelled(words: &[char]) -> bool {
    label_at(words, 0, words.len()).is_some_and(|label| label.kind.is_units())
}
