//! Amounts that a task must reach: `降成本超过25亿元` is one, `最高给予5000万元` and `1号文件` are none.

mod target;
mod words;

use std::ops::Range;

use crate::fold::is_han;
use crate::mark::{begins, ends, mark_at};
use crate::measure::{Measure, measure};
use crate::numeral::digits;
use crate::reading::Comparator;
use target::{Figure, is_served};
use words::{AFTER, BEFORE, VERBS_IN_YUE};

/// An amount that was found.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    /// With its comparator's words.
    pub(crate) at: Range<usize>,
    pub(crate) value: String,
    pub(crate) unit: Range<usize>,
    pub(crate) comparator: Comparator,
    pub(crate) subject: Option<Range<usize>>,
    pub(crate) doubtful: bool,
}

/// Characters around a figure that may say something of it: a text without stops is not searched for one.
pub(crate) const REACH: usize = 160;

/// Characters of the longest words that name what is counted.
const SUBJECT: usize = 60;

/// The amounts of a task's words.
pub(crate) fn amounts(c: &[char], range: Range<usize>) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut quoted = 0_usize;
    let mut plain_quote = false;
    let mut sentence = range.start;
    let mut i = range.start;
    while i < range.end {
        match c[i] {
            '《' | '“' | '‘' => quoted += 1,
            '》' | '”' | '’' => quoted = quoted.saturating_sub(1),
            '"' => plain_quote = !plain_quote,
            '。' | '\n' => {
                (sentence, quoted, plain_quote) = (i + 1, 0, false);
            }
            '0'..='9' if quoted == 0 && !plain_quote => {
                let near = i.saturating_sub(REACH).max(sentence);
                let around = range.start..range.end.min(i + REACH);
                i = amount(c, i, near, &around, &mut found);
                continue;
            }
            '半' if quoted == 0
                && i > sentence
                && (matches!(c[i - 1], '、' | '至' | '到' | '为' | '在')
                    || is_done_in_half(&c[i + 1..range.end])) =>
            {
                let unit = measure(&c[i + 1..range.end]).filter(|(_, kind)| *kind == Measure::Time);
                found.extend(unit.map(|(length, _)| Amount {
                    at: i..i + 1 + length,
                    value: "0.5".to_owned(),
                    unit: i + 1..i + 1 + length,
                    comparator: Comparator::Equal,
                    subject: None,
                    doubtful: true,
                }));
            }
            _ => {}
        }
        i += 1;
    }
    found
}

/// 半天办结, behind 半.
fn is_done_in_half(c: &[char]) -> bool {
    let unit = measure(c).filter(|(_, kind)| *kind == Measure::Time);
    unit.is_some_and(|(length, _)| ["办结", "办好", "内办结"].iter().any(|word| begins(&c[length..], word)))
}

/// Reads the figure at `i`; answers where reading goes on.
fn amount(c: &[char], i: usize, sentence: usize, range: &Range<usize>, found: &mut Vec<Amount>) -> usize {
    let (value, end) = number(c, i, range.end);
    let before = &c[sentence..i];
    if before
        .last()
        .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '+' | '第' | '-' | '.' | '/' | '×'))
    {
        return end;
    }
    // 1到2个, 3-5家, 10%-15%: two amounts.
    let first_unit = measure(&c[end..range.end]);
    let mark_at = end + first_unit.map_or(0, |(n, _)| n);
    let second = c
        .get(mark_at)
        .filter(|m| mark_at + 1 < range.end && matches!(m, '到' | '至' | '-' | '~'))
        .and_then(|m| {
            let at = mark_at + 1 + usize::from(*m == '-' && c[mark_at + 1] == '-');
            c.get(at).filter(|c| c.is_ascii_digit())?;
            let (value, end) = number(c, at, range.end);
            measure(&c[end..range.end]).map(|unit| (value, end, unit))
        });
    if let Some((value2, end2, (length, kind))) = second {
        let unit = end2..end2 + length;
        let at = i..end2 + length;
        if Figure::new(c, &at, kind, sentence, range).is_target() {
            for (value, comparator) in [(value, Comparator::AtLeast), (value2, Comparator::AtMost)] {
                found.push(Amount {
                    at: at.clone(),
                    value,
                    unit: unit.clone(),
                    comparator,
                    subject: None,
                    doubtful: false,
                });
            }
        }
        return at.end;
    }
    let Some((length, kind)) = first_unit else { return end };
    let unit = end..end + length;
    let (comparator, start, after) = comparator(c, i, unit.end, sentence, range.end);
    let at = start..unit.end + after;
    // 分别不低于3000床、1500张: the words hold for each.
    let shared = found.last().filter(|last| {
        comparator == Comparator::Equal
            && start == i
            && last.at.end + 1 == i
            && matches!(c[i - 1], '、' | '和' | '及')
    });
    let comparator = match shared {
        Some(last) if ends(&c[sentence..last.at.start], "分别") => last.comparator,
        _ => comparator,
    };
    if Figure::new(c, &(i..unit.end), kind, sentence, range).is_target() {
        let subject = subject(c, &at, kind, sentence, range);
        // In brackets, before 的 and of times a figure often tells of something else.
        let bracketed = open_bracket(&c[sentence..i]).is_some();
        let attribute = c.get(at.end).filter(|_| at.end < range.end) == Some(&'的');
        let times = c[unit.clone()] == ['次'];
        let doubtful = kind == Measure::Scale || kind == Measure::Time || bracketed || attribute || times;
        found.push(Amount { at, value, unit: unit.clone(), comparator, subject, doubtful });
    }
    unit.end
}

/// The figure at `i` without separators of thousands, and its end.
fn number(c: &[char], i: usize, end: usize) -> (String, usize) {
    let mut at = i + digits(&c[i..end]);
    let mut value: String = c[i..at].iter().collect();
    while at + 4 <= end && c[at] == ',' && digits(&c[at + 1..(at + 5).min(end)]) == 3 && value.len() <= 12 {
        value.extend(&c[at + 1..at + 4]);
        at += 4;
    }
    if at + 1 < end && c[at] == '.' && c[at + 1].is_ascii_digit() {
        let n = digits(&c[at + 1..end]);
        value.push('.');
        value.extend(&c[at + 1..at + 1 + n]);
        at += 1 + n;
    }
    (value, at)
}

/// The comparator, where its words begin, and the length of those behind the unit.
fn comparator(
    c: &[char],
    figure: usize,
    unit_end: usize,
    sentence: usize,
    end: usize,
) -> (Comparator, usize, usize) {
    let before = &c[sentence..figure];
    // 签约1150户, 节约40吨: 约 is half of a verb.
    let verb = VERBS_IN_YUE.iter().any(|verb| ends(before, verb));
    let lead = BEFORE.iter().find(|(word, _)| ends(before, word) && !(verb && *word == "约"));
    // 不低于人均消费支出的1.3倍: the comparator stands before what it is compared with.
    let far = (before.last() == Some(&'的')).then(|| {
        let clause = before.iter().rposition(|c| *c == ',').map_or(0, |n| n + 1);
        let bounds =
            BEFORE.iter().filter(|(_, said)| matches!(said, Comparator::AtLeast | Comparator::AtMost));
        bounds.into_iter().find(|(word, _)| has_any(&before[clause..], &[word]))
    });
    // 至少召开1次: a verb stands between.
    let near = &before[before.len().saturating_sub(6)..];
    let near = (0..near.len()).rev().find_map(|at| {
        let found =
            BEFORE.iter().find(|(word, said)| *said == Comparator::AtLeast && begins(&near[at..], word))?;
        let verb = &near[at + found.0.chars().count()..];
        (!verb.is_empty() && verb.iter().all(|c| is_han(*c))).then_some(found)
    });
    let lead =
        lead.filter(|(_, said)| *said != Comparator::Equal || near.is_none()).or(near).or(far.flatten());
    let start =
        figure - lead.filter(|(word, _)| ends(before, word)).map_or(0, |(word, _)| word.chars().count());
    let tail = AFTER.iter().find(|(word, _)| {
        begins(&c[unit_end..end], word)
            && (*word != "内"
                || lead.is_some_and(|(word, _)| *word == "控制在")
                || is_served(before, &c[unit_end..end]))
    });
    let after = tail.map_or(0, |(word, _)| word.chars().count());
    match (lead, tail) {
        (Some((_, said)), _) if *said != Comparator::Equal => (*said, start, after),
        (_, Some((_, said))) => (*said, start, after),
        _ => (Comparator::Equal, start, after),
    }
}

/// What is counted (behind the figure) or measured (before it).
fn subject(
    c: &[char],
    at: &Range<usize>,
    kind: Measure,
    sentence: usize,
    range: &Range<usize>,
) -> Option<Range<usize>> {
    let stop = |c: &char| matches!(c, ',' | '。' | ';' | '\n' | '、' | ':');
    let behind = at.end..(at.end..range.end).find(|i| stop(&c[*i])).unwrap_or(range.end);
    let before = (sentence..at.start).rev().find(|i| stop(&c[*i])).map_or(sentence, |i| i + 1)..at.start;
    // 2.每学期开展检查: its number is no part of what is done.
    let body = mark_at(c, before.start, before.end).filter(|mark| !mark.is_doubtful(c)).map(|mark| mark.body);
    let before = body.unwrap_or(before.start)..before.end;
    let subject = if kind == Measure::Count && !behind.is_empty() { behind } else { before };
    (1..=SUBJECT).contains(&subject.len()).then_some(subject)
}

/// The bracket that is open at a text's end.
fn open_bracket(text: &[char]) -> Option<usize> {
    text.iter().rposition(|c| *c == '(').filter(|open| !text[*open..].contains(&')'))
}

fn has_any(c: &[char], words: &[&str]) -> bool {
    (0..c.len()).any(|i| words.iter().any(|word| begins(&c[i..], word)))
}
