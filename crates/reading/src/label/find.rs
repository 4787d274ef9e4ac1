//! Where a label stands: at the start of a line, behind a stop, or directly behind a value.

use std::ops::Range;

use super::{ANSWERS, Kind, LEADS, Label, MAX_LABEL_CHARS, WHOSE, kind};
use crate::due::is_due;
use crate::leader::{is_named, is_surnamed};
use crate::mark::{begins, ends};
use crate::measure::measure;
use crate::office::is_unit;
use crate::reading::Role;
use crate::text::Flow;

/// The label that stands at `i`: words and a colon, or words in square brackets.
pub(crate) fn label_at(c: &[char], i: usize, end: usize) -> Option<Label> {
    let rest = &c[i..end.min(i + MAX_LABEL_CHARS + 2)];
    let (words, value) = if rest.first() == Some(&'[') {
        let close = rest.iter().position(|c| *c == ']')?;
        let colon = usize::from(rest.get(close + 1) == Some(&':'));
        (1..close, close + 1 + colon)
    } else {
        let colon = rest.iter().position(|c| *c == ':')?;
        (0..colon, colon + 1)
    };
    Some(Label { kind: kind(&rest[words.clone()])?, words: i + words.start..i + words.end, value: i + value })
}

/// Whether a line begins with a label; not with the rest of one that is cut, nor of what a label in the line above it
/// announces, and then one: `人民政府  责任领导:…`. Neither has blanks.
pub(crate) fn starts(above: &[char], line: &[char]) -> bool {
    label_at(line, 0, line.len()).is_some_and(|label| {
        let words = &line[label.words.clone()];
        let with = |above: &[char], words: &[char]| [above, words].concat();
        let assigns = |words: &[char]| begins_label(words) && kind(words).is_some_and(Kind::assigns);
        let behind_rest = (1..words.len()).any(|at| {
            let value = with(near(above), &words[..at]);
            assigns(&words[at..]) && ends_value(&value, 0..value.len())
        });
        // 责 above 任领导:
        let cut = !begins_label(words)
            && (1..=MAX_CUT.min(above.len())).any(|n| assigns(&with(&above[above.len() - n..], words)));
        !(behind_rest || cut)
    })
}

/// The end of a line, as far as a name may reach.
fn near(line: &[char]) -> &[char] {
    &line[line.len().saturating_sub(VALUE_CHARS)..]
}

/// The label whose colon stands at `colon`, if its words begin after a stop, a blank or at `from`.
pub(crate) fn before(flow: &Flow, from: usize, colon: usize) -> Option<Label> {
    let c = &flow.c;
    let stop = |i: usize| matches!(c[i], '。' | ';' | ',' | ')' | '(' | ']' | '|' | '\n');
    let first = colon.saturating_sub(MAX_LABEL_CHARS).max(from);
    let cut = (first..colon).rev().find(|i| stop(*i) || (flow.gap(*i) && *i > first));
    let start = cut.map_or(first, |i| if stop(i) { i + 1 } else { i });
    label_at(c, start, colon + 1).filter(|label| label.value == colon + 1).or_else(|| {
        // 单位:万元 tells how a table counts.
        let bare =
            matches!(c[start..colon], ['单', '位'] | ['部', '门']) && measure(&c[colon + 1..]).is_none();
        let kind = Kind::Units(Role::Responsible);
        bare.then_some(Label { kind, words: start..colon, value: colon + 1 })
    })
}

/// What labels of a time begin with.
const WHEN: &[&str] = &["完成", "办结", "整改", "时限", "时间"];
/// Characters of a label that a line's end may part from its rest.
const MAX_CUT: usize = 3;
/// Characters of the longest name behind which a label may follow without a stop.
const VALUE_CHARS: usize = 24;

/// The label whose colon stands at `colon`, directly behind the last name or date of what the label before it announces:
/// `牵头单位:市教育局配合单位:…`.
fn behind_value(c: &[char], from: usize, colon: usize) -> Option<Label> {
    let first = colon.saturating_sub(MAX_LABEL_CHARS).max(from + 2);
    (first..colon.saturating_sub(1)).filter(|at| begins_label(&c[*at..colon])).find_map(|at| {
        let kind = kind(&c[at..colon]).filter(|kind| kind.assigns())?;
        ends_value(c, from..at).then_some(Label { kind, words: at..colon, value: colon + 1 })
    })
}

/// Whether words begin like a label of units, leaders or a time.
fn begins_label(words: &[char]) -> bool {
    words.first().is_some_and(|first| begins_word(*first))
        && LEADS.iter().chain(ANSWERS).chain(WHOSE).chain(WHEN).any(|word| begins(words, word))
}

/// Whether one of these begins with a character: a look at it spares the tables.
fn begins_word(c: char) -> bool {
    matches!(
        c,
        '牵' | '主'
            | '承'
            | '第'
            | '首'
            | '责'
            | '配'
            | '协'
            | '参'
            | '落'
            | '实'
            | '指'
            | '会'
            | '办'
            | '完'
            | '整'
            | '负'
            | '执'
            | '共'
            | '联'
            | '支'
            | '涉'
            | '分'
            | '包'
            | '时'
    )
}

/// Whether what a label announces may end here: with a unit, a person or a time.
pub(crate) fn ends_value(c: &[char], value: Range<usize>) -> bool {
    let near = value.start.max(value.end.saturating_sub(VALUE_CHARS))..value.end;
    let pause = near.clone().rev().find(|i| matches!(c[*i], '、' | ',' | ';' | '。' | ':'));
    let last = &c[pause.map_or(near.start, |at| at + 1)..value.end];
    let others = ["等单位", "等部门", "等"]
        .iter()
        .find(|word| ends(last, word))
        .map_or(0, |word| word.chars().count());
    let name = &last[..last.len() - others];
    is_unit(name) || is_due(last) || is_surnamed(last) || is_named(last)
}

/// Labels that are known where their colon is missing behind a stop: `…；责任人栗原`.
const BARE: &[&str] = &["牵头单位", "责任单位", "配合单位", "责任领导", "责任人", "完成时限", "完成时间"];

/// The next label in a range that begins with what a label announces.
pub(crate) fn next(flow: &Flow, from: usize, end: usize) -> Option<Label> {
    let c = &flow.c;
    (from..end).find_map(|i| match c[i] {
        ':' => behind_value(c, from, i).or_else(|| before(flow, from, i)),
        ';' | '。' if i + 1 < end => bare(c, i + 1, end),
        _ => None,
    })
}

fn bare(c: &[char], at: usize, end: usize) -> Option<Label> {
    let word = BARE.iter().find(|word| begins(&c[at..end], word))?;
    let words = at..at + word.chars().count();
    let value = words.end;
    let known = c.get(value).filter(|_| value < end).is_some_and(|c| c.is_alphanumeric());
    Some(Label { kind: kind(&c[words.clone()]).filter(|_| known)?, words, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_met_by_its_first_character() {
        for word in LEADS.iter().chain(ANSWERS).chain(WHOSE).chain(WHEN) {
            assert!(word.starts_with(begins_word), "{word}");
        }
    }
}
