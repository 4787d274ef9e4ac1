//! What the lines of a document have in common, and where one goes on in the next.

use super::cut::{is_rest_of_units, is_units_cut};
use super::spaced::wide_gaps;
use super::{Join, Line, plain};
use crate::fold::{folded, is_han};
use crate::label;
use crate::mark;
use crate::numeral::{digits, is_han_numeral};
use crate::office::{is_unit, level};

/// Columns from which a line counts as running text (a Han character has two).
const LONG_LINE_COLUMNS: usize = 36;
/// Columns of the widest page; longer lines are paragraphs.
const MAX_WRAPPED_COLUMNS: usize = 180;
/// Characters from which a line without a full stop at its end was cut by mistake, in a text that is not wrapped.
const BROKEN_LINE_CHARS: usize = 60;
/// Characters of the longest date that is a cell of its own.
const DATE_CHARS: usize = 12;
/// Characters of the longest name that a line's end may cut.
const NAME_CHARS: usize = 40;
/// Characters of the longest office that signs.
const SIGNATURE_CHARS: usize = 24;

/// Ends of titles above those whom a document is sent to.
const TITLES: &[&str] = &["通知", "意见", "方案", "措施", "办法"];

/// What the lines of a document have in common.
pub(super) struct Layout {
    /// Running text is cut at the right margin.
    pub(super) wrapped: bool,
    /// Columns of a full line.
    pub(super) width: usize,
    /// Long paragraphs end with a stop, so that one without was cut.
    stopped: bool,
}

impl Layout {
    pub(super) fn of(source: &[char], lines: &[Line]) -> Self {
        let text = |line: &&Line| {
            let own = &source[line.start..line.end];
            line.columns >= LONG_LINE_COLUMNS && !begins_with_label(own) && wide_gaps(own).len() < 2
        };
        // A line that something new follows was not cut, whatever it ends with.
        let cut = |n: usize| {
            is_open(source[lines[n].end - 1])
                && lines.get(n + 1).is_some_and(|next| !next.apart && !is_fresh(source, lines[n], *next))
        };
        let long: Vec<usize> = (0..lines.len()).filter(|n| text(&&lines[*n])).collect();
        let mut open: Vec<usize> = long.iter().filter(|n| cut(**n)).map(|n| lines[*n].columns).collect();
        let mut columns: Vec<usize> = long.iter().map(|n| lines[*n].columns).collect();
        columns.sort_unstable();
        open.sort_unstable();
        let width = columns.get(columns.len() * 6 / 10).copied().unwrap_or(0);
        // Most lines end inside a sentence; where paragraphs are short a third do, most of them at the same margin.
        let margin = open.get(open.len() * 8 / 10).copied().unwrap_or(0);
        let at_margin = open
            .iter()
            .filter(|columns| **columns * 10 >= margin * 9 && **columns * 9 <= margin * 10)
            .count();
        let often = (open.len() * 2 > long.len() && at_margin * 2 >= open.len())
            || (open.len() >= 4 && open.len() * 3 >= long.len() && at_margin * 10 >= open.len() * 7);
        let tight = || {
            // Lines with labels may be all that is cut; then none is longer than the margin, and those that are cut
            // end at it.
            let widest = lines.iter().map(|line| line.columns).max().unwrap_or(0);
            // A title above its number or those it is sent to was not cut, nor was what stands above a signature.
            let begins_below = |n: usize| {
                let ends = |n: usize, word: &str| mark::ends(&source[lines[n].start..lines[n].end], word);
                let signs = lines.get(n + 2).is_some_and(|day| is_signature(source, lines[n + 1], *day));
                TITLES.iter().any(|word| ends(n, word)) || ends(n + 1, "：") || ends(n + 1, ":") || signs
            };
            let cut: Vec<usize> = (0..lines.len())
                .filter(|n| lines[*n].columns >= LONG_LINE_COLUMNS && cut(*n) && !begins_below(*n))
                .collect();
            let at_margin = cut.iter().filter(|n| lines[**n].columns * 100 >= widest * 93).count();
            let enough = cut.len() >= 2 && cut.len() * 12 >= lines.len();
            (enough && at_margin * 10 >= cut.len() * 8).then_some(widest)
        };
        let paragraphs = || lines.iter().filter(|line| line.end - line.start >= BROKEN_LINE_CHARS);
        let unstopped = paragraphs().filter(|line| is_open(source[line.end - 1])).count();
        let often = (long.len() >= 3 && often).then_some(width.max(margin));
        let wrapped = often.or_else(tight).filter(|width| *width < MAX_WRAPPED_COLUMNS);
        Self {
            wrapped: wrapped.is_some(),
            width: wrapped.unwrap_or(width.max(margin)),
            stopped: unstopped * 3 <= paragraphs().count() || unstopped < 3,
        }
    }

    /// Whether a line goes on in the next.
    pub(super) fn join(&self, source: &[char], line: Line, next: Line, inside: bool) -> Join {
        let (end, start) = (folded(source[line.end - 1]), folded(source[next.start]));
        let next_text: Vec<char> =
            source[next.start..next.end.min(next.start + 24)].iter().map(|c| folded(*c)).collect();
        // Labels that blanks part are no row of a table.
        let is_row = |line: Line| {
            let own = &source[line.start..line.end];
            wide_gaps(own).len() >= 2 && !begins_with_label(own)
        };
        // Rows between bars, whether or not one closes them.
        let barred =
            |line: Line| source[line.start..line.end].iter().filter(|c| folded(**c) == '|').nth(1).is_some();
        let rows = barred(line) && barred(next);
        if end == '|' || start == '|' || rows || is_row(line) || is_row(next) {
            return Join::No;
        }
        let open = is_open(end);
        let own = &source[line.start..line.end];
        // A date that stands alone is a cell.
        let date = next.end - next.start <= DATE_CHARS && is_date(&next_text);
        let fresh = date
            || label::starts(&end_of(own), &plain(&next_text))
            || mark::mark_at(&next_text, 0, next_text.len())
                .is_some_and(|m| !(open && m.is_doubtful(&next_text)));
        if self.wrapped {
            let full = line.columns * 100 >= self.width * 93;
            // A title before its addressees.
            let last = folded(source[next.end - 1]);
            if last == ':' && TITLES.iter().any(|word| mark::ends(&source[line.start..line.end], word)) {
                return Join::No;
            }
            let goes_on = (start == '号' && end.is_ascii_digit())
                || matches!(start, '，' | ',' | '、' | '。' | ';' | ':' | ')' | ']' | '”');
            let joined = !fresh
                && (goes_on
                    || (open && is_units_cut(&plain(own)))
                    || (inside && open)
                    || if open { line.columns * 10 >= self.width * 6 } else { full && !next.apart });
            return if joined { Join::Wrapped } else { Join::No };
        }
        // 责任单位:…、各县人民政 before 府: a name is cut, whether or not other lines are.
        if !fresh && open && is_rest_of_units(own, &source[next.start..next.end]) {
            return Join::Wrapped;
        }
        // A line that says who answers is one of its own.
        let fresh = fresh || mark::ends(&source[next.start..next.end], "按职责分工负责");
        let long = self.stopped && line.end - line.start >= BROKEN_LINE_CHARS;
        if !fresh && long && open && (is_han(start) || start == '、') { Join::Broken } else { Join::No }
    }
}

/// Whether a line is an office and the next the day on which it signed.
pub(super) fn is_signature(source: &[char], line: Line, next: Line) -> bool {
    const DATE_COLUMNS: std::ops::RangeInclusive<usize> = 8..=24;
    let day = || plain(&source[next.start..next.end]);
    let office = || plain(&source[line.start..line.end]);
    DATE_COLUMNS.contains(&next.columns)
        && line.end - line.start <= SIGNATURE_CHARS
        && mark::ends(&day(), "日")
        && (is_date(&day()) || is_han_date(&day()))
        && is_unit(&office())
        && office().iter().skip(1).any(|c| level(*c) || *c == '省')
}

/// `2010年`, `2019年6月底前` and nothing else.
fn is_date(line: &[char]) -> bool {
    const LAST: &str = "年月日底前末旬上中下";
    digits(line) == 4
        && line.get(4) == Some(&'年')
        && line[4..].iter().all(|c| c.is_ascii_digit() || LAST.contains(*c))
}

/// `二〇二三年二月六日` and nothing else.
fn is_han_date(line: &[char]) -> bool {
    line.contains(&'年') && line.iter().all(|c| is_han_numeral(*c) || matches!(c, '年' | '月' | '日' | '○'))
}

/// The end of a line without blanks, as far as a name reaches.
fn end_of(line: &[char]) -> Vec<char> {
    plain(&line[line.len().saturating_sub(NAME_CHARS)..])
}

/// Whether a line below another begins with a label or a number.
fn is_fresh(source: &[char], above: Line, line: Line) -> bool {
    let start: Vec<char> =
        source[line.start..line.end.min(line.start + 24)].iter().map(|c| folded(*c)).collect();
    label::starts(&end_of(&source[above.start..above.end]), &plain(&start)) || mark::is_numbered(&start)
}

fn begins_with_label(line: &[char]) -> bool {
    let start: Vec<char> = line.iter().take(24).map(|c| folded(*c)).collect();
    label::starts(&[], &start)
}

/// Whether a sentence goes on after a line that ends so.
fn is_open(end: char) -> bool {
    !matches!(folded(end), '。' | ';' | ':' | '！' | '!' | '?' | ')' | ']' | '”' | '"' | '》' | '|' | '.')
}
